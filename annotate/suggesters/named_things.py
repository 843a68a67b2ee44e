"""Rules for organisations, facilities, places, laws and events by the words of their names.

A name is a run of capitalised words with a head ("… Party", "… Airport", "… Act") or an opener
("Ministry of …", "Gulf of …", "Operation …"). The article "the" stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotate.suggesters.acronyms import find_acronyms
from annotate.suggesters.capitals import Capitals
from annotate.suggesters.compounds import events_of_a_year, find_compounds
from annotate.suggesters.gazetteer import Hit
from annotate.suggesters.name_parts import SURNAME_HEADS, NameParts
from annotate.suggesters.products import find_products
from annotate.suggesters.things import Scan, Thing, is_capital, is_place, same
from annotate.suggesters.words import Words

_MOST_WORDS = 8
_PREPOSITIONS = frozenset(
    {"of", "for", "on", "to", "in", "against", "de", "des", "du", "del", "da"}
)
_BETWEEN = frozenset({"and", "&"})
_ARTICLES = frozenset({"the", "la", "le"})
_MINISTRIES = frozenset({"Ministry", "Department", "Ministries", "Directorate", "Office", "Bureau"})
_OF_NAMES = {"Battle": "EVENT", "Siege": "EVENT", "Massacre": "EVENT", "Treaty": "LAW"}
_ALSO_HEADS = frozenset({"Valley", "River", "Bay", "Fort"})
_MEETINGS = frozenset({"National", "Democratic", "Republican", "Party", "Annual", "Labour"})
_LAW_NUMBERS = frozenset({"Article", "Resolution", "Section", "Amendment", "Directive", "Protocol"})


def find_things(
    words: Words, capitals: Capitals, hits: Iterable[Hit], parts: NameParts
) -> list[Thing]:
    """Named things of all kinds; they may overlap."""
    at = {index: hit for hit in hits for index in range(hit.first, hit.end)}
    scan = Scan(words, capitals, parts, at)
    things: list[Thing] = []
    for first, end in _runs(words):
        if not capitals.is_shouted(first):
            things.extend(_by_head(scan, first, end))
            things.extend(_by_opener(scan, first, end))
    things.extend(find_compounds(scan))
    things.extend(find_products(scan))
    things.extend(events_of_a_year(scan, things))
    things.extend(find_acronyms(scan, things))
    return things


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words in one sentence, joined by hyphens and "&"."""
    index = 0
    while index < len(words):
        if not is_capital(words, index):
            index += 1
            continue
        end = index + 1
        while end < len(words) and words.sentence[end] == words.sentence[index]:
            if is_capital(words, end):
                end += 1
            elif (
                words.surfaces[end] in {"-", "&"}
                and end + 1 < len(words)
                and (words.surfaces[end] == "&" or words.is_glued(end))
                and is_capital(words, end + 1)
            ):
                end += 2
            else:
                break
        yield index, end
        index = end


def _by_head(scan: Scan, first: int, end: int) -> Iterator[Thing]:
    """Names that end with a head: "Communist Party", "Kyiv International Airport"."""
    words = scan.words
    start = _trimmed(scan, first, end)
    for last in range(end - 1, start, -1):
        label, score = _head_label(scan, start, last)
        is_followed = last + 1 < end
        if _begins_title(scan, last):
            continue  # "Fulton County District Attorney"
        if not label or (is_followed and words.surfaces[last] in scan.parts.weak_heads):
            continue
        begin = max(start, last - _MOST_WORDS + 1)
        begin = _after_other_names(scan, begin, last)
        if begin == start and label == "ORG":
            begin = _joined_by_and(scan, begin, last)
        if begin >= last:
            return
        if label == "GPE" and last - begin > 3:
            return
        if _is_surname(scan, last):
            return
        stop = last + 1
        if (
            label in {"LAW", "EVENT"}
            and words.surface(stop)[:4].isdigit()
            and same(words, last, stop)
        ):
            stop += 1
        yield Thing(begin, stop, label, score, f"head word: {words.surfaces[last]}")
        if label in {"ORG", "FAC"} and words.key(stop) == "of" and is_place(scan, stop + 1):
            place = scan.hits[stop + 1]
            yield Thing(begin, place.end, label, score, f"head word: {words.surfaces[last]}")
        return


