"""The register as a workbook: what it holds, its ledger, and every figure with the list behind it."""

from bot.documents.workbook.whole import export_workbook

__all__ = ["export_workbook"]
