"""Web addresses given as evidence: found in what was written, or given by themselves. None is ever fetched."""

import re
from typing import Final
from urllib.parse import urlsplit

from models.refusals.evidence import LinkUnfit, TooManyLinks

MOST: Final = 20
"""Addresses that are kept of one statement."""

LONGEST: Final = 2_000
SCHEMES: Final = ("http", "https")
_ADDRESS: Final = re.compile(r"\bhttps?://[^\s<>\"“”«»]+", re.IGNORECASE)
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_PUNCTUATION: Final = ".,;:!?'’…*_~`|"  # noqa: RUF001 - people type the other apostrophe too.


def addresses_in(text: str) -> list[str]:
    """Return the web addresses that stand in `text`, each once, without the punctuation that follows them."""
    found = (_without_what_follows(each) for each in _ADDRESS.findall(text))
    return list(dict.fromkeys(each for each in found if is_web_address(each)))[:MOST]


def addresses_given(text: str) -> list[str]:
    """Return the addresses that were given, one on each line or with blanks between them.

    Raises LinkUnfit for what is not the address of a page on the web, or TooManyLinks, at the field `links`.
    """
    given = list(dict.fromkeys(text.split()))
    for each in given:
        if not is_web_address(each):
            raise LinkUnfit(address=each[:100])
    if len(given) > MOST:
        raise TooManyLinks(most=MOST)
    return given


def is_web_address(text: str) -> bool:
    """Whether `text` is the address of a page on the web, http or https, that names a site and no password."""
    try:
        parts = urlsplit(text)
        named = parts.hostname is not None and parts.username is None and parts.password is None
    except ValueError:
        return False
    plain = len(text) <= LONGEST and text.isprintable() and not re.search(r"[\s<>\"|]", text)
    return parts.scheme.lower() in SCHEMES and named and plain


def _without_what_follows(address: str) -> str:
    while address:
        last = address[-1]
        unopened = last in _CLOSING and address.count(last) > address.count(_CLOSING[last])
        if last not in _PUNCTUATION and not unopened:
            break
        address = address[:-1]
    return address
