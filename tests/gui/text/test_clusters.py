"""Where one character ends and the next begins, with the layout of Qt as the oracle."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from annotate.offsets import OffsetMap
from gui.text.clusters import character_beside

PIECES = (
    *("\ufeff", "a", "B", " ", "\n", "\t", ".", "\u00a0", "\u200b", "\u200d", "\ufe0f", "\u202e"),
    *("e\u0301", "o\u0308\u0323", "ק", "ש\u05c1\u05b8", "ال", "نَ", "नमस्ते", "ก็", "각", "한"),
    *("👩‍👩‍👧", "🇺🇦", "🇩🇪", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "\U0001d400", "🙂"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def oracle(text: str) -> list[int]:
    """Every place between two characters, as the caret of a layout goes through the text."""
    found, start = {0}, 0
    for line in text.split("\n"):
        # A byte order mark in front is dropped on the way to Qt.
        units, layout = OffsetMap(line), QTextLayout(line.replace("\ufeff", "\u2060"))
        place = 0
        while place < units.utf16_length:
            place = layout.nextCursorPosition(place)
            # Never inside a surrogate pair, where Qt stops behind Devanagari.
            found.add(start + units.from_utf16(place))
        start += len(line) + 1
        found.add(min(start, len(text)))
    return sorted(found)


@given(TEXTS)
@example("Zoe\u0308")
@example("🇺🇦🇩🇪🇺🇦")
@example("\u0301a")
@example("a\n\ufeffb")
@example(" \u0301a")
@example("नमस्ते\U0001d400")
@example("नमस्ते \U0001d400")
def test_both_ways_are_those_of_the_layout(qapp: object, text: str) -> None:
    places = oracle(text)
    there, back = [0], [len(text)]
    while (place := character_beside(text, there[-1], 1)) != there[-1]:
        there.append(place)
    while (place := character_beside(text, back[-1], -1)) != back[-1]:
        back.append(place)
    assert there == places
    assert back == places[::-1]


@pytest.mark.parametrize("before", ["", "x" * 1000, "word " * 300, "\n" * 500])
def test_how_long_the_text_is_makes_no_difference(qapp: object, before: str) -> None:
    text = f"{before}Zoe\u0308 🇺🇦🇩🇪{'y' * 1000}"
    letter, flag = text.index("e\u0308"), text.index("🇺🇦")
    assert character_beside(text, letter, 1) == letter + 2
    assert character_beside(text, letter + 2, -1) == letter
    assert character_beside(text, flag + 4, -1) == flag + 2
    assert character_beside(text, flag, 1) == flag + 2


def test_from_inside_a_character_the_way_is_out_of_it(qapp: object) -> None:
    text = "a👩‍👩‍👧b"
    assert character_beside(text, 3, 1) == 6
    assert character_beside(text, 3, -1) == 1
