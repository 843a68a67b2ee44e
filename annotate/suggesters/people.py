"""Rules for names of people: titles, first names, roles, speech; then the surname alone.

Following OntoNotes the span is the name without title: "President [Volodymyr Zelensky]".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotate.suggesters.capitals import Capitals
from annotate.suggesters.gazetteer import Gazetteer, Hit
from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.words import Words

_MOST_NAMES = 5
_SURE = 0.75
_APPOSITION_REACH = 9
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "«", "»"})
_STARTS_OTHER = frozenset({"ORG", "FAC", "LOC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person: tokens `first` to `end`, half-open."""

    first: int
    end: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Scan:
    """What the rules look at: the article, what is listed of it, and the words of the lists."""

    words: Words
    capitals: Capitals
    parts: NameParts
    gazetteer: Gazetteer
    hits: Mapping[int, Hit]


def find_people(
    words: Words, capitals: Capitals, hits: Iterable[Hit], gazetteer: Gazetteer, parts: NameParts
) -> list[Person]:
    """Names of people; the same stretch may be found by several rules."""
    hits = list(hits)
    at = {index: hit for hit in hits for index in range(hit.first, hit.end)}
    scan = _Scan(words, capitals, parts, gazetteer, at)
    found = [*_titled(scan), *_listed(scan, hits)]
    taken = {index for person in found for index in range(person.first, person.end)}
    for index in range(len(words)):
        if index not in taken and capitals.is_capital(index) and not _continues_name(scan, index):
            found.extend(_by_itself(scan, index))
    return found


# --- rules ---------------------------------------------------------------------------------------


def _titled(scan: _Scan) -> Iterator[Person]:
    """Names behind a title: "Foreign Minister Sergei Lavrov", "Lt. Gen. Smith"."""
    words, index = scan.words, 0
    while index < len(words):
        end = _title_end(scan, index)
        if end == index:
            index += 1
            continue
        title = " ".join(words.surfaces[index:end])
        while (further := _title_end(scan, end)) > end:
            title, end = " ".join(words.surfaces[end:further]), further
        name_end, count = _name(scan, end)
        if count and _may_follow_title(scan, end, name_end, count):
            score = 0.95 if count > 1 else 0.88
            yield Person(end, name_end, score, f"title + name: {title}")
        index = max(name_end if count else end, index + 1)


def _listed(scan: _Scan, hits: Iterable[Hit]) -> Iterator[Person]:
    """Listed people, with the first name that stands before a surname."""
    for hit in hits:
        if hit.name.label != "PERSON":
            continue
        first, end, score = hit.first, hit.end, hit.name.score
        reason = f"gazetteer: {hit.name.title} → PERSON"
        if hit.end - hit.first == 1:
            if _same(scan, end - 1, end) and scan.capitals.heads_other(end):
                continue  # "Bush House"
            if _continues_name(scan, first) and not _is_first_name(scan, first - 1):
                before = first - 1
                if (
                    scan.hits.get(before)
                    or not scan.capitals.is_name_word(before)
                    or scan.words.surface(before) in scan.parts.function_words
                ):
                    if scan.words.surface(first - 1) != "-":
                        yield Person(first, end, score - 0.1, reason)
                    continue
                first, score, reason = (
                    before,
                    0.8,
                    f"name before a known surname: {scan.words.surface(hit.first)}",
                )
            name_end, _ = _name(scan, hit.first)
            if name_end > end and scan.words.surface(hit.first) in scan.parts.first_names:
                end = name_end
            elif name_end > end + 1 or (
                name_end > end and not scan.words.is_sentence_start(hit.first)
            ):
                continue  # "Bush Street", "Lincoln Chafee": something else begins here
            while first > 0 and _is_first_name(scan, first - 1) and _same(scan, first - 1, first):
                first -= 1
        yield Person(first, end, score, reason)


