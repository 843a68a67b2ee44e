"""Train: what to learn, a run as it goes on, what it is worth, and all runs side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotate.errors import AnnotateError
from annotate.evaluation.evaluate import Evaluation
from annotate.messages import sentence
from annotate.project import Project
from annotate.spans import Layer
from annotate.training.judging import JUDGED, evaluation_of
from annotate.training.learning_curve import curve_of, fields, outlook, outlook_words
from annotate.training.runs import (
    KEPT,
    Figures,
    Point,
    Run,
    RunState,
    best_pipeline,
    last_pipeline,
    read_points,
    runs,
)
from gui.dialogs.judged import JudgedTabs
from gui.dialogs.layer_switch import LayerSwitch
from gui.dialogs.parts import Dialog, note, plain
from gui.dialogs.training_runs import RunTable, run_title
from gui.dialogs.training_setup import TrainingSetup
from gui.plots.learning_curve import LearningCurvePlot
from gui.plots.training_curve import TrainingCurve
from gui.theme import SPACE, Appearance
from gui.training import Training
from gui.words import article_count, decimal, message, short_date, span_count

_ROLE = Qt.ItemDataRole.UserRole
_NEW, _TABLE = "new", "table"
_CURVE = "curve "
"""Begins the word for the stage in which a share is trained on, before its percent."""


class TrainingDialog(Dialog):
    """Stays open beside the work; a training goes on when it is closed."""

    place_chosen = Signal(str, int, int)
    """Article id, and the stretch in code points to select; -1, -1 for none."""
    suggester_wanted = Signal(object)
    """`Run` whose pipeline is to suggest from now on."""
    package_wanted = Signal(object)
    """`Run` of whose pipeline a package is to be made."""

    def __init__(
        self,
        project: Project,
        training: Training,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        may_load: Callable[[Run], bool],
    ) -> None:
        """Show the runs of `project`, and the one that `training` is at.

        `may_load` says of a run whether what it has trained may be loaded, and may ask.
        """
        super().__init__(self.tr("Train"), parent)
        self._may_load = may_load
        self._project = project
        self._training = training
        self._appearance = appearance
        self._run: Run | None = None
        self._runs: list[Run] = []
        self._judged: dict[str, Evaluation | None] = {}
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_list())
        split.addWidget(self._build_pages())
        split.setStretchFactor(1, 1)
        split.setSizes([250, 730])
        self.add(split, 1)
        self.status = plain(name="muted")
        self.add(self.status)
        self._build_buttons()
        training.run_changed.connect(self._on_run_changed)
        training.point_seen.connect(self._on_point)
        training.stage_changed.connect(self._on_stage)
        training.ended.connect(self._on_ended)
        training.failed.connect(self.say_error)
        self.resize(1000, 700)
        current = training.run if training.is_running else None
        self.reload(current.id if current is not None else _NEW)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        return self._run

    @property
    def _finished(self) -> list[Run]:
        return [run for run in self._runs if run.state is RunState.FINISHED]

    @property
    def _chosen_key(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_ROLE)) if row >= 0 else _NEW

    def reload(self, choose: str) -> None:
        """Read the runs again; choose a run by its id, or "new" or "table"."""
        self._runs = runs(self._project)
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        self._add_row(self.tr("New training"), "", _NEW)
        if len(self._finished) > 1:
            count = self.tr("{count} runs").format(count=len(self._finished))
            self._add_row(self.tr("Side by side"), count, _TABLE)
        for run in reversed(self._runs):
            title = f"{run_title(run)} · {short_date(run.at)}"
            self._add_row(title, self._row_words(run), run.id)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's
        keys = [self.list.item(row).data(_ROLE) for row in range(self.list.count())]
        self.list.setCurrentRow(keys.index(choose) if choose in keys else 0)
        self._on_row_chosen()

    def say(self, text: str) -> None:
        """Say something below."""
        self.status.setText(text)

    def say_error(self, error: AnnotateError) -> None:
        """Say what went wrong below."""
        self.say(sentence(error, tr=message))

    def start(self) -> None:
        """Begin to train with what is chosen."""
        if self.setup.problem or self._training.is_running:
            return
        origin = self.setup.origin_run
        if origin is None or self._is_allowed(origin):
            self._begin(None)

    def train_on(self) -> None:
        """Go on from the last pipeline of the run that is shown."""
        if self._run is None or self._training.is_running:
            return
        if self._is_allowed(self._run):
            self._begin(self._run)

    def _is_allowed(self, run: Run) -> bool:
        """Whether what a run has trained may be loaded; may ask."""
        try:
            return self._may_load(run)
        except AnnotateError as error:
            self.say_error(error)
            return False

    def _begin(self, continues: Run | None) -> None:
        self.say("")
        try:
            run = self._training.start(self.setup.options(), continues=continues)
        except AnnotateError as error:
            self.say_error(error)
            return
        if run is not None:
            self._show_run(run)
            self.words.setText(self.tr("Starting…"))
            self.progress.setRange(0, 0)

    # -- building ----------------------------------------------------------------------------------

    def _build_list(self) -> QListWidget:
        self.list = QListWidget()
        self.list.setObjectName("card")
        self.list.setAccessibleName(self.tr("Runs"))
        self.list.setMinimumWidth(230)
        self.list.currentItemChanged.connect(self._on_row_chosen)
        return self.list

    def _build_pages(self) -> QStackedWidget:
        self.setup = TrainingSetup(self._project)
        self.setup.changed.connect(self._show_buttons)
        self.table = RunTable()
        self.pages = QStackedWidget()
        for page in (self.setup, self._build_run(), self.table):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(SPACE, 0, 0, 0)
            column.addWidget(page)
            self.pages.addWidget(holder)
        return self.pages

    def _build_run(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self.words = note()
        column.addWidget(self.words)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        column.addWidget(self.progress)
        column.addLayout(self._build_head())
        self.tabs = JudgedTabs(self._project, self._appearance)
        self.tabs.place_chosen.connect(self.place_chosen)
        self.curve = TrainingCurve(self._appearance)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.addWidget(self.curve)
        self.tabs.insertTab(0, holder, self.tr("Training"))
        self.curve_tab = self.tabs.addTab(self._build_curve(), self.tr("Learning curve"))
        self.tabs.setCurrentIndex(0)
        column.addWidget(self.tabs, 1)
        return page

    def _build_curve(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.learning_curve = LearningCurvePlot(self._appearance)
        self.outlook_words = plain()
        column.addWidget(self.learning_curve, 1)
        column.addWidget(self.outlook_words)
        return page

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.side = QComboBox()
        self.side.setAccessibleName(self.tr("Articles that the figures are of"))
        for side, words in (
            ("dev", self.tr("Development articles")),
            ("test", self.tr("Test articles")),
            (KEPT, self.tr("What it knew before")),
        ):
            self.side.addItem(words, side)
        self.side.activated.connect(self._show_judged)
        self.score_words = plain(wraps=False)
        row.addWidget(self.side)
        row.addWidget(self.score_words)
        row.addStretch(1)
        self.switch = LayerSwitch()
        self.switch.chosen.connect(self._show_judged)
        row.addWidget(self.switch)
        return row

    def _build_buttons(self) -> None:
        self.folder_button = self.add_button(self.tr("Open folder"), self._on_folder, is_left=True)
        self.package_button = self.add_button(self.tr("Make a package…"), self._on_package)
        self.on_button = self.add_button(self.tr("Train on"), self.train_on)
        self.cancel_button = self.add_button(self.tr("Cancel training"), self._training.cancel)
        self.finish_button = self.add_button(self.tr("Finish now"), self._on_finish)
        self.pause_button = self.add_button(self.tr("Pause"), self._on_pause)
        self.use_button = self.add_button(self.tr("Let it suggest"), self._on_use)
        self.start_button = self.add_button(self.tr("Train"), self.start, is_primary=True)
        self.add_button(self.tr("Close"), self.reject)
        self.finish_button.setToolTip(self.tr("Take no further step, and score what was learned"))
        self.cancel_button.setToolTip(
            self.tr("Stop without scoring; what was learned can be trained on")
        )
        self.on_button.setToolTip(
            self.tr("Go on from the last pipeline of this run, with the data that it had")
        )
        self.use_button.setToolTip(self.tr("Its pipeline suggests in this project from now on"))

    # -- filling -----------------------------------------------------------------------------------

    def _add_row(self, title: str, words: str, key: str) -> None:
        row = QListWidgetItem(f"{title}\n{words}" if words else title)
        lines = 2 if words else 1
        row.setSizeHint(QSize(0, lines * self.fontMetrics().height() + 16))
        row.setData(_ROLE, key)
        self.list.addItem(row)

    def _row_words(self, run: Run) -> str:
        if self._is_current(run):
            return self.tr("under way")
        if run.state is not RunState.FINISHED:
            return self.tr("failed") if run.state is RunState.FAILED else self.tr("not finished")
        side = "test" if run.scores.get("test") else "dev"
        titles = {Layer.ENTITY: self.tr("entities"), Layer.EVENT: self.tr("events")}
        shares = [
            f"{titles[layer]} {decimal(100 * figures.f1, 1)}"
            for layer in Layer
            if (figures := run.figures(side, str(layer))) is not None
        ]
        return self.tr("{side}: {shares}").format(side=side, shares=", ".join(shares) or "–")

    def _is_current(self, run: Run) -> bool:
        current = self._training.run
        return self._training.is_running and current is not None and current.id == run.id

    def _on_row_chosen(self, *_: object) -> None:
        key = self._chosen_key
        found = next((run for run in self._runs if run.id == key), None)
        if found is not None:
            self._show_run(found)
            return
        self._run = None
        self.pages.setCurrentIndex(2 if key == _TABLE else 0)
        if key == _TABLE:
            self.table.show_runs(list(reversed(self._finished)))
        else:
            self.setup.reload()
        self._show_buttons()

    def _show_run(self, run: Run) -> None:
        is_other = self._run is None or self._run.id != run.id
        self._run = run
        self.pages.setCurrentIndex(1)
        folder = run.path(self._project.path)
        if is_other:
            self.curve.show_points(read_points(folder), most=run.max_steps)
        sides = (*JUDGED, KEPT) if run.scores else ()
        self._judged = {side: evaluation_of(folder, side) for side in sides}
        if self.side.currentData() not in run.scores and run.scores:
            best = "test" if "test" in run.scores else "dev"
            self.side.setCurrentIndex(self.side.findData(best))
        self.progress.setVisible(self._is_current(run))
        if not self._is_current(run):
            self.words.setText(self._run_words(run))
        self._show_judged()
        self._show_buttons()

    def _run_words(self, run: Run) -> str:
        if run.state is RunState.FAILED:
            return self.tr("Failed: {problem}").format(problem=run.problem or "–")
        learned = " + ".join(run.components)
        if run.state is not RunState.FINISHED:
            return self.tr("{learned} · not finished; “Train on” goes on from where it was").format(
                learned=learned
            )
        if run.origin:
            learned = self.tr("{learned} · from {origin}, rehearsed: {articles}").format(
                learned=learned,
                origin=self._origin_words(run),
                articles=article_count(run.rehearsed),
            )
        return self.tr(
            "{learned} · {articles} with {spans} to train on · step {best} of {steps} was the best "
            "· data {data}"
        ).format(
            learned=learned, articles=article_count(run.articles.get("train", 0)),
            spans=span_count(run.spans.get("train", 0)), steps=run.steps, best=run.best_step,
            data=run.fingerprint[:8],
        )  # fmt: skip

    def _origin_words(self, run: Run) -> str:
        """What a run began from, as a person calls it."""
        for other in self._runs:
            if run.origin.endswith(str(best_pipeline(other.path(self._project.path)))):
                return run_title(other)
        return run.origin_name

    def _show_judged(self, *_: object) -> None:
        found = self._judged.get(self.side.currentData())
        for index in range(1, self.curve_tab):
            self.tabs.setTabEnabled(index, found is not None)
        has_curve = self._run is not None and bool(self._run.curve)
        self.tabs.setTabEnabled(self.curve_tab, has_curve)
        why = self.tr(
            "This run was trained on all of its data only. Tick “Learning curve” under New "
            "training to see what more articles would bring."
        )
        self.tabs.setTabToolTip(self.curve_tab, "" if has_curve else why)
        self.switch.offer(found.layers if found is not None else ())
        self.side.setEnabled(any(self._judged.values()))
        self.score_words.setText("")
        if found is None:
            if any(self._judged.values()):
                self.score_words.setText(self.tr("There are none on this side."))
            return
        self.tabs.show_evaluation(found, self.switch.layer)
        self._show_curve()
        run = self._run
        figures = run.figures(self.side.currentData(), str(self.switch.layer)) if run else None
        if figures is not None:
            self.score_words.setText(self._figures_words(figures, len(found.articles)))

    def _show_curve(self) -> None:
        """What shares of the data were worth in the layer shown, and what more would be."""
        run = self._run
        if run is None or not run.curve:
            self.learning_curve.show_curves({}, {})
            self.outlook_words.setText("")
            return
        curves = {side: curve_of(run, side, str(self.switch.layer)) for side in JUDGED}
        outlooks = {side: outlook(curve) for side, curve in curves.items()}
        self.learning_curve.show_curves(curves, outlooks)
        side = str(self.side.currentData())
        if side not in curves:  # what it knew before is no side of the gold
            side = "test" if curves["test"] else "dev"
        found = outlooks[side]
        self.outlook_words.setText(message(outlook_words(found)).format(**fields(found)))

    def _figures_words(self, figures: Figures, articles: int) -> str:
        return self.tr(
            "{articles} · precision {precision} · recall {recall} · F1 {f1}"
        ).format(
            articles=article_count(articles), precision=decimal(100 * figures.precision, 1),
            recall=decimal(100 * figures.recall, 1), f1=decimal(100 * figures.f1, 1),
        )  # fmt: skip

    def _show_buttons(self) -> None:
        run = self._run
        is_current = run is not None and self._is_current(run)
        is_free = not self._training.is_running
        folder = run.path(self._project.path) if run is not None else None
        has_best = folder is not None and (best_pipeline(folder) / "meta.json").is_file()
        has_last = folder is not None and (last_pipeline(folder) / "meta.json").is_file()
        is_finished = run is not None and run.state is RunState.FINISHED
        is_setup = self.pages.currentIndex() == 0
        shown: dict[QPushButton, bool] = {
            self.folder_button: run is not None,
            self.package_button: is_finished and has_best,
            self.on_button: run is not None and not is_current and has_last,
            self.use_button: is_finished and has_best,
            self.pause_button: is_current,
            self.finish_button: is_current,
            self.cancel_button: is_current,
            self.start_button: is_setup,
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
        self.start_button.setEnabled(is_setup and not self.setup.problem and is_free)
        self.on_button.setEnabled(is_free)
        self.package_button.setEnabled(is_free)
        is_paused = self._training.is_paused
        self.pause_button.setText(self.tr("Go on") if is_paused else self.tr("Pause"))

    # -- what comes --------------------------------------------------------------------------------

    def _on_run_changed(self, run: Run) -> None:
        is_known = any(each.id == run.id for each in self._runs)
        if not is_known:
            self.reload(run.id)
        self._runs = [run if each.id == run.id else each for each in self._runs]
        if self._run is not None and self._run.id == run.id:
            self._run = run
            self.curve.show_points(self.curve.points, most=run.max_steps)
            if run.state is RunState.FINISHED:
                self._show_run(run)  # its scores are there, though its curve may go on
            self._show_buttons()

    def _on_point(self, point: Point) -> None:
        if self._run is None or not self._is_current(self._run):
            return
        self.curve.add_point(point)
        best = self.curve.best
        words = self.tr("Step {step} of at most {most}, round {round} through the data").format(
            step=point.step, most=self._run.max_steps, round=point.epoch + 1
        )
        if best is not None:
            words += self.tr(" · best score {score} at step {best}").format(
                score=decimal(100 * (best.score or 0.0), 1), best=best.step
            )
        self.words.setText(words)
        self.progress.setRange(0, max(self._run.max_steps, 1))
        self.progress.setValue(point.step)

    def _on_stage(self, stage: str, done: int, total: int) -> None:
        if self._run is None or not self._is_current(self._run):
            return
        words = {
            "export": self.tr("Exporting the articles…"),
            "rehearse": self.tr("The origin reads articles that nobody has annotated…"),
            "pause": self.tr("Paused; nothing is lost."),
            "judge": self.tr("Scoring the best pipeline on dev and test…"),
        }
        if stage.startswith(_CURVE):
            self.words.setText(
                self.tr("Learning curve: training on {share} % of the data…").format(
                    share=stage.removeprefix(_CURVE)
                )
            )
            self.progress.setRange(0, total)
            self.progress.setValue(done)
        elif stage in words:
            self.words.setText(words[stage])
            if stage != "pause":
                self.progress.setRange(0, 0)

    def _on_ended(self, run: Run) -> None:
        was_shown = self._run is not None and self._run.id == run.id
        self._run = None if was_shown else self._run
        self.reload(run.id if was_shown else self._chosen_key)

    # -- buttons -----------------------------------------------------------------------------------

    def _on_pause(self) -> None:
        if self._training.is_paused:
            self._training.go_on()
        else:
            self._training.pause()
        self._show_buttons()

    def _on_finish(self) -> None:
        self._training.finish_now()
        self._show_buttons()

    def _on_use(self) -> None:
        if self._run is not None:
            self.suggester_wanted.emit(self._run)

    def _on_package(self) -> None:
        if self._run is not None:
            self.package_wanted.emit(self._run)

    def _on_folder(self) -> None:
        if self._run is not None:
            folder = self._run.path(self._project.path)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
