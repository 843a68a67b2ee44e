"""Complete regions on their way in and out, and the tokenizer rules that exports go by."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from annotate.articles import Article, ArticleState
from annotate.complete.verbs import mark_complete
from annotate.errors import ImportFormatError
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelMap, LabelResolver
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.settling import Settled, SettleOptions, Taken, settle
from annotate.project import Project, StepRef, Why
from annotate.spans import Layer, Span
from annotate.store.imports import Incoming
from annotate.text import fingerprint
from annotate.tokenizer.rules import SETTING, RuleKind, TokenizerRule, as_setting
from annotate.transfers import Selection, export_format, import_paths

SCHEMA = ((Layer.ENTITY, "PERSON"), (Layer.ENTITY, "ORG"), (Layer.EVENT, "MEET"))
TEXT = "Ana met Bo.\r\nNobody came.\r\n"
STORED = "Ana met Bo.\nNobody came.\n"


def settled(record: Record, **options: object) -> Settled:
    return settle(
        record,
        source="a.jsonl",
        origin="spandesk",
        labels=LabelResolver(SCHEMA, LabelMap()),
        options=SettleOptions(**options),  # type: ignore[arg-type]
    )


def region(start: int, end: int, label: str, layer: Layer | None = None) -> RecordSpan:
    return RecordSpan(start, end, label, layer)


def test_regions_move_with_the_text_and_those_of_one_place_are_one_mark() -> None:
    regions = (region(13, 25, "ORG"), region(13, 25, "MEET"), region(0, 11, "PERSON"))
    found = settled(Record(TEXT, complete=regions), annotator="Ana")
    assert [(mark.start, mark.end, mark.labels) for mark in found.complete] == [
        (0, 11, ((Layer.ENTITY, "PERSON"),)),
        (12, 24, ((Layer.ENTITY, "ORG"), (Layer.EVENT, "MEET"))),
    ]
    assert {mark.annotator for mark in found.complete} == {"Ana"}
    assert found.state is ArticleState.IN_PROGRESS, "what is complete in part is not done"
    assert not found.is_bare
    assert settled(Record(TEXT, complete=regions, state=ArticleState.DONE)).state == "done"


def test_what_cannot_be_is_refused_or_left_out_and_suggestions_are_never_complete() -> None:
    record = Record(TEXT, complete=(region(0, 99, "ORG"), region(0, 11, "ORG")))
    with pytest.raises(ImportFormatError):
        settled(record)
    found = settled(record, skips_bad_spans=True)
    assert len(found.complete) == 1
    assert [loss.code for loss in found.losses] == [LossCode.BAD_SPAN]
    as_suggestions = settled(Record(TEXT, complete=record.complete[1:]), taken=Taken.SUGGESTIONS)
    assert as_suggestions.complete == ()
    assert [loss.code for loss in as_suggestions.losses] == [LossCode.COMPLETE]


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """An article under way: “Covid” of “Covid-19” is gold, the first line is complete for all."""
    made = make_project("full", articles=())
    text = "Covid-19 came.\nVarna was quiet."
    span = Span("s", 0, 5, "ORG", Layer.ENTITY)
    article = Article("a", text)
    incoming = Incoming(article, fingerprint(text), (span,), state=ArticleState.IN_PROGRESS)
    made.add_annotated([incoming], title="in").result()
    labels = [(label.layer, label.name) for label in made.schema.labels]
    edit = mark_complete(made.annotations("a"), [(0, 14)], labels)
    assert edit is not None
    made.write_edits({"a": edit}, why=Why.HAND, title="x", steps={"a": StepRef()}).result()
    rule = TokenizerRule(RuleKind.WORD, ("Covid", "-19"))
    made.set_setting(SETTING, as_setting([rule])).result()
    return made


ALL = Selection(include_unfinished=True)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("spandesk", ".jsonl"), ("docbin", ".spacy"), ("csv", ""), ("huggingface", "")],
)
def test_marks_go_from_one_project_to_another_once(
    project: Project, make_project: Callable[..., Project], tmp_path: Path, name: str, suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    log = export_format(project, name, out, selection=ALL)
    assert not log.losses, "the rule makes the span fit the tokens"
    other = make_project("other", articles=())
    import_paths(other, [out], plan=ReadPlan())
    wanted = {key: mark.labels for key, mark in project.annotations("a").complete.items()}
    (there,) = other.article_ids()
    found = other.annotations(there)
    assert {key: mark.labels for key, mark in found.complete.items()} == wanted
    assert found.state is ArticleState.IN_PROGRESS
    assert other.check() == []
    before = found.snapshot()
    import_paths(other, [out], plan=ReadPlan())
    assert other.annotations(there).snapshot() == before, "a second time changes nothing"
    assert len(other.history()) == 0


def test_an_article_that_somebody_marked_is_not_overwritten(
    project: Project, make_project: Callable[..., Project], tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    export_format(project, "spandesk", out, selection=ALL)
    other = make_project("other", articles=(Article("b", project.article("a").text),))
    edit = mark_complete(other.annotations("b"), [(15, 31)], [(Layer.ENTITY, "PERSON")])
    assert edit is not None
    other.write_edits({"b": edit}, why=Why.HAND, title="x", steps={"b": StepRef()}).result()
    import_paths(other, [out], plan=ReadPlan())
    assert other.annotations("b").complete.keys() == {"15-31"}
    assert len(other.annotations("b").spans) == 0


def test_formats_of_spacy_go_by_the_rules_and_labels_of_the_project(
    project: Project, tmp_path: Path
) -> None:
    binary = tmp_path / "out.spacy"
    export_format(project, "docbin", binary, selection=ALL)
    (doc,) = DocBin().from_disk(binary).get_docs(Vocab())
    assert [token.text for token in doc][:2] == ["Covid", "-19"]
    assert [span.text for span in doc.ents] == ["Covid"]
    iob = [token.ent_iob for token in doc if token.text.strip()]
    assert iob == [3, 2, 2, 2, 0, 0, 0, 0], "outside where it is complete, missing elsewhere"
    tasks = tmp_path / "out.jsonl"
    log = export_format(project, "prodigy", tasks, selection=ALL)
    (task,) = [json.loads(line) for line in tasks.read_text(encoding="utf-8").splitlines()]
    assert [token["text"] for token in task["tokens"]][:2] == ["Covid", "-19"]
    assert log.losses.counts[LossCode.COMPLETE] == 1
    documents = tmp_path / "out.json"
    log = export_format(
        project, "spacy-json", documents, selection=ALL, choices={"form": "documents"}
    )
    assert not log.losses.counts[LossCode.OFF_TOKENS]


def test_docbin_on_several_cores_is_the_same(project: Project, tmp_path: Path) -> None:
    one, two = tmp_path / "one.spacy", tmp_path / "two.spacy"
    export_format(project, "docbin", one, selection=ALL)
    export_format(project, "docbin", two, selection=ALL, jobs=2)
    docs = [next(iter(DocBin().from_disk(path).get_docs(Vocab()))) for path in (one, two)]
    assert [token.ent_iob for token in docs[0]] == [token.ent_iob for token in docs[1]]
    assert docs[0].user_data == docs[1].user_data
