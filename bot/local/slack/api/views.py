"""The methods `views.*`."""

from bot.local.slack.api.call import Call
from bot.local.slack.errors import Json, SlackError


def open_view(call: Call) -> Json:
    """Answer `views.open`."""
    triggers = call.workspace.interactions.triggers
    trigger = call.text("trigger_id", missing="invalid_trigger_id")
    user = triggers.user(trigger)
    view = call.workspace.views.open(user, call.structure("view"))
    triggers.spend(trigger)
    return {"view": view}


def push_view(call: Call) -> Json:
    """Answer `views.push`."""
    triggers = call.workspace.interactions.triggers
    trigger = call.text("trigger_id", missing="invalid_trigger_id")
    user = triggers.user(trigger)
    view = call.workspace.views.push(user, call.structure("view"))
    triggers.spend(trigger)
    return {"view": view}


def update_view(call: Call) -> Json:
    """Answer `views.update`."""
    views = call.workspace.views
    record = views.record(view_id=call.optional("view_id"), external_id=call.optional("external_id"))
    return {"view": views.update(record, call.structure("view"), call.optional("hash"))}


def publish_view(call: Call) -> Json:
    """Answer `views.publish`."""
    user = call.text("user_id", missing="invalid_arguments")
    person = call.workspace.directory.people.get(user)
    if person is None or person["deleted"]:
        raise SlackError("user_not_found")
    return {"view": call.workspace.views.publish(user, call.structure("view"), call.optional("hash"))}
