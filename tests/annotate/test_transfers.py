"""Imports and exports of a project: nobody's work is overwritten, nothing comes in twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import ArticleState
from annotate.edits import PutSpan
from annotate.errors import ExportError, JobCancelled, SettingsError
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelMap, LabelTarget, parse_mapping
from annotate.exchange.preview import preview
from annotate.exchange.settling import SettleOptions, Taken
from annotate.project import Project, Why
from annotate.spans import Layer, Span
from annotate.transfers import Selection, export_format, import_paths

TEXT = "Envoys of Dalmora met in Varna."


def line(text: str = TEXT, **more: object) -> dict[str, object]:
    spans = [
        {"start": 10, "end": 17, "label": "GPE"},
        {"start": 18, "end": 21, "label": "MEET", "layer": "event"},
    ]
    event = {"trigger": spans[1], "args": [{"start": 10, "end": 17, "role": "Participant"}]}
    suggestion = {"start": 0, "end": 6, "label": "PERSON", "score": 0.5, "suggester": "rules"}
    return {
        "spandesk": 1,
        "text": text,
        "spans": spans,
        "events": [event],
        "suggestions": [suggestion],
        **more,
    }


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in.jsonl", line())


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def only(project: Project, text: str = TEXT) -> str:
    return next(i for i in project.article_ids() if project.article(i).text == text)


def snapshot(project: Project) -> list[object]:
    return [
        (project.article(i), project.annotations(i).snapshot(), project.proposals(i))
        for i in project.article_ids()
    ]


def test_an_import_brings_gold_events_and_suggestions_apart(project: Project, source: Path) -> None:
    report = import_paths(project, [source])
    assert (report.added, report.spans, report.frames, report.suggestions) == (1, 2, 1, 1)
    assert dict(report.formats) == {"spandesk": 1}
    desk = project.open_article(only(project))
    assert [(s.label, s.layer, str(s.origin)) for s in desk.spans] == [
        ("GPE", Layer.ENTITY, "import"),
        ("MEET", Layer.EVENT, "import"),
    ]
    (frame,) = desk.annotations.frames.values()
    assert [argument.role for argument in frame.arguments] == ["Participant"]
    assert [(s.label, s.suggester) for s in desk.all_suggestions] == [("PERSON", "import rules")]
    assert desk.annotations.state is ArticleState.DONE
    assert not project.check()


def test_a_second_import_changes_nothing(project: Project, source: Path) -> None:
    import_paths(project, [source])
    before = snapshot(project)
    report = import_paths(project, [source])
    assert (report.added, len(report.merged), report.spans) == (0, 0, 0)
    assert [item.error.fields["reason"] for item in report.refused] == ["unchanged"]
    assert snapshot(project) == before
    assert not project.history()


def test_the_work_of_an_annotator_stands(project: Project, source: Path) -> None:
    import_paths(project, [source])
    article = project.article(only(project))
    gold = project.annotations(article.id)
    removed = next(span for span in gold.spans if span.label == "GPE")
    frame = next(iter(gold.frames.values()))
    from annotate.edits import EditGroup, PutFrame, apply

    edit = EditGroup((PutFrame(frame, None), PutSpan(removed, None)), "remove")
    apply(edit, gold)
    project.write_edit(article, edit, why=Why.HAND, title="remove").result()
    before = snapshot(project)
    report = import_paths(project, [source])
    assert [item.error.fields["reason"] for item in report.refused] == ["kept"]
    assert snapshot(project) == before
    assert not project.check()


def test_gold_goes_to_an_article_that_has_none_and_can_be_taken_back(
    project: Project, source: Path, tmp_path: Path
) -> None:
    import_paths(project, [write(tmp_path / "plain.jsonl", {"text": TEXT, "title": "Mine"})])
    report = import_paths(project, [source])
    assert (report.added, len(report.merged)) == (0, 1)
    article_id = only(project)
    assert project.article(article_id).title == "Mine"
    assert len(list(project.annotations(article_id).spans)) == 2
    (entry,) = project.history(article_id)
    assert entry.why == "import"
    assert not project.check()


def test_records_of_one_text_in_one_file_are_one_article(project: Project, tmp_path: Path) -> None:
    def task(start: int, end: int, label: str) -> dict[str, object]:
        span = {"start": start, "end": end, "label": label}
        return {"text": TEXT, "spans": [span], "_input_hash": 1, "answer": "accept"}

    path = write(
        tmp_path / "a.jsonl",
        task(10, 17, "GPE"),
        {"text": "Another.", "_input_hash": 2, "answer": "accept"},
        task(25, 30, "GPE"),
        task(10, 17, "GPE"),
    )
    report = import_paths(project, [path])
    assert report.added == 2
    assert len(list(project.annotations(only(project)).spans)) == 2
    before = snapshot(project)
    import_paths(project, [path])
    assert snapshot(project) == before


def test_all_as_suggestions_and_all_as_gold(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    for taken, spans, suggestions in ((Taken.SUGGESTIONS, 0, 3), (Taken.GOLD, 3, 0)):
        source = write(tmp_path / "in.jsonl", line(f"{TEXT} {taken}"))
        project = make_project(name=f"{taken}")
        plan = ReadPlan(settle=SettleOptions(taken=taken))
        report = import_paths(project, [source], plan=plan)
        assert (report.spans, report.suggestions) == (spans, suggestions), taken
        project.close()


def test_labels_are_mapped_added_or_left_out(project: Project, tmp_path: Path) -> None:
    spans = [
        {"start": 10, "end": 17, "label": "place of war"},
        {"start": 18, "end": 21, "label": "Talk"},
        {"start": 25, "end": 30, "label": "City"},
    ]
    source = write(tmp_path / "in.jsonl", {"text": TEXT, "spans": spans, "events": []})
    targets = dict(map(parse_mapping, ["Talk=event:MEET", "City="]))
    report = import_paths(project, [source], plan=ReadPlan(labels=LabelMap(targets)))
    found = {(s.layer, s.label) for s in project.annotations(only(project)).spans}
    assert found == {(Layer.EVENT, "MEET"), (Layer.ENTITY, "place_of_war")}
    assert report.labels == [(Layer.ENTITY, "place_of_war")]
    assert project.schema.get(Layer.ENTITY, "place_of_war") is not None
    assert [loss.detail for loss in report.losses.listed] == ["City “Varna”"]


def test_unknown_labels_can_be_left_out(project: Project, tmp_path: Path) -> None:
    span = {"start": 10, "end": 17, "label": "NEVER_SEEN"}
    source = write(tmp_path / "in.jsonl", {"text": TEXT, "spans": [span], "events": []})
    report = import_paths(project, [source], plan=ReadPlan(labels=LabelMap(adds_labels=False)))
    assert (report.added, report.spans, report.labels) == (1, 0, [])


@pytest.mark.parametrize(
    ("text", "key", "target"),
    [
        ("A=B", (None, "A"), LabelTarget("B")),
        ("event:A=entity:B C", (Layer.EVENT, "A"), LabelTarget("B_C", Layer.ENTITY)),
        ("x=y=Z", (None, "x=y"), LabelTarget("Z")),
        ("A=", (None, "A"), LabelTarget("")),
    ],
)
def test_mappings_on_the_command_line(text: str, key: object, target: LabelTarget) -> None:
    assert parse_mapping(text) == (key, target)


@pytest.mark.parametrize("text", ["", "A", "=B"])
def test_what_is_no_mapping(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        parse_mapping(text)


def test_an_unknown_format_is_refused_before_anything_is_read(
    project: Project, source: Path
) -> None:
    with pytest.raises(SettingsError):
        import_paths(project, [source], plan=ReadPlan(format="nothing"))
    with pytest.raises(ExportError):
        export_format(project, "nothing", source.with_suffix(".out"))


def test_a_preview_writes_nothing_and_counts_all(project: Project, tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        line(),
        line("Again: " + TEXT, spans=[{"start": 0, "end": 5, "label": "ODD"}], events=[]),
        {"text": "Bad.", "spans": [{"start": 0, "end": 50, "label": "X"}], "events": []},
    )
    before = snapshot(project)
    found = preview([source], ReadPlan(), known={}, labels=project.schema.names)
    assert (found.articles, found.spans, found.suggestions, found.frames) == (2, 3, 2, 1)
    assert found.refused == 1
    assert not found.is_plain
    assert {(label.name, label.count, label.is_new) for label in found.labels} == {
        ("GPE", 1, False),
        ("MEET", 1, False),
        ("ODD", 1, True),
        ("PERSON", 2, False),
    }
    assert snapshot(project) == before


def test_plain_articles_need_no_preview(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An article about nothing much, in one line.")
    write(tmp_path / "b.jsonl", {"text": "Another one."})
    found = preview([tmp_path], ReadPlan(), known={})
    assert found.is_plain
    assert found.articles == 2


def test_an_export_takes_done_articles_or_all(
    project: Project, source: Path, tmp_path: Path
) -> None:
    import_paths(project, [source])
    article = project.article(only(project))
    total = len(project.article_ids())
    log = export_format(project, "spandesk", tmp_path / "done.jsonl")
    assert log.articles == len(project.article_ids(states=[ArticleState.DONE]))
    selection = Selection(include_unfinished=True, with_suggestions=True)
    log = export_format(project, "spandesk", tmp_path / "all.jsonl", selection=selection)
    assert log.articles == total
    lines = map(json.loads, (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines())
    written = next(item for item in lines if item["id"] == article.id)
    assert [s["label"] for s in written["suggestions"]] == ["PERSON"]


def test_a_cancelled_export_leaves_nothing(project: Project, source: Path, tmp_path: Path) -> None:
    import_paths(project, [source])
    with pytest.raises(JobCancelled):
        export_format(project, "csv", tmp_path / "out", is_cancelled=lambda: True)
    assert sorted(p.name for p in tmp_path.iterdir() if "out" in p.name) == []


def test_a_span_id_that_another_article_has_is_made_anew(project: Project, tmp_path: Path) -> None:
    def one(text: str) -> dict[str, object]:
        span = {"id": "00000000000000aa", "start": 10, "end": 17, "label": "GPE"}
        return {"spandesk": 1, "text": text, "spans": [span]}

    source = write(tmp_path / "in.jsonl", one(TEXT), one(TEXT + " Again."))
    report = import_paths(project, [source])
    assert report.added == 2
    spans: list[Span] = [
        span
        for i in project.article_ids()
        for span in project.annotations(i).spans
        if span.origin == "import"
    ]
    assert len({span.id for span in spans}) == 2
    assert "00000000000000aa" in {span.id for span in spans}
