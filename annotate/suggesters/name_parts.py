"""Words from which names are told: titles, roles, first names, heads of organisations and places.

Read from `resources/patterns/name_parts.toml`; phrases are kept as their tokens joined by blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from annotate.suggesters.gazetteer import (
    GazetteerError,
    parse_table,
    read_pattern_file,
    tokenised,
)

FILE = "name_parts.toml"
SURNAME_HEADS = frozenset({"Hall", "Park", "Hill", "Lane", "Church", "Law", "Bay", "Court", "Port"})
"""Heads of places that are surnames as well."""
FIRST_NAMES_FILE = "first_names.txt"


@dataclass(frozen=True, slots=True)
class NameParts:
    """The lists of the file; `titles` and `roles` may have several words, joined by blanks."""

    titles: frozenset[str]
    roles: frozenset[str]
    common_first_names: frozenset[str]
    speech: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_openers: frozenset[str]
    weak_heads: frozenset[str]
    facility_heads: frozenset[str]
    location_heads: frozenset[str]
    location_openers: frozenset[str]
    places_heads: frozenset[str]
    event_heads: frozenset[str]
    event_openers: frozenset[str]
    law_heads: frozenset[str]
    work_heads: frozenset[str]
    ministry_words: frozenset[str]
    word_names: frozenset[str]
    acronym_stop: frozenset[str]
    never_names: frozenset[str]
    function_words: frozenset[str]
    first_names: frozenset[str] = frozenset()

    @property
    def longest_title(self) -> int:
        """Tokens of the longest title."""
        return _most_tokens(self.titles)


_KEYS = tuple(field.name for field in fields(NameParts) if field.name != "first_names")


@lru_cache(maxsize=2)
def _most_tokens(names: frozenset[str]) -> int:
    return max(name.count(" ") + 1 for name in names)


def parse_name_parts(toml: str, first_names: str = "", *, source: str) -> NameParts:
    """Read the lists from TOML text, more first names from lines; raises `GazetteerError`."""
    table = parse_table(toml, source=source)
    for key in table:
        if key != "format" and key not in _KEYS:
            raise GazetteerError(
                suggester="rules", source=source, reason=f"unknown key {key!r}", key=key
            )
    lists = {key: frozenset(_phrases(table, key, source)) for key in _KEYS}
    more = (line.strip() for line in first_names.splitlines() if not line.startswith("#"))
    return NameParts(**lists, first_names=lists["common_first_names"].union(filter(None, more)))


@lru_cache(maxsize=1)
def load_name_parts() -> NameParts:
    """The lists that Spandesk brings along."""
    return parse_name_parts(
        read_pattern_file(FILE), read_pattern_file(FIRST_NAMES_FILE), source=FILE
    )


def _phrases(table: Mapping[str, Any], key: str, source: str) -> Iterable[str]:
    names = table.get(key)
    if not isinstance(names, list) or not all(
        isinstance(name, str) and name.strip() == name and name for name in names
    ):
        raise GazetteerError(
            suggester="rules", source=source, reason="a list of texts expected", key=key
        )
    return (" ".join(surfaces) for surfaces in tokenised(names))
