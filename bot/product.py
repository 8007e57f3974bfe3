"""What administrators read about Reckoner where they install it, on either platform."""

from typing import Final

NAME: Final = "Reckoner"
PURPOSE: Final = "Tracks HMICFRS recommendations: owners, reviews, evidence, committee summary"
COLOUR: Final = "#1d3557"
