"""Hide weak suggestions: from which score on they are shown, for all labels and for single ones.

What may be expected of a label from its score on stands beside it: of the shipped model on its
development articles, or of the project's own done articles once there are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)

from annotate.evaluation.expected import FEWEST_ARTICLES, FEWEST_SPANS, Expectations, shipped
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from annotate.suggestions import HideRules, Suggestion
from gui import icons
from gui.dialogs.parts import Dialog, line, note, plain
from gui.fonts import scaled
from gui.painting import Chip, ChipLook
from gui.theme import SPACE, Appearance
from gui.words import decimal, percent, suggestion_count

if TYPE_CHECKING:
    from gui.jobs import Jobs


class HideWeakDialog(Dialog):
    """Asks for the least scores in 0..1 that are shown; `rules` answers, `changed` says it live."""

    changed = Signal(object)
    """`HideRules`, while a slider moves."""

    def __init__(
        self,
        schema: LabelSchema,
        suggestions: Sequence[Suggestion],
        rules: HideRules,
        *,
        appearance: Appearance,
        parent: QWidget | None,
    ) -> None:
        """Begin with `rules`; `suggestions` are all of the open article."""
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Hide weak suggestions"))
        self.heading.setText(self.tr("Hide weak suggestions"))
        self._suggestions = suggestions
        self._appearance = appearance
        self._before = rules
        self._own = dict(rules.label_scores)
        self._models = shipped()
        self._yours = Expectations()
        self.add(self._build_all(rules.min_score))
        self._words = note()
        self.add(self._words)
        self.add(line())
        self.rows: dict[tuple[Layer, str], LabelRow] = {}
        self.add(self._build_segments())
        self.add(self._build_rows(schema), 1)
        self._source = note()
        self.add(self._source)
        self.add(note(self.tr("This holds for the whole project. Gold spans are never hidden.")))
        self.add_button(self.tr("Show all"), self.show_all, is_left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Hide"), self.accept, is_primary=True)
        self.resize(720, 640)
        self._show_layer(Layer.ENTITY)
        self._say()
        self._refresh_rows()

    @property
    def score(self) -> float:
        """The least score of labels that have none of their own."""
        return self.slider.value() / 100

    @property
    def rules(self) -> HideRules:
        """What was chosen."""
        return replace(self._before, min_score=self.score, label_scores=dict(self._own))

    @property
    def hidden(self) -> int:
        """How many suggestions of this article would be hidden by their score."""
        rules = self.rules
        return sum(item.score < rules.least(item.layer, item.label) for item in self._suggestions)

    def set_own(self, label: tuple[Layer, str], score: float | None) -> None:
        """Give a label a least score of its own, or none."""
        if score is None:
            self._own.pop(label, None)
        else:
            self._own[label] = score
        self._refresh_rows()
        self._tell()

    def show_all(self) -> None:
        """Hide nothing by its score, and close."""
        self._own.clear()
        self.slider.setValue(0)
        self.accept()

    def await_figures(self, jobs: Jobs, job_id: str) -> None:
        """Show the project's own figures when job `job_id` has made them."""

        def take(done: str, value: object) -> None:
            if done == job_id and isinstance(value, Expectations):
                self.set_own_figures(value)

        jobs.job_finished.connect(take)
        self.finished.connect(lambda _: jobs.job_finished.disconnect(take))
        self.finished.connect(lambda _: jobs.cancel(job_id))

    def set_own_figures(self, figures: Expectations) -> None:
        """Show figures of the project's done articles in place of the model's where there are."""
        self._yours = figures
        self._refresh_rows()

    # -- building ----------------------------------------------------------------------------------

    def _build_all(self, least: float) -> QGridLayout:
        self.slider = _slider(self.tr("Least score in percent"), least)
        self.slider.valueChanged.connect(self._on_moved)
        self._figure = plain(wraps=False)
        self._figure.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.000"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.addWidget(plain(self.tr("Show suggestions from this score on")), 0, 0, 1, 2)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self._figure, 1, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _build_segments(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain(self.tr("By label"), wraps=False))
        row.addStretch(1)
        self.segments: dict[Layer, QToolButton] = {}
        for layer, title in (
            (Layer.ENTITY, self.tr("Entities")),
            (Layer.EVENT, self.tr("Events")),
        ):
            button = QToolButton()
            button.setObjectName("segment")
            button.setText(title)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._show_layer, layer))
            self.segments[layer] = button
            row.addWidget(button)
        return row

    def _build_rows(self, schema: LabelSchema) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SPACE, 0)
        grid.setHorizontalSpacing(SPACE + 4)
        grid.setVerticalSpacing(2)
        heads = (
            "", self.tr("least score"), "", "", self.tr("shown here"), self.tr("precision"),
            self.tr("recall"),
        )  # fmt: skip
        for column, head in enumerate(heads):
            title = note(head)
            title.setWordWrap(False)
            right = Qt.AlignmentFlag.AlignRight if column > 3 else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(title, 0, column, right)
        for place, label in enumerate(schema.labels, start=1):
            row = LabelRow(label, self._appearance)
            for column, widget in enumerate(row.widgets):
                side = Qt.AlignmentFlag.AlignRight if column in {0, 4, 5, 6} else None
                if side is None:
                    grid.addWidget(widget, place, column)
                else:
                    grid.addWidget(widget, place, column, side | Qt.AlignmentFlag.AlignVCenter)
            key = (label.layer, label.name)
            row.slider.valueChanged.connect(partial(self._on_row_moved, key))
            row.reset.clicked.connect(partial(self._on_reset, key))
            self.rows[key] = row
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(schema.labels) + 1, 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area

    # -- within ------------------------------------------------------------------------------------

    def _show_layer(self, layer: Layer) -> None:
        self.segments[layer].setChecked(True)
        for (of, _), row in self.rows.items():
            for widget in row.widgets:
                widget.setVisible(of is layer)
            row.reset.setVisible(of is layer)

    def _on_moved(self) -> None:
        self._refresh_rows()
        self._tell()

    def _on_row_moved(self, label: tuple[Layer, str], value: int) -> None:
        self.set_own(label, value / 100)

    def _on_reset(self, label: tuple[Layer, str]) -> None:
        self.set_own(label, None)

    def _tell(self) -> None:
        self._say()
        self.changed.emit(self.rules)

    def _say(self) -> None:
        self._figure.setText(decimal(self.score, 2))
        self._words.setText(
            self.tr("Below it in this article: {hidden} of {total}.").format(
                hidden=self.hidden, total=suggestion_count(len(self._suggestions))
            )
        )

    def _refresh_rows(self) -> None:
        rules = self.rules
        for key, row in self.rows.items():
            least = rules.least(*key)
            here = [item.score for item in self._suggestions if (item.layer, item.label) == key]
            yours = self._yours.at(key, least) if key in self._yours.curves else None
            known = yours or self._models.at(key, least)
            row.show_state(
                least,
                is_own=key in self._own,
                here=(sum(score >= least for score in here), len(here)),
                precision=known.precision if known else None,
                recall=known.recall if known else None,
                is_yours=yours is not None,
            )
        self._source.setText(self._source_words())

    def _source_words(self) -> str:
        if self._yours.curves:
            return self.tr(
                "Expected precision and recall from that score on: in bold of your {articles} done "
                "articles, otherwise of the shipped model on its development articles."
            ).format(articles=self._yours.articles)
        return self.tr(
            "Expected precision and recall from that score on: of the shipped model on its "
            "development articles. From {articles} done articles on, labels with {spans} gold "
            "spans show your own."
        ).format(articles=FEWEST_ARTICLES, spans=FEWEST_SPANS)


