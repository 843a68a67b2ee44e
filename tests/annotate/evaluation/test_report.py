"""The report word by word, and its data."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from annotate.evaluation.confusion import Pair
from annotate.evaluation.evaluate import Evaluation, evaluate
from annotate.evaluation.marks import Found, Mark, Reference, Scope, text_order
from annotate.evaluation.report import report_data, report_lines
from annotate.spans import Layer
from tests.annotate.evaluation.test_scores import entity

MEET = Mark(Layer.EVENT, 20, 23, "MEET")


@pytest.fixture
def result() -> Evaluation:
    one = Reference(
        "a1", frozenset({entity(0, 3, "ORG"), entity(4, 7, "GPE"), MEET}), title="Envoys meet"
    )
    two = Reference("a2", frozenset({entity(0, 3, "ORG")}), title="A quiet day")
    pairs = [
        (
            one,
            [
                Found(entity(0, 3, "ORG"), 0.95),
                Found(entity(4, 9, "GPE"), 0.85),
                Found(entity(10, 12, "DATE"), 0.45),
                Found(MEET, 0.7),
            ],
        ),
        (two, [Found(entity(0, 3, "GPE"), 0.9)]),
    ]
    labels = frozenset({(Layer.ENTITY, "ORG"), (Layer.ENTITY, "GPE"), MEET.of})
    return evaluate(pairs, Scope(labels=labels))


def test_the_lines(result: Evaluation) -> None:
    lines = report_lines(result, suggesters=["news", "lists"])
    assert lines[0] == "2 articles, 4 gold spans, 4 suggestions of news, lists"
    table = {line.split()[0]: line.split()[1:] for line in lines if line[:1] in "e " and line}
    assert table["entity"] == ["33.3", "33.3", "33.3", "66.7", "66.7", "66.7", "3", "3"]
    assert table["GPE"] == ["0.0", "0.0", "0.0", "50.0", "100.0", "66.7", "1", "2"]
    assert table["ORG"] == ["100.0", "50.0", "66.7", "100.0", "50.0", "66.7", "2", "1"]
    assert table["event"] == ["100.0"] * 6 + ["1", "1"]
    text = "\n".join(lines)
    assert "suggestions whose label does not count: DATE 1" in text
    assert "      1  entity  ORG → GPE" in text
    assert "      1  with the right label and other boundaries" in text
    assert "calibration, entity: expected calibration error 56.7 of 3" in text
    assert "  score 0.8 to 0.9       1 suggestions, mean score 0.85, right 0.00" in text
    assert "  F1   0.0    1 missed    1 spurious  a2  A quiet day" in text
    assert "in 95 of 100 draws" not in text, "two articles are too few"


def test_the_data(result: Evaluation) -> None:
    data = report_data(result, suggesters=["news"])
    assert json.loads(json.dumps(data)) == data
    entities = data["layers"]["entity"]
    assert entities["strict"] == {"right": 1, "precision": 0.3333, "recall": 0.3333, "f1": 0.3333}
    assert entities["macro_f1"] == 0.3333
    assert entities["f1_interval"] is None
    assert entities["labels"]["ORG"]["relaxed"]["recall"] == 0.5
    assert {"gold": "ORG", "suggested": "GPE", "count": 1} in entities["confusion"]
    assert data["uncounted"] == [{"layer": "entity", "label": "DATE", "count": 1}]
    first = data["worst_articles"][0]
    assert (first["id"], first["missed"], first["spurious"]) == ("a2", 1, 1)
    assert first["wrong"] == [
        {
            "gold": {"layer": "entity", "start": 0, "end": 3, "label": "ORG"},
            "suggested": {"layer": "entity", "start": 0, "end": 3, "label": "GPE"},
        }
    ]


def test_nothing_missed_and_nothing_said() -> None:
    text = "\n".join(report_lines(evaluate([]), suggesters=["x"]))
    assert text.startswith("0 articles, 0 gold spans, 0 suggestions of x")
    assert "none: every suggestion is right" in text


def test_articles_that_failed_are_told(result: Evaluation) -> None:
    text = "\n".join(report_lines(replace(result, failed=1), suggesters=["x"]))
    assert "1 article left out, because a suggester failed there" in text


def test_an_interval_from_five_articles_on() -> None:
    """All right in half of the articles, nothing in the others: F1 is 50, and far from sure."""
    mark = entity(0, 3)
    pairs = [
        (Reference(str(each), frozenset({mark})), [Found(mark, 0.9)] if each % 2 else [])
        for each in range(10)
    ]
    result = evaluate(pairs)
    interval = result.interval(Layer.ENTITY)
    assert interval is not None
    assert interval.low < result.of_layer(Layer.ENTITY).strict.f1 < interval.high
    assert evaluate(pairs).interval(Layer.ENTITY) == interval, "it is drawn by a seed"
    assert evaluate(pairs[:4]).interval(Layer.ENTITY) is None
    assert result.interval(Layer.EVENT) is None
    assert "of such articles" not in "\n".join(report_lines(evaluate(pairs[:4]), suggesters=[]))


def test_wrong_pairs_stand_in_the_order_of_the_text(result: Evaluation) -> None:
    for item in result.articles:
        places = [text_order(pair.gold or pair.found or MEET) for pair in item.wrong]
        assert places == sorted(places)


def test_a_mean_over_labels_counts_each_once() -> None:
    gold = frozenset({entity(4 * each, 4 * each + 3, "ORG") for each in range(9)})
    rare = entity(100, 103, "GPE")
    result = evaluate([(Reference("r", gold | {rare}), [Found(mark, 0.9) for mark in gold])])
    assert result.of_layer(Layer.ENTITY).strict.f1 == pytest.approx(18 / 19)
    assert result.macro_f1(Layer.ENTITY) == 0.5
    assert result.macro_f1(Layer.EVENT) == 0
    assert Counter(pair.cell for pair in result.articles[0].wrong) == {(Layer.ENTITY, "GPE", ""): 1}
    assert result.articles[0].wrong == (Pair(rare, None),)


def test_where_no_label_counts_the_report_says_so() -> None:
    pairs = [(Reference("1", frozenset()), [Found(MEET, 0.9)])]
    nothing = evaluate(pairs, Scope(labels=frozenset()))
    assert any("--all-labels" in line for line in report_lines(nothing, suggesters=["news"]))
    everything = evaluate(pairs, Scope())
    assert not any("--all-labels" in line for line in report_lines(everything, suggesters=["news"]))
