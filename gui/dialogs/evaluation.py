"""Evaluate suggestions: what they are worth against the done articles of the project, as plots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.evaluation.calibration import operating_points
from annotate.evaluation.evaluate import Evaluation
from annotate.evaluation.report import report_lines
from annotate.evaluation.running import Run
from annotate.messages import sentence
from annotate.project import Project
from annotate.suggesters import SuggesterInfo
from gui.dialogs.judged import JudgedTabs
from gui.dialogs.layer_switch import LayerSwitch
from gui.dialogs.parts import Dialog, note, plain
from gui.evaluating import Evaluating
from gui.plots.curve import ThresholdCurve
from gui.plots.reliability import ReliabilityDiagram
from gui.theme import SPACE, Appearance
from gui.words import article_count, decimal, message, percent, suggestion_count

_READABLE_WIDTH = 560
_SCORES = tuple(step / 50 for step in range(51))


class EvaluationDialog(Dialog):
    """Stays open beside the work; a click on an article or a case opens it in the window."""

    place_chosen = Signal(str, int, int)
    """Article id, and the stretch in code points to select; -1, -1 for none."""

    def __init__(
        self,
        project: Project,
        evaluating: Evaluating,
        *,
        speaking: Sequence[str],
        known: Sequence[SuggesterInfo],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the suggesters that are in `speaking`, together and one by one, and those known."""
        super().__init__(self.tr("Evaluate suggestions"), parent)
        self._project = project
        self._evaluating = evaluating
        self._appearance = appearance
        self._run: Run | None = None
        self.suggesters = QComboBox()
        self.suggesters.setAccessibleName(self.tr("Suggesters"))
        self.suggesters.setMinimumWidth(240)
        self._offer(speaking, known)
        self.add(self._build_head())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setVisible(False)
        self.add(self.progress)
        self.words = note()
        self.add(self.words)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_empty())
        self.pages.addWidget(self._build_tabs())
        self.add(self.pages, 1)
        self.copy_button = self.add_button(self.tr("Copy report"), self.copy, is_left=True)
        self.copy_button.setEnabled(False)
        self.add_button(self.tr("Close"), self.reject)
        self.start_button = self.add_button(self.tr("Evaluate"), self.start, is_primary=True)
        evaluating.progress.connect(self._on_progress)
        evaluating.finished.connect(self.show_run)
        evaluating.failed.connect(self._on_failed)
        evaluating.cancelled.connect(self._on_cancelled)
        self.resize(940, 680)

    # -- running -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Evaluate the chosen suggesters, or stop what is under way."""
        if self._evaluating.is_running:
            self._evaluating.cancel()
            return
        names = self.suggesters.currentData()
        self.words.setText(self.tr("Suggesting for the done articles…"))
        self.progress.setRange(0, 0)
        self.progress.setVisible(True)
        self.start_button.setText(self.tr("Stop"))
        self._evaluating.start(names, as_shown=self.as_shown.isChecked())

    def show_run(self, run: Run) -> None:
        """Show what came out."""
        if run.evaluation is None:
            self._end_running()
            return
        self._run = run
        self._end_running()
        self.copy_button.setEnabled(True)
        self.switch.offer(run.evaluation.layers)
        self.pages.setCurrentIndex(1)
        self._fill()

    def as_text(self) -> str:
        """The report that the command line prints."""
        if self._run is None or self._run.evaluation is None:
            return ""
        return "\n".join(report_lines(self._run.evaluation, suggesters=self._run.suggesters)) + "\n"

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    @override
    def done(self, result: int) -> None:
        """Stop what is under way, then close."""
        if self._evaluating.is_running:
            self._evaluating.cancel()
        super().done(result)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.words.setText(
            self.tr("{done} of {total} done articles").format(done=done, total=total)
        )

    def _on_failed(self, error: AnnotateError) -> None:
        self._end_running()
        self.words.setText(sentence(error, tr=message))

    def _on_cancelled(self) -> None:
        self._end_running()
        self.words.setText(self.tr("Stopped; nothing was counted."))

    def _end_running(self) -> None:
        self.progress.setVisible(False)
        self.start_button.setText(
            self.tr("Evaluate") if self._run is None else self.tr("Evaluate again")
        )

    # -- building ----------------------------------------------------------------------------------

    def _offer(self, speaking: Sequence[str], known: Sequence[SuggesterInfo]) -> None:
        titles = {info.name: info.title for info in known}
        if len(speaking) > 1:
            together = " + ".join(titles.get(name, name) for name in speaking)
            self.suggesters.addItem(together, list(speaking))
        for name in dict.fromkeys((*speaking, *titles)):
            self.suggesters.addItem(titles.get(name, name), [name])

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.suggesters)
        self.as_shown = QCheckBox(self.tr("Leave out what is hidden by score or label"))
        row.addWidget(self.as_shown)
        row.addStretch(1)
        self.switch = LayerSwitch()
        self.switch.chosen.connect(self._fill)
        row.addWidget(self.switch)
        return row

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        for text in (
            self.tr(
                "The suggesters read your done articles once more, and what they say is compared "
                "with your gold: how much of it they find, what they take for what, and whether "
                "their scores mean what they say."
            ),
            self.tr(
                "Gold that came of accepting these suggestions leans towards them, so the figures "
                "are rather too good than too bad."
            ),
        ):
            words = plain(text)
            words.setMaximumWidth(_READABLE_WIDTH)
            # An alignment would lay the words out for the width of the page and cut them.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words, _READABLE_WIDTH)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(2)
        return page

    def _build_tabs(self) -> QTabWidget:
        self.tabs = JudgedTabs(self._project, self._appearance)
        self.tabs.place_chosen.connect(self.place_chosen)
        self.bars, self.matrix, self.cell_cases, self.articles, self.cases = (
            self.tabs.bars,
            self.tabs.matrix,
            self.tabs.cell_cases,
            self.tabs.articles,
            self.tabs.cases,
        )
        self.reliability = ReliabilityDiagram(self._appearance)
        self.tabs.insertTab(2, self._build_calibration(), self.tr("Calibration"))
        return self.tabs

    def _build_calibration(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(self.reliability, 3)
        self.calibration_words = note()
        self.calibration_words.setMinimumWidth(220)
        self.calibration_words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.curve = ThresholdCurve(self._appearance)
        self.curve.setMaximumHeight(360)
        column = QVBoxLayout()
        column.addWidget(self.calibration_words)
        column.addSpacing(SPACE)
        column.addWidget(self.curve, 1)
        column.addStretch(0)
        row.addLayout(column, 2)
        return page

    # -- filling -----------------------------------------------------------------------------------

    def _fill(self, *_: object) -> None:
        if self._run is None or self._run.evaluation is None:
            return
        evaluation = self._run.evaluation
        self._say(evaluation)
        self.tabs.show_evaluation(evaluation, self.switch.layer)
        calibration = evaluation.calibration(self.switch.layer)
        self.reliability.set_calibration(calibration)
        self.calibration_words.setText(
            self.tr(
                "Expected calibration error {error}: {suggestions}.\n\n"
                "A bar says how many of the suggestions with such a score are right; on the dashed "
                "line scores mean what they say. The red line is how far off they are. Below it, a "
                "score promises too much; above it, too little. Grey bars count suggestions.\n\n"
                "What is left from a score on, to choose one for Hide weak suggestions or Accept "
                "above a score:"
            ).format(
                error=percent(calibration.error, 1),
                suggestions=suggestion_count(calibration.count),
            )
        )
        judged = [
            each
            for (layer, _), several in evaluation.judged.items()
            if layer is self.switch.layer
            for each in several
        ]
        gold = evaluation.of_layer(self.switch.layer).strict.gold
        self.curve.set_points(operating_points(judged, gold=gold, scores=_SCORES))

    def _say(self, evaluation: Evaluation) -> None:
        strict = evaluation.of_layer(self.switch.layer).strict
        words = self.tr(
            "{articles} · precision {precision} · recall {recall} · F1 {f1}"
        ).format(
            articles=article_count(len(evaluation.articles)),
            precision=decimal(100 * strict.precision, 1),
            recall=decimal(100 * strict.recall, 1), f1=decimal(100 * strict.f1, 1),
        )  # fmt: skip
        interval = evaluation.interval(self.switch.layer)
        if interval is not None:
            words += self.tr(" (of such articles {low} to {high})").format(
                low=decimal(100 * interval.low, 1), high=decimal(100 * interval.high, 1)
            )
        if evaluation.failed:
            words += self.tr(" · left out, as a suggester failed: {articles}").format(
                articles=article_count(evaluation.failed)
            )
        self.words.setText(words)
