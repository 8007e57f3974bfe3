"""The process that looks for a protective marking in a file: one of its own, since files can be made to do harm.

Office's files are looked through part by part, for markings stand in their headers, footers and labels.
"""

import html
import json
import re
import sys
import zipfile
from io import BytesIO
from typing import Final

from bot.imports.report_child import LOADED_LATE
from bot.imports.report_files import printed_file
from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import hold_small, shut_off
from models.refusals.reports import BadReport
from models.statements.marking import marking_in

LARGEST_PART: Final = 32 * MEBIBYTE
_PARTS: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*)\.xml|xl/(?:sharedStrings|worksheets/sheet\d+)\.xml"
    r"|ppt/(?:slides/slide|slideMasters/slideMaster|slideLayouts/slideLayout)\d+\.xml|docProps/(?:custom|core)\.xml"
)
_ENDS: Final = re.compile(r"</(?:w:p|a:p|si|oddHeader|oddFooter|vt:lpwstr)>|<(?:w:br|w:tab)/>|&amp;[LCR]")
_TAG: Final = re.compile(r"<[^>]*>")
_FONT: Final = re.compile(r'&(?:"[^"]*"|[BIUPDTAFNG]|\d{1,3})')
"""How a spreadsheet's header says in which font a part of it is. Source: ECMA-376, 18.3.1.39."""


def main() -> None:
    """Answer the request on standard input with the marking that the file carries, or null."""
    hold_small()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(request["size"])
    shut_off(LOADED_LATE)
    sys.stdout.write(json.dumps(marking_in(_text(data, request["name"]))))
    sys.stdout.flush()


def _text(data: bytes, name: str) -> str:
    if data.startswith(b"PK"):
        return _office(data)
    try:
        printed = printed_file(data, name)
    except BadReport:
        return ""
    return "\n".join(line.text for page in printed.pages for line in page)


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [
                archive.read(each).decode(errors="replace")
                for each in archive.infolist()
                if _PARTS.fullmatch(each.filename) and each.file_size <= LARGEST_PART
            ]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return ""
    return "\n".join(_FONT.sub("", html.unescape(_TAG.sub("", _ENDS.sub("\n", part)))) for part in parts)


if __name__ == "__main__":
    main()
