"""Plots as data and by hand: what they say, what a click chooses, that they paint in any theme."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotate.evaluation.calibration import calibrate, operating_points
from annotate.evaluation.scores import Scores, Tally
from annotate.spans import Layer
from gui.painting import ChipLook
from gui.plots.curve import ThresholdCurve
from gui.plots.label_bars import LabelBar, LabelBars
from gui.plots.matrix import ConfusionMatrix
from gui.plots.reliability import ReliabilityDiagram
from gui.theme import Appearance, ThemeChoice, contrast

ROWS = [
    LabelBar("all", Scores(Tally(8, 10, 12), Tally(9, 10, 12))),
    LabelBar("ORG", Scores(Tally(8, 10, 10), Tally(9, 10, 10)),
             ChipLook("ORG", "#bbeebb", Layer.ENTITY)),
    LabelBar("GPE", Scores(Tally(0, 0, 2), Tally(0, 0, 2)),
             ChipLook("GPE", "#ffddaa", Layer.ENTITY)),
]  # fmt: skip
COUNTS = {("ORG", "ORG"): 7, ("ORG", "GPE"): 2, ("GPE", ""): 3, ("", "ORG"): 12_000}


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


@pytest.fixture
def bars(qtbot: QtBot, appearance: Appearance) -> LabelBars:
    bars = LabelBars(appearance)
    qtbot.addWidget(bars)
    bars.set_rows(ROWS)
    bars.resize(700, 300)
    return bars


@pytest.fixture
def matrix(qtbot: QtBot, appearance: Appearance) -> ConfusionMatrix:
    matrix = ConfusionMatrix(appearance)
    qtbot.addWidget(matrix)
    matrix.set_counts(COUNTS, ["ORG", "GPE"])
    matrix.resize(400, 400)
    matrix.show()
    qtbot.waitExposed(matrix)
    return matrix


@pytest.fixture
def diagram(qtbot: QtBot, appearance: Appearance) -> ReliabilityDiagram:
    diagram = ReliabilityDiagram(appearance)
    qtbot.addWidget(diagram)
    diagram.set_calibration(calibrate([(0.9, True), (0.9, False), (0.35, True)]))
    diagram.resize(420, 420)
    return diagram


@pytest.fixture
def curve(qtbot: QtBot, appearance: Appearance) -> ThresholdCurve:
    curve = ThresholdCurve(appearance)
    qtbot.addWidget(curve)
    judged = [(0.9, True), (0.6, True), (0.4, False), (0.4, False)]
    curve.set_points(operating_points(judged, gold=3, scores=(0.0, 0.5, 0.7, 1.0)))
    curve.resize(320, 240)
    return curve


# -- bars ------------------------------------------------------------------------------------------


def test_a_row_says_its_figures() -> None:
    assert ROWS[1].figures == ("80.0", "80.0", "80.0", "90.0", "10", "10")
    assert ROWS[2].figures == ("0.0", "0.0", "0.0", "0.0", "2", "0")


def test_bars_are_read_out(bars: LabelBars) -> None:
    assert "ORG: Precision 80.0, Recall 80.0, F1 80.0" in bars.accessibleName()
    assert "GPE" in bars.accessibleName()


def test_bars_ask_for_room_for_every_row(bars: LabelBars) -> None:
    height = bars.minimumHeight()
    bars.set_rows(ROWS * 10)
    assert bars.minimumHeight() > 5 * height


def test_a_bar_has_the_colour_of_its_label(bars: LabelBars, appearance: Appearance) -> None:
    strong = appearance.label_colours("#bbeebb").strong
    assert QColor(*strong).rgb() in colours(painted(bars))


def test_no_rows_no_paint_trouble(bars: LabelBars) -> None:
    bars.set_rows([])
    assert not painted(bars).isNull()


# -- matrix ----------------------------------------------------------------------------------------


def test_a_click_chooses_a_cell(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    for row, column, cell in (
        (0, 1, ("ORG", "GPE")),
        (1, 2, ("GPE", "")),
        (2, 0, ("", "ORG")),
        (0, 0, ("ORG", "ORG")),
    ):
        with qtbot.waitSignal(matrix.cell_chosen) as chosen:
            QTest.mouseClick(
                matrix,
                Qt.MouseButton.LeftButton,
                pos=matrix.cell_rect(row, column).center().toPoint(),
            )
        assert tuple(chosen.args) == cell
        assert matrix.count(*cell) == COUNTS[cell]


def test_beside_the_cells_there_is_none(matrix: ConfusionMatrix) -> None:
    assert matrix.cell_at(QPoint(1, 1)) is None
    corner = matrix.cell_rect(2, 2).center().toPoint()
    assert matrix.cell_at(corner) == (2, 2)
    seen: list[tuple[str, str]] = []
    matrix.cell_chosen.connect(lambda *cell: seen.append(cell))
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert seen == []


def test_arrows_walk_over_the_cells(matrix: ConfusionMatrix) -> None:
    seen: list[tuple[str, str]] = []
    matrix.cell_chosen.connect(lambda *cell: seen.append(cell))
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left,
                Qt.Key.Key_Left, Qt.Key.Key_Up):  # fmt: skip
        QTest.keyClick(matrix, key)
    assert seen == [
        ("ORG", "ORG"), ("ORG", "GPE"), ("GPE", "GPE"), ("GPE", "ORG"), ("GPE", "ORG"),
        ("ORG", "ORG"),
    ]  # fmt: skip


def test_the_matrix_is_read_out(matrix: ConfusionMatrix) -> None:
    words = matrix.accessibleDescription()
    assert "2 × ORG suggested as GPE" in words
    assert "3 × GPE missed" in words
    assert "12000 × ORG suggested where there is none" in words


def test_thirty_labels_stay_apart(matrix: ConfusionMatrix) -> None:
    labels = [f"LABEL_{number}" for number in range(30)]
    matrix.set_counts({(name, name): 3 for name in labels}, labels)
    matrix.resize(matrix.minimumSize())
    rects = [matrix.cell_rect(row, row) for row in range(30)]
    assert all(one.right() < two.left() for one, two in pairwise(rects))
    assert matrix.cell_rect(30, 0).bottom() <= matrix.height()
    assert matrix.cell_rect(0, 30).right() <= matrix.width()


# -- reliability -----------------------------------------------------------------------------------


def test_the_diagram_is_read_out(diagram: ReliabilityDiagram) -> None:
    assert "48.3%" in diagram.accessibleName()
    assert (
        "score 0.9 to 1.0: 1 of 2 right (50%), mean score 0.90" in diagram.accessibleDescription()
    )


def test_an_empty_diagram_paints(diagram: ReliabilityDiagram) -> None:
    diagram.set_calibration(calibrate([]))
    assert not painted(diagram).isNull()


# -- curve -----------------------------------------------------------------------------------------


def test_the_curve_knows_the_best_score(curve: ThresholdCurve) -> None:
    best = curve.best
    assert best is not None
    assert best.score == 0.5
    assert "from score 0.50 on: precision 100%, recall 67%" in curve.accessibleName()


def test_a_curve_without_points(curve: ThresholdCurve) -> None:
    curve.set_points([])
    assert curve.best is None
    assert curve.accessibleName() == ""
    assert not painted(curve).isNull()


# -- themes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
@pytest.mark.parametrize("name", ["bars", "matrix", "diagram", "curve"])
def test_every_theme_paints_with_its_own_colours(
    request: pytest.FixtureRequest, appearance: Appearance, theme: ThemeChoice, name: str
) -> None:
    widget: QWidget = request.getfixturevalue(name)
    before = colours(painted(widget))
    appearance.set_choice(theme)
    after = colours(painted(widget))
    assert len(after) > 4
    assert (after == before) is (theme is ThemeChoice.LIGHT)


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_words_of_plots_can_be_read(appearance: Appearance, theme: ThemeChoice) -> None:
    appearance.set_choice(theme)
    for ink in ("muted", "window_text"):
        assert contrast(appearance.colour(ink), appearance.colour("window")) >= 4.5


def test_tool_tips_say_the_same(
    bars: LabelBars, diagram: ReliabilityDiagram, matrix: ConfusionMatrix
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QApplication, QToolTip

    def tip(widget: QWidget, place: QPoint) -> str:
        widget.show()
        event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        return QToolTip.text()

    tips: list[Callable[[], str]] = [
        lambda: tip(bars, QPoint(300, int(bars.height() * 0) + 2 * bars._line + 5)),
        lambda: tip(matrix, matrix.cell_rect(0, 1).center().toPoint()),
        lambda: tip(diagram, QPoint(int(diagram.width() * 0.93), 100)),
    ]
    words = [show() for show in tips]
    assert "8 of 10 found exactly" in words[0]
    assert words[1] == "2 × ORG suggested as GPE"
    assert "1 of 2 right" in words[2]
    QToolTip.hideText()


LONG = "ORGANISATION_OF_SEAFARERS_AND_DOCKWORKERS_OF_THE_EAST"


def test_a_long_name_leaves_the_cells_their_room(appearance: Appearance, qtbot: QtBot) -> None:
    matrix = ConfusionMatrix(appearance)
    qtbot.addWidget(matrix)
    matrix.set_counts({(LONG, LONG): 2, ("GPE", LONG): 1}, ("GPE", LONG, LONG[:-1]))
    narrow = matrix.minimumSizeHint().expandedTo(matrix.minimumSize())
    assert narrow.width() < 400
    assert narrow.height() < 400
    assert LONG in matrix.accessibleDescription()


def test_names_that_lean_over_the_last_column_have_room(
    appearance: Appearance, qtbot: QtBot
) -> None:
    matrix = ConfusionMatrix(appearance)
    qtbot.addWidget(matrix)
    matrix.set_counts({("A", "B" * 20): 1}, ("A", "B" * 20))
    matrix.resize(matrix.minimumSize())
    reach = matrix.fontMetrics().horizontalAdvance("B" * 10) * 0.5
    assert matrix.width() - matrix.cell_rect(0, 1).center().x() > reach


def test_bars_keep_their_room_beside_a_long_name(appearance: Appearance, qtbot: QtBot) -> None:
    bars = LabelBars(appearance)
    qtbot.addWidget(bars)
    scores = Scores()
    bars.set_rows([LabelBar(LONG, scores, ChipLook(LONG, "#6fa0f7", Layer.ENTITY))])
    width = bars.minimumWidth()
    longer = LONG * 3
    bars.set_rows([LabelBar(longer, scores, ChipLook(longer, "#6fa0f7", Layer.ENTITY))])
    assert bars.minimumWidth() == width
    bars.resize(bars.minimumSize())
    bars.grab()
    assert longer in bars.accessibleName()
