"""The article panel: a filter, buttons for the states, and the list of articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotate.articles import IN_USE, ArticleRow, ArticleState
from annotate.compat import override
from gui import icons
from gui.fonts import icon_side, scaled
from gui.models.articles import ArticleListModel, ArticleRole, state_icon, state_title
from gui.painting import Sides, paint_row
from gui.panels.article_list import ArticleList
from gui.theme import SMALL, SPACE, Appearance
from gui.words import short_date

_FILTERS: tuple[ArticleState | None, ...] = (
    None,
    ArticleState.NEW,
    ArticleState.IN_PROGRESS,
    ArticleState.DONE,
    ArticleState.SKIPPED,
    ArticleState.REMOVED,
)


def state_colour(state: ArticleState) -> str:
    """Name of the colour of a state's icon."""
    return {
        ArticleState.NEW: "muted",
        ArticleState.IN_PROGRESS: "accent",
        ArticleState.DONE: "success",
        ArticleState.SKIPPED: "muted",
        ArticleState.REMOVED: "muted",
    }[state]


class ArticleDelegate(QStyledItemDelegate):
    """Two lines an article: state and title; number, source, date and span count."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.current_id = ""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, round(option.fontMetrics.height() * 2.1) + 10)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ArticleRow = index.data(ArticleRole.ROW)
        is_current = row.id == self.current_id
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        ink = paint_row(
            painter,
            rect,
            self._appearance,
            is_selected=is_current,
            is_hovered=is_selected or bool(option.state & QStyle.StateFlag.State_MouseOver),
        )
        sides = Sides(painter, rect, option.direction)
        if is_selected and option.widget.hasFocus():
            self._paint_bar(painter, sides, rect)
        painter.save()
        line = option.fontMetrics.height()
        top = rect.top() + (rect.height() - 2.05 * line) / 2
        colour = ink if is_current else self._appearance.colour(state_colour(row.state))
        side = icon_side(option.fontMetrics, 14)
        box = sides.place(QRectF(rect.left() + 12, top + (line - side) / 2, side, side))
        icons.paint(painter, state_icon(row.state), box, colour)
        left, right = rect.left() + 20 + side, rect.right() - 14
        weight = QFont.Weight.DemiBold if is_current else QFont.Weight.Normal
        painter.setFont(scaled(option.font, 1.0, weight=weight))
        painter.setPen(ink)
        title = painter.fontMetrics().elidedText(
            row.title or row.id, Qt.TextElideMode.ElideRight, int(right - left)
        )
        sides.write(QRectF(left, top, right - left, line), title)
        below = QRectF(left, top + line * 1.05, right - left, line)
        self._paint_details(painter, sides, below, row)
        painter.restore()

    def _paint_bar(self, painter: QPainter, sides: Sides, rect: QRectF) -> None:
        """The bar of a row that Delete is for; the open one need not be among them."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("accent"))
        bar = QRectF(rect.left() + 3, rect.top() + 3, 3, rect.height() - 6)
        painter.drawRoundedRect(sides.place(bar), 1.5, 1.5)
        painter.restore()

    def _paint_details(
        self, painter: QPainter, sides: Sides, rect: QRectF, row: ArticleRow
    ) -> None:
        painter.setFont(scaled(painter.font(), SMALL, weight=QFont.Weight.Normal))
        is_current = row.id == self.current_id
        if not is_current:
            painter.setPen(self._appearance.colour("muted"))
        metrics = painter.fontMetrics()
        count = str(row.spans) if row.spans else ""
        sides.write(rect, count, is_at_end=True)
        details = "  ·  ".join(
            part for part in (f"{row.number}", row.source, short_date(row.date)) if part
        )
        width = rect.width() - metrics.horizontalAdvance(count) - 8
        text = metrics.elidedText(details, Qt.TextElideMode.ElideRight, int(width))
        sides.write(rect, text)


class _Filter(QLineEdit):
    """The filter; Down goes to the list, Esc clears, and once more leaves."""

    left_downwards = Signal()
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)


