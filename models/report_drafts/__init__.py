"""Drafts: what was read in a report, until a person has looked through it and it is added to the register."""
