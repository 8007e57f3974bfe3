"""What Reckoner declines to do with a force's own Word template, each as the sentence the person reads."""

from typing import Final

from models.refusals.base import Refusal

PLACES: Final = {
    "paragraph": "in the paragraph “{text}”",
    "cell": "in the table cell “{text}”",
    "after": "{place}, which follows “{before}”",
    "header": "{place} of the page header",
    "footer": "{place} of the page footer",
    "footnotes": "{place} of the footnotes",
    "properties": "in the document's properties (File, Info)",
}
"""Where in a Word template something is wrong."""

OUTSIDE: Final = {
    "attachedTemplate": "a document template",
    "image": "a picture",
    "oleObject": "a linked object",
    "hyperlink": "a link that is not to a web page",
    "field": "the field {field}",
}
"""What a Word template can fetch from elsewhere, by the name of the relationship."""

PROGRAMS: Final = {
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "a control",
    "aFChunk": "another document",
    "vbaProject": "macros",
}
"""What a Word template can carry that another program opens, by the name of the relationship."""


class BadTemplate(Refusal):
    """“{name}” cannot be used as the template for the paper. Start again from the one supplied with Reckoner."""

    field = "file"


class NoSuchTemplate(BadTemplate):
    """There is no template at “{name}”. Check the path, or leave it out to use the one supplied with Reckoner."""


class NotAWordTemplate(BadTemplate):
    """“{name}” is not a Word document. Save the template in Word as “Word Document (.docx)”."""


class LockedTemplate(BadTemplate):
    """“{name}” has a password or is in Word's old format (.doc). Save it without a password as “Word Document
    (.docx)”.
    """


class MacroTemplate(BadTemplate):
    """“{name}” contains macros, which Reckoner does not open. Save it as “Word Document (.docx)”, which
    removes them.
    """


class TemplateTooLarge(BadTemplate):
    """“{name}” is too large: the limit is {limit} MiB{unpacked}. Make its pictures smaller and save it again."""


class OddTemplate(BadTemplate):
    """“{name}” is not built like a normal Word document, so it was not opened. Copy its contents into a new
    Word document and use that.
    """


class BrokenTemplate(BadTemplate):
    """“{name}” is damaged or incomplete. If Word opens it, save it again and use that."""


class TemplateReachesOut(BadTemplate):
    """“{name}” fetches {what} from elsewhere each time the paper is opened. Remove it or embed a copy in the
    template, then save it again.
    """


class TemplateCarriesProgram(BadTemplate):
    """“{name}” contains {what}, which would open another program. Remove it from the template and save it again."""


class TagNotClosed(BadTemplate):
    """“{name}” has a tag that is not closed: “{tag}”, {place}. Every {{{{ needs its }}}}, and every {{% its %}}, in
    the same paragraph.
    """


class UnknownTag(BadTemplate):
    """“{name}” uses the tag “{tag}”, which does not exist, {place}. Use the list of tags supplied with the
    template.
    """


class TagNotUnderstood(BadTemplate):
    """“{name}” has a tag that cannot be understood, {place}. The reason: {problem}."""


class TagForbidden(BadTemplate):
    """“{name}” uses the tag “{tag}”, which templates are not allowed, {place}. Use only the tags in the list
    supplied with the template.
    """


class TagFails(BadTemplate):
    """“{name}” has a tag that does not work, {place}. The reason: {problem}."""


class ListPrinted(BadTemplate):
    """“{name}” prints a whole list or table with one tag, {place}. Use “for” to go through it and print each
    row's values.
    """


class TagsTearDocument(BadTemplate):
    """“{name}” has tags that break a table or paragraph apart. Put each “for” or “if” and its end into rows
    of the same table, or paragraphs at the same level.
    """


class TemplateTooSlow(BadTemplate):
    """“{name}” was stopped after {seconds} seconds. Look for a “for” that repeats too often."""


class TemplateTooHungry(BadTemplate):
    """“{name}” needs more than {limit} MiB of memory, so it was stopped. Look for a tag that repeats or
    multiplies text.
    """


class TooLongForWorkbook(Refusal):
    """In {reference}, “{what}” is longer than a workbook's cell: {limit:,} characters. Shorten it first."""
