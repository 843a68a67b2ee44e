"""Messages over a pair of pipes: a length, then a pickle; the window's side takes no surprises."""

from __future__ import annotations

import importlib
import io
import pickle
import struct
import threading
from enum import Enum
from typing import BinaryIO, Final

_LENGTH: Final = struct.Struct("<Q")
_MAX_BYTES: Final = 1 << 30
_PLAIN: Final = frozenset(
    {
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("builtins", "complex"),
        ("builtins", "bytearray"),
        ("collections", "OrderedDict"),
        ("collections", "Counter"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("pathlib", "Path"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
        ("pathlib._local", "PosixPath"),
        ("pathlib._local", "WindowsPath"),
    }
)


class ChannelError(Exception):
    """The other side is gone, or sent what is no message."""


class PlainUnpickler(pickle.Unpickler):
    """Builds plain values and classes of `annotate` only.

    A suggester's answer can therefore neither run code in the window's process nor make it
    import numpy or spaCy.
    """

    def find_class(self, module_name: str, global_name: str, /) -> object:
        """The class behind a name in a pickle, if it is allowed."""
        if (module_name, global_name) in _PLAIN:
            return super().find_class(module_name, global_name)
        if (module_name, global_name) == ("builtins", "getattr"):
            return _enum_member
        if module_name == "annotate.errors" and global_name == "_rebuild":
            return super().find_class(module_name, global_name)
        if module_name.startswith("annotate.") and "." not in global_name:
            found = getattr(importlib.import_module(module_name), global_name, None)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not allowed in an answer")


def _enum_member(kind: object, name: str) -> object:
    """What `getattr` may do in an answer: Python before 3.11.4 pickles enum members with it."""
    if isinstance(kind, type) and issubclass(kind, Enum) and name in kind.__members__:
        return kind[name]
    raise pickle.UnpicklingError(f"getattr is allowed for enum members only, not for {name}")


def unpickle_plain(data: bytes) -> object:
    """The value in `data`, if it is made of plain values and classes of `annotate`."""
    return PlainUnpickler(io.BytesIO(data)).load()


class Channel:
    """One end of the talk; `send` from any thread, `receive` from one."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        """Talk through these two unbuffered or flushed streams."""
        self._reader = reader
        self._writer = writer
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Send one message; raises `ChannelError` when nobody listens.

        What does not pickle raises before a byte is written.
        """
        data = pickle.dumps(message, protocol=5)
        try:
            with self._lock:
                self._writer.write(_LENGTH.pack(len(data)))
                self._writer.write(data)
                self._writer.flush()
        except (OSError, ValueError) as error:
            raise ChannelError(str(error)) from error

    def receive_bytes(self) -> bytes:
        """The next message as bytes; raises `ChannelError` at the end."""
        (size,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if size > _MAX_BYTES:
            raise ChannelError(f"a message of {size} bytes")
        return self._read(size)

    def receive(self) -> object:
        """The next message of a side that is trusted."""
        return pickle.loads(self.receive_bytes())  # noqa: S301 - our own parent process wrote it

    def _read(self, size: int) -> bytes:
        parts: list[bytes] = []
        missing = size
        while missing:
            try:
                part = self._reader.read(min(missing, 1 << 20))
            except (OSError, ValueError) as error:
                raise ChannelError(str(error)) from error
            if not part:
                raise ChannelError("closed")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close both streams."""
        for stream in (self._writer, self._reader):
            try:
                stream.close()
            except OSError:
                continue
