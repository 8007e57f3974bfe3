"""What Slack's drawing of a message says, its card says: all words, everything to press, choose and fill in.

Both are drawn without limits and with the words of Teams: what is cut where there is too much is tested elsewhere.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from templates.markup import INVISIBLE_BREAK, Bare, MarkupText
from templates.messages import Message
from templates.messages.publication import SummaryPosted
from templates.parts import Input, Parts
from templates.slack.blocks import BUTTONS, OPTION
from templates.slack.markup import LOOKALIKES, Mrkdwn
from templates.slack.pages import SlackPage
from templates.slack.sheet import BlockLayout
from templates.teams import inputs
from templates.teams.markup import IN_TEAMS, TEAMS, CardMarkdown
from templates.teams.sheet import ALL, CardLayout
from templates.translator import Translator
from templates.who import Who
from tests.templates.by_kind import for_each_of
from tests.templates.message_variants import EXAMPLES, VARIANTS
from tests.templates.teams.reading import Json, actions_of, fields_of, of_type, said, words

EVERY = (*EXAMPLES, *VARIANTS)
SAID = for_each_of(EVERY)
ENDLESS = SlackPage(blocks=10**9, characters=10**9, tables=10**9, fields=True)
LONG = 60
"""Characters of a word that Slack may part between two blocks."""


class Named(Mrkdwn):
    """Slack's mark-up with people by name, as Slack shows them in the place of an account."""

    def mention(self, who: Who) -> MarkupText:
        """Return a person by name."""
        return self.escape(who.name)

    def channel(self, channel: str) -> MarkupText:
        """Return a channel as Teams has it: Slack shows its name in the place of the id."""
        return CardMarkdown(IN_TEAMS).channel(channel)


NAMED = Translator(Named(IN_TEAMS), bare=Translator(Bare(IN_TEAMS)))
ADDED = words([TEAMS.say("teams_card", key, label="", hint="", instead="") for key in ("show", "send_files")])
"""What cards say besides: how menus take effect, and where files go."""


def blocks_of(message: Message) -> list[Json]:
    """Return a message as Slack draws it, however long it is."""
    return BlockLayout(ENDLESS).lay(message.layout(NAMED))


def card_of(message: Message) -> list[Json]:
    """Return a message as Teams draws it, however large it is."""
    parts: Parts = message.layout(TEAMS)
    fields = {part.name: inputs.drawn(part) for part in parts if isinstance(part, Input)}
    return CardLayout(fields).lay(parts, ALL)


def seen_in_slack(drawn: Any) -> Iterator[str]:
    """Yield every text that a person sees in blocks; what is chosen stands among what can be chosen."""
    if isinstance(drawn, list):
        for part in drawn:
            yield from seen_in_slack(part)
    elif isinstance(drawn, dict):
        if isinstance(drawn.get("text"), str):
            yield _without_marks(drawn["text"]) if drawn["type"] == "mrkdwn" else drawn["text"]
        for name, part in drawn.items():
            # A button that asks first is left by pressing it again: cards have no button for that.
            if name not in {"deny", "initial_option", "initial_options"}:
                yield from seen_in_slack(part)


def _without_marks(text: str) -> str:
    text = re.sub(r"<[^|<>]*\|([^<>]*)>", r"\1", re.sub(r"[*_`]", "", text))
    for mark, alike in LOOKALIKES.items():
        text = text.replace(alike, mark)
    return html.unescape(text)


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in texts, large or small; what Slack may have to part is left out."""
    seen = [re.sub(rf"[_{INVISIBLE_BREAK}]", "", text) for text in texts]
    return Counter(word.casefold() for word in words(seen) if len(word) < LONG)


def is_whole(text: str) -> bool:
    """Whether a text stands there with its end: each surface has room for so much of a label or a line."""
    return not text.endswith("…") and "… (" not in text


@SAID
def test_a_card_says_what_the_blocks_say(message: Message) -> None:
    """No word that is read in Slack is missing in Teams; none is added but those that only cards need."""
    in_slack, in_teams = list(seen_in_slack(blocks_of(message))), said(card_of(message))
    there, here = counted(filter(is_whole, in_slack)), counted(in_teams)
    assert there - here == Counter()
    # The picture of the summary stands in Slack as a file.
    if all(map(is_whole, (*in_slack, *in_teams))) and not isinstance(message, SummaryPosted):
        assert set(here) - set(there) <= set(ADDED)


@SAID
def test_what_can_be_pressed_in_slack_can_be_pressed_in_teams(message: Message) -> None:
    """Each button stands there: its label, what it does, about what, and what it asks first.

    They follow each other as in Slack; what menus hold stands between them.
    """
    there = [
        (
            each["text"]["text"],
            each["action_id"],
            each["value"],
            each.get("style"),
            each["confirm"]["text"]["text"] if "confirm" in each else None,
        )
        for each in of_type(blocks_of(message), "button")
    ]
    here = list(_pressed(card_of(message)))
    assert [each for each in here if each in there] == there or len(here) > BUTTONS


def _pressed(drawn: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what can be pressed, apart from what has menus take effect."""
    within = {id(action) for each in of_type(drawn, "Action.ShowCard") for action in each["card"]["actions"]}
    styles = {"positive": "primary", "destructive": "danger", None: None}
    for each in actions_of(drawn):
        if id(each) in within or each.get("data", {}).get("press") == "menus":
            continue
        asked = each["card"]["body"][1]["text"] if "card" in each else None
        action = each["card"]["actions"][0] if "card" in each else each
        data = action["data"]
        yield each["title"], data["press"], data["value"], styles[action.get("style")], asked


@SAID
def test_what_can_be_chosen_and_filled_in_is_the_same(message: Message) -> None:
    """Each field and menu has its name, its label, what can be chosen, and what is chosen already."""
    there = [
        *(
            (each["block_id"], each["label"]["text"], _options(each["element"]), each["optional"])
            for each in of_type(blocks_of(message), "input")
            if each["element"]["type"] != "file_input"
        ),
        *(
            (each["action_id"], each["placeholder"]["text"], _options(each), True)
            for each in of_type(blocks_of(message), "static_select")
            if "placeholder" in each
        ),
    ]
    here = [
        (each["id"], each["label"], _choices(each), not each.get("isRequired"))
        for each in fields_of(card_of(message))
    ]
    assert here == there


def _options(element: Json) -> list[tuple[str, str, bool]]:
    chosen = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    return [(each["text"]["text"], each["value"], each in chosen) for each in element.get("options", ())]


def _choices(field: Json) -> list[tuple[str, str, bool]]:
    value = field.get("value", "")
    chosen = value.split(",") if field.get("isMultiSelect") else [value]
    return [
        (_fitted(each["title"]), each["value"], each["value"] in chosen) for each in field.get("choices", ())
    ]


def _fitted(label: str) -> str:
    """Return a label as Slack has room for it."""
    return label if len(label) <= OPTION else label[: OPTION - 1].rstrip() + "…"
