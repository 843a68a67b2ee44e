"""A suggester that fails is told in the window, once, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from gui.dialogs.suggesters import SuggestersDialog
from gui.jobs import Jobs
from tests.gui.conftest import Desk

WAIT = 120_000


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs(extra_suggesters=(("raises", "tests.faults.bad_suggesters:raises"),))
    yield jobs
    jobs.close()


def test_the_banner_names_it_once_and_offers_the_choice(desk: Desk, jobs: Jobs) -> None:
    project = desk.session.project
    assert project is not None
    project.choose_suggesters(("rules", "raises")).result()
    said: list[str] = []
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    desk.session.suggesting_changed.connect(lambda: said.append(desk.window.banner.text))
    jobs.start()
    with desk.qtbot.waitSignal(jobs.article_suggested, timeout=WAIT) as blocker:
        desk.press("F5")
    runs = {run.name: run.error for run in blocker.args[0].runs}
    assert runs["rules"] is None
    desk.qtbot.waitUntil(lambda: "raises failed" in desk.window.banner.text)

    desk.window.banner.hide()
    with desk.qtbot.waitSignal(jobs.article_suggested, timeout=WAIT):
        desk.press("F5")
    desk.settle()
    assert not desk.window.banner.text, "said once, not for every article"

    def cancel() -> None:
        dialog = next(
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)
        )
        assert isinstance(dialog, SuggestersDialog)
        assert dialog.names == ["rules", "raises"]
        dialog.reject()

    desk.window.banner.show()
    QTimer.singleShot(0, cancel)
    desk.click(desk.window.banner.button)
