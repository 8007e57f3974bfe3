"""The words of what is to be put right before the paper goes out: what was found, and what to do."""

from templates.messages.summary import figure_name
from templates.messages.summary_parts import Finding
from templates.translator import Translator


def sentences(finding: Finding, translator: Translator) -> tuple[str, str]:
    """Return what was found and its remedy, in the words of the section `finding`."""
    key = finding.check if translator.has("finding", finding.check) else "other"
    told = dict(finding.facts)
    if "figure" in told:
        told["name"] = figure_name(told["figure"], translator)
    facts = {"references": finding.references, "facts": told, "check": finding.check}
    return translator.say("finding", key, **facts), translator.say("finding", f"{key}_remedy", **facts)
