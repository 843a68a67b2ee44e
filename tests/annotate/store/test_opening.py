"""Making, opening, refusing and locking project files."""

from __future__ import annotations

import errno
import hashlib
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlite_utils import Database

from annotate.articles import Article
from annotate.cli.main import run
from annotate.errors import (
    MigrationError,
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreExistsError,
    StoreFullError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from annotate.messages import sentence
from annotate.project import Project
from annotate.schema.label_schema import LabelSchema
from annotate.store.migrations import made_up_to, migrations
from annotate.store.sqlite import APPLICATION_ID, SCHEMA_VERSION, Connection, connect, refused


def sqlite_connect(path: Path) -> Connection:
    """A connection of the module that the project uses, without anything of ours."""
    connection: Connection = type(made_up_to(0))(str(path))
    return connection


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_file_says_what_it_is(project: Project) -> None:
    connection = connect(project.path, read_only=True)
    values = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "application_id",
            "user_version",
            "journal_mode",
            "foreign_keys",
            "synchronous",
        )
    }
    tables = connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
    ).fetchall()
    connection.close()
    assert values == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
    }
    assert len(tables) == 24
    assert all(is_strict for _, is_strict in tables)


def test_what_breaks_at_closing_keeps_nothing_open(project: Project) -> None:
    def breaks() -> None:
        raise RuntimeError("broken")

    called: list[str] = []
    project.before_close += [breaks, lambda: called.append("next")]
    with pytest.raises(RuntimeError, match="broken"):
        project.close()
    assert called == ["next"]
    assert [path.name for path in project.path.parent.glob("test*")] == ["test.spandesk"]
    Project.open(project.path).close()


def test_closing_leaves_one_file(project: Project) -> None:
    project.close()
    assert [path.name for path in project.path.parent.glob("test*")] == ["test.spandesk"]


def test_reading_leaves_one_file(project: Project) -> None:
    project.close()
    with Project.open(project.path, read_only=True) as again:
        assert again.is_read_only
        assert len(again.article_rows()) == 1
    assert [path.name for path in project.path.parent.glob("test*")] == ["test.spandesk"]


def test_a_file_that_is_there_is_never_replaced(project: Project, schema: LabelSchema) -> None:
    project.close()
    before = digest(project.path)
    with pytest.raises(StoreExistsError):
        Project.create(project.path, schema)
    assert digest(project.path) == before


def test_a_folder_that_is_no_folder_is_refused(tmp_path: Path, schema: LabelSchema) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreReadOnlyError):
        Project.create(tmp_path / "file" / "x.spandesk", schema)


def test_the_schema_comes_back_equal(project: Project, schema: LabelSchema) -> None:
    assert project.schema == schema


def empty(path: Path) -> None:
    path.touch()


