"""Zip archives from anywhere: read by name, never unpacked, with limits on what comes out.

Entries that leave the archive (`../`, absolute paths), symbolic links and encrypted entries are
refused by name; an archive whose entries declare more than the limits is refused as a whole, and
each entry is read with its own limit, whatever it declares.
"""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Refusal

MAX_ENTRIES = 200_000
"""How many entries an archive may have."""

MAX_RATIO = 200
"""How many times larger than its compressed bytes an entry may become, once it is large."""

_ALWAYS_FINE = 1 << 20
_CHUNK = 1 << 16
_ENCRYPTED = 0x1


class Archive:
    """An open zip archive; `names` are the files that may be read, in the archive's order."""

    def __init__(self, path: Path | BinaryIO, *, source: str, limit: int) -> None:
        """Open `path`, a file or an open stream; at most `limit` bytes may come out of it in all.

        Raises `ArticleUnreadableError` for what is no archive, and for a bomb.
        """
        self.source = source
        self._limit = limit
        self.refused: list[Refusal] = []
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
            raise self._error("archive_damaged", detail=str(error)) from error
        try:
            self._entries = self._accept(self._zip.infolist())
        except BaseException:
            self._zip.close()
            raise

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files that may be read."""
        return tuple(self._entries)

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(self, *_details: object) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, name: object) -> bool:
        """Whether there is such a file."""
        return name in self._entries

    def read(self, name: str, *, limit: int) -> bytes:
        """The bytes of one file; raises `ArticleUnreadableError` when they are more than `limit`.

        Also raises it for a damaged entry.
        """
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(self._entries[name]) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    if size > min(limit, self._limit):
                        raise self._error("too_large", name, size=size, limit=limit)
                    parts.append(part)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            OSError,  # what bzip2 says of damage
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self._error("archive_damaged", name, detail=str(error)) from error
        return b"".join(parts)

    def _accept(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > self._limit:
            raise self._error("archive_bomb")
        accepted: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if info.is_dir():
                continue
            reason = _against(info)
            if reason:
                self.refused.append(
                    Refusal(
                        f"{self.source}/{info.filename}", None, self._error(reason, info.filename)
                    )
                )
            else:
                accepted[info.filename] = info
        return accepted

    def _error(self, reason: str, name: str = "", **fields: object) -> ArticleUnreadableError:
        source = f"{self.source}/{name}" if name else self.source
        return ArticleUnreadableError(source=source, reason=reason, **fields)


def _against(info: zipfile.ZipInfo) -> str:
    """Why an entry is not to be read; empty when it may be."""
    if not is_inside(info.filename):
        return "archive_path"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "archive_link"
    if info.flag_bits & _ENCRYPTED:
        return "archive_encrypted"
    if info.file_size > _ALWAYS_FINE and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "archive_bomb"
    return ""


def is_inside(name: str) -> bool:
    """Whether `name` is a path that stays in its folder, on every system."""
    path = PurePosixPath(name.replace("\\", "/"))
    has_drive = len(name) > 1 and name[1] == ":"
    return not (path.is_absolute() or has_drive or ".." in path.parts or "\0" in name)
