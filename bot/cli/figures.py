"""Figures, papers and exports from a terminal."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import acknowledge, day, instant, register, say
from bot.documents import Documents
from handlers.committee import meeting_on
from handlers.printed import enter as enter_printed
from models import figures as counted
from models import queries
from models.committee import Meeting
from models.figures import Period
from models.kinds import DocumentKind, ItemKind
from templates.frozen import freeze
from templates.messages import Document, Figures
from templates.summary_rows import summary

Day = Annotated[date | None, typer.Option(parser=day, metavar="DATE")]
Out = Annotated[Path | None, typer.Option(help="Where to write it; beside you unless given.")]
As = Annotated[str, typer.Option("--as", help="For whom: a name, an e-mail address or a Slack id.")]


def figures(
    since: Annotated[
        date | None, typer.Option("--from", parser=day, help="The cut-off it counts from.")
    ] = None,
    until: Annotated[date | None, typer.Option("--to", parser=day, help="The cut-off it counts to.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")] = False,
) -> None:
    """Print the figures between any two cut-offs, with the references behind every number."""
    with register() as (settings, database, clock), database.reading() as session:
        today = settings.policy.today(instant(None, settings, clock))
        if since is None and until is None:
            standing = counted.standing(session, counted.next_meeting(session, today), today)
        else:
            last = counted.meeting_with_cut_off(session, since) if since else None
            end = until or today
            period = Period(since, end, counted.meets_after(session, end))
            opening = counted.opening_for(session, last) if last else None
            meeting = counted.meeting_with_cut_off(session, end)
            standing = counted.between(session, period, meeting, opening, today)
        facts = summary(session, standing, settings.policy)
        if as_json:
            typer.echo(json.dumps(freeze(facts), indent=2, ensure_ascii=False))
        else:
            say(Figures(facts))


def paper(meeting: Day = None, out: Out = None) -> None:
    """Write the committee's paper in Word, for the meeting on this date or the next."""
    _write(DocumentKind.PAPER, meeting, out, None)


def export(out: Out = None, as_: As = "") -> None:
    """Write the register, its ledger and its figures as a workbook, which can be imported again."""
    _write(DocumentKind.WORKBOOK, None, out, as_)


def calendar(as_: As, out: Out = None) -> None:
    """Write somebody's calendar: the committee's dates, and their own reviews and deadlines."""
    _write(DocumentKind.CALENDAR, None, out, as_)


def printed(
    meeting: Annotated[date, typer.Argument(parser=day, metavar="DATE")],
    figure: Annotated[str, typer.Argument(help="closing, added or signed_off.")],
    kind: ItemKind,
    number: Annotated[int, typer.Argument(min=0)],
) -> None:
    """Enter a figure that a paper made elsewhere printed for a meeting."""
    with register() as (_, database, _clock), database.writing() as session:
        entered = enter_printed(session, meeting, figure, kind, number)
        acknowledge(
            "printed_entered", meeting=meeting.isoformat(), figure=f"{entered.name}, {number} of {kind}"
        )


def _write(kind: DocumentKind, meeting: date | None, out: Path | None, as_: str | None) -> None:
    with register() as (settings, database, clock):
        at = instant(None, settings, clock)
        today = settings.policy.today(at)
        with database.reading() as session:
            asked_by = queries.person_by_name(session, as_).id if as_ else 0
            coming = counted.next_meeting(session, today)
            held_on = meeting_on(session, meeting).held_on if meeting else _held_on(coming)
        document = Document(kind, asked_by, today, held_on)
        made = Documents(database, settings.policy, settings.reckoner_paper_template).make(document, at)
        file = out or Path(document.file_name)
        file.write_bytes(made)
        acknowledge("written", file=str(file))


def _held_on(meeting: Meeting | None) -> date | None:
    return meeting.held_on if meeting else None
