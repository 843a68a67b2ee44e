"""Every control of the window and of every dialog: it has a name, Tab reaches it in reading order.

With the largest letters nothing is cut that cannot be scrolled to.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from annotate.articles import Details
from annotate.exchange.report import ImportReport
from annotate.project import Project
from annotate.removing import Going
from annotate.safety import back_up, rule_of
from annotate.settings import Settings
from annotate.spans import Layer
from annotate.suggesters import available
from annotate.suggestions import HideRules
from annotate.training.export import ExportOptions
from gui.dialogs.about import AboutDialog
from gui.dialogs.accept_above import AcceptAboveDialog
from gui.dialogs.attribute_change import AttributeChangeDialog
from gui.dialogs.backups import BackupsDialog
from gui.dialogs.chooser import Chooser
from gui.dialogs.details import DetailsDialog
from gui.dialogs.evaluation import EvaluationDialog
from gui.dialogs.export import ExportDialog
from gui.dialogs.export_format import ExportFormatDialog
from gui.dialogs.guidelines import GuidelinesDialog
from gui.dialogs.hide_weak import HideWeakDialog
from gui.dialogs.history import HistoryDialog
from gui.dialogs.import_preview import ImportPreviewDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.key_editor import KeyEditor
from gui.dialogs.label_search import make_label_search
from gui.dialogs.messages import DefectDialog, RunningDialog, UnsavedDialog
from gui.dialogs.new_project import NewProjectDialog
from gui.dialogs.own_list_import import ImportListDialog, RefusedDialog
from gui.dialogs.own_lists import OwnListsDialog
from gui.dialogs.palette import make_palette
from gui.dialogs.parts import Dialog
from gui.dialogs.paste import PasteDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.propagation import PropagationDialog
from gui.dialogs.readiness import ReadinessDialog
from gui.dialogs.removing import RemovalDialog
from gui.dialogs.repair import CheckDialog
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.dialogs.schema_editor import SchemaEditor
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.dialogs.statistics import StatisticsDialog
from gui.dialogs.suggesters import SuggestersDialog
from gui.dialogs.take_roles import TakeRolesDialog
from gui.dialogs.tokenizer_rules import TokenizerRulesDialog
from gui.dialogs.training import TrainingDialog
from gui.dialogs.training_package import PackageDialog
from gui.evaluating import Evaluating
from gui.jobs import Jobs
from gui.readiness import ReadinessCheck
from gui.schema_planning import SchemaPlanning
from gui.training import Training
from tests.gui.conftest import Desk
from tests.gui.test_exchange import preview

Make = Callable[[Desk, Path], QDialog]


def _scores(desk: Desk) -> list[tuple[float, object]]:
    assert desk.session.desk is not None
    return [(item.score, item.layer) for item in desk.session.desk.suggestions]


def _schema(desk: Desk) -> object:
    assert desk.session.project is not None
    return desk.session.project.schema


def _project(desk: Desk) -> Project:
    assert desk.session.project is not None
    return desk.session.project


def _backups(desk: Desk, _: Path) -> QDialog:
    project, rule = _project(desk), rule_of(desk.settings)
    back_up(project, reason="open", rule=rule)
    return BackupsDialog(project.path, rule, desk.window.safety, desk.window)


def _history(desk: Desk, _: Path) -> QDialog:
    desk.session.create_span(0, 11, layer=Layer.ENTITY, label="PERSON")
    desk.settle()
    dialog = HistoryDialog(desk.session, desk.window)
    dialog.panel.steps.setCurrentItem(dialog.panel.steps.topLevelItem(0))
    return dialog


# Those that ask a worker are shown as they are before it answers: it is never started.


def _evaluation(desk: Desk, _: Path) -> QDialog:
    return EvaluationDialog(
        _project(desk),
        Evaluating(desk.session, Jobs(desk.window), desk.window),
        speaking=["rules"],
        known=available(),
        appearance=desk.appearance,
        parent=desk.window,
    )


def _training(desk: Desk, _: Path) -> QDialog:
    return TrainingDialog(
        _project(desk),
        Training(desk.session, desk.window),
        desk.appearance,
        desk.window,
        may_load=lambda _: True,
    )


def _readiness(desk: Desk, _: Path) -> QDialog:
    check = ReadinessCheck(desk.session, Jobs(desk.window), desk.window)
    return ReadinessDialog(check, ExportOptions(), desk.appearance, desk.window)


def _tokenizer_rules(desk: Desk, _: Path) -> QDialog:
    path, jobs = str(_project(desk).path), Jobs(desk.window)
    return TokenizerRulesDialog(path, (), (), jobs, desk.window)


def _schema_editor(desk: Desk, _: Path) -> QDialog:
    editor = SchemaEditor(
        desk.session, desk.appearance, desk.state, taken_keys={}, parent=desk.window
    )
    editor.choose(Layer.EVENT, "ATTACK")
    editor.add_role()
    editor.stored = editor.schema  # nothing to be asked at its end
    return editor


def _schema_change(desk: Desk, _: Path) -> QDialog:
    return SchemaChangeDialog(
        SchemaPlanning(desk.session, None),
        ChangeKind.SPLIT,
        Layer.EVENT,
        ("ATTACK",),
        "",
        appearance=desk.appearance,
        parent=desk.window,
    )


def _attribute_change(desk: Desk, _: Path) -> QDialog:
    return AttributeChangeDialog(
        SchemaPlanning(desk.session, None),
        ChangeKind.RENAME,
        "realis",
        appearance=desk.appearance,
        parent=desk.window,
    )


def _take_roles(desk: Desk, _: Path) -> QDialog:
    return TakeRolesDialog(_project(desk).schema, desk.state, desk.window)


def _hide_weak(desk: Desk, _: Path) -> QDialog:
    assert desk.session.desk is not None
    return HideWeakDialog(
        _project(desk).schema,
        list(desk.session.desk.all_suggestions),
        HideRules(),
        appearance=desk.appearance,
        parent=desk.window,
    )


MAKERS: dict[str, Make] = {
    "about": lambda desk, _: AboutDialog(desk.appearance, desk.window),
    "accept above": lambda desk, _: AcceptAboveDialog(_scores(desk), desk.window),  # type: ignore[arg-type]
    "backups": _backups,
    "check": lambda desk, _: CheckDialog(_project(desk).path, desk.window.safety, desk.window),
    "defect": lambda desk, _: DefectDialog("what broke", desk.window),
    "evaluation": _evaluation,
    "export": lambda desk, folder: ExportDialog(desk.session.project, folder, desk.window),  # type: ignore[arg-type]
    "export format": lambda desk, folder: ExportFormatDialog(
        desk.session.project,  # type: ignore[arg-type]
        folder,
        desk.window,
    ),
    "guidelines": lambda desk, _: GuidelinesDialog(
        _schema(desk),  # type: ignore[arg-type]
        desk.appearance,
        desk.window.label_keys,
        None,
        desk.window,
    ),
    "hide weak": _hide_weak,
    "history": _history,
    "import list": lambda desk, folder: ImportListDialog(
        folder / "names.txt",
        ["My list"],
        _project(desk).schema,
        parent=desk.window,
    ),
    "details": lambda desk, _: DetailsDialog(Details("Title"), desk.window),
    "import preview": lambda desk, _: ImportPreviewDialog(preview(), _schema(desk), desk.window),  # type: ignore[arg-type]
    "import report": lambda desk, _: ImportReportDialog(ImportReport(), desk.state, desk.window),
    "key editor": lambda desk, _: KeyEditor(desk.window.keys.key_map, desk.appearance, desk.window),
    "removal": lambda desk, _: RemovalDialog(Going(articles=3, done=1, spans=7), desk.window),
    "label search": lambda desk, _: make_label_search(
        desk.window, desk.appearance, _project(desk).schema, first=Layer.ENTITY, focused=None
    ),
    "new project": lambda desk, folder: NewProjectDialog(folder, (), desk.window),
    "own lists": lambda desk, _: OwnListsDialog(desk.session, desk.appearance, desk.window),
    "package": lambda desk, folder: PackageDialog(
        folder, name="news", version="1.0", parent=desk.window
    ),
    "palette": lambda desk, _: make_palette(desk.window, desk.appearance, desk.window.actions_),
    "paste": lambda desk, _: PasteDialog("A text.", "<p>A text.</p>", desk.window),
    "preferences": lambda desk, _: PreferencesDialog(desk.settings, desk.appearance, desk.window),
    "propagation": lambda desk, _: PropagationDialog("Varna", "GPE", desk.appearance, desk.window),
    "readiness": _readiness,
    "refused": lambda desk, _: RefusedDialog("Two lines were refused", (), desk.window),
    "running": lambda desk, _: RunningDialog(desk.window),
    "shortcuts": lambda desk, _: ShortcutsDialog(
        desk.window.actions_, desk.appearance, desk.window
    ),
    "statistics": lambda desk, _: StatisticsDialog(
        desk.session.project,  # type: ignore[arg-type]
        desk.appearance,
        desk.window,
    ),
    "suggesters": lambda desk, _: SuggestersDialog(["rules"], Settings(), desk.window),
    "tokenizer rules": _tokenizer_rules,
    "schema editor": _schema_editor,
    "schema change": _schema_change,
    "attribute change": _attribute_change,
    "take roles": _take_roles,
    "training": _training,
    "unsaved": lambda desk, _: UnsavedDialog(desk.window),
}


@pytest.fixture(params=MAKERS)
def dialog(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> QDialog:
    """Each dialog in turn, on the screen and with the keyboard."""
    made = MAKERS[request.param](desk, tmp_path)
    desk.qtbot.addWidget(made)
    made.show()
    desk.qtbot.waitExposed(made)
    if not isinstance(made, Chooser):
        made.activateWindow()
        desk.qtbot.waitUntil(made.isActiveWindow)
    return made


def _parts_of_others(widget: QWidget) -> bool:
    """Whether a widget belongs to a control that speaks for it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractSpinBox | QComboBox):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QScrollBar | QLabel)


