"""Why something was suggested: the clauses that explanations are made of, and reading them again.

An explanation is stored as the English phrase that its suggester wrote. The built-in suggesters
write one of the clauses below; several are joined by "; ". `retold` takes them apart, so that a
window can say them in its own language; what is no such clause (another package's, an imported
one) stays as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

_CLAUSES = (
    "news model {percent}",
    "trigger lexicon: {words} → {label}",
    "gazetteer: {list} → {label}",
    "my list “{title}”: {words} → {label}",
    "my lexicon “{title}”: {words} → {label}",
    "pipeline {title}: {key}, precision {number}",
    "pipeline {title}: {key}",
    "date rule: age",
    "date rule: year",
    "date rule",
    "time rule",
    "money rule",
    "percent rule",
    "quantity rule: weight",
    "quantity rule",
    "cardinal rule: ratio",
    "cardinal rule: share",
    "cardinal rule",
    "ordinal rule",
    "head word: {words}",
    "opening word: {words}",
    "short for {words}",
    "acronym",
    "language by its context",
    "named election",
    "event + year",
    "product + version",
    "number + {words}",
    "designation",
    "ship: {words}",
    "spelt out: {words}",
    "state behind a town",
    "dateline",
    "first name: {words}",
    "first name alone",
    "first name of {words}",
    "surname of {words}",
    "name before a known surname: {words}",
    "name with an initial",
    "title + name: {words}",
    "role + name: {words}",
    "name + role: {words}",
    "the same name as elsewhere: {words}",
    "the same name elsewhere",
    "place + {words}",
    "name + {words}",
    "{words} + name",
)
"""The more particular ones first."""

_LISTS = (
    "buildings and places of politics",
    "cities",
    "companies",
    "countries",
    "countries, easily another name",
    "events with a name",
    "governments and services",
    "heads of state and others",
    "heads of state and others, full names",
    "international organisations",
    "languages",
    "large cities",
    "laws and treaties",
    "media",
    "nationalities",
    "peoples",
    "political camps",
    "regions and continents",
    "religions",
    "seats of government",
    "software and devices",
    "spacecraft",
    "states and provinces",
    "states of the USA",
    "universities",
    "waters and mountains",
    "weapons and vehicles",
    "works",
)
"""Titles of the lists of names that come with the program."""

SEPARATOR = "; "
"""Between the clauses of one explanation."""


def retold(explanation: str, tr: Callable[[str], str]) -> str:
    """`explanation` with each clause that is known put through `tr`, words and labels kept."""
    told: list[str] = []
    for clause in explanation.split(SEPARATOR):
        found = _read(clause)
        if found is None:
            told.append(clause)
            continue
        template, fields = found
        if fields.get("list") in _LISTS:
            fields["list"] = tr(fields["list"])
        told.append(tr(template).format(**fields))
    return SEPARATOR.join(told)


def _read(clause: str) -> tuple[str, dict[str, str]] | None:
    """The template that `clause` was made of, with its fields."""
    for template in _CLAUSES:
        # A window asks with every step of the focus: most are ruled out without an expression.
        first, last = template.partition("{")[0], template.rpartition("}")[2]
        if clause.startswith(first) and clause.endswith(last):
            match = _pattern(template).fullmatch(clause)
            if match is not None:
                return template, match.groupdict()
    return None


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    fields = {"percent": r"\d+\s?%", "label": r"\S+", "number": r"[\d.]+", "key": r"[^;,]+"}
    parts = re.split(r"\{(\w+)\}", template)
    made = [
        f"(?P<{part}>{fields.get(part, '[^;]+')})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(made))
