"""Reading a published report at a terminal, and adding what was read."""

import secrets
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.audit import As
from bot.cli.terminal import acknowledge, day, existing, register, say
from bot.imports.report_text import report_file
from models.enums import ReportKind
from models.policies.deciding import decided
from models.queries import items
from models.report_drafts import adding, drafting
from models.report_drafts.drafting import Described
from models.report_parser.pages import text_of
from models.report_parser.parser import read_report
from models.report_parser.proposal import About
from templates.filters import LABELS
from templates.presenters.drafts import draft_page, not_read

Published = Annotated[
    date, typer.Option(parser=day, metavar="DATE", help="When it was published; deadlines count from it.")
]
Code = Annotated[str, typer.Option(help="The report's short code, like VETTING.")]


def read(
    file: Annotated[Path, typer.Argument(help="A Word document (.docx), a PDF or a text file.", parser=None)],
    published: Published,
    code: Code,
    title: Annotated[str | None, typer.Option(help="Its title; the code unless given.")] = None,
    kind: Annotated[ReportKind, typer.Option(help="The kind of report.")] = ReportKind.NATIONAL_THEMATIC,
    source: Annotated[str | None, typer.Option(help="The web address of its page.")] = None,
    add: Annotated[bool, typer.Option("--add", help="Add the recommendations, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_: As = None,
) -> None:
    """Read a report's recommendations and print them with every doubt; with --add, add them to the register."""
    if add and as_ is None:
        raise typer.BadParameter("say with --as who adds them")
    with register() as (settings, database, clock):
        # What is only printed may be called anything.
        known_as = drafting.code_of(code) if add else code.strip().upper()
        text = report_file(existing(file))
        at = clock.now()
        today = settings.policy.today(at)
        with database.reading() as session:
            known = drafting.known_of(session, known_as)
            described = known or Described(title or known_as, kind, published, source)
            about = About(described.published_on, described.kind, decided(session, settings.policy).force)
            reading = read_report(text, about)
            draft = drafting.provisional(known_as, described, reading)
            say(draft_page(session, draft, today, size=max(1, len(draft.items))))
            say(not_read(draft))
        if not add or not (yes or typer.confirm(LABELS["confirm"]["draft_add"])):
            return
        with database.writing() as session:
            act = settings.policy.act(items.person_by_name(session, as_ or ""), at)
            source_key = f"terminal:{secrets.token_hex(8)}"
            begun = drafting.begin(session, known_as, described, act, source=source_key, text=text_of(text))
            drafting.take(session, begun, reading, at)
            number = len(adding.add(session, begun, act))
        acknowledge("report_added", code=known_as, number=str(number))
