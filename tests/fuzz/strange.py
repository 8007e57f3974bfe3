"""What people, programs and Slack itself could send: words, numbers, and things of the wrong shape."""

from hypothesis import strategies as st

STRANGE = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202egpj.exe",
    "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
    "<!channel>",
    "<@U0ANNA001>",
    "@Anna Clarke",
    "<https://evil.example|click>",
    "{{ 7 * 7 }}",
    "%s {0.__class__}",
    "'; drop table event; --",
    '"',
    '"" OR NEAR(*',
    "* - ^ : ( )",
    "`code`",
    "```\nblock\n```",
    "> quoted\n>> twice",
    "👮\u200d♀️",
    "é" * 300,
    "x" * 3_000,
    "word " * 2_000,
    "\n" * 200 + "x",
    "²",
    "٣",
    "\uff11\uff12",
)
NUMBERS = (
    "0",
    "1",
    "2",
    "3",
    "-1",
    "007",
    "1e9",
    "NaN",
    "²",
    "٣",
    "99999999999999999",
    "9223372036854775808",
    "9" * 40,
    "1" * 5_000,
)
REFERENCES = (
    "10618",
    "9962",
    "OLDER-1a",
    "older 2",
    "#10618",
    "DONE-1",
    "WATCHED-1",
    "CAUSE-1",
    "VETTING-99",
)
DAYS = (
    "2022-12-19",
    "2023-06-01",
    "31 March 2023",
    "31/12/2023",
    "next Friday",
    "30 February 2023",
    "9999-12-31",
    "0001-01-01",
    "10000-01-01",
    "tomorrow",
    "in 99999999999 days",
    "by the end of March 2023",
    "within six months",
)
SAID = (
    "done",
    "this is done, all of it",
    "extend to 31 March 2023 because the trainer left",
    "not mine, it is <@U0DEV0001>'s",
    "please ask @Dev Okafor",
    "because",
    "red",
    "amber because of the audit",
    "report VETTING",
    "/rec evidence 10618",
    "10618: trained; 9962: still open",
    "yes",
    "and",
    "to",
    "until",
    "deputy",
)

ANY_TEXT = st.one_of(st.sampled_from(STRANGE), st.text(max_size=60))
NUMBER = st.one_of(st.sampled_from(NUMBERS), st.integers(0, 12).map(str), st.integers().map(str))
PIECE = st.one_of(
    st.sampled_from(REFERENCES),
    st.sampled_from(DAYS),
    st.sampled_from(SAID),
    st.sampled_from(STRANGE),
    NUMBER,
    st.text(max_size=20),
)
WORDS = st.lists(PIECE, max_size=6).flatmap(
    lambda pieces: st.sampled_from((" ", ", ", "\n", ": ", "; ")).map(lambda between: between.join(pieces))
)
JSON_LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    ANY_TEXT,
    NUMBER,
)
ANY_JSON = st.recursive(
    JSON_LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=8,
)
