"""The committee's summary: every number in it is the length of a list, or a sum of such.

It is what is previewed, published, frozen, printed as the paper and exported: one set of facts for all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.committee.figure_table import BRIDGE, BY_REPORT, FIGURES
from models.enums import Addressee, Grade, ItemKind, Participation, Rag, ReportKind, Stage
from templates.filters import kinds
from templates.messages import Message
from templates.messages.committee_actions import CommitteeActionRow
from templates.messages.items import ItemRow
from templates.messages.summary_parts import (
    AddresseeCount,
    Behind,
    BridgeRow,
    CauseOfConcern,
    DataReturnRow,
    DateMoved,
    Engaged,
    Finding,
    InspectionRow,
    OpenOn,
    OwnerChanged,
    PeelPosition,
    PeelQuestionRow,
    RagCount,
    References,
    ReportMovement,
    ReportPublished,
    ReviewsUnknown,
    Told,
    ToldFirst,
    Unsupported,
    Waiting,
)
from templates.parts import Button, Buttons, Heading, Note, Parts, Picture, Section, Sections, Table
from templates.translator import Translator, button

MINUS = "\u2212"


NOW = "now"
"""What is typed behind a figure for the register as it stands, where other figures are frozen."""

NEXT = "next"
"""The value of a button about the summary for the next meeting, where none is entered."""


TOLD_IN_BRIEF = frozenset({"why:overdue", "why:dates_moved"})
"""The matters that a brief summary tells item by item."""


FIRST_IN_BRIEF = TOLD_IN_BRIEF | {"why:signed_off", "why:added", "why:past_original", "why:due", "why:red"}
"""The matters that a brief summary begins with, each with the button of its list. The others are a line each."""


LINES_IN_BRIEF = 3


REFERENCES = 8
"""References in one line; the others are counted, and the matter's button opens all of them."""


