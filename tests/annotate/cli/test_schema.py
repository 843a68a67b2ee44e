"""The command `schema`, as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.cli.main import run
from annotate.edits import EditGroup, PutFrame, PutSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project, Why
from annotate.safety import find_moment, restore_moment
from annotate.schema.label_schema import parse_schema
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span

TEXT = "Rebels shelled the port; envoys met."


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    project = make_project(articles=(Article("a", TEXT), Article("b", "Quiet.")))
    edit = EditGroup(
        (
            PutSpan(None, Span("s1", 0, 6, "ORG", Layer.ENTITY)),
            PutSpan(None, Span("s2", 7, 14, "ATTACK", Layer.EVENT)),
            PutSpan(None, Span("s3", 32, 35, "MEET", Layer.EVENT)),
            PutFrame(None, EventFrame("f", "s2", (Argument("Agent", "s1"),))),
        )
    )
    project.write_edit(project.article("a"), edit, why=Why.HAND, title="x").result()
    project.close()
    return project.path


def labels(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
        return [span.label for span in project.annotations("a").spans]


Capture = pytest.CaptureFixture[str]


def test_shipped_schemas_are_listed_shown_and_sound(capsys: Capture) -> None:
    assert run(["schema", "list"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("news", "plover", "ace", "entities", "blank"))
    assert run(["schema", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["plover"]["event_labels"] == 16
    assert run(["schema", "show", "ace"]) == 0
    out = capsys.readouterr().out
    assert "  Conflict  Conflict (any)" in out
    assert "    Conflict.Attack  Attack  [Ctrl+1]" in out
    assert "      - Attacker * [a]: entity:PERSON | entity:ORG | entity:GPE" in out
    assert "      - inherited: Place, Time" in out
    assert "polarity: positive | negative (default positive)" in out
    for name in rows:
        assert run(["schema", "check", name]) == 0
        assert "0 faults" in capsys.readouterr().out


def test_a_file_is_checked(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('name = "m"\n[[label]]\nname = "A"\nlayer = "event"\nfamily = "x"\n')
    assert run(["schema", "check", str(file)]) == 0
    assert "A is of the family x, which is not there." in capsys.readouterr().out
    file.write_text('name = "m"\n[[label]]\nname = "A"\nlayer = "event"\nparent = "B"\n')
    assert run(["schema", "check", str(file)]) == 1
    assert "unknown parent: B" in capsys.readouterr().err


def test_a_configuration_of_brat_becomes_toml(tmp_path: Path, capsys: Capture) -> None:
    conf, toml = tmp_path / "annotation.conf", tmp_path / "made.toml"
    conf.write_text("[entities]\nPerson\n[events]\nAttack Agent+:Person\n", encoding="utf-8")
    assert run(["schema", "import", str(conf), "--out", str(toml)]) == 0
    made = parse_schema(toml.read_text(encoding="utf-8"), source="made")
    assert str(made.roles_of("Attack")[0].cardinality) == "+"
    capsys.readouterr()
    assert run(["schema", "export", str(toml), "--format", "brat"]) == 0
    assert "Attack\tAgent+:Person" in capsys.readouterr().out
    made_of_it = tmp_path / "made.spandesk"
    assert run(["new", str(made_of_it), "--schema", str(conf)]) == 0
    with Project.open(made_of_it, read_only=True) as project:
        assert project.schema.roles_of("Attack") == made.roles_of("Attack")


def test_the_schema_of_a_project_is_shown_and_exported(path: Path, capsys: Capture) -> None:
    assert run(["schema", "export", str(path)]) == 0
    with Project.open(path, read_only=True) as project:
        assert parse_schema(capsys.readouterr().out, source="out") == project.schema
    assert run(["schema", "show", str(path.with_suffix(""))]) == 0
    assert "ATTACK" in capsys.readouterr().out
    assert run(["schema", "show", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "small"


def test_a_project_takes_the_roles_of_the_shipped_schema_over(path: Path, capsys: Capture) -> None:
    assert run(["schema", "take", str(path), "news", "--dry-run"]) == 0
    assert "ATTACK: Agent" in capsys.readouterr().out
    with Project.open(path, read_only=True) as project:
        assert not project.schema.has_roles
    assert run(["schema", "take", str(path), "news"]) == 0
    out = capsys.readouterr().out
    with Project.open(path, read_only=True) as project:
        news = find_schema("news")
        assert {role.name for role in project.schema.roles_of("ATTACK")} == {
            role.name for role in news.roles_of("ATTACK")
        }
        assert project.schema.attributes == news.attributes
        count = sum(len(label.roles) for label in project.schema.labels)
    assert f"{count} roles, 5 attributes and 5 guidelines taken over" in out
    assert run(["schema", "take", str(path), "news", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "roles": [],
        "attributes": [],
        "parents": [],
        "relations": [],
        "guidelines": [],
    }


def test_a_trial_lists_every_span_and_writes_nothing(path: Path, capsys: Capture) -> None:
    assert run(["schema", "rename", str(path), "ATTACK", "STRIKE", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "a 7-14 “shelled”: ATTACK → STRIKE (label)" in out
    assert "1 span in 1 article would be touched" in out
    assert labels(path) == ["ORG", "ATTACK", "MEET"]


def test_rename_merge_split_retire(path: Path, capsys: Capture) -> None:
    assert run(["schema", "rename", str(path), "ATTACK", "STRIKE"]) == 0
    assert labels(path) == ["ORG", "STRIKE", "MEET"]
    assert run(["schema", "merge", str(path), "STRIKE", "MEET", "EVENT"]) == 0
    assert labels(path) == ["ORG", "EVENT", "EVENT"]
    assert run(["schema", "split", str(path), "EVENT", "TALKS", "--words", "MET"]) == 0
    assert labels(path) == ["ORG", "EVENT", "TALKS"]
    assert run(["schema", "retire", str(path), "TALKS", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out.split("touched\n")[-1])
    assert [(row["words"], row["kind"]) for row in rows] == [("met", "kept")]
    assert labels(path) == ["ORG", "EVENT", "TALKS"]
    with Project.open(path, read_only=True) as project:
        assert project.schema.require(Layer.EVENT, "TALKS").is_retired
        assert {entry.why for entry in project.history()} == {Why.HAND, Why.COMMAND}
    assert run(["schema", "return", str(path), "TALKS"]) == 0
    with Project.open(path, read_only=True) as project:
        assert not project.schema.require(Layer.EVENT, "TALKS").is_retired


def test_roles_are_renamed_and_retired(path: Path) -> None:
    assert run(["schema", "take", str(path), "news"]) == 0
    assert run(["schema", "rename", str(path), "Agent", "Attacker", "--of", "ATTACK"]) == 0
    with Project.open(path, read_only=True) as project:
        (frame,) = project.annotations("a").frames.values()
        assert frame.arguments == (Argument("Attacker", "s1"),)
        assert project.schema.role_of("MEET", "Agent") is not None
    assert run(["schema", "rename", str(path), "Place", "Where", "--role"]) == 0
    split = ["split", str(path), "Where", "Town", "--of", "MEET", "--filler", "entity:GPE"]
    assert run(["schema", *split]) == 0
    assert run(["schema", "retire", str(path), "Time", "--role"]) == 0
    with Project.open(path, read_only=True) as project:
        names = {role.name for role in project.schema.roles_of("MEET")}
        assert {"Where", "Town"} <= names
        assert not {"Time", "Place"} & names


@pytest.mark.parametrize("of", [["--role"], ["--of", "ATTACK"]])
def test_a_role_that_is_only_in_use_is_renamed(path: Path, capsys: Capture, of: list[str]) -> None:
    assert run(["schema", "take", str(path), "news"]) == 0
    with Project.open(path) as project:
        before = project.schema
        (frame,) = project.annotations("a").frames.values()
        arguments = (*frame.arguments, Argument("attacker", "s1"), Argument("attacker", "s3"))
        edit = PutFrame(frame, replace(frame, arguments=arguments))
        project.write_edit(project.article("a"), edit, why=Why.HAND, title="x").result()
    # A label that no event with this role has, and a role that no event has.
    for wrong in (["attacker", "Agent", "--of", "MEET"], ["nothing", "Agent", "--role"]):
        assert run(["schema", "rename", str(path), *wrong]) == 1
        assert wrong[0] in capsys.readouterr().err
    assert run(["schema", "rename", str(path), "attacker", "Agent", *of, "--dry-run"]) == 0
    assert "attacker → Agent" in capsys.readouterr().out
    assert run(["schema", "rename", str(path), "attacker", "Agent", *of]) == 0
    assert "2 spans in 1 article touched" in capsys.readouterr().out
    with Project.open(path, read_only=True) as project:
        (frame,) = project.annotations("a").frames.values()
        assert frame.arguments == (Argument("Agent", "s1"), Argument("Agent", "s3"))
        assert project.schema == before
        assert project.check() == []


def test_attributes_and_values(path: Path, capsys: Capture) -> None:
    assert run(["schema", "take", str(path), "news"]) == 0
    with Project.open(path, read_only=False) as project:
        frame = project.annotations("a").frames["f"]
        said = replace(frame, attributes=(("realis", "planned"),))
        edit = PutFrame(frame, said)
        project.write_edit(project.article("a"), edit, why=Why.HAND, title="x").result()
    capsys.readouterr()
    trial = ["rename", str(path), "planned", "intended", "--value-of", "realis", "--dry-run"]
    assert run(["schema", *trial]) == 0
    out = capsys.readouterr().out
    assert "a 7-14 “shelled”: realis=planned → realis=intended (value)" in out
    assert "would be touched" in out
    assert run(["schema", *trial[:-1]]) == 0
    assert run(["schema", "rename", str(path), "realis", "certainty", "--attribute"]) == 0
    assert run(["schema", "retire", str(path), "tense", "--attribute"]) == 0
    assert run(["schema", "retire", str(path), "intended", "--value-of", "certainty"]) == 0
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
        names = [item.name for item in project.schema.attributes]
        assert "certainty" in names
        assert not {"realis", "tense"} & set(names)
        assert "intended" not in project.schema.attribute("certainty").values  # type: ignore[union-attr]
        (frame,) = project.annotations("a").frames.values()
        assert frame.attributes == (("certainty", "intended"),)


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "PATH", "realis", "tense", "--attribute"],
        ["retire", "PATH", "realis", "--attribute", "--role"],
        ["show"],
        ["rename", "PATH", "A"],
        ["retire", "PATH", "A", "B"],
        ["show", "news", "ace"],
        ["split", "PATH", "ATTACK", "NEW"],
        ["return", "PATH", "Agent", "--role"],
        ["merge", "PATH", "a", "b", "c", "--role"],
    ],
)
def test_wrong_use(path: Path, arguments: list[str]) -> None:
    assert run(["schema", *(str(path) if x == "PATH" else x for x in arguments)]) == 2


def test_what_cannot_be_is_said(path: Path, capsys: Capture) -> None:
    assert run(["schema", "rename", str(path), "ATTACK", "MEET"]) == 1
    assert "MEET twice" in capsys.readouterr().err
    assert run(["schema", "rename", str(path), "NONE", "X"]) == 1
    assert "no entity or event label NONE" in capsys.readouterr().err


def test_an_earlier_moment_comes_back_under_the_present_names(path: Path) -> None:
    assert run(["schema", "rename", str(path), "ATTACK", "STRIKE"]) == 0
    with Project.open(path) as project:
        article = project.article("a")
        gone = project.annotations("a").spans.get("s1")
        there = project.annotations("a").frames["f"]
        edit = EditGroup((PutFrame(there, None), PutSpan(gone, None)))
        project.write_edit(article, edit, why=Why.HAND, title="x").result()
        for future in restore_moment(project, find_moment(project, "1")).values():
            future.result()
    assert labels(path) == ["ORG", "STRIKE", "MEET"]


def test_a_label_that_is_gone_comes_back_with_an_earlier_moment(path: Path) -> None:
    with Project.open(path) as project:
        article = project.article("a")
        span = project.annotations("a").spans.get("s3")
        project.write_edit(article, PutSpan(span, None), why=Why.HAND, title="x").result()
        schema = project.schema
        less = tuple(label for label in schema.labels if label.name != "MEET")
        project.set_schema(type(schema)(name="less", labels=less)).result()
        for future in restore_moment(project, find_moment(project, "1")).values():
            future.result()
    assert labels(path) == ["ORG", "ATTACK", "MEET"]


def test_a_step_of_the_schema_is_told_as_one(path: Path, capsys: Capture) -> None:
    assert run(["schema", "rename", str(path), "GPE", "PLACE"]) == 0
    capsys.readouterr()
    assert run(["history", str(path)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "  command line  schema  " in last


@pytest.mark.parametrize(("label", "backups"), [("GPE", 0), ("ORG", 1)])
def test_a_backup_is_made_where_spans_are_touched(
    path: Path, capsys: Capture, label: str, backups: int
) -> None:
    assert run(["schema", "rename", str(path), label, "OTHER_NAME"]) == 0
    capsys.readouterr()
    assert run(["backups", str(path), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == backups


def test_relations_are_taken_over_and_shown(path: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "kin.toml"
    file.write_text(
        'name = "kin"\n[[label]]\nname = "PERSON"\nlayer = "entity"\n'
        '[[relation]]\nname = "parent_of"\nheads = ["entity:PERSON"]\n'
    )
    assert run(["schema", "take", str(path), str(file)]) == 0
    assert "1 relation" in capsys.readouterr().out
    assert run(["schema", "show", str(path)]) == 0
    assert "parent_of: entity:PERSON → anything" in capsys.readouterr().out
