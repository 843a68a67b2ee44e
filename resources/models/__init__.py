"""The built-in model and what made it."""
