from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.news_pieces import Pieces
from annotate.suggesters.news_text import (
    GLUED,
    NEW_LINE,
    SHAPES,
    SPACED,
    cut_words,
    read_words,
    sentences,
    shape_of,
    windows,
)

LINES = st.text(alphabet='aB.!? \n\r"”)1é…', max_size=80)


def stretches(text: str) -> list[str]:
    return [text[low:high] for low, high in sentences(text)]


def test_sentences_end_at_stops_and_at_line_breaks() -> None:
    text = "Talks failed.\nThe envoy left Geneva. “We tried.” Nobody answered!"
    assert stretches(text) == [
        "Talks failed.",
        "The envoy left Geneva.",
        "“We tried.”",
        "Nobody answered!",
    ]


def test_a_title_or_an_abbreviation_ends_no_sentence() -> None:
    text = "Gen. Ortiz met Sen. Malley in the U.S. Senate. Dr. Woo left."
    assert stretches(text) == ["Gen. Ortiz met Sen. Malley in the U.S. Senate.", "Dr. Woo left."]


def test_a_stop_before_a_small_letter_ends_no_sentence() -> None:
    assert stretches("It cost 3.5 million. or so") == ["It cost 3.5 million. or so"]


@given(LINES)
def test_sentences_lie_in_order_and_keep_every_visible_character(text: str) -> None:
    cuts = sentences(text)
    kept = set[int]()
    end = 0
    for low, high in cuts:
        assert end <= low < high <= len(text)
        end = high
        assert not text[low].isspace()
        assert not text[high - 1].isspace()
        assert "\n" not in text[low:high]
        kept.update(range(low, high))
    assert all(index in kept for index, char in enumerate(text) if not char.isspace())


def test_the_case_of_a_word_gives_its_shape() -> None:
    words = ["talks", "Kyiv", "NATO", "A", "McGrath", "12", "1991", "F16", ",", "“", "北京"]
    shapes = [shape_of(word) for word in words]
    assert len(set(shapes)) == len(words)
    assert all(0 < shape < SHAPES for shape in shapes)


def test_words_keep_offsets_of_the_whole_text_and_say_what_stands_before_them() -> None:
    text = "Go.\nOld Kyiv-based"
    pieces = Pieces(
        ids=[1, 2, 3, 4, 5, 6], word_ids=[0, 1, 1, 2, 3, 3], offsets=[
            (0, 3), (4, 8), (4, 8), (8, 9), (9, 14), (9, 14)
        ],
    )  # fmt: skip
    words = read_words(text, 4, pieces)
    assert [text[low:high] for low, high in zip(words.starts, words.ends, strict=True)] == [
        "Old",
        "Kyiv",
        "-",
        "based",
    ]
    assert words.first == [0, 1, 3, 4]
    assert words.spacings == [NEW_LINE, SPACED, GLUED, GLUED, GLUED, GLUED]
    assert len(set(words.shapes[1:3])) == 1


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(20, 100))
def test_windows_cover_all_sentences_once_within_the_limit(lengths: list[int], limit: int) -> None:
    cuts = windows(lengths, limit=limit)
    assert [index for low, high in cuts for index in range(low, high)] == list(range(len(lengths)))
    for low, high in cuts:
        assert high - low == 1 or sum(lengths[low:high]) <= limit


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40), st.integers(5, 20))
def test_long_sentences_are_cut_between_words(sizes: list[int], limit: int) -> None:
    word_ids = [word for word, size in enumerate(sizes) for _ in range(size)]
    offsets = [(word * 2, word * 2 + 1) for word in word_ids]
    text = "x " * len(sizes)
    whole = read_words(text, 0, Pieces(list(range(len(word_ids))), word_ids, offsets))
    parts = cut_words(whole, limit)
    assert [piece for part in parts for piece in part.pieces] == whole.pieces
    assert [start for part in parts for start in part.starts] == whole.starts
    for part in parts:
        assert len(part.pieces) <= limit
        assert part.first[0] == 0
        assert len(part.first) == len(part.starts) == len(part.ends)


def test_nothing_is_cut_from_nothing() -> None:
    assert sentences(" \n\t ") == []
    assert windows([], limit=10) == []
    assert cut_words(read_words("", 0, Pieces([], [], [])), 10) == []