def _by_itself(scan: _Scan, index: int) -> Iterator[Person]:
    words, parts = scan.words, scan.parts
    if words.surface(index) in parts.titles:
        return
    end, count = _name(scan, index)
    if count < 2:
        yield from _first_name_alone(scan, index, end)
        return
    if scan.capitals.heads_other(end) and _same(scan, end - 1, end):
        return  # "George Washington University"
    hit = scan.hits.get(index)
    listed = hit is not None and hit.name.label != "PERSON"
    if _is_first_name(scan, index) and not (listed and hit and hit.end >= end):
        weak = words.is_sentence_start(index) and words.surface(index) in parts.function_words
        if not weak and not (hit and hit.end - hit.first > 1):
            yield Person(index, end, 0.9, f"first name: {words.surface(index)}")
        return
    if listed or any(inside in scan.hits for inside in range(index, end)):
        return
    if words.is_sentence_start(index) and scan.capitals.is_common(index):
        return
    if _has_initial(scan, index, end):
        yield Person(index, end, 0.82, "name with an initial")
        return
    role = words.key(index - 1)
    if role in parts.roles and _same(scan, index - 1, index):
        yield Person(index, end, 0.85, f"role + name: {role}")
    elif (role := _apposition(scan, end)) and count <= 3:
        yield Person(index, end, 0.75, f"name + role: {role}")
    elif words.key(end) in parts.speech and count <= 3 and _same(scan, end - 1, end):
        yield Person(index, end, 0.72, f"name + {words.key(end)}")
    elif role in {"said", "says", "told"} and count <= 3 and _same(scan, index - 1, index):
        yield Person(index, end, 0.65, f"{role} + name")


def _first_name_alone(scan: _Scan, index: int, end: int) -> Iterator[Person]:
    """A common first name that stands alone: weak, for it may be a surname or a town."""
    if (
        end == index + 1
        and scan.words.surface(index) in scan.parts.common_first_names
        and scan.words.surface(index) not in scan.parts.function_words
        and index not in scan.hits
        and _stands_alone(scan.words, scan.capitals, index)
        and not scan.capitals.is_common(index)
        and not scan.capitals.is_shouted(index)
    ):
        yield Person(index, end, 0.55, "first name alone")


def later_names(
    words: Words,
    capitals: Capitals,
    people: Iterable[Person],
    gazetteer: Gazetteer,
    parts: NameParts,
) -> Iterator[Person]:
    """Surnames, and first names, of people whose full name stands elsewhere in the article."""
    people = list(people)
    surnames: dict[str, tuple[str, float]] = {}
    forenames: dict[str, tuple[str, float]] = {}
    taken: set[int] = set()
    for person in people:
        taken.update(range(person.first, person.end))
        if person.score < _SURE:
            continue
        pieces = [words.surfaces[i] for i in range(person.first, person.end)]
        while len(pieces) > 1 and pieces[-1] in parts.suffixes:
            pieces.pop()
        full = " ".join(pieces)
        tail = _surname(pieces, parts)
        surnames.setdefault(tail, (full, person.score))
        if len(pieces) > 1 and pieces[0] in parts.first_names:
            forenames.setdefault(pieces[0], (full, person.score))
            if pieces[0] in {"Kim", "Xi", "Park", "Moon", "Li", "Wang", "Hu", "Lee", "Chen"}:
                surnames.setdefault(pieces[0], (full, person.score))
    index = 0
    while index < len(words):
        for length in (4, 3, 2, 1):
            key = " ".join(words.surfaces[index : index + length])
            known = surnames.get(key)
            reason = "surname of"
            if known is None and length == 1:
                known, reason = forenames.get(key), "first name of"
                if known and gazetteer.get(key) is not None:
                    known = None
            if known is None or taken.intersection(range(index, index + length)):
                continue
            if length == 1 and not _stands_alone(words, capitals, index):
                continue
            score = min(known[1], 0.9 if reason == "surname of" else 0.7)
            listed = gazetteer.get(key)
            if listed is not None and listed.label != "PERSON":
                score = min(score, 0.6)
            if " " in known[0] or listed is not None:
                yield Person(index, index + length, score, f"{reason} {known[0]}")
            else:
                yield Person(
                    index, index + length, score, f"the same name as elsewhere: {known[0]}"
                )
            index += length - 1
            break
        index += 1


# --- words of names ------------------------------------------------------------------------------


def _title_end(scan: _Scan, index: int) -> int:
    """Where the longest title that begins at a token ends; the token itself for none."""
    words = scan.words
    if index >= len(words) or not words.surfaces[index][:1].isupper():
        return index
    for end in range(min(index + scan.parts.longest_title, len(words)), index, -1):
        if (
            " ".join(words.surfaces[index:end]) in scan.parts.titles
            and words.sentence[index] == words.sentence[end - 1]
        ):
            return end
    return index


