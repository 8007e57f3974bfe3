"""The form in which is entered what a paper made elsewhere printed."""

from dataclasses import dataclass
from datetime import date

from models.committee.figure_table import ENTERED
from models.enums import ItemKind
from templates.filters import LABELS
from templates.messages import FormMessage
from templates.parts import Parts, Text, TextInput
from templates.translator import Translator, form


@dataclass(frozen=True)
class PrintedForm(FormMessage):
    """The form for the meeting on `held_on`; `known` are figures by name and kind that were entered before."""

    held_on: date
    known: tuple[tuple[str, ItemKind, int], ...] = ()

    def layout(self, translator: Translator) -> Parts:
        """Return the form: a field for each figure and kind."""
        say = translator.bare.say
        known = {(name, kind): str(number) for name, kind, number in self.known}
        return (
            form("printed", self.held_on.isoformat(), "printed_form", translator, form=self),
            Text(translator.say("printed_form", "body", form=self)),
            *(
                TextInput(
                    field_name(name, kind),
                    say("printed_form", name, kinds=LABELS["kinds"][kind]),
                    given=known.get((name, kind), ""),
                    optional=True,
                    multiline=False,
                )
                for name in ENTERED
                for kind in ItemKind
            ),
        )


PrintedForm.EXAMPLE = PrintedForm(date(2022, 9, 29), (("closing", ItemKind.RECOMMENDATION, 45),))


def field_name(figure: str, kind: ItemKind) -> str:
    """Return what the field for this figure and kind is called in the form."""
    return f"{figure}_{kind.name.casefold()}"
