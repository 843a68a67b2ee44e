"""Where the same words stand, here or in the project: each in its context, to be labelled or left.

The dialog shows and asks; `gui.propagating` searches and labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import bidirectional

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from annotate.compat import override
from annotate.propagation import Place
from annotate.same_words import ArticleHits, Hit
from gui.dialogs.parts import Dialog, note, plain
from gui.fonts import scaled
from gui.models.places import HIT_ROLE, PlacesModel
from gui.painting import Sides
from gui.theme import SMALL, SPACE, Appearance
from gui.words import counted

_MOST_UNFOLDED = 500


def _is_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction is Hebrew, Arabic or the like."""
    for letter in words:
        direction = bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class _Delegate(QStyledItemDelegate):
    """The words in bold in the middle of their context, so that the eye goes down one column."""

    def __init__(self, appearance: Appearance, model: PlacesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, option.fontMetrics.height() + 8)

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(HIT_ROLE) is not None:
            option.text = ""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self._paint_hit(painter, option, hit)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_active = bool(option.state & QStyle.StateFlag.State_Active)
        palette = self._appearance
        ink = (
            option.palette.highlightedText() if is_selected and is_active else option.palette.text()
        )
        muted = ink.color() if is_selected and is_active else palette.colour("muted")
        painter.save()
        bounds = QRectF(option.rect)
        sides = Sides(painter, bounds, option.direction)
        rect = whole = bounds.adjusted(28, 0, -8, 0)
        painter.setFont(scaled(option.font, SMALL))
        standing = self._model.standing_text(hit)
        if standing:
            painter.setPen(muted)
            width = painter.fontMetrics().horizontalAdvance(standing)
            box = QRectF(rect.right() - width, rect.top(), width, rect.height())
            sides.write(box, standing)
            rect = rect.adjusted(0, 0, box.left() - 10 - rect.right(), 0)
        # The article's words stand in its own direction, whatever that of the window.
        base, visible = sides.place(whole), sides.place(rect)
        direction = Qt.LayoutDirection.LeftToRight
        if _is_right_to_left(self._model.words):
            direction = Qt.LayoutDirection.RightToLeft
        sides = Sides(painter, base, direction)
        rect = sides.place(visible)
        column = base.left() + base.width() * 0.4
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        words = painter.fontMetrics().horizontalAdvance(self._model.words)
        painter.setFont(option.font)
        left = max(min(column - words / 2, rect.right() - words), rect.left())
        painter.setPen(muted)
        metrics = option.fontMetrics
        room = int(left - rect.left() - 4)
        before = metrics.elidedText(hit.before, Qt.TextElideMode.ElideLeft, room)
        box = QRectF(rect.left(), rect.top(), room, rect.height())
        sides.write(box, before, is_at_end=True)
        room = int(max(rect.right() - left - words - 4, 0))
        after = metrics.elidedText(hit.after, Qt.TextElideMode.ElideRight, room)
        sides.write(QRectF(left + words + 4, rect.top(), room, rect.height()), after)
        painter.setFont(bold)
        painter.setPen(ink.color() if not standing else muted)
        box = QRectF(left, rect.top(), min(words + 2, rect.right() - left), rect.height())
        sides.write(box, self._model.words)
        painter.restore()


