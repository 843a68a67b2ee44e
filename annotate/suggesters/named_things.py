"""Rules for organisations, facilities, places, laws and events by the words of their names.

A name is a run of capitalised words with a head ("… Party", "… Airport", "… Act") or an opener
("Ministry of …", "Gulf of …", "Operation …"). The article "the" stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotate.suggesters.capitals import Capitals
from annotate.suggesters.gazetteer import Hit
from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.words import Words

_MOST_WORDS = 8
_PREPOSITIONS = frozenset(
    {"of", "for", "on", "to", "in", "against", "de", "des", "du", "del", "da"}
)
_BETWEEN = frozenset({"and", "&"})
_ARTICLES = frozenset({"the", "la", "le"})
_MINISTRIES = frozenset({"Ministry", "Department", "Ministries", "Directorate", "Office", "Bureau"})
_AFTER_AND = frozenset(
    {"Affairs", "Sport", "Sports", "Science", "Trade", "Industry", "Culture", "Social", "Human",
     "Commerce", "Technology", "Tourism", "Religious", "Information", "Communications",
     "Communication", "Emergency", "Reconstruction", "Food", "Rural", "Health", "Welfare",
     "Education", "Energy", "Environment", "Co-operation", "Cooperation", "Security", "Development",
     "Gas", "Oil", "Urban", "Finance", "Budget", "Labour", "Labor", "Mines", "Minerals", "Resources",
     "Services", "Rights", "Justice", "Peace", "Law", "Natural", "Immigration", "Citizenship",
     "Innovation", "Research", "Infrastructure", "Transport", "Aviation", "Fisheries", "Forestry",
     "Rehabilitation", "Prevention", "Control", "Strategic", "International", "Political", "Public",
     "Co", "Customs", "Border", "Children", "Families", "Youth", "Statistics", "Digital",
     "Nuclear", "Drug", "Crime", "Policy", "Governance", "Training", "Exchange", "Order"}
)  # fmt: skip
_LAW_NUMBERS = frozenset({"Article", "Resolution", "Section", "Amendment", "Directive", "Protocol"})
_REGIONS = frozenset(
    {"region", "oblast", "province", "district", "county", "raion", "governorate", "prefecture",
     "voivodeship", "canton"}
)  # fmt: skip
_SITES = {
    "airport": 0.65, "crossing": 0.65, "bridge": 0.6, "dam": 0.6, "prison": 0.5, "harbour": 0.5,
    "harbor": 0.5, "airbase": 0.6, "steelworks": 0.6, "highway": 0.5,
}  # fmt: skip
_LONG_SITES = (("nuclear", "power", "plant"), ("nuclear", "power", "station"), ("nuclear", "plant"),
               ("power", "plant"), ("power", "station"), ("air", "base"), ("military", "base"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: tokens `first` to `end`, half-open."""

    first: int
    end: int
    label: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Scan:
    words: Words
    capitals: Capitals
    parts: NameParts
    hits: Mapping[int, Hit]


