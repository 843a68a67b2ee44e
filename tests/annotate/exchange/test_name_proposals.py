"""Names of files that the schema has in another way: found, told, never at the cost of a span."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cli.main import run
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelMap, parse_mapping
from annotate.exchange.name_proposals import SchemaNames, TakenName
from annotate.exchange.preview import preview
from annotate.project import Project
from annotate.schema.label_schema import LabelSchema
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.transfers import import_paths

ENTITY, EVENT = Layer.ENTITY, Layer.EVENT
Capture = pytest.CaptureFixture[str]
TEXT = "Rebels attacked Sirte, and Anna Kern met Boris."


@pytest.fixture(scope="module")
def news() -> LabelSchema:
    return find_schema("news")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.spandesk"
    assert run(["new", str(made)]) == 0
    return made


def span(words: str, label: str, layer: str = "entity", **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label, "layer": layer, **more}


def write(path: Path, *spans: object, **more: object) -> str:
    path.write_text(json.dumps({"spandesk": 1, "text": TEXT, "spans": spans, **more}))
    return str(path)


def gold(path: Path) -> list[tuple[str, str, str]]:
    with Project.open(path, read_only=True) as project:
        (article_id,) = project.article_ids()
        return sorted(
            (TEXT[item.start : item.end], str(item.layer), item.label)
            for item in project.annotations(article_id).spans
        )


def roles(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        (article_id,) = project.article_ids()
        frames = project.annotations(article_id).frames.values()
        return sorted(item.role for frame in frames for item in frame.arguments)


@pytest.mark.parametrize(
    ("layers", "name", "ours"),
    [
        ((EVENT,), "Attack", (EVENT, "ATTACK")),
        ((ENTITY,), "Attack", None),
        ((ENTITY, EVENT), "meet", (EVENT, "MEET")),
        ((ENTITY,), "PER", (ENTITY, "PERSON")),
        ((ENTITY,), "location", (ENTITY, "LOC")),
        ((ENTITY,), "City", (ENTITY, "GPE")),
        ((EVENT,), "PER", None),
        ((ENTITY,), "MISC", None),
        ((ENTITY,), "PERSONS", None),
    ],
)
def test_which_label_a_name_is(
    news: LabelSchema, layers: tuple[Layer, ...], name: str, ours: tuple[Layer, str] | None
) -> None:
    assert SchemaNames.of(news).label(name, layers) == ours


@given(st.data())
def test_what_is_proposed_is_there_in_the_layer_that_was_asked(data: st.DataObject) -> None:
    schema = find_schema("news")
    known = data.draw(st.sampled_from(sorted(schema.names)))
    name = "".join(data.draw(st.sampled_from((c.lower(), c.upper()))) for c in known[1])
    layer = data.draw(st.sampled_from(tuple(Layer)))
    found = SchemaNames.of(schema).label(name, (layer,))
    assert found is None or (found in schema.names and found[0] is layer)
    assert found is not None or layer is not known[0]


@given(st.text(max_size=12))
def test_a_name_that_is_none_stays(name: str) -> None:
    names = SchemaNames(roles={"ATTACK": (("Attacker", "who"),)}, relations=("knows",))
    assert names.role("ATTACK", name) in {name, "Attacker"}
    assert names.role("MEET", name) == name
    assert names.relation(name) in {name, "knows"}


def test_the_command_line_takes_what_the_window_proposes(
    path: Path, tmp_path: Path, capsys: Capture
) -> None:
    spans = (
        span("attacked", "Attack", "event"),
        span("Boris", "PER"),
        span("met", "Meet", "event"),
    )
    source = write(tmp_path / "in.jsonl", *spans, span("Sirte", "Harbour"))
    with Project.open(path, read_only=True) as project:
        names = SchemaNames.of(project.schema)
        plan = ReadPlan(labels=LabelMap(proposed=names))
        shown = preview([Path(source)], plan, known=(), labels=project.schema.names)
    assert run(["import", str(path), source]) == 0
    assert gold(path) == sorted(
        (TEXT[item["start"] : item["end"]], *(map(str, target)))  # type: ignore[index, misc]
        for item in (*spans, span("Sirte", "Harbour"))
        for target in [next(x.target for x in shown.labels if x.name == item["label"])]
    )
    assert [label for _, _, label in gold(path)] == ["PERSON", "Harbour", "ATTACK", "MEET"]
    said = capsys.readouterr().out
    assert "new labels: entity:Harbour\n" in said
    assert "event Attack → ATTACK, entity PER → PERSON, event Meet → MEET" in said
    assert "--keep-names" in said


def test_names_are_kept_when_asked(path: Path, tmp_path: Path, capsys: Capture) -> None:
    source = write(tmp_path / "in.jsonl", span("Boris", "PER"), span("Anna Kern", "person"))
    assert run(["import", str(path), source, "--map", "PER=PER"]) == 0
    assert gold(path) == [("Anna Kern", "entity", "PERSON"), ("Boris", "entity", "PER")]
    other = tmp_path / "other.spandesk"
    run(["new", str(other)])
    capsys.readouterr()
    assert run(["import", str(other), source, "--keep-names"]) == 0
    assert gold(other) == [("Anna Kern", "entity", "person"), ("Boris", "entity", "PER")]
    assert "→" not in capsys.readouterr().out


def test_labels_that_the_project_has_are_never_others(path: Path, tmp_path: Path) -> None:
    """As with a project of another label set, PER beside PERSON."""
    with Project.open(path) as project:
        project.add_labels([(ENTITY, "PER")])
    source = write(tmp_path / "in.jsonl", span("Boris", "PER"), span("Anna Kern", "Per"))
    assert run(["import", str(path), source]) == 0
    assert gold(path) == [("Anna Kern", "entity", "PER"), ("Boris", "entity", "PER")]


@pytest.mark.parametrize("kind", ["spans", "suggestions"])
def test_two_labels_on_one_stretch_that_would_be_one_both_stay(
    path: Path, tmp_path: Path, kind: str
) -> None:
    there = [span("Sirte", "GPE"), span("Sirte", "City"), span("Sirte", "City")]
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"spandesk": 1, "text": TEXT, kind: there}))
    args = ["import", str(path), str(source)]
    assert run([*args, "--as", "gold"]) == 0
    assert gold(path) == [("Sirte", "entity", "City"), ("Sirte", "entity", "GPE")]


def test_a_label_that_was_renamed_is_known_by_its_old_name(path: Path, tmp_path: Path) -> None:
    assert run(["schema", "rename", str(path), "PERSON", "HUMAN"]) == 0
    source = write(tmp_path / "in.jsonl", span("Boris", "PERSON"))
    assert run(["import", str(path), source]) == 0
    assert gold(path) == [("Boris", "entity", "HUMAN")]


def test_roles_are_those_of_the_event(path: Path, tmp_path: Path, capsys: Capture) -> None:
    trigger = span("attacked", "ATTACK", "event")
    who = {key: value for key, value in span("Rebels", "").items() if key in {"start", "end"}}
    spans = (trigger, span("Rebels", "ORG"))
    args = [{**who, "role": "attacker"}, {**who, "role": "Odd"}]
    event = {"trigger": trigger, "args": args}
    source = write(tmp_path / "in.jsonl", *spans, events=[event])
    assert run(["import", str(path), source]) == 0
    # In news the agent of an attack has the title Attacker.
    assert roles(path) == ["Agent", "Odd"]
    assert "role attacker → Agent" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--keep-names"], ["--map", "relation:attacker=attacker"]])
def test_a_relation_of_label_studio_becomes_the_role_of_the_schema(
    path: Path, tmp_path: Path, more: list[str]
) -> None:
    def region(name: str, words: str, label: str) -> dict[str, object]:
        start = TEXT.index(words)
        value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        return {"id": name, "type": "labels", "value": value, "from_name": "l", "to_name": "t"}

    arc = {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["attacker"]}
    result = [region("a", "attacked", "Attack"), region("b", "Rebels", "ORG"), arc]
    source = tmp_path / "in.json"
    task = {"id": 1, "data": {"t": TEXT}, "annotations": [{"id": 1, "result": result}]}
    source.write_text(json.dumps([task]))
    maps = ["--map", "Attack=event:ATTACK"] if "--keep-names" in more else []
    assert run(["import", str(path), str(source), *maps, *more]) == 0
    assert roles(path) == ["attacker" if more else "Agent"]


def test_two_roles_that_would_be_one_both_stay(path: Path, tmp_path: Path) -> None:
    trigger = span("attacked", "ATTACK", "event")
    who = {key: value for key, value in span("Rebels", "").items() if key in {"start", "end"}}
    args = [{**who, "role": role} for role in ("Attacker", "attacker", "attacker")]
    event = {"trigger": trigger, "args": args}
    source = write(tmp_path / "in.jsonl", trigger, span("Rebels", "ORG"), events=[event])
    assert run(["import", str(path), source]) == 0
    assert roles(path) == ["Agent", "attacker"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_report_has_the_names_with_any_number_of_processes(
    make_project: Callable[..., Project], tmp_path: Path, jobs: int
) -> None:
    project = make_project()
    sources = [tmp_path / f"{n}.jsonl" for n in range(2)]
    for number, source in enumerate(sources):
        write(source, span("Boris", "Per" if number else "per"))
        source.write_text(source.read_text().replace("Boris.", f"Boris. {number}"))
    names = SchemaNames.of(project.schema)
    plan = ReadPlan(labels=LabelMap(proposed=names), jobs=jobs)
    report = import_paths(project, sources, plan=plan)
    assert report.labels == []
    assert report.names == [
        TakenName("entity", "per", "PERSON"),
        TakenName("entity", "Per", "PERSON"),
    ]
    read = json.loads(report.to_json(describe=str))
    assert read["names"][0] == {"kind": "entity", "from": "per", "to": "PERSON"}


def test_what_is_asked_goes_before_what_is_proposed(path: Path, tmp_path: Path) -> None:
    assert parse_mapping("PER=ORG")[1].name == "ORG"
    source = write(tmp_path / "in.jsonl", span("Boris", "PER"))
    assert run(["import", str(path), source, "--map", "PER=ORG"]) == 0
    assert gold(path) == [("Boris", "entity", "ORG")]
