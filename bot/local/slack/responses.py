"""What the app may do because a person has just acted: open a modal, and answer at a response address."""

from datetime import datetime, timedelta

from bot.local.ground import Ground
from bot.local.slack.errors import Json, SlackError

TRIGGER_LASTS = timedelta(seconds=3)
ADDRESS_LASTS = timedelta(minutes=30)
MOST_USES = 5


class Triggers:
    """Trigger ids: each opens one modal, for the person who acted, within three seconds."""

    def __init__(self, ground: Ground) -> None:
        """Begin with none; they do not outlive a restart, as they last three seconds."""
        self._ground = ground
        self._given: dict[str, tuple[str, datetime, bool]] = {}

    def give(self, user: str) -> str:
        """Return a new trigger id for `user`."""
        now = self._ground.clock.now()
        self._given = {key: kept for key, kept in self._given.items() if now - kept[1] < ADDRESS_LASTS}
        trigger = f"{self._ground.stamp()}.{self._ground.new_id('', 16).lower()}"
        self._given[trigger] = (user, now, False)
        return trigger

    def user(self, trigger: str) -> str:
        """Return who has acted. Raises SlackError `invalid_trigger_id`, `expired_…` or `trigger_exchanged`."""
        if trigger not in self._given:
            raise SlackError("invalid_trigger_id")
        user, given, is_used = self._given[trigger]
        if is_used:
            raise SlackError("trigger_exchanged")
        if self._ground.clock.now() - given > TRIGGER_LASTS:
            raise SlackError("expired_trigger_id")
        return user

    def spend(self, trigger: str) -> None:
        """Note that a trigger id has opened its modal."""
        user, given, _ = self._given[trigger]
        self._given[trigger] = (user, given, True)


class ResponseAddresses:
    """Response addresses: each is good for five answers within thirty minutes, even after a restart."""

    def __init__(self, ground: Ground) -> None:
        """Load what the store has."""
        self._ground = ground
        self._given = ground.store.load("response")

    def give(self, user: str, channel: str, *, thread_ts: str | None = None, ts: str | None = None) -> str:
        """Return a new address for answers to `user` in `channel`; `ts` is the message acted on."""
        word = self._ground.new_id("", 24)
        until = (self._ground.clock.now() + ADDRESS_LASTS).isoformat()
        kept = {"user": user, "channel": channel, "thread_ts": thread_ts, "ts": ts, "until": until, "uses": 0}
        self._keep(word, kept)
        return f"{self._ground.address}/response/{word}"

    def use(self, word: str) -> Json:
        """Count one use and return whom and what the address is for.

        Raises SlackError `invalid_url`, `expired_url` or `used_url`.
        """
        kept = self._given.get(word)
        if kept is None:
            raise SlackError("invalid_url")
        if self._ground.clock.now() > datetime.fromisoformat(kept["until"]):
            raise SlackError("expired_url")
        if kept["uses"] >= MOST_USES:
            raise SlackError("used_url")
        self._keep(word, {**kept, "uses": kept["uses"] + 1})
        return kept

    def _keep(self, word: str, kept: Json) -> None:
        self._given[word] = kept
        self._ground.store.put("response", word, kept)