class ArticlesPanel(QWidget):
    """List of articles with filter; says which one was chosen."""

    article_chosen = Signal(str)
    left = Signal()
    """The keyboard is to go back to the article."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.model = ArticleListModel(self)
        self._filter = _Filter()
        self._filter.setPlaceholderText(self.tr("Filter articles"))
        self._filter.setAccessibleName(self.tr("Filter articles by words"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._on_filter_changed)
        self._filter.returnPressed.connect(self._open_first)
        self._filter.left_downwards.connect(self.focus_list)
        self._filter.left.connect(self.left)
        self._states = QButtonGroup(self)
        self._nothing = QLabel(self.tr("No article passes the filter."))
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.hide()
        self.list = self._build_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE, 0, SPACE, 0)
        top.setSpacing(SPACE // 2)
        states = self._build_states()
        first = QHBoxLayout()
        first.setSpacing(SPACE // 2)
        first.addWidget(self._filter, 1)
        # Beside the filter: in the row of states it would make the panel wider when it appears.
        first.addWidget(self._states.button(_FILTERS.index(ArticleState.REMOVED)))
        top.addLayout(first)
        top.addLayout(states)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)
        self.model.filter_changed.connect(self._on_counts_changed)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def set_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show the articles of a project; the list stays where it was.

        Who walks in the list stays at the row, or the next one where that is gone.
        """
        row, top = self.list.currentIndex().data(ArticleRole.ROW), self.list.verticalScrollBar()
        place, is_walked = top.value(), self.list.hasFocus()
        is_in_sight = (
            self.list.viewport().rect().intersects(self.list.visualRect(self.list.currentIndex()))
        )
        self.model.set_rows(rows)
        if is_walked and row is not None and self.model.rowCount():
            self.list.select_only(self.model.index_from(row.number))
        else:
            index = self.model.index_of(self._delegate.current_id)
            if index.isValid():
                self.list.select_only(index)
        top.setValue(place)
        if is_in_sight:
            self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def show_state(self, state: ArticleState | None) -> None:
        """Show the articles in a state only, or all but the removed ones."""
        self._filter.clear()
        self._states.button(_FILTERS.index(state)).click()

    def set_current(self, article_id: str) -> None:
        """Mark the open article and bring it into sight."""
        before, self._delegate.current_id = self._delegate.current_id, article_id
        index = self.model.index_of(article_id)
        if index.isValid():
            self.list.select_only(index)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        # The other lines of the list stay as they are.
        for line in (self.model.index_of(before), index):
            self.list.update(line)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Give the keyboard to the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _build_list(self) -> ArticleList:
        self._delegate = ArticleDelegate(self._appearance, self)
        view = ArticleList(self.model, self._delegate)
        view.setAccessibleName(self.tr("Articles"))
        view.opened.connect(self._on_chosen)
        return view

    def _build_states(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for place, state in enumerate(_FILTERS):
            button = QToolButton()
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setChecked(state is None)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(13, 13))
            title = self.tr("All") if state is None else state_title(state)
            button.setToolTip(title)
            button.setAccessibleName(self.tr("Show: {state}").format(state=title))
            self._states.addButton(button, place)
            if state is not ArticleState.REMOVED:
                row.addWidget(button)
        row.addStretch(1)
        self._states.idClicked.connect(self._on_filter_changed)
        return row

    def _on_filter_changed(self, *_: object) -> None:
        state = _FILTERS[max(self._states.checkedId(), 0)]
        states = IN_USE if state is None else frozenset({state})
        self.model.set_filter(self._filter.text(), states)
        index = self.model.index_of(self._delegate.current_id)
        if index.isValid():
            self.list.select_only(index)

    def _on_counts_changed(self) -> None:
        counts = self.model.counts
        for place, state in enumerate(_FILTERS):
            count = self.model.total if state is None else counts[state]
            text = self.tr("All {count}").format(count=count) if state is None else str(count)
            self._states.button(place).setText(text)
        bin_ = self._states.button(_FILTERS.index(ArticleState.REMOVED))
        bin_.setVisible(counts[ArticleState.REMOVED] > 0)
        if bin_.isChecked() and not counts[ArticleState.REMOVED]:
            # The last one is back: there is nothing to be seen here any more.
            self._states.button(0).click()
        is_empty = self.model.rowCount() == 0 and self.model.is_filtered
        self._nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)

    def _on_appearance_changed(self) -> None:
        for place, state in enumerate(_FILTERS):
            if state is not None:
                colour = self._appearance.colour(state_colour(state))
                self._states.button(place).setIcon(icons.icon_in(state_icon(state), colour))
        self.list.viewport().update()

    def _open_first(self) -> None:
        if self.model.rowCount():
            self._on_chosen(self.model.index(0))

    def _on_chosen(self, index: QModelIndex) -> None:
        article_id = index.data(ArticleRole.ARTICLE_ID)
        if article_id:
            self.article_chosen.emit(article_id)
