"""Lists of names: reading them from `resources/patterns` and finding them in an article.

A list is editable TOML; countries come from CLDR. `resources/patterns/SOURCES.md` says whence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, cast

from annotate.errors import SuggesterError
from annotate.pipeline import tokenise_names
from annotate.suggesters.words import Words, straight

FORMAT = 1
FILES = (
    "peoples.toml", "places.toml", "cities.toml", "organisations.toml", "people.toml",
    "things.toml",
)  # fmt: skip
# CLDR names that are no country, or that a newspaper writes otherwise.
_CLDR_LEFT_OUT = frozenset(
    {"World", "Pseudo-Accents", "Pseudo-Bidi", "Unknown Region", "Outlying Oceania"}
)
_CLDR_LABEL, _CLDR_TITLE, _CLDR_SCORE = "GPE", "countries", 0.96


_MOST_SHOUTED = 4
_SHORTEST_SHOUTED = 3
_SHOUTED_PENALTY = 0.1
_SHOUTED = frozenset({"GPE", "NORP"})
"""Kinds of names that are known in capitals, too; of other kinds too many are words as well."""


class GazetteerError(SuggesterError):
    """A list of names is wrong; `suggester`, `source`, `reason`, `key`."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names of one kind; `score` is how often a match is an entity of `label`."""

    title: str
    label: str
    score: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What is known of one listed name; with `needs_the` only behind the article "the"."""

    label: str
    title: str
    score: float
    needs_the: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name in an article: tokens `first` to `end`, half-open."""

    first: int
    end: int
    name: Name


class Gazetteer:
    """Listed names by their tokens."""

    def __init__(self, lists: Iterable[NameList]) -> None:
        """Index the names; of a name listed twice the first mention counts."""
        self._names: dict[str, Name] = {}
        self._longest: dict[str, int] = {}
        for each in lists:
            plain = Name(each.label, each.title, each.score)
            for written, surfaces in zip(each.names, tokenised(each.names), strict=True):
                needs_the = written.startswith("the ")
                parts = surfaces[1:] if needs_the else surfaces
                if parts:
                    self._add(parts, replace(plain, needs_the=True) if needs_the else plain)
                if each.label == "PRODUCT" and parts and parts[-1][-1].isdigit():
                    self._add([*parts[:-1], parts[-1] + "s"], plain)  # "two F-16s"

    def __len__(self) -> int:
        """Number of names."""
        return len(self._names)

    def get(self, *surfaces: str) -> Name | None:
        """What is known of the name that these tokens make."""
        return self._names.get(" ".join(surfaces))

    def find(self, words: Words) -> list[Hit]:
        """Listed names in the text, the longest at each place, left to right."""
        hits: list[Hit] = []
        index, surfaces = 0, words.surfaces
        while index < len(surfaces):
            hit = self._hit_at(words, index)
            if hit is None:
                index += 1
            else:
                hits.append(hit)
                index = hit.end
        return hits

    def _hit_at(self, words: Words, index: int) -> Hit | None:
        longest = self._longest.get(words.surfaces[index])
        if longest is None:
            return self._shouted_hit(words, index)
        for end in range(min(index + longest, len(words)), index, -1):
            name = self._names.get(" ".join(words.surfaces[index:end]))
            if name is None or words.sentence[index] != words.sentence[end - 1]:
                continue
            if name.needs_the and words.key(index - 1) != "the":
                continue
            return Hit(index, end, name)
        return None

    def _shouted_hit(self, words: Words, index: int) -> Hit | None:
        """A country, town or nationality in capitals: "NEW DELHI — …", "RUSSIAN-BACKED"."""
        end = index
        while end < len(words) and end - index < _MOST_SHOUTED and _is_shouted(words.surfaces[end]):
            end += 1
        for stop in range(end, index, -1):
            name = self._names.get(" ".join(word.title() for word in words.surfaces[index:stop]))
            if name is not None and name.label in _SHOUTED and not name.needs_the:
                return Hit(index, stop, replace(name, score=name.score - _SHOUTED_PENALTY))
        return None

    def _add(self, surfaces: Sequence[str], name: Name) -> None:
        key = " ".join(surfaces)
        known = self._names.get(key)
        if known is None or (known.needs_the and not name.needs_the):
            self._names[key] = name
        self._longest[surfaces[0]] = max(self._longest.get(surfaces[0], 0), len(surfaces))


