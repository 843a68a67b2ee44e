"""Title, source and date of an article put right in the window, undone, also after a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotate.articles import IN_USE, Details
from annotate.project import Project
from annotate.written_dates import DateReader
from gui.dialogs.dates import reader
from gui.dialogs.details import DetailsDialog
from tests.gui.conftest import Desk
from tests.gui.flows.test_removing import choose, menu_at, trigger
from tests.gui.test_dialogs import when_it_opens


def header(desk: Desk) -> tuple[str, str]:
    summary = desk.window.pane.view.paint_summary()
    return summary.title, summary.subtitle


def row(desk: Desk, article_id: str) -> tuple[str, str, str]:
    found = desk.window.articles.model.row_of(article_id)
    assert found is not None
    return found.title, found.source, found.date


def typing(title: str, date: str) -> object:
    """Types into the dialog once it is there, and presses its button."""

    def use(dialog: DetailsDialog) -> None:
        QTest.keyClicks(dialog.title, title)
        dialog.date.selectAll()
        QTest.keyClicks(dialog.date, date)
        (button,) = [x for x in dialog.findChildren(QPushButton) if x.text() == "Change"]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return use


BEFORE = ("Envoys meet in Lisbon", "The Gazette", "2026-03-02")
AFTER = ("Talks in Lisbon", "The Gazette", "2026-03-12")


def test_the_open_article_is_put_right_everywhere(desk: Desk, project_path: Path) -> None:
    when_it_opens(DetailsDialog, typing("Talks in Lisbon", "12 March 2026"))
    trigger(desk, "article.details")
    desk.qtbot.waitUntil(lambda: row(desk, "one") == AFTER)
    assert header(desk)[0] == "Talks in Lisbon"
    assert "12" in header(desk)[1]
    assert desk.window.windowTitle().startswith("Talks in Lisbon")
    assert desk.window.banner.text == "The details are changed."
    desk.click(desk.window.banner.button)
    desk.qtbot.waitUntil(lambda: row(desk, "one") == BEFORE)
    assert header(desk)[0] == BEFORE[0]
    trigger(desk, "edit.redo")
    desk.qtbot.waitUntil(lambda: row(desk, "one") == AFTER)
    desk.flows.close_project()
    desk.flows.open_path(str(project_path))
    assert row(desk, "one") == AFTER
    trigger(desk, "edit.undo")
    desk.qtbot.waitUntil(lambda: row(desk, "one") == BEFORE)
    assert header(desk)[0] == BEFORE[0]
    assert desk.window.windowTitle().startswith(BEFORE[0])


def test_another_article_is_put_right_from_the_list(desk: Desk) -> None:
    when_it_opens(DetailsDialog, typing("Even quieter", ""))
    choose(desk, menu_at(desk, "three"), "Details…")
    desk.qtbot.waitUntil(lambda: row(desk, "three")[0] == "Even quieter")
    assert header(desk)[0] == BEFORE[0], "another one is open"
    desk.window.articles.model.set_filter("quieter", IN_USE)
    assert desk.window.articles.model.rowCount() == 1


def test_what_is_wrong_is_said_while_it_is_typed(desk: Desk) -> None:
    dialog = DetailsDialog(Details(*BEFORE), desk.window)
    (button,) = [x for x in dialog.findChildren(QPushButton) if x.text() == "Change"]
    assert (dialog.details, dialog.problem) == (Details(*BEFORE), "")
    dialog.date.setText("soon")
    assert dialog.details is None
    assert dialog.problem.startswith("“soon” is no date.")
    assert not button.isEnabled()
    dialog.date.setText("")
    dialog.language.setText("klingon")
    assert "is no code of a language" in dialog.problem
    dialog.language.setText("de")
    assert dialog.details == Details(BEFORE[0], BEFORE[1], "", "de")
    assert button.isEnabled()
    dialog.deleteLater()


@pytest.fixture
def locale() -> Iterator[Callable[[str], None]]:
    """Sets the locale of the window; the one before is put back."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "typed", "kept", "said"),
    [
        ("de_DE", "12. März 2023", "2023-03-12", "12 März 2023."),
        ("de_DE", "12.3.2023", "2023-03-12", "12 März 2023: the day comes first."),
        ("de_DE", "3/4/2023", "2023-04-03", "3 April 2023: the day comes first."),
        ("en_GB", "3/4/2023", "2023-04-03", "3 April 2023: the day comes first."),
        ("en_US", "3/4/2023", "2023-03-04", "4 March 2023: the month comes first."),
        ("en_US", "12. März 2023", "2023-03-12", "12 March 2023."),
        ("en_US", "25/3/2023", "2023-03-25", "25 March 2023."),
        ("fr_FR", "jeudi 12 mars 2026", "2026-03-12", "12 mars 2026."),
        ("de_DE", "März 2023", "2023-03", "März 2023."),
    ],
)
def test_a_date_is_read_as_the_locale_writes_it_and_said_again(
    desk: Desk,
    locale: Callable[[str], None],
    name: str,
    typed: str,
    kept: str,
    said: str,
) -> None:
    locale(name)
    dialog = DetailsDialog(Details(*BEFORE), desk.window)
    dialog.date.setText(typed)
    assert dialog.details == Details(BEFORE[0], BEFORE[1], kept)
    assert dialog.date_note == f"Understood as {said}"
    assert dialog.problem == ""
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("name", "examples"),
    [
        ("de_DE", "27 März 2026, 27.03.2026"),
        ("en_GB", "27 March 2026, 27/03/2026"),
        ("en_US", "27 March 2026, 03/27/2026"),
        ("sv_SE", "27 mars 2026"),
    ],
)
def test_how_a_date_is_written_is_shown_for_the_locale(
    desk: Desk, locale: Callable[[str], None], name: str, examples: str
) -> None:
    locale(name)
    dialog = DetailsDialog(Details(*BEFORE), desk.window)
    hint = f"As {examples}, 2026-03-27, 2026-03 or 2026; empty where it is not known."
    assert dialog.date_note == hint
    for as_stored in ("2023-03-12", "2023-03", "2023", "", " 2023 ", "soon"):
        dialog.date.setText(as_stored)
        assert dialog.date_note == hint
    assert DateReader().read(examples.partition(",")[0]).iso in ("2026-03-27", "")
    assert reader().read(examples.partition(",")[0]).iso == "2026-03-27"
    dialog.deleteLater()


