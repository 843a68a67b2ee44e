"""Runs side by side: a table with a column for each, and a row for each figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from annotate.training.runs import KEPT, Figures, Run
from gui.words import decimal, short_date

_SIDES = ("test", "dev", KEPT)


class RunTable(QTableWidget):
    """Figures that differ from the first run shown say by how much; the best is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Runs side by side"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these runs from the left."""
        facts = self._facts()
        keys = _keys(runs)
        self.clear()
        self.setColumnCount(len(runs))
        self.setRowCount(len(facts) + len(keys))
        self.setHorizontalHeaderLabels([run_title(run) for run in runs])
        self.setVerticalHeaderLabels([*facts, *(self._key_words(*key) for key in keys)])
        for column, run in enumerate(runs):
            for row, text in enumerate(self._values(run)):
                self._put(row, column, text)
        for row, (side, key) in enumerate(keys, start=len(facts)):
            self._put_figures(row, [run.figures(side, key) for run in runs], is_sum=" " not in key)
        self.resizeColumnsToContents()

    def _facts(self) -> list[str]:
        return [
            self.tr("trained"),
            self.tr("components"),
            self.tr("span categorizer"),
            self.tr("began from"),
            self.tr("articles: train, dev, test"),
            self.tr("spans to train on"),
            self.tr("data"),
            self.tr("steps, best at"),
            self.tr("minutes"),
        ]

    def _values(self, run: Run) -> list[str]:
        return [
            short_date(run.at),
            " + ".join(run.components),
            self._kind(run),
            run.origin_name or "–",
            ", ".join(str(run.articles.get(side, 0)) for side in ("train", "dev", "test")),
            str(run.spans.get("train", 0)),
            run.fingerprint[:8],
            f"{run.steps}, {run.best_step}",
            decimal(run.seconds / 60, 1),
        ]

    def _kind(self, run: Run) -> str:
        kinds = {
            "spancat_singlelabel": self.tr("one label"),
            "spancat": self.tr("any number of labels"),
        }
        return kinds.get(run.span_categorizer, "–")

    def _key_words(self, side: str, key: str) -> str:
        layer, _, label = key.partition(" ")
        if label:
            return self.tr("{side}: {label}").format(side=side, label=label)
        words = self.tr("entities") if layer == "entity" else self.tr("events")
        return self.tr("{side}: F1 of {layer}").format(side=side, layer=words)

    def _put_figures(self, row: int, several: Sequence[Figures | None], *, is_sum: bool) -> None:
        best = max((each.f1 for each in several if each is not None), default=0.0)
        first = next(iter(several), None)
        for column, figures in enumerate(several):
            if figures is None:
                self._put(row, column, "–")
                continue
            text = decimal(100 * figures.f1, 1)
            if column and first is not None and figures.f1 != first.f1:
                text += f"  ({100 * (figures.f1 - first.f1):+.1f})"
            item = self._put(row, column, text)
            item.setToolTip(
                self.tr("precision {precision}, recall {recall}, gold spans {gold}").format(
                    precision=decimal(100 * figures.precision, 1),
                    recall=decimal(100 * figures.recall, 1),
                    gold=figures.gold,
                )
            )
            font = QFont(item.font())
            font.setBold(is_sum or (len(several) > 1 and bool(best) and figures.f1 == best))
            item.setFont(font)

    def _put(self, row: int, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setItem(row, column, item)
        return item


def run_title(run: Run) -> str:
    """How a run is called in lists."""
    return f"#{run.number}"


def _keys(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Side and key of every figure that one of them has: sums first, then labels."""
    found = {(side, key) for run in runs for side, table in run.scores.items() for key in table}
    return sorted(found, key=lambda each: (_SIDES.index(each[0]), " " in each[1], each[1]))
