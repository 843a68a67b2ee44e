"""The window on `annotate`: widgets, models and the one door between them, `gui.session`."""
