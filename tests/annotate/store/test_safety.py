"""The log's generation, the shape of the file, backups, thinning, restoring, repair and notices."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article, ArticleState
from annotate.edits import EditGroup, PutFrame, PutSpan, PutState
from annotate.errors import (
    JobCancelled,
    StoreCorruptError,
    StoreError,
    StoreExistsError,
    StoreForeignError,
    StoreFullError,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.messages import notice_sentence, sentence
from annotate.notices import Notice
from annotate.own_lists.values import ListEntry
from annotate.project import Project, Why
from annotate.safety import (
    back_up,
    backups_of,
    compare,
    find_backup,
    find_moment,
    free_name,
    minutes_between,
    repair,
    restore_backup,
    restore_moment,
    rule_of,
    since,
)
from annotate.schema.shipped import find_schema
from annotate.settings import Settings
from annotate.spans import Layer, Span
from annotate.store import backup as backup_store
from annotate.store import log, shape
from annotate.store.backup import NEWEST_KEPT, Backup, Rule, Snapshot, to_remove
from annotate.store.lock import lock_path
from annotate.store.migrations import made_up_to
from annotate.store.sqlite import SCHEMA_VERSION, connect, log_of, translated_errors

RULE = Rule()
PERSON = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester")
GPE = Span("s2", 46, 52, "GPE", Layer.ENTITY, "tester")
MEET = Span("s3", 21, 24, "MEET", Layer.EVENT, "tester")
FRAME = EventFrame("f1", "s3", (Argument("who", "s1"),))


def write(project: Project, *edits: PutSpan | PutFrame | PutState, title: str = "x") -> int:
    article = project.article("a1")
    return project.write_edit(article, EditGroup(edits), why=Why.HAND, title=title).result()


@pytest.fixture
def worked(project: Project) -> Project:
    """A project with two spans and an event, in three steps."""
    write(project, PutSpan(None, PERSON))
    write(project, PutSpan(None, GPE))
    write(project, PutSpan(None, MEET), PutFrame(None, FRAME))
    return project


def execute(path: Path, *statements: str) -> None:
    """Change a closed project behind the back of Spandesk."""
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


# -- shape -----------------------------------------------------------------------------------------


def test_the_digest_of_this_version_is_known() -> None:
    """Or every project is compared with what the migrations make, which takes a second."""
    made = made_up_to(SCHEMA_VERSION)
    digest = shape.digest(made)
    made.close()
    assert shape.KNOWN.get(SCHEMA_VERSION) == digest, f"note {SCHEMA_VERSION}: {digest!r} in KNOWN"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_every_version_is_ours_with_or_without_its_digest(
    version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_up_to(version)
    assert shape.foreign_part(made, version) == ""
    monkeypatch.setattr(shape, "KNOWN", {})
    assert shape.foreign_part(made, version) == ""
    made.execute("CREATE VIEW span_view AS SELECT * FROM span")
    assert shape.foreign_part(made, version) == "view span_view"
    made.close()


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE label SET examples = '["cut' WHERE name = 'PERSON'""",
        "UPDATE article SET state = 'somehow'",
        "UPDATE span SET layer = 'thing'",
        "UPDATE article SET meta = '{'",
    ],
)
def test_rows_that_cannot_be_are_damage_and_no_crash(worked: Project, statement: str) -> None:
    """Found by fuzzing: a cut list of examples was an error of JSON at the opening."""
    worked.close()
    connection = connect(worked.path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.close()
    with Project.open(worked.path) as project, pytest.raises(StoreCorruptError) as caught:
        project.open_article("a1")
    assert sentence(caught.value).endswith(".")


def test_a_message_of_sqlite_that_is_no_text_is_damage(tmp_path: Path) -> None:
    """Found by fuzzing: SQLite quotes a name of the damaged schema that is no UTF-8."""
    with pytest.raises(StoreCorruptError) as caught, translated_errors(tmp_path / "x.spandesk"):
        b"malformed \xc8".decode()
    assert sentence(caught.value).endswith(".")


def test_a_dropped_table_is_seen() -> None:
    made = made_up_to(SCHEMA_VERSION)
    made.execute("DROP INDEX frame_of_trigger")
    assert shape.foreign_part(made, SCHEMA_VERSION) == "no index frame_of_trigger"
    made.close()


def test_a_foreign_part_is_refused_in_words_and_unchanged(project: Project) -> None:
    project.close()
    execute(project.path, "CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM span; END")
    before = project.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreForeignError) as caught:
            Project.open(project.path, read_only=read_only)
        assert "trigger t" in sentence(caught.value)
    assert project.path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'x' AS other",
        "SELECT load_extension('x')",
        "PRAGMA writable_schema = ON",
        # What SQLITE_DBCONFIG_DEFENSIVE would refuse as well, where the module cannot set it.
        "PRAGMA schema_version = 5",
        "PRAGMA journal_mode = OFF",
        "CREATE VIRTUAL TABLE t USING fts5(x)",
        "INSERT INTO sqlite_schema VALUES ('table', 't', 't', 0, 'CREATE TABLE t (x)')",
    ],
)
def test_no_statement_leaves_the_file_or_opens_its_schema(project: Project, statement: str) -> None:
    connection = project.reader()
    assert connection.execute("PRAGMA schema_version").fetchone()[0] > 0
    with pytest.raises(Exception, match=r"not authorized|prohibited|denied|may not be modified"):
        connection.execute(statement)
    connection.close()


