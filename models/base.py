"""The base of every table, and the column types they share."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

from models import enums


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; SQLite, which keeps no zone, is given and asked for plain UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime: an instant without a zone is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant aware and in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EnumSet(TypeDecorator[frozenset[Any]]):
    """A small set of an enum's members, stored as their values in a JSON list in the enum's own order."""

    impl = JSON
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        """Hold members of `enum`."""
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Iterable[StrEnum] | None, dialect: Dialect) -> list[str] | None:
        """Store the values in the enum's own order, so that equal sets are equal rows."""
        del dialect
        return None if value is None else [member.value for member in self.enum if member in value]

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> frozenset[Any] | None:
        """Return the members."""
        del dialect
        return None if value is None else frozenset(self.enum(each) for each in value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read each stored text once: there are few different sets, and many rows."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None
        known: dict[str, Any] = {}

        def remembered(value: Any) -> Any:
            if not isinstance(value, str):
                return read(value)
            if value not in known:
                known[value] = read(value)
            return known[value]

        return remembered


Key = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]
At = Annotated[datetime, mapped_column(Instant)]
Words = Annotated[str, mapped_column(Text)]
Name = Annotated[str, mapped_column(String(200))]


def by_value(enum: type[StrEnum]) -> Enum:
    """Return a column type that stores the members of `enum` by their values."""
    return Enum(
        enum,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        length=40,
    )


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute
        each: by_value(each)
        for each in vars(enums).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
