"""What a summary would say otherwise by now, figure by figure."""

from collections import Counter
from collections.abc import Callable

from templates.messages.publication import FigureChange
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, References

_MOVEMENTS = ("added", "reopened", "signed_off", "ended", "reclassified_in", "reclassified_out", "closing")


def corrections(
    printed: CommitteeSummary, now: CommitteeSummary, called_now: Callable[[str], str]
) -> tuple[FigureChange, ...]:
    """Return every figure of the bridge whose list is another one now than was printed.

    `called_now` gives the reference that an item has now for the one that was printed.
    """
    changes = (
        _change(figure, before, after, called_now)
        for before, after in zip(printed.bridge, now.bridge, strict=True)
        for figure in _MOVEMENTS
    )
    return tuple(change for change in changes if change is not None)


def _change(
    figure: str, before: BridgeRow, after: BridgeRow, called_now: Callable[[str], str]
) -> FigureChange | None:
    was: References = getattr(before, figure)
    now: References = getattr(after, figure)
    gone = Counter(called_now(each) for each in (Counter(was) - Counter(now)).elements())
    come = Counter(now) - Counter(was)
    differing = sorted((gone - come) + (come - gone))
    if not differing:
        return None
    return FigureChange(figure, len(was), len(now), tuple(differing), before.kind)