def _name(scan: _Scan, index: int) -> tuple[int, int]:
    """End of the name that begins at a token, and how many words of it are name words."""
    words, capitals, parts = scan.words, scan.capitals, scan.parts
    end, count, position = index, 0, index
    while position < len(words) and count < _MOST_NAMES:
        if position > index and not _same(scan, position - 1, position):
            break
        surface = words.surfaces[position]
        if capitals.is_name_word(position) or (not count and surface in parts.first_names):
            hit = scan.hits.get(position)
            if hit is not None and _blocks(scan, hit, position, count):
                break
            count += 1
            position += 1
            end = position
        elif capitals.is_initial(position):
            position += 1
        elif surface.lower() in parts.particles and _leads_to_name(scan, position, count):
            position += 1
        elif surface == "-" and words.is_glued(position) and words.is_glued(position + 1):
            position += 1
            if count and words.surface(position).isalpha() and words.surface(position).islower():
                position += 1  # "Lee Cheuk-yan"
                end = position
        elif surface in parts.suffixes and count:
            end = position + 1
            break
        else:
            break
    if end < len(words) and words.surfaces[end] in parts.suffixes and count:
        end += 1
    return end, count


def _blocks(scan: _Scan, hit: Hit, position: int, count: int) -> bool:
    """Whether a listed name that is no person ends the name, or forbids it."""
    if hit.name.label == "PERSON":
        return False
    if scan.words.surfaces[position] in scan.parts.first_names and hit.end - hit.first == 1:
        return hit.name.label in _STARTS_OTHER and count == 0
    # A town may be a surname behind a first name: "Jack London".
    is_one_town = hit.name.label == "GPE" and hit.end - hit.first == 1
    return not (is_one_town and count == 1 and hit.name.title in {"cities", "towns"})


def _leads_to_name(scan: _Scan, position: int, count: int) -> bool:
    """Whether a particle such as "van" or "al-" has a name behind it."""
    words = scan.words
    if count == 0 and words.surfaces[position][:1].islower() and words.surface(position + 1) != "-":
        return False
    for ahead in range(position + 1, min(position + 4, len(words))):
        if scan.capitals.is_name_word(ahead):
            return True
        if (
            words.surfaces[ahead].lower() not in scan.parts.particles
            and words.surfaces[ahead] != "-"
        ):
            return False
    return False


def _may_follow_title(scan: _Scan, first: int, end: int, count: int) -> bool:
    hit = scan.hits.get(first)
    if hit is not None and hit.name.label != "PERSON":
        return count > 1 and hit.end < end and scan.words.surface(first) in scan.parts.first_names
    if count == 1 and scan.capitals.is_common(first):
        return False
    return not scan.capitals.heads_other(end)


def _continues_name(scan: _Scan, index: int) -> bool:
    """Whether the token is preceded by a word with which it makes one name."""
    words = scan.words
    if index == 0 or not _same(scan, index - 1, index):
        return False
    before = index - 1
    if words.surfaces[before] == "-" and words.is_glued(index):
        return scan.capitals.is_capital(before - 1)
    if _title_before(scan, index):
        return False
    return scan.capitals.is_name_word(before) and not (
        words.is_sentence_start(before) and scan.capitals.is_common(before)
    )


def _title_before(scan: _Scan, index: int) -> bool:
    return any(
        " ".join(scan.words.surfaces[max(0, index - length) : index]) in scan.parts.titles
        for length in (1, 2, 3)
    )


def _is_first_name(scan: _Scan, index: int) -> bool:
    return index >= 0 and scan.words.surfaces[index] in scan.parts.first_names


def _has_initial(scan: _Scan, first: int, end: int) -> bool:
    return any(scan.capitals.is_initial(index) for index in range(first, end))


def _apposition(scan: _Scan, end: int) -> str:
    """The role behind a name: "…, Ukraine's foreign minister, …"; empty for none."""
    words = scan.words
    if words.surface(end) != ",":
        return ""
    for index in range(end + 1, min(end + 1 + _APPOSITION_REACH, len(words))):
        if words.sentence[index] != words.sentence[end] or words.surfaces[index] in {",", "."}:
            return ""
        if words.keys[index] in scan.parts.roles:
            return words.keys[index]
        if words.keys[index] in {"and", "said", "which", "where", "but", "was", "is", "were"}:
            return ""
    return ""


def _surname(pieces: list[str], parts: NameParts) -> str:
    """Last word of a name with its particles and what hyphens bind to it."""
    at = len(pieces) - 1
    while at > 1 and pieces[at - 1] == "-":
        at -= 2
    while at > 1 and pieces[at - 1].lower() in parts.particles:
        at -= 1
    return " ".join(pieces[at:])


def _stands_alone(words: Words, capitals: Capitals, index: int) -> bool:
    if not capitals.is_capital(index) or words.surface(index) in capitals.function_words:
        return False
    after = index + 1
    follows = after < len(words) and words.sentence[after] == words.sentence[index]
    return not (follows and capitals.is_name_word(after) and not capitals.is_common(after))


def _same(scan: _Scan, one: int, two: int) -> bool:
    return (
        0 <= one and two < len(scan.words) and scan.words.sentence[one] == scan.words.sentence[two]
    )
