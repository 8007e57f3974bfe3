"""By what items are found without looking at them all: each list and each sweep has an index."""

from sqlalchemy import Index, UniqueConstraint, text

from models.register.fields import Place, plain_in


def _open_index(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=text("is_open = 1"), postgresql_where=text("is_open"))


def _set_index(name: str, column: str) -> Index:
    """Return the index of `column` over those in which it is set."""
    there = text(f"{column} is not null")
    return Index(name, column, "id", sqlite_where=there, postgresql_where=there)


def _listed_index(name: str, column: str) -> Index:
    """Return the index of the list of those that have a value in `column`, in the list's order."""
    there = text(f"{column} is not null")
    return Index(name, "pressing_on", "id", sqlite_where=there, postgresql_where=there)


def indexes() -> tuple[Index | UniqueConstraint, ...]:
    """Return the indexes of the table of items, and what is unique in it."""
    return (
        UniqueConstraint("report_id", "number"),
        _open_index("ix_recommendation_owner", "owner_id", "pressing_on", "id"),
        _open_index("ix_recommendation_deputy", "deputy_id", "pressing_on", "id"),
        _open_index("ix_recommendation_team", "team_id", "pressing_on", "id"),
        _open_index("ix_recommendation_pressing", "pressing_on", "id"),
        _open_index("ix_recommendation_deadline", "deadline_on", "id"),
        _open_index("ix_recommendation_status", "for_force", "status", "pressing_on", "id"),
        _open_index("ix_recommendation_kind", "for_force", "kind", "pressing_on", "id"),
        _open_index("ix_recommendation_red", "judged_rag", "for_force", "pressing_on", "id", "status"),
        _open_index("ix_recommendation_late", "for_force", "pressing_on", "id", "deadline_on", "status"),
        _open_index("ix_recommendation_unowned", "for_force", "owner_id", "pressing_on", "id"),
        _open_index("ix_recommendation_due", "for_force", "deadline_on", "id"),
        _open_index("ix_recommendation_original", "for_force", "original_deadline_on", "id"),
        *(
            _open_index(
                f"ix_recommendation_{column.field.attribute}", column.field.attribute, "pressing_on", "id"
            )
            for column in plain_in(Place.HOME)
        ),
        _open_index("ix_recommendation_report", "report_id", "pressing_on", "id"),
        _listed_index("ix_recommendation_disowned", "disowned_on"),
        Index("ix_recommendation_remind_on", "remind_on"),
        _listed_index("ix_recommendation_asked", "asked_to"),
        _set_index("ix_recommendation_demonstrating", "demonstrating_until"),
        _set_index("ix_recommendation_erase", "erase_on"),
    )
