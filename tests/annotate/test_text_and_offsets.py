"""Normalisation and offsets: properties, and Qt as the oracle for UTF-16."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotate.errors import ArticleEmptyError
from annotate.offsets import OffsetMap
from annotate.text import REPLACEMENT, fingerprint, normalise_text, require_content

any_text = st.text(alphabet=st.characters(), max_size=80)
with_surrogates = st.text(
    alphabet=st.one_of(
        st.characters(), st.integers(0xD800, 0xDFFF).map(chr), st.sampled_from("\r\n\x00\ufeff")
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\ufeffbom", "bom"),
        ("in\ufeffside", "in\ufeffside"),
        ("nul\x00", f"nul{REPLACEMENT}"),
        ("\ud83d alone", f"{REPLACEMENT} alone"),
        ("\ufdd0\U0001ffff", REPLACEMENT * 2),
        (
            "non\u00a0breaking, soft\u00adhyphen, e\u0301",
            "non\u00a0breaking, soft\u00adhyphen, e\u0301",
        ),
    ],
)
def test_normalises_exactly_what_it_says(raw: str, text: str) -> None:
    assert normalise_text(raw).text == text


@given(with_surrogates)
@example("\r\n\r\n")
@example("\ufeff\ufeffx")
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise_text(raw).text
    assert normalise_text(once).text == once
    assert not normalise_text(once).is_changed
    once.encode("utf-8")  # storable


@given(with_surrogates)
def test_counts_tell_whether_anything_changed(raw: str) -> None:
    result = normalise_text(raw)
    assert result.is_changed == (result.text != raw)


@given(any_text)
def test_qt_keeps_a_normalised_text_as_long_as_it_is(raw: str) -> None:
    text = normalise_text(raw).text
    document = QTextDocument()
    document.setPlainText(text)
    # One unit of the document is its closing paragraph separator.
    assert document.characterCount() - 1 == OffsetMap(text).utf16_length


@given(any_text)
@example("🇺🇦 Kyiv")
@example("a😀b😀")
def test_offsets_agree_with_the_encoder_both_ways(text: str) -> None:
    text = normalise_text(text).text
    offsets = OffsetMap(text)
    for place in range(len(text) + 1):
        utf16 = len(text[:place].encode("utf-16-le")) // 2
        assert offsets.to_utf16(place) == utf16
        assert offsets.from_utf16(utf16) == place
    assert offsets.length == len(text)
    assert offsets.is_identity == all(ord(char) < 0x10000 for char in text)


def test_a_place_inside_a_pair_belongs_to_its_character() -> None:
    offsets = OffsetMap("a😀b")
    assert [offsets.from_utf16(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("blank", ["", " \n\t", "\u00a0\u2003", "\u200b\n"])
def test_blank_texts_are_refused(blank: str) -> None:
    with pytest.raises(ArticleEmptyError) as caught:
        require_content(blank, source="blank.txt")
    assert caught.value.fields["source"] == "blank.txt"


def test_fingerprints_tell_texts_apart() -> None:
    assert fingerprint("a") == fingerprint("a") != fingerprint("b")
    assert len(fingerprint("🇺🇦")) == 64
