"""What the committee is given: its meetings, the figures that add up, and what was published."""
