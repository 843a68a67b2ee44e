from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.evaluation.scores import Tally
from annotate.spans import Layer
from annotate.suggesters.news_model import Found
from resources.models.build.evaluate import Outcome, Trial, lines_of, run_test, sure_line
from tests.models.corpus import event, record, span, write


class Reader:
    """Reads by list: finds each of the given (mention, label, score) wherever it first occurs."""

    is_ours = False

    def __init__(self, *answers: tuple[str, str, float], layer: Layer = Layer.ENTITY) -> None:
        self.floors = {Layer.ENTITY: 0.2, Layer.EVENT: 0.5}
        self._answers = answers
        self._layer = layer

    def read_all(self, texts: list[str]) -> list[list[Found]]:
        return [
            [
                Found(text.index(m), text.index(m) + len(m), label, self._layer, score)
                for m, label, score in self._answers
                if m in text
            ]
            for text in texts
        ]


def outcome(folder: Path, reader: Reader, test: Trial) -> Outcome:
    return run_test(reader, folder, test)  # type: ignore[arg-type]


def ewt(folder: Path, text: str, spans: list[dict[str, Any]]) -> Trial:
    write(folder, "ewt", "test", [record("d", text, spans=spans)])
    return Trial("ewt", (("ewt", "test"),))


def test_only_the_very_span_and_label_is_right(tmp_path: Path) -> None:
    text = "Ann Lee of Oslo met Bo Ek"
    test = ewt(
        tmp_path,
        text,
        [span(text, "Ann Lee", "PERSON"), span(text, "Oslo", "GPE"), span(text, "Bo Ek", "PERSON")],
    )
    reader = Reader(("Ann", "PERSON", 0.9), ("Oslo", "LOC", 0.9), ("Bo Ek", "ORG", 0.9))
    result = outcome(tmp_path, reader, test).result
    assert result.total == Tally(right=1, found=3, gold=3)
    assert result.labels["GPE/LOC"].f1 == 1.0
    assert result.labels["PERSON"].recall == 0.0


def test_titles_go_from_the_gold_when_the_reader_leaves_them_out(tmp_path: Path) -> None:
    text = "President Ann Lee"
    test = ewt(tmp_path, text, [span(text, text, "PERSON")])
    reader = Reader(("Ann Lee", "PERSON", 0.9))
    assert outcome(tmp_path, reader, test).result.total.right == 0
    reader.is_ours = True
    assert outcome(tmp_path, reader, test).result.total == Tally(right=1, found=1, gold=1)


def test_other_labels_and_low_scores_do_not_count(tmp_path: Path) -> None:
    text = "Ann left on Monday for Oslo"
    test = ewt(tmp_path, text, [span(text, "Ann", "PERSON")])
    reader = Reader(("Monday", "DATE", 0.9), ("Oslo", "GPE", 0.1), ("Ann", "PERSON", 0.2))
    assert outcome(tmp_path, reader, test).result.total == Tally(right=1, found=1, gold=1)


def test_a_marked_but_unlabelled_mention_counts_only_in_the_strict_figure(tmp_path: Path) -> None:
    text = "the Oslo Accords and Bergen"
    write(
        tmp_path,
        "re3d",
        "ukgov",
        [record("r", text, spans=[span(text, "the Oslo Accords", None)])],
    )
    write(tmp_path, "re3d", "usstate", [])
    test = Trial("re3d", (("re3d", "test"),))
    found = outcome(tmp_path, Reader(("Oslo", "GPE", 0.9), ("Bergen", "GPE", 0.9)), test)
    assert found.result.total == Tally(right=0, found=1, gold=0)
    assert found.strict.total == Tally(right=0, found=2, gold=0)
    assert any("unlabelled" in line for line in lines_of([found], labels=False))


