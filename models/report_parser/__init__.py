"""Reading the recommendations out of the text of a published report."""
