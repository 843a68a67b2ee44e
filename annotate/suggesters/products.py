"""Products by what stands beside their name: craft, ships, versions of listed products.

By our guideline the name alone is marked: "the [Aurora-2] probe", "the frigate [Aurelia]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.things import Scan, Thing, is_capital, same

_CRAFT = frozenset(
    {"spacecraft", "probe", "probes", "rover", "lander", "orbiter", "satellite", "satellites",
     "rocket", "rockets", "missile", "missiles", "drone", "drones", "jet", "jets", "aircraft",
     "airliner", "airliners", "helicopter", "helicopters", "bomber", "bombers", "fighter",
     "fighters", "tank", "tanks", "howitzer", "howitzers", "torpedo", "submarine", "submarines",
     "smartphone", "smartphones", "console", "telescope", "capsule", "booster"}
)  # fmt: skip
_SHIPS = frozenset(
    {"frigate", "destroyer", "cruiser", "corvette", "warship", "submarine", "tanker", "ferry",
     "freighter", "trawler", "yacht", "icebreaker", "minesweeper", "schooner", "steamer"}
)  # fmt: skip
_PREFIXES = frozenset(
    {"USS", "HMS", "MV", "M/V", "RMS", "INS", "HMCS", "HMAS", "USNS", "BRP", "MS"}
)
_NUMBERED = re.compile(r"[A-Z][A-Za-z]+-?\d{1,4}[A-Za-z]{0,2}")
_VERSION = re.compile(
    r"\d{1,4}[A-Za-z]{0,2}|[A-Z]\d{1,3}|II|III|IV|VI|VII|Pro|Max|Plus|Ultra|Mini|VR|XP"
)
_MOST_OF_VERSION = 3
_OF_NO_MAKER = frozenset({"software and devices", "weapons and vehicles", "spacecraft"})


def find_products(scan: Scan) -> Iterator[Thing]:
    """Findings of every rule of this module."""
    yield from _craft(scan)
    yield from _ships(scan)
    yield from _versions(scan)


def _craft(scan: Scan) -> Iterator[Thing]:
    """A name with a number before the word for a craft: "the [Aurora-2] probe"."""
    words = scan.words
    for index in range(1, len(words)):
        if words.keys[index] not in _CRAFT or not same(words, index - 1, index):
            continue
        if _NUMBERED.fullmatch(words.surfaces[index - 1]):
            yield Thing(index - 1, index, "PRODUCT", 0.85, f"number + {words.keys[index]}")


def _ships(scan: Scan) -> Iterator[Thing]:
    """A ship behind its prefix ("the [USS Vrantz]") or its kind ("the frigate [Aurelia]")."""
    words = scan.words
    for index in range(len(words) - 1):
        surface = words.surfaces[index]
        behind = index + 1
        if not same(words, index, behind) or not is_capital(words, behind):
            continue
        if surface in _PREFIXES and index not in scan.hits:
            yield Thing(index, _run_end(scan, behind), "PRODUCT", 0.85, f"ship: {surface}")
        elif surface in _SHIPS and words.key(index - 1) != "-" and behind not in scan.hits:
            yield Thing(behind, _run_end(scan, behind), "PRODUCT", 0.75, f"ship: {surface}")


def _run_end(scan: Scan, first: int) -> int:
    words = scan.words
    end = first + 1
    while end < min(first + 3, len(words)) and same(words, first, end) and is_capital(words, end):
        end += 1
    return end


def _versions(scan: Scan) -> Iterator[Thing]:
    """A listed product with its version: "[Windows 11]", "[iPhone 15 Pro]"."""
    words = scan.words
    for hit in {id(each): each for each in scan.hits.values()}.values():
        if hit.name.label != "PRODUCT" or hit.name.title not in _OF_NO_MAKER:
            continue
        end = hit.end
        while (
            end - hit.end < _MOST_OF_VERSION
            and same(words, hit.first, end)
            and _VERSION.fullmatch(words.surfaces[end])
        ):
            end += 1
        if end > hit.end and not words.key(end).endswith(("million", "billion", "percent", "%")):
            yield Thing(hit.first, end, "PRODUCT", 0.92, "product + version")
