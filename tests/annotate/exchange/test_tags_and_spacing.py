from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange import spacing
from annotate.exchange.tags import SCHEMES, Chunk, decode, encode, is_tag
from annotate.exchange.tokens_out import cut, sentences


def spans(*tags: str) -> list[tuple[int, int, str]]:
    return [(chunk.first, chunk.last, chunk.label) for chunk in decode(tags)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("B-PER", "I-PER", "O", "B-LOC"), [(0, 1, "PER"), (3, 3, "LOC")]),
        (("I-PER", "I-PER", "B-PER", "O"), [(0, 1, "PER"), (2, 2, "PER")]),  # IOB1
        (("B-PER", "L-PER", "U-LOC", "O"), [(0, 1, "PER"), (2, 2, "LOC")]),  # BILOU
        (
            ("B-PER", "I-PER", "E-PER", "S-LOC", "S-LOC"),
            [(0, 2, "PER"), (3, 3, "LOC"), (4, 4, "LOC")],
        ),
        (("B_PER", "M_PER", "E_PER", "W_LOC"), [(0, 2, "PER"), (3, 3, "LOC")]),
        (("PER", "PER", "O", "LOC", "PER"), [(0, 1, "PER"), (3, 3, "LOC"), (4, 4, "PER")]),  # IO
        (("B-PER", "I-LOC", "E-LOC"), [(0, 0, "PER"), (1, 2, "LOC")]),
        (("O", "E-PER", "I-PER"), [(1, 1, "PER"), (2, 2, "PER")]),
        (("B-person-politician", "I-person-politician"), [(0, 1, "person-politician")]),
        (("(ORG*", "*", "*)", "(GPE)", "*"), [(0, 2, "ORG"), (3, 3, "GPE")]),
        (("(ORG(GPE)", "*)", "*"), [(0, 1, "ORG"), (0, 0, "GPE")]),
        (("(ORG*", "*"), []),  # never closed
        (("_", "-", "", "O", "o"), []),
        ((), []),
    ],
)
def test_tags_of_every_scheme_say_the_same(
    tags: tuple[str, ...], expected: list[tuple[int, int, str]]
) -> None:
    assert spans(*tags) == expected


def test_a_label_may_look_like_a_prefix() -> None:
    assert spans("B-B-LOC", "I-B-LOC") == [(0, 1, "B-LOC")]
    assert spans("B-O", "I-O") == [(0, 1, "O")]


@st.composite
def chunkings(draw: st.DrawFn) -> tuple[int, list[Chunk]]:
    lengths = draw(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["", "A", "B-C"]))))
    at, found = 0, []
    for length, label in lengths:
        if label:
            found.append(Chunk(at, at + length - 1, label))
        at += length
    return at, found


@given(made=chunkings(), scheme=st.sampled_from([name for name in SCHEMES if name != "io"]))
def test_what_is_encoded_is_decoded(made: tuple[int, list[Chunk]], scheme: str) -> None:
    count, wanted = made
    written = encode(count, wanted, scheme=scheme)
    assert decode(written) == wanted
    assert all(is_tag(tag) for tag in written)


def test_the_io_scheme_joins_neighbours() -> None:
    made = [Chunk(0, 0, "A"), Chunk(1, 1, "A")]
    assert decode(encode(2, made, scheme="io")) == [Chunk(0, 1, "A")]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Rebels ( M23 ) left , he said .", "Rebels (M23) left, he said."),
        ("It is n't Kyiv 's .", "It isn't Kyiv's."),
        ('" We won , " he said .', '"We won," he said.'),
        ("`` We won , '' he said .", "``We won,'' he said."),
        ("It cost $ 5 .", "It cost $5."),
        ("U.N. troops", "U.N. troops"),
    ],
)
def test_the_rule_puts_white_space_where_english_has_it(words: str, text: str) -> None:
    given_words = words.split()
    spaces = spacing.by_rule(given_words)
    assert "".join(a + b for a, b in zip(given_words, spaces, strict=True)) == text


def test_spaces_everywhere_if_asked() -> None:
    assert spacing.by_rule(["a", ".", "b"], spacing="spaces") == [" ", " ", ""]
    assert spacing.by_rule([]) == []


@given(st.text(" \t\r\n|\\x\u00a0", max_size=8))
def test_white_space_is_escaped_and_back(spaces: str) -> None:
    note = spacing.after_note(spaces)
    assert spacing.unescape(spacing.escape(spaces)) == spaces
    found = spacing.space_after([note]) if note else " "
    assert found == spaces
    assert not set(spacing.escape(spaces)) & set(" \t\r\n|")


def test_notes_that_say_nothing_of_white_space_are_passed_over() -> None:
    assert spacing.space_after(["Lang=en", "NE=B-PER"]) is None
    assert spacing.space_after(["Lang=en", "SpaceAfter=No"]) == ""
    assert spacing.space_before(["SpacesBefore=\\s\\n"]) == " \n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kyiv’s U.S.-backed O'Brien isn't",
            ["Kyiv", "’s", "U.S.", "-", "backed", "O'Brien", "isn", "'t"],
        ),
        ("$3.2bn at 6.30 a_b", ["$", "3.2", "bn", "at", "6.30", "a", "_", "b"]),
        ("cafe\u0301 😀 ‘so’", ["cafe\u0301", "😀", "‘", "so", "’"]),
        ("", []),
    ],
)
def test_words_for_formats_of_tokens(text: str, words: list[str]) -> None:
    assert [text[word.start : word.end] for word in cut(text, ())] == words


@given(st.text("ab .'’\n😀\u0301_5-U"))
def test_words_cover_all_but_white_space(text: str) -> None:
    words = cut(text, ())
    covered = "".join(text[word.start : word.end] for word in words)
    assert covered == "".join(char for char in text if not char.isspace())
    assert all(not any(map(str.isspace, text[word.start : word.end])) for word in words)
    found = sentences(text, words)
    assert [index for sentence in found for index in sentence] == list(range(len(words)))


def test_sentences_end_where_readers_see_it() -> None:
    text = "He left. “Why?” she asked. Mr. J. Lee of the U.S. army went; i.e. away.\nOn Monday"
    words = cut(text, ())
    found = [text[words[s[0]].start : words[s[-1]].end] for s in sentences(text, words)]
    assert found[0] == "He left."
    assert found[-1] == "On Monday"
    assert "of the U.S. army went; i.e. away." in found[-2]
