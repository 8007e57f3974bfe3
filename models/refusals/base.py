"""What Reckoner declines to do, each as the sentence the person reads.

A refusal is a class whose docstring is that sentence: a `str.format` template over the fields that are
given where it is raised. `{prefix}` and `{surface}` are of the surface on which it is read, and never given: what
is written there before a command, and what the surface is called.
"""

import inspect
import string
from datetime import date, datetime
from typing import Any, ClassVar

from models.address import ANY_SURFACE


class _Sentence(string.Formatter):
    """Fills a refusal's sentence; a date without a format of its own reads `31 March 2023`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date) and not isinstance(value, datetime) and not format_spec:
            return f"{value.day} {value:%B %Y}"
        return str(super().format_field(value, format_spec))


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error.
    """That cannot be done.

    Subclasses give the sentence in the first paragraph of their docstring and are raised with its fields as
    keywords: `raise NotADeadline(wording="soon")`. `at_field` names the form field at fault where the class
    attribute `field` does not.
    """

    template: ClassVar[str] = "That cannot be done."
    field: str | None = None

    def __init_subclass__(cls) -> None:
        """Take the sentence from the docstring; a refusal without one is a mistake of ours."""
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} needs a docstring: the sentence a person reads")
        cls.template = " ".join(inspect.cleandoc(cls.__doc__).split("\n\n", 1)[0].split())

    def __init__(self, *, at_field: str | None = None, **fields: object) -> None:
        """Fill the sentence from `fields`; KeyError if one that it names is missing."""
        self.fields: dict[str, object] = fields
        if at_field is not None:
            self.field = at_field
        elsewhere = {"prefix": ANY_SURFACE.prefix, "surface": ANY_SURFACE.name}
        super().__init__(_Sentence().vformat(self.template, (), elsewhere | fields))
