"""Starts Spandesk from its source tree; an installed one is started by `gui.entry` alone."""

from __future__ import annotations

import sys

from gui.entry import COMMANDS, has_screen, main, quicken

__all__ = ("COMMANDS", "has_screen", "main", "quicken")

if __name__ == "__main__":
    sys.exit(main())
