"""The span panel: every gold span and open suggestion of the article; the view's spoken twin."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotate.changes import Changes
from annotate.compat import override
from annotate.desk import Desk
from annotate.schema.label_schema import LabelSchema
from gui import icons
from gui.fonts import scaled
from gui.models.spans import SpanLine, SpanListModel, SpanRole
from gui.painting import ChipLook, Sides, chip_width, paint_chip, paint_row
from gui.panels.row_list import RowList
from gui.theme import SMALL, Appearance
from gui.words import decimal

_NO_COLOUR = "#9aa0a6"


class SpanDelegate(QStyledItemDelegate):
    """One line a span: its label as a chip, its text, and the score of a suggestion."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.schema: LabelSchema | None = None

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, option.fontMetrics.height() + 11)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: SpanLine = index.data(SpanRole.LINE)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect)
        ink = paint_row(
            painter, rect, self._appearance, is_selected=is_selected, is_hovered=is_hovered
        )
        label = self.schema.get(line.layer, line.label) if self.schema else None
        colour = label.colour if label else _NO_COLOUR
        look = ChipLook(
            line.label,
            colour,
            line.layer,
            is_suggestion=line.score is not None,
            is_skipped=line.is_skipped,
        )
        width = min(chip_width(option.font, look.text), rect.width() * 0.45)
        chip = QRectF(rect.left() + 10, rect.top() + 4, width, rect.height() - 8)
        painter.save()
        sides = Sides(painter, rect, option.direction)
        paint_chip(painter, sides.place(chip), look, self._appearance, option.font)
        right = rect.right() - 12
        if not line.is_aligned:
            side = 14
            box = sides.place(QRectF(right - side, rect.center().y() - side / 2, side, side))
            icons.paint(painter, "warning", box, self._appearance.colour("warning"))
            right -= side + 4
        elif line.score is not None:
            painter.setFont(scaled(option.font, SMALL))
            painter.setPen(ink if is_selected else self._appearance.colour("muted"))
            score = decimal(line.score, 2)
            figure_width = painter.fontMetrics().horizontalAdvance(score)
            box = QRectF(right - figure_width, rect.top(), figure_width, rect.height())
            sides.write(box, score, is_at_end=True)
            right -= figure_width + 6
        painter.setFont(option.font)
        is_pale = line.score is not None and not is_selected
        painter.setPen(self._appearance.colour("muted") if is_pale else ink)
        left = chip.right() + 8
        text = option.fontMetrics.elidedText(
            line.surface, Qt.TextElideMode.ElideRight, int(right - left)
        )
        sides.write(QRectF(left, rect.top(), right - left, rect.height()), text)
        painter.restore()


class SpansPanel(QWidget):
    """Gold spans and suggestions by place; says which one was chosen."""

    item_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SpanListModel(self)
        self._delegate = SpanDelegate(appearance, self)
        self.list = RowList(self.model, self._delegate)
        self.list.setAccessibleName(self.tr("Spans and suggestions of the article, by place"))
        self.list.clicked.connect(self._on_chosen)
        self.list.opened.connect(self._on_chosen)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self.list)
        layout.addWidget(self._empty)
        appearance.changed.connect(self.list.viewport().update)
        self.set_desk(None, None)

    def set_desk(
        self, desk: Desk | None, schema: LabelSchema | None, *, is_read_only: bool = False
    ) -> None:
        """Show another article, or none; whoever may only read is not asked to select text."""
        self._empty.setText(
            self.tr("No spans here. This window only reads.")
            if is_read_only
            else self.tr("No spans yet. Select text and give it a label.")
        )
        self._delegate.schema = schema
        if desk is None:
            self.model.set_content("", (), ())
        else:
            self.model.set_content(desk.article.text, desk.spans, desk.suggestions)
        self._on_rows_changed()

    def refresh(self, desk: Desk, changes: Changes) -> None:
        """Bring the lines that `changes` names up to date."""
        self.model.update(changes.span_ids | changes.suggestion_ids, desk.spans, desk.suggestions)
        self._on_rows_changed()

    def set_focus(self, item_id: str | None) -> None:
        """Mark the line of the item in focus and bring it into sight."""
        index = self.model.index_of(item_id or "")
        if not index.isValid():
            self.list.clearSelection()
            return
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_misaligned(self, ids: frozenset[str]) -> None:
        """Mark spans that do not fit tokens."""
        self.model.set_misaligned(ids)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_rows_changed(self) -> None:
        is_empty = self.model.rowCount() == 0
        self._empty.setVisible(is_empty)
        self.list.setVisible(not is_empty)

    def _on_chosen(self, index: QModelIndex) -> None:
        item_id = index.data(SpanRole.ITEM_ID)
        if item_id:
            self.item_chosen.emit(item_id)
