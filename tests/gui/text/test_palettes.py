"""Label colours for all eyes: how far apart they stay, and that text on them can be read."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from gui.text.colours import (
    CONTRAST_BODY,
    CONTRAST_TEXT,
    RGB,
    Chrome,
    chrome_for,
    colours_for,
    contrast,
    parse_colour,
)
from gui.text.palettes import PaletteChoice, palette_of, sector_of
from tests.gui.text.desk import Desk, MakeDesk
from tests.gui.text.vision import Vision, apart, seen

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
MADE_FOR = {
    PaletteChoice.RED_GREEN: (Vision.USUAL, Vision.PROTANOPIA, Vision.DEUTERANOPIA),
    PaletteChoice.BLUE_YELLOW: (Vision.USUAL, Vision.TRITANOPIA),
}
CASES = [(palette, vision) for palette, visions in MADE_FOR.items() for vision in visions]
# In hundredths of OKLab; about 2 is just noticed side by side.
SEEN_APART = {"strong": 8.0, "tag": 8.0, "fill": 5.0, "plate": 5.0}
NEWS = find_schema("news")


def hue(colour: str) -> float:
    """The hue in OKLab, by way of its published formulas in `colours`."""
    from gui.text.colours import _to_lch

    return _to_lch(parse_colour(colour))[2]


def pairs_of_other_sectors() -> list[tuple[str, str]]:
    return [
        (one.colour, other.colour)
        for layer in Layer
        for one, other in itertools.combinations(NEWS.in_layer(layer), 2)
        if sector_of(hue(one.colour)) != sector_of(hue(other.colour))
    ]


def least(chrome: Chrome, part: str, vision: Vision) -> float:
    """The least distance between the labels of two sectors, as these eyes see it."""

    def look(colour: str) -> RGB:
        return seen(getattr(colours_for(colour, chrome), part), vision)

    return min(apart(look(one), look(other)) for one, other in pairs_of_other_sectors())


def test_the_simulation_gives_the_published_confusions() -> None:
    red, green = (200, 60, 40), (120, 120, 20)
    assert apart(red, green) > 15
    for vision in (Vision.PROTANOPIA, Vision.DEUTERANOPIA):
        assert apart(seen(red, vision), seen(green, vision)) < apart(red, green)
    for vision in Vision:
        # Rows of each matrix add up to one: greys stay as they are.
        assert seen((128, 128, 128), vision) == (128, 128, 128)
        assert seen((255, 255, 255), vision) == (255, 255, 255)
    blue, teal = (0, 90, 200), (0, 110, 110)
    assert apart(seen(blue, Vision.TRITANOPIA), seen(teal, Vision.TRITANOPIA)) < apart(blue, teal)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("part", list(SEEN_APART))
@pytest.mark.parametrize(("palette", "vision"), CASES)
def test_families_are_told_apart_by_whom_the_palette_is_for(
    palette: PaletteChoice, vision: Vision, part: str, is_dark: bool
) -> None:
    chrome = chrome_for(is_dark=is_dark, palette=palette)
    assert least(chrome, part, vision) >= SEEN_APART[part]


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("palette", "vision"), [case for case in CASES if case[1].name != "USUAL"])
def test_a_palette_is_worth_choosing(palette: PaletteChoice, vision: Vision, is_dark: bool) -> None:
    usual = least(chrome_for(is_dark=is_dark), "strong", vision)
    made_for = least(chrome_for(is_dark=is_dark, palette=palette), "strong", vision)
    assert made_for > 5 * usual


@pytest.mark.parametrize("palette", list(PaletteChoice))
def test_labels_of_a_layer_never_have_the_same_colour(palette: PaletteChoice) -> None:
    for is_dark in (False, True):
        chrome = chrome_for(is_dark=is_dark, palette=palette)
        for layer in Layer:
            taken = [colours_for(label.colour, chrome) for label in NEWS.in_layer(layer)]
            assert len({(colours.strong, colours.fill) for colours in taken}) == len(taken)


@given(
    COLOURS,
    st.sampled_from(PaletteChoice),
    st.booleans(),
    st.booleans(),
)
def test_text_is_readable_on_every_fill_and_label_of_every_palette(
    colour: str, palette: PaletteChoice, is_dark: bool, is_high: bool
) -> None:
    page = chrome_for(is_dark=is_dark, is_high_contrast=is_high, palette=palette)
    colours = colours_for(colour, page)
    text = CONTRAST_BODY if is_high else CONTRAST_TEXT
    assert contrast(page.ink, colours.fill) >= CONTRAST_BODY
    assert contrast(page.ink, colours.ghost_fill) >= CONTRAST_BODY
    assert contrast(colours.plate_ink, colours.plate) >= text
    assert contrast(colours.tag_ink, colours.tag) >= text
    assert contrast(colours.ghost_ink, page.paper) >= text
    assert contrast(colours.strong, page.paper) >= CONTRAST_TEXT


def test_every_hue_has_a_sector_and_pink_goes_round() -> None:
    found = [sector_of(math.radians(degrees)) for degrees in range(-360, 720)]
    assert set(found) == set(range(9))
    assert found[:360] == found[360:720]
    assert sector_of(math.radians(330)) == sector_of(math.radians(2)) == 0


def test_a_page_is_one_object_so_that_pictures_are_shared() -> None:
    for palette in PaletteChoice:
        one = chrome_for(is_dark=True, palette=palette)
        assert chrome_for(is_dark=True, palette=palette) is one
        assert one.palette is palette


@pytest.mark.parametrize("value", [None, "", "rainbow", 7])
def test_what_names_no_palette_is_the_usual_one(value: object) -> None:
    assert palette_of(value) is PaletteChoice.SPANDESK
    assert palette_of("red_green") is PaletteChoice.RED_GREEN


def grey(desk: Desk) -> bytes:
    """The viewport without colour, as ink on paper: light or dark."""
    desk.painted()
    image = desk.view.viewport().grab().toImage()
    image = image.convertToFormat(image.Format.Format_Grayscale8)
    return bytes(image.constBits())


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_layers_and_states_are_told_apart_without_any_colour(
    make_desk: MakeDesk, is_dark: bool
) -> None:
    """The same stretch as entity or event, gold or suggestion: four different shapes."""
    pictures: set[bytes] = set()
    for layer in Layer:
        for is_suggestion in (False, True):
            desk = make_desk(width=420, height=90)
            desk.view.set_dark(is_dark)
            desk.open("Rebels shelled Port Sella again.")
            # One name and one colour, so that nothing but the shape can differ.
            add = desk.suggest if is_suggestion else desk.mark
            add("shelled", "SAME", layer=layer)
            pictures.add(grey(desk))
    assert len(pictures) == 4


def shape_of(desk: Desk) -> tuple[int, int, int]:
    """How many dashed edges, closed boxes and bars the only line has."""
    desk.view.viewport().grab()
    (line,) = [line for shown in desk.view._flow.shown() for line in shown.block.lines]
    return len(line.edges), len(line.fills), len(line.bars)


def test_the_shapes_are_dashes_boxes_and_bars(make_desk: MakeDesk) -> None:
    desk = make_desk(width=600, height=90)
    shapes = {}
    for layer in Layer:
        for is_suggestion in (False, True):
            desk.open("Rebels shelled Port Sella again.")
            (desk.suggest if is_suggestion else desk.mark)("shelled", "SAME", layer=layer)
            shapes[layer, is_suggestion] = shape_of(desk)
    assert shapes == {
        (Layer.ENTITY, False): (0, 1, 0),
        (Layer.ENTITY, True): (4, 1, 0),
        (Layer.EVENT, False): (0, 0, 1),
        (Layer.EVENT, True): (0, 0, 1),
    }


def test_the_view_is_painted_anew_in_another_palette(desk: Desk) -> None:
    desk.open("Talks in Velmora.")
    desk.mark("Velmora", "GPE")
    desk.painted()
    usual = desk.view.viewport().grab().toImage()
    desk.view.set_palette(PaletteChoice.RED_GREEN)
    desk.painted()
    other = desk.view.viewport().grab().toImage()
    assert other != usual
    desk.view.set_palette(PaletteChoice.SPANDESK)
    desk.painted()
    assert desk.view.viewport().grab().toImage() == usual
