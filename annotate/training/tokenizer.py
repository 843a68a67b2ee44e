"""The tokenizer of an export: made once, used for every article, written out to the last rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def tokenizer_as_data(tokenizer: Any) -> dict[str, Any]:  # noqa: ANN401 - any language's own
    """Everything that decides how `tokenizer` cuts, as JSON; `functions.py` reads it back.

    Languages whose tokenizer is not rule-based (Japanese, Chinese, …) train with their own.
    """
    from spacy.attrs import NAMES
    from spacy.tokenizer import Tokenizer

    if type(tokenizer) is not Tokenizer:
        return {"kind": "language", "class": type(tokenizer).__qualname__}
    rules: dict[str, list[dict[int | str, Any]]] = tokenizer.rules or {}
    return {
        "kind": "rules",
        "prefix_search": _pattern(tokenizer.prefix_search),
        "suffix_search": _pattern(tokenizer.suffix_search),
        "infix_finditer": _pattern(tokenizer.infix_finditer),
        "token_match": _pattern(tokenizer.token_match),
        "url_match": _pattern(tokenizer.url_match),
        "faster_heuristics": tokenizer.faster_heuristics,
        "exceptions": {
            string: [{_name(NAMES, key): value for key, value in part.items()} for part in parts]
            for string, parts in sorted(rules.items())
        },
    }


def _pattern(method: Any) -> str | None:  # noqa: ANN401 - a bound method of a compiled pattern
    return None if method is None else method.__self__.pattern


def _name(names: Sequence[str], key: int | str) -> str:
    return key if isinstance(key, str) else names[key]
