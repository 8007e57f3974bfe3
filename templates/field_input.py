"""The input of a form in which a plain field of an item is filled in."""

from collections.abc import Mapping
from enum import StrEnum

from models.register.fields import Column
from templates.filters import GROUPS, cap, label
from templates.parts import SelectInput, TextInput


def field_input(column: Column, given: Mapping[str, str]) -> TextInput | SelectInput:
    """Return a menu of the field's words if it has any, else a line of text; `given` is what it holds already."""
    field = column.field
    held = given.get(field.attribute, "")
    if field.words:
        options = tuple((str(word), _called(word)) for word in field.words)
        return SelectInput(
            field.attribute, column.asked, options, hint=field.hint, given=held or None, optional=True
        )
    return TextInput(
        field.attribute, column.asked, hint=field.hint, given=held, optional=True, multiline=False
    )


def _called(word: str) -> str:
    return str(cap(label(word) if isinstance(word, StrEnum) and type(word) in GROUPS else word))
