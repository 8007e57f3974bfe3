"""What a person has chosen to see on their own page."""

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class HomeView(Base):
    """How a person left their page: it is drawn again after everything they do, and stays where it was.

    `first` is the number of the first of their own items that is shown. `filters` are what the whole register is
    looked through by, by the names in `models.queries.filters`; `listed_from` is the first item shown.
    `unfolded` are the names of the parts that are shown whole.
    """

    __tablename__ = "home_view"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    first: Mapped[int] = mapped_column(default=1)
    filters: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    listed_from: Mapped[int] = mapped_column(default=1)
    unfolded: Mapped[list[str]] = mapped_column(JSON, default=list)
