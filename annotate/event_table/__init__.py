"""Event frames as a table: one row per frame, with dates, numbers and countries normalised.

Pure: rows are made of an article and its annotations, or read page by page from a project; an
edited cell becomes one edit; what is shown can be written as CSV, JSON and PLOVER.
"""
