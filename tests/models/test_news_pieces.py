from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.news_pieces import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", "the", "ky", "##iv", "zelen", "##sky", "cafe", "-", "'", "s", "北"]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    file: Path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    file.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return WordPieces(file)


def named(pieces: WordPieces, text: str) -> list[str]:
    return [VOCABULARY[index] for index in pieces.cut(text).ids]


def test_words_are_cut_into_the_longest_known_pieces(pieces: WordPieces) -> None:
    assert named(pieces, "The Kyiv") == ["the", "ky", "##iv"]


def test_signs_stand_alone_and_accents_go(pieces: WordPieces) -> None:
    assert named(pieces, "Café-Kyiv's") == ["cafe", "-", "ky", "##iv", "'", "s"]
    assert pieces.cut("Café-Kyiv's").offsets[:3] == [(0, 4), (4, 5), (5, 9)]


def test_a_word_without_pieces_is_unknown_as_a_whole(pieces: WordPieces) -> None:
    assert named(pieces, "Zelensky Zelenxky " + "a" * 101) == [
        "zelen",
        "##sky",
        "[UNK]",
        "[UNK]",
    ]


def test_each_ideograph_is_a_word(pieces: WordPieces) -> None:
    cut = pieces.cut("北京")
    assert cut.word_ids == [0, 1]
    assert cut.offsets == [(0, 1), (1, 2)]


def test_invisible_characters_leave_no_trace_at_the_end_of_a_word(pieces: WordPieces) -> None:
    cut = pieces.cut("Ky\u200div\u200e the\ufeff")
    assert [VOCABULARY[index] for index in cut.ids] == ["ky", "##iv", "the"]
    assert cut.offsets == [(0, 5), (0, 5), (7, 10)]


def test_a_word_of_combining_signs_alone_leaves_no_piece(pieces: WordPieces) -> None:
    assert pieces.cut("\u0301 the").word_ids == [0]


@given(st.text(max_size=60))
def test_words_lie_in_order_inside_the_text(pieces: WordPieces, text: str) -> None:
    cut = pieces.cut(text)
    assert len(cut.ids) == len(cut.word_ids) == len(cut.offsets)
    words = list(dict.fromkeys(zip(cut.word_ids, cut.offsets, strict=True)))
    assert [word for word, _ in words] == list(range(len(words)))
    end = 0
    for _, (low, high) in words:
        assert end <= low < high <= len(text)
        assert not any(char.isspace() for char in text[low:high])
        end = high
