"""`python -m gui` is the command `spandesk`, where its script is not on the path."""

from __future__ import annotations

import sys

from gui.entry import main

sys.exit(main())
