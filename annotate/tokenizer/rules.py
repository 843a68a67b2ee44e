"""Tokenizer rules of a project: words and signs that its tokens are to be cut at, besides the own.

A rule only ever cuts: what fitted the tokens before fits them still. The rules are kept as a
setting of the project; tokens, exports and trainings all go by them.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from annotate.articles import Tokens

SETTING: Final = "tokenizer rules"
"""The setting of a project that holds its rules, as JSON."""
_LONGEST: Final = 200
_INSIDE: Final = r"[^\W_]"


class RuleKind(StrEnum):
    """What a rule is about."""

    WORD = "word"  # this one word falls into these pieces
    SIGN = "sign"  # every word is cut at this string when it stands between letters or digits


@dataclass(frozen=True, slots=True)
class TokenizerRule:
    """One rule: the pieces of a word, in order, or the one string to cut out; never blank."""

    kind: RuleKind
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word, or the string, as it stands in a text."""
        return "".join(self.pieces)

    @property
    def patterns(self) -> list[str]:
        """Regular expressions of infixes for spaCy; those of a word match nothing but a place."""
        if self.kind is RuleKind.SIGN:
            return [rf"(?<={_INSIDE}){re.escape(self.text)}(?={_INSIDE})"]
        found: list[str] = []
        for cut in range(1, len(self.pieces)):
            left, right = "".join(self.pieces[:cut]), "".join(self.pieces[cut:])
            found.append(
                rf"(?<=(?<!{_INSIDE}){re.escape(left)})(?={re.escape(right)}(?!{_INSIDE}))"
            )
        return found


def word_rules(
    text: str, tokens: Tokens, start: int, end: int, known: Iterable[TokenizerRule] = ()
) -> tuple[TokenizerRule, ...]:
    """Rules that cut the very words in which `start:end` (code points) begins and ends.

    A word that a `known` rule cuts already is cut there as well: the new rule takes its place.
    """
    rules: list[TokenizerRule] = []
    words = [rule for rule in known if rule.kind is RuleKind.WORD]
    for first, last, cuts in _cut_tokens(tokens, start, end):
        edges = sorted({first, *cuts, last, *_edges_there(text, first, last, words)})
        pieces = tuple(text[a:b] for a, b in itertools.pairwise(edges))
        rules.append(TokenizerRule(RuleKind.WORD, pieces))
    return tuple(rule for rule in rules if is_sound(rule))


def sign_rules(text: str, tokens: Tokens, start: int, end: int) -> tuple[TokenizerRule, ...]:
    """Rules that cut every word at the sign beside which `start:end` begins or ends."""
    rules: dict[TokenizerRule, None] = {}
    for first, last, cuts in _cut_tokens(tokens, start, end):
        for cut in cuts:
            sign = _signs_before(text, first, cut) or _signs_behind(text, cut, last)
            if not sign:
                return ()
            rules[TokenizerRule(RuleKind.SIGN, (sign,))] = None
    return tuple(rule for rule in rules if is_sound(rule))


def with_rules(
    known: Sequence[TokenizerRule], more: Sequence[TokenizerRule]
) -> tuple[TokenizerRule, ...]:
    """The known rules and new ones; a word has one rule, the newest."""
    new = {(rule.kind, rule.text) for rule in more}
    return (*(rule for rule in known if (rule.kind, rule.text) not in new), *more)


def rules_from(setting: str) -> tuple[TokenizerRule, ...]:
    """The rules in a setting of a project; what is no rule is left out."""
    try:
        rows: Any = json.loads(setting) if setting else []
    except ValueError:
        return ()
    found: list[TokenizerRule] = []
    for row in cast("list[object]", rows) if isinstance(rows, list) else []:
        match row:
            case {"kind": "word" | "sign" as kind, "pieces": [*pieces]}:
                texts = tuple(piece for piece in pieces if isinstance(piece, str))
                rule = TokenizerRule(RuleKind(kind), texts)
                if len(texts) == len(pieces) and is_sound(rule):
                    found.append(rule)
            case _:
                continue
    return tuple(found)


def as_setting(rules: Iterable[TokenizerRule]) -> str:
    """The rules as the setting of a project."""
    rows = [{"kind": str(rule.kind), "pieces": list(rule.pieces)} for rule in rules]
    return json.dumps(rows, ensure_ascii=False)


def tokenizer_name(name: str, rules: Sequence[TokenizerRule]) -> str:
    """The name of a tokenizer with these rules; changes whenever they do."""
    if not rules:
        return name
    return f"{name}+{hashlib.blake2b(as_setting(rules).encode(), digest_size=4).hexdigest()}"


def is_sound(rule: TokenizerRule) -> bool:
    """Whether a rule can be one: pieces without blanks, of a word at least two, not too long."""
    fewest = 2 if rule.kind is RuleKind.WORD else 1
    is_blank = any(not piece or re.search(r"\s", piece) for piece in rule.pieces)
    many = len(rule.pieces) if rule.kind is RuleKind.SIGN else 1
    return not is_blank and len(rule.pieces) >= fewest and many == 1 and len(rule.text) <= _LONGEST


def _cut_tokens(tokens: Tokens, start: int, end: int) -> list[tuple[int, int, list[int]]]:
    """(start, end, cuts) of each token that the stretch begins or ends inside."""
    found: dict[int, list[int]] = {}
    for place in (start, end):
        index = tokens.index_at(place)
        if index is not None and tokens.starts[index] < place:
            found.setdefault(index, []).append(place)
    return [
        (tokens.starts[index], tokens.ends[index], sorted(set(cuts)))
        for index, cuts in sorted(found.items())
    ]


def _edges_there(text: str, first: int, last: int, rules: Iterable[TokenizerRule]) -> list[int]:
    """Where the rule of the word around `first:last` has its cuts, and its ends."""
    for rule in rules:
        for start in range(max(last - len(rule.text), 0), first + 1):
            if text.startswith(rule.text, start):
                edges = [start]
                for piece in rule.pieces:
                    edges.append(edges[-1] + len(piece))
                return edges
    return []


def _signs_before(text: str, first: int, cut: int) -> str:
    start = cut
    while start > first and not text[start - 1].isalnum():
        start -= 1
    return text[start:cut]


def _signs_behind(text: str, cut: int, last: int) -> str:
    end = cut
    while end < last and not text[end].isalnum():
        end += 1
    return text[cut:end]
