"""The form in which people say when they may be reminded."""

from dataclasses import dataclass
from datetime import time

from models.enums import Weekday
from templates.messages import FormMessage
from templates.parts import ChoicesInput, Parts, Text, TextInput
from templates.translator import Translator, form


@dataclass(frozen=True)
class PreferencesForm(FormMessage):
    """The form in which people say when they may be reminded: as it is now."""

    zone: str
    starts: time
    ends: time
    quiet_days: tuple[Weekday, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return the form: working hours, days without reminders, and the time zone."""
        say = translator.bare.say
        return (
            form("preferences", "preferences", "preferences_form", translator, form=self),
            Text(translator.say("preferences_form", "body")),
            TextInput(
                "starts", say("preferences_form", "starts"), given=f"{self.starts:%H:%M}", multiline=False
            ),
            TextInput("ends", say("preferences_form", "ends"), given=f"{self.ends:%H:%M}", multiline=False),
            ChoicesInput(
                "quiet_days",
                say("preferences_form", "quiet_days"),
                tuple((day.value, day.value) for day in Weekday),
                given=tuple(day.value for day in self.quiet_days),
                optional=True,
            ),
            TextInput(
                "zone",
                say("preferences_form", "zone"),
                hint=say("preferences_form", "hint_zone"),
                given=self.zone,
                multiline=False,
            ),
        )


PreferencesForm.EXAMPLE = PreferencesForm("Europe/London", time(9), time(17), (Weekday.FRIDAY,))
