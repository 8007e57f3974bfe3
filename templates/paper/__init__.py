"""The committee's paper: its facts for a Word template, and the template that comes with Reckoner."""

from pathlib import Path
from typing import Final

from templates.paper.facts import context, properties

SHIPPED: Final = Path(__file__).parent / "committee-paper.docx"
"""The template that is used where a force has none of its own."""

__all__ = ["SHIPPED", "context", "properties"]