@dataclass(frozen=True)
class CommitteeSummary(Message):
    """Where the register stands for a committee meeting.

    It counts from the day after `since` (None: from the beginning) up to `until`. `frozen_on` is the local date on
    which the figures were frozen, None for a preview. `red` are the red items with what was last said of each;
    `quiet` those without a word since the last meeting; `joint` the open items of joint, JTAI and child protection
    reports; `actions` what the committee asked for itself; `data_returns` the data that HMICFRS asked for;
    `through_others` what was signed off by evidence that was gathered for other items; `engaged` whom the Force
    Liaison Lead met, None where no meeting was recorded. Where nothing was printed for the last cut-off, the
    opening is what the register holds for it, and `opening_is_printed` is False. `told_first` are movements dated
    before the last cut-off and recorded after the figures that were given then. `rows` are all items that a list
    names, as they stood: what is posted goes without them.
    """

    force: str
    marking: str
    held_on: date | None
    since: date | None
    until: date
    frozen_on: date | None
    bridge: tuple[BridgeRow, ...]
    signed_off: tuple[ReportMovement, ...]
    ended: tuple[ReportMovement, ...]
    added: tuple[ReportMovement, ...]
    added_for_others: tuple[ReportMovement, ...]
    reopened: tuple[ReportMovement, ...]
    restated: tuple[ItemRow, ...]
    overdue: tuple[ItemRow, ...]
    past_original: tuple[ItemRow, ...]
    due: tuple[ItemRow, ...]
    due_until: date
    dates_moved: tuple[DateMoved, ...]
    owners_changed: tuple[OwnerChanged, ...]
    rag: tuple[RagCount, ...]
    red: tuple[Told, ...]
    causes: tuple[CauseOfConcern, ...]
    reviews_due: References
    reviews_done: References
    reviews_missed: tuple[ItemRow, ...]
    quiet: tuple[ItemRow, ...]
    waiting: tuple[Waiting, ...]
    watched: tuple[ItemRow, ...]
    addressees: tuple[AddresseeCount, ...]
    reports: tuple[ReportPublished, ...]
    inspections: tuple[InspectionRow, ...]
    peel: tuple[PeelPosition, ...]
    unsupported: tuple[Unsupported, ...]
    findings: tuple[Finding, ...]
    history: tuple[OpenOn, ...]
    contact_name: str | None
    contact_title: str | None
    background: tuple[str, ...]
    joint: tuple[ReportMovement, ...] = ()
    reviews_unknown: tuple[ReviewsUnknown, ...] = ()
    data_returns: tuple[DataReturnRow, ...] = ()
    opening_is_printed: bool = True
    names_people: bool = True
    through_others: References = ()
    reviews_updated: tuple[ItemRow, ...] = ()
    reviews_late: References = ()
    actions: tuple[CommitteeActionRow, ...] = ()
    engaged: Engaged | None = None
    told_first: tuple[ToldFirst, ...] = ()
    rows: tuple[ItemRow, ...] = ()

    @property
    def quoted(self) -> tuple[Told, ...]:
        """The items of which the paper quotes words: only what is meant for the committee."""
        return tuple(each for each in self.red if each.narrative is not None)

    def first_told_of(self, figure: str) -> tuple[ToldFirst, ...]:
        """Return what is told for the first time in the section of this figure, besides what its number counts."""
        return tuple(each for each in self.told_first if each.figure == figure)

    @property
    def not_printed(self) -> tuple[ItemKind, ...]:
        """The kinds of which a paper made elsewhere printed no number, or none is known, while it did of others."""
        if all(row.opening_printed is None for row in self.bridge):
            return ()
        return tuple(row.kind for row in self.bridge if row.opening_printed is None)

    def layout(
        self, translator: Translator, pictures: tuple[Picture, ...] = (), *, is_whole: bool = True
    ) -> Parts:
        """Return the summary: references, titles and dates, and no words of any item.

        Where it is not whole, each figure is one line with the button of its list, and only what is overdue and
        what moved is told item by item; *Whole summary* opens the rest.
        """
        tell, all_matters = teller(self, translator), matters(self, translator)
        closing = sum(len(row.closing) for row in self.bridge)
        lead = tell.say(
            "lead",
            summary=self,
            number=closing,
            opening=sum(row.opening_number for row in self.bridge if row.kind not in self.not_printed),
            not_printed=[kinds(kind) for kind in self.not_printed],
            first=self.since + timedelta(days=1) if self.since else None,
        )
        return (
            Heading(translator.bare.say("committee_summary", "title", summary=self)),
            Sections((Section(lead, button=tell.button("closing", closing) if closing else None),)),
            bridge(self.bridge, translator, is_whole=is_whole),
            *((Note(tell.say("kinds_spelt_out")),) if is_whole else ()),
            *pictures,
            Sections(all_matters if is_whole else brief(all_matters, translator)),
            *(() if is_whole else (Buttons((whole(self.held_on),)),)),
            Note(tell.say("footer", summary=self)),
        )


