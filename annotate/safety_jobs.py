"""What the worker for long jobs does about safety: check, repair, compare with a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotate import safety
from annotate.errors import JobCancelled, StoreError
from annotate.project import Project

if TYPE_CHECKING:
    from annotate.store.backup import Rule
    from annotate.store.check import Problem
    from annotate.store.repair.done import Repaired
    from annotate.store.restoring import Comparison
    from annotate.workers.jobs import JobContext


_OFTEN = 100_000
"""Instructions of SQLite between two looks whether anybody still wants to know."""


def check_in_worker(context: JobContext, *, path: str) -> list[Problem]:
    """Everything that is wrong with a project; raises a `StoreError`, or `JobCancelled`."""
    with Project.open(Path(path), read_only=True) as project:
        project.reader().set_progress_handler(lambda: int(context.is_cancelled), _OFTEN)
        try:
            return project.check()
        except StoreError as error:
            if context.is_cancelled:
                raise JobCancelled from error
            raise


def repair_in_worker(_context: JobContext, *, path: str, rule: Rule) -> Repaired:
    """Write a repaired copy beside the project; raises a `StoreError`."""
    return safety.repair(Path(path), None, rule=rule)


def compare_in_worker(_context: JobContext, *, path: str, backup: str) -> Comparison:
    """What differs between a project and a backup; raises a `StoreError`."""
    return safety.compare(Path(path), Path(backup))
