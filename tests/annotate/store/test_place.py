"""A project whose file is gone while it is open: noticed, and all of it is written anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annotate.edits import PutSpan
from annotate.errors import StoreError, StoreExistsError
from annotate.project import Project, Why
from annotate.spans import Layer, Span
from annotate.store.log import GENERATION

PERSON = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester")
GPE = Span("s2", 46, 52, "GPE", Layer.ENTITY, "tester")


def put(project: Project, span: Span) -> None:
    article = project.article("a1")
    project.write_edit(article, PutSpan(None, span), why=Why.HAND, title="add").result()


def labels(project: Project) -> list[str]:
    return [span.label for span in project.annotations("a1").spans]


def remove(path: Path) -> None:
    """As `rm NAME.spandesk*` does."""
    for item in path.parent.glob(f"{path.name}*"):
        item.unlink()


@pytest.mark.parametrize("how", ["removed", "moved", "replaced", "folder moved", "all removed"])
def test_a_file_that_is_not_the_open_one_any_more_is_noticed(project: Project, how: str) -> None:
    path = project.path
    put(project, PERSON)
    assert project.is_in_place
    match how:
        case "removed":
            path.unlink()
        case "all removed":
            remove(path)
        case "moved":
            path.rename(path.with_name("elsewhere.spandesk"))
        case "replaced":
            shutil.copyfile(path, path.with_name("copy"))
            path.with_name("copy").replace(path)
        case _:
            path.parent.rename(path.parent.with_name("moved-folder"))
    assert not project.is_in_place
    if how == "folder moved":
        path.parent.with_name("moved-folder").rename(path.parent)
        assert project.is_in_place


def test_one_that_is_only_written_or_linked_is_in_its_place(project: Project) -> None:
    put(project, PERSON)
    os.link(project.path, project.path.with_name("second.spandesk"))
    os.utime(project.path, (0, 0))
    put(project, GPE)
    assert project.is_in_place


@pytest.mark.parametrize("is_log_there", [True, False])
def test_all_of_it_is_written_to_the_old_place_and_opens(
    project: Project, is_log_there: bool
) -> None:
    path = project.path
    put(project, PERSON)
    if is_log_there:
        path.unlink()
    else:
        remove(path)
    put(project, GPE)
    file_id, generation = project.file_id, project.setting(GENERATION)
    project.write_all(path)
    project.close()
    with Project.open(path) as opened:
        assert labels(opened) == ["PERSON", "GPE"]
        assert [entry.seq for entry in opened.history()] == [1, 2]
        assert opened.check() == []
        assert opened.file_id == file_id
        assert opened.setting(GENERATION) != generation
        assert opened.notices == ()
        assert opened.is_in_place
    assert [item.name for item in path.parent.glob("*.spandesk*")] == [path.name]


def test_it_is_written_elsewhere_and_over_nothing(project: Project, tmp_path: Path) -> None:
    put(project, PERSON)
    project.path.unlink()
    other = tmp_path / "deep" / "saved.spandesk"
    project.write_all(other)
    before = other.read_bytes()
    link = tmp_path / "link.spandesk"
    link.symlink_to(tmp_path / "nowhere")
    for taken in (other, link):
        with pytest.raises(StoreExistsError):
            project.write_all(taken)
    assert other.read_bytes() == before
    with Project.open(other) as opened:
        assert labels(opened) == ["PERSON"]


def test_a_place_that_cannot_be_is_said(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        project.write_all(tmp_path / "file" / "new.spandesk")
    put(project, PERSON)
    assert labels(project) == ["PERSON"]
