"""Reading the trigger lexicon, whose format `resources/patterns/README.md` describes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from annotate.errors import SuggesterError
from annotate.suggesters.inflection import noun_forms, verb_forms

FORMAT = 1
NAME = "lexicon"

_TOP_KEYS = frozenset(
    {"format", "name", "version", "language", "window", "gap", "ignore", "classes", "triggers",
     "irregular"}
)  # fmt: skip
_KINDS = ("verb", "noun", "word", "phrase")
_CONTEXTS = (
    "before", "after", "prev", "next", "not_before", "not_after", "not_prev", "not_next",
)  # fmt: skip
_ENTRY_KEYS = frozenset({*_KINDS, *_CONTEXTS, "score", "only", "capital", "window", "gap"})
_WORD = re.compile(r"[^\s\[\]|/<>*’A-Z-]+")
_CLASS = re.compile(r"<([^<>]+)>")
_SHORTEST_STEM = 3
_MARKS = {"v": "verb", "n": "noun"}


class LexiconError(SuggesterError):
    """The trigger lexicon is wrong; `suggester`, `source`, `reason`, `key`."""


@dataclass(frozen=True, slots=True)
class Context:
    """A set of words to look for: whole words, beginnings, or by shape."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    has_digit: bool = False
    has_capital: bool = False

    def __bool__(self) -> bool:
        """Whether anything can match."""
        return bool(self.words or self.stems or self.has_digit or self.has_capital)

    def matches(self, key: str, *, is_capital: bool) -> bool:
        """Whether a word, given in lower case, is one of the set."""
        return (
            key in self.words
            or (bool(self.stems) and key.startswith(self.stems))
            or (self.has_capital and is_capital)
            or (self.has_digit and any(char.isdigit() for char in key))
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order; `None` is a gap. The span covers `elements[covered_from:covered_to]`.

    `bases` has the written words of each element with their forms, for the explanation.
    """

    elements: tuple[frozenset[str] | None, ...]
    covered_from: int
    covered_to: int
    bases: tuple[tuple[tuple[str, frozenset[str]], ...], ...] = ()

    def read_as(self, keys: Sequence[str]) -> str:
        """The phrase with the word that was found of each choice; gaps as an ellipsis."""
        words = (
            next((base for base, forms in choices if key in forms), "…")
            for choices, key in zip(self.bases, keys, strict=True)
        )
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon: what is looked for, where, and what it stands for.

    `wanted` and `forbidden` are the contexts before, after, directly before, directly after.
    """

    label: str
    phrase: Phrase
    score: float
    order: int
    window: int
    gap: int
    may_be_capital: bool = True
    wanted: tuple[Context, ...] = (Context(),) * 4
    forbidden: tuple[Context, ...] = (Context(),) * 4

    @property
    def needs_context(self) -> bool:
        """Whether one of the wanted words must be found."""
        return any(self.wanted)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole file, ready to match: entries and ignored phrases by their first words."""

    name: str
    version: int
    language: str
    entries: tuple[Entry, ...]
    ignored: tuple[Phrase, ...]
    gap: int

    @property
    def labels(self) -> tuple[str, ...]:
        """Event labels in the order of the file."""
        return tuple(dict.fromkeys(entry.label for entry in self.entries))


def parse_lexicon(toml: str, *, source: str) -> Lexicon:
    """Read a lexicon from TOML text; raises `LexiconError` with the reason and the place."""
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(suggester=NAME, source=source, reason=str(error), key="") from error
    return _Reader(table, source).lexicon()


class _Reader:
    """Reads one parsed file; keeps the place for messages."""

    def __init__(self, table: Mapping[str, Any], source: str) -> None:
        self._table = table
        self._source = source
        self._irregular: dict[str, dict[str, list[str]]] = {}
        self._classes: dict[str, Context] = {}
        self._forms_of: dict[tuple[str, str], frozenset[str]] = {}

    def lexicon(self) -> Lexicon:
        table = self._table
        self._only_keys(table, _TOP_KEYS, "")
        if table.get("format") != FORMAT:
            raise self._error(f"format {table.get('format')!r}, not {FORMAT}", "format")
        irregular = self._mapping(table.get("irregular", {}), "irregular")
        self._only_keys(irregular, frozenset({"verb", "noun"}), "irregular")
        for kind in ("verb", "noun"):
            forms = self._mapping(irregular.get(kind, {}), f"irregular.{kind}")
            self._irregular[kind] = {
                lemma: [self._word(form, f"irregular.{kind} {lemma}") for form in self._list(
                    value, f"irregular.{kind} {lemma}")]
                for lemma, value in forms.items()
            }  # fmt: skip
        for name, items in self._mapping(table.get("classes", {}), "classes").items():
            self._classes[name] = self._context(items, f"classes {name}", in_class=True)
        window, gap = (self._whole(table.get(key, 3), key) for key in ("window", "gap"))
        ignored = tuple(
            self._phrase(item, f"ignore {item}") for item in self._list(
                table.get("ignore", []), "ignore")
        )  # fmt: skip
        entries: list[Entry] = []
        for label, items in self._mapping(table.get("triggers"), "triggers").items():
            if not isinstance(items, list):
                raise self._error("no list of entries", f"triggers {label}")
            for item in cast("list[object]", items):
                place = f"triggers {label}: {item}"
                entry = self._mapping(item, place)
                entries.append(self._entry(label, entry, len(entries), window, gap))
        return Lexicon(
            name=str(table.get("name", NAME)),
            version=self._whole(table.get("version", 1), "version"),
            language=str(table.get("language", "en")),
            entries=tuple(entries),
            ignored=ignored,
            gap=gap,
        )

    def _entry(
        self, label: str, item: Mapping[str, Any], order: int, window: int, gap: int
    ) -> Entry:
        kinds = [kind for kind in _KINDS if kind in item]
        place = f"triggers {label}: {next((item[kind] for kind in kinds), '?')}"
        self._only_keys(item, _ENTRY_KEYS, place)
        if len(kinds) != 1:
            raise self._error("exactly one of verb, noun, word, phrase expected", place)
        kind = kinds[0]
        if kind == "phrase":
            phrase = self._phrase(item[kind], place)
        else:
            forms = self._forms(kind, item, place)
            phrase = Phrase((forms,), 0, 1, (((str(item[kind]), forms),),))
        score = item.get("score")
        if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 < score <= 1:
            raise self._error("score between 0 and 1 expected", place)
        capital = item.get("capital", True)
        if not isinstance(capital, bool):
            raise self._error("capital is true or false", place)
        contexts = [self._context(item.get(key, []), f"{place}, {key}") for key in _CONTEXTS]
        return Entry(
            label=label,
            phrase=phrase,
            score=float(score),
            order=order,
            window=self._whole(item.get("window", window), f"{place}, window"),
            gap=self._whole(item.get("gap", gap), f"{place}, gap"),
            may_be_capital=capital,
            wanted=tuple(contexts[:4]),
            forbidden=tuple(contexts[4:]),
        )

    def _forms(self, kind: str, item: Mapping[str, Any], place: str) -> frozenset[str]:
        word = self._word(item[kind], place)
        if "only" not in item:
            return self._inflected(word, kind)
        if kind == "word":
            raise self._error("only goes with verb or noun", place)
        return frozenset(self._word(form, place) for form in self._list(item["only"], place))

    def _inflected(self, word: str, kind: str) -> frozenset[str]:
        forms = self._forms_of.get((word, kind))
        if forms is None:
            if kind == "verb":
                forms = verb_forms(word, self._irregular["verb"])
            elif kind == "noun":
                forms = noun_forms(word, self._irregular["noun"])
            else:
                forms = frozenset({word})
            self._forms_of[word, kind] = forms
        return forms

    def _phrase(self, value: object, place: str) -> Phrase:
        if not isinstance(value, str):
            raise self._error("text expected", place)
        parts = value.split(" ")
        opened = [index for index, part in enumerate(parts) if part.startswith("[")]
        closed = [index for index, part in enumerate(parts) if part.endswith("]")]
        if len(opened) != len(closed) or len(opened) > 1 or opened > closed:
            raise self._error("at most one pair of brackets", place)
        covered = (opened[0], closed[0] + 1) if opened else (0, len(parts))
        if opened:
            parts[opened[0]] = parts[opened[0]].removeprefix("[")
            parts[closed[0]] = parts[closed[0]].removesuffix("]")
        elements = [None if part == ".." else self._element(part, place) for part in parts]
        if sum(element is not None for element in elements) < 2:
            raise self._error("at least two words", place)
        edges = {0, len(elements) - 1, covered[0], covered[1] - 1}
        if any(elements[index] is None for index in edges) or _has_double_gap(elements):
            raise self._error("`..` stands between words only", place)
        bases = tuple(self._bases(part) for part in parts)
        return Phrase(tuple(elements), *covered, bases)

    def _bases(self, written: str) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words of an element as they are written, each with its forms."""
        words, _, kind = written.partition("/")
        inflection = _MARKS.get(kind, "word")
        return tuple(
            (word, self._inflected(word, inflection)) for word in words.split("|") if word != ".."
        )

    def _element(self, written: str, place: str) -> frozenset[str]:
        words, mark, kind = written.partition("/")
        if mark and kind not in _MARKS:
            raise self._error(f"/{kind}: only /v and /n", place)
        inflection = _MARKS.get(kind, "word")
        return frozenset[str]().union(
            *(self._inflected(self._word(word, place), inflection) for word in words.split("|"))
        )

    def _context(self, value: object, place: str, *, in_class: bool = False) -> Context:
        words: set[str] = set()
        stems: set[str] = set()
        digit = capital = False
        for item in self._list(value, place):
            if not isinstance(item, str):
                raise self._error(f"text expected, not {item!r}", place)
            named = _CLASS.fullmatch(item)
            if named and named[1] in {"digit", "capital"}:
                digit, capital = digit or named[1] == "digit", capital or named[1] == "capital"
            elif named:
                inner = None if in_class else self._classes.get(named[1])
                if inner is None:
                    raise self._error(f"unknown class {item}", place)
                words |= inner.words
                stems |= set(inner.stems)
                digit, capital = digit or inner.has_digit, capital or inner.has_capital
            elif item.endswith("*"):
                if len(item) <= _SHORTEST_STEM:
                    raise self._error(f"{item}: three letters before the star", place)
                stems.add(self._word(item[:-1], place))
            else:
                words.add(self._word(item, place))
        return Context(frozenset(words), tuple(sorted(stems)), digit, capital)

    def _word(self, value: object, place: str) -> str:
        if not isinstance(value, str) or not _WORD.fullmatch(value):
            raise self._error(f"a word in lower case expected, not {value!r}", place)
        return value

    def _whole(self, value: object, place: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self._error("a whole number from 1 expected", place)
        return value

    def _list(self, value: object, place: str) -> list[Any]:
        if not isinstance(value, list):
            raise self._error("a list expected", place)
        return cast("list[Any]", value)

    def _mapping(self, value: object, place: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._error("a table expected", place)
        return cast("Mapping[str, Any]", value)

    def _only_keys(self, table: Mapping[str, Any], known: frozenset[str], place: str) -> None:
        for key in table:
            if key not in known:
                raise self._error(f"unknown key {key!r}", place or key)

    def _error(self, reason: str, key: str) -> LexiconError:
        return LexiconError(suggester=NAME, source=self._source, reason=reason, key=key)


def _has_double_gap(elements: Sequence[frozenset[str] | None]) -> bool:
    return any(one is None and two is None for one, two in pairwise(elements))
