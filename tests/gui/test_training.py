"""Training in the window: the dialog by its key, real widgets, the real worker, a real pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project
from annotate.spans import Layer
from annotate.training.judging import FOUND
from annotate.training.runs import (
    GOLD,
    KEPT,
    CurvePoint,
    Figures,
    Point,
    Run,
    RunState,
    Scores,
    best_pipeline,
    keep_run,
    runs,
)
from annotate.trust import is_trusted
from annotate.workers.jobs import ArticleSuggested
from gui.dialogs.messages import TrainingRunsDialog
from gui.dialogs.training import TrainingDialog
from gui.dialogs.training_package import PackageDialog
from gui.jobs import Jobs
from gui.plots.training_curve import TrainingCurve
from gui.theme import Appearance
from gui.training import Training
from tests.annotate.training.drilled import fill
from tests.gui.conftest import Desk, at_work
from tests.gui.test_dialogs import when_it_opens

WAIT = 90_000


@dataclass
class Room:
    """A window with workers on a project that a pipeline learns quickly."""

    desk: Desk
    jobs: Jobs
    project: Project

    def train(self) -> TrainingDialog:
        """Open the dialog by its key."""
        self.desk.press("Ctrl+Shift+T")
        dialog = self.desk.window.findChild(TrainingDialog)
        assert dialog is not None
        self.desk.qtbot.waitExposed(dialog)
        return dialog

    @property
    def training(self) -> Training:
        found = self.desk.window.training.findChild(Training)
        assert found is not None
        return found


@pytest.fixture
def room(empty_desk: Desk, make_project: Callable[..., Project]) -> Iterator[Room]:
    made = make_project("drilled", articles=(Article("new", "Karl Weiss met envoys in Doha."),))
    fill(made, 24)
    made.choose_suggesters(["lists"]).result()
    made.close()
    with at_work(empty_desk, made.path) as (jobs, project):
        yield Room(empty_desk, jobs, project)


def _setup(dialog: TrainingDialog, steps: int) -> None:
    dialog.setup.steps.setValue(steps)
    for box, share in zip(dialog.setup.shares, (60, 20, 20), strict=True):
        box.setValue(share)


@pytest.mark.slow
def test_a_project_trains_to_a_suggester_and_a_package(room: Room, tmp_path: Path) -> None:
    qtbot, dialog = room.desk.qtbot, room.train()
    assert dialog.list.count() == 1, "nothing was trained yet"
    assert "24 articles" in dialog.setup.words.text()
    _setup(dialog, 40)

    # It goes on, with its curve, and is judged.
    with qtbot.waitSignal(room.training.ended, timeout=WAIT):
        room.desk.click(dialog.start_button)
        qtbot.waitUntil(lambda: len(dialog.curve.points) > 2, timeout=WAIT)
        assert dialog.pause_button.isVisible()
        assert not dialog.start_button.isVisible()
        assert "Step" in dialog.words.text()
        assert room.training.is_running
    assert not room.training.is_running
    run = dialog.run
    assert run is not None
    assert run.state is RunState.FINISHED
    assert dialog.list.count() == 2
    assert dialog.list.item(1).text().startswith("#1 · ")
    assert runs(room.project) == [run], "the project lists it"
    assert "precision" in dialog.score_words.text()
    assert {row.name for row in dialog.tabs.bars.rows} == {"all", "PERSON", "GPE"}
    room.desk.click(dialog.switch.buttons[Layer.EVENT])
    assert {row.name for row in dialog.tabs.bars.rows} == {"all", "MEET", "ATTACK"}

    # One click, and it suggests in an article that it never saw.
    answers: list[ArticleSuggested] = []
    room.jobs.article_suggested.connect(answers.append)
    room.desk.session.open_article("new")
    room.desk.click(dialog.use_button)
    name = f"spacy:{best_pipeline(run.path(room.project.path))}"
    assert name in room.project.chosen_suggesters()
    assert is_trusted(name, room.desk.settings)
    assert "suggests from now on" in dialog.status.text()
    qtbot.waitUntil(
        lambda: any(p.suggester == name for p in room.project.proposals("new")), timeout=WAIT
    )
    found = {(p.start, p.end, p.label) for p in room.project.proposals("new")}
    assert (25, 29, "GPE") in found

    # And a package.
    def fill_in(ask: PackageDialog) -> None:
        ask.target.setText(str(tmp_path / "packages"))
        ask.version.setText("2.0.0")
        ask.accept()

    when_it_opens(PackageDialog, fill_in)
    with qtbot.waitSignal(room.training.packaged, timeout=WAIT):
        room.desk.click(dialog.package_button)
    assert list((tmp_path / "packages").glob("en_drilled-2.0.0/dist/*.whl"))
    assert "pip install" in dialog.status.text()
    dialog.close()


@pytest.mark.slow
def test_a_training_waits_goes_on_is_cancelled_and_trained_on(room: Room) -> None:
    qtbot, dialog = room.desk.qtbot, room.train()
    _setup(dialog, 4000)
    room.desk.click(dialog.start_button)
    qtbot.waitUntil(lambda: len(dialog.curve.points) > 1, timeout=WAIT)
    room.desk.click(dialog.pause_button)
    qtbot.waitUntil(lambda: "Paused" in dialog.words.text(), timeout=WAIT)
    assert dialog.pause_button.text() == "Go on"
    count = len(dialog.curve.points)
    room.desk.click(dialog.pause_button)
    qtbot.waitUntil(lambda: len(dialog.curve.points) > count, timeout=WAIT)
    with qtbot.waitSignal(room.training.ended, timeout=WAIT):
        room.desk.click(dialog.cancel_button)
    run = dialog.run
    assert run is not None
    assert run.state is RunState.CANCELLED
    assert not dialog.use_button.isVisible()
    with qtbot.waitSignal(room.training.ended, timeout=WAIT):
        room.desk.click(dialog.on_button)
        qtbot.waitUntil(lambda: len(dialog.curve.points) > 0, timeout=WAIT)
        room.desk.click(dialog.finish_button)
    after = dialog.run
    assert after is not None
    assert (after.state, after.continues) == (RunState.FINISHED, run.id)
    assert after.fingerprint == run.fingerprint
    assert [each.number for each in runs(room.project)] == [1, 2]
    dialog.close()


@pytest.mark.slow
def test_a_training_ends_with_its_project_and_outlives_its_dialog(room: Room) -> None:
    dialog = room.train()
    _setup(dialog, 4000)
    room.desk.click(dialog.start_button)
    room.desk.qtbot.waitUntil(lambda: len(dialog.curve.points) > 0, timeout=WAIT)
    dialog.close()
    window = room.desk.window
    room.desk.qtbot.waitUntil(lambda: window.findChild(TrainingDialog) is None)
    assert room.training.is_running
    window.activateWindow()
    room.desk.qtbot.waitUntil(window.isActiveWindow)
    again = room.train()
    assert again.run is not None
    assert again.pause_button.isVisible()
    room.desk.session.close_project()
    assert not room.training.is_running


def test_what_stands_against_training_is_said(room: Room) -> None:
    dialog = room.train()
    assert dialog.start_button.isEnabled()
    dialog.setup.shares[0].setValue(10)
    assert "add up to 100" in dialog.setup.problem
    assert not dialog.start_button.isEnabled()
    dialog.setup.shares[0].setValue(80)
    assert dialog.start_button.isEnabled()
    for box in (dialog.setup.entities, dialog.setup.spans):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert "Choose what" in dialog.setup.problem
    assert not dialog.setup.group.isEnabled()
    dialog.close()


def test_the_outlook_stays_while_a_run_is_compared_with_its_origin(
    room: Room, tmp_path: Path
) -> None:
    def scores(share: float) -> Scores:
        return {"dev": {"entity": Figures(share, share, share, 9)}}

    folder = tmp_path / "run"
    folder.mkdir()
    row = {"id": "new", "title": "", "gold": [["entity", 25, 29, "GPE"]]}
    (folder / GOLD).write_text(json.dumps({"dev": [row], KEPT: [row]}), encoding="utf-8")
    answers = {"new": [["entity", 25, 29, "GPE", 0.9]]}
    found = {"layers": ["entity"], "found": {"dev": answers, KEPT: answers}}
    (folder / FOUND).write_text(json.dumps(found), encoding="utf-8")
    curve = tuple(
        CurvePoint(share, articles, articles, scores(share / 200))
        for share, articles in ((25, 5), (50, 10), (75, 15))
    )
    whole = {**scores(0.5), KEPT: scores(1.0)["dev"]}
    run = Run("r1", 1, "2026-01-01", str(folder), RunState.FINISHED, ("ner",), scores=whole)
    keep_run(room.project, replace(run, articles={"train": 20}, curve=curve)).result()
    dialog = room.train()
    dialog.list.setCurrentRow(1)
    dialog.tabs.setCurrentIndex(dialog.curve_tab)
    said = dialog.outlook_words.text()
    assert "F1 50.0 with 20 articles" in said
    dialog.side.setFocus()
    QTest.keyClick(dialog.side, Qt.Key.Key_End)
    assert dialog.side.currentData() == KEPT
    assert "100.0" in dialog.score_words.text()
    assert dialog.outlook_words.text() == said
    dialog.close()


def test_runs_stand_side_by_side(room: Room) -> None:
    figures = {"entity": Figures(0.5, 0.5, 0.5, 40), "entity GPE": Figures(0.4, 0.4, 0.4, 9)}
    better = {**figures, "entity": Figures(0.75, 0.75, 0.75, 40)}
    first = Run("r1", 1, "2026-01-01", "x/r1", RunState.FINISHED, ("ner",), scores={"dev": figures})
    second = replace(first, id="r2", number=2, folder="x/r2", scores={"dev": better})
    failed = replace(first, id="r3", number=3, state=RunState.FAILED, problem="no", scores={})
    for run in (first, second, failed):
        keep_run(room.project, run).result()
    dialog = room.train()
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows[0] == "New training"
    assert rows[1] == "Side by side\n2 runs"
    assert rows[2].endswith("failed")
    assert rows[3].endswith("dev: entities 75.0")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    table = dialog.table
    assert table.isVisible()
    model = table.model()
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(column, across) for column in range(2)] == ["#2", "#1"]
    heads = [model.headerData(row, down) for row in range(model.rowCount())]
    row = heads.index("dev: F1 of entities")
    cells = [model.index(row, column) for column in range(2)]
    assert [cell.data() for cell in cells] == ["75.0", "50.0  (-25.0)"]
    assert "precision 75.0" in cells[0].data(Qt.ItemDataRole.ToolTipRole)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert "Failed: no" in dialog.words.text()
    assert not dialog.use_button.isVisible()
    dialog.close()


def test_the_curve_says_its_points_and_its_best(qtbot: QtBot, appearance: Appearance) -> None:
    curve = TrainingCurve(appearance)
    qtbot.addWidget(curve)
    curve.resize(500, 320)
    curve.show()
    assert curve.best is None
    assert not curve.grab().isNull(), "without a point it paints its axes"
    scores = {"ents_f": 0.5, "spans_events_f": 0.3}
    curve.show_points(
        [
            Point(0, 0, {"ner": 9.0, "tok2vec": 1.0}, 0.1, 0.1, scores),
            Point(5, 0, {"ner": 4.0, "tok2vec": 1.0}, 0.5),
        ],
        most=20,
    )
    assert curve.accessibleName() == "step 5: loss ner 4.00, tok2vec 1.00"
    curve.add_point(Point(10, 1, {"ner": 2.0}, 1.0, 0.4, scores, is_best=True))
    best = curve.best
    assert best is not None
    assert best.step == 10
    assert curve.accessibleName() == "step 10: score 40.0 on dev, loss ner 2.00"
    before = curve.grab().toImage()
    curve.add_point(Point(20, 2, {"ner": 1.0}, 2.0, 0.9, scores, is_best=True))
    assert curve.grab().toImage() != before


@pytest.mark.slow
def test_a_curve_is_trained_and_plotted_and_the_next_run_begins_from_this_one(room: Room) -> None:
    qtbot, dialog = room.desk.qtbot, room.train()
    _setup(dialog, 30)
    dialog.setup.curve.setChecked(True)
    seen: set[str] = set()
    room.training.stage_changed.connect(lambda stage, _done, _total: seen.add(stage))
    with qtbot.waitSignal(room.training.ended, timeout=2 * WAIT):
        room.desk.click(dialog.start_button)
        qtbot.waitUntil(lambda: "% of the data" in dialog.words.text(), timeout=WAIT)
        assert dialog.run is not None
        assert dialog.run.scores, "the whole is scored while its shares are trained on"
    assert {"curve 25", "curve 50", "curve 75"} <= seen
    run = dialog.run
    assert run is not None
    assert [point.share for point in run.curve] == [25, 50, 75]
    assert runs(room.project) == [run]
    assert dialog.tabs.isTabEnabled(dialog.curve_tab)
    dialog.tabs.setCurrentIndex(dialog.curve_tab)
    assert set(dialog.learning_curve.sides) == {"dev", "test"}
    assert "F1" in dialog.outlook_words.text()
    assert "articles" in dialog.learning_curve.accessibleName()
    room.desk.click(dialog.switch.buttons[Layer.EVENT])
    assert dialog.learning_curve.sides

    # The next one begins from it, and rehearses the article that nobody has annotated.
    dialog.list.setCurrentRow(0)
    origins = [dialog.setup.origin.itemText(i) for i in range(dialog.setup.origin.count())]
    assert origins[:2] == ["nothing: it learns from your gold alone", "run 1"]
    assert "Rules and gazetteers" in origins
    dialog.setup.origin.setCurrentIndex(1)
    dialog.setup.curve.setChecked(False)
    _setup(dialog, 10)
    with qtbot.waitSignal(room.training.ended, timeout=WAIT):
        room.desk.click(dialog.start_button)
    second = dialog.run
    assert second is not None
    assert second.state is RunState.FINISHED
    assert second.origin.endswith(str(best_pipeline(run.path(room.project.path))))
    assert second.rehearsed == 1
    assert "from #1, rehearsed: 1 article" in dialog.words.text()
    assert not dialog.tabs.isTabEnabled(dialog.curve_tab)
    rows = [dialog.table.verticalHeaderItem(i) for i in range(dialog.table.rowCount())]
    assert not rows, "filled when it is shown"
    dialog.list.setCurrentRow(1)
    heads = [dialog.table.verticalHeaderItem(i).text() for i in range(dialog.table.rowCount())]
    assert "began from" in heads
    dialog.close()


@pytest.mark.slow
def test_a_training_is_shown_without_its_dialog_and_not_ended_unasked(
    room: Room, tmp_path: Path
) -> None:
    qtbot, desk, dialog = room.desk.qtbot, room.desk, room.train()
    status = desk.window.status
    assert "training" not in status.suggester_text
    _setup(dialog, 20_000)
    room.desk.click(dialog.start_button)
    qtbot.waitUntil(lambda: "training…" in status.suggester_text, timeout=WAIT)
    dialog.close()
    qtbot.waitUntil(lambda: "training: step " in status.suggester_text, timeout=WAIT)
    assert "of 20000" in status.suggester_text
    path = room.project.path

    asked: list[str] = []

    def stay(found: TrainingRunsDialog) -> None:
        asked.append(found.heading.text())
        found.reject()

    for leave in (
        desk.window.close,
        desk.window.actions_["project.close"].trigger,
        lambda: desk.flows.open_path(str(tmp_path / "other.spandesk")),
    ):
        when_it_opens(TrainingRunsDialog, stay)
        leave()
        assert asked.pop() == "A training is still running"
        assert room.training.is_running
        assert desk.session.project is not None
        assert desk.session.project.path == path
        assert desk.window.isVisible()
    desk.flows.open_path(str(path))
    assert room.training.is_running, "it is open already"

    training = room.training
    when_it_opens(TrainingRunsDialog, TrainingRunsDialog.accept)
    desk.window.actions_["project.close"].trigger()
    assert not training.is_running
    assert desk.session.project is None
    assert "training" not in status.suggester_text
