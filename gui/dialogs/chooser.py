"""A field with a list under it: type a few letters, choose. Palette, labels and articles use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from gui.dialogs.parts import line, note
from gui.fonts import scaled
from gui.painting import (
    ChipLook,
    Sides,
    chip_width,
    key_cap_width,
    paint_chip,
    paint_key_cap,
    paint_row,
)
from gui.theme import SMALL, SPACE, Appearance

_LEAST_SCORE = 62.0
_MOST_SHOWN = 500
_MOST_ROWS = 12
_WIDTH, _NARROW = 640, 460
_FRAME = 200
"""Room for the field and the details beside the list, in device-independent pixels."""
_GAP = 30
"""Room for the label under the text that the popup stands beside."""
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what is searched and shown, and the value that it stands for."""

    value: object
    text: str
    section: str = ""
    keys: str = ""
    detail: str = ""
    look: ChipLook | None = None
    is_enabled: bool = True
    also: str = ""
    """Further words to find it by."""
    rank: int = 0
    """Below all that fit as whole words and have a smaller one."""


def rank(choices: Sequence[Choice], query: str) -> list[Choice]:
    """Choices that fit the query, the best first; the first in their order for an empty one.

    All words as they stand come first, the beginnings of words before the rest; then initials;
    then what is merely similar, so that a slip of the finger still finds.
    """
    words = query.casefold().split()
    if not words:
        return list(choices[:_MOST_SHOWN])
    scored: list[tuple[float, int, Choice]] = []
    rest: list[tuple[int, Choice]] = []
    for place, choice in enumerate(choices):
        text = choice.text.casefold()
        whole = f"{text} {choice.section.casefold()} {choice.also.casefold()}"
        if all(word in whole for word in words):
            scored.append((_quality(text, whole, words), place, choice))
        elif _initials(text).startswith("".join(words)):
            scored.append((300.0, place, choice))
        else:
            rest.append((place, choice))
    if len(scored) < 8 and len("".join(words)) > 2:
        scored += _similar(rest, " ".join(words))
    # What cannot be taken now, or is only rarely meant, gives way among those that fit as words.
    exact = " ".join(words)
    scored.sort(
        key=lambda item: (
            item[0] < 400,
            item[2].rank if item[2].text.casefold() != exact else 0,
            -item[0],
            item[1],
        )
    )
    return [choice for _, _, choice in scored[:_MOST_SHOWN]]


def _quality(text: str, whole: str, words: Sequence[str]) -> float:
    starts = sum(text.startswith(word) or f" {word}" in text for word in words)
    is_start = text.startswith(words[0])
    inside = sum(word in text for word in words)
    return 500.0 + 60 * is_start + 25 * starts + 15 * inside - 0.05 * len(whole)


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.replace("-", " ").split() if word[0].isalnum())


def _similar(rest: Sequence[tuple[int, Choice]], query: str) -> list[tuple[float, int, Choice]]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        query,
        [choice.text.casefold() for _, choice in rest],
        scorer=fuzz.WRatio,
        score_cutoff=_LEAST_SCORE,
        limit=30,
    )
    return [(score, rest[index][0], rest[index][1]) for _, score, index in found]


