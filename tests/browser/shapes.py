"""What the small app at the other end shows: a reminder, a form, a table."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


REMINDER: list[Json] = [
    {"type": "header", "text": plain("One review is due")},
    {
        **marked("*10618* Victim needs assessments are _always_ completed"),
        "fields": [
            {"type": "mrkdwn", "text": "*RAG*\nRed"},
            {"type": "mrkdwn", "text": "*Due*\nMon 12 Dec 2022"},
        ],
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Snooze"), option("Show")]},
    },
    {"type": "divider"},
    {
        "type": "actions",
        "block_id": "do",
        "elements": [
            {"type": "button", "action_id": "update", "text": plain("Update"), "style": "primary"},
            {
                "type": "button",
                "action_id": "not_mine",
                "text": plain("Not mine"),
                "style": "danger",
                "confirm": {
                    "title": plain("Not yours?"),
                    "text": plain("The coordinators will be told."),
                    "confirm": plain("Send"),
                    "deny": plain("Keep it"),
                },
            },
            {
                "type": "static_select",
                "action_id": "rag",
                "placeholder": plain("RAG"),
                "options": [option(rag) for rag in ("Green", "Amber", "Red", "White")],
            },
            {"type": "users_select", "action_id": "hand_to", "placeholder": plain("Hand to")},
        ],
    },
    {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": "You own this. <https://example.org|Report>"}],
    },
]

FORM: Json = {
    "type": "modal",
    "callback_id": "update",
    "title": plain("Update 10618"),
    "submit": plain("Record"),
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": plain("What has been done?"),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "rag",
            "label": plain("RAG"),
            "element": {
                "type": "static_select",
                "action_id": "rag",
                "placeholder": plain("Choose one"),
                "options": [option("Amber"), option("Green")],
            },
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": plain("Kind"),
            "element": {
                "type": "radio_buttons",
                "action_id": "kind",
                "options": [option("Review"), option("Evidence")],
            },
        },
        {
            "type": "input",
            "block_id": "by",
            "optional": True,
            "label": plain("New target date"),
            "element": {"type": "datepicker", "action_id": "by"},
        },
    ],
}

TABLE: Json = {
    "type": "table",
    "rows": [
        [{"type": "raw_text", "text": words} for words in row]
        for row in (("Kind", "Open"), ("Recommendations", "45"), ("Causes of concern", "2"))
    ],
}
