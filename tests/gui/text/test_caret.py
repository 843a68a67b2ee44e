"""Movement by token, sentence and paragraph, and selections in tokens: pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Tokens
from gui.text import caret
from gui.text.selection import Selection, extended_by_token, token_around

TEXT = "Gen. Roe spoke. He left at 5 p.m. on Friday! “Why?” she asked.\nNext one. End"
TEXTS = st.text(alphabet=st.sampled_from("ab. !?\n”A"), max_size=60)


def sentence_starts(text: str) -> list[int]:
    places, offset = [0], 0
    while (offset := caret.next_sentence_start(text, offset)) < len(text):
        places.append(offset)
    return places


def test_sentences_end_at_signs_but_not_at_abbreviations() -> None:
    starts = sentence_starts(TEXT)
    assert [TEXT[start : start + 4] for start in starts] == ["Gen.", "He l", "“Why", "Next", "End"]


def test_sentences_backwards_are_those_forwards() -> None:
    starts = sentence_starts(TEXT)
    offset, back = len(TEXT), []
    while offset > 0:
        offset = caret.previous_sentence_start(TEXT, offset)
        back.append(offset)
    assert back[::-1] == starts


@pytest.mark.parametrize("length", [0, 1, 5990, 5999, 6000, 6001, 6002, 12_000, 40_000])
@pytest.mark.parametrize("words", ["word ", "3.5 ", "e.g. ", "x"])
def test_however_long_a_sentence_is_its_ends_are_found(length: int, words: str) -> None:
    middle = (words * (length // len(words) + 1))[:length]
    text = f"One began. Then {middle} it ended. A third! A fourth"
    starts = sentence_starts(text)
    assert [text[start:][:3] for start in starts] == ["One", "The", "A t", "A f"]
    offset, back = len(text), []
    while offset > 0:
        offset = caret.previous_sentence_start(text, offset)
        back.append(offset)
    assert back[::-1] == starts
    assert caret.previous_sentence_start(text, starts[2] - 1) == starts[1]
    assert caret.sentence_around(text, starts[1] + length // 2) == (starts[1], starts[2] - 1)


def test_sentence_around_leaves_the_blank_behind_it() -> None:
    start, end = caret.sentence_around(TEXT, 20)
    assert TEXT[start:end] == "He left at 5 p.m. on Friday!"


def test_other_scripts_end_sentences() -> None:
    text = "ماذا قال؟ قال نعم۔ ثم ذهب. 他走了。她来了。"
    assert len(sentence_starts(text)) >= 4


@given(TEXTS, st.data())
def test_every_step_moves_on_and_ends(text: str, data: st.DataObject) -> None:
    for forward, back in (
        (caret.next_sentence_start, caret.previous_sentence_start),
        (caret.next_paragraph_start, caret.previous_paragraph_start),
    ):
        offset = data.draw(st.integers(0, len(text)))
        there = forward(text, offset)
        assert offset <= there <= len(text)
        assert there > offset or offset == len(text) or set(text[offset:]) <= {"\n"}
        here = back(text, offset)
        assert 0 <= here <= offset
        assert here < offset or offset == 0


def test_paragraph_steps_pass_over_empty_lines() -> None:
    text = "one\n\n\ntwo\nthree"
    assert caret.next_paragraph_start(text, 1) == 6
    assert caret.next_paragraph_start(text, 6) == 10
    assert caret.next_paragraph_start(text, 12) == len(text)
    assert caret.previous_paragraph_start(text, 12) == 10
    assert caret.previous_paragraph_start(text, 10) == 6
    assert caret.previous_paragraph_start(text, 6) == 0


def test_token_steps() -> None:
    tokens = Tokens.rough("Ada met Bo")
    assert caret.next_token_start(tokens, 0, 10) == 4
    assert caret.next_token_start(tokens, 8, 10) == 10
    assert caret.previous_token_start(tokens, 9) == 8
    assert caret.previous_token_start(tokens, 0) == 0


@pytest.mark.parametrize(
    ("selection", "direction", "expected"),
    [
        (Selection(4, 4), 1, (4, 7)),
        (Selection(5, 5), 1, (4, 7)),
        (Selection(4, 7), 1, (4, 10)),
        (Selection(4, 10), -1, (4, 7)),
        (Selection(4, 7), -1, (4, 4)),
        (Selection(4, 4), -1, (4, 0)),
        (Selection(6, 6), -1, (7, 4)),
        (Selection(7, 0), 1, (7, 4)),
        (Selection(10, 10), 1, (10, 10)),
        (Selection(0, 0), -1, (0, 0)),
    ],
)
def test_selections_grow_and_shrink_by_tokens(
    selection: Selection, direction: int, expected: tuple[int, int]
) -> None:
    moved = extended_by_token(selection, Tokens.rough("Ada met Bo"), direction)
    assert (moved.anchor, moved.caret) == expected


@given(st.text(alphabet=st.sampled_from("ab, "), max_size=40), st.data())
def test_token_selections_are_aligned(text: str, data: st.DataObject) -> None:
    tokens = Tokens.rough(text)
    place = data.draw(st.integers(0, len(text)))
    selection = Selection(place, place)
    for direction in data.draw(st.lists(st.sampled_from([1, -1]), max_size=8)):
        selection = extended_by_token(selection, tokens, direction)
        assert 0 <= selection.start <= selection.end <= len(text)
    grown = extended_by_token(Selection(place, place), tokens, 1)
    if grown.stretch and text[place : place + 1].strip():
        assert tokens.is_aligned(*grown.stretch)


def test_token_around_takes_the_one_that_ends_there() -> None:
    tokens = Tokens.rough("Ada met")
    assert token_around(tokens, 3) == (0, 3)
    assert token_around(tokens, 4) == (4, 7)
    assert token_around(tokens, 7) == (4, 7)
    assert token_around(Tokens.rough("   "), 1) is None
