"""What own lists are made of: lists, entries, and what makes an entry a good one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from annotate.errors import ListEntryError
from annotate.spans import Layer

LISTS = "lists"
"""Name of the suggester."""

DEFAULT_SCORE = 0.95
LONGEST_TEXT = 300
LONGEST_PATTERN = 4_000
_LABEL = re.compile(r"[^\s\x00-\x1f]{1,64}")


class Form(StrEnum):
    """How the text of an entry is looked for."""

    WORDS = "words"  # as it is written
    VERB = "verb"  # the first word in all its forms: "carry out", "carried out"
    NOUN = "noun"  # the last word in singular and plural
    TOKENS = "tokens"  # a token pattern of spaCy, as JSON


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One line of a list: what is looked for and what it stands for; `score` in 0..1.

    With `is_exact` upper and lower case must agree. `id` is 0 before the entry is stored.
    """

    text: str
    label: str
    layer: Layer
    form: Form = Form.WORDS
    is_exact: bool = True
    score: float = DEFAULT_SCORE
    is_enabled: bool = True
    id: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What no two entries of a list may share."""
        return (self.layer, self.label, self.text, self.form)


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of entries, or a trigger lexicon in TOML; `count` is the number of entries."""

    id: int
    title: str
    is_enabled: bool = True
    lexicon: str = ""
    count: int = 0

    @property
    def is_lexicon(self) -> bool:
        """Whether it is a lexicon and has no entries."""
        return bool(self.lexicon)


def clean_text(text: str) -> str:
    """One line with single blanks, as entries keep it."""
    return " ".join(text.split())


def checked(entry: ListEntry) -> ListEntry:
    """The entry with its text made clean; raises `ListEntryError` with the reason."""
    import unicodedata

    text = clean_text(entry.text) if entry.form is not Form.TOKENS else entry.text.strip()
    if not text or not any(char.isalnum() or char in "[{" for char in text):
        raise ListEntryError(reason="no_text", text=text)
    if len(text) > (LONGEST_PATTERN if entry.form is Form.TOKENS else LONGEST_TEXT):
        raise ListEntryError(reason="too_long", text=text[:40], limit=LONGEST_TEXT)
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in text):
        raise ListEntryError(reason="control", text=clean_text(text))
    if not entry.label:
        raise ListEntryError(reason="no_label", text=text)
    if not _LABEL.fullmatch(entry.label):
        raise ListEntryError(reason="bad_label", text=text, label=entry.label)
    if not 0 < entry.score <= 1:
        raise ListEntryError(reason="bad_score", text=text, found=entry.score)
    if entry.form is Form.TOKENS:
        from annotate.own_lists.token_patterns import parse_pattern

        parse_pattern(text)
    return ListEntry(
        text=text,
        label=entry.label,
        layer=entry.layer,
        form=entry.form,
        is_exact=entry.is_exact,
        score=entry.score,
        is_enabled=entry.is_enabled,
        id=entry.id,
    )


def pattern_text(pattern: object) -> str:
    """A token pattern as entries keep it: JSON on one line."""
    import json

    return json.dumps(pattern, ensure_ascii=False)
