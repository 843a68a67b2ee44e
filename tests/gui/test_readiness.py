"""Ready to train? The page with the real worker: from key and export dialog to the very span."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from annotate.training.readiness import Finding
from gui.dialogs.export import ExportDialog
from gui.dialogs.readiness import ReadinessDialog
from tests.annotate.evaluation.test_running import ANA, TEXT, UNION, VARNA, put_gold
from tests.gui.conftest import Desk, at_work
from tests.gui.test_dialogs import when_it_opens

WAIT = 20_000


@dataclass
class Room:
    """A window with workers on a project with two done articles and one that is not."""

    desk: Desk
    project: Project

    @property
    def dialog(self) -> ReadinessDialog:
        found = self.desk.window.findChild(ReadinessDialog)
        assert found is not None
        return found

    def wait(self) -> ReadinessDialog:
        """Wait until the page that is open has its report."""
        dialog = self.dialog
        self.desk.qtbot.waitUntil(lambda: dialog.readiness is not None, timeout=WAIT)
        return dialog

    def click(self, rows: QListWidget, number: int) -> None:
        row = rows.item(number)
        rows.scrollToItem(row)
        spot = rows.visualItemRect(row).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def choose(self, code: str) -> None:
        """Click the row of a finding."""
        rows = self.dialog.findings
        for number in range(rows.count()):
            finding = rows.item(number).data(Qt.ItemDataRole.UserRole)
            if isinstance(finding, Finding) and finding.code == code:
                self.click(rows, number)
                return
        pytest.fail(f"no finding {code}")


@pytest.fixture
def room(empty_desk: Desk, make_project: Callable[..., Project], qtbot: QtBot) -> Iterator[Room]:
    made = make_project(
        "ready",
        articles=tuple(Article(each, f"{TEXT} {each}", title=f"Article {each}") for each in "abc"),
    )
    for article_id, label in (("a", "ORG"), ("b", "GPE")):
        put_gold(made, article_id, (UNION, label), (ANA, "PERSON"), (VARNA, "GPE"))
    made.close()
    with at_work(empty_desk, made.path) as (_, project):
        yield Room(empty_desk, project)


def test_each_row_opens_its_spans_and_each_span_its_place(room: Room) -> None:
    room.desk.press("Ctrl+Alt+R")
    dialog = room.wait()
    assert dialog.words.text().startswith("Done: 2 of 3 articles. ")
    assert not dialog.progress.isVisible()
    room.choose("inconsistent")
    assert dialog.places.count() == 2
    assert "ORG" in dialog.places.item(1).text() + dialog.places.item(0).text()
    room.desk.session.open_article("c")
    place = dialog.places.item(1)
    article_id, start, end = place.data(Qt.ItemDataRole.UserRole)
    room.click(dialog.places, 1)
    desk = room.desk.session.desk
    assert desk is not None
    assert desk.article.id == article_id
    assert room.desk.window.pane.view.selection == (start, end)
    assert desk.article.text[start:end] == "Harbour Union"


def test_a_suggestion_that_was_left_open_in_a_done_article_is_opened(room: Room) -> None:
    proposal = Proposal(*ANA, "ORG", Layer.ENTITY, 0.5, "x")
    other = Proposal(len(TEXT) + 1, len(TEXT) + 2, "GPE", Layer.ENTITY, 0.5, "x")
    batch = ProposalBatch("x", "1", (proposal, other), 0.0, 0)
    room.project.write_suggestions("a", [batch]).result()
    room.desk.press("Ctrl+Alt+R")
    dialog = room.wait()
    room.choose("undecided")
    # The one on gold is not shown in the article either.
    assert dialog.places.count() == 1
    assert "suggested with 0.50" in dialog.places.item(0).text()
    room.desk.session.open_article("c")
    room.click(dialog.places, 0)
    desk = room.desk.session.desk
    assert desk is not None
    assert desk.article.id == "a"
    assert room.desk.window.pane.view.selection == (other.start, other.end)


def test_the_table_of_labels_opens_them_too(room: Room) -> None:
    room.desk.press("Ctrl+Alt+R")
    dialog = room.wait()
    dialog.tabs.setCurrentIndex(1)
    cells = [dialog.labels.item(row, 0) for row in range(dialog.labels.rowCount())]
    names = [cell.text() for cell in cells if cell is not None]
    assert names == ["PERSON", "ORG", "GPE"]
    dialog.labels.setCurrentCell(2, 0)
    assert dialog.places.count() == 3
    dialog.tabs.setCurrentIndex(2)
    assert "No span would be learned" in dialog.sizes.text()
    dialog.tabs.setCurrentIndex(0)


def test_unfinished_articles_are_looked_at_when_asked(room: Room) -> None:
    room.desk.session.open_article("c")
    room.desk.session.create_span(*VARNA, layer=Layer.ENTITY, label="GPE")
    room.desk.press("Ctrl+Alt+R")
    dialog = room.wait()
    assert dialog.readiness is not None
    before = dialog.readiness
    assert before.spans == 6
    room.desk.press("Space", into=dialog.unfinished)
    room.desk.qtbot.waitUntil(lambda: dialog.readiness is not before, timeout=WAIT)
    assert dialog.readiness.spans == 7


def test_from_the_export_dialog_and_back(room: Room) -> None:
    def look(dialog: ExportDialog) -> None:
        dialog.one_group.setChecked(True)
        room.desk.click(dialog.look)

    when_it_opens(ExportDialog, look)
    room.desk.press("Ctrl+E")
    dialog = room.wait()
    dialog.tabs.setCurrentIndex(2)
    assert "100.0 %" in dialog.sizes.text(), "with one group every span is learned"
    seen: list[ExportDialog] = []

    def close(again: ExportDialog) -> None:
        seen.append(again)
        again.reject()

    when_it_opens(ExportDialog, close)
    room.desk.click(dialog.export_button)
    assert seen


def test_the_page_goes_with_its_project(room: Room) -> None:
    room.desk.press("Ctrl+Alt+R")
    dialog = room.dialog
    assert dialog.again.text() == "Stop"
    room.desk.session.close_project()
    assert not dialog.isVisible()
