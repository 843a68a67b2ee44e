"""Whether the file at the path of an open project is still the one that is open, and a way out.

A file that is deleted, moved or replaced goes on being written by those who have it open, and all
of it is gone when they close it. The system tells files apart by device and inode (POSIX stat);
while one is open, no other can get its number.
"""

from __future__ import annotations

import os
from pathlib import Path

from annotate.errors import StoreError, StoreExistsError
from annotate.spans import new_id
from annotate.store import log, settings
from annotate.store.copying import copy_to
from annotate.store.sqlite import Connection, Error, log_of, store_error


class Place:
    """The path of a file that is open now."""

    def __init__(self, path: Path) -> None:
        """Note which file lies at `path`."""
        self._path = str(path)
        self._file = self._look()

    @property
    def is_kept(self) -> bool:
        """Whether that file still lies there; what cannot be told is taken for a yes."""
        try:
            return not any(self._file) or self._look() == self._file
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    def _look(self) -> tuple[int, int]:
        found = os.stat(self._path)  # noqa: PTH116 - a third of the time of pathlib, at each step
        return found.st_dev, found.st_ino


def write_all(reader: Connection, target: Path, *, own: Path) -> None:
    """Write all that `reader` sees into a new project file; that at `own`, its path, may be gone.

    Raises `StoreExistsError` when something lies at `target`, or another `StoreError`.
    """
    if os.path.lexists(target):
        raise StoreExistsError(path=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Another generation: a log that was left behind at this place must not flow into it.
        copy_to(
            reader,
            target,
            finish=lambda copy: settings.write(copy, log.GENERATION, new_id()),
        )
        if target == own:
            # What was in the log of the file that is gone is in the new one.
            for name in (log_of(own), own.with_name(f"{own.name}-shm")):
                name.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(path=str(target), reason=error.strerror or str(error)) from error
    except Error as error:
        raise store_error(error, target) from error
