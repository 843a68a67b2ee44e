"""Short names in capitals: sure where a full name introduces them, weak elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotate.suggesters.things import Scan, Thing
from annotate.suggesters.words import POSSESSIVES, Words


def find_acronyms(scan: Scan, things: Iterable[Thing]) -> Iterator[Thing]:
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
            and not scan.capitals.lower[words.keys[index]]
        ):
            yield Thing(index, index + 1, "ORG", 0.65 if _acts(scan, index) else 0.5, "acronym")


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
