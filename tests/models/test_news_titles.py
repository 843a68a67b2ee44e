from __future__ import annotations

import pytest

from annotate.spans import Layer
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.news_model import Seen
from annotate.suggesters.news_titles import untitled, without_titles


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
    starts = [span.start for span in without_titles(text, seen, load_name_parts())]
    assert starts == [10, 18]


def test_a_pronoun_is_no_name_but_a_country_is() -> None:
    text = "We left US troops"
    seen = [
        Seen(0, 2, "ORG", Layer.ENTITY, 0.9, is_chosen=True),
        Seen(8, 10, "GPE", Layer.ENTITY, 0.9, is_chosen=True),
        Seen(0, 2, "MEET", Layer.EVENT, 0.9, is_chosen=True),
    ]
    kept = without_titles(text, seen, load_name_parts())
    assert [span.label for span in kept] == ["GPE", "MEET"]
