"""Where the spans of an article are after its text was changed from outside, one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from annotate.store.text_changes import ChangedText, FoundSpan
from gui.dialogs.parts import Dialog, note, plain
from gui.words import counted, in_context

_AROUND = 40
"""Code points of the text that are shown on each side of the words of a row."""
_MORE = 160
"""The same for the row that is chosen."""
_FOUND = Qt.ItemDataRole.UserRole


class RealignDialog(Dialog):
    """Accepted when the text is to be taken with the ticked spans, or `wants_old_text`."""

    def __init__(self, found: ChangedText, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Text changed from outside"))
        self.heading.setText(self.tr("Align the spans of “{title}”").format(title=found.title))
        self.found = found
        self.wants_old_text = False
        self.add(
            note(
                self.tr(
                    "The text is not the one that was annotated. Ticked spans stay, or move to "
                    "where their words are now; the others are taken out. A backup is made first."
                )
            )
        )
        self._build_list()
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("The chosen span, before and now"))
        self.preview.setFixedHeight(self.fontMetrics().height() * 7)
        self.add(self.preview)
        self._summary = plain()
        self.add(self._summary)
        self.old_button = self.add_button(
            self.tr("Put the old text back"), self._ask_for_old, is_left=True
        )
        self.old_button.setEnabled(found.old is not None)
        self.add_button(self.tr("Cancel"), self.reject)
        self.take_button = self.add_button(self.tr("Take the text"), self.accept, is_primary=True)
        self.resize(900, 640)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setFocus()
        self._count()

    def _build_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setHeaderLabels(
            [self.tr("Span"), self.tr("What becomes of it"), self.tr("Where its words are now")]
        )
        self.list.setAccessibleName(self.tr("Spans; the space bar ticks and unticks"))
        # Those that somebody has to look at come first.
        rows = sorted(self.found.spans, key=lambda item: (self._rank(item), item.found.span.start))
        self.list.addTopLevelItems([self._row(item) for item in rows])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemChanged.connect(lambda *_: self._count())
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.add(self.list, 1)

    def _rank(self, item: FoundSpan) -> int:
        if item.found.is_lost:
            return 0
        if not item.found.is_moved:
            return 3
        return 1 if item.places > 1 else 2

    def _row(self, item: FoundSpan) -> QTreeWidgetItem:
        span = item.found.span
        where = "" if item.found.is_lost else self._around(item, _AROUND)
        row = QTreeWidgetItem([f"{span.label}  {item.surface}", self._fate(item), where])
        row.setData(0, _FOUND, item)
        if item.found.is_lost:
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(
            0, Qt.CheckState.Unchecked if item.found.is_lost else Qt.CheckState.Checked
        )
        return row

    def _fate(self, item: FoundSpan) -> str:
        if item.found.is_lost:
            return self.tr("is not in the text any more")
        if not item.found.is_moved:
            return self.tr("stays")
        if item.places > 1:
            return self.tr("moves; one of {count} places").format(count=item.places)
        return self.tr("moves")

    def _around(self, item: FoundSpan, room: int) -> str:
        return in_context(self.found.text, item.found.start, item.found.end, room)

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """Where the ticked spans go, by id."""
        chosen: dict[str, tuple[int, int]] = {}
        for number in range(self.list.topLevelItemCount()):
            row = self.list.topLevelItem(number)
            if row is None or row.checkState(0) is not Qt.CheckState.Checked:
                continue
            item = row.data(0, _FOUND)
            if isinstance(item, FoundSpan) and not item.found.is_lost:
                chosen[item.found.span.id] = (item.found.start, item.found.end)
        return chosen

    def _show_chosen(self) -> None:
        row = self.list.currentItem()
        item = row.data(0, _FOUND) if row is not None else None
        if not isinstance(item, FoundSpan):
            self.preview.clear()
            return
        span, old = item.found.span, self.found.old
        before = (
            in_context(old, span.start, span.end, _MORE)
            if old is not None
            else self.tr("{words} (no backup has the old text)").format(words=item.surface)
        )
        after = self._fate(item) if item.found.is_lost else self._around(item, _MORE)
        lines = [self.tr("Before: {text}"), self.tr("Now: {text}")]
        self.preview.setPlainText(
            "\n\n".join(
                line.format(text=text) for line, text in zip(lines, (before, after), strict=True)
            )
        )

    def _count(self) -> None:
        kept = self.places
        spans = {item.found.span.id: item.found.span for item in self.found.spans}
        moved = sum((spans[name].start, spans[name].end) != place for name, place in kept.items())
        gone = len(spans) - len(kept)
        parts = [
            counted(len(kept) - moved, self.tr("1 span stays"), self.tr("{count} spans stay")),
            counted(moved, self.tr("1 moves"), self.tr("{count} move")),
            counted(gone, self.tr("1 is taken out"), self.tr("{count} are taken out")),
        ]
        self._summary.setText(", ".join(parts) + ".")

    def _ask_for_old(self) -> None:
        self.wants_old_text = True
        self.accept()