def controls(root: QWidget) -> list[QWidget]:
    """What can have the keyboard and is on the screen."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is root.window()
        # One that hands the keyboard on is no stop of its own: a tab widget, to its bar.
        and widget.focusProxy() is None
        and not _parts_of_others(widget)
    ]


def name_of(widget: QWidget) -> str:
    """The name that assistive technology is told."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    if not name and isinstance(widget, QTabBar):
        name = widget.tabText(widget.currentIndex())
    return name


def where(widget: QWidget) -> str:
    """A control in words, for messages."""
    path = [f"{type(widget).__name__}({widget.objectName()})"]
    parent = widget.parentWidget()
    while parent is not None and len(path) < 4:
        path.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(path)


def test_every_control_of_a_dialog_has_a_name(dialog: QDialog) -> None:
    assert [where(widget) for widget in controls(dialog) if not name_of(widget).strip()] == []


def test_every_control_of_the_window_has_a_name(desk: Desk) -> None:
    desk.press("Ctrl+F")
    assert [where(item) for item in controls(desk.window) if not name_of(item).strip()] == []


def test_every_control_of_the_welcome_page_has_a_name(empty_desk: Desk) -> None:
    found = controls(empty_desk.window)
    assert found
    assert [where(widget) for widget in found if not name_of(widget).strip()] == []


