"""The suggester "rules": entities found without a model, by patterns and lists of names.

Spans follow OntoNotes and the guidelines of `resources/schemas/news.toml`: names without titles
and without "the", dates and numbers with the words that bound them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.ages import find_ages
from annotate.suggesters.capitals import read_capitals
from annotate.suggesters.datelines import find_datelines
from annotate.suggesters.dates import find_dates
from annotate.suggesters.durations import find_durations
from annotate.suggesters.finding import Finding, standing
from annotate.suggesters.gazetteer import FILES as GAZETTEER_FILES
from annotate.suggesters.gazetteer import Hit, load_gazetteer, read_pattern_file
from annotate.suggesters.name_parts import FILE as NAME_PARTS_FILE
from annotate.suggesters.name_parts import FIRST_NAMES_FILE, load_name_parts
from annotate.suggesters.named_things import find_things
from annotate.suggesters.numbers import find_numbers
from annotate.suggesters.people import find_people, later_names
from annotate.suggesters.ranges import ranges
from annotate.suggesters.times import find_times
from annotate.suggesters.words import Words, read_words
from annotate.suggestions import Proposal

NAME = "rules"
VERSION = "2"
_ENGLISH = frozenset({"en", ""})
_NAME_RANK = 40
_NUMBERED_NAME_RANK = 65  # "10 Downing Street", "Resolution 1701": above dates and numbers
_LANGUAGE_AFTER = frozenset({"language", "languages", "speaking", "speaker", "speakers"})
_LANGUAGE_BEFORE = frozenset({"speak", "speaks", "spoke", "spoken", "speaking", "learn", "learned"})
_AFTER_LANGUAGE = frozenset(
    {"and", "or", "but", "at", "on", "to", "for", "when", "as", "by", "with", "that", "before"}
)
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_OF_PEOPLES = ("an", "ish", "ese", "ench", "utch", "i", "ic")
"""How the adjective of a people ends."""
_NOT_LANGUAGE = frozenset({"American", "British", "Syrian", "Iraqi", "Israeli", "Australian"})


class RuleSuggester:
    """Suggests entities by rules and gazetteers."""

    def __init__(self) -> None:
        """Load the lists."""
        self.name = NAME
        self.version = f"{VERSION}.{_digest_of_lists()}"
        self.layers = frozenset({Layer.ENTITY})
        self._gazetteer = load_gazetteer()
        self._parts = load_name_parts()

    def suggest(self, article: Article) -> list[Proposal]:
        """Entities of the article that do not overlap, in text order."""
        text = article.text
        words = read_words(text, article.language)
        starts, ends = frozenset(words.starts), frozenset(words.ends)
        findings = [
            replace(found, end=found.end if found.end in ends else found.end + 1)
            for found in find_counted(text)
            if found.start in starts
            and (found.end in ends or (text[found.end :][:1] == "." and found.end + 1 in ends))
        ]
        findings.extend(ranges(standing(findings), text))
        is_english = article.language in _ENGLISH
        findings.extend(self._names(words) if is_english else self._listed_names(words))
        findings.extend(
            found
            for found in find_datelines(text, self._gazetteer)
            if found.start in starts and found.end in ends
        )
        return [
            Proposal(
                start=found.start,
                end=found.end,
                label=found.label,
                layer=Layer.ENTITY,
                score=round(found.score, 3),
                suggester=self.name,
                explanation=found.reason,
            )
            for found in _consistent(standing(findings), text)
        ]

    def _listed_names(self, words: Words) -> Iterator[Finding]:
        """Listed names only: in other languages capitals and small words say other things."""
        for hit in self._gazetteer.find(words):
            yield _listed(words, hit)

    def _is_plain_word(self, words: Words, hit: Hit) -> bool:
        """Whether the name is a word in capitals that is known for something else: "SWAT"."""
        surface = words.surfaces[hit.first]
        return (
            hit.end - hit.first == 1
            and surface in self._parts.acronym_stop
            and self._gazetteer.get(surface) is None
        )

    def _names(self, words: Words) -> Iterator[Finding]:
        """Names of every kind; they may overlap."""
        hits = [hit for hit in self._gazetteer.find(words) if not self._is_plain_word(words, hit)]
        capitals = read_capitals(words, self._parts)
        hits = [hit for hit in hits if not _is_half_a_people(words, hit)]
        for hit in hits:
            if hit.name.label != "PERSON":
                yield _listed(words, hit)
        for thing in find_things(words, capitals, hits, self._parts):
            yield _finding(words, thing.first, thing.end, thing.label, thing.score, thing.reason)
        people = find_people(words, capitals, hits, self._gazetteer, self._parts)
        people.extend(later_names(words, capitals, people, self._gazetteer, self._parts))
        for person in people:
            yield _finding(words, person.first, person.end, "PERSON", person.score, person.reason)


def _is_half_a_people(words: Words, hit: Hit) -> bool:
    """Whether a listed person is the first half of two peoples: "Franco-German"."""
    return (
        hit.name.label == "PERSON"
        and words.surface(hit.end) in _HYPHENS
        and words.surface(hit.end + 1).endswith(_OF_PEOPLES)
    )


def find_counted(text: str) -> Iterator[Finding]:
    """Dates, times and numbers of every rule; they may overlap."""
    yield from find_dates(text)
    yield from find_ages(text)
    yield from find_times(text)
    yield from find_durations(text)
    yield from find_numbers(text)


def _digest_of_lists() -> str:
    """Short digest of all lists: other lists may give other suggestions."""
    digest = hashlib.blake2b(digest_size=4)
    for file in (*GAZETTEER_FILES, NAME_PARTS_FILE, FIRST_NAMES_FILE):
        digest.update(read_pattern_file(file).encode())
    return digest.hexdigest()


def _listed(words: Words, hit: Hit) -> Finding:
    label, score = hit.name.label, hit.name.score
    reason = f"gazetteer: {hit.name.title} → {label}"
    if label == "NORP" and hit.end - hit.first == 1 and _is_language(words, hit.first):
        label, score, reason = "LANGUAGE", 0.8, "language by its context"
    return _finding(words, hit.first, hit.end, label, score, reason)


def _is_language(words: Words, index: int) -> bool:
    """Whether a nationality names the language: "speaks Russian", "Russian-speaking"."""
    after = index + 2 if words.key(index + 1) == "-" else index + 1
    if words.surfaces[index] in _NOT_LANGUAGE:
        return False
    return (
        words.key(after) in _LANGUAGE_AFTER
        or (words.key(index - 1) in _LANGUAGE_BEFORE and words.surface(index - 2) != "-")
        or (
            words.key(index - 1) in {"in", "into"}
            and (not words.key(after)[:1].isalnum() or words.key(after) in _AFTER_LANGUAGE)
        )
    )


def _finding(words: Words, first: int, end: int, label: str, score: float, reason: str) -> Finding:
    has_number = end - first > 1 and any(
        words.surfaces[index][0].isdigit() for index in range(first, end)
    )
    rank = _NUMBERED_NAME_RANK if has_number else _NAME_RANK
    return Finding(words.starts[first], words.ends[end - 1], label, score, reason, rank)


def _consistent(findings: list[Finding], text: str) -> list[Finding]:
    """Give the same name the same label throughout: the one that its findings vote for."""
    votes: Mapping[str, Counter[str]] = defaultdict(Counter)
    for found in findings:
        if found.rank == _NAME_RANK:
            votes[text[found.start : found.end]][found.label] += round(found.score * 100)
    return list(_relabelled(findings, votes, text))


def _relabelled(
    findings: Iterable[Finding], votes: Mapping[str, Counter[str]], text: str
) -> Iterator[Finding]:
    for found in findings:
        name = text[found.start : found.end]
        labels = votes.get(name) if found.rank == _NAME_RANK else None
        if not labels or len(labels) == 1 or "LANGUAGE" in labels or "NORP" in labels:
            yield found
            continue
        best = labels.most_common(1)[0][0]
        if best == found.label:
            yield found
        else:
            yield Finding(
                found.start, found.end, best, found.score, "the same name elsewhere", found.rank
            )
