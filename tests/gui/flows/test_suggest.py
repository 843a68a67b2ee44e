"""Evaluation in the window with the real worker, and thresholds that show their effect at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotate.articles import Article, ArticleState
from annotate.evaluation.calibration import BINS
from annotate.evaluation.expected import SCORES, Curve, Expectations
from annotate.own_lists.keeping import put_entries
from annotate.own_lists.values import LISTS, ListEntry
from annotate.project import Project
from annotate.spans import Layer
from annotate.suggestions import Hidden, HideRules
from gui.dialogs.evaluation import EvaluationDialog
from gui.dialogs.hide_weak import HideWeakDialog
from gui.evaluating import Evaluating
from gui.jobs import Jobs
from tests.annotate.evaluation.test_running import ANA, TEXT, UNION, VARNA, put_gold
from tests.gui.conftest import Desk, at_work
from tests.gui.test_dialogs import when_it_opens

WAIT = 120_000
ENTITY = Layer.ENTITY


@dataclass
class Room:
    """A window with workers on a project with two done articles and one that is not."""

    desk: Desk
    jobs: Jobs
    project: Project

    def evaluate(self) -> EvaluationDialog:
        """Open the dialog by its key."""
        self.desk.press("Ctrl+Alt+E")
        dialog = self.desk.window.findChild(EvaluationDialog)
        assert dialog is not None
        self.desk.qtbot.waitExposed(dialog)
        return dialog

    def run(self, dialog: EvaluationDialog) -> None:
        """Press the button and wait for the figures."""
        with self.desk.qtbot.waitSignal(self.evaluating.finished, timeout=WAIT):
            self.desk.click(dialog.start_button)

    @property
    def evaluating(self) -> Evaluating:
        found = self.desk.window.suggest_flows.findChild(Evaluating)
        assert found is not None
        return found


@pytest.fixture
def room(empty_desk: Desk, make_project: Callable[..., Project], qtbot: QtBot) -> Iterator[Room]:
    made = make_project(
        "done",
        articles=tuple(Article(each, f"{TEXT} {each}", title=f"Article {each}") for each in "abc"),
    )
    gold = ((UNION, "ORG"), (ANA, "PERSON"), (VARNA, "GPE"))
    for article_id in "ab":
        put_gold(made, article_id, *gold)
    put_entries(
        made,
        "Names",
        [
            ListEntry("Harbour Union", "ORG", ENTITY, score=0.9),
            ListEntry("Petrova", "PERSON", ENTITY, score=0.7),
            ListEntry("Varna", "ORG", ENTITY, score=0.6),
        ],
    )
    made.choose_suggesters([LISTS]).result()
    made.close()
    with at_work(empty_desk, made.path) as (jobs, project):
        yield Room(empty_desk, jobs, project)


# -- evaluation ------------------------------------------------------------------------------------


def test_what_an_evaluation_is_can_be_read_before_it(room: Room) -> None:
    dialog = room.evaluate()
    QApplication.processEvents()
    labels = [label for label in dialog.pages.findChildren(QLabel) if label.isVisible()]
    assert len(labels) == 2
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())
    assert labels[0].geometry().bottom() < labels[1].geometry().top()


def test_the_figures_of_the_done_articles(room: Room) -> None:
    dialog = room.evaluate()
    assert dialog.suggesters.currentText() == "My lists"
    assert not dialog.copy_button.isEnabled()
    room.run(dialog)
    assert "2 articles" in dialog.words.text()
    assert "precision 33.3 · recall 33.3" in dialog.words.text()
    first, *rest = dialog.bars.rows
    assert first.scores.strict.gold == 6
    assert {row.name for row in rest} == {"ORG", "PERSON", "GPE"}
    assert dialog.matrix.labels == ("PERSON", "ORG", "GPE")
    assert dialog.matrix.count("GPE", "ORG") == 2
    assert dialog.matrix.count("ORG", "ORG") == 2
    assert dialog.articles.count() == 2
    assert not dialog.switch.buttons[Layer.EVENT].isEnabled(), "there is nothing to show"
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("2 articles, 6 gold spans, 6 suggestions of lists")
    assert dialog.start_button.text() == "Evaluate again"
    room.run(dialog)
    assert dialog.bars.rows[0].scores.strict.gold == 6
    dialog.close()


def test_a_cell_shows_its_cases_and_a_case_its_place(room: Room) -> None:
    dialog = room.evaluate()
    room.run(dialog)
    dialog.tabs.setCurrentIndex(1)
    matrix = dialog.matrix
    place = matrix.cell_rect(2, 1).center().toPoint()
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    cases = dialog.cell_cases
    assert [cases.item(row).text() for row in range(cases.count())] == [
        "GPE “Varna”, suggested ORG “Varna”"
    ] * 2
    assert cases.title.text() == "GPE → ORG"
    room.desk.session.open_article("c")
    spot = cases.visualItemRect(cases.item(1)).center()
    QTest.mouseClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert room.desk.session.desk is not None
    assert room.desk.session.desk.article.id == "b"
    assert room.desk.session.selection == VARNA
    dialog.close()


def test_other_boundaries_are_cases_of_their_own(room: Room) -> None:
    dialog = room.evaluate()
    room.run(dialog)
    dialog.matrix.cell_chosen.emit("PERSON", "PERSON")
    assert dialog.cell_cases.title.text() == "PERSON with other boundaries"
    assert dialog.cell_cases.item(0).text() == ("PERSON “Ana Petrova”, suggested PERSON “Petrova”")
    dialog.close()


def test_one_click_opens_a_bad_article(room: Room) -> None:
    dialog = room.evaluate()
    room.run(dialog)
    dialog.tabs.setCurrentIndex(3)
    assert "F1 33 · 2 missed · 2 not right" in dialog.articles.item(0).text()
    assert dialog.cases.count() == 2
    room.desk.session.open_article("c")
    spot = dialog.articles.visualItemRect(dialog.articles.item(1)).center()
    QTest.mouseClick(dialog.articles.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert room.desk.session.desk is not None
    assert room.desk.session.desk.article.id == "b"
    dialog.close()


def test_calibration_is_in_words_too(room: Room) -> None:
    dialog = room.evaluate()
    room.run(dialog)
    assert ": 6 suggestions." in dialog.calibration_words.text()
    assert len(dialog.reliability._calibration.bins) == BINS
    dialog.close()


def test_another_suggester_can_be_evaluated(room: Room) -> None:
    dialog = room.evaluate()
    names = [dialog.suggesters.itemText(place) for place in range(dialog.suggesters.count())]
    dialog.suggesters.setCurrentIndex(names.index("Trigger lexicon"))
    room.run(dialog)
    assert "suggestions of lexicon" in dialog.as_text()
    assert room.project.chosen_suggesters() == (LISTS,)
    assert "lexicon" not in room.project.suggester_runs("a"), "nothing is stored"
    dialog.close()


def test_what_is_stored_is_not_made_again(room: Room) -> None:
    """Suggestions of the present version are taken from the project, not from a new run."""
    session, project = room.desk.session, room.project
    session.suggest_all()
    suggesting = session.suggesting
    assert suggesting is not None
    room.desk.qtbot.waitUntil(
        lambda: (
            all(LISTS in project.suggester_runs(each) for each in "abc")
            and not suggesting.state.total
            and not suggesting.state.is_waiting
        ),
        timeout=WAIT,
    )
    seen: list[bool] = []
    room.jobs.article_suggested.connect(
        lambda answer: seen.extend(
            run.is_skipped for run in answer.runs if "evaluation" in answer.article_id
        )
    )
    dialog = room.evaluate()
    room.run(dialog)
    assert seen == [True, True]
    assert dialog.bars.rows[0].scores.strict.found == 6
    assert dialog.bars.rows[0].scores.strict.right == 2
    dialog.close()


def test_what_the_project_hides_can_stay_out(room: Room) -> None:
    room.desk.session.hide_by(HideRules(min_score=0.65))
    dialog = room.evaluate()
    room.run(dialog)
    assert dialog.bars.rows[0].scores.strict.found == 6
    best = dialog.curve.best
    assert best is not None
    assert (best.score, best.precision, best.count) == (0.72, 1.0, 2)
    dialog.as_shown.click()
    room.run(dialog)
    assert dialog.bars.rows[0].scores.strict.found == 4
    dialog.close()


def test_it_can_be_stopped(room: Room) -> None:
    dialog = room.evaluate()
    with room.desk.qtbot.waitSignal(room.evaluating.cancelled, timeout=WAIT):
        dialog.start()
        assert dialog.start_button.text() == "Stop"
        dialog.start()
    assert "Stopped" in dialog.words.text()
    assert not dialog.progress.isVisible()
    room.run(dialog)
    dialog.close()


def test_closing_stops_it_and_so_does_the_project(room: Room) -> None:
    dialog = room.evaluate()
    dialog.start()
    dialog.close()
    assert not room.evaluating.is_running
    dialog = room.evaluate()
    dialog.start()
    room.desk.session.close_project()
    assert not room.evaluating.is_running
    assert not dialog.isVisible(), "it goes with its project"


def test_without_a_done_article_it_says_so(room: Room) -> None:
    for article_id in "ab":
        room.desk.session.open_article(article_id)
        room.desk.session.set_article_state(ArticleState.IN_PROGRESS)
        room.desk.settle()
    dialog = room.evaluate()
    with room.desk.qtbot.waitSignal(room.evaluating.failed, timeout=WAIT):
        room.desk.click(dialog.start_button)
    assert "is marked done" in dialog.words.text()
    dialog.close()


def test_the_key_again_brings_the_same_window(room: Room) -> None:
    dialog = room.evaluate()
    room.desk.window.activateWindow()
    assert room.evaluate() is dialog
    dialog.close()


# -- thresholds ------------------------------------------------------------------------------------


def shown(desk: Desk) -> list[str]:
    assert desk.session.desk is not None
    return [desk.session.desk.surface(item) for item in desk.session.desk.suggestions]


def test_a_slider_shows_its_effect_at_once_and_cancel_takes_it_back(desk: Desk) -> None:
    assert shown(desk) == ["Ana Petrova", "met", "Lisbon", "Shelling", "Varna"]

    def use(dialog: HideWeakDialog) -> None:
        dialog.slider.setValue(70)
        assert shown(desk) == ["Ana Petrova", "Lisbon", "Shelling"]
        dialog.rows[ENTITY, "PERSON"].slider.setValue(90)
        assert shown(desk) == ["Lisbon", "Shelling"]
        dialog.reject()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()
    assert shown(desk) == ["Ana Petrova", "met", "Lisbon", "Shelling", "Varna"]
    assert desk.session.project is not None
    assert desk.session.project.hide_rules() == HideRules(labels=desk.session.project.schema.names)


def test_a_label_has_a_threshold_of_its_own(desk: Desk, project_path: Path) -> None:
    def use(dialog: HideWeakDialog) -> None:
        row = dialog.rows[ENTITY, "ORG"]
        assert not row.reset.isEnabled()
        row.slider.setValue(50)
        assert row.figure.text() == "0.50"
        assert row.here.text() == "0/1"
        assert row.reset.isEnabled()
        dialog.slider.setValue(85)
        assert row.figure.text() == "0.50", "it does not follow the others"
        assert dialog.rows[ENTITY, "GPE"].figure.text() == "0.85"
        dialog.accept()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()
    assert shown(desk) == ["Lisbon", "Shelling"]
    desk.session.close_project()
    with Project.open(project_path, read_only=True) as project:
        rules = project.hide_rules()
        assert (rules.min_score, dict(rules.label_scores)) == (0.85, {(ENTITY, "ORG"): 0.5})
        hidden = {
            item.label: item.hidden
            for item in project.open_article("one").all_suggestions
            if item.hidden is not None
        }
    assert hidden["ORG"] is Hidden.BELOW


def test_a_label_goes_back_to_the_others(desk: Desk) -> None:
    def use(dialog: HideWeakDialog) -> None:
        dialog.set_own((ENTITY, "ORG"), 0.9)
        row = dialog.rows[ENTITY, "ORG"]
        desk.click(row.reset)
        assert row.figure.text() == "0.00"
        assert dict(dialog.rules.label_scores) == {}
        dialog.accept()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()
    assert len(shown(desk)) == 5


def test_layers_are_shown_one_by_one(desk: Desk) -> None:
    def use(dialog: HideWeakDialog) -> None:
        assert dialog.rows[ENTITY, "ORG"].slider.isVisible()
        assert not dialog.rows[Layer.EVENT, "MEET"].slider.isVisible()
        desk.click(dialog.segments[Layer.EVENT])
        assert dialog.rows[Layer.EVENT, "MEET"].slider.isVisible()
        assert not dialog.rows[ENTITY, "ORG"].slider.isVisible()
        dialog.reject()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()


def test_what_to_expect_comes_from_the_model_then_from_the_own_articles(desk: Desk) -> None:
    def use(dialog: HideWeakDialog) -> None:
        row = dialog.rows[ENTITY, "PERSON"]
        models = row.precision.text()
        assert models.endswith("%")
        assert row.precision.objectName() == "muted"
        words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
        assert "From 10 done articles on" in words
        curve = Curve(40, tuple(0.61 for _ in SCORES), tuple(0.41 for _ in SCORES))
        dialog.set_own_figures(Expectations({(ENTITY, "PERSON"): curve}, articles=12))
        assert (row.precision.text(), row.recall.text()) == ("61%", "41%")
        assert row.precision.objectName() == ""
        assert row.precision.font().bold() or row.precision.font().weight() > 400
        words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
        assert "of your 12 done articles" in words
        dialog.reject()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()


def test_the_own_articles_are_measured_by_a_job(room: Room) -> None:
    """With two done articles there are no own figures; that the job ran shows in the count."""
    answers: list[Expectations] = []
    room.jobs.job_finished.connect(
        lambda _, value: answers.append(value) if isinstance(value, Expectations) else None
    )

    def use(dialog: HideWeakDialog) -> None:
        room.desk.qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
        assert dialog._yours.curves == {}
        dialog.reject()

    when_it_opens(HideWeakDialog, use)
    room.desk.window.suggest_flows.hide_weak()
    (answer,) = answers
    assert answer.articles <= 2
