"""The room that an empty log gets beforehand: zeros that no reader takes for a change."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.project import Project
from annotate.store import log, settings
from annotate.store import writer as writing
from annotate.store.sqlite import (
    Connection,
    connect,
    connect_plain,
    has_changes,
    log_of,
    transaction,
)
from annotate.store.writer import Writer


@pytest.fixture
def connection(project: Project) -> Iterator[Connection]:
    project.close()
    connection = connect(project.path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    yield connection
    connection.close()


def note(connection: Connection, name: str, value: str = "1") -> None:
    with transaction(connection):
        settings.write(connection, name, value)


def left_by_a_kill(path: Path, folder: Path) -> Path:
    """File and log as they lie there now."""
    folder.mkdir()
    for item in (path, log_of(path)):
        shutil.copy(item, folder / item.name)
    return folder / path.name


def kept(path: Path) -> set[str]:
    with closing(connect_plain(path, "mode=rw")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return set(settings.read_all(connection)) & {"one", "two", "three"}


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    assert condition()


def test_steps_are_written_into_the_room_and_the_log_does_not_grow(
    connection: Connection, project: Project
) -> None:
    log.make_room(connection, project.path)
    room = log.size(project.path)
    assert room >= 20 * 4120
    for number in range(10):
        note(connection, f"n{number}")
    assert log.size(project.path) == room
    log.make_room(connection, project.path)
    assert log.size(project.path) == room


def test_after_a_kill_the_room_is_no_change_and_hides_none(
    connection: Connection, project: Project, tmp_path: Path
) -> None:
    log.make_room(connection, project.path)
    assert kept(left_by_a_kill(project.path, tmp_path / "empty")) == set()
    note(connection, "one")
    note(connection, "two")
    assert kept(left_by_a_kill(project.path, tmp_path / "two")) == {"one", "two"}
    assert log.merge(connection) == (True, True)
    assert log.size(project.path) == 0
    log.make_room(connection, project.path)
    note(connection, "three")
    path = left_by_a_kill(project.path, tmp_path / "three")
    assert kept(path) == {"one", "two", "three"}


def test_room_alone_is_as_no_log_to_who_opens_next(
    connection: Connection, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.make_room(connection, project.path)
    empty = left_by_a_kill(project.path, tmp_path / "empty")
    note(connection, "one")
    used = left_by_a_kill(project.path, tmp_path / "used")
    assert [has_changes(path) for path in (empty, used)] == [False, True]
    assert not has_changes(tmp_path / "nowhere.spandesk")
    # Large projects are copied only where there is something to be compared.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no folder"))
    assert log.belongs(empty)
    with pytest.raises(OSError, match="no folder"):
        log.belongs(used)


def test_room_behind_changes_leaves_them_as_they_are(
    connection: Connection, project: Project, tmp_path: Path
) -> None:
    note(connection, "one")
    before = log_of(project.path).read_bytes()
    log.make_room(connection, project.path)
    after = log_of(project.path).read_bytes()
    assert after[: len(before)] == before
    assert after[len(before) :].strip(b"\0") == b""
    note(connection, "two")
    assert kept(left_by_a_kill(project.path, tmp_path / "killed")) == {"one", "two"}


def test_who_writes_is_not_waited_for(connection: Connection, project: Project) -> None:
    with closing(connect(project.path)) as other, transaction(other):
        settings.write(other, "one", "1")
        before = log.size(project.path)
        log.make_room(connection, project.path)
        assert log.size(project.path) == before
    assert settings.read(connection, "one") == "1"
    # The patience of the writer is what it was.
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (40_000,)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system follows every link")
def test_a_link_in_the_place_of_the_log_is_not_followed(
    connection: Connection, project: Project, tmp_path: Path
) -> None:
    other, path = tmp_path / "diary.txt", tmp_path / "elsewhere.spandesk"
    other.write_text("Dear diary")
    path.with_name(f"{path.name}-wal").symlink_to(other)
    log.make_room(connection, path)
    assert other.read_text() == "Dear diary"


def test_a_log_that_is_not_there_is_not_made(connection: Connection, tmp_path: Path) -> None:
    log.make_room(connection, tmp_path / "elsewhere.spandesk")
    assert list(tmp_path.glob("elsewhere*")) == []


def test_the_log_of_an_open_project_has_room_and_goes_when_it_is_closed(project: Project) -> None:
    path = project.path
    wait_for(lambda: log.size(path) > 0)
    assert log.belongs(path)
    project.close()
    assert log.size(path) == 0


def test_the_log_of_another_file_in_its_place_gets_no_room(
    make_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PAUSE_S", 0.01)
    one, two = make_project("one"), make_project("two")
    path, away = one.path, tmp_path / "away"
    one.close()
    two.close()
    away.mkdir()
    with closing(Writer(path)) as writer:
        writer.submit(lambda connection: settings.write(connection, "one", "1")).result()
        for item in list(path.parent.glob(f"{path.name}*")):
            item.rename(away / item.name)
        two.path.rename(path)
        with closing(connect(path)) as other:
            note(other, "two")
            before = log_of(path).read_bytes()
            writer.submit(lambda connection: settings.write(connection, "three", "3")).result()
            wait_for(lambda: log.size(away / path.name) == 0)
            # What is done after merging is done before the next job.
            writer.submit(lambda _: None).result()
            assert log_of(path).read_bytes() == before
