"""Tests of the files that ship with Spandesk."""
