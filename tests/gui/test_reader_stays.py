"""The reader is never carried away, and a window that was killed comes back where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.articles import Article, Tokens
from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Refusal
from annotate.exchange.report import ImportReport
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.dialogs.import_report import ImportReportDialog
from gui.main_window import MainWindow
from gui.text.view import ArticleView
from gui.window_state import WindowState
from tests.gui.conftest import Desk


def focused(desk: Desk) -> tuple[str, str] | None:
    item = desk.session.focused
    assert desk.session.desk is not None
    return None if item is None else (desk.session.desk.surface(item), item.label)


def test_accept_all_keeps_the_focus_at_its_place(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    before = focused(desk)
    desk.press("Ctrl+Shift+A")
    assert before is not None
    assert focused(desk) == before
    assert before[1] in desk.labels


def test_undo_of_accept_all_keeps_the_focus_at_its_place(desk: Desk) -> None:
    desk.press("Tab", "Tab", "Tab")
    before = focused(desk)
    desk.press("Ctrl+Shift+A", "Ctrl+Z")
    assert focused(desk) == before
    desk.press("Ctrl+Shift+Z")
    assert focused(desk) == before


def test_undo_shows_the_first_of_what_it_changed(desk: Desk) -> None:
    desk.press("Ctrl+Shift+A", "Esc", "Esc")
    assert focused(desk) is None
    desk.press("Ctrl+Z")
    assert focused(desk) == ("Ana Petrova", "PERSON")


def test_the_project_is_remembered_as_soon_as_it_is_open(desk: Desk) -> None:
    assert desk.session.project is not None
    assert WindowState().last_project == desk.session.project.path


def test_the_focus_panel_has_room_for_what_it_says(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    panel = desk.window.focus_panel
    layout = panel.layout()
    assert layout is not None
    assert panel.height() >= layout.totalHeightForWidth(panel.width())


def test_the_first_window_leaves_room_for_its_frame(empty_desk: Desk) -> None:
    window = MainWindow(WindowState(empty_desk.state.folder("none") / "none.ini"))
    available = window.screen().availableGeometry()
    assert window.height() < available.height()
    window.deleteLater()


def test_a_high_window_gives_its_height_to_labels_and_spans(desk: Desk) -> None:
    window = desk.window
    window.resize(1280, 800)
    before = window.focus_panel.height(), window.labels.height() + window.spans.height()
    window.resize(1280, 1400)
    desk.qtbot.waitUntil(lambda: window.height() == 1400)
    after = window.focus_panel.height(), window.labels.height() + window.spans.height()
    assert after[0] - before[0] < 120
    assert after[1] - before[1] > 480


def test_the_button_in_colour_is_grey_where_nothing_can_be_done(
    empty_desk: Desk, project_path: Path
) -> None:
    empty_desk.flows.open_path(str(project_path), read_only=True)
    assert not empty_desk.window.tool_bar._finish_button.isEnabled()
    empty_desk.session.close_project()
    empty_desk.flows.open_path(str(project_path))
    assert empty_desk.window.tool_bar._finish_button.isEnabled()


def test_a_part_of_a_word_finds_it_and_the_whole_word_gets_the_label(desk: Desk) -> None:
    desk.press("Ctrl+F")
    desk.type("vis")
    assert desk.window.pane.find_bar.count_text == "not found"
    desk.press("Ctrl+A")
    desk.type("quie")
    desk.press("Esc")
    assert desk.window.pane.view.selection is not None
    desk.press("2")
    assert focused(desk) == ("quiet", "ORG")


def test_resizing_and_zooming_does_not_carry_the_reader_up(qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    qtbot.waitExposed(view)
    text = " ".join(f"Crews number {number} cleared the road on Monday." for number in range(900))
    view.set_article(Article(id="1", text=text), tokens=Tokens.rough(text))
    view.restore_place(20_000, 0.0)
    for width in (*range(900, 500, -31), *range(500, 900, 17), 900):
        view.resize(width, 600)
        QApplication.processEvents()
    for zoom in (1.2, 0.9, 1.5, 1.0):
        view.set_text_zoom(zoom)
    assert view.place() == (20_000, 0.0)
    first = next(line for line in view.paint_summary().lines if line.top >= 0)
    assert first.start <= 20_000 < first.end
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 300)
    assert view.place()[0] > 20_000


def test_the_import_report_says_each_path_once(empty_desk: Desk, tmp_path: Path) -> None:
    photo = str(tmp_path / "photo.txt")
    report = ImportReport()
    report.refuse(Refusal(photo, None, ArticleUnreadableError(source=photo, reason="binary")))
    dialog = ImportReportDialog(report, empty_desk.state, empty_desk.window)
    empty_desk.qtbot.addWidget(dialog)
    where, what = (dialog.table.item(0, column) for column in range(2))
    assert where is not None
    assert what is not None
    assert where.text() == "photo.txt"
    assert what.text().startswith("photo.txt ")
    assert str(tmp_path) not in what.text()


def test_the_focus_is_where_it_was_when_an_article_comes_back(desk: Desk) -> None:
    desk.press("Tab", "Tab", "A", "Tab")
    before = focused(desk)
    desk.press("Shift+PgDown", "Shift+PgUp")
    desk.flows.open_article("two")
    desk.flows.open_article("one")
    assert focused(desk) == before
    assert before != ("Ana Petrova", "PERSON")


def test_an_article_that_comes_back_focuses_nothing_that_is_out_of_sight(
    desk: Desk, make_project: Callable[..., Project]
) -> None:
    long = "Ana Petrova spoke.\n\n" + "\n".join(f"Line {number} of it." for number in range(200))
    project = make_project("long", articles=(Article("long", long), Article("next", "Short.")))
    proposals = (Proposal(0, 11, "PERSON", Layer.ENTITY, 0.9, "rules", "by rule"),)
    project.write_suggestions("long", [ProposalBatch("rules", "1", proposals)]).result()
    project.close()
    desk.flows.open_path(str(project.path))
    assert focused(desk) == ("Ana Petrova", "PERSON")
    view = desk.window.pane.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    place = view.place()
    assert place[0] > 500
    desk.flows.open_article("next")
    desk.flows.open_article("long")
    assert view.place() == place
    assert focused(desk) is None
    desk.press("A")
    assert desk.labels == []
    desk.press("Tab")
    assert focused(desk) == ("Ana Petrova", "PERSON")


def test_the_next_suggestion_is_laid_out_while_this_one_is_judged(desk: Desk) -> None:
    session, view = desk.session, desk.window.pane.view
    assert session.desk is not None
    for _ in range(len(session.desk.suggestions) + 1):
        item = session.focused
        assert item is not None
        following = session.desk.next_open(item.start, item.end, item.id)
        following = following or session.desk.next_open()
        assert following is not None
        assert view._prefetch.expected == view._paragraphs.block_at(following.start)
        desk.press("Tab")
