"""Products by what stands beside their name."""

from __future__ import annotations

import pytest

from annotate.articles import Article
from annotate.suggesters.rules import RuleSuggester


def labelled(text: str, label: str) -> list[str]:
    """What the rules mark with `label`."""
    found = RuleSuggester().suggest(Article(id="", text=text))
    return [text[each.start : each.end] for each in found if each.label == label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Aurora-2 probe reached the crater.", ["Aurora-2"]),
        ("Two Vrantz-3 rockets fell into the sea.", ["Vrantz-3"]),
        ("An LVM3 rocket lifted off at noon.", ["LVM3"]),
        ("The frigate Aurelia left Kiel.", ["Aurelia"]),
        ("The USS Vrantz Hill turned back.", ["USS Vrantz Hill"]),
        ("She runs Windows 11 at work.", ["Windows 11"]),
        ("The new iPhone 15 Pro costs more.", ["iPhone 15 Pro"]),
        ("The James Webb Space Telescope saw it.", ["James Webb Space Telescope"]),
        ("The firm sold iPhones and Chromebook models.", ["iPhones", "Chromebook"]),
        ("A rocket hit a bus.", []),
        ("The probe of Lima was closed.", []),
        ("Paris jets off to a win.", []),
        ("The ferry sank. Aurelia survived.", []),
        ("A ferry from Kiel sank.", []),
    ],
)
def test_products_are_found_by_their_number_their_kind_or_a_list(
    text: str, names: list[str]
) -> None:
    assert labelled(text, "PRODUCT") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the 2010 World Cup began", ["2010 World Cup"]),
        ("the 78th Vrantz Film Festival opened", ["78th Vrantz Film Festival"]),
        ("the Vrantz Film Festival 2019 opened", ["Vrantz Film Festival 2019"]),
        ("the 2012 Summer Paralympics ended", ["2012 Summer Paralympics"]),
        ("the Democratic National Convention in Ohio", ["Democratic National Convention"]),
        ("the February 1974 British general election", ["February 1974 British general election"]),
        ("In 2010 the World Cup began", ["World Cup"]),
        ("the Geneva Convention", []),
    ],
)
def test_an_event_that_is_held_again_has_its_year_or_number(text: str, names: list[str]) -> None:
    assert labelled(text, "EVENT") == names
