"""A window that reads from right to left: docks, rows and icons stand the other way round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from gui import icons
from gui.painting import ScoreBar, Sides
from gui.panels.dock import Dock
from gui.theme import Appearance
from tests.gui.conftest import Desk

RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight
WIDTH, HEIGHT = 200, 24


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """The application reads from right to left; put back afterwards."""
    qapp.setLayoutDirection(RIGHT_TO_LEFT)
    yield
    qapp.setLayoutDirection(LEFT_TO_RIGHT)


@pytest.fixture
def mirrored_desk(mirrored: None, request: pytest.FixtureRequest) -> Desk:
    desk = request.getfixturevalue("desk")
    assert isinstance(desk, Desk)
    return desk


def middle_of_ink(text: str, direction: Qt.LayoutDirection, *, is_at_end: bool = False) -> float:
    """Where the letters are that `Sides` writes into the left half of a row, as a share of it."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    sides = Sides(painter, QRectF(0, 0, WIDTH, HEIGHT), direction)
    sides.write(QRectF(0, 0, WIDTH / 2, HEIGHT), text, is_at_end=is_at_end)
    painter.end()
    columns = [
        x
        for x in range(WIDTH)
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(HEIGHT))
    ]
    return sum(columns) / len(columns) / WIDTH


def is_near(one: QImage, other: QImage) -> bool:
    """Whether two pictures are the same but for the edges of strokes between two pixels."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    off = [one.pixelColor(*at).alpha() - other.pixelColor(*at).alpha() for at in places]
    off += [one.pixelColor(*at).lightness() - other.pixelColor(*at).lightness() for at in places]
    return sum(map(abs, off)) / len(off) < 2


@pytest.mark.parametrize("text", ["ab", "אב"])
def test_the_window_decides_the_side_and_the_letters_do_not(qapp: QApplication, text: str) -> None:
    assert middle_of_ink(text, LEFT_TO_RIGHT) < 0.25
    assert 0.25 < middle_of_ink(text, LEFT_TO_RIGHT, is_at_end=True) < 0.5
    assert middle_of_ink(text, RIGHT_TO_LEFT) > 0.75
    assert 0.5 < middle_of_ink(text, RIGHT_TO_LEFT, is_at_end=True) < 0.75


def test_places_are_mirrored_in_the_row_wherever_it_lies(qapp: QApplication) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    bounds = QRectF(50, 10, 100, 20)
    assert Sides(painter, bounds, RIGHT_TO_LEFT).place(QRectF(55, 12, 10, 5)) == QRectF(
        135, 12, 10, 5
    )
    assert Sides(painter, bounds, LEFT_TO_RIGHT).place(QRectF(55, 12, 10, 5)) == QRectF(
        55, 12, 10, 5
    )
    painter.end()


def test_icons_that_point_are_turned_round(qapp: QApplication, mirrored: None) -> None:
    def image(name: str) -> QImage:
        return icons.pixmap_of(name, QSize(24, 24), QColor("black")).toImage()

    turned, upright = image("next"), image("search")
    QApplication.setLayoutDirection(LEFT_TO_RIGHT)
    assert image("search") == upright
    assert not is_near(image("next"), turned)
    assert is_near(image("next").flipped(Qt.Orientation.Horizontal), turned)


def test_docks_and_bars_stand_the_other_way_round(mirrored_desk: Desk) -> None:
    window = mirrored_desk.window
    areas = {dock.objectName(): window.dockWidgetArea(dock) for dock in window.findChildren(Dock)}
    assert areas
    articles = [area for name, area in areas.items() if "articles" in name]
    assert articles == [Qt.DockWidgetArea.RightDockWidgetArea]
    assert areas.pop("events") == Qt.DockWidgetArea.BottomDockWidgetArea
    assert set(areas.values()) == {
        Qt.DockWidgetArea.LeftDockWidgetArea,
        Qt.DockWidgetArea.RightDockWidgetArea,
    }
    first, *_, last = window.menuBar().actions()
    bar = window.menuBar()
    assert bar.actionGeometry(first).left() > bar.actionGeometry(last).left()


def _row(desk: Desk, direction: Qt.LayoutDirection) -> QImage:
    """A row of the list of articles, painted by its delegate in one direction."""
    view = desk.window.articles.list
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = QRect(0, 0, 240, 44)
    option.direction = direction
    image = QImage(240, 44, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    view.itemDelegate().paint(painter, option, view.model().index(1, 0))
    painter.end()
    return image


def test_the_icon_of_a_row_goes_to_the_other_edge_and_no_title_covers_it(desk: Desk) -> None:
    edge = QRect(10, 0, 18, 44)
    plain, mirrored = _row(desk, LEFT_TO_RIGHT), _row(desk, RIGHT_TO_LEFT)
    assert is_near(plain.copy(edge), mirrored.flipped(Qt.Orientation.Horizontal).copy(edge))
    assert not is_near(plain.copy(edge), mirrored.copy(edge))


def _shares(widget: QWidget, colour: QColor) -> list[float]:
    """Where pixels of a colour lie in a widget, as shares of its width."""
    image = widget.grab().toImage()
    return [
        x / image.width()
        for x in range(image.width())
        if any(image.pixelColor(x, y) == colour for y in range(image.height()))
    ]


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_score_grows_from_the_side_where_reading_begins(
    qtbot: QtBot, appearance: Appearance, is_mirrored: bool
) -> None:
    bar = ScoreBar(appearance)
    qtbot.addWidget(bar)
    bar.setLayoutDirection(RIGHT_TO_LEFT if is_mirrored else LEFT_TO_RIGHT)
    bar.resize(300, 20)
    bar.set_score(0.4)
    bar.show()
    done = _shares(bar, appearance.colour("warning"))
    rest = _shares(bar, appearance.colour("pressed"))
    assert done
    assert rest
    if is_mirrored:
        assert min(done) > max(rest)
        assert max(done) > 0.98
    else:
        assert max(done) < min(rest)
        assert min(done) < 0.02


def test_what_the_focus_panel_says_begins_where_reading_begins(mirrored_desk: Desk) -> None:
    texts = [
        label
        for label in mirrored_desk.window.focus_panel.findChildren(QLabel)
        if label.isVisible() and label.text()
    ]
    assert texts
    for label in texts:
        flags = label.alignment()
        assert flags & Qt.AlignmentFlag.AlignRight, label.text()
        assert flags & Qt.AlignmentFlag.AlignAbsolute, label.text()


def test_spans_are_still_made_by_keys(mirrored_desk: Desk) -> None:
    desk = mirrored_desk
    desk.press("Tab", "A", into=desk.window.pane.view)
    assert len(desk.labels) == 1
