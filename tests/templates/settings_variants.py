"""Settings with everything that can be decided, wherever it comes from."""

from datetime import date

from models.policies.deciding import Origin
from models.policies.fields import POLICIES, PolicyGroup, in_group
from templates.messages import Message
from templates.messages.settings import (
    ChannelNamed,
    PolicyChange,
    PolicyLine,
    Settings,
    SettingsChanged,
    SettingsForm,
)

TODAY = date(2022, 12, 2)
_ORIGINS = {
    "in chat": (Origin.CHAT, "Priya Shah", TODAY),
    "at a terminal": (Origin.CHAT, None, TODAY),
    "where it runs": (Origin.ENVIRONMENT, None, None),
    "as usual": (Origin.USUAL, None, None),
}
SETTINGS_VARIANTS: tuple[Message, ...] = (
    *(
        Settings(tuple(PolicyLine(name, "", *origin) for name in POLICIES), TODAY)
        for origin in _ORIGINS.values()
    ),
    *(
        SettingsForm(group, 3, tuple(PolicyLine(name, "", *_ORIGINS["in chat"]) for name in in_group(group)))
        for group in PolicyGroup
    ),
    SettingsChanged("", (PolicyChange("check_levels", "", "Chief Officer lead: Anna Clarke"),)),
    ChannelNamed("Priya Shah", "executive_channel"),
    ChannelNamed("Priya Shah", "board_channels", "Vulnerability Board"),
)
