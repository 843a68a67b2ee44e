from __future__ import annotations

import pytest

from annotate.spans import Layer
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.news_model import Seen
from annotate.suggesters.news_titles import redrawn, untitled


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("President Ann Lee", "Ann Lee"),
        ("Prime Minister Ann Lee", "Ann Lee"),
        ("Gen. Ortiz", "Ortiz"),
        ("Professor Sir Bo Ek", "Bo Ek"),
        ("Ann Lee", "Ann Lee"),
        ("President", "President"),
        ("Prince", "Prince"),
        ("PRESIDENT LEE", "LEE"),
        ("PRIME MINISTER ANN LEE", "ANN LEE"),
        ("DR LEE", "DR LEE"),
        ("Ann President", "Ann President"),
        ("President of all", "President of all"),
    ],
)
def test_a_name_begins_after_its_titles(name: str, kept: str) -> None:
    text = f"Then {name} spoke"
    start = untitled(text, 5, 5 + len(name), load_name_parts())
    assert text[start : 5 + len(name)] == kept


def test_only_names_of_persons_lose_a_title() -> None:
    text = "President Lee met Chief Joseph Dam"
    seen = [
        Seen(0, 13, "PERSON", Layer.ENTITY, 0.9, is_chosen=True),
        Seen(18, 34, "FAC", Layer.ENTITY, 0.9, is_chosen=True),
    ]
    starts = [span.start for span in redrawn(text, seen, load_name_parts())]
    assert starts == [10, 18]


def test_a_pronoun_is_no_name_but_a_country_is() -> None:
    text = "We left US troops"
    seen = [
        Seen(0, 2, "ORG", Layer.ENTITY, 0.9, is_chosen=True),
        Seen(8, 10, "GPE", Layer.ENTITY, 0.9, is_chosen=True),
        Seen(0, 2, "MEET", Layer.EVENT, 0.9, is_chosen=True),
    ]
    kept = redrawn(text, seen, load_name_parts())
    assert [span.label for span in kept] == ["GPE", "MEET"]


def seen(text: str, mention: str, label: str) -> Seen:
    start = text.index(mention)
    return Seen(start, start + len(mention), label, Layer.ENTITY, 0.9, is_chosen=True)


def drawn(text: str, mention: str, label: str) -> list[str]:
    spans = redrawn(text, [seen(text, mention, label)], load_name_parts())
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Mr. de Lorne", "de Lorne"),
        ("General al-Tari", "al-Tari"),
        ("Colonel van der Meulen", "van der Meulen"),
        ("President of Lorne", "President of Lorne"),
    ],
)
def test_a_name_may_begin_with_a_particle(name: str, kept: str) -> None:
    assert drawn(f"Then {name} spoke", name, "PERSON") == [kept]


@pytest.mark.parametrize(
    ("text", "mention", "whole"),
    [
        ("fighting in Lorne province again", "Lorne", "Lorne province"),
        ("the Lorne region’s farms", "Lorne", "Lorne region"),
        ("a village of Lorne district.", "Lorne", "Lorne district"),
        ("the Lorne district attorney", "Lorne", "Lorne"),
        ("the Lorne district’s judge", "Lorne", "Lorne district"),
        ("the Lorne region-wide strike", "Lorne", "Lorne"),
        ("the Lorne regional council", "Lorne", "Lorne"),
        ("provinces such as Lorne", "Lorne", "Lorne"),
    ],
)
def test_the_word_for_a_kind_of_place_belongs_to_its_name(
    text: str, mention: str, whole: str
) -> None:
    assert drawn(text, mention, "GPE") == [whole]
    assert drawn(text, mention, "ORG") == [mention]


def test_a_part_of_a_title_and_a_plural_are_no_organisations() -> None:
    assert drawn("U.S. District Judge Ada Lund ruled", "U.S. District", "ORG") == []
    assert drawn("The U.S. District Court ruled", "U.S. District Court", "ORG") == [
        "U.S. District Court"
    ]
    assert drawn("U.S. Secretary of State Ada Lund", "U.S.", "ORG") == ["U.S."]
    assert drawn("Most MPs left", "MPs", "ORG") == []
    assert drawn("the SDPs left", "SDPs", "ORG") == ["SDPs"]


@pytest.mark.parametrize(
    ("text", "mention", "whole"),
    [
        ("At Lund & Co they wept", "Lund", "Lund & Co"),
        ("Lund & Co. said so", "Lund", "Lund & Co."),
        ("Lund, Inc. said so", "Lund", "Lund, Inc."),
        ("They sued Lund Ltd. Nobody came", "Lund", "Lund Ltd"),
        ("Lund & Coe said so", "Lund", "Lund"),
        ("Lund, Incheon said so", "Lund", "Lund"),
    ],
)
def test_the_name_of_a_firm_ends_with_its_form(text: str, mention: str, whole: str) -> None:
    assert drawn(text, mention, "ORG") == [whole]
    assert drawn(text, mention, "PERSON") == [mention]
