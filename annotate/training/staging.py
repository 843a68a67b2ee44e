"""An export directory appears whole or not at all, and replaces nothing but an earlier export."""

from __future__ import annotations

import contextlib
import errno
import json
import secrets
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final, cast

from annotate.errors import ExportError
from annotate.targets import require_free

REPORT_FILE: Final = "report.json"
FORMAT: Final = "spandesk spaCy export"
"""`format` in the report of every export, by which it is known again."""
KEPT: Final = frozenset({"model", "__pycache__"})
"""What training puts into an export directory; it is carried over into the next export."""


def earlier_report(out: Path) -> dict[str, Any] | None:
    """The report of the export that is in `out`, if that is what `out` holds."""
    try:
        report = json.loads((out / REPORT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if isinstance(report, dict):
        table = cast("dict[str, Any]", report)
        if table.get("format") == FORMAT:
            return table
    return None


def require_replaceable(out: Path) -> None:
    """Raise `ExportError` unless `out` is absent, empty, or an earlier export and nothing else."""
    require_free(out)
    if not out.exists():
        return
    if not out.is_dir():
        raise ExportError(path=str(out), reason="not_a_directory")
    names = {entry.name for entry in out.iterdir()}
    report = earlier_report(out)
    own = set(cast("list[str]", report.get("files", []))) if report else set[str]()
    foreign = sorted(names - own - KEPT) if report else sorted(names)
    if foreign:
        raise ExportError(path=str(out), reason="foreign_files", files=foreign[:20])


@contextlib.contextmanager
def staged_directory(out: Path) -> Generator[Path]:
    """A fresh directory beside `out` that takes its place when the block ends well.

    Whatever goes wrong in between, `out` stays as it was and the fresh directory goes.
    """
    out = out.resolve()  # ".", "..", and links to a directory
    require_replaceable(out)
    staging = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    try:
        staging.parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir()
    except OSError as error:
        raise as_export_error(out, error) from error
    try:
        yield staging
        require_replaceable(out)
        _replace(staging, out)
    except OSError as error:
        raise as_export_error(out, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def as_export_error(out: Path, error: OSError) -> ExportError:
    """What the system refused, as an error that a person can do something about."""
    reason = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EACCES: "forbidden",
        errno.EPERM: "forbidden",
        errno.EROFS: "forbidden",
    }.get(error.errno or 0, "system")
    return ExportError(path=str(out), reason=reason, detail=error.strerror or str(error))


def _replace(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    old = out.with_name(f".{out.name}.{secrets.token_hex(4)}.old")
    out.rename(old)
    try:
        staging.rename(out)
    except OSError:
        old.rename(out)
        raise
    for name in KEPT - {"__pycache__"}:
        if (old / name).exists():
            (old / name).rename(out / name)
    shutil.rmtree(old, ignore_errors=True)
