"""Lists and evaluation with the real workers: long files, long lists, failing suggesters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.evaluation.expected import FEWEST_ARTICLES, FEWEST_SPANS
from annotate.evaluation.running import Run
from annotate.own_lists.keeping import put_entries
from annotate.own_lists.values import LISTS, ListEntry
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.dialogs.hide_weak import HideWeakDialog
from gui.dialogs.own_list_import import ImportListDialog, RefusedDialog
from gui.dialogs.own_lists import OwnListsDialog
from gui.evaluating import Evaluating
from gui.jobs import Jobs
from tests.annotate.evaluation.test_running import TEXT, UNION, VARNA, put_gold
from tests.faults.bad_suggesters import HERE
from tests.gui.conftest import Desk
from tests.gui.test_dialogs import when_it_opens

WAIT = 120_000
ENTITY = Layer.ENTITY


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs(extra_suggesters=(("raises", f"{HERE}:raises"),))
    yield jobs
    jobs.close()


@pytest.fixture
def working(
    empty_desk: Desk, jobs: Jobs, make_project: Callable[..., Project]
) -> Iterator[Callable[[int], Desk]]:
    """Make a window with workers on a project of so many done articles."""

    def make(done: int) -> Desk:
        articles = tuple(
            Article(str(each), f"{TEXT} {each}", title=f"Article {each}")
            for each in range(max(done, 1))
        )
        made = make_project("work", articles=articles)
        for each in range(done):
            put_gold(made, str(each), (UNION, "ORG"), (VARNA, "GPE"))
        made.choose_suggesters([LISTS]).result()
        made.close()
        empty_desk.session.attach_jobs(jobs)
        empty_desk.flows.attach_jobs(jobs)
        empty_desk.flows.open_path(str(made.path))
        jobs.start()
        return empty_desk

    yield make
    empty_desk.session.close_project()
    jobs.close()
    QApplication.processEvents()


def lists_of(desk: Desk) -> OwnListsDialog:
    desk.window.suggest_flows.show_lists()
    dialog = desk.window.findChild(OwnListsDialog)
    assert dialog is not None
    desk.qtbot.waitExposed(dialog)
    return dialog


# -- lists -----------------------------------------------------------------------------------------


def test_a_long_file_is_read_beside_the_window(
    working: Callable[[int], Desk], tmp_path: Path
) -> None:
    desk = working(0)
    dialog = lists_of(desk)
    path = tmp_path / "firms.csv"
    lines = "".join(f"Firm {number},ORG\n" for number in range(5_000))
    path.write_text(f"text,label\n{lines}Harbour Union,ORG\n", encoding="utf-8")
    when_it_opens(ImportListDialog, lambda asked: asked.accept())
    dialog.import_file(path)
    assert dialog.model.rowCount() == 0, "it is on its way"
    desk.qtbot.waitUntil(lambda: dialog.model.rowCount() == 5_001, timeout=WAIT)
    # The preview of a long list is made on another thread.
    desk.qtbot.waitUntil(lambda: dialog.preview.rows.count() == 1, timeout=WAIT)
    assert "[Harbour Union]" in dialog.preview.rows.item(0).text()
    desk.qtbot.waitUntil(
        lambda: any(LISTS in item.suggester for item in desk.session.desk.suggestions),  # type: ignore[union-attr]
        timeout=WAIT,
    )
    dialog.close()


def test_refused_lines_of_a_file_read_beside_the_window(
    working: Callable[[int], Desk], tmp_path: Path
) -> None:
    desk = working(0)
    dialog = lists_of(desk)
    path = tmp_path / "l.csv"
    path.write_text("text,label\nRiga,GPE\nx,NOPE\n", encoding="utf-8")
    seen: list[str] = []

    def look(refused: RefusedDialog) -> None:
        seen.extend(refused._lines)
        refused.accept()

    when_it_opens(ImportListDialog, lambda asked: asked.accept())
    dialog.import_file(path)
    when_it_opens(RefusedDialog, look)
    desk.qtbot.waitUntil(lambda: bool(seen), timeout=WAIT)
    assert dialog.model.rowCount() == 1
    dialog.close()


def test_a_file_that_cannot_be_read_is_told_when_it_is_known(
    working: Callable[[int], Desk], tmp_path: Path
) -> None:
    desk = working(0)
    dialog = lists_of(desk)
    path = tmp_path / "l.json"
    path.write_text("{", encoding="utf-8")
    when_it_opens(ImportListDialog, lambda asked: asked.accept())
    dialog.import_file(path)
    desk.qtbot.waitUntil(dialog.words.isVisible, timeout=WAIT)
    assert "l.json, line 1 is not JSON" in dialog.words.text()
    # Another file can follow.
    path.write_text('[{"text": "Riga", "label": "GPE"}]', encoding="utf-8")
    when_it_opens(ImportListDialog, lambda asked: asked.accept())
    dialog.import_file(path)
    desk.qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=WAIT)
    dialog.close()


def test_typing_goes_before_a_late_preview_of_the_list(working: Callable[[int], Desk]) -> None:
    desk = working(0)
    project = desk.session.project
    assert project is not None
    put_entries(
        project,
        "Firms",
        [ListEntry(f"Firm {number}", "ORG", ENTITY) for number in range(3_000)],
    )
    dialog = lists_of(desk)
    dialog.entry.text.setText("Varna")
    assert dialog.preview.rows.count() == 1
    dialog.preview._on_found("a job of before", [])
    assert dialog.preview.rows.count() == 1
    dialog.entry.text.clear()
    desk.qtbot.waitUntil(lambda: dialog.preview.rows.count() == 0, timeout=WAIT)
    dialog.close()


# -- evaluation ------------------------------------------------------------------------------------


def evaluated(desk: Desk, jobs: Jobs, names: list[str]) -> Run:
    evaluating = Evaluating(desk.session, jobs)
    with desk.qtbot.waitSignal(evaluating.finished, timeout=WAIT) as finished:
        evaluating.start(names)
        evaluating.start(names)  # one at a time: this one is not heard
    assert not evaluating.is_running
    run = finished.args[0]
    assert isinstance(run, Run)
    return run


def test_articles_on_which_a_suggester_fails_are_left_out(
    working: Callable[[int], Desk], jobs: Jobs
) -> None:
    desk = working(3)
    run = evaluated(desk, jobs, ["raises", LISTS])
    assert run.evaluation is not None
    assert run.evaluation.failed == 3
    assert run.evaluation.articles == ()
    assert len(run.errors) == 3


def test_many_articles_are_asked_about_a_few_at_a_time(
    working: Callable[[int], Desk], jobs: Jobs
) -> None:
    desk = working(11)
    project = desk.session.project
    assert project is not None
    put_entries(project, "Names", [ListEntry("Harbour Union", "ORG", ENTITY)])
    run = evaluated(desk, jobs, [LISTS])
    assert run.evaluation is not None
    strict = run.evaluation.of_layer(ENTITY).strict
    assert (strict.right, strict.found, strict.gold) == (11, 11, 22)
    assert len(run.evaluation.articles) == 11


def test_the_own_figures_come_while_the_thresholds_are_chosen(
    working: Callable[[int], Desk],
) -> None:
    number = max(FEWEST_ARTICLES, FEWEST_SPANS)
    desk = working(number)
    project = desk.session.project
    assert project is not None
    project.choose_suggesters(["rules"]).result()
    proposals = (
        Proposal(*UNION, "ORG", ENTITY, 0.9, "rules"),
        Proposal(*VARNA, "ORG", ENTITY, 0.4, "rules"),
    )
    for each in range(number):
        project.write_suggestions(str(each), [ProposalBatch("rules", "1", proposals)]).result()

    def use(dialog: HideWeakDialog) -> None:
        row = dialog.rows[ENTITY, "ORG"]
        desk.qtbot.waitUntil(lambda: row.precision.text() == "50%", timeout=WAIT)
        assert row.recall.text() == "100%"
        assert (
            row.precision.font().weight() > dialog.rows[ENTITY, "PERSON"].precision.font().weight()
        )
        row.slider.setValue(60)
        assert row.precision.text() == "100%"
        dialog.reject()

    when_it_opens(HideWeakDialog, use)
    desk.window.suggest_flows.hide_weak()
