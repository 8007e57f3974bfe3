"""Taking registers in from spreadsheets, and giving them out again as they would come in."""
