"""The place from which an article was sent: "GOMA, DR Congo (Agency) — Rebels seized …".

Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.finding import Finding
from annotate.suggesters.gazetteer import Gazetteer

REASON = "dateline"
_SCORE = 0.92
_RANK = 41  # just above a listed name, which it may be as well
_LINE = re.compile(
    r"^[ \t]*(?P<places>[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ /-][^\W\d_a-z][^\W\d_a-z.'’-]*){0,5})"
    r"(?:,[ ](?P<wider>[A-Z][^()\n—–:;]{1,40}?))?"
    r"[ ]?(?:\((?P<agency>[^()\n]{2,40})\))?[ ]?(?:—|–|--|-)[ ]",
    re.MULTILINE,
)
_FEWEST_LETTERS = 3
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? ")
_STATE = re.compile(r"[A-Z][a-z]+\.|[A-Z]\.[A-Z]\.")
_AGENCIES = frozenset(
    {"AP", "AFP", "ANI", "ANSA", "BBC", "CNN", "DPA", "EFE", "IANS", "IPS", "IRNA", "ITAR-TASS",
     "JTA", "KUNA", "NPR", "PA", "PTI", "RIA", "RNS", "SANA", "TASS", "UPI", "VOA", "WAM", "XINHUA"}
)  # fmt: skip
_KICKERS = frozenset(
    {"ANALYSIS", "BREAKING", "CORRECTION", "EDITORIAL", "EXCLUSIVE", "EXPLAINER", "FACTBOX"}
    | {"FEATURE", "INTERVIEW", "LIVE", "NEWS", "OPINION", "PHOTOS", "PROFILE", "TIMELINE"}
    | {"UPDATE", "VIDEO", "WATCH", "WEATHER", "SPORT", "SPORTS", "BUSINESS", "WORLD", "POLITICS"}
    | {"READ", "NOTE"}
)  # fmt: skip
"""Words in capitals before a dash that name the kind of article."""


def find_datelines(text: str, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Places in capitals before an agency, a wider place or a date, and a dash, at a line's start.

    The capitals and what stands behind them say that it is a place, listed or not; what is listed
    as something else is none. The agency too, if it is known by its name.
    """
    for line in _LINE.finditer(text):
        if not _is_dateline(line["agency"], line["wider"], gazetteer):
            continue
        start = line.start("places")
        for place in line["places"].split("/"):
            if _is_place(place, gazetteer):
                yield Finding(start, start + len(place), "GPE", _SCORE, REASON, _RANK)
            start += len(place) + 1
        if (agency := line["agency"]) is not None and _is_known_agency(agency, gazetteer):
            start = line.start("agency")
            yield Finding(start, start + len(agency), "ORG", _SCORE, REASON, _RANK)


def _is_dateline(agency: str | None, wider: str | None, gazetteer: Gazetteer) -> bool:
    if agency is not None:
        is_agency = any(char.islower() for char in agency) or agency in _AGENCIES
        return is_agency and agency[0].isupper()
    if wider is None:
        return False
    name = gazetteer.get(*wider.split())
    is_place = name is not None and name.label in {"GPE", "LOC"}
    return is_place or bool(_STATE.fullmatch(wider) or _MONTH.match(wider))


def _is_known_agency(agency: str, gazetteer: Gazetteer) -> bool:
    name = gazetteer.get(*agency.split())
    return agency in _AGENCIES or (name is not None and name.label == "ORG")


def _is_place(place: str, gazetteer: Gazetteer) -> bool:
    words = place.split()
    if sum(char.isalpha() for char in place) < _FEWEST_LETTERS or not _KICKERS.isdisjoint(words):
        return False
    name = gazetteer.get(*words) or gazetteer.get(*(word.title() for word in words))
    return name is None or name.label in {"GPE", "LOC"}
