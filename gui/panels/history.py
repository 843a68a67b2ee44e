"""The steps of an article or of one span, and what differs between two moments."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotate.annotations import AnnotationSet
from annotate.describing import describe_differences, describe_edit, describe_why, known_spans
from annotate.errors import AnnotateError
from annotate.moments import differences
from annotate.spans import Span
from annotate.store.history import HistoryEntry
from gui.dialogs.parts import note, plain
from gui.models.labels import plain_tip
from gui.session import Session
from gui.theme import SPACE
from gui.words import counted, message

_SHOWN = 5_000
"""So many steps are listed, the newest first; the command line lists all."""
_TOLD = 30
"""So many changes of one step stand in its tip."""


class HistoryPanel(QWidget):
    """Steps, the newest first; one is chosen to be compared with now, two with each other."""

    failed = Signal(object)
    chosen_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: list[HistoryEntry] = []
        self._spans: dict[str, Span] = {}
        self.scope = QComboBox()
        self.scope.addItem(self.tr("All steps of this article"), "article")
        self.scope.addItem(self.tr("Steps of the span in focus"), "span")
        self.scope.setAccessibleName(self.tr("Which steps"))
        self.scope.currentIndexChanged.connect(lambda _: self.refresh())
        self.title = plain(wraps=False)
        self.steps = QTreeWidget()
        self.steps.setRootIsDecorated(False)
        self.steps.setUniformRowHeights(True)
        self.steps.setAlternatingRowColors(True)
        self.steps.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.steps.setHeaderLabels(
            [
                self.tr("Step"),
                self.tr("When"),
                self.tr("Who"),
                self.tr("Why"),
                self.tr("What"),
            ]
        )
        self.steps.setAccessibleName(self.tr("Steps, the newest first"))
        self.steps.itemSelectionChanged.connect(self._on_selected)
        self.hint = note()
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(self.tr("What differs"))
        self._lay_out()
        session.article_opened.connect(self.refresh)
        session.save_state_changed.connect(self._on_saved)
        session.focus_changed.connect(self._on_focus)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.scope)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.hint)
        column.addWidget(self.changes, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.steps)
        split.addWidget(lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        whole.addWidget(split, 1)
        header = self.steps.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    # -- what is shown -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """List the steps anew."""
        project, desk = self._session.project, self._session.desk
        self.steps.clear()
        self._entries = []
        if project is None or desk is None:
            return
        article_id = desk.article.id
        focused = self._session.focused
        try:
            if self.scope.currentData() == "span":
                span_id = focused.id if focused is not None else ""
                self._entries = project.past.of_span(article_id, span_id)
            else:
                self._entries = project.past.of_article(article_id)
        except AnnotateError as error:
            self.failed.emit(error)
            return
        self._entries = self._entries[-_SHOWN:]
        self.title.setText(desk.article.title or article_id)
        self._spans = {span.id: span for span in desk.spans}
        self._spans |= known_spans(entry.edit for entry in self._entries)
        rows = [self._row(entry, desk.article.text) for entry in reversed(self._entries)]
        self.steps.addTopLevelItems(rows)
        for column in range(4):
            self.steps.resizeColumnToContents(column)
        self._on_selected()

    def _row(self, entry: HistoryEntry, text: str) -> QTreeWidgetItem:
        what = describe_edit(entry.edit, text, spans=self._spans, tr=message)
        shown = what[0] if what else entry.title
        if len(what) > 1:
            shown = counted(
                len(what) - 1,
                self.tr("{first}, and 1 change more"),
                self.tr("{first}, and {count} changes more"),
                first=shown,
            )
        if entry.undoes:
            shown = self.tr("took back step {step}: {what}").format(step=entry.undoes, what=shown)
        row = QTreeWidgetItem(
            [
                str(entry.seq),
                _local(entry.at),
                entry.annotator,
                describe_why(entry.why, tr=message),
                shown,
            ]
        )
        row.setData(0, Qt.ItemDataRole.UserRole, entry.seq)
        row.setToolTip(4, plain_tip("\n".join(what[:_TOLD])))
        return row

    @property
    def chosen(self) -> list[int]:
        """The steps that are chosen, the oldest first."""
        return sorted(
            int(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.steps.selectedItems()
        )

    def moment(self, seq: int) -> AnnotationSet | None:
        """The open article right after a step; None when its history is damaged."""
        project, desk = self._session.project, self._session.desk
        if project is None or desk is None:
            return None
        try:
            return project.past.article_at(desk.article.id, seq)
        except AnnotateError as error:
            self.failed.emit(error)
            return None

    def _on_selected(self) -> None:
        chosen, desk = self.chosen, self._session.desk
        self.chosen_changed.emit()
        if not chosen or desk is None:
            self.hint.setText(
                self.tr("Choose a step to see what has changed since; choose two to compare them.")
            )
            self.changes.clear()
            return
        before = self.moment(chosen[0])
        after = self.moment(chosen[-1]) if len(chosen) > 1 else desk.annotations
        if before is None or after is None:
            return
        found = describe_differences(
            differences(before, after), desk.article.text, spans=self._spans, tr=message
        )
        name = self.tr("step {step}").format(step=chosen[-1])
        until = name if len(chosen) > 1 else self.tr("now")
        self.hint.setText(
            counted(
                len(found),
                self.tr("From right after step {step} to {until}: 1 difference"),
                self.tr("From right after step {step} to {until}: {count} differences"),
                step=chosen[0],
                until=until,
            )
        )
        self.changes.setPlainText("\n".join(found))

    def _on_saved(self, status: object) -> None:
        newest = getattr(status, "state", "")
        if newest == "saved" and self.isVisible():
            self.refresh()

    def _on_focus(self) -> None:
        if self.scope.currentData() == "span" and self.isVisible():
            self.refresh()


def _local(at: str) -> str:
    """A time of the history as the machine writes it."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    moment.setTimeZone(QTimeZone.utc())
    return QLocale().toString(moment.toLocalTime(), "yyyy-MM-dd HH:mm:ss")
