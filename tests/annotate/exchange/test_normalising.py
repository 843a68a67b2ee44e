"""Normalisation changes what it must, once, and nothing else; the short way round it agrees."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotate.text import normalise_text

TROUBLE = ["\r", "\n", "\r\n", "\u2028", "\u2029", "\ufeff", "\0", "\ud83d", "\udc4d", "\ufdd0"]
TROUBLE += ["\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufdf0", "\ufdcf", "\ufffd"]
TROUBLE += ["a", "é", "한", "🎉", "\u00a0", "\u200b", "\x85", "\u0308", "\ufbff", "\U0002bfbe"]

ugly = st.lists(st.sampled_from(TROUBLE) | st.characters()).map("".join)
UNSTORABLE = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef]")


def wanted(raw: str) -> str:
    """The definition, character by character."""
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", raw.lstrip("\ufeff"))
    return "".join(
        "\ufffd" if UNSTORABLE.match(char) or ord(char) & 0xFFFE == 0xFFFE else char
        for char in text
    )


@given(ugly)
def test_the_text_is_what_the_definition_says(raw: str) -> None:
    assert normalise_text(raw).text == wanted(raw)


@given(ugly)
def test_a_second_time_changes_nothing(raw: str) -> None:
    once = normalise_text(raw)
    again = normalise_text(once.text)
    assert again.text == once.text
    assert not again.is_changed


@given(ugly)
def test_a_change_is_said(raw: str) -> None:
    done = normalise_text(raw)
    assert done.is_changed == (done.text != raw)
    assert len(done.text) >= len(raw) - raw.count("\r\n") - raw.count("\ufeff")


@given(ugly)
def test_bytes_and_back(raw: str) -> None:
    text = normalise_text(raw).text
    assert text.encode().decode() == text
