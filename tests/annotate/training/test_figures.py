"""Counts and notices: what the user of an export should look at, in words."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from spacy.language import Language

from annotate.articles import Article, ArticleState
from annotate.pipeline import blank
from annotate.training.advice import advise
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docs import build_doc
from annotate.training.figures import Figures, notices
from annotate.training.report import only_outside_training, rare_labels, suggester_reach
from annotate.training.splits import Side
from tests.annotate.training.sample import annotated, entity, event, made_article


@cache
def english() -> Language:
    return blank("en")


def figures_of(*items: tuple[Side, AnnotatedArticle]) -> Figures:
    figures = Figures()
    for side, item in items:
        figures.add(side, item, build_doc(english(), item, label_order={}))
    return figures


def told(
    figures: Figures,
    *,
    language: str = "en",
    spans_key: str = "",
    pinned: int = 0,
    is_rule_based: bool = True,
) -> dict[str, str]:
    found = notices(
        figures,
        language=language,
        spans_key=spans_key,
        pinned=pinned,
        is_rule_based=is_rule_based,
    )
    return {notice.code: advise(notice.code, notice.fields) for notice in found}


def test_a_good_export_has_nothing_to_say() -> None:
    items = [(Side.TRAIN, made_article(number, lines=12)) for number in range(60)]
    items += [(side, made_article(100 + n)) for n, side in enumerate([Side.DEV, Side.TEST])]
    assert told(figures_of(*items)) == {}


def test_empty_sides_and_few_examples() -> None:
    text = "Kyiv fell. Nobody came."
    item = annotated(text, entity(text, "Kyiv", "GPE"))
    found = told(figures_of((Side.TRAIN, item)), pinned=1)
    assert found["few_examples"].startswith("2 training examples: spaCy asks for at least 100")
    assert found["rare_labels"].endswith("GPE (1).")
    assert found["nothing_to_learn"] == (
        "No training article has event spans, so config.cfg learns none."
    )
    assert {"pinned", "empty_dev", "empty_test", "sentences"} <= found.keys()


def test_unfinished_articles_are_counted_where_they_matter() -> None:
    text = "Kyiv fell."
    item = annotated(text, entity(text, "Kyiv", "GPE"), state=ArticleState.NEW)
    found = told(figures_of((Side.TRAIN, item), (Side.DEV, item), (Side.TEST, item)))
    assert found["unfinished"].startswith("3 articles are not finished")
    assert found["unfinished_scores"].startswith("2 unfinished")


def test_labels_that_training_never_sees() -> None:
    text = "Kyiv fell."
    items = [
        (Side.TRAIN, annotated(text, entity(text, "Kyiv", "GPE"))),
        (Side.DEV, annotated(text, event(text, "fell", "LOSE"))),
        (Side.TEST, annotated(text, entity(text, "Kyiv", "FAC"))),
    ]
    figures = figures_of(*items)
    assert only_outside_training(figures.sides) == ["FAC", "LOSE"]
    assert told(figures)["unseen_labels"].endswith("FAC, LOSE.")


def test_shared_labels_matter_only_in_the_group_of_both_layers() -> None:
    text = "Kyiv fell."
    item = annotated(text, entity(text, "Kyiv", "X"), event(text, "fell", "X"))
    figures = figures_of((Side.TRAIN, item))
    assert "shared_labels" not in told(figures)
    assert told(figures, spans_key="sc")["shared_labels"].endswith("span group sc: X.")


def test_languages_and_tokenizers() -> None:
    item = annotated("Kyiv.")
    german = AnnotatedArticle(Article("b", "Kiew.", language="de", state=ArticleState.DONE))
    figures = figures_of((Side.TRAIN, item), (Side.TRAIN, german), (Side.DEV, german))
    found = told(figures, is_rule_based=False)
    assert found["languages"].endswith("2 articles are in: de (2).")
    assert "own_tokenizer" in found


def test_what_did_not_fit_is_counted() -> None:
    text = "The frontrunner of New York City."
    item = annotated(
        text,
        entity(text, "runner", "X"),
        entity(text, "New York", "X"),
        entity(text, "York City", "X"),
    )
    found = told(figures_of((Side.TRAIN, item)))
    assert found["unaligned"].startswith("1 span does not begin and end with tokens")
    assert found["overlapping"].startswith("1 entity overlaps a longer one")


@pytest.mark.parametrize(
    ("lengths", "reach"),
    [
        ({}, {}),
        ({3: 2}, {3: 1.0}),
        ({1: 70, 2: 20, 9: 10}, {1: 0.7, 2: 0.9, 9: 1.0}),
        ({2: 1, 1: 2}, {1: 0.6667, 2: 1.0}),
    ],
)
def test_reach_is_the_share_of_spans_up_to_a_length(
    lengths: dict[int, int], reach: dict[int, float]
) -> None:
    assert suggester_reach(lengths) == reach


def test_rare_is_what_spacy_calls_rare() -> None:
    assert rare_labels(Counter({"A": 50, "B": 51, "C": 1})) == {"A": 50, "C": 1}


def test_long_spans_name_the_size_that_would_do() -> None:
    text = "a b c d e f g h i j k l m n o p while Kyiv fell, and fell again."
    item = annotated(
        text,
        event(text, text[:31], "X"),
        event(text, "Kyiv fell", "X"),
        event(text, "fell", "X", nth=1),
        event(text, "again", "X"),
    )
    found = told(figures_of((Side.TRAIN, item)))
    assert (
        "The longest span has 16 tokens. Sizes up to 2 would reach 75.0% of" in found["long_spans"]
    )
