"""Names that a listed place makes with small words: regions, sites, streets, elections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotate.suggesters.things import Scan, Thing, same

_REGIONS = frozenset(
    {"region", "oblast", "province", "district", "county", "raion", "governorate", "prefecture",
     "voivodeship", "canton"}
)  # fmt: skip
_SITES = {
    "airport": 0.65, "crossing": 0.65, "bridge": 0.6, "dam": 0.6, "prison": 0.5, "harbour": 0.5,
    "harbor": 0.5, "airbase": 0.6, "steelworks": 0.6, "highway": 0.5,
}  # fmt: skip
_LONG_SITES = (
    ("nuclear", "power", "plant"), ("nuclear", "power", "station"), ("nuclear", "plant"),
    ("power", "plant"), ("power", "station"), ("air", "base"), ("military", "base"),
)  # fmt: skip
_CONTESTS = frozenset(
    {"Olympics", "Games", "Paralympics", "Cup", "Bowl", "Contest", "Eurovision", "Open", "Series",
     "Championship", "Championships", "Festival", "Awards", "Expo", "Marathon", "Tournament",
     "Biennale", "Conference", "Congress", "Summit", "Forum", "Convention", "Hajj", "Prix"}
)  # fmt: skip
_POLLS = frozenset(
    {"presidential", "parliamentary", "general", "federal", "legislative", "midterm", "municipal",
     "local", "regional", "senate", "european", "primary", "mayoral", "gubernatorial"}
)  # fmt: skip

_NUMBER = re.compile(r"\d*(?:1st|2nd|3rd|\dth)")
_DESIGNATION = re.compile(
    r"(?:F|F/A|B|A|C|E|P|U|AC|AH|CH|EC|HH|KC|MH|MQ|MV|OH|RC|RQ|SH|UH|EA|T|S|M|AK|AR|BM|BMP|BMD|BTR|RPG|RPK"
    r"|Su|Mi|MiG|Tu|Il|An|Ka|Yak|Kh|Ka|J|JH|H|Y|Z|DF|HQ|YJ|PL|KN|AGM|AIM|GBU|ATGM|JAS|ZSU|FPV|CV|LCS"
    r"|D|FAB|KAB|R|Q|X|Z)-\d{1,3}[A-Z]{0,3}s?"
)
_MONTHS = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"}
)  # fmt: skip
_STATES = frozenset(
    {"Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind."}
    | {"Kan.", "Ky.", "La.", "Mass.", "Md.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb."}
    | {"Nev.", "N.C.", "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "Okla.", "Ore.", "Pa.", "R.I."}
    | {"S.C.", "S.D.", "Tenn.", "Tex.", "Va.", "Vt.", "W.Va.", "Wash.", "Wis.", "Wyo.", "Ont."}
    | {"Que.", "Alta.", "B.C."}
)


def find_compounds(scan: Scan) -> Iterator[Thing]:
    """Findings of every rule of this module."""
    for rule in (
        _regions_and_sites,
        _numbered_streets,
        _elections,
        _designations,
        _states_of_towns,
    ):
        yield from rule(scan)


def _regions_and_sites(scan: Scan) -> Iterator[Thing]:
    """A listed country, town or region with a small word that belongs to it (Rafah crossing)."""
    words = scan.words
    for index, key in enumerate(words.keys):
        hit = scan.hits.get(index - 1)
        if hit is None or hit.end != index or not same(words, index - 1, index):
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


def _numbered_streets(scan: Scan) -> Iterator[Thing]:
    """Streets with a number (117th Street)."""
    words = scan.words
    for index in range(len(words) - 1):
        if (
            words.surfaces[index][0].isdigit()
            and words.keys[index].endswith(("st", "nd", "rd", "th"))
            and words.surfaces[index + 1] in {"Street", "Avenue", "St.", "Ave.", "Ave"}
        ):
            yield Thing(index, index + 2, "FAC", 0.85, f"head word: {words.surfaces[index + 1]}")


def _elections(scan: Scan) -> Iterator[Thing]:
    """Elections with year and place (2001 United Kingdom general election)."""
    words = scan.words
    for index, key in enumerate(words.keys):
        if key not in {"election", "elections"} or words.key(index - 1) not in _POLLS:
            continue
        first = index - 1
        while first > 0 and words.keys[first - 1] in _POLLS:
            first -= 1
        place = scan.hits.get(first - 1)
        if place is None or place.name.label not in {"GPE", "NORP"}:
            continue
        year = place.first - 1
        if year >= 0 and len(words.keys[year]) == 4 and words.keys[year].isdigit():
            first = year - 1 if words.surface(year - 1) in _MONTHS else year
            yield Thing(first, index + 1, "EVENT", 0.85, "named election")


def events_of_a_year(scan: Scan, things: Iterable[Thing]) -> list[Thing]:
    """Events that are held again and again, with the year or number of the one that is meant.

    "[2020 Olympics]", "[Cannes Film Festival 2019]", "the [27th Moscow Film Festival]"; of the
    listed ones and of `things`.
    """
    words = scan.words
    found = {(hit.first, hit.end) for hit in scan.hits.values() if hit.name.label == "EVENT"}
    found |= {(thing.first, thing.end) for thing in things if thing.label == "EVENT"}
    result: list[Thing] = []
    for first, end in sorted(found):
        if words.surfaces[end - 1] not in _CONTESTS:
            continue
        before = words.surface(first - 1)
        if (_is_year(before) or _NUMBER.fullmatch(before)) and same(words, first - 1, first):
            result.append(Thing(first - 1, end, "EVENT", 0.92, "event + year"))
        elif _is_year(words.surface(end)) and same(words, end - 1, end):
            result.append(Thing(first, end + 1, "EVENT", 0.92, "event + year"))
    return result


def _designations(scan: Scan) -> Iterator[Thing]:
    """Aircraft, missiles and vehicles by maker's letters and number (F-15J, Kh-101, BMP-2s)."""
    for index, surface in enumerate(scan.words.surfaces):
        if _DESIGNATION.fullmatch(surface) and index not in scan.hits:
            yield Thing(index, index + 1, "PRODUCT", 0.85, "designation")


def _states_of_towns(scan: Scan) -> Iterator[Thing]:
    """The short form of a state behind its town (Ames, Iowa; Chesapeake, Va.)."""
    words = scan.words
    for index in range(2, len(words)):
        if (
            words.surfaces[index] in _STATES
            and words.surfaces[index - 1] == ","
            and words.surfaces[index - 2][0].isupper()
            and same(words, index - 2, index)
        ):
            yield Thing(index, index + 1, "GPE", 0.93, "state behind a town")


def _is_year(surface: str) -> bool:
    return len(surface) == 4 and surface.isdigit() and surface[:2] in {"18", "19", "20"}