def test_where_the_year_comes_first_two_meanings_are_refused(
    desk: Desk, locale: Callable[[str], None]
) -> None:
    locale("sv_SE")
    dialog = DetailsDialog(Details(*BEFORE), desk.window)
    dialog.date.setText("3/4/2023")
    assert dialog.details is None
    assert dialog.problem.startswith("“3/4/2023” has two meanings")
    dialog.date.setText("25/3/2023")
    assert dialog.details == Details(BEFORE[0], BEFORE[1], "2023-03-25")
    dialog.deleteLater()


def test_a_german_date_is_kept_as_iso(
    desk: Desk, locale: Callable[[str], None], project_path: Path
) -> None:
    def use(dialog: DetailsDialog) -> None:
        dialog.title.setText("Talks in Lisbon")
        dialog.date.setText("12. März 2026")
        QTest.keyClick(dialog.date, Qt.Key.Key_Return)

    locale("de_DE")
    when_it_opens(DetailsDialog, use)
    trigger(desk, "article.details")
    desk.qtbot.waitUntil(lambda: row(desk, "one") == AFTER)
    desk.flows.close_project()
    with Project.open(project_path, read_only=True) as project:
        assert project.article("one").date == "2026-03-12"


def test_a_long_sentence_about_what_is_wrong_squeezes_no_field(desk: Desk) -> None:
    heights: list[list[int]] = []

    def use(dialog: DetailsDialog) -> None:
        lines = (dialog.title, dialog.source, dialog.date, dialog.language)
        heights.append([line.height() for line in lines])
        dialog.date.selectAll()
        QTest.keyClicks(dialog.date, "on the twelfth of the month of March")
        assert "is no date" in dialog.problem
        QApplication.sendPostedEvents()
        heights.append([line.height() for line in lines])
        dialog.reject()

    when_it_opens(DetailsDialog, use)
    trigger(desk, "article.details")
    assert heights[0] == heights[1]
