"""Inspections to come, PEEL cycles and what HMICFRS asks for, up to the report."""