def _example() -> CommitteeSummary:
    row = ItemRow.EXAMPLE
    moved = replace(
        row, reference="9962", deadline_on=date(2023, 3, 31), original_deadline_on=date(2019, 10, 17)
    )
    vetting = ReportMovement("VETTING", "Vetting, misconduct and misogyny", (row,))
    return CommitteeSummary(
        force="West Midlands Police",
        marking="OFFICIAL",
        held_on=date(2022, 12, 15),
        since=date(2022, 9, 29),
        until=date(2022, 12, 8),
        frozen_on=None,
        bridge=(
            BridgeRow(
                ItemKind.RECOMMENDATION,
                ("10618", "9962"),
                (),
                (),
                ("VETTING-33",),
                (),
                ("VETTING-33",),
                (),
                (),
                (),
                ("10618", "9962"),
                opening_printed=45,
            ),
            BridgeRow(ItemKind.AREA_FOR_IMPROVEMENT, *((),) * 10, opening_printed=14),
            BridgeRow(ItemKind.CAUSE_OF_CONCERN, ("OLDER-1",), *((),) * 8, ("OLDER-1",), opening_printed=2),
        ),
        signed_off=(vetting,),
        ended=(),
        added=(vetting,),
        added_for_others=(),
        reopened=(),
        restated=(),
        overdue=(row,),
        past_original=(row, moved),
        due=(),
        due_until=date(2023, 3, 15),
        dates_moved=(
            DateMoved(
                row,
                date(2022, 12, 30),
                date(2023, 3, 31),
                date(2022, 12, 30),
                "Waits for the national guidance",
                "Priya Shah",
                date(2022, 12, 5),
                1,
            ),
        ),
        owners_changed=(OwnerChanged(row, "Dev Patel", "Anna Clarke", date(2022, 11, 1)),),
        rag=(RagCount(Rag.RED, ("10618",)), RagCount(None, ("9962", "OLDER-1"))),
        red=(Told(row, "The new form went live on Monday.", date(2022, 12, 2)),),
        causes=(CauseOfConcern(row, (row,), date(2022, 9, 2), date(2022, 12, 2)),),
        reviews_due=("10618", "9962", "VETTING-33"),
        reviews_done=("9962",),
        reviews_updated=(replace(row, reference="VETTING-33", also=None),),
        reviews_missed=(row,),
        reviews_late=("10604",),
        quiet=(row,),
        waiting=(Waiting(row, date(2022, 11, 1), 37),),
        watched=(row,),
        addressees=(AddresseeCount(Addressee.ALL_FORCES, ("10618", "9962")),),
        reports=(
            ReportPublished(
                "VETTING",
                "Vetting, misconduct and misogyny",
                ReportKind.NATIONAL_THEMATIC,
                date(2022, 11, 2),
                date(2022, 12, 27),
                Participation.NEITHER,
                "Too many people joined who should not have.",
                ("vetting decisions", "misconduct"),
                None,
                (row,),
                (),
            ),
        ),
        inspections=(
            InspectionRow(
                "Regional organised crime units",
                ReportKind.NATIONAL_THEMATIC,
                Stage.ANNOUNCED,
                "early October 2022",
                (),
                None,
                date(2022, 9, 29),
            ),
        ),
        peel=(
            PeelPosition(
                "PEEL 2023-25",
                "2023-25",
                "Fieldwork in September 2023",
                (PeelQuestionRow(1, "How good is the service for victims?", Grade.ADEQUATE, ()),),
            ),
        ),
        unsupported=(Unsupported("closing:recommendation", 146, 9, ("10618",)),),
        findings=(Finding("no_owner", ("PPDA-3",), {}),),
        history=(OpenOn(date(2022, 9, 29), (7, 1, 2)), OpenOn(date(2022, 12, 8), (7, 0, 2))),
        contact_name="Priya Shah",
        contact_title="Force Liaison Officer",
        background=("Vetting, misconduct and misogyny",),
        reviews_unknown=(ReviewsUnknown(date(2022, 11, 1), ("9962",)),),
        data_returns=(DataReturnRow("Autumn data collection", date(2022, 12, 1), None, "Armed policing"),),
    )


CommitteeSummary.EXAMPLE = _example()


def bridge(rows: tuple[BridgeRow, ...], translator: Translator, *, is_whole: bool = True) -> Table:
    """Return the bridge as a table that adds up downwards: a line for each movement, a column for each kind.

    Where it is not whole, movements that did not happen have no line.
    """

    def bare(key: str, **facts: object) -> str:
        return translator.bare.say("committee_summary", key, **facts)

    return Table(
        (bare("movement"), *(bare("kind", kind=row.kind) for row in rows), bare("total")),
        tuple((bare(figure), *_cells(figure, rows)) for figure in BRIDGE if is_whole or _tells(figure, rows)),
        caption=bare("caption"),
        numbers=frozenset(range(1, len(ItemKind) + 2)),
    )


def _tells(figure: str, rows: tuple[BridgeRow, ...]) -> bool:
    """Whether a line of the bridge says more than that nothing moved."""
    return not FIGURES[figure].is_movement or any(row.number(figure) for row in rows)


def _cells(figure: str, rows: tuple[BridgeRow, ...]) -> tuple[str, ...]:
    numbers = [row.number(figure) for row in rows]
    numbers.append(sum(numbers))
    if not FIGURES[figure].is_movement:
        return tuple(f"{number:,}" for number in numbers)
    return tuple(signed((FIGURES[figure].sign or 1) * number) for number in numbers)


