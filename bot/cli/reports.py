"""The particulars of reports, and the PEEL cycles."""

from datetime import date
from typing import Annotated

import typer

from bot.cli import report_reading
from bot.cli.audit import As, On, acting
from bot.cli.terminal import acknowledge, day, register, say
from models.enums import Grade, Participation
from models.inspections import peel as peel_cycles
from models.inspections.inspection import PeelCycle
from models.queries import items
from models.register import report_particulars
from models.register.naming import called
from models.register.report_particulars import Particulars, report_called
from templates.messages.inspections import ReportCorrected, Reports
from templates.presenters import inspections

app = typer.Typer(no_args_is_help=True, help="Enter and list the details of reports.")
peel = typer.Typer(no_args_is_help=True, help="Enter PEEL cycles with their grades, and list them.")

Cycle = Annotated[str, typer.Argument(help="The cycle's name.")]
Number = Annotated[int, typer.Argument(help="The question's number.")]


@app.command()
def edit(
    code: str,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    summary: Annotated[str | None, typer.Option(help="A summary, in a few sentences.")] = None,
    theme: Annotated[list[str] | None, typer.Option(help="A theme; give the option once for each.")] = None,
    participation: Annotated[Participation | None, typer.Option(help="How the force took part.")] = None,
    source: Annotated[str | None, typer.Option(help="The web address of its page.")] = None,
    published: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="When it was published; deadlines change with it."),
    ] = None,
    as_: As = None,
) -> None:
    """Enter or correct a report's details; an empty text removes one."""
    themes = tuple(theme) if theme else None
    wanted = Particulars(title, summary, themes, participation, source, published)
    with acting(as_) as (session, act):
        report = report_called(session, code)
        done = report_particulars.correct(session, report, wanted, act)
        followed, stayed = (tuple(item.reference for item in each) for each in (done.followed, done.stayed))
        known = report.code
    if done.fields:
        say(ReportCorrected(known, followed, stayed))
    else:
        acknowledge("nothing_changed", name=known)


app.command("read")(report_reading.read)


@app.command("list")
def list_() -> None:
    """List the reports with their details."""
    with register() as (settings, database, clock), database.reading() as session:
        today = settings.policy.today(clock.now())
        say(Reports(today, inspections.reports(session, today)))


@peel.command()
def cycle(
    name: Cycle,
    framework: Annotated[str, typer.Option(help="The version of the question set: 2021/22 or 2023-25.")],
    begins: Annotated[date, typer.Option(parser=day, metavar="DATE", help="The day it begins.")],
    notes: Annotated[str | None, typer.Option(help="Its dates, as far as known.")] = None,
    as_: As = None,
) -> None:
    """Enter a cycle, with the questions of its framework."""
    with acting(as_) as (session, act):
        begun = peel_cycles.begin(session, name, framework, begins, act, notes=notes)
        known, number = begun.name, len(begun.questions)
    acknowledge("peel_begun", name=known, number=str(number))


@peel.command()
def reported(name: Cycle, code: str, as_: As = None) -> None:
    """Name the report of a cycle: its areas for improvement are then the cycle's."""
    with acting(as_) as (session, act):
        found, report = called(session, PeelCycle, name), report_called(session, code)
        peel_cycles.report_made(session, found, report, act)
        known, title = found.name, report.title
    acknowledge("peel_reported", name=known, title=title)


@peel.command()
def grade(name: Cycle, number: Number, grade: Grade, on: On = None, as_: As = None) -> None:
    """Enter the grade that HMICFRS gave for a question."""
    with acting(as_, on) as (session, act):
        found = called(session, PeelCycle, name)
        peel_cycles.grade(session, found, number, grade, act)
        known = found.name
    acknowledge("peel_graded", name=known, number=str(number), grade=grade)


@peel.command()
def assess(name: Cycle, number: Number, grade: Grade, on: On = None, as_: As = None) -> None:
    """Enter the force's own assessment of a question, beside HMICFRS's grade."""
    with acting(as_, on) as (session, act):
        found = called(session, PeelCycle, name)
        peel_cycles.assess(session, found, number, grade, act)
        known = found.name
    acknowledge("peel_assessed", name=known, number=str(number), grade=grade)


@peel.command()
def place(name: Cycle, number: Number, reference: str, as_: As = None) -> None:
    """Put an area for improvement under a question of a cycle."""
    with acting(as_) as (session, act):
        found, item = called(session, PeelCycle, name), items.item_by_reference(session, reference)
        peel_cycles.place(found, number, item, act)
        known, placed = found.name, item.reference
    acknowledge("peel_placed", name=known, number=str(number), reference=placed)


@peel.command("list")
def list_cycles() -> None:
    """List the cycles with their questions, grades and areas for improvement."""
    with register() as (settings, database, clock), database.reading() as session:
        say(inspections.peel_in_full(session, settings.policy.today(clock.now())))