LIMITED = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from annotate.project import Project
from annotate.store.sqlite import Connection, connect
from annotate.tasks import accept_article
assert Connection.__module__ == "sqlite3"
path = Path(sys.argv[1])
with Project.open(path) as project:
    for article_id in project.article_ids():
        accept_article(project, article_id, is_done=True)
    project.require_durable()
    assert project.check() == []
connection = connect(path, read_only=True)
deep = "+".join(["1"] * 100_000)
for statement in (f"SELECT {deep}", "SELECT zeroblob(900000000)", f"SELECT '{'x' * 1_100_000}'"):
    try:
        connection.execute(statement).fetchone()
    except Exception as error:
        print(type(error).__name__)
"""


def test_the_module_of_python_sets_limits_and_works_under_them(worked: Project) -> None:
    """Where there is no pysqlite3, such as on Windows and macOS."""
    worked.close()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(worked.path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["OperationalError", "DataError", "DataError"], done.stdout


# -- log -------------------------------------------------------------------------------------------


def test_each_new_log_gives_the_file_another_generation(project: Project) -> None:
    seen = set()
    for number in range(3):
        project.set_setting("count", str(number)).result()
        connection = project.reader()
        seen.add(connection.execute(f"SELECT value FROM setting WHERE name = '{log.GENERATION}'")
                 .fetchone()[0])  # fmt: skip
        connection.close()
        writer = project._writer
        assert writer is not None
        writer.submit(lambda _: None).result()
        project.flush()
    assert len(seen) == 1, "within one log the generation stays"
    project.close()
    with Project.open(project.path) as again:
        before = again.setting(log.GENERATION)
        assert before in seen
        again.set_setting("count", "9").result()
    with Project.open(project.path) as again:
        assert again.setting(log.GENERATION) != before
        assert again.setting(log.BASE) == before


def killed_copy(project: Project, folder: Path) -> Path:
    """The files of an open project as a kill would leave them."""
    folder.mkdir()
    project.flush()  # what is noted beside the file comes right after the step itself
    for item in project.path.parent.glob(f"{project.path.name}*"):
        shutil.copy(item, folder / item.name)
    return folder / project.path.name


def test_a_log_belongs_to_the_file_that_it_was_written_for(worked: Project, tmp_path: Path) -> None:
    path = killed_copy(worked, tmp_path / "killed")
    assert log.size(path)
    assert log.belongs(path)
    older = tmp_path / "older.spandesk"
    worked.close()
    shutil.copy(worked.path, older)
    with Project.open(worked.path) as again:
        write(again, PutSpan(GPE, None))
        newer = killed_copy(again, tmp_path / "newer")
    assert log.belongs(newer)
    shutil.copy(log_of(newer), log_of(path))
    shutil.copy(older, path)
    assert log.belongs(path), "the log continues this very state"
    shutil.copy(killed_copy(worked, tmp_path / "x"), path)


def test_a_project_that_is_read_while_it_is_written_keeps_its_log(worked: Project) -> None:
    with Project.open(worked.path, read_only=True) as reader:
        assert reader.notices == ()
        assert len(reader.history()) == 3


def test_after_a_kill_one_line_is_said_and_lost_steps_are_counted(
    worked: Project, tmp_path: Path
) -> None:
    whole = killed_copy(worked, tmp_path / "whole")
    cut = killed_copy(worked, tmp_path / "cut")
    log_of(cut).unlink()
    with Project.open(whole) as project:
        assert [notice.code for notice in project.notices] == ["crashed"]
        assert len(project.history()) == 3
    with Project.open(cut) as project:
        assert [notice.code for notice in project.notices] == ["crashed", "steps_missing"]
        assert project.notices[1].fields == {"count": 3}
    with Project.open(cut) as project:
        assert [notice.code for notice in project.notices] == []


def test_an_opening_that_fails_forgets_nothing_of_the_crash_before(
    worked: Project, tmp_path: Path
) -> None:
    cut = killed_copy(worked, tmp_path / "cut")
    log_of(cut).unlink()
    data = cut.read_bytes()
    for spoilt in (b"no database " * 1000, data[:40]):
        cut.write_bytes(spoilt)
        with pytest.raises(StoreError):
            Project.open(cut)
    cut.write_bytes(data)
    with Project.open(cut) as project:
        assert [notice.code for notice in project.notices] == ["crashed", "steps_missing"]
        assert project.notices[1].fields == {"count": 3}
    with Project.open(cut) as project:
        assert project.notices == ()
    assert not lock_path(cut).exists()
    # Without a crash before, nothing is left behind.
    cut.write_bytes(data[:40])
    with pytest.raises(StoreError):
        Project.open(cut)
    assert not lock_path(cut).exists()


def test_an_older_file_in_place_is_seen(worked: Project, tmp_path: Path) -> None:
    worked.close()
    older = worked.path.read_bytes()
    with Project.open(worked.path) as project:
        write(project, PutSpan(GPE, None))
        write(project, PutSpan(None, GPE))
    worked.path.write_bytes(older)
    with Project.open(worked.path) as project:
        assert [(x.code, x.fields) for x in project.notices] == [("older", {"count": 2})]


def test_a_file_that_was_changed_elsewhere_is_said(worked: Project) -> None:
    worked.close()
    with Project.open(worked.path) as project:
        assert project.notices == ()
    execute(worked.path, "UPDATE span SET label = 'ORG' WHERE id = 's1'")
    with Project.open(worked.path) as project:
        assert [notice.code for notice in project.notices] == ["changed"]


def test_every_notice_reads_as_sentences() -> None:
    fields = {"count": 3, "log": "a-wal", "kind": "nfs4", "tool": "Dropbox", "names": "b"}
    for code in (
        "crashed",
        "steps_missing",
        "log_aside",
        "older",
        "network",
        "synced",
        "conflicts",
    ):
        text = notice_sentence(Notice(code, fields))
        assert text.endswith(".")
        assert "{" not in text
        assert "–" not in text


# -- backups ---------------------------------------------------------------------------------------


def test_a_backup_is_one_file_that_opens_with_everything(worked: Project) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    assert (made.number, made.reason, made.step) == (1, "asked", 3)
    assert made.path.parent.stat().st_mode & 0o077 == 0, "nobody else looks into backups"
    there = {item.name for item in made.path.parent.iterdir()}
    assert there == {made.path.name, "project.txt"}, "no log beside it"
    with Project.open(made.path, read_only=True) as copy:
        assert copy.annotations("a1").snapshot() == worked.annotations("a1").snapshot()
        assert copy.check() == []
    assert back_up(worked, reason="asked", rule=RULE) is None, "nothing has changed"
    worked.set_setting("window.article", "a1").result()
    assert back_up(worked, reason="asked", rule=RULE) is None, "where one reads is no change"
    write(worked, PutState(ArticleState.NEW, ArticleState.DONE))
    assert back_up(worked, reason="asked", rule=RULE) is not None


def test_a_snapshot_is_the_moment_when_it_was_made(worked: Project, tmp_path: Path) -> None:
    snapshot = Snapshot(worked.path)
    write(worked, PutSpan(GPE, None))
    made = snapshot.write(tmp_path / "kept", reason="bulk", rule=RULE)
    assert made is not None
    assert made.step == 3
    with Project.open(made.path, read_only=True) as copy:
        assert len(copy.annotations("a1").spans) == 3


def test_a_backup_that_is_stopped_leaves_nothing(worked: Project, tmp_path: Path) -> None:
    def stop(_left: int, _all: int) -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        Snapshot(worked.path).write(tmp_path / "kept", reason="clock", rule=RULE, note=stop)
    assert [item.name for item in (tmp_path / "kept").iterdir()] == ["project.txt"]


def test_no_room_is_left_to_the_project(
    worked: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_store, "ROOM_LEFT", 1 << 60)
    with pytest.raises(StoreFullError):
        Snapshot(worked.path).write(tmp_path / "kept", reason="clock", rule=RULE)


def test_preferences_say_where_and_how_much(worked: Project, tmp_path: Path) -> None:
    settings = Settings()
    settings.set("backups.folder", str(tmp_path / "elsewhere"))
    settings.set("backups.max_mb", 5)
    rule = rule_of(settings)
    assert rule == Rule(str(tmp_path / "elsewhere"), 5_000_000)
    made = back_up(worked, reason="asked", rule=rule)
    assert made is not None
    assert made.path.is_relative_to(tmp_path / "elsewhere")
    assert [item.path for item in backups_of(worked.path, rule)] == [made.path]


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def made_at(hours: list[float], *, size: int = 1000, reason: str = "clock") -> list[Backup]:
    """Backups so many hours before noon, in the order in which they were made."""
    return [
        Backup(Path(f"{number}"), number, NOON - timedelta(hours=ago), reason, number, size)
        for number, ago in enumerate(hours, start=1)
    ]


def test_thinning_keeps_hours_then_days_then_weeks() -> None:
    quarter_hours = made_at([quarter / 4 for quarter in range(4 * 24 * 60, -1, -1)])
    gone = {item.number for item in to_remove(quarter_hours)}
    kept = [item for item in quarter_hours if item.number not in gone]
    ages = [(NOON - item.at) / timedelta(hours=1) for item in kept]
    assert sum(age < 24 for age in ages) == pytest.approx(NEWEST_KEPT + 24 - 3, abs=2)
    assert sum(24 <= age < 24 * 30 for age in ages) == pytest.approx(29, abs=1)
    assert sum(age >= 24 * 30 for age in ages) == pytest.approx(5, abs=1)


@given(
    st.lists(st.floats(-400_000, 400_000), max_size=60).map(made_at),
    st.integers(1, 100_000),
)
def test_thinning_never_takes_the_newest_and_keeps_to_the_room(
    backups: list[Backup], room: int
) -> None:
    gone = {item.number for item in to_remove(backups, max_bytes=room)}
    kept = [item for item in backups if item.number not in gone]
    assert {item.number for item in backups[-2:]} <= {item.number for item in kept}
    assert len(kept) <= 2 or sum(item.size for item in kept) <= room


def test_thinning_twice_is_thinning_once() -> None:
    backups = made_at([hour / 3 for hour in range(3 * 24 * 90, -1, -1)])
    gone = {item.number for item in to_remove(backups)}
    kept = [item for item in backups if item.number not in gone]
    assert to_remove(kept) == []


def test_what_was_made_before_a_migration_stays_a_month() -> None:
    old = made_at([24.0 * 20] * 30, reason="migration")
    assert len(to_remove([*old, *made_at([0.0])])) <= len(old)
    assert to_remove(old) == []


# -- restoring -------------------------------------------------------------------------------------


def test_a_backup_comes_back_and_the_present_becomes_one(worked: Project) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    write(worked, PutSpan(GPE, None), PutState(ArticleState.NEW, ArticleState.DONE))
    found = compare(worked.path, made.path)
    assert (found.spans_there, found.spans_here) == (3, 2)
    assert [item.title for item in found.differing] == ["Envoys meet"]
    worked.close()
    kept = restore_backup(worked.path, made.path, rule=RULE)
    assert kept is not None
    with Project.open(worked.path) as project:
        assert project.notices == ()
        assert project.annotations("a1").spans.get("s2") == GPE
        write(project, PutSpan(GPE, None))
    with Project.open(kept, read_only=True) as before:
        assert before.annotations("a1").state is ArticleState.DONE
    assert len(backups_of(worked.path, RULE)) == 2
    assert compare(worked.path, worked.path).differing == ()


def test_a_backup_that_thinning_would_take_is_still_put_in_place(
    worked: Project, tmp_path: Path
) -> None:
    small = Rule(folder=str(tmp_path / "kept"), max_bytes=1)
    oldest = back_up(worked, reason="asked", rule=small)
    assert oldest is not None
    write(worked, PutSpan(GPE, None))
    assert back_up(worked, reason="asked", rule=small) is not None
    write(worked, PutState(ArticleState.NEW, ArticleState.DONE))
    worked.close()
    restore_backup(worked.path, oldest.path, rule=small)
    assert oldest.path.exists()
    with Project.open(worked.path) as project:
        assert project.annotations("a1").spans.get("s2") == GPE


def test_a_file_from_anywhere_is_put_in_place_and_the_present_kept_among_the_backups(
    worked: Project, tmp_path: Path
) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    given = tmp_path / "given" / "from-elsewhere.spandesk"
    given.parent.mkdir()
    shutil.copyfile(made.path, given)
    write(worked, PutSpan(GPE, None))
    worked.close()
    kept = restore_backup(worked.path, given, rule=RULE)
    assert [item.name for item in given.parent.iterdir()] == [given.name]
    assert kept == backups_of(worked.path, RULE)[0].path


def test_a_change_of_examples_and_families_is_worth_a_backup(worked: Project) -> None:
    assert back_up(worked, reason="asked", rule=RULE) is not None
    assert back_up(worked, reason="asked", rule=RULE) is None
    schema = worked.schema
    first = replace(schema.labels[0], examples=("Another one.",))
    worked.set_schema(replace(schema, labels=(first, *schema.labels[1:]))).result()
    assert back_up(worked, reason="asked", rule=RULE) is not None


def test_a_backup_that_is_damaged_is_not_put_in_place(worked: Project) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    worked.close()
    made.path.write_bytes(made.path.read_bytes()[:20_000])
    before = worked.path.read_bytes()
    with pytest.raises(StoreError):
        restore_backup(worked.path, made.path, rule=RULE)
    assert worked.path.read_bytes() == before


def test_a_damaged_project_is_kept_as_it_is_when_a_backup_takes_its_place(worked: Project) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    worked.close()
    ruin = worked.path.read_bytes()[:30_000]
    worked.path.write_bytes(ruin)
    kept = restore_backup(worked.path, made.path, rule=RULE)
    assert kept is not None
    assert kept.read_bytes() == ruin
    with Project.open(worked.path) as project:
        assert len(project.annotations("a1").spans) == 3


def test_a_backup_is_found_by_number_name_or_file(worked: Project, tmp_path: Path) -> None:
    made = back_up(worked, reason="asked", rule=RULE)
    assert made is not None
    for name in ("b1", made.path.name, str(made.path)):
        assert find_backup(worked.path, name, RULE) == made.path
    assert find_backup(worked.path, "b7", RULE) is None


def test_a_moment_comes_back_as_steps(worked: Project) -> None:
    moment = find_moment(worked, "1")
    assert [len(items) for items in since(worked, moment).values()] == [3]
    done = restore_moment(worked, moment)
    assert list(done) == ["a1"]
    done["a1"].result()
    assert [span.id for span in worked.annotations("a1").spans] == ["s1"]
    assert worked.history()[-1].why == "restore"
    assert worked.check() == []
    assert restore_moment(worked, moment) == {}
    later = find_moment(worked, "#3")
    restore_moment(worked, later)["a1"].result()
    assert worked.annotations("a1").frames == {"f1": FRAME}


def test_a_time_is_a_moment(worked: Project) -> None:
    entries = worked.history()
    assert find_moment(worked, entries[1].at).seq in (2, 3)
    assert find_moment(worked, "1999-01-01").seq == 0
    assert find_moment(worked, "2999-01-01T12:00").seq == 3
    for wrong in ("soon", "#99x", ""):
        with pytest.raises(Exception, match="moment"):
            find_moment(worked, wrong)


# -- check and repair ------------------------------------------------------------------------------


def mended(project: Project, *statements: str, rule: Rule = RULE) -> tuple[Project, list[str]]:
    """Damage a closed project, see that the check says so, and open its repaired copy."""
    project.close()
    execute(project.path, *statements)
    with Project.open(project.path, read_only=True) as hurt:
        assert hurt.check(), "the check sees nothing"
    before = project.path.read_bytes()
    done = repair(project.path, None, rule=rule)
    assert project.path.read_bytes() == before
    assert done.left == []
    assert done.target == project.path.with_name("test.repaired.spandesk")
    return Project.open(done.target), [deed.kind for deed in done.deeds]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE span SET label = 'ORG' WHERE id = 's1'",
        "UPDATE span SET start = 10 WHERE id = 's1'",
        "UPDATE span SET surface = 'Something' WHERE id = 's1'",
        "DELETE FROM span WHERE id = 's2'",
        "DELETE FROM span WHERE id = 's1'",
        "DELETE FROM argument",
        "DELETE FROM frame",
        (
            "INSERT INTO decision VALUES ('a1', 'x', 'accepted', 'entity', 0, 3, 'ORG', 0.5, 'r',"
            " '', '', 0, 'gone')"
        ),
    ],
)
def test_what_the_history_knows_comes_back(worked: Project, statement: str) -> None:
    wanted = worked.annotations("a1").snapshot()
    project, _ = mended(worked, statement)
    with project:
        assert project.annotations("a1").snapshot() == wanted


def test_a_text_comes_back_from_a_backup(worked: Project) -> None:
    text = worked.article("a1").text
    assert back_up(worked, reason="asked", rule=RULE) is not None
    project, kinds = mended(worked, "UPDATE article_text SET text = 'Another ' || text")
    with project:
        assert project.article("a1").text == text
    assert kinds == ["text"]


def test_a_text_that_was_changed_keeps_the_spans_that_are_still_in_it(worked: Project) -> None:
    project, kinds = mended(
        worked, "UPDATE article_text SET text = replace('So: ' || text, 'Lisbon', 'Porto')"
    )
    with project:
        text = project.article("a1").text
        spans = project.annotations("a1").spans
        assert [text[x.start : x.end] for x in spans] == ["Ana Petrova", "met"]
        assert project.history()[-1].why == "repair"
        assert project.annotations("a1").frames == {"f1": FRAME}
    assert kinds.count("span") == 3


def test_an_article_without_a_text_is_left_out_and_said(worked: Project) -> None:
    project, kinds = mended(worked, "DELETE FROM article_text")
    with project:
        assert project.article_ids() == []
    assert kinds[0] == "text"


def test_a_file_with_unreadable_pages_is_filled_from_the_backup(
    make_project: Callable[..., Project],
) -> None:
    articles = tuple(Article(f"a{n}", f"Ana met envoys {n}. " * 200) for n in range(40))
    project = make_project(articles=articles)
    assert back_up(project, reason="asked", rule=RULE) is not None
    project.close()
    data = project.path.read_bytes()
    middle = len(data) // 8192 * 4096
    project.path.write_bytes(data[:middle] + os.urandom(8192) + data[middle + 8192 :])
    done = repair(project.path, None, rule=RULE)
    assert done.left == []
    assert {deed.kind for deed in done.deeds} & {"backup", "rows", "text", "file"}
    with Project.open(done.target) as copy:
        assert [copy.article(x.id).text for x in articles] == [x.text for x in articles]


def test_own_lists_on_unreadable_pages_come_from_the_backup(worked: Project) -> None:
    lists = worked.lists
    number = lists.add("Ports").result()
    lists.put(number, [ListEntry("Varna", "GPE", Layer.ENTITY)]).result()
    assert back_up(worked, reason="asked", rule=RULE) is not None
    worked.close()
    connection = connect(worked.path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    pages = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE tbl_name LIKE 'own_list%'"
    ).fetchall()
    connection.close()
    data = bytearray(worked.path.read_bytes())
    for (page,) in pages:
        data[(page - 1) * size : page * size] = b"\xff" * size
    worked.path.write_bytes(data)
    done = repair(worked.path, None, rule=RULE)
    assert done.left == []
    with Project.open(done.target) as copy:
        assert [(each.title, each.count) for each in copy.lists.all()] == [("Ports", 1)]
        assert len(copy.annotations("a1").spans) == 3


def test_a_repair_replaces_nothing(worked: Project, tmp_path: Path) -> None:
    worked.close()
    target = tmp_path / "there.spandesk"
    target.write_text("mine")
    with pytest.raises(StoreExistsError):
        repair(worked.path, target, rule=RULE)
    assert target.read_text() == "mine"
    free_name(worked.path).write_text("mine")
    assert free_name(worked.path).name == "test.repaired-2.spandesk"


def test_what_is_no_database_cannot_be_repaired(tmp_path: Path) -> None:
    path = tmp_path / "x.spandesk"
    path.write_text("No database.")
    with pytest.raises(StoreCorruptError):
        repair(path, None, rule=RULE)
    assert list(tmp_path.iterdir()) == [path]


def test_minutes_between_backups() -> None:
    settings = Settings()
    assert minutes_between(settings) == backup_store.EVERY_MINUTES
    for value, minutes in ((5, 5), (0, 0), (-3, 0)):
        settings.set("backups.every_minutes", value)
        assert minutes_between(settings) == minutes


def test_a_merge_of_the_log_that_was_broken_off_leaves_a_project_that_opens(tmp_path: Path) -> None:
    """Found by kill -9: the file says how long it is to be before its last pages are written."""
    whole, cut = tmp_path / "whole.spandesk", tmp_path / "cut.spandesk"
    articles = [
        Article(f"a{n}", f"Number {n}. " + "Some words of the news. " * 200) for n in range(40)
    ]
    with Project.create(whole, find_schema("news"), articles=articles[:1]):
        pass
    before = whole.read_bytes()
    with Project.open(whole) as project:
        project.add_articles(articles[1:])
        project.flush()
        log_of(cut).write_bytes(log_of(whole).read_bytes())
    after = whole.read_bytes()
    assert len(after) > len(before)
    page = int.from_bytes(before[16:18], "big") or 65_536
    cut.write_bytes(after[:page] + before[page:])
    with Project.open(cut, read_only=True) as project:
        assert len(project.article_ids()) == 40
    with Project.open(cut) as project:
        assert len(project.article_ids()) == 40
        assert project.check() == []


def test_a_log_that_does_not_make_a_broken_file_whole_is_no_excuse(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.spandesk", tmp_path / "cut.spandesk"
    articles = [
        Article(f"a{n}", f"Number {n}. " + "Some words of the news. " * 200) for n in range(40)
    ]
    with Project.create(whole, find_schema("news"), articles=articles):
        pass
    cut.write_bytes(whole.read_bytes()[: len(whole.read_bytes()) // 2])
    log_of(cut).write_bytes(b"no log at all")
    with pytest.raises(StoreCorruptError):
        Project.open(cut, read_only=True)
