"""Objects out of JSON as people write it: a list, one a line, or one after another with commas.

The gold standard records of PLOVER are such a file: objects parted by commas, without a list around
them, and with commas behind the last field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)


def read_objects(content: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Line and object of each outermost `{…}`; in place of a broken one, what is wrong with it."""
    depth = start = 0
    line, counted = 1, 0
    for match in _PART.finditer(content):
        sign = match[0]
        if sign == "{":
            if not depth:
                start = match.start()
                line += content.count("\n", counted, start)
                counted = start
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if not depth:
                yield line, _parsed(content[start : match.end()])
    if depth:
        yield line, "an object that does not end"


def _parsed(piece: str) -> dict[str, Any] | str:
    try:
        return cast("dict[str, Any]", json.loads(piece))
    except (ValueError, RecursionError):
        pass
    try:
        value = json.loads(_COMMA.sub(lambda match: match[1] or "", piece))
    except (ValueError, RecursionError) as error:
        return str(error)[:80]
    return cast("dict[str, Any]", value)
