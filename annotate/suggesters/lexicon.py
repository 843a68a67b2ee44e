"""The suggester "lexicon": event triggers from an editable list of words and phrases.

`resources/patterns/README.md` states the rules that this module follows.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from annotate.articles import Article, Tokens
from annotate.errors import told
from annotate.spans import Layer
from annotate.suggesters.lexicon_file import (
    NAME,
    Context,
    Entry,
    Lexicon,
    LexiconError,
    Phrase,
    parse_lexicon,
)
from annotate.suggesters.words import POSSESSIVES, Words, read_words, words_of
from annotate.suggestions import Proposal

_CODE_VERSION = "1"
_ENDERS = frozenset({".", "!", "?", ";", ":", "…", "...", "?!", "!!", "??"})


@dataclass(frozen=True, slots=True)
class _Counted:
    """The words that count, in order; `stretch` changes where nothing may look across."""

    keys: Sequence[str]
    tokens: Sequence[int]
    stretch: Sequence[int]
    capitals: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Match:
    """A found entry: counted words `first..last` (inclusive), covered tokens `start..end`.

    `written` is the entry as the explanation shows it.
    """

    entry: Entry
    first: int
    last: int
    start: int
    end: int
    written: str


class LexiconSuggester:
    """Suggests event triggers from a lexicon."""

    def __init__(self, lexicon: Lexicon, *, name: str = NAME, version: str = "") -> None:
        """Index `lexicon`; `version` names its content."""
        self.name = name
        self.version = version or f"{_CODE_VERSION}.{lexicon.version}"
        self.layers = frozenset({Layer.EVENT})
        self.lexicon = lexicon
        self._by_first: dict[str, list[Entry]] = defaultdict(list)
        for entry in lexicon.entries:
            for form in entry.phrase.elements[0] or ():
                self._by_first[form].append(entry)
        self._ignored_by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in lexicon.ignored:
            for form in phrase.elements[0] or ():
                self._ignored_by_first[form].append(phrase)

    def suggest(self, article: Article) -> list[Proposal]:
        """Triggers in the article; texts in another language than the lexicon's have none."""
        if article.language and article.language != self.lexicon.language:
            return []
        return self._triggers(read_words(article.text, article.language))

    def suggest_in(self, article: Article, tokens: Tokens) -> list[Proposal]:
        """The same for tokens that are known already: needs no spaCy."""
        if article.language and article.language != self.lexicon.language:
            return []
        return self._triggers(words_of(article.text, tokens))

    def _triggers(self, words: Words) -> list[Proposal]:
        counted = _count(words)
        ignored = self._ignored_words(counted)
        matches = [
            match
            for match in self._matches(counted)
            if _context_allows(match, counted) and not ignored.intersection(
                range(match.first, match.last + 1))
        ]  # fmt: skip
        return [self._proposal(match, words) for match in _longest(matches)]

    def _matches(self, counted: _Counted) -> Iterator[_Match]:
        for index, key in enumerate(counted.keys):
            for entry in self._by_first.get(key, ()):
                places = _phrase_places(entry.phrase, index, counted, entry.gap)
                if places is None:
                    continue
                covered = places[entry.phrase.covered_from : entry.phrase.covered_to]
                start, end = covered[0], covered[-1]
                if not entry.may_be_capital and counted.capitals[start]:
                    continue
                yield _Match(
                    entry=entry,
                    first=places[0],
                    last=places[-1],
                    start=counted.tokens[start],
                    end=counted.tokens[end] + 1,
                    written=entry.phrase.read_as([counted.keys[place] for place in places]),
                )

    def _ignored_words(self, counted: _Counted) -> set[int]:
        if not self._ignored_by_first:
            return set()
        ignored: set[int] = set()
        for index, key in enumerate(counted.keys):
            for phrase in self._ignored_by_first.get(key, ()):
                places = _phrase_places(phrase, index, counted, self.lexicon.gap)
                if places is not None:
                    ignored.update(range(places[0], places[-1] + 1))
        return ignored

    def _proposal(self, match: _Match, words: Words) -> Proposal:
        entry = match.entry
        return Proposal(
            start=words.starts[match.start],
            end=words.ends[match.end - 1],
            label=entry.label,
            layer=Layer.EVENT,
            score=entry.score,
            suggester=self.name,
            explanation=f"trigger lexicon: *{match.written}* → {entry.label}",
        )