def test_events_count_in_annotated_sentences_untyped_and_typed(tmp_path: Path) -> None:
    text = "Troops fled west . Police arrested two and hoped ."
    entry = record(
        "e",
        text,
        events=[event(text, "arrested", "ARREST_JAIL"), event(text, "hoped", None)],
        meta={"sents": [[0, 18], [19, 50]], "selected_sents": [1]},
    )
    write(tmp_path, "ecbplus", "test", [entry])
    reader = Reader(
        ("fled", "MOVE", 0.9),
        ("arrested", "ARREST_JAIL", 0.9),
        ("hoped", "SUPPORT", 0.6),
        ("two", "MEET", 0.1),
        layer=Layer.EVENT,
    )
    found = outcome(tmp_path, reader, Trial("e", (("ecbplus", "test"),), events=True))
    assert found.result.total == Tally(right=2, found=3, gold=2)
    assert found.typed is not None
    assert found.typed.total == Tally(right=1, found=2, gold=1)


def test_a_word_that_may_be_a_trigger_or_not_counts_neither_way(tmp_path: Path) -> None:
    text = "Police arrested two and shook hands ."
    maybe = event(text, "shook hands", None)
    maybe["trigger"]["doubtful"] = True
    events = [event(text, "arrested", "ARREST_JAIL"), maybe]
    write(tmp_path, "ecbplus", "test", [record("e", text, events=events)])
    reader = Reader(("arrested", "ARREST_JAIL", 0.9), ("shook", "DISASTER", 0.9), layer=Layer.EVENT)
    found = outcome(tmp_path, reader, Trial("e", (("ecbplus", "test"),), events=True))
    assert found.result.total == Tally(right=1, found=1, gold=1)
    assert found.typed is not None
    assert found.typed.total == Tally(right=1, found=1, gold=1)


def test_the_table_and_the_sure_spans(tmp_path: Path) -> None:
    text = "Ann and Bo of Oslo"
    test = ewt(tmp_path, text, [span(text, "Ann", "PERSON"), span(text, "Bo", "PERSON")])
    found = outcome(tmp_path, Reader(("Ann", "PERSON", 0.95), ("Oslo", "GPE", 0.93)), test)
    assert "| ewt | all | 50.0 | 50.0 | 50.0 | 2 |  |" in lines_of([found], labels=False)
    assert sure_line([found]) == (
        "scores of at least 0.9: precision 0.500, 0.500 of all gold spans"
    )


def test_where_there_are_goals_they_alone_tell_what_a_sure_score_is_worth(tmp_path: Path) -> None:
    text = "Ann and Bo of Oslo"
    plain = ewt(tmp_path, text, [span(text, "Ann", "PERSON")])
    right, wrong = Reader(("Ann", "PERSON", 0.95)), Reader(("Oslo", "GPE", 0.95))
    told = sure_line(
        [
            outcome(tmp_path, right, replace(plain, target=70)),
            outcome(tmp_path, wrong, plain),
        ]
    )
    assert told == "scores of at least 0.9: precision 1.000, 1.000 of all gold spans"


def test_a_part_of_a_hyphenated_word_counts_neither_way_where_a_set_marks_none(
    tmp_path: Path,
) -> None:
    text = "Ann left the Iraqi-led force in Oslo"
    meta = {"order": 1, "silver": True}
    write(
        tmp_path, "gmb", "test", [record("g", text, spans=[span(text, "Ann", "PERSON")], meta=meta)]
    )
    test = Trial("gmb", (("gmb", "test"),), labels=frozenset({"PERSON", "NORP", "GPE"}))
    reader = Reader(("Ann", "PERSON", 0.9), ("Iraqi", "NORP", 0.9), ("Oslo", "GPE", 0.9))
    assert outcome(tmp_path, reader, test).result.total == Tally(right=1, found=3, gold=1)
    reader.is_ours = True
    found = outcome(tmp_path, reader, test)
    assert found.result.total == Tally(right=1, found=2, gold=1)
    assert found.strict.total == Tally(right=1, found=3, gold=1)


def test_figures_of_nothing_are_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == pytest.approx((0, 0, 0))