def text(path: Path) -> None:
    path.write_text("This is no database, whatever its name says. " * 100)


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE setting (x)")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 999")
    connection.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("make", "error", "word"),
    [
        (empty, StoreCorruptError, "is empty"),
        (text, StoreCorruptError, "damaged"),
        (foreign, StoreCorruptError, "another program"),
        (newer, StoreTooNewError, "999"),
    ],
)
def test_what_is_no_project_is_refused_unchanged(
    tmp_path: Path,
    make: Callable[[Path], None],
    error: type[StoreError],
    word: str,
    *,
    read_only: bool,
) -> None:
    path = tmp_path / "odd.spandesk"
    make(path)
    before, when = digest(path), path.stat().st_mtime_ns
    with pytest.raises(error) as caught:
        Project.open(path, read_only=read_only)
    assert word in sentence(caught.value)
    assert str(path) in sentence(caught.value)
    assert digest(path) == before
    assert path.stat().st_mtime_ns == when
    assert [item.name for item in tmp_path.glob("odd*")] == ["odd.spandesk"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        Project.open(tmp_path / "nowhere.spandesk")


def test_a_second_writer_hears_who_the_first_is(project: Project) -> None:
    with pytest.raises(StoreBusyError) as caught:
        Project.open(project.path, annotator="second")
    assert "process" in str(caught.value.fields["holder"])
    with Project.open(project.path, read_only=True) as reader:
        assert len(reader.article_rows()) == 1
    project.close()
    Project.open(project.path).close()


def _hold(path: str, is_open: Event) -> None:
    project = Project.open(Path(path), annotator="other")
    is_open.set()
    multiprocessing.Event().wait()
    project.close()


def test_a_killed_holder_leaves_nothing_to_clean_up(project: Project) -> None:
    project.close()
    spawn = multiprocessing.get_context("spawn")
    is_open = spawn.Event()
    holder = spawn.Process(target=_hold, args=(str(project.path), is_open), daemon=True)
    holder.start()
    assert is_open.wait(60)
    with pytest.raises(StoreBusyError) as caught:
        Project.open(project.path)
    assert str(holder.pid) in str(caught.value.fields["holder"])
    holder.kill()
    holder.join()
    with Project.open(project.path) as again:
        again.add_articles([Article("b", "After the crash.")]).result()


def of_version_1(path: Path) -> None:
    """A file as the first version made it, with one row."""
    made, file = made_up_to(1), sqlite_connect(path)
    made.backup(file)
    file.execute("INSERT INTO setting VALUES ('annotator', 'Ada')")
    file.commit()
    file.close()
    made.close()


def version_and_tables(path: Path) -> tuple[int, set[str]]:
    connection = connect(path, read_only=True)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    # sqlite-utils notes what it has done before it does the first thing.
    return version, {name for name in names if "_migrations" not in name}


def test_an_older_file_is_read_without_being_touched(tmp_path: Path) -> None:
    path = tmp_path / "old.spandesk"
    of_version_1(path)
    before = digest(path)
    with Project.open(path, read_only=True) as project:
        assert project.annotator == "Ada"
        assert project.chosen_suggesters() == ()
        # Tables that came later are there, and empty.
        assert not project.check()
        reader = project.reader()
        assert reader.execute("SELECT count(*) FROM chain").fetchone() == (0,)
        reader.close()
    assert digest(path) == before
    assert [file.name for file in tmp_path.iterdir()] == ["old.spandesk"]


@pytest.mark.parametrize("command", ["stats", "check", "history", "events"])
def test_the_command_line_reads_an_older_file(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.spandesk"
    of_version_1(path)
    before = digest(path)
    assert run([command, str(path)]) == 0, capsys.readouterr().err
    assert digest(path) == before


def test_an_older_file_is_copied_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.spandesk"
    of_version_1(path)
    before = version_and_tables(path)
    with Project.open(path) as project:
        assert project.migrated_from is not None
        copy = project.migrated_from
        assert project.annotator == "Ada"
    assert version_and_tables(copy) == before
    assert version_and_tables(path)[0] == SCHEMA_VERSION


def test_a_failing_migration_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.spandesk"
    of_version_1(path)
    before = version_and_tables(path)

    def m999_breaks(db: Database) -> None:
        db.execute("CREATE TABLE half_done (x)")
        db.execute("DROP TABLE setting")
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    migrations()(m999_breaks)
    with pytest.raises(MigrationError) as caught:
        Project.open(path)
    said = sentence(caught.value)
    assert "m999_breaks" in said
    assert "broken on purpose" in said
    assert version_and_tables(path) == before
    monkeypatch.undo()
    with Project.open(path) as project:
        assert project.annotator == "Ada"


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, StoreFullError, "Free some space"),
        (errno.EDQUOT, StoreFullError, "Free some space"),
        (errno.EACCES, StoreReadOnlyError, "Check the permissions"),
        (errno.EROFS, StoreReadOnlyError, "Check the permissions"),
    ],
)
def test_a_refusal_of_the_system_has_its_own_remedy(
    number: int, kind: type[StoreError], words: str
) -> None:
    error = refused(Path("a.spandesk"), OSError(number, "no"))
    assert type(error) is kind
    assert words in sentence(error)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_migration_without_room_is_no_defect_to_report(tmp_path: Path) -> None:
    """As little room as a process may write: the system refuses the copy in the middle."""
    path = tmp_path / "old.spandesk"
    of_version_1(path)
    before = path.read_bytes()
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from annotate.messages import sentence\nfrom annotate.errors import AnnotateError\n"
        "from annotate.project import Project\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n    Project.open(Path(sys.argv[1]))\n"
        "except AnnotateError as error:\n    print(sentence(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "a copy lies at ." not in done.stdout
    assert done.stdout.strip().endswith(".")
    assert path.read_bytes() == before
    with Project.open(path) as project:
        assert project.annotator == "Ada"


