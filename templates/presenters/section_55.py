"""From the clocks of section 55 to the rows that messages are made of."""

from models.deadlines.section_55 import Section55Clock
from templates.messages.section_55 import ClockRow


def clock_row(clock: Section55Clock) -> ClockRow:
    """Return the clock of one report."""
    return ClockRow(clock.report.code, clock.report.title, clock.report.published_on, clock.last_on)
