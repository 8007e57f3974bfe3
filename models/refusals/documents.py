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
    """“{name}” cannot be used as the template of the paper. Start again from the one that came with Reckoner."""

    field = "file"


class NoSuchTemplate(BadTemplate):
    """There is no template at “{name}”. Check the path, or leave it out to use the one that came with Reckoner."""


class NotAWordTemplate(BadTemplate):
    """“{name}” is not a Word document. Save the template in Word as “Word Document (.docx)”."""


class LockedTemplate(BadTemplate):
    """“{name}” is locked with a password, or of Word's old kind (.doc). Save the template without a password as
    “Word Document (.docx)”.
    """


class MacroTemplate(BadTemplate):
    """“{name}” contains macros, and Reckoner opens no file that does. Save the template as “Word Document (.docx)”,
    which leaves them out.
    """


class TemplateTooLarge(BadTemplate):
    """“{name}” is too large: a template may have at most {limit} MiB{unpacked}. Make its pictures smaller and save
    it again.
    """


class OddTemplate(BadTemplate):
    """“{name}” is built as Word builds no document, so it was not opened. Copy its contents into a new document in
    Word, save it and use that.
    """


class BrokenTemplate(BadTemplate):
    """“{name}” is damaged or was cut short. If Word opens it, save it again and use that."""


class TemplateReachesOut(BadTemplate):
    """“{name}” fetches {what} from elsewhere whenever the paper is opened. Take that out, or keep a copy of it in
    the template itself, and save it again.
    """


class TemplateCarriesProgram(BadTemplate):
    """“{name}” carries {what}, which another program would open. Take it out of the template and save it again."""


class TagNotClosed(BadTemplate):
    """“{name}” has a tag that is not closed: “{tag}”, {place}. Every {{{{ needs its }}}}, and every {{% its %}}, in
    the same paragraph.
    """


class UnknownTag(BadTemplate):
    """“{name}” asks for “{tag}”, which is no fact of the paper, {place}. Correct it by the list of tags that came
    with the template.
    """


class TagNotUnderstood(BadTemplate):
    """“{name}” has a tag that cannot be understood, {place}. The reason: {problem}."""


class TagForbidden(BadTemplate):
    """“{name}” asks for “{tag}”, which no template may see or do, {place}. Use only the tags in the list that came
    with the template.
    """


class TagFails(BadTemplate):
    """“{name}” has a tag that does not come out, {place}. The reason: {problem}."""


class ListPrinted(BadTemplate):
    """“{name}” prints a whole list or table with one tag, {place}. Go through it with “for”, and print what each of
    its rows has.
    """


class TagsTearDocument(BadTemplate):
    """“{name}” has tags that tear a table or a paragraph apart when they are filled in. Put each “for” and “if” and
    its end into rows of the same table, or into paragraphs on the same level.
    """


class TemplateTooSlow(BadTemplate):
    """“{name}” did not come to an end within {seconds} seconds, so it was stopped. Look for a “for” that goes
    through too much.
    """


class TemplateTooHungry(BadTemplate):
    """“{name}” asks for more than {limit} MiB of memory, so it was stopped. Look for a tag that repeats or
    multiplies text.
    """


class TooLongForWorkbook(Refusal):
    """In {reference}, “{what}” is longer than a workbook's cell: {limit:,} characters. Shorten it first."""