def test_the_name_that_a_project_is_opened_with_goes_before_the_one_it_was_made_with(
    project: Project,
) -> None:
    path = project.path
    project.close()
    with Project.open(path) as opened:
        assert opened.annotator == "tester"
    with Project.open(path, annotator="guest") as opened:
        assert opened.annotator == "guest"
    with Project.open(path) as opened:
        assert opened.annotator == "tester"


def test_the_log_of_a_lost_file_never_flows_into_a_new_one(
    tmp_path: Path, schema: LabelSchema
) -> None:
    path = tmp_path / "reborn.spandesk"
    log = path.with_name(path.name + "-wal")
    with Project.create(path, schema) as project:
        project.add_articles([Article("old", "The text of the lost file.")]).result()
        kept = log.read_bytes()
    path.unlink()
    log.write_bytes(kept)
    with Project.create(path, schema) as project:
        assert project.article_ids() == []
        assert project.check() == []
    aside = path.with_name(log.name + "-of-a-lost-file")
    assert aside.read_bytes() == kept


def test_a_new_file_has_its_first_articles_or_does_not_exist(
    tmp_path: Path, schema: LabelSchema
) -> None:
    path = tmp_path / "first.spandesk"
    twice = [Article("a", "The same text."), Article("b", "The same text.")]
    with pytest.raises(StoreError):
        Project.create(path, schema, articles=twice)
    assert list(tmp_path.iterdir()) == []
    with Project.create(path, schema, articles=twice[:1]) as project:
        assert project.article_ids() == ["a"]


@pytest.mark.parametrize(
    "name", ["a b", "q?u#e%20s", "back\\slash", "Київ 🇺🇦", os.fsdecode(b"no utf-8 \xff")]
)
def test_a_project_may_have_any_name(tmp_path: Path, schema: LabelSchema, name: str) -> None:
    path = tmp_path / name / f"{name}.spandesk"
    try:
        path.parent.mkdir()
    except (OSError, ValueError):
        pytest.skip("this file system has no such names")
    with Project.create(path, schema, articles=[Article("a", "Text.")]) as project:
        assert project.article("a").text == "Text."
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_link_to_a_project_is_no_way_around_its_lock(tmp_path: Path, schema: LabelSchema) -> None:
    path, link = tmp_path / "real.spandesk", tmp_path / "link.spandesk"
    with Project.create(path, schema):
        try:
            link.symlink_to(path)
        except OSError:
            pytest.skip("links may not be made here")
        with pytest.raises(StoreBusyError):
            Project.open(link)


def test_a_log_that_cannot_be_read_in_place_is_read_from_a_copy(
    tmp_path: Path, schema: LabelSchema
) -> None:
    path, copy = tmp_path / "busy.spandesk", tmp_path / "copy.spandesk"
    with Project.create(path, schema) as project:
        project.add_articles([Article("a", "Only in the log so far.")]).result()
        for end in ("", "-wal"):
            copy.with_name(copy.name + end).write_bytes(
                path.with_name(path.name + end).read_bytes()
            )
    # Without room for its index SQLite says what it says on media that cannot be written.
    copy.with_name(copy.name + "-shm").mkdir()
    with Project.open(copy, read_only=True) as project:
        assert project.article("a").text == "Only in the log so far."
        with pytest.raises(StoreError):
            project.add_articles([Article("b", "More.")])


def test_a_file_that_is_found_damaged_while_it_opens_is_let_go(project: Project) -> None:
    """What holds the lock could be neither repaired nor replaced by a backup."""
    project.close()
    path = project.path
    connection = connect(path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_sequence'"
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(StoreCorruptError):
            Project.open(path)
    assert "spandesk-writer" not in {thread.name for thread in threading.enumerate()}
