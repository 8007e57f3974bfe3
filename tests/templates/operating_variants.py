"""What is said to whoever runs Reckoner, in all its forms."""

from dataclasses import replace
from datetime import date
from typing import Literal

from templates.messages import Message
from templates.messages.operations import ClockOff, Examination, Failed, Finding, LedgerCheck
from templates.messages.retention import ErasureAhead, Retention

TODAY = date(2022, 12, 2)
EXAMINED: tuple[tuple[str, Literal["well", "look", "broken"]], ...] = (
    *(
        (place, "well")
        for place in ("database", "folder", "ledger", "coordinators", "people", "notices", "decided")
    ),
    *((place, "well") for place in ("slack", "scopes", "clock", "channel", "settings", "health", "socket")),
    *((place, "look") for place in ("settings", "tables", "health", "clock", "socket", "slack")),
    *(
        (place, "look")
        for place in ("folder", "ledger", "people", "notices", "decided", "platform", "scopes", "channel")
    ),
    *((place, "broken") for place in ("database", "folder", "ledger", "coordinators")),
    *((place, "broken") for place in ("slack", "scopes", "clock", "channel", "tables", "socket")),
)
AT_SLACK = "slack_examination"
AT_TEAMS = "teams_examination"
IN_TEAMS = ("keys", "app", "chats", "channel", "channel_messages", "messages", "directory")
EXAMINED_IN_TEAMS: tuple[tuple[str, Literal["well", "look", "broken"]], ...] = (
    *((place, "well") for place in IN_TEAMS),
    *((place, "look") for place in IN_TEAMS),
    *((place, "broken") for place in ("keys", "app", "chats", "channel")),
)
SLACK_PLACES = ("slack", "scopes", "clock", "channel", "socket")
DOCTOR = dict.fromkeys(
    (
        *(
            "address",
            "items",
            "error",
            "folder",
            "free",
            "facts",
            "kept",
            "names",
            "pending",
            "failed",
            "late",
        ),
        *("team", "user", "scopes", "seconds", "channel", "mode", "revision", "kind", "served"),
    ),
    "C0JAC0001",
)
OPERATING_VARIANTS: tuple[Message, ...] = (
    replace(LedgerCheck.EXAMPLE, facts=1, kept=0),
    replace(LedgerCheck.EXAMPLE, kept=1, broken_at=(4,), unsealed=(7,), strangers=(3,)),
    replace(LedgerCheck.EXAMPLE, broken_at=tuple(range(4, 40)), unsealed=(7, 8), strangers=(3, 9)),
    *(
        Examination((Finding(place, state, DOCTOR, AT_SLACK if place in SLACK_PLACES else "examination"),))
        for place, state in EXAMINED
    ),
    *(Examination((Finding(place, state, DOCTOR, AT_TEAMS),)) for place, state in EXAMINED_IN_TEAMS),
    Examination((Finding("database", "broken", DOCTOR), Finding("platform", "look"))),
    *(
        Examination((Finding("time", "broken", {"seconds": "-7,200", "witness": witness}),))
        for witness in ("database", "ledger")
    ),
    *(ClockOff(-90, witness) for witness in ("database", "ledger")),
    replace(
        LedgerCheck.EXAMPLE,
        backdated=(12,),
        changed=(("statement", 12), ("person", 3)),
        removed=(("statement", 13),),
        put_in=(("person", 9),),
    ),
    replace(LedgerCheck.EXAMPLE, kept=0, backdated=(12, 13), unanchored=True),
    *(
        Examination((Finding("slack", "broken", {**DOCTOR, "kind": kind, "error": error}, AT_SLACK),))
        for kind, error in (
            ("refused", "account_inactive"),
            ("refused", "team_access_not_granted"),
            ("refused", "invalid_auth"),
            ("unreached", "ClientConnectorError"),
            ("unsure", "503"),
        )
    ),
    Examination(
        (
            Finding("scopes", "look", {"scopes": ""}, AT_SLACK),
            Finding("channel", "look", {"error": ""}, AT_SLACK),
        )
    ),
    replace(LedgerCheck.EXAMPLE, erased=1, erased_otherwise=(3,)),
    replace(LedgerCheck.EXAMPLE, erased=12, erased_otherwise=(3, 4)),
    replace(ErasureAhead.EXAMPLE, total=30, items=ErasureAhead.EXAMPLE.items * 20),
    replace(Retention.EXAMPLE, due=(), told=(), to_tell=(), held=(), counts=(0, 0, 0, 0)),
    replace(Retention.EXAMPLE, years=None, due=(), told=(), to_tell=(), counts=(0, 0, 0, 1)),
    Failed((), TODAY),
    Failed(
        (
            replace(Failed.EXAMPLE.rows[0], to=None, channel="C0JAC0001", unsure=True, why=""),
            replace(Failed.EXAMPLE.rows[0], to=None, what="<!channel> " * 60),
        ),
        TODAY,
        more=True,
    ),
)