class PropagationDialog(Dialog):
    """Those places that can take the label are ticked; `places` is what was found so far."""

    scope_chosen = Signal(bool)
    """Whether the whole project is meant; hits are expected then."""
    label_asked = Signal()
    """The ticked places are to be labelled; whoever does it accepts the dialog."""

    def __init__(
        self, words: str, label: str, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Show where `words` stand that are to be called `label`."""
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Label the same words"))
        self.heading.setText(self.tr("Label “{words}” as {label}").format(words=words, label=label))
        self._is_complete = True
        self._is_searching = False
        self.model = PlacesModel(self)
        self.model.words = words
        self._build_scope()
        self._build_list(appearance)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(SPACE // 2)
        self._progress.hide()
        self.add(self._progress)
        self._summary = plain()
        self._problem = plain(name="danger")
        self._problem.hide()
        self.add(self._summary)
        self.add(self._problem)
        self.add(
            note(self.tr("One step, which one undo takes back. The space bar ticks and unticks."))
        )
        self.add_button(self.tr("Cancel"), self.reject)
        self.button = self.add_button(self.tr("Label"), self.label_asked.emit, is_primary=True)
        self.resize(820, 560)
        self.tree.setFocus()
        self._count()

    # -- building ----------------------------------------------------------------------------------

    def _build_scope(self) -> None:
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Where to look"))
        self.scope.addItem(self.tr("In this article"), userData=False)
        self.scope.addItem(self.tr("In the whole project"), userData=True)
        self.scope.currentIndexChanged.connect(lambda _: self.scope_chosen.emit(self.is_everywhere))
        self.with_finished = QCheckBox(self.tr("Also in articles that are done or skipped"))
        self.with_finished.toggled.connect(self._on_with_finished)
        self.with_finished.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self.scope)
        row.addWidget(self.with_finished)
        row.addStretch(1)
        for text, is_ticked in ((self.tr("All"), True), (self.tr("None"), False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _checked=False, is_ticked=is_ticked: self.model.tick_all(is_ticked)
            )
            row.addWidget(button)
        self.add(row)

    def _build_list(self, appearance: Appearance) -> None:
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_Delegate(appearance, self.model, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(2 * SPACE)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setAccessibleName(self.tr("Places with the same words"))
        # Thousands of places may change at once: they are counted when that is over.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._count)
        self.model.dataChanged.connect(self._counting.start)
        self.model.rowsInserted.connect(self._on_inserted)
        self.model.modelReset.connect(self._on_reset)
        self.add(self.tree, 1)

    # -- for whoever searches ----------------------------------------------------------------------

    @property
    def is_everywhere(self) -> bool:
        """Whether the whole project is meant."""
        return bool(self.scope.currentData())

    @property
    def chosen(self) -> dict[str, list[Place]]:
        """The ticked places by article."""
        return self.model.chosen

    @property
    def summary(self) -> str:
        """What the dialog says about what was found."""
        return self._summary.text()

    def begin(self) -> None:
        """A search begins: nothing has been found yet."""
        self.model.clear()
        self.with_finished.setVisible(self.is_everywhere)
        self._problem.hide()
        self._is_searching = True
        self._is_complete = True
        self.set_progress(0, 0)

    def add_hits(self, found: Iterable[ArticleHits]) -> None:
        """Show what has been found."""
        self.model.add(found)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it is; `total` 0: unknown."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._counting.start()

    def finish(self, *, is_complete: bool = True) -> None:
        """Everything has been found, or as much as is looked for."""
        self._is_searching = False
        self._is_complete = is_complete
        self._progress.hide()
        self._count()
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def set_busy(self) -> None:
        """The ticked places are being labelled: nothing is to be changed meanwhile."""
        for widget in (self.scope, self.with_finished, self.tree, self.button):
            widget.setEnabled(False)
        self._summary.setText(self.tr("Labelling…"))
        self.set_progress(0, 0)
        self._summary.setText(self.tr("Labelling…"))

    def fail(self, sentence: str) -> None:
        """Say what went wrong; what was found can still be labelled."""
        for widget in (self.scope, self.with_finished, self.tree):
            widget.setEnabled(True)
        self._problem.setText(sentence)
        self._problem.show()
        self.finish()

    # -- within ------------------------------------------------------------------------------------

    def _on_with_finished(self, is_shown: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self.model.show_finished(is_shown)

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid() and last < _MOST_UNFOLDED:
            for row in range(first, last + 1):
                self.tree.expand(self.model.index(row, 0))
        self._counting.start()

    def _on_reset(self) -> None:
        if self.model.rowCount() <= _MOST_UNFOLDED:
            self.tree.expandAll()
        self.tree.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _count(self) -> None:
        chosen = self.chosen
        places = sum(map(len, chosen.values()))
        self.button.setText(self.tr("Label {count} more").format(count=places))
        self.button.setEnabled(places > 0 and self.tree.isEnabled())
        self._summary.setText(self._say(places))

    def _say(self, places: int) -> str:
        found = len(self.model.hits)
        parts = [
            self.tr("searching…")
            if self._is_searching and not found
            else counted(found, self.tr("1 place"), self.tr("{count} places"))
        ]
        if self.is_everywhere:
            parts.append(
                counted(
                    self.model.rowCount(), self.tr("in 1 article"), self.tr("in {count} articles")
                )
            )
        parts.append(self.tr("{count} ticked").format(count=places))
        left = self.model.finished if not self.with_finished.isChecked() else 0
        if left and self.is_everywhere:
            parts.append(
                self.tr("{count} more in articles that are done or skipped").format(count=left)
            )
        if not self._is_complete:
            parts.append(self.tr("more than that were not looked for"))
        return " · ".join(parts)
