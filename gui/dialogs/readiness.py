"""Ready to train? What an export would hold; each row opens the spans that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.training.export import ExportOptions
from annotate.training.readiness import Finding, LabelRow, Place, Readiness, Weight
from annotate.training.readiness_words import describe, place_words
from annotate.training.splits import Side
from gui.dialogs.parts import Dialog, note, plain
from gui.icons import icon_in
from gui.readiness import ReadinessCheck
from gui.theme import SPACE, Appearance
from gui.words import article_count, decimal, message, span_count

_ROLE = Qt.ItemDataRole.UserRole
_ICONS = {
    Weight.STOPS: ("failed", "danger"),
    Weight.WARNING: ("warning", "warning"),
    Weight.NOTE: ("info", "accent"),
    Weight.GOOD: ("done", "success"),
}


class ReadinessDialog(Dialog):
    """Stays open beside the work; a click on a place goes there in the window."""

    place_chosen = Signal(str, int, int)
    """Article id, and the stretch in code points to select; -1, -1 for none."""
    export_wanted = Signal()

    def __init__(
        self,
        check: ReadinessCheck,
        options: ExportOptions,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet; `start` looks."""
        super().__init__(self.tr("Ready to train?"), parent)
        self._check = check
        self._options = options
        self._appearance = appearance
        self._readiness: Readiness | None = None
        self.unfinished = QCheckBox(self.tr("Also articles that are not marked done"))
        self.unfinished.setChecked(options.include_unfinished)
        self.unfinished.toggled.connect(self._on_unfinished)
        self.words = plain()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.add(self.words)
        self.add(self.progress)
        self.add(self.unfinished)
        self.add(self._build_lists(), 1)
        self.again = self.add_button(self.tr("Look again"), self.start, is_left=True)
        self.export_button = self.add_button(self.tr("Export…"), self._on_export)
        self.add_button(self.tr("Close"), self.reject, is_primary=True)
        check.progress.connect(self._on_progress)
        check.finished.connect(self.show_readiness)
        check.failed.connect(self._on_failed)
        check.cancelled.connect(self._on_cancelled)
        appearance.changed.connect(self._fill)
        self.resize(980, 640)

    @property
    def readiness(self) -> Readiness | None:
        """What was found; none before the first look has ended."""
        return self._readiness

    def start(self) -> None:
        """Look at the project as it is now, or stop looking."""
        if self._check.is_running:
            self._check.cancel()
            return
        self.words.setText(self.tr("Looking at the articles…"))
        self.progress.setRange(0, 0)
        self.progress.setVisible(True)
        self.again.setText(self.tr("Stop"))
        self.unfinished.setEnabled(False)
        self._check.start(self._options)

    def show_readiness(self, readiness: Readiness) -> None:
        """Show what came out."""
        self._readiness = readiness
        total = sum(readiness.states.values())
        sides = {side: readiness.sides.get(side, 0) for side in Side}
        self._end(
            self.tr(
                "Done: {done} of {total}. An export would write {spans}; "
                "articles for train {train}, for dev {dev}, for test {test}."
            ).format(
                done=readiness.states.get("done", 0),
                total=article_count(total),
                spans=span_count(readiness.spans),
                train=sides[Side.TRAIN],
                dev=sides[Side.DEV],
                test=sides[Side.TEST],
            )
        )
        self._fill()

    @override
    def reject(self) -> None:
        """Stop looking, and close."""
        self._check.cancel()
        super().reject()

    # -- building ----------------------------------------------------------------------------------

    def _build_lists(self) -> QWidget:
        self.findings = QListWidget()
        self.findings.setObjectName("card")
        self.findings.setAccessibleName(self.tr("Findings"))
        self.findings.setWordWrap(True)
        self.findings.setIconSize(QSize(18, 18))
        self.findings.setSpacing(2)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.findings.currentItemChanged.connect(self._on_finding)
        self.labels = QTableWidget(0, 4)
        self.labels.setObjectName("card")
        self.labels.setAccessibleName(self.tr("Labels"))
        self.labels.setHorizontalHeaderLabels(
            [self.tr("Label"), self.tr("Train"), self.tr("Dev"), self.tr("Test")]
        )
        self.labels.verticalHeader().hide()
        self.labels.setShowGrid(False)
        self.labels.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.labels.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.labels.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.labels.setTabKeyNavigation(False)
        self.labels.currentCellChanged.connect(self._on_label)
        self.sizes = note()
        self.sizes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sizes.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.findings, self.tr("Findings"))
        self.tabs.addTab(self.labels, self.tr("Labels"))
        self.tabs.addTab(self.sizes, self.tr("Span lengths"))
        self.tabs.currentChanged.connect(self._on_tab)
        self.places_title = note(self.tr("Choose a row to see its spans"))
        self.places = QListWidget()
        self.places.setObjectName("card")
        self.places.setAccessibleName(self.tr("Spans of the row"))
        self.places.setWordWrap(True)
        self.places.setSpacing(2)
        self.places.itemClicked.connect(self._on_place)
        self.places.itemActivated.connect(self._on_place)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.addWidget(self.places_title)
        column.addWidget(self.places, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tabs)
        split.addWidget(right)
        split.setSizes([560, 380])
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        return holder

    # -- filling -----------------------------------------------------------------------------------

    def _fill(self) -> None:
        readiness = self._readiness
        if readiness is None:
            return
        self.findings.clear()
        for finding in readiness.findings:
            row = QListWidgetItem(
                self._icon(finding.weight),
                describe(finding.code, {"count": finding.count, **finding.fields}, tr=message),
            )
            row.setData(_ROLE, finding)
            row.setToolTip(self._weight_words(finding.weight))
            self.findings.addItem(row)
        self._fill_labels(readiness.labels)
        self.sizes.setText(self._sizes_words(readiness))
        self.export_button.setEnabled(readiness.is_ready)
        if self.findings.count():
            self.findings.setCurrentRow(0)

    def _fill_labels(self, rows: Sequence[LabelRow]) -> None:
        self.labels.setRowCount(len(rows))
        for number, row in enumerate(rows):
            name = QTableWidgetItem(row.label)
            name.setData(_ROLE, row)
            if row.is_rare:
                name.setIcon(self._icon(Weight.WARNING))
                name.setToolTip(self.tr("spaCy calls so few training spans too rare"))
            self.labels.setItem(number, 0, name)
            for column, side in enumerate(Side, start=1):
                cell = QTableWidgetItem(str(row.counts.get(side, 0)))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.labels.setItem(number, column, cell)
        self.labels.resizeColumnsToContents()
        self.labels.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _sizes_words(self, readiness: Readiness) -> str:
        if not readiness.reach:
            return self.tr("No span would be learned by the span categorizer.")
        lines = [self.tr("Of the spans that the span categorizer learns, sizes reach:")]
        shortest = min(readiness.reach)
        lines += [
            self.tr("{low}–{high} tokens: {share} %").format(
                low=shortest, high=size, share=decimal(100 * share, 1)
            )
            for size, share in readiness.reach.items()
        ]
        return "\n".join(lines)

    def _icon(self, weight: Weight) -> QIcon:
        name, colour = _ICONS[weight]
        return icon_in(name, self._appearance.colour(colour))

    def _weight_words(self, weight: Weight) -> str:
        return {
            Weight.STOPS: self.tr("An export would be refused"),
            Weight.WARNING: self.tr("Training would suffer"),
            Weight.NOTE: self.tr("Worth knowing"),
            Weight.GOOD: self.tr("Looked at; nothing found"),
        }[weight]

    def _show_places(self, places: Sequence[Place], count: int) -> None:
        self.places.clear()
        if not places:
            self.places_title.setText(self.tr("This row speaks of no single spans"))
        elif len(places) < count:
            self.places_title.setText(
                self.tr("The first {shown}; a click goes there").format(shown=len(places))
            )
        else:
            self.places_title.setText(self.tr("A click goes there"))
        for place in places:
            words = place_words(place, tr=message)
            if place.start >= 0:
                words = f"{words}\n{place.article_title or place.article_id}"
            row = QListWidgetItem(words)
            row.setData(_ROLE, (place.article_id, place.start, place.end))
            self.places.addItem(row)

    # -- answering ---------------------------------------------------------------------------------

    def _on_tab(self, index: int) -> None:
        if index == 0:
            self._on_finding(self.findings.currentItem())
        elif index == 1:
            self._on_label(self.labels.currentRow())
        else:
            self._on_finding(self._row_of("reach"))

    def _row_of(self, code: str) -> QListWidgetItem | None:
        for number in range(self.findings.count()):
            row = self.findings.item(number)
            finding = row.data(_ROLE)
            if isinstance(finding, Finding) and finding.code == code:
                return row
        return None

    def _on_finding(self, row: QListWidgetItem | None, _: object = None) -> None:
        finding = row.data(_ROLE) if row is not None else None
        if isinstance(finding, Finding):
            self._show_places(finding.places, len(finding.places))

    def _on_label(self, number: int, *_: object) -> None:
        cell = self.labels.item(number, 0) if number >= 0 else None
        row = cell.data(_ROLE) if cell is not None else None
        if isinstance(row, LabelRow):
            self._show_places(row.places, row.total)

    def _on_place(self, row: QListWidgetItem) -> None:
        article_id, start, end = row.data(_ROLE)
        self.place_chosen.emit(article_id, start, end)

    def _on_unfinished(self, is_wanted: bool) -> None:  # noqa: FBT001 - a signal's
        self._options = replace(self._options, include_unfinished=is_wanted)
        self.start()

    def _on_export(self) -> None:
        self.reject()
        self.export_wanted.emit()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_failed(self, error: AnnotateError) -> None:
        self._end(sentence(error))

    def _on_cancelled(self) -> None:
        self._end(self.tr("Stopped."))

    def _end(self, words: str) -> None:
        self.progress.setVisible(False)
        self.again.setText(self.tr("Look again"))
        self.unfinished.setEnabled(True)
        self.words.setText(words)