def test_every_button_that_the_mouse_finds_has_a_name(desk: Desk) -> None:
    buttons = [item for item in desk.window.findChildren(QAbstractButton) if item.isVisible()]
    # What Qt puts at the end of a bar that is too narrow has no name of its own.
    buttons = [item for item in buttons if not item.objectName().startswith("qt_")]
    assert [where(item) for item in buttons if not name_of(item).strip()] == []


# -- order -----------------------------------------------------------------------------------------


def _tour(root: QWidget) -> list[QWidget]:
    """Where Tab goes, from the control that has the keyboard until it is there again."""
    found: list[QWidget] = []
    for _ in range(80):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in found:
            break
        found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return [widget for widget in found if widget.window() is root.window()]


def _place(widget: QWidget) -> QRect:
    """Where it stands on the screen; what is scrolled out of sight stands at the edge."""
    place = QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            view = above.viewport()
            seen = QRect(view.mapToGlobal(view.rect().topLeft()), view.size())
            if place.bottom() > seen.bottom():
                place.moveBottom(seen.bottom())
            elif place.top() < seen.top():
                place.moveTop(seen.top())
        above = above.parentWidget()
    return place


def _is_backwards(one: QRect, other: QRect) -> bool:
    """Whether reading would come to `other` before `one`."""
    if other.bottom() < one.top():
        return other.left() < one.right()
    is_same_row = other.top() <= one.bottom() and one.top() <= other.bottom()
    return is_same_row and other.right() < one.left()


