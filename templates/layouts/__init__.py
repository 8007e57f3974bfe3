"""The shape of every message: which parts it has, in which order, whatever the surface."""

from collections.abc import Callable
from typing import Any

from templates.layouts import answers, committee, home, imports, items, reminders, replies, staff
from templates.messages import (
    Acknowledged,
    Crashed,
    Digest,
    Escalation,
    Help,
    Home,
    Imported,
    ImportFaults,
    ItemDetail,
    ItemList,
    Meetings,
    Message,
    People,
    Recorded,
    RecordForm,
    Refused,
    Reminder,
    Totals,
    WhichItem,
)
from templates.parts import Parts
from templates.words import Voice

LAYOUTS: dict[type[Message], Callable[[Any, Voice], Parts]] = {
    Acknowledged: answers.acknowledged,
    Crashed: answers.crashed,
    Digest: committee.digest,
    Escalation: reminders.escalation,
    Help: answers.help_,
    Home: home.home,
    Imported: imports.imported,
    ImportFaults: imports.import_faults,
    ItemDetail: items.item_detail,
    ItemList: items.item_list,
    Meetings: staff.meetings,
    People: staff.people,
    RecordForm: replies.record_form,
    Recorded: replies.recorded,
    Refused: answers.refused,
    Reminder: reminders.reminder,
    Totals: items.totals,
    WhichItem: replies.which_item,
}


def parts_of(message: Message, voice: Voice) -> Parts:
    """Return the parts of `message`, in the dialect that `voice` speaks."""
    return LAYOUTS[type(message)](message, voice)
