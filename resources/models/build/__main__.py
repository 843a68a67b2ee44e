"""Entry point: `python -m resources.models.build <prepare|train|evaluate|export> --data DIR`."""

from __future__ import annotations

from resources.models.build.commands import main

main()
