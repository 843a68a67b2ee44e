"""Dialogs: asked for by the user, never between two corrections; each is imported when it opens."""
