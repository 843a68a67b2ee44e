"""Short names in capitals: sure where a full name introduces them, weak elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotate.suggesters.things import Scan, Thing
from annotate.suggesters.words import POSSESSIVES, Words

_WITH_SHORT_NAMES = frozenset({"ORG", "LAW", "EVENT"})
_MOST_SKIPPED = 3
_FEWEST_LETTERS = 3
_SMALL = frozenset(
    {"of", "the", "for", "and", "on", "in", "to", "al", "wal", "el", "de", "la", "del", "des", "du"}
    | {"di", "da", "do", "dos", "y", "e", "et", "für", "der", "und"}
)


def find_acronyms(scan: Scan, things: Iterable[Thing]) -> Iterator[Thing]:
    """Short names in capitals: sure where a full name introduces them, weak elsewhere."""
    words = scan.words
    introduced: dict[str, Thing] = {}
    ends = {thing.end: thing for thing in things if thing.label in _WITH_SHORT_NAMES}
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
            spelt = _spelt_out(words, index, words.surfaces[index + 1])
            if spelt is not None and (full is None or spelt < full.first):
                label = full.label if full is not None else "ORG"
                full = Thing(spelt, index, label, 0.86, f"spelt out: {words.surfaces[index + 1]}")
                yield full
            if full is not None and _is_short_for(words, full, words.surfaces[index + 1]):
                introduced[words.surfaces[index + 1]] = full
    for index, surface in enumerate(words.surfaces):
        full = introduced.get(surface)
        if full is not None:
            name = " ".join(words.surfaces[full.first : full.end])
            yield Thing(index, index + 1, full.label, 0.92, f"short for {name}")
        elif (
            index not in scan.hits
            and _is_acronym(surface)
            and surface not in scan.parts.acronym_stop
            and not scan.capitals.is_shouted(index)
            and not _is_beside_capitals(words, index)
            and not scan.capitals.lower[words.keys[index]]
        ):
            yield Thing(index, index + 1, "ORG", 0.65 if _acts(scan, index) else 0.5, "acronym")


def _spelt_out(words: Words, end: int, acronym: str) -> int | None:
    """Where the name begins whose words before `end` have the letters of `acronym` as initials.

    Small words may lie between and have no letter: "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)".
    """
    letters = acronym.replace(".", "").replace("-", "")
    index = end
    for letter in reversed(letters):
        index -= 1
        skipped = 0
        while index >= 0 and not words.surfaces[index][0].isupper():
            skipped += 1
            index -= 1
            if skipped > _MOST_SKIPPED:
                return None
        if index < 0 or words.surfaces[index][0] != letter:
            return None
    if words.sentence[index] != words.sentence[end] or len(letters) < _FEWEST_LETTERS:
        return None
    between = {words.keys[at] for at in range(index, end) if words.surfaces[at][0].islower()}
    return index if between <= _SMALL else None


def _acts(scan: Scan, index: int) -> bool:
    """Whether an unknown acronym is used like a body: "the OPCW", "the NYPD said", "AKP's"."""
    words = scan.words
    return (
        (words.key(index - 1) == "the" and not words.key(index + 1)[:1].isalpha())
        or words.key(index + 1) in scan.parts.speech
        or words.key(index + 1) in POSSESSIVES
    )


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
