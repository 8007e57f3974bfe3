"""The forms in which coordinators enter inspections, data returns, reports' particulars and PEEL cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from models.enums import Grade, Participation, ReportKind, Stage
from models.inspections.peel_questions import QUESTION_SETS
from templates.filters import LABELS
from templates.markup import MarkupText
from templates.messages import FormMessage
from templates.parts import FIELD_HOLDS, DateInput, Parts, PersonInput, SelectInput, Text, TextInput
from templates.translator import Translator, form

NEW = "new"
"""What a form carries that is about something still to be entered."""


@dataclass(frozen=True)
class InspectionForm(FormMessage):
    """The form in which an inspection is announced, or the one with this `name` corrected and moved on."""

    name: str | None = None
    stage: Stage = Stage.ANNOUNCED
    when: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    partners: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    notes: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: what it is and how far it has come, when it is, who takes part."""
        say = partial(translator.bare.say, "inspection_form")
        head = form("inspection", self.name or NEW, "inspection_form", translator, title=_title(self.name))
        return (
            head,
            *(self._moved(translator) if self.name else _begun(translator)),
            DateInput("on", say("on"), hint=say("hint_on"), optional=True),
            _line("when", say, given=self.when, optional=True, hint=True),
            DateInput("starts", say("starts"), given=self.starts_on, optional=True),
            DateInput("ends", say("ends"), given=self.ends_on, optional=True),
            _lines("partners", say, self.partners),
            _lines("scope", say, self.scope),
            TextInput("notes", say("notes"), given=self.notes[:FIELD_HOLDS], optional=True),
        )

    def _moved(self, translator: Translator) -> Parts:
        """Return the fields of one that is known: how far it has come."""
        say = partial(translator.bare.say, "inspection_form")
        return (
            Text(translator.say("inspection_form", "which", form=self)),
            SelectInput("stage", say("stage"), _values(Stage), given=self.stage.value),
            _line("report", say, optional=True, hint=True),
            _line("reason", say, optional=True, hint=True),
        )


InspectionForm.EXAMPLE = InspectionForm(
    "Walsall JTAI", Stage.REPORT_AWAITED, "early October", date(2022, 10, 3), partners=("health",)
)


@dataclass(frozen=True)
class DataReturnForm(FormMessage):
    """The form in which data is entered that HMICFRS has asked for, perhaps for one of the `inspections`."""

    inspections: tuple[str, ...] = ()

    def layout(self, translator: Translator) -> Parts:
        """Return the form: what is asked for, by when, for what, and who sees to it."""
        say = partial(translator.bare.say, "data_return_form")
        options = tuple((each, each[:75]) for each in self.inspections)
        return (
            form("data_return", NEW, "data_return_form", translator),
            _line("name", say),
            DateInput("due", say("due")),
            *((SelectInput("inspection", say("inspection"), options, optional=True),) if options else ()),
            PersonInput("owner", say("owner"), hint=say("hint_owner"), optional=True),
        )


DataReturnForm.EXAMPLE = DataReturnForm(("Walsall JTAI",))


@dataclass(frozen=True)
class ParticularsForm(FormMessage):
    """The form with the particulars of the report with this `code`."""

    code: str
    title: str
    published_on: date
    summary: str = ""
    themes: tuple[str, ...] = ()
    participation: Participation | None = None
    source_link: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: title and date, what it says, and how the force took part."""
        say = partial(translator.bare.say, "particulars_form")
        part = self.participation.value if self.participation else None
        return (
            form("particulars", self.code, "particulars_form", translator, form=self),
            TextInput("title", say("title_label"), given=self.title[:FIELD_HOLDS], multiline=False),
            DateInput("published", say("published"), hint=say("hint_published"), given=self.published_on),
            TextInput(
                "summary",
                say("summary"),
                hint=say("hint_summary"),
                given=self.summary[:FIELD_HOLDS],
                optional=True,
            ),
            _lines("themes", say, self.themes),
            SelectInput(
                "participation", say("participation"), _values(Participation), given=part, optional=True
            ),
            _line("source", say, given=self.source_link, optional=True),
        )


ParticularsForm.EXAMPLE = ParticularsForm(
    "VETTING",
    "An inspection of vetting, misconduct and misogyny",
    date(2022, 11, 2),
    "Too many people joined who should not have.",
    ("vetting decisions", "misconduct"),
    Participation.DATA_RETURN,
)


@dataclass(frozen=True)
class PeelCycleForm(FormMessage):
    """The form in which a PEEL cycle is entered with the questions of its framework."""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: its name, question set and first day."""
        say = partial(translator.bare.say, "peel_cycle_form")
        frameworks = tuple((each, each) for each in QUESTION_SETS)
        return (
            form("peel_cycle", NEW, "peel_cycle_form", translator),
            _line("name", say),
            SelectInput("framework", say("framework"), frameworks, given=frameworks[-1][0]),
            DateInput("begins", say("begins")),
            TextInput("notes", say("notes"), optional=True),
        )


PeelCycleForm.EXAMPLE = PeelCycleForm()


@dataclass(frozen=True)
class PeelGradeForm(FormMessage):
    """The form in which a question of the PEEL `cycle` is graded, and its areas for improvement are placed.

    `questions` are their numbers and words; `report` is the code of the cycle's report, if that is known.
    """

    cycle: str
    questions: tuple[tuple[int, str], ...]
    report: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: which question, both grades, since when, and the areas for improvement under it."""
        say = partial(translator.bare.say, "peel_grade_form")
        questions = tuple((str(number), f"{number}. {text}"[:75]) for number, text in self.questions)
        grades = (*_values(Grade), ("none", say("none")))
        return (
            form("peel_grade", self.cycle, "peel_grade_form", translator, form=self),
            Text(translator.say("peel_grade_form", "which", form=self)),
            SelectInput("number", say("number"), questions, optional=True),
            SelectInput("grade", say("grade"), grades, optional=True),
            SelectInput("assessed", say("assessed"), grades, optional=True),
            DateInput("on", say("on"), hint=say("hint_on"), optional=True),
            _line("areas", say, optional=True, hint=True),
            _line("report", say, given=self.report, optional=True, hint=True),
        )


PeelGradeForm.EXAMPLE = PeelGradeForm(
    "PEEL 2021/22", ((7, "How well does the force manage offenders and suspects?"),), "PEEL2122"
)


def _begun(translator: Translator) -> Parts:
    """Return the fields of an inspection that is announced."""
    say = partial(translator.bare.say, "inspection_form")
    kinds = tuple((kind.value, LABELS["report_kind"][kind]) for kind in ReportKind)
    given = ReportKind.NATIONAL_THEMATIC.value
    return (_line("name", say), SelectInput("kind", say("kind"), kinds, given=given))


def _title(name: str | None) -> str:
    return "title_change" if name else "title"


def _values(kind: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.value) for each in kind)


def _line(
    name: str, say: partial[MarkupText], *, given: str = "", optional: bool = False, hint: bool = False
) -> TextInput:
    said = say(f"hint_{name}") if hint else None
    return TextInput(
        name, say(name), hint=said, given=given[:FIELD_HOLDS], optional=optional, multiline=False
    )


def _lines(name: str, say: partial[MarkupText], given: Sequence[str]) -> TextInput:
    """Return a field with a piece on each line."""
    return TextInput(
        name, say(name), hint=say("hint_lines"), given="\n".join(given)[:FIELD_HOLDS], optional=True
    )
