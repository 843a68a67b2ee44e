"""Dialogs, driven by keys and mouse, on real projects and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotate.articles import ArticleState
from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Note, NoteCode, Refusal, draft_article
from annotate.exchange.report import ImportReport
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from gui.dialogs.about import AboutDialog, versions
from gui.dialogs.accept_above import AcceptAboveDialog
from gui.dialogs.chooser import Choice, Chooser, rank
from gui.dialogs.export import ExportDialog
from gui.dialogs.go_to import article_choices
from gui.dialogs.guidelines import GuidelinesDialog
from gui.dialogs.hide_weak import HideWeakDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.label_search import make_label_search
from gui.dialogs.messages import DefectDialog, UnsavedDialog, defect_report
from gui.dialogs.new_project import NewProjectDialog
from gui.dialogs.palette import make_palette
from gui.dialogs.parts import Dialog
from gui.dialogs.paste import PasteDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.dialogs.statistics import StatisticsDialog
from gui.text.palettes import PaletteChoice
from gui.theme import Appearance
from tests.gui.conftest import STORY, Desk


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    if not isinstance(dialog, Chooser):
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def when_it_opens(kind: type[QWidget], do: object) -> None:
    """Call `do` with the modal dialog or popup of a kind, as soon as it is there.

    If `do` fails, it is closed: a dialog that stays open would hold the test for ever.
    """

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                try:
                    do(widget)  # type: ignore[operator]
                except BaseException:
                    widget.close()
                    raise
                return
        QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


# -- ranking ---------------------------------------------------------------------------------------

CHOICES = [
    Choice(1, "Next article", "Article"),
    Choice(2, "Next suggestion", "Span"),
    Choice(3, "Done, next article", "Article"),
    Choice(4, "Export spaCy training data", "File", also="Write train, dev and test"),
    Choice(5, "Change theme", "View"),
]


def values(query: str) -> list[object]:
    return [choice.value for choice in rank(CHOICES, query)]


def test_empty_query_keeps_the_order() -> None:
    assert values("  ") == [1, 2, 3, 4, 5]


def test_beginnings_come_first() -> None:
    assert values("next")[:3] == [1, 2, 3]


def test_all_words_in_any_order() -> None:
    assert values("article done")[0] == 3


def test_initials_find() -> None:
    assert values("dna")[0] == 3


def test_slips_are_forgiven() -> None:
    assert values("exprot")[0] == 4
    assert values("tehme")[0] == 5


def test_other_words_find_too() -> None:
    assert values("dev") == [4]


def test_a_lower_rank_gives_way_unless_it_is_named_in_full() -> None:
    choices = [
        Choice("label", "STATEMENT", rank=1),
        Choice("grey", "Statistics of all", rank=2),
        Choice("command", "Project statistics"),
        Choice("tip", "Mark as done", also="a statement of yours"),
    ]
    assert [choice.value for choice in rank(choices, "stat")][:2] == ["command", "tip"]
    assert rank(choices, "statement")[0].value == "label"


def test_nonsense_finds_nothing() -> None:
    assert values("qqqqqq") == []


# -- palette ---------------------------------------------------------------------------------------


def test_palette_does_what_is_chosen(desk: Desk) -> None:
    def use(palette: Chooser) -> None:
        QTest.keyClicks(palette.field, "reject sug")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)

    when_it_opens(Chooser, use)
    desk.press("Ctrl+K")
    assert desk.session.desk is not None
    assert len(desk.session.desk.annotations.decisions) == 1
    assert desk.labels == []


def test_palette_gives_labels(desk: Desk) -> None:
    def use(palette: Chooser) -> None:
        QTest.keyClicks(palette.field, "gpe")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)

    when_it_opens(Chooser, use)
    desk.press("Ctrl+Shift+P")
    assert desk.labels == ["GPE"]


def test_palette_walks_with_the_arrows(desk: Desk, qtbot: QtBot) -> None:
    palette = make_palette(desk.window, desk.appearance, desk.window.actions_)
    shown(qtbot, palette)
    first = palette.list.currentIndex().row()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == first + 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == palette._model.rowCount() - 1


def test_palette_refuses_what_cannot_be_done(desk: Desk, qtbot: QtBot) -> None:
    palette = make_palette(desk.window, desk.appearance, desk.window.actions_)
    shown(qtbot, palette)
    QTest.keyClicks(palette.field, "redo")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is None
    assert palette.isVisible()


def test_palette_says_when_nothing_fits(desk: Desk, qtbot: QtBot) -> None:
    palette = make_palette(desk.window, desk.appearance, desk.window.actions_)
    shown(qtbot, palette)
    QTest.keyClicks(palette.field, "qqqqqq")
    assert "Nothing fits" in texts(palette)
    assert not palette.list.isVisible()


def test_palette_shows_keys(desk: Desk) -> None:
    palette = make_palette(desk.window, desk.appearance, desk.window.actions_)
    by_text = {choice.text: choice for choice in palette._choices}
    assert by_text["Accept suggestion"].keys == "A"
    assert by_text["PERSON"].keys == "1"
    palette.deleteLater()


# -- labels and articles ---------------------------------------------------------------------------


def test_slash_asks_for_a_label_and_gives_it(desk: Desk) -> None:
    def use(chooser: Chooser) -> None:
        assert chooser.list.currentIndex().data() == "PERSON"
        QTest.keyClicks(chooser.field, "or")
        QTest.keyClick(chooser.field, Qt.Key.Key_Return)

    when_it_opens(Chooser, use)
    desk.press("/")
    assert desk.labels == ["ORG"]


def test_a_double_click_asks_for_a_label_and_gives_it(desk: Desk) -> None:
    def use(chooser: Chooser) -> None:
        QTest.keyClicks(chooser.field, "org")
        QTest.keyClick(chooser.field, Qt.Key.Key_Return)

    view = desk.window.pane.view
    rect = view.item_rect(str(desk.session.focus_id))
    assert rect is not None
    when_it_opens(Chooser, use)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.labels == ["ORG"]


def test_escape_gives_nothing(desk: Desk) -> None:
    when_it_opens(Chooser, lambda chooser: QTest.keyClick(chooser.field, Qt.Key.Key_Escape))
    desk.press("/")
    assert desk.labels == []


def test_label_search_shows_the_guideline(desk: Desk, qtbot: QtBot) -> None:
    schema = LabelSchema(
        name="s",
        labels=(
            Label("ORG", Layer.ENTITY, title="Organisation", guideline="Groups with a name."),
            Label("MEET", Layer.EVENT, title="Meeting"),
        ),
    )
    chooser = make_label_search(
        desk.window, desk.appearance, schema, first=Layer.EVENT, focused=None
    )
    shown(qtbot, chooser)
    assert chooser.list.currentIndex().data() == "MEET"
    assert "No guideline is written" in texts(chooser)
    QTest.keyClicks(chooser.field, "organis")
    assert chooser.list.currentIndex().data() == "ORG"
    assert "Groups with a name." in texts(chooser)
    chooser.field.setText("qqqq")
    assert chooser.list.isHidden()
    assert "Groups with a name." not in texts(chooser), "that of no label that fits"
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser.chosen is None
    chooser.field.setText("organis")
    assert "Groups with a name." in texts(chooser)


def test_go_to_article_by_title(desk: Desk) -> None:
    def use(chooser: Chooser) -> None:
        QTest.keyClicks(chooser.field, "another")
        QTest.keyClick(chooser.field, Qt.Key.Key_Return)

    when_it_opens(Chooser, use)
    desk.press("Ctrl+L")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "four"


def test_go_to_article_by_number(desk: Desk) -> None:
    choices = article_choices(desk.window.articles.model.rows())
    assert rank(choices, "3")[0].value == "three"


# -- new project -----------------------------------------------------------------------------------


def test_new_project_takes_name_and_labels(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewProjectDialog(tmp_path)
    shown(qtbot, dialog)
    dialog.name.setText("floods")
    assert dialog.path == tmp_path / "floods.spandesk"
    assert dialog.schema == "news"
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("name", ["", "   ", "a/b", "a:b", "taken"])
def test_new_project_refuses_bad_names(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    (tmp_path / "taken.spandesk").write_bytes(b"")
    dialog = NewProjectDialog(tmp_path)
    shown(qtbot, dialog)
    dialog.name.setText(name)
    assert not dialog._make.isEnabled()


def test_new_project_names_itself_after_the_folder(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "harbour news"
    folder.mkdir()
    (tmp_path / "harbour news.spandesk").write_bytes(b"")
    dialog = NewProjectDialog(tmp_path, [folder])
    qtbot.addWidget(dialog)
    assert dialog.name.text() == "harbour news-2"
    assert "harbour news" in texts(dialog)


def test_new_project_takes_a_schema_of_the_users_own(qtbot: QtBot, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('name = "mine"\n[[label]]\nname = "X"\nlayer = "entity"\n', encoding="utf-8")
    bad.write_text("name = 3", encoding="utf-8")
    dialog = NewProjectDialog(tmp_path)
    shown(qtbot, dialog)
    dialog.add_schema_file(bad)
    assert dialog.schema == "news"
    assert "The label schema" in texts(dialog)
    dialog.add_schema_file(good)
    assert dialog.schema == str(good)


def test_new_project_flow_makes_the_file(empty_desk: Desk, tmp_path: Path) -> None:
    empty_desk.state.keep_folder("project", tmp_path)

    def use(dialog: NewProjectDialog) -> None:
        dialog.name.setText("fresh")
        dialog._make.click()

    when_it_opens(NewProjectDialog, use)
    empty_desk.window.welcome.cards[1].clicked.emit()
    assert (tmp_path / "fresh.spandesk").is_file()
    assert empty_desk.session.project is not None
    assert empty_desk.window.notice.isVisible()


# -- paste -----------------------------------------------------------------------------------------


def test_paste_shows_and_counts(qtbot: QtBot) -> None:
    dialog = PasteDialog("Three plain words", None)
    shown(qtbot, dialog)
    assert "3 words" in texts(dialog)
    assert (dialog.text, dialog.html) == ("Three plain words", None)


def test_paste_counts_many_words_with_a_sign_between_thousands(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        dialog = PasteDialog("word " * 10_800, None)
        qtbot.addWidget(dialog)
        assert dialog._figures.text() == "10,800 words"
    finally:
        QLocale.setDefault(before)


def test_paste_keeps_the_page_until_the_text_is_changed(qtbot: QtBot) -> None:
    dialog = PasteDialog("Some text", "<p>Some text</p>")
    shown(qtbot, dialog)
    assert dialog.html == "<p>Some text</p>"
    QTest.keyClicks(dialog.field, "More. ")
    assert dialog.text == "More. Some text"
    assert dialog.html is None


def test_paste_hands_the_text_on_as_it_was(qtbot: QtBot) -> None:
    text = "one\u2028two\u00a0three\r\nfour"
    dialog = PasteDialog(text, None)
    qtbot.addWidget(dialog)
    assert dialog.text == text


def test_paste_of_nothing_cannot_be_added(qtbot: QtBot) -> None:
    dialog = PasteDialog(" \n ", None)
    shown(qtbot, dialog)
    assert not dialog._add.isEnabled()


def test_paste_of_a_page_alone(qtbot: QtBot) -> None:
    dialog = PasteDialog(None, "<html><p>Hello</p></html>")
    shown(qtbot, dialog)
    assert dialog.text is None
    assert dialog.html
    assert dialog._add.isEnabled()
    assert not dialog.field.isVisible()


# -- import report ---------------------------------------------------------------------------------


@pytest.fixture
def report() -> ImportReport:
    report = ImportReport()
    report.add(
        draft_article(
            "Some text here.", notes=(Note(NoteCode.ENCODING, "cp1252"),), path=Path("old.txt")
        )
    )
    unreadable = ArticleUnreadableError(source="photo.jpg", reason="binary")
    report.refuse(Refusal("photo.jpg", None, unreadable))
    wrong = ImportFormatError(file="feed.jsonl", line=12, expected="text", found="a <b>list</b>")
    report.refuse(Refusal("feed.jsonl", 12, wrong))
    return report


def test_import_report_lists_reason_and_remedy(desk: Desk, report: ImportReport) -> None:
    dialog = ImportReportDialog(report, desk.state, desk.window)
    shown(desk.qtbot, dialog)
    assert dialog.heading.text() == "1 article added, 2 refused"
    rows = [
        (dialog.table.item(row, 0).text(), dialog.table.item(row, 1).text())
        for row in range(dialog.table.rowCount())
    ]
    assert rows[0][0] == "photo.jpg"
    assert "holds binary data" in rows[0][1]
    assert rows[1][0] == "feed.jsonl:12"
    assert "a <b>list</b>" in rows[1][1]
    assert "cp1252" in rows[2][1]


def test_import_report_copies_and_saves(desk: Desk, report: ImportReport, tmp_path: Path) -> None:
    dialog = ImportReportDialog(report, desk.state, desk.window)
    desk.qtbot.addWidget(dialog)
    dialog.copy()
    assert "holds binary data" in QGuiApplication.clipboard().text()
    dialog.save(tmp_path / "report.txt")
    assert "feed.jsonl:12" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    dialog.save(tmp_path / "report.json")
    assert '"refused": 2' in (tmp_path / "report.json").read_text(encoding="utf-8")


def test_clean_import_needs_no_dialog(desk: Desk) -> None:
    report = ImportReport()
    report.add(draft_article("Some text here."))
    desk.window.exchange._on_imported(report)
    assert desk.window.banner.text == "1 article added."
    assert desk.window.banner.button.text() == "Show report"


def test_import_with_refusals_shows_the_report(desk: Desk, report: ImportReport) -> None:
    desk.window.exchange._on_imported(report)
    dialogs = desk.window.findChildren(ImportReportDialog)
    assert len(dialogs) == 1
    assert not dialogs[0].isModal()
    dialogs[0].close()


# -- accept above ----------------------------------------------------------------------------------


def test_accept_above_counts_before(qtbot: QtBot) -> None:
    scores = [(0.95, Layer.ENTITY), (0.8, Layer.EVENT), (0.4, Layer.ENTITY)]
    dialog = AcceptAboveDialog(scores, None)
    shown(qtbot, dialog)
    assert dialog.count == 2
    dialog.slider.setValue(90)
    assert dialog.count == 1
    assert "1 of 3" in texts(dialog)
    QTest.keyClick(dialog.slider, Qt.Key.Key_End)
    assert dialog.count == 0
    assert not dialog._accept.isEnabled()
    dialog.slider.setValue(0)
    dialog._layer.setCurrentIndex(1)
    assert dialog.layer is Layer.ENTITY
    assert dialog.count == 2


def test_accept_above_is_one_step(desk: Desk) -> None:
    def use(dialog: AcceptAboveDialog) -> None:
        dialog.slider.setValue(75)
        dialog._accept.click()

    when_it_opens(AcceptAboveDialog, use)
    desk.press("Ctrl+Alt+A")
    assert desk.labels == ["PERSON", "GPE", "ATTACK"]
    assert desk.window.banner.text == "3 suggestions accepted."
    desk.click(desk.window.banner.button)
    assert desk.labels == []


# -- export ----------------------------------------------------------------------------------------


def test_export_needs_finished_articles(desk: Desk, tmp_path: Path) -> None:
    assert desk.session.project is not None
    desk.press("A")
    desk.settle()
    dialog = ExportDialog(desk.session.project, tmp_path)
    shown(desk.qtbot, dialog)
    assert "No article is marked done" in dialog.problem
    assert not dialog._export.isEnabled()
    dialog.unfinished.click()
    assert dialog.problem == ""
    assert dialog.summary == "To be exported: 4 of 4 articles, 1 span."


def test_export_checks_the_split(desk: Desk, tmp_path: Path) -> None:
    assert desk.session.project is not None
    desk.press("A", "Ctrl+Return")
    desk.settle()
    dialog = ExportDialog(desk.session.project, tmp_path)
    shown(desk.qtbot, dialog)
    assert dialog.problem == ""
    dialog.shares[1].setValue(30)
    assert "add up to 100" in dialog.problem
    dialog.shares[0].setValue(60)
    dialog.seed.setValue(7)
    dialog.one_group.setChecked(True)
    options = dialog.options()
    assert (options.split.train, options.split.dev, options.split.test) == (60, 30, 10)
    assert options.split.seed == 7
    assert options.spans_key == "sc"
    assert dialog.folder == tmp_path / "desk-spacy"


# -- the rest --------------------------------------------------------------------------------------


def test_shortcut_sheet_is_searched(desk: Desk) -> None:
    dialog = ShortcutsDialog(desk.window.actions_, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    assert set(dialog.sections) >= {"File", "Edit", "Article", "Span", "View", "Help", "Labels"}
    QTest.keyClicks(dialog.field, "ctrl+enter")
    visible = [title for title, section in dialog.sections.items() if section.isVisible()]
    assert visible == ["Article"]
    dialog.field.setText("zebra")
    assert "No key does that." in texts(dialog)


def test_shortcut_sheet_begins_with_what_is_pressed_most(desk: Desk) -> None:
    dialog = ShortcutsDialog(desk.window.actions_, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    titles = list(dialog.sections)
    assert titles[:2] == ["Span", "Labels"]
    assert titles[-2:] == ["File", "Help"]
    # Down the first column, then down the second.
    places = [
        section.mapTo(dialog, section.rect().topLeft()) for section in dialog.sections.values()
    ]
    assert places == sorted(places, key=lambda at: (at.x(), at.y()))
    assert len({at.x() for at in places}) == 2


def test_f1_opens_the_sheet_beside_the_work(desk: Desk) -> None:
    desk.press("F1")
    sheets = desk.window.findChildren(ShortcutsDialog)
    assert len(sheets) == 1
    assert not sheets[0].isModal()
    sheets[0].close()


def test_guidelines_are_plain_and_found(desk: Desk) -> None:
    schema = LabelSchema(
        name="s",
        labels=(
            Label("ORG", Layer.ENTITY, guideline="Mark <b>names</b>.", examples=("the [Union]",)),
            Label("MEET", Layer.EVENT, guideline="People meet."),
        ),
    )
    dialog = GuidelinesDialog(
        schema, desk.appearance, lambda *_: "1", schema.labels[1], desk.window
    )
    shown(desk.qtbot, dialog)
    assert "Mark <b>names</b>." in texts(dialog)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    dialog.field.setText("people")
    assert not dialog.entries[Layer.ENTITY, "ORG"].isVisible()
    assert dialog.entries[Layer.EVENT, "MEET"].isVisible()


def test_h_shows_the_guidelines(desk: Desk) -> None:
    desk.press("H")
    dialogs = desk.window.findChildren(GuidelinesDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_statistics_count(desk: Desk, appearance: object) -> None:
    desk.press("A", "Ctrl+Return")
    desk.settle()
    assert desk.session.project is not None
    dialog = StatisticsDialog(desk.session.project, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    text = dialog.as_text()
    assert "Done: 1" in text
    assert "articles: 4" in text
    assert "PERSON: 1" in text
    dialog.grab()


def test_preferences_hold_at_once_and_are_kept(desk: Desk) -> None:
    dialog = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    with desk.qtbot.waitSignal(dialog.changed):
        dialog.theme.setCurrentIndex(dialog.theme.findData("contrast"))
    dialog.annotator.setText("Ada")
    QTest.keyClick(dialog.annotator, Qt.Key.Key_Return)
    dialog.text_zoom.setValue(150)
    dialog.column.setValue(66)
    get = desk.settings.get
    assert get("appearance.theme") == "contrast"
    assert get("annotator") == "Ada"
    assert get("appearance.text_zoom") == 1.5
    assert get("appearance.column_width") == 66


def test_the_palette_of_labels_is_chosen_in_the_preferences(desk: Desk) -> None:
    dialog = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    assert dialog.palette_box.currentData() == "spandesk"
    view = desk.window.pane.view
    for choice in (PaletteChoice.RED_GREEN, PaletteChoice.BLUE_YELLOW):
        with desk.qtbot.waitSignal(dialog.changed):
            QTest.keyClick(dialog.palette_box, Qt.Key.Key_Down)
        assert desk.settings.get("appearance.label_palette") == str(choice)
        desk.appearance.set_label_palette(choice)
        assert view._chrome.palette is choice
    again = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    shown(desk.qtbot, again)
    assert again.palette_box.currentData() == "blue_yellow"


def test_preferences_that_cannot_be_kept_say_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "config"
    if blocked.exists():
        for item in blocked.iterdir():
            item.unlink()
        blocked.rmdir()
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    dialog = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    dialog.column.setValue(90)
    assert "settings file" in texts(dialog)
    blocked.unlink()


def test_about_copies_versions(desk: Desk) -> None:
    dialog = AboutDialog(desk.appearance, desk.window)
    shown(desk.qtbot, dialog)
    dialog.copy()
    assert versions() in QGuiApplication.clipboard().text()


def test_defect_report_can_be_copied(desk: Desk) -> None:
    try:
        raise ValueError("seven")  # noqa: TRY301 - the defect that the test is about
    except ValueError as error:
        report = defect_report(type(error), error, error.__traceback__)
    dialog = DefectDialog(report, desk.window)
    shown(desk.qtbot, dialog)
    dialog.copy()
    assert "ValueError: seven" in QGuiApplication.clipboard().text()
    assert STORY not in report


def test_unsaved_dialog_stays_by_default(desk: Desk) -> None:
    dialog = UnsavedDialog(desk.window)
    shown(desk.qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_sentences_are_never_cut_off(desk: Desk) -> None:
    """A wrapped sentence gets the height it needs, at any size of the font."""
    dialog = UnsavedDialog(desk.window)
    shown(desk.qtbot, dialog)
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_fields_of_dialogs_have_names(desk: Desk, tmp_path: Path) -> None:
    assert desk.session.project is not None
    dialogs: list[QDialog] = [
        NewProjectDialog(tmp_path),
        PreferencesDialog(desk.settings, desk.appearance),
        ExportDialog(desk.session.project, tmp_path),
        PasteDialog("x", None),
    ]
    for dialog in dialogs:
        desk.qtbot.addWidget(dialog)
        for field in dialog.findChildren(QLineEdit):
            owner = field.parentWidget()
            assert field.accessibleName() or owner.accessibleName(), (dialog, field)


def test_done_articles_reach_the_export_dialog(desk: Desk, project_path: Path) -> None:
    desk.press("A", "Ctrl+Return")
    desk.settle()
    with Project.open(project_path, read_only=True) as project:
        states = [row.state for row in project.article_rows()]
    assert states[0] is ArticleState.DONE


def test_hide_weak_says_how_many(desk: Desk) -> None:
    def use(dialog: HideWeakDialog) -> None:
        dialog.slider.setValue(70)
        assert dialog.hidden == 2
        assert "2 of 5" in texts(dialog)
        dialog.accept()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()
    assert desk.session.desk is not None
    assert len(desk.session.desk.suggestions) == 3
    when_it_opens(HideWeakDialog, lambda dialog: dialog.show_all())
    desk.window.suggest_flows.hide_weak()
    assert len(desk.session.desk.suggestions) == 5


def test_chooser_fits_a_small_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(900, 560)
    palette = make_palette(desk.window, desk.appearance, desk.window.actions_)
    shown(qtbot, palette)
    assert palette.height() <= desk.window.height()
    assert palette.width() <= desk.window.width()


def test_texts_of_all_fields_begin_at_the_same_distance_from_the_edge(
    qtbot: QtBot, appearance: Appearance
) -> None:
    dialog = Dialog("Fields", None)
    qtbot.addWidget(dialog)
    dialog.setStyleSheet(appearance.theme.style_sheet())
    fields = [QLineEdit("HH"), QSpinBox(), QDoubleSpinBox(), QComboBox()]
    for field in fields:
        dialog.body.addWidget(field)
        if isinstance(field, QSpinBox | QDoubleSpinBox):
            field.setPrefix("HH")
        elif isinstance(field, QComboBox):
            field.addItem("HH")
        field.setFixedWidth(160)
    dialog.show()
    qtbot.waitExposed(dialog)
    begins = [_first_ink(field) for field in fields]
    assert max(begins) - min(begins) <= 2, begins
    assert len({field.height() for field in fields}) == 1


def _first_ink(widget: QWidget) -> int:
    """Pixels from the left edge of a field to the first dark one inside of its frame."""
    picture = widget.grab().toImage()
    return next(
        x
        for x in range(2, picture.width())
        if any(picture.pixelColor(x, y).lightness() < 120 for y in range(5, picture.height() - 5))
    )