class LabelRow:
    """The widgets of one label, in the columns of the dialog."""

    def __init__(self, label: Label, appearance: Appearance) -> None:
        self.chip = Chip(appearance)
        self.chip.set_look(ChipLook(label.name, label.colour, label.layer))
        self.slider = _slider(label.name, 0.0)
        self.figure = plain(wraps=False)
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance("0.000"))
        self.reset = QToolButton()
        self.reset.setIcon(icons.icon("undo"))
        self.reset.setIconSize(QSize(14, 14))
        self.reset.setAccessibleName(label.name)
        self.here, self.precision, self.recall = (plain(wraps=False) for _ in range(3))
        self._font = self.figure.font()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return (
            self.chip, self.slider, self.figure, self.reset, self.here, self.precision, self.recall,
        )  # fmt: skip

    def show_state(
        self,
        least: float,
        *,
        is_own: bool,
        here: tuple[int, int],
        precision: float | None,
        recall: float | None,
        is_yours: bool,
    ) -> None:
        """Show a least score and what follows from it; `here` is how many are shown, and of all."""
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.slider.setValue(round(least * 100))
        self.slider.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.figure.setText(decimal(least, 2))
        self.figure.setFont(_weighed(self._font, is_bold=is_own))
        self.reset.setEnabled(is_own)
        self.here.setText(f"{here[0]}/{here[1]}" if here[1] else "–")
        for words, share in ((self.precision, precision), (self.recall, recall)):
            words.setText("–" if share is None else percent(share))
            words.setFont(_weighed(self._font, is_bold=is_yours))
        _say_muted(self.precision, is_muted=not is_yours)
        _say_muted(self.recall, is_muted=not is_yours)


def _weighed(font: QFont, *, is_bold: bool) -> QFont:
    return scaled(font, 1.0, weight=QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)


def _say_muted(words: QLabel, *, is_muted: bool) -> None:
    name = "muted" if is_muted else ""
    if words.objectName() != name:
        words.setObjectName(name)
        words.style().polish(words)


def _slider(name: str, least: float) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 100)
    slider.setAccessibleName(name)
    slider.setMinimumSize(140, 24)  # less would cut the handle
    slider.setValue(round(least * 100))
    return slider
