"""Web addresses as evidence: found in words, or given by themselves; nothing else passes for one."""

import pytest
from hypothesis import given, strategies as st

from models.refusals.evidence import LinkUnfit, TooManyLinks
from models.statements.links import LONGEST, MOST, addresses_given, addresses_in, is_web_address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://force.example/audit.", ["https://force.example/audit"]),
        ("(https://force.example/a)", ["https://force.example/a"]),
        ("https://force.example/a_(b) and more", ["https://force.example/a_(b)"]),
        ("HTTP://Force.example/A?b=1&c=2#d, then", ["HTTP://Force.example/A?b=1&c=2#d"]),
        ("the list (https://force.example/list) is new", ["https://force.example/list"]),
        ("<https://force.example/x>", ["https://force.example/x"]),
        ("“https://force.example/x”", ["https://force.example/x"]),
        ("https://a.example/ twice: https://a.example/", ["https://a.example/"]),
        ("javascript:alert(1) ftp://a.example file:///etc/passwd", []),
        ("https:// and http://", []),
        ("https://anna:secret@force.example/", []),
        ("www.force.example", []),
        ("nothing at all", []),
        ("https://[::1", []),
    ],
)
def test_addresses_are_found_in_words(text: str, found: list[str]) -> None:
    """What is an address of the web is found without the punctuation around it; nothing else is."""
    assert addresses_in(text) == found


@pytest.mark.parametrize(
    "given_",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "file:///etc/passwd",
        "www.force.example",
        "https://",
        "https:///path",
        "https://user:word@force.example/",
        "https://force.example/ see",
        "https://force.example/\u202e",
        "https://force.example/<!channel>",
        "https://force.example/" + "x" * LONGEST,
    ],
)
def test_what_is_no_web_address_is_refused_at_the_field(given_: str) -> None:
    """Any other scheme, a password, or a character that an address cannot have is refused, naming the field."""
    with pytest.raises(LinkUnfit) as refused:
        addresses_given(given_)
    assert refused.value.field == "links"


def test_addresses_are_given_one_on_each_line() -> None:
    """Several are told apart by blanks and line ends; each is kept once, in order; none is none."""
    assert addresses_given(" https://a.example/1\nhttp://b.example \n https://a.example/1") == [
        "https://a.example/1",
        "http://b.example",
    ]
    assert addresses_given("  \n ") == []


def test_there_is_a_most() -> None:
    """More links than are kept with one piece of evidence are refused, at the field."""
    many = [f"https://a.example/{number}" for number in range(MOST + 1)]
    assert addresses_given("\n".join(many[:MOST])) == many[:MOST]
    with pytest.raises(TooManyLinks):
        addresses_given("\n".join(many))
    assert addresses_in(" ".join(many)) == many[:MOST]


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """Whatever somebody writes, what is found in it are web addresses that stand there."""
    for address in addresses_in(text):
        assert is_web_address(address)
        assert address in text
