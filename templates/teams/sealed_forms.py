"""The form that a form's own card carries: it is drawn again from that where it was not taken.

Whoever sends a card back may have changed it. What is not sealed by our key is no form of ours.
"""

import base64
import hashlib
import hmac
import json
import zlib
from typing import Final

from templates.messages import FormMessage
from templates.serialization import content_of, thaw

LARGEST: Final = 2**18
"""Bytes of a form once it is unpacked, at most."""

_SEAL: Final = hashlib.sha256().digest_size
_ASCII: Final = "ascii"


class BrokenForm(ValueError):  # noqa: N818 - it reads as what was found
    """What a card has brought back is no form of ours."""


class FormSeal:
    """Packs forms under a key of the caller's, and unpacks those alone that it has packed."""

    def __init__(self, key: bytes) -> None:
        """Seal by `key`, which has to be the same for as long as a form may be filled in."""
        self._key = key

    def packed(self, form: FormMessage) -> str:
        """Return a form as text for a card."""
        body = zlib.compress(json.dumps(content_of(form)).encode(), 9)
        return base64.urlsafe_b64encode(self._seal(body) + body).decode(_ASCII)

    def unpacked(self, text: str) -> FormMessage:
        """Return the form that `packed` gave as `text`. Raises BrokenForm for everything else, whatever it is."""
        try:
            sealed = base64.b64decode(text.encode(_ASCII), altchars=b"-_", validate=True)
            seal, body = sealed[:_SEAL], sealed[_SEAL:]
            if not hmac.compare_digest(seal, self._seal(body)):
                raise BrokenForm("It is not sealed by us.")
            content = json.loads(_inflated(body))
            form = thaw(content if isinstance(content, dict) else {})
        except (ValueError, zlib.error, RecursionError) as broken:
            raise BrokenForm(str(broken)) from None
        if not isinstance(form, FormMessage):
            raise BrokenForm(f"{type(form).__name__} is no form.")
        return form

    def _seal(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")


def _inflated(body: bytes) -> bytes:
    reader = zlib.decompressobj()
    unpacked = reader.decompress(body, LARGEST)
    if not reader.eof or reader.unused_data:
        raise BrokenForm("It is too large, or not whole.")
    return unpacked
