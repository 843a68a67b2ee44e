"""Blocks cover the text, are short enough to shape, and cut where a reader would not mind."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotate.text import normalise_text
from gui.text.paragraphs import (
    BLOCK_LIMIT,
    Paragraphs,
    has_right_to_left,
    is_right_to_left,
)

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab c.\n\n\t אבג \u0301\u200d\U0001f54a\U0001f1fa\U0001f1e6"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=300,
).map(lambda raw: normalise_text(raw).text)


@given(TEXTS)
def test_blocks_cover_the_text_and_hold_no_line_feed(text: str) -> None:
    paragraphs = Paragraphs(text)
    assert "\n".join(paragraphs.block_text(i) for i in range(len(paragraphs))) == text
    for index in range(len(paragraphs)):
        assert "\n" not in paragraphs.block_text(index)
        assert not paragraphs.is_continued(index)


@given(TEXTS)
def test_block_at_finds_the_block_that_holds_the_offset(text: str) -> None:
    paragraphs = Paragraphs(text)
    for offset in range(len(text) + 1):
        index = paragraphs.block_at(offset)
        assert paragraphs.starts[index] <= offset <= paragraphs.ends[index]


@given(st.text(alphabet=st.sampled_from("ab c\n\U0001f54aא"), max_size=80))
def test_same_paragraphs_as_qtextdocument(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(text)
    paragraphs = Paragraphs(text)
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block.text())
        block = block.next()
    assert [paragraphs.block_text(i) for i in range(len(paragraphs))] == blocks


@given(
    st.integers(min_value=4_000, max_value=30_000),
    st.sampled_from(["word ", "A sentence. ", "x", "e\u0301", "\U0001f1fa\U0001f1e6", "字"]),
)
def test_long_paragraphs_are_cut_into_joined_pieces(length: int, unit: str) -> None:
    text = (unit * (length // len(unit) + 1))[:length]
    paragraphs = Paragraphs(text)
    assert "".join(paragraphs.block_text(i) for i in range(len(paragraphs))) == text
    for index in range(len(paragraphs)):
        assert paragraphs.ends[index] - paragraphs.starts[index] <= BLOCK_LIMIT + 600
        if index:
            assert paragraphs.is_continuation(index)
            assert not unicodedata.combining(text[paragraphs.starts[index]])


def test_long_paragraphs_are_cut_behind_a_sentence() -> None:
    text = "A short sentence here. " * 400
    paragraphs = Paragraphs(text)
    assert len(paragraphs) > 1
    for index in range(1, len(paragraphs)):
        assert text[paragraphs.starts[index] - 2 : paragraphs.starts[index]] == ". "


def test_paragraph_edges_around_an_offset() -> None:
    paragraphs = Paragraphs("one\ntwo\n\nfour")
    assert paragraphs.paragraph_start(5) == 4
    assert paragraphs.paragraph_start(0) == 0


def test_direction_is_that_of_the_first_strong_letter() -> None:
    assert not is_right_to_left("")
    assert not is_right_to_left("12 % only")
    assert not is_right_to_left("Kyiv אב")
    assert is_right_to_left("12. אב Kyiv")
    assert is_right_to_left("«العربية»")
    assert has_right_to_left("Kyiv אב")
    assert not has_right_to_left("Київ, 北京")


def test_pieces_of_a_long_paragraph_run_like_its_start() -> None:
    text = "אבגד " * 900 + "plain words " * 500
    paragraphs = Paragraphs(text)
    assert len(paragraphs) > 2
    assert all(paragraphs.is_right_to_left(i) for i in range(len(paragraphs)))


def test_an_empty_line_has_no_direction_of_its_own() -> None:
    paragraphs = Paragraphs("one\n\nאב")
    assert [paragraphs.is_right_to_left(i) for i in range(3)] == [False, False, True]
