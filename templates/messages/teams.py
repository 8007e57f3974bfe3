"""The form in which a team is entered or changed."""

from dataclasses import dataclass
from functools import partial

from templates.messages import FormMessage
from templates.parts import ChoicesInput, Parts, PersonInput, Text, TextInput
from templates.translator import Translator, form


@dataclass(frozen=True)
class TeamForm(FormMessage):
    """The form in which a team is entered, or the one with this `number` changed; `members` without its lead."""

    number: int | None = None
    name: str = ""
    lead: str | None = None
    members: tuple[str, ...] = ()

    def layout(self, translator: Translator) -> Parts:
        """Return the form: the name, who leads it, who else is in it."""
        say = partial(translator.bare.say, "team_form")
        is_new = self.number is None
        named = TextInput("name", say("name"), multiline=False)
        return (
            form(
                "team",
                "new" if is_new else str(self.number),
                "team_form",
                translator,
                title="title" if is_new else "title_change",
            ),
            named if is_new else Text(translator.say("team_form", "which", form=self)),
            PersonInput("lead", say("lead"), hint=say("hint_lead"), given=self.lead, optional=not is_new),
            TextInput(
                "members",
                say("members"),
                hint=say("hint_members"),
                given="\n".join(self.members),
                optional=True,
            ),
            *(
                ()
                if is_new
                else (ChoicesInput("end", say("end"), (("end", say("end_yes")),), optional=True),)
            ),
        )


TeamForm.EXAMPLE = TeamForm(2, "Public Protection", "U0ANNA001", ("Sofia Novak",))
