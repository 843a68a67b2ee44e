"""One label for the same words: by real keys, here and in the project, and taken back at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.articles import Article, ArticleState
from annotate.errors import StoreFullError
from annotate.project import Project, ProposalBatch, Why
from annotate.propagation import Place, Standing
from annotate.same_words import ArticleHits, Hit
from annotate.spans import Layer
from annotate.store import bulk
from annotate.suggestions import Proposal
from gui.dialogs.propagation import PropagationDialog
from gui.jobs import Jobs
from gui.models.places import PlacesModel
from tests.gui.conftest import Desk

TEXTS = {
    "one": "Varna slept. Varna woke. Old Varna sang, and Varna <b>danced</b>.",
    "two": "From Varna to Ruse.\nVarna again, Varnaite not.",
    "three": "Nothing of the kind.",
    "four": "Varna is done.",
}
TICK = Qt.CheckState.Checked


@pytest.fixture
def varna(empty_desk: Desk, make_project: Callable[..., Project]) -> Iterator[Desk]:
    """A window with four articles, the first one open at its first suggestion, and workers."""
    states = {"four": ArticleState.DONE}
    project = make_project(
        "varna",
        articles=tuple(
            Article(name, text, title=f"The {name}", state=states.get(name, ArticleState.NEW))
            for name, text in TEXTS.items()
        ),
    )
    first = Proposal(0, 5, "GPE", Layer.ENTITY, 0.8, "rules", "")
    other = Proposal(5, 10, "ORG", Layer.ENTITY, 0.4, "rules", "")
    project.write_suggestions("one", [ProposalBatch("rules", "1", (first,))]).result()
    project.write_suggestions("two", [ProposalBatch("rules", "1", (other,))]).result()
    project.close()
    jobs = Jobs()
    empty_desk.session.attach_jobs(jobs)
    empty_desk.flows.attach_jobs(jobs)
    empty_desk.flows.open_path(str(project.path))
    empty_desk.window.pane.view.setFocus()
    empty_desk.qtbot.waitUntil(empty_desk.window.pane.view.hasFocus)
    assert empty_desk.session.focused is not None
    jobs.start()
    yield empty_desk
    empty_desk.session.close_project()
    jobs.close()


def with_dialog(desk: Desk, key: str, do: Callable[[PropagationDialog], None]) -> None:
    """Press `key` and use the dialog that comes."""
    seen: list[PropagationDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PropagationDialog):
            QTimer.singleShot(10, look)
            return
        seen.append(dialog)
        try:
            do(dialog)
        except BaseException:
            dialog.reject()
            raise

    QTimer.singleShot(0, look)
    desk.press(key)
    assert seen
    # What a window manager does after a dialog has closed, and the offscreen platform not.
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)


def found_all(desk: Desk, dialog: PropagationDialog) -> None:
    desk.qtbot.waitUntil(lambda: "searching" not in dialog.summary, timeout=20_000)
    desk.qtbot.waitUntil(lambda: not dialog._progress.isVisible(), timeout=20_000)


def project_of(desk: Desk) -> Project:
    assert desk.session.project is not None
    return desk.session.project


def gold(desk: Desk, article_id: str) -> list[tuple[int, str]]:
    project_of(desk).flush()
    return [(span.start, span.label) for span in project_of(desk).annotations(article_id).spans]


def test_p_labels_the_ticked_places_here(varna: Desk) -> None:
    def do(dialog: PropagationDialog) -> None:
        assert "3 places" in dialog.summary
        varna.press("Down", "Space", into=dialog.tree)  # the first hit is left out
        varna.qtbot.waitUntil(lambda: "2 ticked" in dialog.summary)
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "P", do)
    assert gold(varna, "one") == [(0, "GPE"), (29, "GPE"), (45, "GPE")]
    assert gold(varna, "two") == []
    varna.press("Ctrl+Z")
    assert gold(varna, "one") == []


def test_shift_p_labels_the_project_as_one_step(varna: Desk) -> None:
    def do(dialog: PropagationDialog) -> None:
        found_all(varna, dialog)
        assert "5 places · in 2 articles · 5 ticked · 1 more in articles" in dialog.summary
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "Shift+P", do)
    assert [start for start, _ in gold(varna, "one")] == [0, 13, 29, 45]
    assert gold(varna, "two") == [(5, "GPE"), (20, "GPE")]
    assert gold(varna, "four") == []
    assert "5 spans in 2 articles" in varna.window.banner.text
    varna.settle()
    assert project_of(varna).annotations("two").state is ArticleState.NEW
    rows = {row.id: row.spans for row in project_of(varna).article_rows()}
    assert rows == {"one": 4, "two": 2, "three": 0, "four": 0}
    assert [entry.why for entry in project_of(varna).history()] == [Why.BULK] * 2
    assert project_of(varna).check() == []


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(varna: Desk) -> None:
    before = {name: project_of(varna).annotations(name).snapshot() for name in TEXTS}

    def do(dialog: PropagationDialog) -> None:
        found_all(varna, dialog)
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "Shift+P", do)
    varna.settle()
    after = {name: project_of(varna).annotations(name).snapshot() for name in TEXTS}
    varna.session.open_article("three")
    varna.press("Ctrl+Z")
    varna.settle()
    assert {name: project_of(varna).annotations(name).snapshot() for name in TEXTS} == before
    assert varna.session.desk is not None
    assert varna.session.desk.article.id in {"one", "two"}
    varna.session.open_article("two")
    varna.press("Ctrl+Y")
    varna.settle()
    assert {name: project_of(varna).annotations(name).snapshot() for name in TEXTS} == after
    assert [span.label for span in varna.session.desk.spans] == ["GPE", "GPE"]
    assert project_of(varna).check() == []


def test_done_articles_take_part_when_ticked(varna: Desk) -> None:
    def do(dialog: PropagationDialog) -> None:
        found_all(varna, dialog)
        varna.click(dialog.with_finished)
        varna.qtbot.waitUntil(lambda: "6 ticked" in dialog.summary)
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "Shift+P", do)
    assert gold(varna, "four") == [(0, "GPE")]
    varna.settle()
    assert project_of(varna).annotations("four").state is ArticleState.DONE


def test_leaving_the_dialog_changes_nothing(varna: Desk) -> None:
    with_dialog(varna, "Shift+P", lambda dialog: varna.press("Esc", into=dialog.tree))
    assert not varna.session.undo_stack.count()
    assert gold(varna, "two") == []


def test_the_scope_can_be_changed_in_the_dialog(varna: Desk) -> None:
    def do(dialog: PropagationDialog) -> None:
        assert not dialog.with_finished.isVisible()
        varna.press("Down", into=dialog.scope)
        found_all(varna, dialog)
        assert "in 2 articles" in dialog.summary
        varna.press("Up", into=dialog.scope)
        varna.qtbot.waitUntil(lambda: "3 places" in dialog.summary)
        varna.press("Esc", into=dialog.tree)

    with_dialog(varna, "P", do)


def test_words_that_stand_alone_here_are_looked_for_in_the_project(varna: Desk) -> None:
    varna.session.create_span(13, 24, layer=Layer.ENTITY, label="ORG")
    varna.press("P")
    assert "stands here only once" in varna.window.banner.text


def test_a_project_that_cannot_be_written_in_gives_the_step_back(
    varna: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError(path="varna.spandesk", reason="full")

    failures: list[object] = []
    varna.session.failed.connect(failures.append)

    def do(dialog: PropagationDialog) -> None:
        found_all(varna, dialog)
        monkeypatch.setattr(bulk, "write_edits", full)
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "Shift+P", do)
    varna.qtbot.waitUntil(lambda: bool(failures))
    monkeypatch.undo()
    assert varna.session.desk is not None
    assert len(varna.session.desk.spans) == 0
    assert gold(varna, "two") == []
    assert not varna.session.undo_stack.canUndo()
    varna.session.create_span(0, 5, layer=Layer.ENTITY, label="GPE")
    assert gold(varna, "one") == [(0, "GPE")]


def test_a_place_inside_a_longer_suggestion_is_listed_unticked_and_says_why(varna: Desk) -> None:
    project = project_of(varna)
    start = TEXTS["one"].index("Old Varna")
    longer = Proposal(start, start + 9, "GPE", Layer.ENTITY, 0.7, "rules", "")
    first = Proposal(0, 5, "GPE", Layer.ENTITY, 0.8, "rules", "")
    other = TEXTS["two"].index("Varna to Ruse")
    far = Proposal(other, other + 13, "GPE", Layer.ENTITY, 0.7, "rules", "")
    project.write_suggestions("one", [ProposalBatch("rules", "2", (first, longer))]).result()
    project.write_suggestions("two", [ProposalBatch("rules", "2", (far,))]).result()
    varna.session.read_again()
    assert varna.session.focused is not None

    def do(dialog: PropagationDialog) -> None:
        found_all(varna, dialog)
        assert "5 places · in 2 articles · 3 ticked" in dialog.summary
        texts = [PlacesModel.standing_text(hit) for hit in dialog.model.hits]
        assert texts == [
            "",
            "inside the suggested GPE Old Varna",
            "",
            "inside the suggested GPE Varna to Ruse",
            "",
        ]
        varna.press("Return", into=dialog.button)

    with_dialog(varna, "Shift+P", do)
    assert gold(varna, "one") == [(0, "GPE"), (13, "GPE"), (45, "GPE")]
    assert gold(varna, "two") == [(20, "GPE")]
    assert varna.session.desk is not None
    assert [item.start for item in varna.session.desk.suggestions] == [start]


# -- the model -------------------------------------------------------------------------------------


def hit(start: int, standing: Standing = Standing.FREE, *there: str) -> Hit:
    return Hit(Place(start, start + 1, standing), "before", "after", there)


def article(name: str, *hits: Hit, state: ArticleState = ArticleState.NEW) -> ArticleHits:
    return ArticleHits(name, f"Title {name}", state, hits)


@pytest.fixture
def model(qtbot: QtBot) -> PlacesModel:
    model = PlacesModel()
    model.words = "x"
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.add([article("a", hit(0), hit(1, Standing.TAKEN, "ORG"), hit(2))])
    model.add(
        [
            article("b", hit(0, Standing.LABELLED)),
            article("c", hit(7), state=ArticleState.DONE),
            article("d", hit(3)),
        ]
    )
    return model


def chosen(model: PlacesModel) -> dict[str, list[int]]:
    return {name: [place.start for place in places] for name, places in model.chosen.items()}


def test_only_what_can_take_the_label_has_a_tick(model: PlacesModel) -> None:
    assert chosen(model) == {"a": [0, 2], "d": [3]}
    first = model.index(0, 0)
    role = Qt.ItemDataRole.CheckStateRole
    assert [model.index(row, 0, first).data(role) for row in range(3)] == [TICK, None, TICK]
    assert model.index(1, 0).data(role) is None
    assert model.index(1, 0, first).data() == "…before«x»after…  – ORG lies here"
    assert model.index(0, 0, model.index(1, 0)).data().endswith("has the label")


def test_a_tick_on_an_article_is_for_all_of_it(model: PlacesModel) -> None:
    role = Qt.ItemDataRole.CheckStateRole
    first = model.index(0, 0)
    assert model.setData(model.index(0, 0, first), Qt.CheckState.Unchecked, role)
    assert first.data(role) == Qt.CheckState.PartiallyChecked
    assert model.setData(first, TICK, role)
    assert chosen(model)["a"] == [0, 2]
    assert model.setData(first, Qt.CheckState.Unchecked, role)
    assert first.data(role) == Qt.CheckState.Unchecked
    assert chosen(model) == {"d": [3]}
    assert not model.setData(model.index(1, 0), TICK, role)
    assert not model.setData(first, TICK)


def test_all_and_none(model: PlacesModel) -> None:
    model.tick_all(False)
    assert chosen(model) == {}
    model.show_finished(True)
    model.tick_all(True)
    assert chosen(model) == {"a": [0, 2], "c": [7], "d": [3]}
    assert model.finished == 1
    model.clear()
    assert model.rowCount() == 0