def load_lexicon(path: Path | None = None) -> LexiconSuggester:
    """The suggester for the lexicon at `path`, or for the one that Spandesk brings along."""
    name = NAME if path is None else f"{NAME}:{path}"
    file = path or resources.files("resources") / "patterns" / "triggers.toml"
    source = "triggers.toml" if path is None else str(path)
    try:
        toml = file.read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(suggester=name, source=source, reason=told(error), key="") from error
    except UnicodeError as error:
        raise LexiconError(suggester=name, source=source, reason=str(error), key="") from error
    digest = hashlib.blake2b(toml.encode(), digest_size=4).hexdigest()
    lexicon = parse_lexicon(toml, source=source)
    return LexiconSuggester(lexicon, name=name, version=f"{_CODE_VERSION}.{digest}")


def _count(words: Words) -> _Counted:
    keys: list[str] = []
    tokens: list[int] = []
    stretch: list[int] = []
    capitals: list[bool] = []
    number = 0
    for index, key in enumerate(words.keys):
        if index and "\n" in words.text[words.ends[index - 1] : words.starts[index]]:
            number += 1
        if key in _ENDERS:
            number += 1
        elif key not in POSSESSIVES and any(char.isalnum() for char in key):
            keys.append(key)
            tokens.append(index)
            stretch.append(number)
            capitals.append(words.surfaces[index][0].isupper())
    return _Counted(keys, tokens, stretch, capitals)


def _phrase_places(phrase: Phrase, index: int, counted: _Counted, gap: int) -> list[int] | None:
    """Counted words of the elements (a gap repeats its neighbour), if the phrase begins here."""
    places = [index]
    if len(phrase.elements) == 1:
        return places
    return places if _rest_matches(phrase, 1, places, counted, gap) else None


def _rest_matches(
    phrase: Phrase, element: int, places: list[int], counted: _Counted, gap: int
) -> bool:
    """Extend `places` by the elements from `element` on; leave it as it was if they do not."""
    if element == len(phrase.elements):
        return True
    wanted = phrase.elements[element]
    position = places[-1] + 1
    if wanted is None:
        depth = len(places)
        for skipped in range(gap + 1):
            places.append(places[depth - 1] + skipped)
            if _rest_matches(phrase, element + 1, places, counted, gap):
                return True
            del places[depth:]
        return False
    if (
        position >= len(counted.keys)
        or counted.stretch[position] != counted.stretch[places[0]]
        or counted.keys[position] not in wanted
    ):
        return False
    places.append(position)
    if _rest_matches(phrase, element + 1, places, counted, gap):
        return True
    places.pop()
    return False


def _context_allows(match: _Match, counted: _Counted) -> bool:
    entry = match.entry
    if any(_found(context, side, match, counted) for side, context in enumerate(entry.forbidden)):
        return False
    return not entry.needs_context or any(
        _found(context, side, match, counted) for side, context in enumerate(entry.wanted)
    )


def _found(context: Context, side: int, match: _Match, counted: _Counted) -> bool:
    """Whether a word of `context` stands on a side: 0 before, 1 after, 2 directly, 3 likewise."""
    if not context:
        return False
    reach = match.entry.window if side < 2 else 1
    if side % 2 == 0:
        around: Iterable[int] = range(match.first - 1, max(match.first - 1 - reach, -1), -1)
        edge = match.first
    else:
        around = range(match.last + 1, min(match.last + 1 + reach, len(counted.keys)))
        edge = match.last
    for index in around:
        if counted.stretch[index] != counted.stretch[edge]:
            return False
        if context.matches(counted.keys[index], is_capital=counted.capitals[index]):
            return True
    return False


def _longest(matches: Sequence[_Match]) -> list[_Match]:
    """Of overlapping spans the longest, then the best, then the first; equal spans all stay."""
    ranked = sorted(
        matches, key=lambda m: (m.start - m.end, -m.entry.score, m.start, m.entry.order)
    )
    owner: dict[int, tuple[int, int]] = {}
    kept: dict[tuple[int, int, str], _Match] = {}
    for match in ranked:
        stretch = (match.start, match.end)
        if any(owner.get(token, stretch) != stretch for token in range(*stretch)):
            continue
        owner.update(dict.fromkeys(range(*stretch), stretch))
        kept.setdefault((*stretch, match.entry.label), match)
    return sorted(kept.values(), key=lambda m: (m.start, -m.entry.score, m.entry.order))
