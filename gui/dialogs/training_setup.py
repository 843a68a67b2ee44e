"""What to train: components, steps, split; a page of the training dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotate.articles import ArticleState
from annotate.project import Project
from annotate.spans import Layer
from gui.dialogs.parts import field, note, plain
from gui.theme import SPACE
from gui.words import article_count

if TYPE_CHECKING:
    from annotate.training.export import ExportOptions
    from annotate.training.runs import Run

_MOST_STEPS = 100_000


class TrainingSetup(QWidget):
    """Asks what is to be learned; `problem` says what stands against it."""

    changed = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._build_components())
        column.addLayout(self._build_numbers())
        self.origin = QComboBox()
        column.addLayout(
            field(
                self.tr("Begin from"),
                self.origin,
                self.tr(
                    "A pipeline keeps what it knows: what it says of articles that nobody has "
                    "annotated is learned again beside your gold."
                ),
            )
        )
        self.unfinished = QCheckBox(self.tr("Also articles that are not marked done"))
        self.unfinished.toggled.connect(self._check)
        column.addWidget(self.unfinished)
        self.curve = QCheckBox(self.tr("Learning curve: also train on 25, 50 and 75 % of the data"))
        self.curve.setToolTip(
            self.tr(
                "Says what more annotation would bring; takes about two and a half times as long"
            )
        )
        column.addWidget(self.curve)
        self.words = plain()
        column.addWidget(self.words)
        self.problem_words = plain(name="danger")
        column.addWidget(self.problem_words)
        column.addWidget(
            note(
                self.tr(
                    "The articles are exported first, as with Export spaCy training data. Training "
                    "runs beside your work, on the processor, at low priority."
                )
            )
        )
        column.addStretch(1)
        self.reload()

    @property
    def problem(self) -> str:
        """What stands against training; empty when nothing does."""
        return self.problem_words.text()

    def options(self) -> ExportOptions:
        """What to export and to learn."""
        from annotate.training.export import ExportOptions
        from annotate.training.learning import Learning
        from annotate.training.splits import SplitRule

        train, dev, test = (box.value() for box in self.shares)
        boxes = {"ner": self.entities, "spancat": self.spans}
        return ExportOptions(
            split=SplitRule(train=train, dev=dev, test=test, seed=self.seed.value()),
            spans_key="sc" if self.group.currentIndex() else "",
            include_unfinished=self.unfinished.isChecked(),
            learning=Learning(
                components=tuple(name for name, box in boxes.items() if box.isChecked()),
                steps=self.steps.value(),
                spans=self.kind.currentData(),
                has_curve=self.curve.isChecked(),
                origin=self.origin.currentData() or "",
            ),
        )

    def reload(self) -> None:
        """Count the articles again."""
        rows = self._project.article_rows()
        self._done = sum(row.state is ArticleState.DONE for row in rows)
        self._usable = sum(row.state is not ArticleState.SKIPPED for row in rows)
        self._spans = dict.fromkeys(Layer, 0)
        for (layer, _), count in self._project.label_counts().items():
            self._spans[layer] += count
        self._offer_origins()
        self._check()

    @property
    def origin_run(self) -> Run | None:
        """The run whose pipeline the training begins from."""
        return self._origin_runs.get(str(self.origin.currentData()))

    # -- within ------------------------------------------------------------------------------------

    def _offer_origins(self) -> None:
        """Nothing, the trained pipelines of the project, installed ones, and our own model."""
        from annotate.suggesters import LISTS, SPACY_PREFIX, available
        from annotate.training.runs import RunState, best_pipeline, runs

        chosen = self.origin.currentData()
        self.origin.clear()
        self.origin.addItem(self.tr("nothing: it learns from your gold alone"), "")
        self._origin_runs: dict[str, Run] = {}
        for run in reversed(runs(self._project)):
            folder = best_pipeline(run.path(self._project.path))
            if run.state is RunState.FINISHED and (folder / "meta.json").is_file():
                name = SPACY_PREFIX + str(folder)
                self._origin_runs[name] = run
                self.origin.addItem(self.tr("run {number}").format(number=run.number), name)
        for info in available():
            if info.name != LISTS:
                self.origin.addItem(info.title, info.name)
        self.origin.setCurrentIndex(max(self.origin.findData(chosen), 0))

    def _build_components(self) -> QGridLayout:
        self.entities = QCheckBox(self.tr("Entities (ner)"))
        self.spans = QCheckBox(self.tr("Spans (spancat)"))
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Spans to learn"))
        self.group.addItems([self.tr("events"), self.tr("all spans, of both layers")])
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of span categorizer"))
        for words, kind in (
            (self.tr("as the spans ask"), "auto"),
            (self.tr("one label for each stretch"), "single"),
            (self.tr("any number of labels"), "overlapping"),
        ):
            self.kind.addItem(words, kind)
        for box in (self.entities, self.spans):
            box.setChecked(True)
            box.toggled.connect(self._check)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.addWidget(plain(self.tr("Learn"), wraps=False), 0, 0, 1, 3)
        grid.addWidget(self.entities, 1, 0)
        grid.addWidget(self.spans, 2, 0)
        grid.addWidget(self.group, 2, 1)
        grid.addWidget(self.kind, 2, 2)
        grid.setColumnStretch(3, 1)
        return grid

    def _build_numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.steps = QSpinBox()
        self.steps.setRange(0, _MOST_STEPS)
        self.steps.setSingleStep(100)
        self.steps.setSpecialValueText(self.tr("as the data asks"))
        self.steps.setMinimumWidth(140)
        row.addLayout(field(self.tr("Steps at most"), self.steps))
        self.shares: list[QSpinBox] = []
        for title, value in (
            (self.tr("Train %"), 80),
            (self.tr("Dev %"), 10),
            (self.tr("Test %"), 10),
        ):
            box = QSpinBox()
            box.setRange(0, 100)
            box.setValue(value)
            box.valueChanged.connect(self._check)
            self.shares.append(box)
            row.addLayout(field(title, box))
        self.seed = QSpinBox()
        self.seed.setRange(0, 1_000_000)
        row.addLayout(field(self.tr("Seed"), self.seed))
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        return row

    def _check(self) -> None:
        for box in (self.group, self.kind):
            box.setEnabled(self.spans.isChecked())
        count = self._usable if self.unfinished.isChecked() else self._done
        self.words.setText(
            self.tr(
                "To learn from and to score on: {articles}. Gold spans of the project: "
                "{entities} of entities, {events} of events."
            ).format(
                articles=article_count(count),
                entities=self._spans[Layer.ENTITY],
                events=self._spans[Layer.EVENT],
            )
        )
        problem = ""
        if not self.entities.isChecked() and not self.spans.isChecked():
            problem = self.tr("Choose what is to be learned.")
        elif sum(box.value() for box in self.shares) != 100:
            problem = self.tr("The shares must add up to 100.")
        elif not self.shares[0].value():
            problem = self.tr("Some articles must be for training.")
        elif not count:
            problem = self.tr("No article is marked done yet. Finish one, or include unfinished.")
        elif not any(self._spans.values()):
            problem = self.tr("There are no gold spans yet.")
        self.problem_words.setText(problem)
        self.changed.emit()