def _is_party_meeting(scan: Scan, start: int, last: int) -> bool:
    """Whether a convention is one of people, no treaty: "Democratic National Convention"."""
    surfaces = scan.words.surfaces
    return surfaces[last] == "Convention" and not _MEETINGS.isdisjoint(surfaces[start:last])


def _is_surname(scan: Scan, last: int) -> bool:
    """Whether the head is the surname behind a first name: "Tony Hall", "Maria Park"."""
    words, parts = scan.words, scan.parts
    return (
        words.surfaces[last] in SURNAME_HEADS
        and words.surface(last - 1) in parts.common_first_names
        and last - 1 not in scan.hits
    )


def _joined_by_and(scan: Scan, first: int, last: int) -> int:
    """Start of a name such as "Social Democratic and Labour Party"; `first` when it is none."""
    words = scan.words
    left = first - 2
    if (
        words.key(first - 1) != "and"
        or left < 0
        or not same(words, left, first)
        or not is_capital(words, left)
        or last == first
    ):
        return first
    while left > 0 and same(words, left - 1, left) and is_capital(words, left - 1):
        left -= 1
    left = _trimmed(scan, left, first - 1)
    is_other = any(
        hit.name.label != "NORP" and hit.end < first
        for hit in (scan.hits.get(index) for index in range(left, first - 1))
        if hit is not None
    )
    has_head = left < first - 2 and words.surfaces[first - 2] in scan.capitals.heads
    return first if is_other or has_head or left >= first - 1 else left


def _head_label(scan: Scan, start: int, last: int) -> tuple[str, float]:
    """Label and score of the head at `last` of a run that begins at `start`."""
    parts, surface = scan.parts, scan.words.surfaces[last]
    if _is_party_meeting(scan, start, last):
        return "EVENT", 0.75
    weak = surface in parts.weak_heads
    for label, heads, score in (
        ("ORG", parts.organisation_heads, 0.88),
        ("LAW", parts.law_heads, 0.85),
        ("EVENT", parts.event_heads, 0.75),
        ("FAC", parts.facility_heads, 0.76),
        ("LOC", parts.location_heads, 0.85),
        ("GPE", parts.places_heads, 0.82),
        ("WORK_OF_ART", parts.work_heads, 0.75),
    ):
        if surface in heads:
            return label, score - 0.26 if weak else score
    return "", 0.0


def _by_opener(scan: Scan, first: int, end: int) -> Iterator[Thing]:
    """Names that begin with an opener: "Ministry of Defence", "Gulf of Aden", "Lake Chad"."""
    start = _trimmed(scan, first, end)
    yield from _with_preposition(scan, start, end)
    for index in range(start, end):
        yield from _opened_at(scan, start, index, end)


def _with_preposition(scan: Scan, start: int, end: int) -> Iterator[Thing]:
    """A run of capitals up to `end`, a preposition there, and the capitals behind it."""
    words, parts, last = scan.words, scan.parts, end - 1
    preposition = words.key(end)
    if preposition not in _PREPOSITIONS or preposition == "in" or not same(words, last, end):
        return
    opener = words.surfaces[last]
    stop = _behind_preposition(scan, end, opener)
    reason = f"opening word: {opener} {preposition}"
    if stop == end:
        return
    if opener in parts.organisation_openers:
        begin = _after_other_names(scan, max(start, last - _MOST_WORDS + 1), last)
        yield Thing(begin, stop, "ORG", 0.78, reason)
    elif preposition == "of" and opener in parts.location_openers:
        yield Thing(last, stop, "LOC", 0.88, reason)
    elif preposition == "of" and opener in _OF_NAMES:
        yield Thing(last, stop, _OF_NAMES[opener], 0.85, reason)


