"""Event frames drawn over the text."""
