"""Inspections from their announcement to their report, and the data that HMICFRS asks for."""

from datetime import date
from typing import Annotated

import typer

from bot.cli.audit import As, On, acting
from bot.cli.terminal import acknowledge, day, register, say
from handlers.reports import inspections
from models.enums import ReportKind, Stage
from models.inspections import data_returns, inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import DataReturn, Inspection
from models.queries import items
from models.register.naming import called
from models.register.report_particulars import report_called
from templates.messages.inspections import DataReturns
from templates.presenters.inspections import data_asked

app = typer.Typer(no_args_is_help=True, help="Enter inspections, move them on and list them.")
data_return = typer.Typer(no_args_is_help=True, help="Enter and list data requests from HMICFRS.")

When = Annotated[str | None, typer.Option(help="Its dates, as announced: “early October”.")]
Starts = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Its first day.")]
Ends = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Its last day.")]
Partner = Annotated[
    list[str] | None,
    typer.Option(help="A body taking part, and its role: “health: the hospitals”. Once for each."),
]
Scope = Annotated[list[str] | None, typer.Option(help="A point of its scope. Once for each.")]
Notes = Annotated[str | None, typer.Option(help="Notes for the committee.")]
Reason = Annotated[str, typer.Option(help="Why: needed to move back or to withdraw.")]


@app.command()
def announce(
    name: str,
    kind: Annotated[ReportKind, typer.Option(help="The kind of inspection.")],
    when: When = None,
    starts: Starts = None,
    ends: Ends = None,
    partner: Partner = None,
    scope: Scope = None,
    notes: Notes = None,
    on: On = None,
    as_: As = None,
) -> None:
    """Enter an inspection that has been announced: it stays on the list until it is reported."""
    with acting(as_, on) as (session, act):
        known = _details(when, starts, ends, partner, notes, scope)
        entered = inspecting.announce(session, name, kind, known, act).name
    acknowledge("inspection_announced", name=entered)


@app.command()
def edit(
    name: str,
    when: When = None,
    starts: Starts = None,
    ends: Ends = None,
    partner: Partner = None,
    scope: Scope = None,
    notes: Notes = None,
    as_: As = None,
) -> None:
    """Correct an inspection's details; an empty text removes one."""
    with acting(as_) as (session, act):
        inspection = called(session, Inspection, name)
        wanted = _details(when, starts, ends, partner, notes, scope)
        changed = inspecting.correct(session, inspection, wanted, act)
        known = inspection.name
    acknowledge("changed" if changed else "nothing_changed", name=known)


@app.command()
def stage(
    name: str,
    stage: Stage,
    report: Annotated[str | None, typer.Option(help="The report's code, if it has been reported.")] = None,
    reason: Reason = "",
    on: On = None,
    as_: As = None,
) -> None:
    """Move an inspection on to a stage, or back with a reason."""
    with acting(as_, on) as (session, act):
        inspection = called(session, Inspection, name)
        if stage is Stage.REPORTED and report is not None:
            inspecting.report_made(session, inspection, report_called(session, report), act, reason=reason)
        else:
            inspecting.move(session, inspection, stage, act, reason=reason)
        known = inspection.name
    acknowledge("inspection_moved", name=known, stage=stage)


@app.command()
def withdraw(name: str, reason: Reason = "", on: On = None, as_: As = None) -> None:
    """Withdraw an inspection; the next paper says so, and why."""
    with acting(as_, on) as (session, act):
        inspection = called(session, Inspection, name)
        inspecting.withdraw(session, inspection, act, reason=reason)
        known = inspection.name
    acknowledge("inspection_withdrawn", name=known)


@app.command("list")
def list_() -> None:
    """List the inspections that are not reported, and the data still to be returned."""
    with register() as (settings, database, clock), database.reading() as session:
        say(inspections.listed(session, settings.policy.today(clock.now())))


@data_return.command()
def add(
    name: str,
    due: Annotated[date, typer.Option(parser=day, metavar="DATE", help="The day it is due.")],
    inspection: Annotated[str | None, typer.Option(help="The inspection it is for.")] = None,
    owner: Annotated[str | None, typer.Option(help="The person responsible, who gets the reminders.")] = None,
    as_: As = None,
) -> None:
    """Enter data that HMICFRS has asked for."""
    with acting(as_) as (session, act):
        of = called(session, Inspection, inspection) if inspection else None
        by = items.person_by_name(session, owner) if owner else None
        asked = data_returns.ask_for_data(session, name, due, act, inspection=of, owner=by).name
    acknowledge("data_asked", name=asked, due=due.isoformat())


@data_return.command()
def returned(name: str, on: On = None, as_: As = None) -> None:
    """Note that data has been returned."""
    with acting(as_, on) as (session, act):
        asked = called(session, DataReturn, name)
        data_returns.return_data(session, asked, act)
        known = asked.name
    acknowledge("data_returned", name=known)


@data_return.command("list")
def list_data() -> None:
    """List the data requests, and whether each was returned."""
    with register() as (settings, database, clock), database.reading() as session:
        say(DataReturns(settings.policy.today(clock.now()), data_asked(session)))


def _details(
    when: str | None,
    starts: date | None,
    ends: date | None,
    partner: list[str] | None,
    notes: str | None,
    scope: list[str] | None,
) -> Details:
    partners, points = (tuple(each) if each else None for each in (partner, scope))
    return Details(when, starts, ends, partners, notes, points)
