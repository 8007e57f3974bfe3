"""Summaries of the size of a real committee paper, and of one far larger."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from models.enums import Grade, ItemKind, Rag, ReportKind, Stage
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    BridgeRow,
    CauseOfConcern,
    DateMoved,
    Finding,
    InspectionRow,
    OpenOn,
    OwnerChanged,
    PeelPosition,
    PeelQuestionRow,
    RagCount,
    ReportMovement,
    Unsupported,
    Waiting,
)

SINCE, UNTIL = date(2022, 9, 29), date(2022, 12, 8)
ROW = replace(ItemRow.EXAMPLE, also=None)
VETTING, ROADS = "An inspection of vetting, misconduct and misogyny in the police service", "Roads policing"


def row(reference: str, report: str = VETTING) -> ItemRow:
    """Return an item by this reference."""
    return replace(ROW, reference=reference, report=report)


def rows(references: Iterable[str]) -> tuple[ItemRow, ...]:
    """Return an item for each reference."""
    return tuple(row(reference) for reference in references)


def numbered(code: str, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the references of a report's items: `VETTING-1`, `VETTING-2`."""
    return tuple(f"{code}-{number}" for number in numbers)


DONE_EARLIER = (*numbered("ROADS", range(1, 5)), "COVIDDA-2", *numbered("BETRAYAL", (3, 7, 9)))
DONE = (*DONE_EARLIER, *numbered("VETTING", (33, 34, 35, 38, 39, 41)))
OTHERS = numbered("VETTING", (*range(1, 16), 42, 43))
NEW = numbered("VETTING", range(16, 42))
NEW_AFIS = numbered("VETTING-AFI", range(1, 6))
OLD = ("10618", "9962", *numbered("BURGLARY", (1, 2)), *numbered("PPDA", (1, 2, 3)))
OLD = (*OLD, *DONE_EARLIER, *map(str, range(10600, 10617)), *map(str, range(10700, 10711)))
OLD_AFIS = numbered("PEEL", range(1, 15))
CAUSES = ("OLDER-1", "STALK-1")
RECOMMENDATIONS = tuple(each for each in (*OLD, *NEW) if each not in DONE)
AFIS = (*(each for each in OLD_AFIS if each not in {"PEEL-4", "PEEL-9"}), *NEW_AFIS)
RED_OR_WHITE = frozenset({"9962", "10618", "PPDA-1", "10604", "PPDA-3"})
OPEN_NOW = (*RECOMMENDATIONS, *AFIS, *CAUSES)

