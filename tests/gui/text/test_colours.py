"""Contrast of everything that is read, for any label colour, on every page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.text.colours import (
    CONTRAST_BODY,
    CONTRAST_SHAPE,
    CONTRAST_TEXT,
    RGB,
    Chrome,
    chrome_for,
    colours_for,
    contrast,
    parse_colour,
    relative_luminance,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAGES = [
    chrome_for(is_dark=is_dark, is_high_contrast=is_high)
    for is_dark in (False, True)
    for is_high in (False, True)
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((255, 0, 0), (255, 255, 255), 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: RGB, other: RGB, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_of_black_and_white() -> None:
    assert relative_luminance((0, 0, 0)) == 0
    assert relative_luminance((255, 255, 255)) == pytest.approx(1)


@given(COLOURS, st.sampled_from(PAGES))
def test_text_is_readable_on_every_fill_and_label(colour: str, page: Chrome) -> None:
    colours = colours_for(colour, page)
    text = CONTRAST_BODY if page.is_high_contrast else CONTRAST_TEXT
    assert contrast(page.ink, colours.fill) >= CONTRAST_BODY
    assert contrast(page.ink, colours.ghost_fill) >= CONTRAST_BODY
    assert contrast(colours.plate_ink, colours.plate) >= text
    assert contrast(colours.tag_ink, colours.tag) >= text
    assert contrast(colours.ghost_ink, page.paper) >= text
    assert contrast(colours.strong, page.paper) >= CONTRAST_SHAPE


@pytest.mark.parametrize("page", PAGES)
def test_the_page_itself_is_readable(page: Chrome) -> None:
    assert contrast(page.ink, page.paper) >= CONTRAST_BODY
    assert contrast(page.faint_ink, page.paper) >= CONTRAST_TEXT
    assert contrast(page.selected_ink, page.selection) >= CONTRAST_BODY
    assert contrast(page.ink, page.hit) >= CONTRAST_TEXT
    assert contrast(page.focus, page.focus_halo) >= CONTRAST_BODY
    assert contrast(page.warning, page.paper) >= CONTRAST_TEXT
    assert contrast(page.mark, page.paper) >= CONTRAST_SHAPE


@given(COLOURS, st.sampled_from(PAGES))
def test_one_line_of_the_focus_ring_shows_on_any_fill(colour: str, page: Chrome) -> None:
    fill = colours_for(colour, page).fill
    assert max(contrast(page.focus, fill), contrast(page.focus_halo, fill)) >= CONTRAST_SHAPE


def test_different_hues_stay_different() -> None:
    page = chrome_for(is_dark=False)
    fills = {colours_for(c, page).fill for c in ("#c8352b", "#3f9d5b", "#4a86d8", "#e08a3c")}
    assert len(fills) == 4


def test_colours_are_parsed() -> None:
    assert parse_colour("#0a10ff") == (10, 16, 255)