def find_things(
    words: Words, capitals: Capitals, hits: Iterable[Hit], parts: NameParts
) -> list[Thing]:
    """Named things of all kinds; they may overlap."""
    at = {index: hit for hit in hits for index in range(hit.first, hit.end)}
    scan = _Scan(words, capitals, parts, at)
    things: list[Thing] = []
    for first, end in _runs(words):
        if not capitals.is_shouted(first):
            things.extend(_by_head(scan, first, end))
            things.extend(_by_opener(scan, first, end))
    things.extend(_regions_and_sites(scan))
    things.extend(_acronyms(scan, things))
    return things


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words in one sentence, joined by hyphens and "&"."""
    index = 0
    while index < len(words):
        if not _is_capital(words, index):
            index += 1
            continue
        end = index + 1
        while end < len(words) and words.sentence[end] == words.sentence[index]:
            if _is_capital(words, end):
                end += 1
            elif (
                words.surfaces[end] in {"-", "&"}
                and end + 1 < len(words)
                and (words.surfaces[end] == "&" or words.is_glued(end))
                and _is_capital(words, end + 1)
            ):
                end += 2
            else:
                break
        yield index, end
        index = end


def _is_capital(words: Words, index: int) -> bool:
    surface = words.surfaces[index]
    return surface[0].isupper() and (surface[-1].isalnum() or surface[-1] == ".")


def _by_head(scan: _Scan, first: int, end: int) -> Iterator[Thing]:
    """Names that end with a head: "Communist Party", "Kyiv International Airport"."""
    words = scan.words
    start = _trimmed(scan, first, end)
    for last in range(end - 1, start, -1):
        label, score = _head_label(scan, words.surfaces[last])
        if not label:
            continue
        begin = max(start, last - _MOST_WORDS + 1)
        begin = _after_other_names(scan, begin, last)
        if begin >= last:
            return
        if label == "GPE" and last - begin > 3:
            return
        stop = last + 1
        if (
            label in {"LAW", "EVENT"}
            and words.surface(stop)[:4].isdigit()
            and _same(words, last, stop)
        ):
            stop += 1
        yield Thing(begin, stop, label, score, f"head word: {words.surfaces[last]}")
        if label in {"ORG", "FAC"} and words.key(stop) == "of" and _is_place(scan, stop + 1):
            place = scan.hits[stop + 1]
            yield Thing(begin, place.end, label, score, f"head word: {words.surfaces[last]}")
        return


def _head_label(scan: _Scan, surface: str) -> tuple[str, float]:
    parts = scan.parts
    weak = surface in parts.weak_heads
    for label, heads, score in (
        ("ORG", parts.organisation_heads, 0.88),
        ("LAW", parts.law_heads, 0.85),
        ("EVENT", parts.event_heads, 0.75),
        ("FAC", parts.facility_heads, 0.82),
        ("LOC", parts.location_heads, 0.85),
        ("GPE", parts.places_heads, 0.82),
    ):
        if surface in heads:
            return label, score - 0.18 if weak else score
    return "", 0.0


def _by_opener(scan: _Scan, first: int, end: int) -> Iterator[Thing]:
    """Names that begin with an opener: "Ministry of Defence", "Gulf of Aden", "Lake Chad"."""
    words, parts = scan.words, scan.parts
    start = _trimmed(scan, first, end)
    last = end - 1
    surface = words.surfaces[last]
    preposition = words.key(end)
    if preposition in _PREPOSITIONS and _same(words, last, end):
        if surface in parts.organisation_openers:
            stop = _behind_preposition(scan, end, surface)
            if stop > end:
                begin = _after_other_names(scan, max(start, last - _MOST_WORDS + 1), last)
                yield Thing(begin, stop, "ORG", 0.87, f"opening word: {surface} {preposition}")
        elif preposition == "of" and surface in parts.location_openers:
            stop = _behind_preposition(scan, end, surface)
            if stop > end:
                yield Thing(last, stop, "LOC", 0.88, f"opening word: {surface} of")
        elif preposition == "of" and surface in {"Battle", "Siege", "Treaty", "Massacre"}:
            stop = _behind_preposition(scan, end, surface)
            if stop > end:
                label = "LAW" if surface == "Treaty" else "EVENT"
                yield Thing(last, stop, label, 0.85, f"opening word: {surface} of")
    for index in range(start, last):
        surface = words.surfaces[index]
        if surface in parts.location_openers and surface not in {"Valley", "River", "Bay", "Fort"}:
            yield Thing(index, min(end, index + 3), "LOC", 0.83, f"opening word: {surface}")
        elif surface in parts.event_openers and surface not in {"Treaty", "Battle", "Siege"}:
            yield Thing(index, min(end, index + 4), "EVENT", 0.8, f"opening word: {surface}")
    for index in range(start, end):
        if words.surfaces[index] in _LAW_NUMBERS and words.surface(index + 1)[:1].isdigit():
            begin = start if words.surfaces[index] == "Resolution" else index
            yield Thing(begin, index + 2, "LAW", 0.85, f"opening word: {words.surfaces[index]}")


def _behind_preposition(scan: _Scan, at: int, opener: str) -> int:
    """End of the capitalised words behind a preposition at `at`; `at` itself for none."""
    words = scan.words
    end, index = at, at
    while index < len(words) and index - at < _MOST_WORDS + 3 and _same(words, at, index):
        key = words.keys[index]
        if key in _PREPOSITIONS or key in _ARTICLES or key in _BETWEEN or key == ",":
            ahead = index + 1
            while ahead < len(words) and words.keys[ahead] in _ARTICLES:
                ahead += 1
            if ahead >= len(words) or not _same(words, at, ahead) or not _is_capital(words, ahead):
                break
            if key in _BETWEEN | {","} and not (
                words.surfaces[ahead] in _AFTER_AND
                and opener in _MINISTRIES | scan.parts.organisation_openers
            ):
                break
            if (
                key in {"in", "on", "to", "for", "against"}
                and index > at
                and not _is_place(scan, ahead)
            ):
                break
            index = ahead
        elif words.surfaces[index] == "-" and words.is_glued(index):
            index += 1
        elif _is_capital(words, index) and words.surfaces[index] not in scan.parts.titles:
            index += 1
            end = index
        elif key.islower() and opener == "Committee" and index == at + 1:
            index += 1
        else:
            break
    return end


def _trimmed(scan: _Scan, first: int, end: int) -> int:
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


def _after_other_names(scan: _Scan, first: int, last: int) -> int:
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


def _regions_and_sites(scan: _Scan) -> Iterator[Thing]:
    """ "Kharkiv region", "Rafah crossing": a listed place with a small word that belongs to it."""
    words = scan.words
    for index, key in enumerate(words.keys):
        hit = scan.hits.get(index - 1)
        if hit is None or hit.end != index or not _same(words, index - 1, index):
            continue
        if hit.name.label == "GPE":
            if key in _REGIONS:
                yield Thing(hit.first, index + 1, "GPE", 0.88, f"place + {key}")
            elif key in _SITES:
                yield Thing(hit.first, index + 1, "FAC", _SITES[key], f"place + {key}")
            for site in _LONG_SITES:
                if tuple(words.keys[index : index + len(site)]) == site:
                    score = 0.75 if site[0] == "nuclear" else 0.5
                    yield Thing(
                        hit.first, index + len(site), "FAC", score, f"place + {' '.join(site)}"
                    )
                    break


def _acronyms(scan: _Scan, things: Iterable[Thing]) -> Iterator[Thing]:
    """Short names in capitals: sure where a full name introduces them, weak elsewhere."""
    words = scan.words
    introduced: dict[str, str] = {}
    ends = {thing.end: thing for thing in things if thing.label == "ORG"}
    ends |= {
        hit.end: Thing(hit.first, hit.end, "ORG", hit.name.score, "")
        for hit in scan.hits.values()
        if hit.name.label == "ORG" and hit.end - hit.first > 1
    }
    for index, surface in enumerate(words.surfaces):
        if (
            surface == "("
            and words.surface(index + 2) == ")"
            and _is_acronym(words.surface(index + 1))
        ):
            full = ends.get(index)
            if full is not None and _is_short_for(words, full, words.surfaces[index + 1]):
                introduced[words.surfaces[index + 1]] = " ".join(
                    words.surfaces[full.first : full.end]
                )
    for index, surface in enumerate(words.surfaces):
        if surface in introduced:
            yield Thing(index, index + 1, "ORG", 0.92, f"short for {introduced[surface]}")
        elif (
            index not in scan.hits
            and _is_acronym(surface)
            and surface not in scan.parts.acronym_stop
            and not scan.capitals.is_shouted(index)
            and not _is_beside_capitals(words, index)
        ):
            yield Thing(index, index + 1, "ORG", 0.55, "acronym")


def _is_acronym(surface: str) -> bool:
    letters = surface.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha() and letters.isascii()


def _is_short_for(words: Words, full: Thing, acronym: str) -> bool:
    """Whether the acronym begins with the first letter of one of the first words."""
    letters = {words.surfaces[index][0] for index in range(full.first, full.end)}
    wanted = acronym.replace(".", "")
    return sum(letter in letters for letter in wanted) >= len(wanted) / 2


def _is_beside_capitals(words: Words, index: int) -> bool:
    return any(
        0 <= other < len(words)
        and words.sentence[other] == words.sentence[index]
        and words.surfaces[other].isupper()
        and len(words.surfaces[other]) > 3
        for other in (index - 1, index + 1)
    )


def _is_place(scan: _Scan, index: int) -> bool:
    hit = scan.hits.get(index)
    return hit is not None and hit.first == index and hit.name.label in {"GPE", "LOC"}


def _same(words: Words, one: int, two: int) -> bool:
    return two < len(words) and words.sentence[one] == words.sentence[two]
