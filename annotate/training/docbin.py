"""Writes and reads `.spacy` files: spaCy's own `DocBin`, with less work and less memory.

`DocBin.add` looks up eight strings for each token, and its serializer asks every installed package
for plug-ins several times a doc. Here each distinct hash is looked up once a file, and only the
columns that an export sets are kept, which halves the memory of a large export. The files are
ordinary ones: `DocBin().from_disk` and `spacy train` read them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.strings import StringStore
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Array = NDArray[Any]

ATTRS: Final = ("ENT_IOB", "ENT_TYPE", "ENT_ID")
"""Token attributes in the file besides the text and its spaces."""
_SPAN: Final = struct.Struct(">QQQllll")  # id, kb_id, label, tokens, code points
_SMALL_MAP: Final = 0x80  # msgpack: a map of fewer than 16 entries
_BYTES: Final = struct.Struct(">BI")  # msgpack: bytes, with their number
_COLUMNS: Final = ("tokens", "spaces", "cats", "flags", "user_data", "span_groups")
_BEGIN: Final = 3
_INSIDE: Final = 1

Row = tuple[str, int, int, str, str, str]
"""A span as a file holds it: group ("ents" for entities), start, end, label, id, text."""


@dataclass(frozen=True, slots=True)
class DocBinPart:
    """Docs as a writer keeps them, and the strings that they use; picklable."""

    columns: dict[str, list[Any]]
    strings: tuple[str, ...]


class DocBinWriter:
    """Collects `Doc`s of one vocab and writes them to one `.spacy` file, user data included."""

    def __init__(self, vocab: Vocab) -> None:
        """Start an empty file for docs of `vocab`."""
        from spacy.attrs import ENT_ID, ENT_TYPE, ORTH, SPACY
        from spacy.tokens import DocBin

        self._vocab = vocab
        self._bin: Any = DocBin(attrs=ATTRS, store_user_data=True)
        self._spacy = SPACY
        # Columns that hold hashes of strings; ENT_IOB holds small numbers.
        self._orth_column = self._bin.attrs.index(ORTH)
        self._rare_columns = [self._bin.attrs.index(attr) for attr in (ENT_TYPE, ENT_ID)]
        self._hashes: set[int] = set()
        self._packs_groups: bool | None = None

    def __len__(self) -> int:
        """Number of docs."""
        return len(self._bin.tokens)

    def add(self, doc: Doc) -> None:
        """Add `doc` as it is now."""
        target = self._bin
        array: Any = doc.to_array(target.attrs)
        spaces: Any = doc.to_array(self._spacy)
        target.tokens.append(array)
        target.spaces.append(spaces.reshape((-1, 1)).astype(bool))
        target.flags.append({"has_unknown_spaces": doc.has_unknown_spaces})
        target.cats.append(doc.cats)
        target.user_data.append(msgspec.msgpack.encode(doc.user_data))
        self._hashes.update(array[:, self._orth_column].tolist())
        for column in self._rare_columns:
            values = array[:, column]
            self._hashes.update(values[values > 0].tolist())
        target.span_groups.append(self._groups(doc))

    def _groups(self, doc: Doc) -> bytes:
        packed: dict[bytes, list[str]] = {}
        for key, group in doc.spans.items():
            spans = [
                (s.id, s.kb_id, s.label, s.start, s.end, s.start_char, s.end_char) for s in group
            ]
            self._hashes.update(value for span in spans for value in span[:3])
            record = {"name": key, "attrs": {}, "spans": [_SPAN.pack(*span) for span in spans]}
            packed.setdefault(msgspec.msgpack.encode(record), []).append(key)
        ours = msgspec.msgpack.encode(packed)
        if self._packs_groups is None:
            # Another version of spaCy may write groups otherwise; then it does so itself.
            self._packs_groups = ours == doc.spans.to_bytes()
        return ours if self._packs_groups else doc.spans.to_bytes()

    def part(self) -> DocBinPart:
        """What was added, to be taken up by a writer in another process."""
        target, strings = self._bin, self._vocab.strings
        return DocBinPart(
            columns={name: getattr(target, name) for name in _COLUMNS},
            strings=tuple(strings[value] for value in self._hashes if value),
        )

    def take_up(self, part: DocBinPart) -> None:
        """Add what another writer with the same columns was given."""
        for name, rows in part.columns.items():
            getattr(self._bin, name).extend(rows)
        self._hashes.update(self._vocab.strings.add(string) for string in part.strings)

    def write(self, path: Path) -> None:
        """Write the file piece by piece, never the whole of it in memory."""
        compressor = zlib.compressobj(zlib.Z_BEST_SPEED)
        with path.open("wb") as file:
            for chunk in self._chunks():
                file.write(compressor.compress(chunk))
            file.write(compressor.flush())

    def _chunks(self) -> Iterator[bytes]:
        """The message that `DocBin.to_bytes` would make."""
        import numpy as np

        target = self._bin
        lengths = np.array([len(array) for array in target.tokens], dtype="int32")
        strings = self._vocab.strings
        fields: dict[str, Any] = {
            "version": target.version,
            "attrs": target.attrs,
            "tokens": target.tokens,
            "spaces": target.spaces,
            "lengths": lengths.tobytes(),
            "strings": sorted(strings[value] for value in self._hashes if value),
            "cats": target.cats,
            "flags": target.flags,
            "span_groups": target.span_groups,
            "user_data": target.user_data,
        }
        yield bytes([_SMALL_MAP | len(fields)])
        for name, value in fields.items():
            yield msgspec.msgpack.encode(name)
            if name in {"tokens", "spaces"}:
                yield _BYTES.pack(0xC6, sum(array.nbytes for array in value))
                yield from (array.tobytes() for array in value)
            else:
                yield msgspec.msgpack.encode(value)


@dataclass(frozen=True, slots=True)
class StoredDoc:
    """One doc as the bytes of a file say it, without spaCy's help."""

    text: str
    user_data: dict[Any, Any]
    rows: list[Row]


