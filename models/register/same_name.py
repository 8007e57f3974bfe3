"""When two names are the same."""


def as_compared(name: str) -> str:
    """Return a name as it is compared: neither its case nor how many blanks it has counts."""
    return " ".join(name.split()).casefold()
