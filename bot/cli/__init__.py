"""What can be done from a terminal: `python -m bot`."""