def _opened_at(scan: Scan, start: int, index: int, end: int) -> Iterator[Thing]:
    """A name that a token of the run `start:end` opens: Lake Chad, Article 5."""
    words, parts = scan.words, scan.parts
    surface = words.surfaces[index]
    reason = f"opening word: {surface}"
    if surface in _LAW_NUMBERS and words.surface(index + 1)[:1].isdigit():
        begin = start if surface == "Resolution" else index
        yield Thing(begin, index + 2, "LAW", 0.85, reason)
    elif index + 1 == end:
        return
    elif surface in parts.location_openers and surface not in _ALSO_HEADS:
        yield Thing(index, min(end, index + 3), "LOC", 0.83, reason)
    elif surface in parts.event_openers and surface not in _OF_NAMES:
        yield Thing(index, min(end, index + 4), "EVENT", 0.8, reason)


def _behind_preposition(scan: Scan, at: int, opener: str) -> int:
    """End of the capitalised words behind a preposition at `at`; `at` itself for none."""
    words = scan.words
    end, index = at, at
    while index < len(words) and index - at < _MOST_WORDS + 3 and same(words, at, index):
        key = words.keys[index]
        if key in _PREPOSITIONS or key in _ARTICLES or key in _BETWEEN or key == ",":
            ahead = index + 1
            while ahead < len(words) and words.keys[ahead] in _ARTICLES:
                ahead += 1
            if ahead >= len(words) or not same(words, at, ahead) or not is_capital(words, ahead):
                break
            if key in _BETWEEN | {","} and not (
                ahead == index + 1
                and _names_a_field(scan, ahead)
                and opener in _MINISTRIES | scan.parts.organisation_openers
            ):
                break
            if (
                key in {"in", "on", "to", "for", "against"}
                and index > at
                and not is_place(scan, ahead)
            ):
                break
            index = ahead
        elif words.surfaces[index] == "-" and words.is_glued(index):
            index += 1
        elif is_capital(words, index) and not _begins_title(scan, index):
            index += 1
            end = index
        elif key.islower() and opener == "Committee" and index == at + 1:
            index += 1
        else:
            break
    return end


def _names_a_field(scan: Scan, index: int) -> bool:
    """Whether the capitals from a token on name a field of government: "Monetary Affairs"."""
    words = scan.words
    for ahead in range(index, min(index + 3, len(words))):
        if not same(words, index, ahead) or not is_capital(words, ahead):
            return False
        if words.surfaces[ahead] in scan.parts.ministry_words:
            return True
    return False


def _begins_title(scan: Scan, index: int) -> bool:
    surfaces = scan.words.surfaces
    return any(" ".join(surfaces[index : index + length]) in scan.parts.titles for length in (1, 2))


def _trimmed(scan: Scan, first: int, end: int) -> int:
    """Start of the run without what is capital only at the start of a sentence, and titles."""
    words = scan.words
    while first < end and (
        words.surfaces[first] in scan.parts.function_words
        or (words.is_sentence_start(first) and scan.capitals.is_common(first))
    ):
        hit = scan.hits.get(first)
        if hit is not None and hit.end - hit.first > 1:
            break  # "Saint Helena", "The Hague"
        first += 1
    return first


def _after_other_names(scan: Scan, first: int, last: int) -> int:
    """Start of a name that ends at `last`, behind listed people, titles and days before it."""
    words = scan.words
    for index in range(last - 1, first - 1, -1):
        hit = scan.hits.get(index)
        if hit is not None and hit.name.label == "PERSON" and hit.name.score > 0.9:
            return index + 1
        if words.surfaces[index] in _DAYS_AND_TITLES:
            return index + 1
    return first


_DAYS_AND_TITLES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
     "February", "April", "June", "July", "August", "September", "October", "November", "December",
     "President", "Minister", "Secretary", "Senator", "Sen.", "Rep.", "Gov.", "Mr.", "Mrs.", "Ms.",
     "Dr.", "Gen.", "Former", "Then"}
)  # fmt: skip
