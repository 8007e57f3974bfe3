"""The words of what is to be put right before the paper goes out: what was found, and what to do."""

from templates.layouts.summary_matters import figure_name
from templates.messages.summary_parts import Finding
from templates.translator import Voice


def sentences(finding: Finding, voice: Voice) -> tuple[str, str]:
    """Return what was found and its remedy, in the words of `text/finding.j2`."""
    block = finding.check if voice.has("finding", finding.check) else "other"
    told = dict(finding.facts)
    if "figure" in told:
        told["name"] = figure_name(told["figure"], voice)
    facts = {"references": finding.references, "facts": told, "check": finding.check}
    return voice.say("finding", block, **facts), voice.say("finding", f"{block}_remedy", **facts)
