"""Logging: one rotating file in the data folder, nothing on the screen."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from annotate.settings import data_dir

FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def log_path() -> Path:
    """Where the log is."""
    return data_dir() / "spandesk.log"


def start_log(*, level: int = logging.INFO) -> None:
    """Send the log to its file; without a place to write, go on without one."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        logging.getLogger(__name__).addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