def read_docbin(path: Path) -> Iterator[StoredDoc]:
    """Read a file of `DocBinWriter` from its bytes, doc by doc."""
    import numpy as np
    from spacy.attrs import ENT_ID, ENT_IOB, ENT_TYPE, ORTH
    from spacy.strings import StringStore

    data: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()))
    store = StringStore(data["strings"])
    attrs = data["attrs"]
    tokens = np.frombuffer(data["tokens"], dtype="uint64").reshape((-1, len(attrs)))
    spaces = np.frombuffer(data["spaces"], dtype=bool)
    lengths = np.frombuffer(data["lengths"], dtype="int32")
    orths, places = np.unique(tokens[:, attrs.index(ORTH)], return_inverse=True)
    words = [store[int(orth)] for orth in orths]
    widths = np.array([len(word) for word in words], dtype="int64")[places.reshape(-1)]
    pieces = [*words, *(word + " " for word in words)]
    picks = places.reshape(-1) + spaces * len(words)
    ends = np.cumsum(widths + spaces)
    columns = [attrs.index(attr) for attr in (ENT_IOB, ENT_TYPE, ENT_ID)]
    first = 0
    for index, length in enumerate(lengths.tolist()):
        last = first + length
        text = "".join([pieces[pick] for pick in picks[first:last].tolist()])
        base = int(ends[first - 1]) if first else 0
        stops = ends[first:last] - spaces[first:last] - base
        starts = stops - widths[first:last]
        rows = list(_entity_rows(tokens[first:last][:, columns], starts, stops, text, store))
        rows += _group_rows(data["span_groups"][index], starts, stops, text, store)
        yield StoredDoc(text, msgspec.msgpack.decode(data["user_data"][index]), rows)
        first = last


def _entity_rows(
    array: Array, starts: Array, stops: Array, text: str, store: StringStore
) -> Iterator[Row]:
    import numpy as np

    iob, types, ids = array[:, 0], array[:, 1], array[:, 2]
    begins = np.flatnonzero((iob == _BEGIN) & (types > 0))
    breaks = np.append(np.flatnonzero(iob != _INSIDE), len(iob))
    lasts = breaks[np.searchsorted(breaks, begins, side="right")] - 1
    for first, last in zip(begins.tolist(), lasts.tolist(), strict=True):
        start, end = int(starts[first]), int(stops[last])
        yield (
            "ents", start, end, store[int(types[first])], store[int(ids[first])], text[start:end],
        )  # fmt: skip


def _group_rows(
    packed: bytes, starts: Array, stops: Array, text: str, store: StringStore
) -> Iterator[Row]:
    for record, keys in msgspec.msgpack.decode(packed).items():
        for data in msgspec.msgpack.decode(record)["spans"]:
            span_id, _, label, first, last, start, end = _SPAN.unpack(data)
            if starts[first] != start or stops[last - 1] != end:
                start = end = -1  # tokens and code points disagree: equal to nothing
            for key in keys:
                yield (key, start, end, store[label], store[span_id], text[start:end])