@dataclass(frozen=True)
class Teller:
    """Says matters in the dialect of `translator`; buttons open the lists for `held_on`, or today's.

    Where people are not `named`, others than the force may read it.
    """

    translator: Translator
    until: date
    held_on: date | None
    named: bool = True

    def say(self, key: str, **facts: object) -> str:
        """Return a key of the summary's words."""
        return self.translator.say(
            "committee_summary",
            key,
            **{"most": REFERENCES, "until": self.until, "named": self.named, **facts},
        )

    def name(self, figure: str) -> str:
        """Return what a figure is called."""
        return self.translator.say("figure", figure)

    def lines(self, key: str, several: Iterable[object], by: str) -> tuple[str, ...]:
        """Return a line in the words of `key` for each of several, which is known there by the name `by`."""
        return tuple(f"• {self.say(key, **{by: each})}" for each in several)

    def button(self, figure: str, number: int, label: str = "see") -> Button:
        """Return the button that opens the list of a figure; `label` names its words."""
        return Button(
            f"why:{figure}",
            Behind(figure, None, self.held_on).value,
            self.translator.bare.say("committee_summary", label, number=number),
            typed=f"why {figure.replace('_', ' ')} {self.held_on or NOW}",
        )

    def matter(
        self,
        figure: str,
        number: str | int,
        lines: tuple[str, ...],
        listed: int,
        by: date | None = None,
        late: int = 0,
    ) -> Section:
        """Return a figure with its lines, and the button that opens the list of so many items.

        Beside the `number` it says how many are told for the first time besides it, which are `late`.
        """
        text = self.say("has", name=self.name(figure), number=number, by=by, late=late)
        return Section(text, lines, self.button(figure, listed) if listed else None)


def teller(summary: CommitteeSummary, translator: Translator) -> Teller:
    """Return who tells the matters of `summary`, whose buttons open the lists of its own meeting."""
    return Teller(translator, summary.until, summary.held_on, summary.names_people)


def matters(summary: CommitteeSummary, translator: Translator) -> tuple[Section, ...]:
    """Return every matter of the summary that has something to report; what has not is named in the last one."""
    tell = teller(summary, translator)
    found: list[tuple[str, Section | None]] = [
        (tell.name("restated"), _restated(summary, tell)),
        *(
            (tell.name(name), by_report(name, getattr(summary, name), tell, summary.first_told_of(name)))
            for name in BY_REPORT
        ),
        (tell.name("reclassified"), _reclassified(summary, tell)),
        (tell.name("overdue"), _overdue(summary, tell)),
        (tell.name("past_original"), _past_original(summary, tell)),
        (tell.name("due"), _dated("due", summary.due, tell, summary.due_until)),
        (tell.name("dates_moved"), dates_moved(summary.dates_moved, tell)),
        *_told(summary, tell),
        *_outlook(summary, tell),
    ]
    in_table = {tell.name(figure) for figure in BRIDGE}
    names = tuple(name for name, matter in found if matter is None and name not in in_table)
    nothing = (Section(tell.say("nothing", names=names)),) if names else ()
    return (*(matter for _, matter in found if matter is not None), *nothing)


def brief(several: tuple[Section, ...], translator: Translator) -> tuple[Section, ...]:
    """Return matters in a line each: those of `FIRST_IN_BRIEF` first, the others together beneath.

    Those of `TOLD_IN_BRIEF` keep lines, and what has no figure goes.
    """
    told = [each for each in several if each.button or not each.lines or ":" in each.text]
    first = [each for each in told if each.button and each.button.action in FIRST_IN_BRIEF]
    rest = tuple(f"• {each.text}" for each in told if each not in first)
    besides = (Section(translator.say("committee_summary", "besides"), rest),) if rest else ()
    return (*(replace(each, lines=_first_lines(each, translator)) for each in first), *besides)


def _first_lines(matter: Section, translator: Translator) -> tuple[str, ...]:
    if matter.button is None or matter.button.action not in TOLD_IN_BRIEF:
        return ()
    left = len(matter.lines) - LINES_IN_BRIEF
    more = (translator.say("fit", "more_items", number=left, command=None),) if left > 0 else ()
    return (*matter.lines[:LINES_IN_BRIEF], *more)


def whole(held_on: date | None) -> Button:
    """Return the button that opens all that a brief summary leaves out."""
    return button("summary_whole", held_on.isoformat() if held_on else NEXT)


