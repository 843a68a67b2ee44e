"""Evaluations of files and projects with the real worker; references, reports, expectations."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article, ArticleState
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.errors import ArticleUnreadableError, EvaluationError
from annotate.evaluation.evaluate import evaluate, labels_of
from annotate.evaluation.expected import (
    FEWEST_ARTICLES,
    SCORES,
    Expectations,
    curves_as_table,
    curves_from,
    curves_of,
    of_evaluation,
    of_project,
    shipped,
)
from annotate.evaluation.marks import Found, Mark, Reference, Scope, merged_labels
from annotate.evaluation.references import reference_of_record
from annotate.evaluation.report import report_data, report_lines
from annotate.evaluation.running import evaluate_file, evaluate_project
from annotate.evaluation.scores import Tally
from annotate.exchange.gold_jsonl import GoldRecord, GoldSpan
from annotate.own_lists.keeping import put_entries
from annotate.own_lists.values import LISTS, ListEntry
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer, Span
from annotate.suggestions import HideRules, Proposal
from tests.annotate.evaluation.test_scores import entity, marks

TEXT = "The Harbour Union met Ana Petrova in Varna."
UNION, ANA, VARNA = (4, 17), (22, 33), (37, 42)


def put_gold(project: Project, article_id: str, *spans: tuple[tuple[int, int], str]) -> None:
    """Make an article done with these entity spans."""
    desk = project.open_article(article_id)
    edits = [
        PutSpan(None, Span(f"s{number}{article_id}", start, end, label, Layer.ENTITY))
        for number, ((start, end), label) in enumerate(spans)
    ]
    state = PutState(desk.annotations.state, ArticleState.DONE)
    edit = EditGroup((*edits, state), "gold")
    desk.apply(edit)
    project.write_edit(desk.article, edit, why="test", title="gold").result()


@pytest.fixture
def done(make_project: Callable[..., Project]) -> Project:
    """Two done articles and one that is not, with lists that know two names of three."""
    project = make_project(
        "done", articles=tuple(Article(each, f"{TEXT} {each}", title=each) for each in "abc")
    )
    gold = ((UNION, "ORG"), (ANA, "PERSON"), (VARNA, "GPE"))
    put_gold(project, "a", *gold)
    put_gold(project, "b", *gold)
    put_entries(
        project,
        "Names",
        [
            ListEntry("Harbour Union", "ORG", Layer.ENTITY, score=0.9),
            ListEntry("Petrova", "PERSON", Layer.ENTITY, score=0.7),
            ListEntry("met", "MEET", Layer.EVENT, score=0.6),
        ],
    )
    return project


# -- projects --------------------------------------------------------------------------------------


def test_a_project_is_evaluated_against_its_done_articles(done: Project) -> None:
    steps: list[tuple[int, int]] = []
    run = evaluate_project(
        done, suggesters=[LISTS], scope=Scope(), progress=lambda at, of, _: steps.append((at, of))
    )
    assert run.errors == []
    found = run.evaluation
    assert found is not None
    assert [item.article_id for item in found.articles] == ["a", "b"]
    assert found.of_layer(Layer.ENTITY).strict == Tally(right=2, found=4, gold=6)
    assert found.of_layer(Layer.ENTITY).relaxed == Tally(right=4, found=4, gold=6)
    assert found.of_layer(Layer.EVENT).strict == Tally(right=0, found=2, gold=0)
    assert found.cells[Layer.ENTITY, "GPE", ""] == 2
    assert found.cells[Layer.ENTITY, "PERSON", "PERSON"] == 2
    assert found.cells[Layer.EVENT, "", "MEET"] == 2
    assert found.judged[Layer.ENTITY, "ORG"] == [(0.9, True)] * 2
    assert steps[-1] == (2, 2)
    assert len(found.worst()) == 2
    assert done.proposals("a") == [], "nothing is stored"


def test_what_the_project_hides_stays_out_when_asked(done: Project) -> None:
    done.set_hide_rules(
        min_score=0.65, hidden_labels=[], label_scores={(Layer.ENTITY, "ORG"): 0.95}
    )
    run = evaluate_project(done, suggesters=[LISTS], scope=Scope(), rules=done.hide_rules())
    assert run.evaluation is not None
    assert run.evaluation.scores.strict.found == 2
    assert list(run.evaluation.judged) == [(Layer.ENTITY, "PERSON")]


def test_a_project_without_a_done_article(project: Project) -> None:
    with pytest.raises(EvaluationError, match="nothing_done"):
        evaluate_project(project, suggesters=[LISTS], scope=Scope())


def test_an_article_on_which_a_suggester_failed_is_left_out(done: Project) -> None:
    run = evaluate_project(done, suggesters=["spacy:no_such_pipeline", LISTS], scope=Scope())
    assert run.errors
    assert run.evaluation is not None
    assert run.evaluation.failed == 2
    assert run.evaluation.articles == ()
    assert "2 articles left out" in "\n".join(report_lines(run.evaluation, suggesters=["x"]))


# -- files -----------------------------------------------------------------------------------------


def gold_file(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


RECORD = {
    "id": "r",
    "text": "On Monday in Berlin.",
    "spans": [{"start": 13, "end": 19, "label": "GPE"}],
}


def test_labels_that_the_gold_never_uses_do_not_count(tmp_path: Path) -> None:
    path = gold_file(tmp_path, RECORD, {"id": "bad"})
    run = evaluate_file(path, suggesters=["rules"], scope=Scope())
    assert len(run.refusals) == 1
    assert run.evaluation is not None
    assert run.evaluation.scores.strict == Tally(1, 1, 1)
    assert run.evaluation.uncounted == {(Layer.ENTITY, "DATE"): 1}
    run = evaluate_file(path, suggesters=["rules"], scope=Scope(), counts_all_labels=True)
    assert run.evaluation is not None
    assert run.evaluation.scores.strict == Tally(1, 2, 1)


def test_offsets_are_those_of_the_text_as_given(tmp_path: Path) -> None:
    text = "\ufeffOn\r\nMonday in Berlin."
    start = text.index("Berlin")
    span = {"start": start, "end": start + 6, "label": "GPE", "layer": "entity", "score": 0.9}
    path = gold_file(tmp_path, {"id": "r", "text": text, "spans": [span]})
    run = evaluate_file(path, suggesters=["rules"], scope=Scope())
    assert run.evaluation is not None
    assert run.evaluation.scores.strict.right == 1


def test_a_file_without_a_record(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no_records"):
        evaluate_file(gold_file(tmp_path), suggesters=["rules"], scope=Scope())
    with pytest.raises(ArticleUnreadableError, match="missing"):
        evaluate_file(tmp_path / "none.jsonl", suggesters=["rules"], scope=Scope())


def test_what_suggest_writes_can_be_gold(tmp_path: Path) -> None:
    """Triggers among the spans say so by their layer."""
    record = GoldRecord("r", "Talks began.", (GoldSpan(0, 5, "MEET", layer=Layer.EVENT),))
    assert reference_of_record(record).marks == {Mark(Layer.EVENT, 0, 5, "MEET")}


def test_unlabelled_mentions_are_unclear_and_unselected_sentences_do_not_count() -> None:
    record = GoldRecord(
        "r",
        "One two. Three four.",
        (GoldSpan(0, 3, "Thing", None), GoldSpan(4, 7, "GPE"), GoldSpan(9, 14, "GPE")),
        meta={"sents": [[0, 8], [9, 20]], "selected_sents": [0], "title": "Numbers"},
    )
    reference = reference_of_record(record)
    assert reference.title == "Numbers"
    found = [Found(mark, 0.9) for mark in (entity(0, 3), entity(4, 7), entity(15, 19))]
    result = evaluate([(reference, found)])
    assert result.scores.strict == Tally(1, 1, 1)


@pytest.mark.parametrize(
    "meta",
    [{}, {"sents": 3}, {"sents": [[0, 3]], "selected_sents": [7]},
     {"sents": [["a", 3]], "selected_sents": [0]}, {"sents": [], "selected_sents": ["0"]}],
)  # fmt: skip
def test_odd_sentences_are_no_sentences(meta: dict[str, object]) -> None:
    assert reference_of_record(GoldRecord("r", "A text.", meta=meta)).exhaustive is None


# -- counting --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(marks(), marks()), max_size=6))
def test_the_whole_is_the_sum_of_its_articles(pairs: Sequence[tuple[set[Mark], set[Mark]]]) -> None:
    result = evaluate(
        (
            Reference(str(number), frozenset(gold)),
            [Found(mark, 0.5) for mark in found],
        )
        for number, (gold, found) in enumerate(pairs)
    )
    strict = result.scores.strict
    assert strict.gold == sum(len(gold) for gold, _ in pairs)
    assert strict.found == sum(len(found) for _, found in pairs)
    assert strict.right == sum(len(gold & found) for gold, found in pairs)
    assert sum(result.cells.values()) == strict.gold + strict.found - sum(
        count for (_, gold, found), count in result.cells.items() if gold and found
    )
    assert sum(len(judged) for judged in result.judged.values()) == strict.found
    for item in result.worst(100):
        assert item.wrong
    interval = result.interval(Layer.ENTITY)
    if interval is not None:
        assert 0 <= interval.low <= interval.high <= 1
    data = report_data(result, suggesters=["x"])
    assert json.loads(json.dumps(data)) == data
    assert report_lines(result, suggesters=["x"])


def test_the_scope_chooses_merges_and_cuts() -> None:
    reference = Reference("r", frozenset({entity(0, 3, "LOC"), entity(4, 7, "ORG")}))
    found = [Found(entity(0, 3, "GPE"), 0.9), Found(entity(0, 3, "LOC"), 0.8),
             Found(entity(4, 7, "ORG"), 0.3)]  # fmt: skip
    merged = evaluate([(reference, found)], Scope(merged=merged_labels([["GPE", "LOC"]])))
    assert merged.labels[Layer.ENTITY, "GPE/LOC"].strict == Tally(1, 1, 1)
    cut = evaluate([(reference, found)], Scope(min_score=0.85))
    assert cut.scores.strict == Tally(0, 1, 2)
    only = evaluate([(reference, found)], Scope(labels=frozenset({(Layer.ENTITY, "ORG")})))
    assert only.scores.strict == Tally(1, 1, 1)
    assert only.uncounted.total() == 2
    assert labels_of([reference]) == {(Layer.ENTITY, "LOC"), (Layer.ENTITY, "ORG")}


def test_worst_articles_of_one_layer() -> None:
    event = Mark(Layer.EVENT, 0, 3, "MEET")
    one = (Reference("one", frozenset({event, entity(4, 7)})), [Found(entity(4, 7), 0.9)])
    two = (Reference("two", frozenset({entity(0, 3)})), [])
    result = evaluate([one, two])
    assert [item.article_id for item in result.worst()] == ["two", "one"]
    assert [item.article_id for item in result.worst(layer=Layer.EVENT)] == ["one"]
    assert [item.article_id for item in result.worst(layer=Layer.ENTITY)] == ["two"]


# -- expectations ----------------------------------------------------------------------------------


def test_what_is_shipped_is_a_curve_for_each_label() -> None:
    figures = shipped()
    person = figures.curves[Layer.ENTITY, "PERSON"]
    assert len(person.precision) == len(person.recall) == len(SCORES)
    assert list(person.recall) == sorted(person.recall, reverse=True)
    sure, any_score = (figures.at((Layer.ENTITY, "PERSON"), score) for score in (0.9, 0.0))
    assert sure is not None
    assert any_score is not None
    assert sure.precision > any_score.precision
    assert sure.recall < any_score.recall
    assert figures.at((Layer.ENTITY, "NOPE"), 0.5) is None
    assert figures.articles == 0


def test_curves_come_back_from_their_table() -> None:
    label = (Layer.EVENT, "MEET")
    curves = curves_of({label: [(0.9, True), (0.5, False)]}, {label: 2, (Layer.ENTITY, "X"): 0})
    assert list(curves) == [label]
    assert curves_from(curves_as_table(curves)) == curves
    found = curves[label].at(0.7)
    assert found is not None
    assert (found.precision, found.recall, found.gold) == (1.0, 0.5, 2)
    assert Expectations(curves).at(label, 0.95) is None, "nothing is left there"


def test_the_projects_own_figures_need_enough_articles(
    make_project: Callable[..., Project],
) -> None:
    number = 2 * FEWEST_ARTICLES
    project = make_project(
        "own", articles=tuple(Article(str(each), f"{TEXT} {each}") for each in range(number))
    )
    proposals = (
        Proposal(*UNION, "ORG", Layer.ENTITY, 0.9, "rules"),
        Proposal(*VARNA, "ORG", Layer.ENTITY, 0.4, "rules"),
    )
    for each in range(number - 1):
        batch = ProposalBatch("rules", "1", proposals)
        project.write_suggestions(str(each), [batch]).result()
    assert of_project(project, ["rules"]).curves == {}
    for each in range(number):
        put_gold(project, str(each), (UNION, "ORG"), (VARNA, "GPE"))
    figures = of_project(project, ["rules", LISTS])
    assert figures.articles == number - 1, "the last one was not looked at"
    assert figures.curves == {}, "19 gold spans are one too few"
    project.write_suggestions(str(number - 1), [ProposalBatch("rules", "1", proposals)]).result()
    figures = of_project(project, ["rules", LISTS])
    both, sure = (figures.at((Layer.ENTITY, "ORG"), score) for score in (0.0, 0.5))
    assert both is not None
    assert sure is not None
    assert (both.precision, both.recall) == (0.5, 1.0)
    assert (sure.precision, sure.recall) == (1.0, 1.0)
    assert figures.at((Layer.ENTITY, "GPE"), 0.0) is None


def test_nine_articles_are_too_few_however_much_gold_they_have() -> None:
    gold = frozenset(entity(4 * place, 4 * place + 3) for place in range(30))
    found = [Found(mark, 0.9) for mark in gold]

    def figures(articles: int) -> Expectations:
        return of_evaluation(
            evaluate((Reference(str(each), gold), found) for each in range(articles))
        )

    assert figures(FEWEST_ARTICLES - 1).curves == {}
    assert list(figures(FEWEST_ARTICLES).curves) == [(Layer.ENTITY, "GPE")]


def test_a_label_with_its_own_threshold(done: Project) -> None:
    done.set_hide_rules(
        min_score=0.5, hidden_labels=[(Layer.EVENT, "MEET")],
        label_scores={(Layer.ENTITY, "ORG"): 0.8},
    )  # fmt: skip
    done.set_hide_rules(min_score=0.6, hidden_labels=[])
    rules = done.hide_rules()
    assert rules.least(Layer.ENTITY, "ORG") == 0.8, "kept when not given"
    assert rules.least(Layer.ENTITY, "GPE") == 0.6
    assert rules == HideRules(0.6, done.schema.names, {(Layer.ENTITY, "ORG"): 0.8})
