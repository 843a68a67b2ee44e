"""Functions that the worker runs in tests: well behaved and otherwise."""

from __future__ import annotations

import os
import time
from pathlib import Path

from annotate.errors import ExportError, JobCancelled
from annotate.workers.jobs import JobContext

HERE = "tests.faults.functions"


def add(context: JobContext, *, left: int, right: int) -> int:
    context.progress(1, 1, "added")
    return left + right


def stream(context: JobContext, *, count: int, size: int = 1) -> int:
    for number in range(count):
        context.emit([number] * size)
        context.progress(number + 1, count, f"number {number}")
    return count


def refuse(context: JobContext, *, path: Path) -> None:
    context.progress(0, 0)
    raise ExportError(path=path, reason="no room")


def breaks(_context: JobContext) -> None:
    raise ZeroDivisionError("two by zero")


def die(_context: JobContext) -> None:
    os._exit(4)


def gives_numpy(_context: JobContext) -> object:
    import numpy as np

    return np.zeros(3)


def gives_lock(_context: JobContext) -> object:
    import threading

    return threading.Lock()


def tidy(context: JobContext, *, path: Path) -> None:
    """Works until it is cancelled, then removes its file."""
    path.touch()
    try:
        while True:
            context.progress(1, 0, "working")
            time.sleep(0.01)
    except JobCancelled:
        path.unlink()
        raise


def stubborn(context: JobContext) -> None:
    """Never looks at the flag."""
    context.progress(1, 2, "stubborn")
    while True:
        time.sleep(0.05)


def eat(_context: JobContext) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 << 20))


def environment(_context: JobContext) -> dict[str, object]:
    """What the worker process looks like from inside."""
    import resource
    import sys

    return {
        "nice": os.nice(0),
        "modules": sorted(name for name in sys.modules if "." not in name),
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "main": getattr(sys.modules["__main__"], "__file__", None),
        "path": list(sys.path),
    }


NAMES = (
    "add", "stream", "refuse", "breaks", "die", "gives_numpy", "gives_lock", "tidy", "stubborn",
    "eat", "environment",
)  # fmt: skip
DOOR = tuple((name, f"{HERE}:{name}") for name in NAMES)