def by_report(
    name: str, reports: tuple[ReportMovement, ...], tell: Teller, late: tuple[ToldFirst, ...] = ()
) -> Section | None:
    """Return a movement report by report, and what is told of it for the first time; None if nothing moved."""
    number = sum(len(report.rows) for report in reports)
    lines = (*tell.lines("report", reports, by="report"), *tell.lines("told_first_line", late, by="late"))
    return tell.matter(name, number, lines, number + len(late), late=len(late)) if lines else None


def dates_moved(moves: tuple[DateMoved, ...], tell: Teller) -> Section | None:
    """Return the dates that moved, from and to, with the reason; or None."""
    lines = tell.lines("moved_line", moves, by="moved")
    return tell.matter("dates_moved", len(moves), lines, len(moves)) if moves else None


def owners_changed(changes: tuple[OwnerChanged, ...], tell: Teller) -> Section | None:
    """Return the items that changed hands, or None."""
    lines = tell.lines("owner_line", changes, by="changed")
    return tell.matter("owners_changed", len(changes), lines, len(changes)) if changes else None


def quiet(rows: tuple[ItemRow, ...], tell: Teller) -> Section | None:
    """Return the items of which nobody has said a word, or None."""
    return (
        tell.matter("quiet", len(rows), tell.lines("quiet_line", rows, by="item"), len(rows))
        if rows
        else None
    )


def _overdue(summary: CommitteeSummary, tell: Teller) -> Section | None:
    """Return what is past the date now agreed; while something is past the original one, also that nothing is."""
    if summary.past_original and not summary.overdue:
        return tell.matter("overdue", tell.say("none_overdue"), (), 0)
    return _dated("overdue", summary.overdue, tell)


def _past_original(summary: CommitteeSummary, tell: Teller) -> Section | None:
    """Return what is past the original date: a line for each that was moved, since the others are overdue above."""
    rows = summary.past_original
    moved = [row for row in rows if row.deadline_on != row.original_deadline_on]
    lines = tell.lines("overdue_line", moved, by="item")
    return tell.matter("past_original", len(rows), lines, len(rows)) if rows else None


def _dated(name: str, rows: tuple[ItemRow, ...], tell: Teller, by: date | None = None) -> Section | None:
    lines = tell.lines("overdue_line", rows, by="item")
    return tell.matter(name, len(rows), lines, len(rows), by) if rows else None


@dataclass(frozen=True)
class _Moved:
    """Items that came into or went out of a kind."""

    kind: ItemKind
    row_in: tuple[str, ...]
    row_out: tuple[str, ...]


def _restated(summary: CommitteeSummary, tell: Teller) -> Section | None:
    bridge = summary.bridge
    printed = [row for row in bridge if row.opening_printed is not None and row.restated]
    not_printed = [row for row in bridge if row.kind in summary.not_printed]
    moved = [_Moved(row.kind, row.restated_in, row.restated_out) for row in bridge]
    lines = (
        *tell.lines("restated_by_number", printed, by="row"),
        *tell.lines("not_printed", not_printed, by="row"),
        *tell.lines("restated_in", (row for row in moved if row.row_in), by="row"),
        *tell.lines("restated_out", (row for row in moved if row.row_out), by="row"),
    )
    if not lines:
        return None
    number = signed(sum(row.restated for row in bridge))
    if printed or not_printed:
        held = sum(len(row.opening) for row in bridge)
        opens = tell.button("opening", held, "see_register")
        return replace(tell.matter("restated", number, lines, 0), button=opens)
    return tell.matter("restated", number, lines, sum(len(row.row_in) + len(row.row_out) for row in moved))


def _reclassified(summary: CommitteeSummary, tell: Teller) -> Section | None:
    bridge, late = summary.bridge, summary.first_told_of("reclassified")
    moved = [_Moved(row.kind, row.reclassified_in, row.reclassified_out) for row in bridge]
    lines = (
        *tell.lines("reclassified_in", (row for row in moved if row.row_in), by="row"),
        *tell.lines("reclassified_out", (row for row in moved if row.row_out), by="row"),
        *tell.lines("told_first_line", late, by="late"),
    )
    listed = sum(len(row.row_in) + len(row.row_out) for row in moved) + len(late)
    number = sum(row.number("reclassified") for row in bridge)
    return tell.matter("reclassified", number, lines, listed, late=len(late)) if lines else None


