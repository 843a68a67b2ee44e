"""A text that was changed from outside: each span is shown, confirmed, and then taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from annotate.articles import Article
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import EditGroup, PutChain, PutComplete, PutFrame, PutSpan
from annotate.errors import EditConflictError, StoreError
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project, Why
from annotate.safety import (
    back_up,
    backups_of,
    changed_text,
    put_text_back,
    rule_of,
    take_text,
)
from annotate.spans import Layer, Span
from annotate.store.backup import Rule
from annotate.store.sqlite import connect
from gui.dialogs.lost_file import LostFileDialog
from gui.dialogs.realign import RealignDialog
from gui.saving import SaveState
from tests.gui.conftest import Desk

ANA = Span("s1", 9, 20, "PERSON", Layer.ENTITY)
MET = Span("s2", 21, 24, "MEET", Layer.EVENT)
LISBON = Span("s3", 46, 52, "GPE", Layer.ENTITY)
VARNA = Span("s4", 88, 93, "GPE", Layer.ENTITY)
SPANS = (ANA, MET, LISBON, VARNA)


@pytest.fixture
def worked(project: Project, article: Article) -> Project:
    """Four spans, an event with a place, a chain and a complete mark; closed."""
    frame = EventFrame("f", "s2", (Argument("Place", "s3"),))
    edit = EditGroup(
        (
            *(PutSpan(None, span) for span in SPANS),
            PutFrame(None, frame),
            PutChain(None, Chain("c", Layer.ENTITY, ("s1", "s3", "s4"))),
            PutComplete(None, CompleteMark(0, 64, ((Layer.ENTITY, "GPE"),))),
        )
    )
    project.write_edit(article, edit, why=Why.HAND, title="x").result()
    back_up(project, reason="asked", rule=Rule())
    project.close()
    return project


def change(path: Path, article_id: str, change_text: Callable[[str], str]) -> str:
    connection = connect(path)
    query = "SELECT text FROM article_text WHERE article_id = ?"
    text = change_text(connection.execute(query, (article_id,)).fetchone()[0])
    connection.execute("UPDATE article_text SET text = ? WHERE article_id = ?", (text, article_id))
    connection.close()
    return text


def edited(text: str) -> str:
    return "Update. " + text.replace("Varna", "Burgas", 1)


# -- the project -----------------------------------------------------------------------------------


def test_each_span_is_found_by_its_words(worked: Project) -> None:
    text = change(worked.path, "a1", edited)
    found = changed_text(worked.path, "a1", rule=Rule())
    assert found.old is not None, "the backup has it"
    where = {item.found.span.id: item for item in found.spans}
    for name in ("s1", "s2", "s3"):
        place = where[name].found
        assert place.is_moved
        assert text[place.start : place.end] == where[name].surface
    assert where["s4"].places == 1, "the other Varna"
    assert changed_text(worked.path, "a1", rule=Rule("/nowhere")).old is None


def test_what_is_confirmed_is_one_step_and_everything_is_whole(worked: Project) -> None:
    text = change(worked.path, "a1", edited)
    found = changed_text(worked.path, "a1", rule=Rule())
    places = {
        item.found.span.id: (item.found.start, item.found.end)
        for item in found.spans
        if item.found.span.id in ("s1", "s2")
    }
    assert take_text(worked.path, found, places, rule=Rule(), annotator="Ana") == 2
    with Project.open(worked.path) as project:
        assert project.check() == []
        desk = project.open_article("a1")
        assert [text[x.start : x.end] for x in desk.spans] == ["Ana Petrova", "met"]
        assert desk.annotations.frames["f"].arguments == (), "its place is gone"
        assert desk.annotations.chains == {}
        assert desk.annotations.complete == {}, "nobody has read this text"
        entry = project.history("a1")[-1]
        assert (entry.why, entry.annotator) == ("repair", "Ana")
        # The moment before can still be told.
        assert len(project.past.article_at("a1", 1).spans) == 4
    assert [item.reason for item in backups_of(worked.path, Rule())] == ["bulk", "asked"]


def test_nothing_moves_when_nothing_had_to(worked: Project) -> None:
    change(worked.path, "a1", lambda text: text + " The end.")
    found = changed_text(worked.path, "a1", rule=Rule())
    places = {x.found.span.id: (x.found.start, x.found.end) for x in found.spans}
    assert take_text(worked.path, found, places, rule=Rule()) == 0
    with Project.open(worked.path) as project:
        assert list(project.open_article("a1").spans) == list(SPANS)
        assert set(project.annotations("a1").chains) == {"c"}
        assert project.check() == []


def test_a_text_that_changes_again_meanwhile_is_not_taken(worked: Project) -> None:
    change(worked.path, "a1", edited)
    found = changed_text(worked.path, "a1", rule=Rule())
    change(worked.path, "a1", lambda text: text + "!")
    before = worked.path.read_bytes()
    with pytest.raises(EditConflictError):
        take_text(worked.path, found, {}, rule=Rule())
    assert worked.path.read_bytes() == before


def test_the_old_text_comes_back_with_every_span(worked: Project, article: Article) -> None:
    change(worked.path, "a1", edited)
    put_text_back(worked.path, changed_text(worked.path, "a1", rule=Rule()), rule=Rule())
    with Project.open(worked.path) as project:
        assert project.open_article("a1").article.text == article.text
        assert project.check() == []
    change(worked.path, "a1", edited)
    with pytest.raises(StoreError):
        put_text_back(
            worked.path, changed_text(worked.path, "a1", rule=Rule("/nowhere")), rule=Rule()
        )


# -- the window ------------------------------------------------------------------------------------


def answer(do: Callable[[RealignDialog], None]) -> None:
    def look() -> None:
        found = [x for x in QApplication.topLevelWidgets() if isinstance(x, RealignDialog)]
        if not found or not found[0].isVisible():
            QTimer.singleShot(10, look)
        else:
            do(found[0])

    QTimer.singleShot(0, look)


def rows(dialog: RealignDialog) -> list[QTreeWidgetItem]:
    items = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [item for item in items if item is not None]


@pytest.fixture
def changed(desk: Desk, project_path: Path) -> Iterator[Desk]:
    """Three spans in an article that somebody has changed since; another one is open."""
    for start, end, label in ((0, 11, "PERSON"), (26, 32, "GPE")):
        desk.session.create_span(start, end, layer=Layer.ENTITY, label=label)
    desk.settle()
    with desk.qtbot.waitSignal(desk.window.safety.backing_up.made):
        assert desk.window.safety.backing_up.make("asked")
    desk.window.flows.open_article("two")
    desk.settle()
    change(project_path, "one", lambda text: "So: " + text.replace("Lisbon", "Porto", 1))
    yield desk
    desk.window.safety.backing_up.stop()


def test_the_window_asks_span_by_span(changed: Desk, project_path: Path) -> None:
    desk = changed
    desk.window.flows.open_article("one")
    banner = desk.window.banner
    assert "was changed from outside" in banner.text
    assert banner.button.text() == "Align its spans…"
    said: list[str] = []

    def choose(dialog: RealignDialog) -> None:
        said.extend(row.text(1) for row in rows(dialog))
        said.append(dialog.preview.toPlainText())
        assert dialog.old_button.isEnabled()
        QTest.keyClick(dialog.take_button, Qt.Key.Key_Space)

    answer(choose)
    banner.button.click()
    assert said[-1].startswith("Before: ")
    assert "«" in said[-1]
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "one"
    assert desk.session.desk.article.text.startswith("So: ")
    assert "The text was taken as it is" in banner.text
    assert "PERSON" in desk.labels
    project = desk.session.project
    assert project is not None
    assert project.check() == []
    reasons = [x.reason for x in backups_of(project_path, rule_of(desk.settings))]
    assert reasons == ["bulk", "asked"]


def test_a_span_that_is_unticked_goes_and_cancel_changes_nothing(
    changed: Desk, project_path: Path
) -> None:
    desk = changed
    desk.window.flows.open_article("one")
    before = project_path.read_bytes()
    answer(lambda dialog: dialog.reject())
    desk.window.banner.button.click()
    assert project_path.read_bytes() == before

    def untick(dialog: RealignDialog) -> None:
        (row,) = [row for row in rows(dialog) if "Ana Petrova" in row.text(0)]
        dialog.list.setCurrentItem(row)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        assert row.checkState(0) is Qt.CheckState.Unchecked
        dialog.take_button.click()

    desk.window.flows.open_article("one")
    answer(untick)
    desk.window.banner.button.click()
    assert "PERSON" not in desk.labels


def test_the_old_text_is_put_back_in_the_window(changed: Desk) -> None:
    desk = changed
    desk.window.flows.open_article("one")
    answer(lambda dialog: dialog.old_button.click())
    desk.window.banner.button.click()
    assert desk.session.desk is not None
    assert not desk.session.desk.article.text.startswith("So: ")
    assert desk.labels == ["PERSON", "GPE"]
    assert "old text is back" in desk.window.banner.text


def when_lost(do: Callable[[LostFileDialog], None]) -> list[str]:
    """Answer the question about the file that is gone; what it asked."""
    met: list[str] = []

    def look() -> None:
        found = [x for x in QApplication.topLevelWidgets() if isinstance(x, LostFileDialog)]
        if not found or not found[0].isVisible():
            QTimer.singleShot(10, look)
            return
        met.append(found[0].heading.text())
        do(found[0])

    QTimer.singleShot(0, look)
    return met


def spans_of(desk: Desk, article_id: str) -> list[str]:
    assert desk.session.project is not None
    return [span.label for span in desk.session.project.annotations(article_id).spans]


def test_a_file_that_goes_while_one_is_asked_is_not_closed(
    changed: Desk, project_path: Path
) -> None:
    """Closing it to take the text would have been the end of all that is in it."""
    desk = changed
    desk.window.flows.open_article("one")

    def choose(dialog: RealignDialog) -> None:
        project_path.unlink()
        dialog.take_button.click()

    answer(choose)
    lost = when_lost(LostFileDialog.reject)
    desk.window.banner.button.click()
    assert lost == ["desk.spandesk is not in its place any more"]
    assert desk.session.project is not None
    assert desk.session.project.path == project_path
    assert spans_of(desk, "one") == ["PERSON", "GPE"]
    assert desk.session.save_status.state is SaveState.LOST
    assert not project_path.exists()


def test_a_file_that_goes_while_one_is_asked_is_saved_and_then_aligned(
    changed: Desk, project_path: Path, tmp_path: Path
) -> None:
    desk, kept = changed, tmp_path / "kept.spandesk"
    desk.window.flows.open_article("one")

    def choose(dialog: RealignDialog) -> None:
        project_path.unlink()
        dialog.take_button.click()

    answer(choose)
    lost = when_lost(lambda dialog: dialog.choose(kept))
    desk.window.banner.button.click()
    assert lost
    assert desk.session.project is not None
    assert desk.session.project.path == kept
    assert desk.session.desk is not None
    assert desk.session.desk.article.text.startswith("So: ")
    assert "PERSON" in desk.labels
    assert "The text was taken as it is" in desk.window.banner.text
    assert desk.session.project.check() == []
    assert not project_path.exists()


def test_a_file_that_is_gone_already_is_asked_about_first(
    changed: Desk, project_path: Path
) -> None:
    desk = changed
    desk.window.flows.open_article("one")
    ask = desk.window.safety.realigning.ask
    project_path.unlink()
    lost = when_lost(LostFileDialog.reject)
    ask(project_path, "one")
    assert lost
    assert spans_of(desk, "one") == ["PERSON", "GPE"]
    lost = when_lost(lambda dialog: dialog.old_place.click())
    answer(lambda dialog: dialog.old_button.click())
    ask(project_path, "one")
    assert lost
    assert "old text is back" in desk.window.banner.text
    assert desk.labels == ["PERSON", "GPE"]
