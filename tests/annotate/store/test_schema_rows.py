"""The schema as rows: every field comes back, from older files too, and repair keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotate.articles import Article
from annotate.cli.safety import comparison_lines
from annotate.edits import PutSpan
from annotate.project import Project, Why
from annotate.schema.changes import RenameLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.schema.shipped import find_schema
from annotate.schema.steps import perform, plan
from annotate.spans import Layer, Span
from annotate.store import backup, labels
from annotate.store.migrations import made_up_to
from annotate.store.repair.repairing import repair
from annotate.store.restoring import compare
from annotate.store.sqlite import SCHEMA_VERSION, Connection, connect, connect_new, transaction
from tests.annotate.schema_strategies import schemas

WITH_ROLES = LabelSchema(
    name="roles",
    labels=(
        Label("PERSON", Layer.ENTITY, is_retired=True),
        Label("CONFLICT", Layer.EVENT, attributes=("polarity",)),
        Label(
            "ATTACK",
            Layer.EVENT,
            parent="CONFLICT",
            roles=(
                Role("Target", "Whom", Cardinality(1, 3), ("entity", "event:ATTACK"), "t"),
                Role("Agent", colour="#112233", guideline="Who.", examples=("[x] did",)),
            ),
        ),
    ),
    attributes=(
        Attribute("polarity", "Polarity", ("yes", "no"), "yes", "p", "Whether.", ("not [x]",)),
        Attribute("note"),
    ),
)


@pytest.fixture
def memory() -> Connection:
    return made_up_to(SCHEMA_VERSION)


@given(first=schemas(), second=schemas())
def test_any_schema_comes_back_equal_also_over_another_one(
    first: LabelSchema, second: LabelSchema
) -> None:
    connection = made_up_to(SCHEMA_VERSION)
    for schema in (first, second):
        with transaction(connection):
            labels.write_schema(connection, schema)
        assert labels.read_schema(connection) == schema
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_role_goes_with_its_label(memory: Connection) -> None:
    with transaction(memory):
        labels.write_schema(memory, WITH_ROLES)
    without = LabelSchema("x", (Label("PERSON", Layer.ENTITY),))
    with transaction(memory):
        labels.write_schema(memory, without)
    assert memory.execute("SELECT count(*) FROM role").fetchone() == (0,)
    assert memory.execute("SELECT count(*) FROM schema_attribute").fetchone() == (0,)
    memory.close()


def of_version_4(path: Path) -> None:
    """A file of the version before roles, with two labels."""
    made, file = made_up_to(4), connect_new(path)
    made.backup(file)
    insert = "INSERT INTO label VALUES ('event', ?, ?, 'Title', '', '#aabbcc', 'A', 'G.', '[]')"
    file.executemany(insert, [("ATTACK", 0), ("MEET", 1)])
    file.execute("INSERT INTO setting VALUES ('schema', '{\"name\": \"news\"}')")
    file.close()
    made.close()


def test_a_file_without_roles_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.spandesk"
    of_version_4(path)
    with Project.open(path, read_only=True) as project:
        read = project.schema
    with Project.open(path) as project:
        assert project.migrated_from is not None
        assert project.schema == read
        assert [label.name for label in read.labels] == ["ATTACK", "MEET"]
        assert {(label.parent, label.roles, label.is_retired) for label in read.labels} == {
            ("", (), False)
        }
        project.set_schema(WITH_ROLES).result()
    with Project.open(path) as project:
        assert project.schema == WITH_ROLES
        assert project.check() == []


def test_repair_keeps_roles_and_attributes(project: Project, tmp_path: Path) -> None:
    project.set_schema(WITH_ROLES).result()
    project.close()
    done = repair(project.path, tmp_path / "mended.spandesk")
    assert done.deeds == []
    with Project.open(done.target) as mended:
        assert mended.schema == WITH_ROLES


def test_repair_takes_lost_roles_from_a_backup(
    project: Project, tmp_path: Path, copy_of_file: Callable[[Path, Path], None]
) -> None:
    project.set_schema(WITH_ROLES).result()
    project.close()
    spare = tmp_path / "spare.spandesk"
    copy_of_file(project.path, spare)
    connection = connect(project.path)
    connection.execute("DROP TABLE role")
    connection.execute("DROP TABLE schema_attribute")
    connection.close()
    done = repair(project.path, tmp_path / "mended.spandesk", backups=[spare])
    with Project.open(done.target) as mended:
        assert mended.schema == WITH_ROLES


@pytest.fixture
def copy_of_file() -> Callable[[Path, Path], None]:
    def copy(source: Path, target: Path) -> None:
        from_, to = connect(source), connect_new(target)
        from_.backup(to)
        to.execute("PRAGMA journal_mode = DELETE")
        to.close()
        from_.close()

    return copy


def test_a_changed_role_is_a_reason_for_a_backup(memory: Connection) -> None:
    with transaction(memory):
        labels.write_schema(memory, WITH_ROLES)
    before = backup.mark(memory)
    memory.execute("UPDATE role SET key = 'x' WHERE name = 'Agent'")
    between = backup.mark(memory)
    memory.execute("UPDATE schema_attribute SET title = 'x' WHERE name = 'note'")
    assert len({before, between, backup.mark(memory)}) == 3
    memory.close()


def test_the_schema_of_the_default_project_comes_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.spandesk", find_schema()) as made:
        assert made.schema == find_schema()


def test_a_backup_with_other_labels_or_roles_says_so(
    project: Project, tmp_path: Path, copy_of_file: Callable[[Path, Path], None]
) -> None:
    project.set_schema(WITH_ROLES).result()
    spare = tmp_path / "spare.spandesk"
    project.flush()
    copy_of_file(project.path, spare)
    assert compare(project.path, spare).labels == ()
    person, conflict, attack = WITH_ROLES.labels
    less = replace(attack, roles=attack.roles[:1])
    schema = replace(WITH_ROLES, labels=(person, less, Label("NEW", Layer.EVENT), conflict))
    project.set_schema(schema).result()
    found = compare(project.path, spare)
    assert found.labels == ("ATTACK", "NEW")
    assert "labels that differ: ATTACK, NEW" in comparison_lines(found)


def test_a_project_whose_labels_were_renamed_is_repaired_as_it_is(
    project: Project, article: Article, tmp_path: Path
) -> None:
    span = PutSpan(None, Span("s", 0, 8, "ATTACK", Layer.EVENT))
    project.write_edit(article, span, why=Why.HAND, title="x").result()
    change = RenameLabel(Layer.EVENT, "ATTACK", "STRIKE")
    perform(project, plan(project, change), title="x").result()
    project.close()
    done = repair(project.path, tmp_path / "mended.spandesk")
    assert (done.deeds, done.left) == ([], [])
    with Project.open(done.target) as mended:
        assert mended.schema == project.schema
        assert [item.label for item in mended.annotations("a1").spans] == ["STRIKE"]
