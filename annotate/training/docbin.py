"""Writes `.spacy` files: spaCy's own `DocBin`, filled with less work and less memory.

`DocBin.add` looks up eight strings for each token; here each distinct hash is looked up once a
file. Only the columns that an export sets are kept, which halves the memory of a large export.
The file is an ordinary one: `DocBin().from_disk` and `spacy train` read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ATTRS: Final = ("ENT_IOB", "ENT_TYPE", "ENT_ID")
"""Token attributes in the file besides the text and its spaces."""


class DocBinWriter:
    """Collects `Doc`s of one vocab and writes them to one `.spacy` file, user data included."""

    def __init__(self, vocab: Vocab) -> None:
        """Start an empty file for docs of `vocab`."""
        import srsly
        from spacy.attrs import ENT_ID, ENT_TYPE, ORTH, SPACY
        from spacy.tokens import DocBin

        self._vocab = vocab
        self._bin: Any = DocBin(attrs=ATTRS, store_user_data=True)
        self._dumps = srsly.msgpack_dumps
        self._spacy = SPACY
        # Columns that hold hashes of strings; ENT_IOB holds small numbers.
        self._orth_column = self._bin.attrs.index(ORTH)
        self._rare_columns = [self._bin.attrs.index(attr) for attr in (ENT_TYPE, ENT_ID)]
        self._hashes: set[int] = set()

    def __len__(self) -> int:
        """Number of docs."""
        return len(self._bin.tokens)

    def add(self, doc: Doc) -> None:
        """Add `doc` as it is now."""
        target = self._bin
        array = doc.to_array(target.attrs)
        spaces = doc.to_array(self._spacy)
        target.tokens.append(array)
        target.spaces.append(spaces.reshape((-1, 1)).astype(bool))
        target.flags.append({"has_unknown_spaces": doc.has_unknown_spaces})
        target.cats.append(doc.cats)
        target.user_data.append(self._dumps(doc.user_data))
        target.span_groups.append(doc.spans.to_bytes())
        hashes = self._hashes
        hashes.update(array[:, self._orth_column].tolist())
        for column in self._rare_columns:
            values = array[:, column]
            hashes.update(values[values > 0].tolist())
        for group in doc.spans.values():
            for span in group:
                hashes.add(span.label)
                hashes.add(span.id)

    def write(self, path: Path) -> None:
        """Write the file; the writer may be used no more."""
        strings = self._vocab.strings
        self._hashes.discard(0)
        self._bin.strings.update(strings[value] for value in self._hashes)
        path.write_bytes(self._bin.to_bytes())
