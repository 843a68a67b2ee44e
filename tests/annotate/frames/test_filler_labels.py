"""Words that become a filler get the label that fits them, never that of other words."""

from __future__ import annotations

import pytest

from annotate.annotations import AnnotationSet
from annotate.articles import Article, Tokens
from annotate.desk import Desk
from annotate.frames.filler_labels import filler_label_for
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal

TEXT = (
    "Velmora airport was shelled. The old Velmora airport was closed on Monday. "
    "Crews left Velmora. Velmora said so, and the airport too."
)
PLACE = Role("Place", fillers=("entity:GPE", "entity:FAC"))
AGENT = Role("Agent", fillers=("entity:PERSON", "entity:ORG", "entity:GPE"))
CAUSE = Role("Cause", fillers=("event",))
SCHEMA = LabelSchema(
    name="small",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("ORG", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("FAC", Layer.ENTITY),
        Label("DATE", Layer.ENTITY),
        Label("OLD", Layer.ENTITY, is_retired=True),
        Label("ATTACK", Layer.EVENT),
        Label("CLOSE", Layer.EVENT),
    ),
)


def stretch(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def gold(words: str, label: str, layer: Layer = Layer.ENTITY, *, nth: int = 0) -> Span:
    return Span(f"{words}{nth}{label}", *stretch(words, nth), label, layer)


def suggested(
    words: str, label: str, layer: Layer = Layer.ENTITY, *, nth: int = 0, score: float = 0.9
) -> Proposal:
    return Proposal(*stretch(words, nth), label, layer, score, "rules")


def label_of(
    words: str,
    role: Role,
    *spans: Span,
    nth: int = 0,
    proposals: tuple[Proposal, ...] = (),
    schema: LabelSchema = SCHEMA,
) -> tuple[Layer, str] | None:
    annotations = AnnotationSet(article_id="a", length=len(TEXT), spans=spans)
    article = Article(id="a", text=TEXT)
    desk = Desk(article, annotations, tokens=Tokens.rough(TEXT), proposals=proposals)
    return filler_label_for(desk, schema, role, *stretch(words, nth))


def test_alone_the_first_that_the_role_names_is_given() -> None:
    assert label_of("Velmora", PLACE) == (Layer.ENTITY, "GPE")
    assert label_of("Velmora", AGENT) == (Layer.ENTITY, "PERSON")
    assert label_of("closed", CAUSE) == (Layer.EVENT, "ATTACK")


def test_what_is_suggested_over_most_of_the_words_is_given() -> None:
    proposals = (suggested("old Velmora airport", "FAC"),)
    assert label_of("Velmora airport", PLACE, nth=1, proposals=proposals) == (Layer.ENTITY, "FAC")
    assert label_of("Velmora airport", AGENT, nth=1, proposals=proposals) == (
        Layer.ENTITY,
        "PERSON",
    )


def test_a_name_within_the_words_says_nothing_of_the_whole() -> None:
    proposals = (suggested("Velmora", "ORG", nth=1),)
    assert label_of("old Velmora airport", AGENT, proposals=proposals) == (Layer.ENTITY, "PERSON")


def test_a_long_stretch_around_says_nothing_of_a_word() -> None:
    proposals = (suggested("old Velmora airport was closed", "CLOSE", Layer.EVENT),)
    assert label_of("closed", CAUSE, proposals=proposals) == (Layer.EVENT, "ATTACK")


def test_gold_is_believed_ahead_of_suggestions() -> None:
    proposals = (suggested("Velmora airport", "GPE", nth=1),)
    there = gold("old Velmora airport", "FAC")
    assert label_of("Velmora airport", PLACE, there, nth=1, proposals=proposals) == (
        Layer.ENTITY,
        "FAC",
    )


def test_the_same_words_elsewhere_say_what_these_are() -> None:
    assert label_of("Velmora airport", PLACE, gold("Velmora airport", "FAC", nth=1)) == (
        Layer.ENTITY,
        "FAC",
    )
    proposals = (suggested("Velmora airport", "FAC", nth=1),)
    assert label_of("Velmora airport", PLACE, proposals=proposals) == (Layer.ENTITY, "FAC")


def test_of_the_same_words_the_most_frequent_label_is_given_and_gold_first() -> None:
    spans = (
        gold("Velmora", "ORG", nth=1),
        gold("Velmora", "GPE", nth=2),
        gold("Velmora", "GPE", nth=3),
    )
    assert label_of("Velmora", AGENT, *spans) == (Layer.ENTITY, "GPE")
    assert label_of("Velmora", AGENT, *spans[:1]) == (Layer.ENTITY, "ORG")
    proposals = tuple(suggested("Velmora", "GPE", nth=nth) for nth in (2, 3))
    assert label_of("Velmora", AGENT, spans[0], proposals=proposals) == (Layer.ENTITY, "ORG")


def test_a_part_of_another_word_is_not_the_same_word() -> None:
    text = "Nor spoke. Norland heard it."
    there = Span("s", 11, 14, "ORG", Layer.ENTITY)
    annotations = AnnotationSet(article_id="a", length=len(text), spans=(there,))
    desk = Desk(Article(id="a", text=text), annotations, tokens=Tokens.rough(text))
    assert filler_label_for(desk, SCHEMA, AGENT, 0, 3) == (Layer.ENTITY, "PERSON")


@pytest.mark.parametrize("label", ["DATE", "OLD"])
def test_what_the_role_forbids_or_is_retired_is_given_to_nothing(label: str) -> None:
    there = gold("Velmora", label, nth=2)
    assert label_of("Velmora", PLACE, there) == (Layer.ENTITY, "GPE")


def test_of_a_role_that_takes_anything_the_first_likely_label_is_given() -> None:
    assert label_of("Velmora", Role("Place")) == (Layer.ENTITY, "GPE")
    assert label_of("Velmora", Role("Time")) == (Layer.ENTITY, "DATE")
    assert label_of("Velmora", Role("Agent")) == (Layer.ENTITY, "PERSON")


def test_without_labels_there_is_none() -> None:
    plain = LabelSchema(name="plain", labels=(Label("MEET", Layer.EVENT),))
    role = Role("Place", fillers=("entity",))
    assert label_of("Velmora", role, schema=plain) is None