DECEMBER = replace(
    CommitteeSummary.EXAMPLE,
    frozen_on=date(2022, 12, 8),
    bridge=(
        BridgeRow(
            ItemKind.RECOMMENDATION,
            *(OLD, (), (), NEW, (), DONE, (), (), ()),
            closing=RECOMMENDATIONS,
            opening_printed=45,
        ),
        BridgeRow(
            ItemKind.AREA_FOR_IMPROVEMENT,
            *(OLD_AFIS, (), (), NEW_AFIS, (), ("PEEL-4",), ("PEEL-9",), (), ()),
            closing=AFIS,
            opening_printed=14,
        ),
        BridgeRow(ItemKind.CAUSE_OF_CONCERN, CAUSES, *((),) * 8, closing=CAUSES, opening_printed=2),
    ),
    signed_off=(
        ReportMovement("BETRAYAL", "PEEL spotlight report: abuse of position", rows(DONE_EARLIER[5:])),
        ReportMovement(
            "COVIDDA", "Review of policing domestic abuse during the pandemic", rows(("COVIDDA-2",))
        ),
        ReportMovement("PEEL", "PEEL 2021/22", rows(("PEEL-4",))),
        ReportMovement("ROADS", ROADS, rows(DONE_EARLIER[:4])),
        ReportMovement("VETTING", VETTING, rows(DONE[8:])),
    ),
    ended=(ReportMovement("PEEL", "PEEL 2021/22", rows(("PEEL-9",))),),
    added=(ReportMovement("VETTING", VETTING, rows((*NEW, *NEW_AFIS))),),
    added_for_others=(ReportMovement("VETTING", VETTING, rows(OTHERS)),),
    overdue=rows(("9962", "10618", "PPDA-1", "10604")),
    past_original=rows(("9962", "10618", "PPDA-1", "10604")),
    due=tuple(
        replace(each, deadline_on=date(2023, 3, 31), owner=None)
        for each in rows(("BURGLARY-1", "BURGLARY-2", "VETTING-36"))
    ),
    due_until=date(2023, 4, 6),
    owners_changed=(OwnerChanged(row("10604"), "Dev Patel", None, date(2022, 11, 1)),),
    rag=(
        RagCount(Rag.RED, ("9962", "10618", "PPDA-1", "10604")),
        RagCount(Rag.AMBER, tuple(each for each in OPEN_NOW[:40] if each not in RED_OR_WHITE)),
        RagCount(Rag.GREEN, OPEN_NOW[40:48]),
        RagCount(Rag.WHITE, ("PPDA-3",)),
        RagCount(None, OPEN_NOW[48:]),
    ),
    causes=(
        CauseOfConcern(
            row("OLDER-1", "The poor relation: crimes against older people"),
            rows(("10618", "9962")),
            date(2022, 9, 2),
            date(2022, 12, 2),
        ),
        CauseOfConcern(row("STALK-1", "Living in fear: stalking and harassment"), (), None, None),
    ),
    reviews_due=OPEN_NOW[:48],
    reviews_done=OPEN_NOW[:43],
    reviews_updated=rows(OPEN_NOW[43:45]),
    reviews_missed=rows(OPEN_NOW[45:48]),
    reviews_late=(),
    waiting=(Waiting(row("10611"), date(2022, 8, 1), 129), Waiting(row("PPDA-2"), date(2022, 11, 1), 37)),
    watched=rows(OTHERS),
    inspections=(
        CommitteeSummary.EXAMPLE.inspections[0],
        InspectionRow(
            "Walsall: identification of initial need and risk",
            *(ReportKind.JTAI, Stage.REPORT_AWAITED, "report in the new year"),
            *(("Ofsted", "Care Quality Commission"), None, date(2022, 11, 25)),
        ),
    ),
    unsupported=(
        Unsupported("closing", 146, 74, ()),
        Unsupported("completed in the vetting report", 6, 5, ()),
    ),
    findings=(
        Finding("no_owner", ("PPDA-3", "VETTING-36"), {}),
        Finding("deadline_without_narrative", ("10604",), {}),
        Finding("number_unsupported", (), {"text": "six recommendations", "list": "5", "where": "Vetting"}),
    ),
    history=tuple(
        OpenOn(on, by_kind)
        for on, by_kind in (
            (date(2021, 12, 16), (98, 12, 5)),
            (date(2022, 3, 24), (104, 14, 5)),
            (date(2022, 6, 23), (88, 14, 5)),
            (date(2022, 9, 29), (45, 14, 2)),
            (date(2022, 12, 8), (55, 17, 2)),
        )
    ),
)
"""A published summary of the size of the paper of 15 December 2022."""


def large(number: int) -> CommitteeSummary:
    """Return a summary in which every list has `number` items, over a third as many reports."""
    many = rows(numbered("A-LONG-REPORT-CODE", range(1, number + 1)))
    references = tuple(each.reference for each in many)
    reports = tuple(
        ReportMovement(f"CODE{place}", f"{VETTING} {place}", many[place : place + 3])
        for place in range(0, number, 3)
    )
    published = CommitteeSummary.EXAMPLE.reports[0]
    return replace(
        DECEMBER,
        bridge=tuple(
            BridgeRow(kind, references, *(references,) * 8, closing=references) for kind in ItemKind
        ),
        signed_off=reports,
        ended=reports,
        added=reports,
        added_for_others=reports,
        reopened=reports,
        restated=many,
        overdue=many,
        past_original=many,
        due=many,
        reviews_updated=many,
        reviews_missed=many,
        reviews_late=references,
        quiet=many,
        watched=many,
        dates_moved=tuple(
            DateMoved(*(each, SINCE, UNTIL, SINCE, "It for the guidance. " * 9, "Priya Shah", UNTIL, 3))
            for each in many
        ),
        owners_changed=tuple(OwnerChanged(each, "Dev Patel", "Anna Clarke", UNTIL) for each in many),
        rag=tuple(RagCount(rag, references) for rag in (*Rag, None)),
        causes=tuple(CauseOfConcern(each, many[:9], SINCE, UNTIL) for each in many),
        waiting=tuple(Waiting(each, SINCE, 70) for each in many),
        reports=tuple(replace(published, title=f"{VETTING} {place}") for place in range(number)),
        inspections=DECEMBER.inspections * number,
        peel=(
            PeelPosition(
                *("PEEL 2023-25", "2023-25", "Fieldwork in September 2023"),
                tuple(PeelQuestionRow(each, VETTING, Grade.GOOD, references) for each in range(1, 10)),
            ),
        ),
        unsupported=tuple(Unsupported(f"figure {place}", place, 0, references) for place in range(number)),
        findings=tuple(Finding("no_owner", references, {}) for _ in range(number)),
        history=tuple(OpenOn(SINCE + timedelta(weeks=week), (1000 + week, 200, 30)) for week in range(104)),
    )
