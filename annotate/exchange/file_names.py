"""File names for articles, from titles and ids that may be anything."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.exchange.records import Record

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80
_LONGEST_SLUG = 60
_MADE = re.compile(r"[0-9a-f]{16}")
"""An id that we made of a text says nothing to a reader."""
_ID_PART = 8
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


class FileNames:
    """Gives each article a name that every system can hold, and none twice."""

    def __init__(self) -> None:
        """No name is taken yet."""
        self._taken: set[str] = set()

    def name(self, article_id: str, title: str = "") -> str:
        """A name without extension: the id where it came with the article and can be one.

        An id that we made is told apart by its first digits, behind the words of the title. Names
        that differ only in case count as the same, as they do on some systems.
        """
        slug = slug_of(title) if _MADE.fullmatch(article_id) else ""
        given = f"{slug}-{article_id[:_ID_PART]}" if slug else article_id
        stem = _UNSAFE.sub("_", given).strip("._-")[:_LONGEST] or "article"
        if stem.partition(".")[0].lower() in _RESERVED:
            stem += "_"
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return name

    def of(self, record: Record) -> str:
        """The name of the file of a record."""
        return self.name(record.id, record.title or record.called)


def slug_of(title: str) -> str:
    """The words of a title with hyphens between them, in small letters, cut between two words.

    Latin letters lose their marks; those of other scripts stay as they are.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFC", title.casefold())))
    slug = re.sub(r"[^\w]+|_+", "-", plain).strip("-")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug.rstrip("-")


def _plain(letter: str) -> str:
    # An apostrophe within a word parts nothing.
    if letter in "'’":
        return ""
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isascii() else letter
