"""Every fault of the plan, by the modules that hold them."""

from __future__ import annotations

from importlib import import_module

from tests.faults.plan import FAULTS

MODULES = (
    *("killing", "disks", "files", "doors", "suggesting", "loads"),
    *("ugly", "nonsense", "harmed", "soak", "fuzz"),
)
STANDARD: list[str] = []
"""Names of those that run unless others are asked for: all but the long soak and fuzz."""


def load() -> None:
    """Import the modules, which register their faults."""
    for name in MODULES:
        import_module(f"tests.faults.{name}")
    STANDARD[:] = [name for name in FAULTS if name not in ("soak", "fuzz")]
