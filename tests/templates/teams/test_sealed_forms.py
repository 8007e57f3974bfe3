"""A form's own card brings the form back: only what we have sealed is one."""

import base64
import hmac
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged
from templates.messages.replies import RecordForm
from templates.serialization import content_of
from templates.teams.renderer import CardRenderer
from templates.teams.sealed_forms import LARGEST, BrokenForm, FormSeal
from tests.templates.message_variants import EXAMPLES, VARIANTS

KEY = b"a key of ours"
SEAL = FormSeal(KEY)
FORM = RecordForm.EXAMPLE


def sealed(body: bytes, key: bytes = KEY) -> str:
    """Return a body sealed as ours are, whatever it holds."""
    return base64.urlsafe_b64encode(hmac.digest(key, body, "sha256") + body).decode()


def frozen(message: Message) -> bytes:
    return zlib.compress(json.dumps(content_of(message)).encode())


@pytest.mark.parametrize(
    "form",
    [each for each in (*EXAMPLES, *VARIANTS) if isinstance(each, FormMessage)],
    ids=lambda form: type(form).__name__,
)
def test_every_form_comes_back_as_it_went(form: FormMessage) -> None:
    """What is drawn again after a refusal is the form that was shown."""
    assert SEAL.unpacked(SEAL.packed(form)) == form


@pytest.mark.parametrize(
    "form",
    [
        "",
        "nonsense",
        "é",
        "====",
        "A" * 1000,
        SEAL.packed(FORM)[:-8],
        SEAL.packed(FORM) + "AAAA",
        "AAAA" + SEAL.packed(FORM),
        SEAL.packed(FORM).replace("A", "B", 1),
        FormSeal(b"another key").packed(FORM),
        sealed(frozen(FORM), b"a key of theirs"),
        sealed(b""),
        sealed(b"no zlib"),
        sealed(frozen(FORM)[:-3]),
        sealed(frozen(FORM) + b"more"),
        sealed(zlib.compress(b"no json")),
        sealed(zlib.compress(b"\xff\xfe")),
        sealed(zlib.compress(b"[" * 100_000)),
        sealed(zlib.compress(b'{"type": "RecordForm"}')),
        sealed(zlib.compress(b'{"type": "Telegram", "facts": {}}')),
        sealed(zlib.compress(b"[]")),
        sealed(zlib.compress(b"7")),
        sealed(frozen(Acknowledged("welcome"))),
        sealed(zlib.compress(json.dumps(content_of(replace(FORM, text="w" * LARGEST))).encode())),
        sealed(zlib.compress(b"0" * 50_000_000)),
    ],
    ids=lambda form: f"{form[:12]}…{len(form)}",
)
def test_what_is_no_form_of_ours_is_refused_in_one_way(form: str) -> None:
    """Cut, changed, sealed by somebody else, too large, no form: nothing else than BrokenForm is raised."""
    with pytest.raises(BrokenForm):
        SEAL.unpacked(form)
    assert CardRenderer(KEY).unpacked(form) is None


@given(st.text())
def test_no_text_is_a_form(text: str) -> None:
    """Whatever is sent back, it is answered."""
    assert CardRenderer(KEY).unpacked(text) is None


def test_a_form_of_the_largest_size_is_taken_back() -> None:
    """A card can hold no more than a quarter of a megabyte of form, so that what is packed tight stays harmless."""
    form = replace(FORM, text="w" * (LARGEST - 10_000))
    assert SEAL.unpacked(SEAL.packed(form)) == form
