"""Tabs of an evaluation: scores by label, what was taken for what, and the worst articles."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotate.evaluation.confusion import Pair
from annotate.evaluation.evaluate import ArticleResult, Evaluation
from annotate.project import Project
from annotate.spans import Layer
from gui.dialogs.cases import CaseList, CaseWords
from gui.dialogs.parts import note
from gui.painting import ChipLook
from gui.plots.label_bars import LabelBar, LabelBars
from gui.plots.matrix import ConfusionMatrix
from gui.theme import SPACE, Appearance
from gui.words import decimal

_ROLE = Qt.ItemDataRole.UserRole
_MOST_ARTICLES = 200
_NO_COLOUR = "#9aa0a6"


class JudgedTabs(QTabWidget):
    """Shows one layer of an evaluation at a time."""

    place_chosen = Signal(str, int, int)
    """Article id, and the stretch in code points to select; -1, -1 for none."""

    def __init__(
        self, project: Project, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Take label colours and texts of cases from `project`."""
        super().__init__(parent)
        self._project = project
        self._evaluation: Evaluation | None = None
        self._layer = Layer.ENTITY
        self._case_words = CaseWords(project, self)
        self.bars = LabelBars(appearance)
        self.matrix = ConfusionMatrix(appearance)
        self.matrix.cell_chosen.connect(self._on_cell_chosen)
        self.addTab(scrolled(self.bars), self.tr("Labels"))
        self.addTab(self._build_confusion(), self.tr("Confusion"))
        self.addTab(self._build_articles(), self.tr("Articles"))

    def show_evaluation(self, evaluation: Evaluation, layer: Layer) -> None:
        """Show this layer of an evaluation."""
        if evaluation is not self._evaluation:
            self._case_words.forget()
        self._evaluation, self._layer = evaluation, layer
        self._fill_bars(evaluation)
        self._fill_matrix(evaluation)
        self._fill_articles(evaluation)

    # -- building ----------------------------------------------------------------------------------

    def _build_confusion(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, SPACE, SPACE, 0)
        column.addWidget(
            note(
                self.tr(
                    "Rows are gold, columns what was suggested. Choose a cell to see its cases."
                )
            )
        )
        column.addWidget(scrolled(self.matrix), 1)
        split.addWidget(left)
        self.cell_cases = CaseList(self.tr("Cases of the cell"))
        self.cell_cases.place_chosen.connect(self.place_chosen)
        split.addWidget(_under(self.cell_cases.title, self.cell_cases))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _build_articles(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.articles = QListWidget()
        self.articles.setObjectName("card")
        self.articles.setAccessibleName(self.tr("Worst articles"))
        self.articles.setUniformItemSizes(True)
        self.articles.currentItemChanged.connect(self._on_article_chosen)
        self.articles.itemClicked.connect(self._on_article_opened)
        self.articles.itemActivated.connect(self._on_article_opened)
        self.cases = CaseList(self.tr("What is wrong there"))
        self.cases.place_chosen.connect(self.place_chosen)
        split.addWidget(
            _under(note(self.tr("The worst articles first; a click opens one")), self.articles)
        )
        split.addWidget(_under(self.cases.title, self.cases))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        return split

    # -- filling -----------------------------------------------------------------------------------

    def _fill_bars(self, evaluation: Evaluation) -> None:
        ranked = sorted(
            (
                (label, scores)
                for (layer, label), scores in evaluation.labels.items()
                if layer is self._layer
            ),
            key=lambda item: (-item[1].strict.gold, -item[1].strict.found, item[0]),
        )
        rows = [LabelBar(self.tr("all"), evaluation.of_layer(self._layer))]
        rows += [LabelBar(label, scores, self._look(label)) for label, scores in ranked]
        self.bars.set_rows(rows)

    def _fill_matrix(self, evaluation: Evaluation) -> None:
        counts = {
            (gold, found): count
            for (layer, gold, found), count in evaluation.cells.items()
            if layer is self._layer
        }
        used = {name for cell in counts for name in cell if name}
        order = [label.name for label in self._project.schema.in_layer(self._layer)]
        labels = [name for name in order if name in used]
        labels += sorted(used - set(order))
        self.matrix.set_counts(counts, labels)
        self.cell_cases.show_cases([], "")

    def _fill_articles(self, evaluation: Evaluation) -> None:
        self.articles.clear()
        for result in evaluation.worst(_MOST_ARTICLES, layer=self._layer):
            scores = result.layers[self._layer].strict
            words = self.tr("F1 {f1} · {missed} missed · {spurious} not right").format(
                f1=decimal(100 * scores.f1), missed=scores.missed, spurious=scores.spurious
            )
            row = QListWidgetItem(f"{result.title or result.article_id}\n{words}")
            row.setSizeHint(QSize(0, 2 * self.fontMetrics().height() + 14))
            row.setData(_ROLE, result)
            self.articles.addItem(row)
        self.cases.show_cases([], "")
        if self.articles.count():
            self.articles.setCurrentRow(0)

    def _look(self, name: str) -> ChipLook:
        label = self._project.schema.get(self._layer, name)
        return ChipLook(name, label.colour if label else _NO_COLOUR, self._layer)

    # -- cases -------------------------------------------------------------------------------------

    def _on_cell_chosen(self, gold: str, found: str) -> None:
        if self._evaluation is None:
            return
        cell = (self._layer, gold, found)
        cases = [
            (result.article_id, pair)
            for result in self._evaluation.articles
            for pair in result.wrong
            if pair.cell == cell
        ]
        words = self.tr("{gold} → {found}").format(
            gold=gold or self.tr("nothing"), found=found or self.tr("nothing")
        )
        if gold == found:
            words = self.tr("{label} with other boundaries").format(label=gold)
        self.cell_cases.show_cases(self._case_words.described(cases), words)

    def _on_article_chosen(self, row: QListWidgetItem | None, _: object = None) -> None:
        result = row.data(_ROLE) if row is not None else None
        if isinstance(result, ArticleResult):
            cases = [
                (result.article_id, pair) for pair in result.wrong if _layer_of(pair) is self._layer
            ]
            title = result.title or result.article_id
            self.cases.show_cases(self._case_words.described(cases), title)

    def _on_article_opened(self, row: QListWidgetItem) -> None:
        result = row.data(_ROLE)
        if isinstance(result, ArticleResult):
            self.place_chosen.emit(result.article_id, -1, -1)


def scrolled(widget: QWidget) -> QScrollArea:
    """A plot in an area that scrolls when there is too little room."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


def _layer_of(pair: Pair) -> Layer:
    return pair.cell[0]


def _under(title: QWidget, widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, SPACE, 0, 0)
    column.addWidget(title)
    column.addWidget(widget, 1)
    return page
