"""A process that has imported the application and forks a copy of itself for each round.

A start costs most of a second, a fork some milliseconds; nothing of Qt runs before the fork.
Each line of standard input is a JSON list: module, function, file for acknowledgements, log file,
arguments. The answer is the process id of the child, and later its exit is reaped in silence.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path

from main import quicken

SHARED = (
    *("gui.application", "gui.backing_up", "gui.dialogs.history", "PySide6.QtTest"),
    *("annotate.cli.main", "annotate.cli.safety", "annotate.tasks", "annotate.transfers"),
    *("annotate.store.migrations", "annotate.store.backup", "annotate.store.restoring"),
    *("annotate.exchange.importing", "annotate.exchange.exporting", "annotate.schema.steps"),
    *("tests.faults.scripts", "tests.faults.framing"),
)
"""What children import; here it is imported once."""


def serve() -> None:
    """Fork for each line until the input ends."""
    quicken()
    gc.enable()
    for name in SHARED:
        importlib.import_module(name)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        module, function, acks, log, arguments = json.loads(line)
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            _live(module, function, acks, log, arguments)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _live(module: str, function: str, acks: str, log: str, arguments: list[object]) -> None:
    """Be the child: run the function and end with its status."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDONLY)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for number, target in ((null, 0), (out, 1), (out, 2)):
            os.dup2(number, target)
        status = int(getattr(importlib.import_module(module), function)(Path(acks), *arguments))
    except BaseException:  # noqa: BLE001 - the border of a process
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with Path(acks).open("ab", buffering=0) as file:
            file.write(f'{{"end": {status}}}\n'.encode())
        os._exit(status)


if __name__ == "__main__":
    serve()