def _told(summary: CommitteeSummary, tell: Teller) -> Iterator[tuple[str, Section | None]]:
    """Give what is told of the items as they stand: colours, causes of concern, reviews, waiting."""
    yield tell.say("no_rag"), _rag(summary.rag, tell)
    number = len(summary.causes)
    causes = tell.matter("causes", number, tell.lines("cause_line", summary.causes, by="cause"), number)
    yield tell.name("causes"), causes if number else None
    missed = len(summary.reviews_missed)
    yield (
        "",
        Section(
            tell.say("reviews", summary=summary),
            (
                *tell.lines("quiet_line", summary.reviews_missed, by="item"),
                *tell.lines("reviews_unknown", summary.reviews_unknown, by="unknown"),
            ),
            tell.button("reviews_missed", missed) if missed else None,
        ),
    )
    updated = tuple(row.reference for row in summary.reviews_updated)
    if updated:
        text = tell.say("reviews_updated", references=updated)
        yield "", Section(text, (), tell.button("reviews_updated", len(updated)))
    number = len(summary.waiting)
    waiting = tell.matter("waiting", number, tell.lines("waiting_line", summary.waiting, by="wait"), number)
    yield tell.name("waiting"), waiting if number else None


def _rag(counts: tuple[RagCount, ...], tell: Teller) -> Section | None:
    if not any(count.references for count in counts):
        return None
    red = [count for count in counts if count.rag is Rag.RED and count.references]
    text = tell.say(
        "rag", colours=tuple(tell.say("rag_count", count=each) for each in counts if each.references)
    )
    opens = tell.button("red", len(red[0].references), "see_red") if red else None
    return Section(text, tell.lines("rag_line", red, by="count"), opens)


def _outlook(summary: CommitteeSummary, tell: Teller) -> Iterator[tuple[str, Section | None]]:
    """Give what stands beside the items: reports, inspections, PEEL, figures of other papers."""
    if summary.engaged is not None:
        yield "", Section(tell.say("engaged", engaged=summary.engaged))
    actions = tell.lines("action_line", summary.actions, by="action")
    if actions:
        yield "", Section(tell.say("actions", number=len(actions)), actions)
    reports = tell.lines("published_line", summary.reports, by="report")
    yield (
        tell.say("no_reports"),
        Section(tell.say("reports", number=len(reports)), reports) if reports else None,
    )
    coming = tell.lines("inspection_line", summary.inspections, by="inspection")
    text = tell.say("inspections", number=len(coming))
    yield tell.say("no_inspections"), Section(text, coming) if coming else None
    returns = tell.lines("data_return_line", summary.data_returns, by="asked")
    text = tell.say("data_returns", number=len(returns))
    yield tell.say("no_data_returns"), Section(text, returns) if returns else None
    positions = tuple(
        "• "
        + tell.say(
            "peel_line",
            position=position,
            graded=sum(question.grade is not None for question in position.questions),
            assessed=sum(question.assessed is not None for question in position.questions),
            improvements=len(position.unplaced)
            + sum(len(question.areas_for_improvement) for question in position.questions),
        )
        for position in summary.peel
    )
    if positions:
        yield "", Section(tell.say("peel"), positions)
    figures = tuple(
        f"• {tell.say('unsupported_line', figure=figure, name=figure_name(figure.name, tell.translator))}"
        for figure in summary.unsupported
    )
    text = tell.say("unsupported", number=len(figures))
    yield tell.say("no_unsupported"), Section(text, figures) if figures else None
    watched = len(summary.watched)
    yield tell.name("watched"), tell.matter("watched", watched, (), watched) if watched else None


def figure_name(name: str, translator: Translator) -> str:
    """Return what a figure is called, or its name as it was entered where it is none of ours.

    A kind may follow its name after a colon.
    """
    figure, _, kind = name.partition(":")
    if kind in list(ItemKind):
        return translator.say(
            "committee_summary", "of_kind", figure=figure_name(figure, translator), kind=ItemKind(kind)
        )
    return translator.say("figure", name) if translator.has("figure", name) else name


def signed(number: int) -> str:
    """Return a number with its sign, which is a true minus where it is one."""
    return f"{number:+,}".replace("-", MINUS) if number else "0"