class _Model(QAbstractListModel):
    """The choices that fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.choices)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or index.row() >= len(self.choices):
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.UserRole:
            return choice
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text} {choice.section} {choice.keys}"
        return None

    def show(self, choices: list[Choice]) -> None:
        """Show other choices."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Text or chip on the left; section, then keys, on the right."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(300, option.fontMetrics.height() + 14)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect)
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        ink = paint_row(
            painter,
            rect,
            self._appearance,
            is_selected=is_selected,
            is_hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        if not choice.is_enabled:
            ink = self._appearance.colour("disabled_text")
        painter.save()
        sides = Sides(painter, rect, option.direction)
        right = rect.right() - 14
        if choice.keys:
            width = key_cap_width(option.font, choice.keys)
            height = option.fontMetrics.height() + 3
            cap = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_key_cap(painter, sides.place(cap), choice.keys, self._appearance, option.font)
            right -= width + 10
        if choice.section:
            painter.setFont(scaled(option.font, SMALL))
            painter.setPen(ink if is_selected else self._appearance.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(choice.section)
            box = QRectF(right - width, rect.top(), width, rect.height())
            sides.write(box, choice.section, is_at_end=True)
            right -= width + 12
        left = rect.left() + 16
        painter.setFont(option.font)
        if choice.look is not None:
            width = chip_width(option.font, choice.look.name)
            height = option.fontMetrics.height() + 5
            chip = QRectF(left, rect.center().y() - height / 2, width, height)
            paint_chip(painter, sides.place(chip), choice.look, self._appearance, option.font)
            left += width + 10
        text = choice.also if choice.look is not None else choice.text
        painter.setPen(ink)
        elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(right - left))
        sides.write(QRectF(left, rect.top(), right - left, rect.height()), elided)
        painter.restore()


class _Field(QLineEdit):
    """The field; the arrow and page keys go to the list."""

    def __init__(self, choices: QListView) -> None:
        super().__init__()
        self._list = choices

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        step = steps.get(Qt.Key(event.key()))
        model = self._list.model()
        if step is None or not model.rowCount():
            super().keyPressEvent(event)
            return
        row = self._list.currentIndex().row() + step
        count = model.rowCount()
        row = row % count if abs(step) == 1 else min(max(row, 0), count - 1)
        self._list.setCurrentIndex(model.index(row, 0))


class Chooser(QDialog):
    """Finds among `choices`; `chosen` is the value of the one that was taken, or `None`."""

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        placeholder: str,
        appearance: Appearance,
        parent: QWidget,
        detail_of: Callable[[Choice], str] | None = None,
        beside: QRect | None = None,
    ) -> None:
        """`beside` (global pixels) is what the popup must not cover; without it, it is centred."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(placeholder)
        self.chosen: object = None
        self._is_placed = False
        self._choices = choices
        self._detail_of = detail_of
        self._model = _Model(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(appearance, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(placeholder)
        self.list.clicked.connect(lambda _: self._take())
        self.field = _Field(self.list)
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setFont(scaled(self.font(), 1.15))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._take)
        self._detail = note()
        self._empty = note(self.tr("Nothing fits. Try fewer letters."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        frame = QFrame()
        frame.setObjectName("popup")
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        if detail_of is not None:
            self._detail.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
            self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._detail.setContentsMargins(SPACE, 0, SPACE, 0)
            column.addWidget(line())
            column.addWidget(self._detail)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._window = parent.window()
        self._beside = beside
        self._on_text_changed("")
        self.field.setFocus()

    def ask(self) -> object:
        """Stay until something is chosen, or nothing is (None); its value."""
        self.exec()
        self.deleteLater()
        return self.chosen

    def add_last(self, choice: Choice) -> None:
        """Offer one more behind those that fit what is typed."""
        is_alone = not self._model.choices
        self._model.show([*self._model.choices, choice])
        self.list.setVisible(True)
        self._empty.hide()
        self.list.setCurrentIndex(self._model.index(0))
        if is_alone:
            self._fit()

    def select(self, value: object) -> None:
        """Move to the choice with this value."""
        for row, choice in enumerate(self._model.choices):
            if choice.value == value:
                self.list.setCurrentIndex(self._model.index(row))
                return

    def _fit(self) -> None:
        """Be as high as the list needs, within the window."""
        width = min(_WIDTH if self._beside is None else _NARROW, self._window.width() - 40)
        row_height = max(self.list.sizeHintForRow(0), 1)
        room = max((self._room() - _FRAME) // row_height, 3)
        rows = min(max(self._model.rowCount(), 2), _MOST_ROWS, room)
        self.list.setFixedHeight(rows * row_height + 4)
        self.setFixedWidth(max(width, 280))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(self.sizeHint().height())
        if not self._is_placed:
            self._is_placed = True
            self._place()

    def _room(self) -> int:
        """How high the popup may be, in pixels: below or above what it must not cover."""
        window, beside = self._window, self._beside
        if beside is None:
            return window.height() - 64
        top = window.mapToGlobal(QPoint(0, 0)).y()
        below = top + window.height() - beside.bottom() - _GAP
        return max(below, beside.top() - top - SPACE)

    def _place(self) -> None:
        window = self._window
        if self._beside is None:
            self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 64)))
            return
        frame = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        left = min(self._beside.left(), frame.right() - self.width() - SPACE)
        below = self._beside.bottom() + _GAP
        if below + self.height() > frame.bottom():
            below = max(self._beside.top() - self.height() - SPACE, frame.top())
        self.move(left, below)

    def _on_text_changed(self, text: str) -> None:
        found = rank(self._choices, text)
        self._model.show(found)
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
        if found:
            # Also when it can do nothing now: Return must never take another one for it.
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self._detail.clear()
        self._fit()

    def _on_current_changed(self, index: QModelIndex) -> None:
        choice = index.data(Qt.ItemDataRole.UserRole)
        if self._detail_of is not None:
            self._detail.setText(self._detail_of(choice) if isinstance(choice, Choice) else "")

    def _take(self) -> None:
        choice = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if isinstance(choice, Choice) and choice.is_enabled:
            self.chosen = choice.value
            self.accept()
