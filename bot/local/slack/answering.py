"""Puts in its place what the app answers: to a command, or at a response address."""

from bot.local.directory import Directory
from bot.local.people import BOT_USER_ID
from bot.local.slack.block_kit.blocks import check_message
from bot.local.slack.errors import Json, SlackError
from bot.local.slack.messages import MessageDraft, Messages

LONGEST_TEXT = 40_000


def message_parts(body: Json) -> tuple[str, list[Json], list[Json]]:
    """Return the text, blocks and attachments of what the app wants to say.

    Raises SlackError `no_text`, `msg_too_long`, `invalid_blocks` and the like.
    """
    text = body.get("text") or ""
    blocks = body.get("blocks") or []
    attachments = body.get("attachments") or []
    if not isinstance(text, str) or not isinstance(attachments, list):
        raise SlackError("invalid_arguments")
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    return text, check_message(blocks), attachments


class Answering:
    """Says what the app answers where the person stands, to them alone unless it asks otherwise."""

    def __init__(self, directory: Directory, messages: Messages) -> None:
        """Answer by way of `messages`."""
        self._directory = directory
        self._messages = messages

    def answer(self, place: Json, body: Json) -> Json | None:
        """Say `body` at `place`: a person, a channel, perhaps a thread, perhaps the message acted on.

        Returns the message, or None if one was only taken away. Raises SlackError.
        """
        acted_on = place.get("ts")
        if body.get("delete_original"):
            if acted_on:
                self._messages.delete(self._messages.find(place["channel"], acted_on, seen_by=place["user"]))
            return None
        text, blocks, attachments = message_parts(body)
        if body.get("replace_original") and acted_on:
            record = self._messages.find(place["channel"], acted_on, seen_by=place["user"])
            return self._messages.change(
                record, BOT_USER_ID, text=text, blocks=blocks, attachments=attachments
            )
        draft = MessageDraft(
            user=BOT_USER_ID,
            text=text,
            blocks=blocks,
            attachments=attachments,
            thread_ts=body.get("thread_ts") or place.get("thread_ts"),
            metadata=body.get("metadata"),
            to=None if body.get("response_type") == "in_channel" else place["user"],
        )
        return self._messages.post(self._directory.conversation(place["channel"]), draft)