def tokenised(names: Sequence[str]) -> list[list[str]]:
    """Tokens of each name with straight apostrophes, as `Words` has them."""
    return tokenise_names([straight(name) for name in names])


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The lists that Spandesk brings along, with the countries of CLDR."""
    lists: list[NameList] = []
    for file in FILES:
        lists.extend(parse_lists(read_pattern_file(file), source=file))
    return Gazetteer([*lists, _countries()])


def read_pattern_file(file: str) -> str:
    """Text of a file in `resources/patterns`."""
    return (resources.files("resources") / "patterns" / file).read_text(encoding="utf-8")


def parse_lists(toml: str, *, source: str) -> list[NameList]:
    """Read lists of names from TOML text; raises `GazetteerError`."""
    table = parse_table(toml, source=source)
    lists = table.get("list", [])
    if not isinstance(lists, list):
        raise _error(source, "[[list]] expected", "list")
    return [_name_list(item, source) for item in cast("list[object]", lists)]


def parse_table(toml: str, *, source: str) -> Mapping[str, Any]:
    """Read a pattern file; raises `GazetteerError` for broken TOML or another format."""
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise _error(source, str(error), "") from error
    if table.get("format") != FORMAT:
        raise _error(source, f"format {table.get('format')!r}, not {FORMAT}", "format")
    return table


def _name_list(item: object, source: str) -> NameList:
    if not isinstance(item, dict):
        raise _error(source, "[[list]] expected", "list")
    fields = cast("Mapping[str, Any]", item)
    title, label = fields.get("title"), fields.get("label")
    score, names = fields.get("score"), fields.get("names")
    if not isinstance(title, str) or not isinstance(label, str) or not title or not label:
        raise _error(source, "title and label expected", str(title or label))
    if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 < score <= 1:
        raise _error(source, "score between 0 and 1 expected", title)
    if not isinstance(names, list) or not all(
        isinstance(name, str) and name.strip() == name and name and "\n" not in name
        for name in cast("list[object]", names)
    ):
        raise _error(source, "names are a list of texts", title)
    if unknown := set(fields) - {"title", "label", "score", "names"}:
        raise _error(source, f"unknown key {min(unknown)!r}", title)
    return NameList(title, label, float(score), tuple(cast("list[str]", names)))


def _error(source: str, reason: str, key: str) -> GazetteerError:
    return GazetteerError(suggester="rules", source=source, reason=reason, key=key)


def _countries() -> NameList:
    from babel import Locale

    names: dict[str, None] = {}
    for code, name in Locale.parse("en").territories.items():
        if len(code) != 2 or name in _CLDR_LEFT_OUT:
            continue
        for variant in _country_variants(name):
            names[variant] = None
    return NameList(_CLDR_TITLE, _CLDR_LABEL, _CLDR_SCORE, tuple(names))


def _country_variants(name: str) -> Iterator[str]:
    """The CLDR name, and how newspapers write it: "St." or "Saint", "and" for "&", no brackets."""
    base = name.partition(" (")[0].partition(" - ")[0].replace("’", "'")
    base = base.removesuffix(" SAR China")
    yield base
    if "&" in base:
        yield base.replace("&", "and")
    if base.startswith("St. "):
        yield base.replace("St. ", "Saint ", 1)


def _is_shouted(surface: str) -> bool:
    return len(surface) >= _SHORTEST_SHOUTED and surface.isalpha() and surface.isupper()
