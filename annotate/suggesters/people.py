"""Rules for names of people: titles, first names, roles, speech; then the surname alone.

Following OntoNotes the span is the name without title: "President [Volodymyr Zelensky]".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotate.suggesters.capitals import Capitals
from annotate.suggesters.gazetteer import Gazetteer, Hit
from annotate.suggesters.name_parts import SURNAME_HEADS, NameParts
from annotate.suggesters.words import Words

_MOST_NAMES = 5
_FEWEST_NAMES = 2
_MOST_UNKNOWN = 3
_ABOVE_LISTS = 0.96  # the article says whom a name means that is listed as a product or a firm
_SURE = 0.75
_WITH_TWO_SURNAMES = 3
_APPOSITION_REACH = 9
_MOST_NICKNAMES = 3
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
_ARTICLES = frozenset({"The", "A", "An"})
_SURNAME_FIRST = frozenset(
    {"Kim", "Xi", "Park", "Moon", "Li", "Wang", "Hu", "Lee", "Chen", "Choi", "Deng", "Mao", "Zhang"}
)
_PLACES_AND_GROUPS = frozenset({"GPE", "LOC", "NORP"})
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
        name_end, count = _name(scan, end, is_titled=True)
        if count and _may_follow_title(scan, end, name_end, count):
            score = 0.95 if count > 1 else 0.88
            yield Person(end, name_end, score, f"title + name: {title}")
        index = max(name_end if count else end, index + 1)


def _listed(scan: _Scan, hits: Iterable[Hit]) -> Iterator[Person]:
    """Listed people, with the first name that stands before a surname."""
    for hit in hits:
        if hit.name.label != "PERSON":
            continue
        reason = f"gazetteer: {hit.name.title} → PERSON"
        if hit.end - hit.first > 1:
            yield Person(hit.first, hit.end, hit.name.score, reason)
        else:
            yield from _listed_surname(scan, hit, reason)


def _listed_surname(scan: _Scan, hit: Hit, reason: str) -> Iterator[Person]:
    words, first, end, score = scan.words, hit.first, hit.end, hit.name.score
    if _same(scan, end - 1, end) and scan.capitals.heads_other(end):
        return  # "Bush House"
    if _continues_name(scan, first) and not _is_first_name(scan, first - 1):
        before = first - 1
        if words.surface(before) == "-":
            return
        if (
            before in scan.hits
            or not scan.capitals.is_name_word(before)
            or words.surface(before) in scan.parts.function_words
        ):
            yield Person(first, end, score - 0.1, reason)
            return
        first, score = before, 0.8
        reason = f"name before a known surname: {words.surface(hit.first)}"
    name_end, _ = _name(scan, hit.first)
    if name_end > end and words.surface(hit.first) in scan.parts.first_names:
        end = name_end
    elif name_end > end + 1 or (name_end > end and not words.is_sentence_start(hit.first)):
        return  # "Lincoln Chafee": another name begins here
    while first > 0 and _is_first_name(scan, first - 1) and _same(scan, first - 1, first):
        first -= 1
    yield Person(first, end, score, reason)


def _by_itself(scan: _Scan, index: int) -> Iterator[Person]:
    """A name without title that is not listed: by first name, initial, role or speech."""
    words, parts = scan.words, scan.parts
    if words.surface(index) in parts.titles or words.surface(index) in _ARTICLES:
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
    elif not any(inside in scan.hits for inside in range(index, end)):
        yield from _unknown_name(scan, index, end, count)


def _unknown_name(scan: _Scan, index: int, end: int, count: int) -> Iterator[Person]:
    """Two or more capitalised words of which nothing is known but what stands around them."""
    words, parts = scan.words, scan.parts
    if words.is_sentence_start(index) and scan.capitals.is_common(index):
        return
    if count > _FEWEST_NAMES and words.surface(index + 1) in parts.common_first_names:
        index += 1  # "Biologist Nick Bos"
        yield Person(index, end, 0.85, f"first name: {words.surface(index)}")
        return
    if _has_initial(scan, index, end):
        yield Person(index, end, 0.82, "name with an initial")
        return
    before = words.key(index - 1) if _same(scan, index - 1, index) else ""
    if before in parts.roles:
        yield Person(index, end, 0.85, f"role + name: {before}")
    elif count > _MOST_UNKNOWN:
        return
    elif before == "," and words.key(index - 2) in parts.roles and words.key(end) in {",", "."}:
        yield Person(index, end, 0.8, f"role + name: {words.key(index - 2)}")
    elif role := _apposition(scan, end):
        yield Person(index, end, 0.75, f"name + role: {role}")
    elif words.key(end) in parts.speech and _same(scan, end - 1, end):
        yield Person(index, end, 0.72, f"name + {words.key(end)}")
    elif before in {"said", "says", "told"}:
        yield Person(index, end, 0.65, f"{before} + name")


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
        and not (
            scan.words.is_sentence_start(index)
            and scan.words.surface(index) in scan.parts.word_names
        )
    ):
        yield Person(index, end, 0.55, "first name alone")


@dataclass(slots=True)
class _Known:
    """Names of the article by which people may be called later: (full name, score)."""

    surnames: dict[str, tuple[str, float]]
    forenames: dict[str, tuple[str, float]]
    taken: set[int]


def later_names(
    words: Words,
    capitals: Capitals,
    people: Iterable[Person],
    gazetteer: Gazetteer,
    parts: NameParts,
) -> Iterator[Person]:
    """Surnames, and first names, of people whose full name stands elsewhere in the article."""
    known = _known_names(words, people, parts)
    index = 0
    while index < len(words):
        for length in (4, 3, 2, 1):
            person = _later_name(words, capitals, known, gazetteer, index, length)
            if person is not None:
                yield person
                index += length - 1
                break
        index += 1


def _known_names(words: Words, people: Iterable[Person], parts: NameParts) -> _Known:
    known = _Known({}, {}, set())
    for person in people:
        if person.score < _SURE:
            continue
        known.taken.update(range(person.first, person.end))
        pieces = [words.surfaces[index] for index in range(person.first, person.end)]
        while len(pieces) > 1 and pieces[-1] in parts.suffixes:
            pieces.pop()
        full = (" ".join(pieces), person.score)
        known.surnames.setdefault(_surname(pieces, parts), full)
        if len(pieces) == _WITH_TWO_SURNAMES and all(len(piece) > 2 for piece in pieces):
            # "Rodrigo Salcedo Quispe" is "Salcedo" later.
            known.surnames.setdefault(pieces[1], (full[0], min(person.score, 0.8)))
        if len(pieces) > 1 and pieces[0] in parts.first_names:
            known.forenames.setdefault(pieces[0], full)
            if pieces[0] in _SURNAME_FIRST:
                known.surnames.setdefault(pieces[0], full)
    return known


def _later_name(
    words: Words,
    capitals: Capitals,
    known: _Known,
    gazetteer: Gazetteer,
    index: int,
    length: int,
) -> Person | None:
    if index + length > len(words):
        return None
    key = " ".join(words.surfaces[index : index + length])
    listed = gazetteer.get(key)
    full, reason, cap = known.surnames.get(key), "surname of", 0.9
    if full is None and length == 1 and listed is None:
        full, reason, cap = known.forenames.get(key), "first name of", 0.7
    if full is None or not known.taken.isdisjoint(range(index, index + length)):
        return None
    if length == 1 and not _stands_alone(words, capitals, index):
        return None
    if listed is not None and listed.label in _PLACES_AND_GROUPS:
        cap = 0.6
    elif listed is not None and listed.label != "PERSON":
        return Person(index, index + length, _ABOVE_LISTS, f"{reason} {full[0]}")
    if " " not in full[0]:
        reason = "the same name as elsewhere:"
    return Person(index, index + length, min(full[1], cap), f"{reason} {full[0]}")


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


def _name(scan: _Scan, index: int, *, is_titled: bool = False) -> tuple[int, int]:
    """End of the name that begins at a token, and how many words of it are name words.

    Behind a title a town may be a first name: "General [Salem Bouhadi]".
    """
    words = scan.words
    end, count, position = index, 0, index
    most = 2 if index < len(words) and scan.capitals.is_shouted(index) else _MOST_NAMES
    while position < len(words) and count < most:
        if position > index and not _same(scan, position - 1, position):
            break
        is_town = is_titled and not count and _is_town_before_name(scan, position)
        if is_town or _is_name_word(scan, position, count):
            count += 1
            position += 1
            end = position
            continue
        length, is_end = _linking(scan, position, count)
        if not length:
            break
        position += length
        if is_end:
            end = position
    while count > 1 and _is_hyphenated_on(scan, end):
        end += 2
    if count and end < len(words) and words.surfaces[end] in scan.parts.suffixes:
        end += 1
    return end, count


def _is_hyphenated_on(scan: _Scan, position: int) -> bool:
    """Whether a hyphen and a capitalised word go on with a name: "Ines Arroyo[-Lane]"."""
    words, after = scan.words, position + 1
    return (
        words.surface(position) == "-"
        and words.is_glued(position)
        and words.is_glued(after)
        and words.surface(after).isalpha()
        and words.surface(after)[0].isupper()
    )


def _is_town_before_name(scan: _Scan, position: int) -> bool:
    hit = scan.hits.get(position)
    after = position + 1
    return (
        hit is not None
        and hit.name.label == "GPE"
        and hit.end == after
        and scan.capitals.is_name_word(position)
        and _same(scan, position, after)
        and scan.capitals.is_name_word(after)
        and after not in scan.hits
    )


def _is_name_word(scan: _Scan, position: int, count: int) -> bool:
    is_first = not count and scan.words.surfaces[position] in scan.parts.first_names
    if (
        not is_first
        and not scan.capitals.is_name_word(position)
        and not _is_head_as_surname(scan, position, count)
    ):
        return False
    hit = scan.hits.get(position)
    return hit is None or not _blocks(scan, hit, position, count)


def _is_head_as_surname(scan: _Scan, position: int, count: int) -> bool:
    """Whether a head of places is the surname and ends the name: "Tony Hall", "Maria Park"."""
    words, parts = scan.words, scan.parts
    return (
        count == 1
        and words.surfaces[position] in SURNAME_HEADS
        and words.surface(position - 1) in parts.common_first_names
        and not words.surface(position + 1)[:1].isupper()
    )


def _linking(scan: _Scan, position: int, count: int) -> tuple[int, bool]:
    """Tokens of what links the words of a name, 0 for none; and whether a name may end there."""
    words, surface = scan.words, scan.words.surfaces[position]
    if scan.capitals.is_initial(position):
        return 1, False
    if count and surface in _QUOTES:
        return _nickname(scan, position), False
    if surface.lower() in scan.parts.particles and _leads_to_name(scan, position, count):
        return 1, False
    if count and surface == "-" and words.is_glued(position) and words.is_glued(position + 1):
        after = words.surface(position + 1)
        return (2, True) if after.isalpha() and after.islower() else (1, False)  # "Cheuk-yan"
    return 0, False


def _nickname(scan: _Scan, position: int) -> int:
    """Tokens of a nickname in quotes with the surname behind it: "Tomasz [“Bruno”] Wilk"."""
    words = scan.words
    for end in range(position + 2, min(position + 2 + _MOST_NICKNAMES, len(words) - 1)):
        if words.surfaces[end] in _QUOTES:
            is_name = all(words.surfaces[at][0].isupper() for at in range(position + 1, end))
            is_followed = _same(scan, position, end + 1) and (
                scan.capitals.is_name_word(end + 1) or _leads_to_name(scan, end + 1, 1)
            )
            return end + 1 - position if is_name and is_followed else 0
    return 0


def _blocks(scan: _Scan, hit: Hit, position: int, count: int) -> bool:
    """Whether a listed name that is no person ends the name, or forbids it."""
    if hit.name.label == "PERSON":
        return False
    is_one_word = hit.end - hit.first == 1
    if is_one_word and scan.words.surfaces[position] in scan.parts.first_names:
        is_other = hit.name.label in _STARTS_OTHER and count == 0
        return is_other and not _is_group_before_name(scan, hit, position)
    # A town or a product may be a surname behind a first name: "Jack London", "Stacey Abrams".
    may_be = hit.name.label == "PRODUCT" or hit.name.title in {"cities", "large cities"}
    return not (is_one_word and may_be and count == 1)


def _is_group_before_name(scan: _Scan, hit: Hit, position: int) -> bool:
    """Whether a word for a people is the first name here: "Roman Vrantz", "Christian Bale"."""
    words, after = scan.words, position + 1
    return (
        hit.name.label == "NORP"
        and words.surfaces[position] in scan.parts.common_first_names
        and _same(scan, position, after)
        and scan.capitals.is_name_word(after)
        and after not in scan.hits
        and words.surfaces[after] not in scan.parts.titles
    )


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
        return count > 1 and hit.end < end
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
    if words.is_sentence_start(index) and capitals.is_common(index):
        return False
    return not (follows and capitals.is_name_word(after) and not capitals.is_common(after))


def _same(scan: _Scan, one: int, two: int) -> bool:
    return (
        one >= 0 and two < len(scan.words) and scan.words.sentence[one] == scan.words.sentence[two]
    )
