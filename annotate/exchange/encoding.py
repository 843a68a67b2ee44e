"""From bytes to text: byte-order marks, strict UTF-8, what a page declares, then a good guess.

A guess is always reported with its name and how sure it is, so that the annotator can see it and
import again with another encoding.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from annotate.errors import ArticleUnreadableError

# The longer mark first: UTF-32 little-endian begins with the mark of UTF-16 little-endian.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MARKS_16_32 = tuple(mark for mark, name in _MARKS if name != "utf-8")
"""Byte-order marks of UTF-16 and UTF-32."""
# Files that are never text, whatever their name says.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"SQLite format 3\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"{\\rtf",
)
# C0 controls that no text needs; tab, line feed, form feed, carriage return and escape are spared.
_CONTROLS = bytes((*range(9), 11, *range(14, 27), *range(28, 32), 127))
_HIGH_BYTES = bytes(range(0x80, 0x100))
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HIGH = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 200_000
_TOLERATED_CONTROLS = 2

# What text in windows-1252 has beside letters: quotation marks, dashes, currency, signs.
_WESTERN_SIGNS = frozenset("\u00a0\u00ad‘’‚“”„–—…•€£¥¢§°©®™«»‹›¡¿ªº·½¼¾²³×±´¶†‡‰")
# Foreign names in English text stay below this share of letters outside ASCII; and below this one
# if they have only letters that in other languages would not come without still others.
_WESTERN_SHARE = 0.03
_WESTERN_LETTERS = frozenset("áàâäåçéèëíîïñóôöúüßÁÀÂÄÅÇÉÈËÍÎÏÑÓÔÖÚÜ")
_WESTERN_LETTERS_SHARE = 0.12
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "mac_roman", "cp437", "cp850", "cp866"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
# Browsers read these declarations as the Windows superset, and pages are made for browsers.
_WEB_NAMES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that gave it; `confidence` is 1.0 where nothing was guessed.

    `replaced` counts the bytes that made no character and stand as U+FFFD in the text.
    """

    text: str
    encoding: str
    confidence: float = 1.0
    had_bom: bool = False
    replaced: int = 0

    @property
    def is_guessed(self) -> bool:
        """Whether another encoding could have been meant."""
        return self.confidence < 1.0


def decode(
    data: bytes, *, source: str, is_html: bool = False, encoding: str | None = None
) -> Decoded:
    """Text of `data`; raise `ArticleUnreadableError` when it is none.

    `encoding` overrules every guess; `is_html` lets the page declare its own.
    """
    if encoding is not None:
        return _decode_as_told(data, encoding, source=source)
    marked = _decode_marked(data, source=source)
    if marked is not None:
        return marked
    if data.startswith(_MAGIC):
        raise ArticleUnreadableError(source=source, reason="binary")
    wide = _decode_wide(data)
    if wide is not None:
        return wide
    text = _strict(data, "utf-8")
    if is_binary(data, is_utf8=text is not None):
        raise ArticleUnreadableError(source=source, reason="binary")
    declared = declared_encoding(data) if is_html else None
    if text is not None and not (declared in ("iso2022_jp", "hz") and _strict(data, declared)):
        return Decoded(text, "utf-8")
    if declared is not None:
        return _decode_declared(data, declared)
    return _decode_broken_utf8(data) or _guess(data, source=source)


def is_binary(data: bytes, *, is_utf8: bool) -> bool:
    """Whether `data` has more control bytes than a stray one that any text may hold."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if is_utf8:
        return controls > max(_TOLERATED_CONTROLS, len(data) // 1000) or controls * 10 > len(data)
    return controls > len(data) // 1000


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page declares, as Python names it, if it is one that exists."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):  # the declaration itself was readable as ASCII
        return "utf-8"
    return _WEB_NAMES.get(name, name) if _is_text_encoding(name) else None


def _is_text_encoding(name: str) -> bool:
    """Whether the codec gives text: Python's registry also has zip, base64 and rot13."""
    try:
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def _decode_as_told(data: bytes, encoding: str, *, source: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise ArticleUnreadableError(source=source, reason="encoding", encoding=encoding) from error
    had_bom = text.startswith("\ufeff")
    return Decoded(text.removeprefix("\ufeff"), encoding, had_bom=had_bom)


def _decode_marked(data: bytes, *, source: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        text = body.decode(encoding, "replace")
        replaced = text.count("\ufffd") - body.decode(encoding, "ignore").count("\ufffd")
        if replaced > max(_TOLERATED_CONTROLS, len(text) // 100):
            raise ArticleUnreadableError(source=source, reason="encoding", encoding=encoding)
        return Decoded(text, encoding, had_bom=True, replaced=replaced)
    return None


def _decode_wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in most scripts nearly every second byte of it is NUL."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(data) < 4 or sample.count(0) * 3 < len(sample):
        return None
    encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    text = _strict(data, encoding)
    if text is None or not all(char.isprintable() or char.isspace() for char in text[:_SAMPLE]):
        return None
    return Decoded(text, encoding, confidence=0.9)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _decode_declared(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, replaced=text.count("\ufffd"))


def _decode_broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut or badly joined file has.

    Text in another encoding hardly ever holds whole UTF-8 sequences, so a handful decides.
    """
    text = data.decode("utf-8", "replace")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode())
    ascii_characters = len(data.translate(None, _HIGH_BYTES))
    whole_sequences = len(text) - ascii_characters - replaced
    if whole_sequences < 4 * replaced:
        return None
    return Decoded(text, "utf-8", confidence=0.9, replaced=replaced)


def _guess(data: bytes, *, source: str) -> Decoded:
    sample = _telling_sample(data)
    if _looks_western(sample):
        text = _strict(data, "cp1252")
        if text is not None:
            return Decoded(text, "cp1252", confidence=0.9)
    from charset_normalizer import from_bytes

    matches = sorted(
        from_bytes(sample, cp_isolation=_CANDIDATES),
        key=lambda match: (match.chaos, -match.coherence),
    )
    for match in matches:
        twins = match.could_be_from_charset
        encoding = "cp1252" if "cp1252" in twins else match.encoding
        text = _strict(data, encoding)
        if text is not None:
            confidence = (1.0 - match.chaos) * (0.5 + 0.4 * match.coherence)
            return Decoded(text, encoding, confidence=round(max(confidence, 0.0), 2))
    raise ArticleUnreadableError(source=source, reason="encoding")


def _telling_sample(data: bytes) -> bytes:
    """At most `_SAMPLE` bytes, taken from the lines that hold bytes outside ASCII."""
    if len(data) <= _SAMPLE:
        return data
    lines: list[bytes] = []
    room = _SAMPLE
    for line in data.splitlines(keepends=True):
        if room <= 0:
            break
        if not line.isascii():
            lines.append(line[:room])
            room -= len(line)
    return b"".join(lines)


def _looks_western(sample: bytes) -> bool:
    """Whether this is what English text with a few names and signs is in windows-1252.

    Statistics over a handful of bytes cannot tell it from its Central European twin.
    """
    text = _strict(sample, "cp1252")
    if text is None:
        return False
    high_letters = 0
    share = _WESTERN_LETTERS_SHARE
    for match in _HIGH.finditer(text):
        char = match[0]
        if char.isalpha():
            high_letters += 1
            if char not in _WESTERN_LETTERS:
                share = _WESTERN_SHARE
            if char.isupper() and text[max(match.start() - 1, 0)].islower():
                return False
        elif char not in _WESTERN_SIGNS:
            return False
    letters = len(sample) - len(sample.translate(None, _LETTERS)) + high_letters
    return high_letters <= max(1, letters * share)
