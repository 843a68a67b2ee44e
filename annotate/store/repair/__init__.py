"""Repair of a project into a new file, and getting rows out of one that is damaged."""
