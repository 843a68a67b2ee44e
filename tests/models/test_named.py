from __future__ import annotations

import pytest

from resources.models.build.named import named_part


def named(mention: str, hint: str, kind: str) -> str | None:
    """The name in a mention that stands between other words."""
    text = f"they saw {mention} there"
    start = text.index(mention)
    low = text.index(hint, start)
    found = named_part(text, start, start + len(mention), (low, low + len(hint)), kind)
    return found and text[slice(*found)]


@pytest.mark.parametrize(
    ("mention", "hint", "kind", "name"),
    [
        ("Mara Holt", "Mara Holt", "PERSON", "Mara Holt"),
        ("Mara Holt's", "Mara Holt", "PERSON", "Mara Holt"),
        ("the Owls'", "Owls", "ORG", "Owls"),
        ("the painter Mara Holt", "Mara Holt", "PERSON", "Mara Holt"),
        ("Mara Holt of the Harbour Party", "Mara Holt", "PERSON", "Mara Holt"),
        ("Mara Holt, who sings", "Mara Holt", "PERSON", "Mara Holt"),
        ("Mara Holt in Oslo", "Mara Holt in Oslo", "PERSON", "Mara Holt"),
        ("minister Mara Holt in Oslo", "Mara Holt in Oslo", "PERSON", "Mara Holt"),
        ("Arvid the Bold", "Arvid", "PERSON", "Arvid the Bold"),
        ("Shah Arvid II", "Shah Arvid", "PERSON", "Shah Arvid II"),
        ("Oslo, Norway", "Oslo", "GPE", "Oslo"),
        ("a united Norway", "Norway", "GPE", "Norway"),
        ("the City of Bergen", "City", "GPE", "City of Bergen"),
        ("I-244", "I", "GPE", "I-244"),
        ("Hwy 51", "Hwy", "GPE", "Hwy 51"),
        ("the Harbour Blue Sox", "Harbour", "ORG", "Harbour Blue Sox"),
        ("the Institute of Rivers and Lakes", "Institute", "ORG", "Institute of Rivers and Lakes"),
        ("the House of Deputies", "House", "ORG", "House of Deputies"),
        ("the 2031 River Games in Oslo", "River Games", "EVENT", "River Games"),
        ("World War II", "World War", "EVENT", "World War II"),
    ],
)
def test_a_mention_is_called_by_its_whole_name(
    mention: str, hint: str, kind: str, name: str
) -> None:
    assert named(mention, hint, kind) == name


@pytest.mark.parametrize(
    ("mention", "hint", "kind"),
    [
        ("the John Archer archive", "John Archer", "GPE"),
        ("a lot of shopping in Portland", "Portland", "EVENT"),
        ("Kevin Roe's assist", "Kevin Roe", "EVENT"),
        ("workers of Norway", "Norway", "PERSON"),
        ("ferries in Jersey City", "Jersey City", "PRODUCT"),
        ("the President", "President", "PERSON"),
        ("the President of that country", "President", "PERSON"),
        ("the King of Athens", "King of Athens", "PERSON"),
        ("Madam Speaker", "Madam Speaker", "PERSON"),
        ("the Court's", "Court", "ORG"),
    ],
)
def test_a_name_of_something_else_or_a_role_is_no_name(mention: str, hint: str, kind: str) -> None:
    assert named(mention, hint, kind) is None
