"""Reckoner in Microsoft's Agents Playground, an independent client of Teams, by `make playground`."""
