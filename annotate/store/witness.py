"""What this machine remembers of a project outside of it: the last step, size and time of the file.

A file that was replaced by an older one, or lost the end of its log, is whole in itself; only from
outside can it be seen that something is missing. The memory is a small file for each project in
the data folder, written when a project is closed. Losing it costs nothing but this notice.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from annotate.settings import data_dir


@dataclass(frozen=True, slots=True)
class Memory:
    """The newest step of a project when it was closed here, and its file's size and time."""

    path: str
    step: int
    size: int
    time_ns: int

    def is_as_left(self, path: Path) -> bool:
        """Whether nobody has written to the file since."""
        try:
            stat = path.stat()
        except OSError:
            return False
        return (stat.st_size, stat.st_mtime_ns) == (self.size, self.time_ns)


def recall(path: Path, file_id: str) -> Memory | None:
    """What was remembered of the project; None the first time."""
    try:
        plain = json.loads(_place(path, file_id).read_text(encoding="utf-8"))
        return Memory(
            str(plain["path"]), int(plain["step"]), int(plain["size"]), int(plain["time_ns"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(path: Path, file_id: str, step: int) -> None:
    """Remember the project as it is now, closed; what cannot be written is let be."""
    place = _place(path, file_id)
    try:
        stat = path.stat()
        plain = {
            "path": str(path),
            "step": step,
            "size": stat.st_size,
            "time_ns": stat.st_mtime_ns,
        }
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(".new")
        draft.write_text(json.dumps(plain), encoding="utf-8", errors="surrogateescape")
        draft.replace(place)
    except (OSError, ValueError):
        return


def _place(path: Path, file_id: str) -> Path:
    """Copies of a project have its id: each has a memory of its own."""
    key = f"{file_id}\0{path.resolve()}".encode("utf-8", "surrogateescape")
    return data_dir() / "seen" / f"{hashlib.blake2b(key, digest_size=12).hexdigest()}.json"
