"""Tests of Spandesk, mirroring its packages."""