def _is_one_of_a_choice(widget: QWidget) -> bool:
    """Whether Tab stops at the chosen one only, and arrows go to the others."""
    return isinstance(widget, QRadioButton) or (
        isinstance(widget, QAbstractButton) and widget.autoExclusive()
    )


def _choices(root: QWidget) -> list[list[QAbstractButton]]:
    """The buttons of which one is chosen, by the widget that they stand on."""
    found: dict[QWidget, list[QAbstractButton]] = {}
    for item in controls(root):
        if isinstance(item, QAbstractButton) and _is_one_of_a_choice(item):
            found.setdefault(item.parentWidget(), []).append(item)
    return list(found.values())


def test_arrows_reach_every_button_of_a_choice(dialog: QDialog) -> None:
    for buttons in _choices(dialog):
        if any(isinstance(item, QRadioButton) for item in buttons):
            continue  # Qt's own kind
        chosen = next(item for item in buttons if item.isChecked())
        chosen.setFocus()
        reached: set[QWidget] = {chosen}
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            for _ in buttons:
                QTest.keyClick(QApplication.focusWidget() or dialog, key)
                focused = QApplication.focusWidget()
                assert isinstance(focused, QAbstractButton)
                assert focused.isChecked(), "what has the keyboard is what is chosen"
                reached.add(focused)
        assert reached == set(buttons)


def test_tab_reaches_every_control_of_a_dialog_in_reading_order(dialog: QDialog) -> None:
    if isinstance(dialog, Chooser):
        pytest.skip("its one field has the keyboard always, and Tab goes down its list")
    expected = [item for item in controls(dialog) if not _is_one_of_a_choice(item)]
    if not dialog.isAncestorOf(QApplication.focusWidget() or dialog):
        dialog.setFocus()
    tour = _tour(dialog)
    missed = [where(item) for item in expected if item not in tour]
    assert missed == []
    # The tour begins wherever the dialog puts the keyboard, and goes back to the top once.
    backwards = [
        f"{where(one)} “{name_of(one)}” → {where(other)} “{name_of(other)}”"
        for one, other in pairwise([*tour, tour[0]])
        if _is_backwards(_place(one), _place(other))
    ]
    assert len(backwards) <= 1, backwards


# -- large letters ---------------------------------------------------------------------------------


@pytest.fixture
def large(desk: Desk) -> Desk:
    """The desk with letters of twice the size."""
    font = QApplication.font()
    before = font.pointSizeF()
    font.setPointSizeF(before * 2)
    QApplication.setFont(font)
    yield desk  # type: ignore[misc]
    font.setPointSizeF(before)
    QApplication.setFont(font)


def _is_scrolled(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("name", MAKERS)
def test_with_letters_of_twice_the_size_nothing_is_out_of_reach(
    large: Desk, name: str, tmp_path: Path
) -> None:
    dialog = MAKERS[name](large, tmp_path)
    large.qtbot.addWidget(dialog)
    dialog.show()
    large.qtbot.waitExposed(dialog)
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= screen.height()
    assert dialog.width() <= max(screen.width(), 1280)
    cut: list[str] = []
    for widget in dialog.findChildren(QWidget):
        if not widget.isVisibleTo(dialog) or not isinstance(widget, QLabel | QPushButton):
            continue
        place = QRect(widget.mapTo(dialog, widget.rect().topLeft()), widget.size())
        if not _is_scrolled(widget, dialog) and not dialog.rect().contains(place):
            cut.append(f"{where(widget)} “{widget.text()}” {place}")
        if isinstance(widget, QPushButton) and widget.width() < widget.minimumSizeHint().width():
            cut.append(f"{where(widget)} “{widget.text()}” is too narrow")
    assert cut == []


def test_a_dialog_that_is_higher_than_the_screen_scrolls_to_all_of_it(desk: Desk) -> None:
    dialog = Dialog("Long", desk.window)
    fields = [QLineEdit(f"field {number}") for number in range(60)]
    for field in fields:
        dialog.add(field)
    dialog.add_button("Close", dialog.accept, is_primary=True)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    desk.qtbot.waitExposed(dialog)
    dialog.activateWindow()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
    fields[0].setFocus()
    for _ in range(59):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert fields[-1].hasFocus()
    shown = fields[-1].mapTo(area.viewport(), fields[-1].rect().center())
    assert area.viewport().rect().contains(shown), "the keyboard takes the reader along"
