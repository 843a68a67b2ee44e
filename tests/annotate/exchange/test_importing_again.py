"""A second import changes nothing, the schema neither; articles come in the order of the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotate import transfers
from annotate.cli.main import run
from annotate.project import Project
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.transfers import import_paths

TEXT = "Anna Kern met Boris in Varna, story {}."
PER = (Layer.ENTITY, "PERSONAGE")


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def gold(number: int, label: str = "PERSONAGE", **more: object) -> dict[str, object]:
    spans = [{"start": 0, "end": 9, "label": label}]
    return {"spandesk": 1, "id": f"g{number}", "text": TEXT.format(number), "spans": spans, **more}


def suggested(number: int, label: str = "PERSONAGE") -> dict[str, object]:
    item = {"start": 0, "end": 9, "label": label, "score": 0.5, "suggester": "x"}
    return {"spandesk": 1, "id": f"s{number}", "text": TEXT.format(number), "suggestions": [item]}


def merged_away(project: Project, name: str = "PERSONAGE") -> LabelSchema:
    """The schema of the project without the label, whose spans have become PERSON."""
    path = str(project.path)
    project.close()
    assert run(["schema", "merge", path, name, "PERSON"]) == 0
    with Project.open(Path(path)) as opened:
        return opened.schema


@pytest.mark.parametrize("make", [gold, suggested])
@pytest.mark.parametrize("batch", [1, 2, 2000])
def test_a_label_that_was_merged_away_does_not_come_back_with_the_same_files(
    project: Project,
    tmp_path: Path,
    make: Callable[[int], dict[str, object]],
    batch: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transfers, "BATCH", batch)
    source = write(tmp_path / "in.jsonl", *map(make, range(5)))
    assert import_paths(project, [source]).labels == [PER]
    schema = merged_away(project)
    assert PER not in schema.names
    with Project.open(project.path) as again:
        report = import_paths(again, [source])
        assert (report.added, report.labels, len(report.refused)) == (0, [], 5)
        assert again.schema == schema
        assert again.check() == []


@pytest.mark.parametrize("batch", [1, 3, 2000])
def test_a_label_comes_with_the_first_article_that_goes_in(
    project: Project, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "BATCH", batch)
    first = [gold(number) for number in range(3)]
    import_paths(project, [write(tmp_path / "in.jsonl", *first)])
    merged_away(project)
    more = write(tmp_path / "more.jsonl", *first, gold(3, "SHIP"), gold(4))
    with Project.open(project.path) as again:
        report = import_paths(again, [more])
        assert (report.added, sorted(report.labels)) == (2, [PER, (Layer.ENTITY, "SHIP")])
        labels = {name: [s.label for s in again.annotations(name).spans] for name in ("g0", "g4")}
        assert labels == {"g0": ["PERSON"], "g4": ["PERSONAGE"]}
        assert again.check() == []


def test_new_annotations_of_an_article_that_is_there_bring_their_label(
    project: Project, tmp_path: Path
) -> None:
    import_paths(project, [write(tmp_path / "bare.jsonl", {"text": TEXT.format(0)})])
    report = import_paths(project, [write(tmp_path / "in.jsonl", gold(0))])
    assert (len(report.merged), report.labels) == (1, [PER])
    report = import_paths(project, [write(tmp_path / "s.jsonl", suggested(0, "SHIP"))])
    assert (len(report.merged), report.labels) == (1, [(Layer.ENTITY, "SHIP")])
    assert project.check() == []


def test_relations_that_do_not_go_in_add_no_name(project: Project, tmp_path: Path) -> None:
    spans = [
        {"id": "a", "start": 0, "end": 9, "label": "PERSON"},
        {"id": "b", "start": 14, "end": 19, "label": "PERSON"},
    ]
    arc = {"head": "a", "child": "b", "label": "knows"}
    import_paths(project, [write(tmp_path / "in.jsonl", gold(0, spans=spans))])
    schema = project.schema
    source = write(tmp_path / "arcs.jsonl", gold(0, spans=spans, relations=[arc]))
    report = import_paths(project, [source])
    assert (report.relations, len(report.refused)) == (0, 1)
    assert project.schema == schema


def texts(project: Project) -> list[str]:
    return [project.article(each).text for each in project.article_ids()]


@pytest.mark.parametrize("batch", [1, 4, 2000])
@pytest.mark.parametrize("kind", ["doccano", "label_studio"])
def test_articles_come_in_the_order_of_the_file(
    project: Project, tmp_path: Path, kind: str, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "BATCH", batch)
    numbers = range(10)
    if kind == "doccano":
        source = write(
            tmp_path / "in.jsonl",
            *(
                {
                    "id": n,
                    "text": TEXT.format(n),
                    "label": [] if n % 2 else [[0, 9, "PERSON"]],
                }
                for n in numbers
            ),
        )
    else:
        source = tmp_path / "in.json"
        source.write_text(json.dumps([_task(n) for n in numbers]))
    import_paths(project, [source])
    assert texts(project) == [TEXT.format(n) for n in numbers]


def _task(number: int) -> dict[str, object]:
    value = {"start": 0, "end": 9, "text": "Anna Kern", "labels": ["PERSON"]}
    result = {"value": value, "from_name": "label", "to_name": "text", "type": "labels", "id": "a"}
    done: Sequence[object] = [] if number % 3 == 0 else [{"id": number, "result": [result]}]
    return {"id": 100 + number, "data": {"text": TEXT.format(number)}, "annotations": done}


def test_articles_come_in_the_order_of_the_files_given(project: Project, tmp_path: Path) -> None:
    late = write(tmp_path / "b.jsonl", gold(1), {"spandesk": 1, "text": TEXT.format(2)})
    plain = tmp_path / "c.txt"
    plain.write_text(TEXT.format(3))
    early = write(tmp_path / "a.jsonl", gold(4))
    import_paths(project, [late, plain, early])
    assert texts(project) == [TEXT.format(n) for n in (1, 2, 3, 4)]


def test_a_second_annotators_file_names_the_option_that_brings_it_beside_the_gold(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_paths(project, [write(tmp_path / "one.jsonl", gold(0, "PERSON"))])
    path = str(project.path)
    project.close()
    other = write(tmp_path / "two.jsonl", gold(0, "ORG"))
    assert run(["import", path, str(other)]) in (0, 1)
    assert "--as suggestions" in capsys.readouterr().err
    assert run(["import", path, str(other), "--as", "suggestions"]) == 0
    with Project.open(Path(path), read_only=True) as opened:
        desk = opened.open_article("g0")
        assert [span.label for span in desk.spans] == ["PERSON"]
        assert [item.label for item in desk.all_suggestions] == ["ORG"]
