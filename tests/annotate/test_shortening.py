"""Texts that are cut to a length say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.shortening import shortened


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("harbour", 7, "harbour"),
        ("harbour", 6, "harbo…"),
        ("the old harbour", 5, "the…"),
        ("", 3, ""),
        ("harbour", 1, "…"),
    ],
)
def test_what_is_cut_ends_with_an_ellipsis(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected


@given(st.text(), st.integers(1, 50))
def test_nothing_is_longer_than_asked_and_what_fits_is_untouched(text: str, most: int) -> None:
    found = shortened(text, most)
    assert len(found) <= most
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))
