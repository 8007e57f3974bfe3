"""Figures, papers and exports from a terminal."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli.audit import As as Who, acting
from bot.cli.terminal import acknowledge, day, instant, register, say, to_write
from bot.documents.documents import Documents
from bot.settings import Settings
from bot.worker.files import FileStore
from handlers.committee.external_figures import enter as enter_printed, remove as remove_printed
from handlers.committee.looking_up import meeting_on
from models.committee import figures as counted
from models.committee.bridge import Opening
from models.committee.meeting import Meeting
from models.committee.period import Period
from models.committee.summary import Summary
from models.database import Database
from models.enums import DocumentKind, ItemKind
from models.policies.deciding import decided
from models.queries import items
from templates.filters import listed
from templates.messages.documents import Document
from templates.messages.figures import Figures
from templates.presenters.summary import summary
from templates.serialization import content_of

Day = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="The date of the meeting; the next unless given."),
]
MOST_NAMED = 5
"""Missing files that are named; the others are counted."""

Out = Annotated[
    Path | None, typer.Option(help="Where to write it; the current folder unless given.", callback=to_write)
]
As = Annotated[str, typer.Option("--as", help="For whom: a name, an e-mail address or a Slack id.")]


def figures(
    since: Annotated[
        date | None, typer.Option("--from", parser=day, help="The cut-off to count from.")
    ] = None,
    until: Annotated[date | None, typer.Option("--to", parser=day, help="The cut-off to count to.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")] = False,
) -> None:
    """Print the figures between any two cut-offs, with the references behind every number."""
    with register() as (settings, database, clock), database.reading() as session:
        today = settings.policy.today(instant(None, settings, clock))
        if since is None and until is None:
            standing = counted.standing(session, counted.next_meeting(session, today), today)
        else:
            end = until or today
            if since is not None and end < since:
                raise typer.BadParameter(f"the period ends on {end}, before it begins on {since}")
            frozen = _frozen_up_to(session, since) if since else None
            known_to = frozen.known_to if frozen else None
            period = Period(since, end, counted.meets_after(session, end), known_to)
            opening = _printed_for(session, since) if since else None
            meeting = counted.meeting_with_cut_off(session, end)
            standing = counted.between(session, period, meeting, opening, today)
        facts = summary(session, standing, decided(session, settings.policy))
        if as_json:
            typer.echo(json.dumps(content_of(facts), indent=2, ensure_ascii=False))
        else:
            say(Figures(facts))


def _frozen_up_to(session: Session, cut_off: date) -> Summary | None:
    """Return the figures that were frozen up to `cut_off`, of a meeting that was not cancelled."""
    query = select(Summary).join(Meeting).where(Summary.until == cut_off, Meeting.cancelled_at.is_(None))
    return session.scalar(query.order_by(Summary.id.desc()).limit(1))


def _printed_for(session: Session, cut_off: date) -> Opening | None:
    """Return what was printed for figures up to `cut_off`; None where nothing was.

    A summary that was published early counts up to that day, and not up to the cut-off of its meeting.
    """
    kept = _frozen_up_to(session, cut_off)
    if kept is not None:
        return counted.opening_for(session, kept.meeting)
    meeting = counted.meeting_with_cut_off(session, cut_off)
    if meeting is None or counted.frozen_for(session, meeting) is not None:
        return None
    return counted.opening_for(session, meeting)


def paper(
    meeting: Day = None,
    out: Out = None,
    appendix: Annotated[bool, typer.Option(help="Include the appendix with the long lists.")] = True,
) -> None:
    """Write the committee's paper in Word, for the meeting on this date or the next."""
    _write(DocumentKind.PAPER, meeting, out, None, appendix=appendix)


def export(out: Out = None, as_: As = "") -> None:
    """Write the register, its ledger and its figures as a workbook, which can be imported again."""
    _write(DocumentKind.WORKBOOK, None, out, as_)


def calendar(as_: As, out: Out = None) -> None:
    """Write somebody's calendar: the committee's dates, and their own reviews and deadlines."""
    _write(DocumentKind.CALENDAR, None, out, as_)


def pack(
    references: Annotated[list[str], typer.Argument(help="The items, like 10618 or VETTING-33.")],
    out: Out = None,
    as_: As = "",
) -> None:
    """Write the evidence for items as a ZIP: index, files, ledger, and checksums to verify it."""
    with register() as (settings, database, clock):
        at = instant(None, settings, clock)
        with database.reading() as session:
            asked_by = items.person_by_name(session, as_).id if as_ else 0
            named = [items.item_by_reference(session, each).reference for each in references]
        document = Document(
            DocumentKind.PACK, asked_by, settings.policy.today(at), references=tuple(dict.fromkeys(named))
        )
        _write_document(settings, database, document, at, out)


def printed(
    meeting: Annotated[date, typer.Argument(parser=day, metavar="DATE")],
    figure: Annotated[str, typer.Argument(help="closing, added or signed_off.")],
    kind: ItemKind,
    number: Annotated[int | None, typer.Argument(min=0)] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the figure.")] = False,
    as_: Who = None,
) -> None:
    """Enter a figure that a paper made elsewhere printed for a meeting, or remove one that was entered."""
    if (number is None) is not remove:
        raise typer.BadParameter("give the number that was printed, or --remove")
    with acting(as_) as (session, act):
        if number is None:
            said, what = remove_printed(session, meeting, figure, kind, act), "printed_removed"
        else:
            said, what = enter_printed(session, meeting, figure, kind, number, act).number, "printed_entered"
        acknowledge(what, meeting=meeting.isoformat(), figure=f"{figure}, {said} of {kind}")


def _write(
    kind: DocumentKind, meeting: date | None, out: Path | None, as_: str | None, *, appendix: bool = True
) -> None:
    with register() as (settings, database, clock):
        at = instant(None, settings, clock)
        today = settings.policy.today(at)
        with database.reading() as session:
            asked_by = items.person_by_name(session, as_).id if as_ else 0
            coming = counted.next_meeting(session, today)
            held_on = meeting_on(session, meeting).held_on if meeting else _held_on(coming)
        document = Document(kind, asked_by, today, held_on, appendix=appendix)
        _write_document(settings, database, document, at, out)


def _write_document(
    settings: Settings, database: Database, document: Document, at: datetime, out: Path | None
) -> None:
    """Write a document beside the place where it is to be, and put it there once it is whole."""
    store = FileStore(settings.data / "files")
    documents = Documents(database, settings.policy, settings.reckoner_paper_template, store)
    file = out or Path(document.file_name)
    coming = file.with_name(f"{file.name}.coming")
    try:
        with coming.open("wb") as to:
            made = documents.write(document, at, to)
        coming.replace(file)
    finally:
        coming.unlink(missing_ok=True)
    acknowledge("written", file=str(file))
    if made.missing:
        acknowledge("pack_incomplete", names=listed(made.missing, MOST_NAMED))
    if made.sum_of_sums:
        acknowledge("pack_sum", sum=made.sum_of_sums)


def _held_on(meeting: Meeting | None) -> date | None:
    return meeting.held_on if meeting else None
