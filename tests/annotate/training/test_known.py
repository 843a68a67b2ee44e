"""Complete regions in training data: outside against missing, and what the categorizer learns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from annotate.articles import ArticleState
from annotate.complete.marks import CompleteMark, LabelName, paragraphs
from annotate.evaluation.evaluate import Evaluation
from annotate.pipeline import blank
from annotate.spans import Layer, Span
from annotate.training.checking import check_readiness
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docbin import DocBinWriter
from annotate.training.docs import ARTICLE_KEY, BuiltDoc, build_doc
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.exported.functions import create_corpus, split_doc
from annotate.training.judging import FOUND, GoldKeeper, evaluation_of
from annotate.training.known import Needed
from annotate.training.readiness import Weight
from annotate.training.report import ExportReport
from annotate.training.splits import Side
from tests.annotate.training.sample import SCHEMA, annotated, entity, event, made_article

PERSON: LabelName = (Layer.ENTITY, "PERSON")
GPE: LabelName = (Layer.ENTITY, "GPE")
MEET: LabelName = (Layer.EVENT, "MEET")
EVERY = frozenset({PERSON, GPE, MEET})
NEEDED = Needed.of(EVERY)
ENTITIES = (GPE, PERSON)
LINES = ("Ada met Bo in Kyiv.", "Nobody came to Lagos.", "Mira Osei met them.")
TEXT = "\n".join(LINES)
SPANS = (
    entity(TEXT, "Ada", "PERSON"),
    event(TEXT, "met", "MEET"),
    entity(TEXT, "Bo", "PERSON"),
    entity(TEXT, "Mira Osei", "PERSON"),
    event(TEXT, "met", "MEET", nth=1),
)


@cache
def english() -> Language:
    return blank("en")


def mark(line: int, labels: Iterable[LabelName]) -> CompleteMark:
    return CompleteMark(*paragraphs(TEXT)[line], tuple(sorted(labels)))


def begun(
    *marks: CompleteMark, spans: Sequence[Span] = SPANS, state: ArticleState | None = None
) -> AnnotatedArticle:
    item = annotated(TEXT, *spans, state=state or ArticleState.IN_PROGRESS)
    return replace(item, complete=marks)


def built(*marks: CompleteMark, spans_key: str = "", spans: Sequence[Span] = SPANS) -> BuiltDoc:
    needed = Needed.of(EVERY, spans_key=spans_key)
    item = begun(*marks, spans=spans)
    return build_doc(english(), item, label_order={}, spans_key=spans_key, needed=needed)


def iob(doc: Doc) -> str:
    """A letter for each token: missing is -, blank tokens are left out."""
    letters = {0: "-", 1: "I", 2: "O", 3: "B"}
    return "".join(letters[token.ent_iob] for token in doc if not token.is_space)


def test_a_complete_paragraph_is_outside_and_the_rest_is_missing() -> None:
    assert iob(built().doc) == "B-B---" + "-----" + "BI---"
    assert iob(built(mark(0, ENTITIES)).doc) == "BOBOOO" + "-----" + "BI---"
    assert iob(built(mark(1, ENTITIES)).doc) == "B-B---" + "OOOOO" + "BI---"
    both = built(mark(0, [PERSON]), mark(1, ENTITIES), mark(0, [PERSON])).doc
    assert iob(both) == "B-B---" + "OOOOO" + "BI---", "one label of two is not enough"
    whole = CompleteMark(0, len(TEXT), ENTITIES)
    assert iob(built(whole).doc) == "BOBOOO" + "OOOOO" + "BIOOO"


def test_a_finished_article_needs_no_marks() -> None:
    item = begun(mark(0, [PERSON]), state=ArticleState.DONE)
    made = build_doc(english(), item, label_order={}, needed=NEEDED)
    assert iob(made.doc) == "BOBOOO" + "OOOOO" + "BIOOO"
    assert made.known is None
    assert made.doc.user_data[ARTICLE_KEY]["complete"] == [
        {"start": 0, "end": 19, "labels": {"entity": ["PERSON"], "event": []}}
    ]


def test_what_could_not_be_set_stays_missing_in_a_complete_region() -> None:
    inner = entity(TEXT, "Osei", "PERSON")
    off = entity(TEXT, "obod", "PERSON")
    marks = (mark(1, ENTITIES), mark(2, ENTITIES))
    made = built(*marks, spans=(*SPANS, off))
    assert iob(made.doc) == "B-B---" + "-OOOO" + "BIOOO"
    displaced = built(*marks, spans=(*SPANS[:3], inner, *SPANS[3:]))
    assert iob(displaced.doc) == "B-B---" + "OOOOO" + "BIOOO", "the longer one holds its tokens"
    assert made.missing_tokens == sum(token.ent_iob == 0 for token in made.doc)


label_sets = st.sets(st.sampled_from(sorted(EVERY)), min_size=1)


@given(st.lists(st.tuples(st.integers(0, 2), label_sets), max_size=5))
def test_a_token_is_outside_exactly_where_all_entity_labels_are_complete(
    given_marks: list[tuple[int, set[LabelName]]],
) -> None:
    said: list[set[LabelName]] = [set(), set(), set()]
    for line, labels in given_marks:
        said[line] |= labels
    made = built(*(mark(line, labels) for line, labels in enumerate(said) if labels))
    lines = paragraphs(TEXT)
    for token in made.doc:
        if token.is_space or token.ent_iob in {1, 3}:
            continue
        line = next(i for i, (start, end) in enumerate(lines) if start <= token.idx < end)
        assert (token.ent_iob == 2) == (set(ENTITIES) <= said[line]), token.text
    if any(said):
        known = [line for line, labels in enumerate(said) if MEET in labels]
        runs = made.known or []
        held = {i for first, last in runs for i in range(first, last)}
        for line, (start, end) in enumerate(lines):
            tokens = [token.i for token in made.doc if start <= token.idx < end]
            assert (set(tokens) <= held) == (line in known)
    # All of it comes back from a file.
    writer = DocBinWriter(english().vocab)
    writer.add(made.doc)
    (again,) = _read_back(writer)
    assert iob(again) == iob(made.doc)
    told = json.dumps(again.user_data[ARTICLE_KEY])  # lists come back as tuples
    assert told == json.dumps(made.doc.user_data[ARTICLE_KEY])


def _read_back(writer: DocBinWriter) -> list[Doc]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.spacy"
        writer.write(path)
        return list(DocBin().from_disk(path).get_docs(english().vocab))


def texts(parts: Iterable[Doc]) -> list[str]:
    return [part.text.strip() for part in parts]


def test_the_categorizer_learns_from_paragraphs_that_are_complete_for_it() -> None:
    plain = built()
    assert texts(split_doc(plain.doc, "paragraph")) == [LINES[0], LINES[2]], "those with a span"
    made = built(mark(1, [MEET]), mark(2, [MEET]))
    assert texts(split_doc(made.doc, "paragraph")) == [LINES[1], LINES[2]]
    assert texts(split_doc(made.doc, "article")) == [LINES[1], LINES[2]], "scored on these alone"
    assert made.held_back == 1
    both = built(mark(0, [MEET]), mark(2, EVERY), spans_key="sc")
    assert texts(split_doc(both.doc, "sentence")) == [LINES[2]]
    assert both.held_back == 3
    none = built(mark(1, [PERSON]))
    assert texts(split_doc(none.doc, "paragraph")) == []


def test_entities_alone_are_learned_from_all_of_which_something_is_known(tmp_path: Path) -> None:
    made = built(mark(1, ENTITIES))
    without = split_doc(made.doc, "paragraph", has_groups=False)
    assert texts(without) == list(LINES)
    bare = built(mark(1, ENTITIES), spans=SPANS[3:])
    assert texts(split_doc(bare.doc, "paragraph", has_groups=False)) == [LINES[1], LINES[2]]
    # The reader sees by the pipeline which of them it is.
    writer = DocBinWriter(english().vocab)
    writer.add(built(mark(2, EVERY)).doc)
    writer.write(tmp_path / "train.spacy")
    read = create_corpus(tmp_path / "train.spacy", "paragraph")
    nlp = blank("en")
    nlp.add_pipe("ner")
    assert texts(example.reference for example in read(nlp)) == [LINES[0], LINES[2]]
    nlp.add_pipe("spancat_singlelabel", name="events")
    assert texts(example.reference for example in read(nlp)) == [LINES[2]]


# -- a whole export --------------------------------------------------------------------------------


def half_done(number: int) -> AnnotatedArticle:
    """A made article that is under way, its first three paragraphs complete for all."""
    item = made_article(number)
    labels = tuple(sorted({(span.layer, span.label) for span in item.spans}))
    every = tuple((label.layer, label.name) for label in SCHEMA.labels)
    stretches = paragraphs(item.article.text)
    marks = [CompleteMark(*stretches[line], tuple(sorted({*every, *labels}))) for line in range(3)]
    article = replace(item.article, state=ArticleState.IN_PROGRESS)
    return replace(item, article=article, complete=tuple(marks))


LABELS = frozenset((label.layer, label.name) for label in SCHEMA.labels)


def export(articles: Iterable[AnnotatedArticle], out: Path) -> ExportReport:
    options = ExportOptions(include_unfinished=True, labels=LABELS)
    return export_spacy(articles, out, options=options, schema=SCHEMA)


def test_an_export_counts_and_says_what_is_known(tmp_path: Path) -> None:
    report = export([half_done(number) for number in range(30)], tmp_path / "out")
    notices = {item.code: item.fields for item in report.notices}
    assert notices["complete"]["count"] == 30
    assert notices["complete"]["parts"] == 90
    assert notices["held_back"]["count"] > 0
    assert "unfinished" not in notices
    assert "unfinished_scores" not in notices, "they are scored where they are complete"
    said = json.loads((tmp_path / "out" / "report.json").read_text())
    words = {item["code"]: item["text"] for item in said["notices"]}
    assert words["complete"].startswith("30 unfinished articles have regions")
    docs = list(DocBin().from_disk(tmp_path / "out" / "train.spacy").get_docs(english().vocab))
    assert all(iob(doc).count("O") and iob(doc).count("-") for doc in docs)
    assert report.sides[Side.TRAIN].missing_tokens == sum(
        token.ent_iob == 0 for doc in docs for token in doc
    )


def test_an_article_without_any_span_can_be_complete(tmp_path: Path) -> None:
    text = "Nothing happened here.\nNor there."
    marks = (CompleteMark(0, 22, tuple(sorted(LABELS))),)
    empty = replace(annotated(text, number=99, state=ArticleState.IN_PROGRESS), complete=marks)
    bare = annotated(text + "!", number=98, state=ArticleState.IN_PROGRESS)
    report = export([made_article(number) for number in range(20)] + [empty, bare], tmp_path / "o")
    assert report.articles == 21
    assert report.left_out == {"without_spans": 1}


@pytest.mark.slow
def test_spacy_trains_on_it(tmp_path: Path) -> None:
    from annotate.training.loop import Watch, train_pipeline

    out = tmp_path / "out"
    export([half_done(number) for number in range(30)], out)
    config = out / "config.cfg"
    from annotate.training.config import with_steps

    config.write_text(with_steps(config.read_text("utf-8"), 20), encoding="utf-8")
    done = train_pipeline(
        out, tmp_path / "model", meta={}, watch=Watch(lambda _: None, lambda: True)
    )
    assert done.steps == 20


# -- before it, and after --------------------------------------------------------------------------


def test_the_look_before_tells_of_it() -> None:
    articles = [half_done(number) for number in range(10)]
    options = ExportOptions(include_unfinished=True, labels=LABELS)
    found = check_readiness(articles, options=options, schema=SCHEMA, states={}, marked=10)
    by_code = {item.code: item for item in found.findings}
    held = by_code["held_back"]
    assert held.weight is Weight.WARNING
    assert held.count == len(held.places) > 0
    assert all(place.layer is Layer.EVENT for place in held.places)
    assert "mark the paragraphs complete" in held.words
    assert "complete_left_out" not in by_code
    without = check_readiness(
        articles, options=ExportOptions(), schema=SCHEMA, states={"in_progress": 10}, marked=10
    )
    by_code = {item.code: item for item in without.findings}
    assert by_code["complete_left_out"].count == 10
    assert by_code["complete_left_out"].words.startswith("10 articles that are not done have")


def judged(folder: Path, *marks: CompleteMark) -> Evaluation:
    keeper = GoldKeeper(EVERY)
    list(keeper.watch([begun(*marks)]))
    keeper.write(folder, {"dev": ["a0"], "test": []})
    found = [
        ["entity", span.start, span.end, span.label, 1.0]
        for span in (SPANS[0], entity(TEXT, "Kyiv", "GPE"), entity(TEXT, "Lagos", "GPE"))
    ]
    table = {"layers": ["entity"], "found": {"dev": {"a0": found}, "test": {}}}
    (folder / FOUND).write_text(json.dumps(table))
    evaluation = evaluation_of(folder, "dev")
    assert evaluation is not None
    return evaluation


def test_figures_count_what_lies_where_everything_is_known(tmp_path: Path) -> None:
    plain = judged(tmp_path).of_layer(Layer.ENTITY).strict
    assert (plain.right, plain.gold, plain.found) == (1, 3, 3)
    first = judged(tmp_path, mark(0, ENTITIES)).of_layer(Layer.ENTITY).strict
    assert (first.right, first.gold, first.found) == (1, 2, 2)
    second = judged(tmp_path, mark(1, EVERY)).of_layer(Layer.ENTITY).strict
    assert (second.right, second.gold, second.found) == (0, 0, 1)


def test_other_marks_are_other_data() -> None:
    def fingerprint(*marks: CompleteMark) -> str:
        keeper = GoldKeeper(EVERY)
        list(keeper.watch([begun(*marks)]))
        return keeper.fingerprint

    assert fingerprint() != fingerprint(mark(0, EVERY)) != fingerprint(mark(1, EVERY))
