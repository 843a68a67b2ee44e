"""Names of relations at import: given others, left out, counted; also where they become roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import main
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.label_map import LabelMap, parse_relation_mapping
from annotate.exchange.losses import LossCode
from annotate.exchange.preview import FoundRelation, preview
from annotate.exchange.settling import Settled
from annotate.project import Project
from annotate.spans import Layer

TEXT = "Ana Petrova of the Harbour Union was arrested in Varna."
LINE = {
    "text": TEXT,
    "entities": [
        {"id": 1, "start_offset": 0, "end_offset": 11, "label": "PERSON"},
        {"id": 2, "start_offset": 19, "end_offset": 32, "label": "ORG"},
        {"id": 3, "start_offset": 37, "end_offset": 45, "label": "ARREST"},
        {"id": 4, "start_offset": 49, "end_offset": 54, "label": "GPE"},
    ],
    "relations": [
        {"id": 1, "from_id": 1, "to_id": 2, "type": "memberOf"},
        {"id": 2, "from_id": 2, "to_id": 4, "type": "No-rel"},
        {"id": 3, "from_id": 3, "to_id": 1, "type": "Arg1"},
        {"id": 4, "from_id": 3, "to_id": 4, "type": "where"},
        {"id": 5, "from_id": 2, "to_id": 1, "type": None},
    ],
}
EVENTS = {(Layer.EVENT, "ARREST")}
ASKED = LabelMap(relations={"memberOf": "member_of", "No-rel": "", "Arg1": "detainee", "": "knows"})


def write(folder: Path) -> Path:
    path = folder / "arcs.jsonl"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return path


def load(path: Path, asked: LabelMap) -> Settled:
    (found,) = read_annotated([path], ReadPlan(labels=asked), labels=EVENTS)
    assert isinstance(found, Settled)
    return found


def test_relations_and_roles_get_the_names_that_were_asked_for(tmp_path: Path) -> None:
    found = load(write(tmp_path), ASKED)
    assert sorted(item.label for item in found.relations) == ["knows", "member_of"]
    (frame,) = found.frames
    assert sorted(item.role for item in frame.arguments) == ["detainee", "where"]
    lost = [loss.detail for loss in found.losses if loss.code is LossCode.LEFT_OUT]
    assert lost == ["“Harbour Union” No-rel “Varna”"]


def test_names_stay_where_nothing_was_asked(tmp_path: Path) -> None:
    found = load(write(tmp_path), LabelMap())
    assert sorted(item.label for item in found.relations) == ["No-rel", "memberOf", "related"]
    assert not found.losses


def test_a_preview_counts_each_name(tmp_path: Path) -> None:
    plan = ReadPlan(labels=LabelMap(relations={"No-rel": ""}))
    found = preview([write(tmp_path)], plan, known=(), labels=EVENTS)
    assert found.relation_names == (
        FoundRelation("", 1, 0, ""),
        FoundRelation("Arg1", 1, 1, "Arg1"),
        FoundRelation("No-rel", 1, 0, None),
        FoundRelation("memberOf", 1, 0, "memberOf"),
        FoundRelation("where", 1, 1, "where"),
    )


def test_the_names_of_a_refused_record_are_not_counted(tmp_path: Path) -> None:
    circle = {
        **LINE,
        "relations": [{"from_id": 3, "to_id": 3, "type": "self"}],
    }
    path = tmp_path / "two.jsonl"
    path.write_text(f"{json.dumps(circle)}\n{json.dumps(LINE)}\n", encoding="utf-8")
    found = preview([path], ReadPlan(), known=(), labels=EVENTS)
    assert found.refused == 1
    assert "self" not in {item.name for item in found.relation_names}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("relation:memberOf=member_of", ("memberOf", "member_of")),
        ("relation:memberOf=relation:member_of", ("memberOf", "member_of")),
        ("relation:a=b=c d", ("a=b", "c_d")),
        ("relation:No-rel=", ("No-rel", "")),
        ("relation:=knows", ("", "knows")),
        ("memberOf=member_of", None),
        ("entity:a=b", None),
        ("relation:a", None),
    ],
)
def test_a_mapping_is_read(text: str, pair: tuple[str, str] | None) -> None:
    assert parse_relation_mapping(text) == pair


def test_the_command_line_maps_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project, path = str(tmp_path / "p.spandesk"), str(write(tmp_path))
    assert main.main(["new", project]) == 0
    maps = ["relation:memberOf=member_of", "relation:No-rel=", "ARREST=event:ARREST_JAIL"]
    options = [part for text in maps for part in ("--map", text)]
    assert main.main(["import", project, path, *options]) == 0
    assert "No-rel" in capsys.readouterr().err
    with Project.open(Path(project)) as opened:
        (article,) = opened.article_ids()
        gold = opened.annotations(article)
        assert {item.label for item in gold.relations.values()} == {"member_of", "related"}
        assert opened.schema.relation("member_of") is not None
        assert opened.schema.relation("No-rel") is None
