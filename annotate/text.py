"""The one place that alters text: normalisation at import, and the fingerprint of the result.

After import the text of an article never changes, so that an offset (code points, half-open)
means the same for ever. Qt would change more (docs/adr/0004), so text is never read back from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from annotate.errors import ArticleEmptyError

_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text as it is stored, with what had to be changed to make it so."""

    text: str
    line_ends: int
    had_bom: bool
    replaced: int

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the one that came in."""
        return bool(self.line_ends or self.had_bom or self.replaced)


def normalise_text(raw: str) -> NormalisedText:
    r"""Return `raw` as Spandesk stores it.

    A leading BOM is dropped; `\r\n`, `\r`, U+2028 and U+2029 become `\n`; NUL, lone surrogates and
    noncharacters become U+FFFD. Everything else stays, code point by code point. Idempotent.
    """
    if is_clean(raw):
        return NormalisedText(raw, 0, had_bom=False, replaced=0)
    had_bom = raw.startswith("\ufeff")
    text = raw.lstrip("\ufeff") if had_bom else raw
    text, line_ends = _LINE_ENDS.subn("\n", text)
    text, replaced = _unstorable().subn(REPLACEMENT, text)
    return NormalisedText(text, line_ends, had_bom, replaced)


@cache  # compiled when it is needed: a start of the window needs neither
def _unstorable() -> re.Pattern[str]:
    """NUL, lone surrogates and noncharacters: not to be stored, tokenised or shown as they are."""
    plane_ends = "".join(
        chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
    )
    return re.compile(f"[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{plane_ends}]")


def is_clean(raw: str) -> bool:
    """Whether `raw` surely needs no change; far cheaper than the patterns for nearly every text."""
    if "\r" in raw or "\0" in raw:
        return False
    if raw.isascii():
        return True
    if raw.startswith("\ufeff") or "\u2028" in raw or "\u2029" in raw:
        return False
    try:
        data = raw.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    # In UTF-8 a noncharacter begins with the first of these or ends with one of the others.
    return not (b"\xef\xb7" in data or b"\xbf\xbe" in data or b"\xbf\xbf" in data)


def require_content(text: str, *, source: str) -> None:
    """Raise `ArticleEmptyError` when `text` has nothing that a reader could see."""
    if text[:1].isalnum():  # nearly every text
        return
    if not any(char.isprintable() and not char.isspace() and char != "\u200b" for char in text):
        raise ArticleEmptyError(source=source)


def fingerprint(text: str) -> str:
    """SHA-256 of the UTF-8 text in hexadecimal: equal texts, equal fingerprints."""
    return _sha256()(text.encode("utf-8")).hexdigest()


@cache  # a library of its own, and no need for it before the first paint
def _sha256() -> Callable[[bytes], Any]:
    import hashlib

    return hashlib.sha256
