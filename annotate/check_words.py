"""What the check of a project finds, in words of another language.

A finding is an English phrase in two parts, where and what. `told` takes each apart again, so that
a window can say it in its own language; what is no such phrase (SQLite's own) stays as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.store.check import Problem

_WHERE = (
    "article {id}, complete mark {stretch}",
    "article {id}, suggestion {other}",
    "article {id}, relation {other}",
    "article {id}, chain {other}",
    "article {id}, span {other}",
    "article {id}",
    "{table} row {number}",
    "labels",
    "file",
)
_WHAT = (
    "no such {table}",
    "its steps do not lead to what is there ({fields})",
    "a step or a row cannot be read ({fields})",
    "the schema or a setting cannot be read ({fields})",
    "it cannot be read ({fields})",
    "its text is missing",
    "its text is not the one that was imported",
    "{stretch} reads {words}, {other} was marked",
    "{number} of its spans are none of its {other}",
    "it has {number} spans",
    "its spans are those of another article",
    "it begins at an event, which has a frame for that",
    "its span {other} is not there",
    "it ends outside the text of {number} characters",
    "{number} of {other} lie outside the text",
)


def told(problem: Problem, tr: Callable[[str], str] = str) -> str:
    """Where it is and what it is, as one line; ids, words and reasons stay as they are."""
    return f"{_told(problem.where, _WHERE, tr)}: {_told(problem.what, _WHAT, tr)}"


def _told(text: str, templates: tuple[str, ...], tr: Callable[[str], str]) -> str:
    for template in templates:
        match = _pattern(template).fullmatch(text)
        if match is not None:
            return tr(template).format(**match.groupdict())
    return text


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    fields = {"number": r"-?\d+", "stretch": r"-?\d+–-?\d+", "table": r"\w+"}
    parts = re.split(r"\{(\w+)\}", template)
    made = [
        f"(?P<{part}>{fields.get(part, '.+?')})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(made), re.DOTALL)
