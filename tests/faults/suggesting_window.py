"""A child of the zygote: a window with workers, in which somebody works beside bad suggesters."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.bad_suggesters import DOOR
from tests.faults.scripts import Acks, GapMeter, acknowledge, last_seq, make_window

if TYPE_CHECKING:
    from annotate.workers.jobs import ArticleSuggested
    from gui.application import Application

KEYS = ("A", "X", "Tab", "N", "1", "2", "Del", "Ctrl+Z", "Ctrl+Shift+Z")


def beside_suggesters(acks: Path, project: str, names: Sequence[str]) -> int:
    """Press keys while these suggesters and a good one look at it; then kill the worker."""
    from gui.jobs import Jobs

    said = Acks(acks)
    application = make_window(Path(project))
    session, flows = application.session, application.flows
    acknowledge(application, said)
    assert session.project is not None
    wanted = ("good", *names)
    session.project.choose_suggesters(wanted).result()
    application.jobs = jobs = Jobs(application, extra_suggesters=DOOR)
    session.attach_jobs(jobs, may_run=flows.may_run)
    flows.attach_jobs(jobs)
    application.window.safety.attach_jobs(jobs)
    answers: list[ArticleSuggested] = []
    jobs.article_suggested.connect(answers.append)
    banners: list[str] = []
    jobs.suggester_failed.connect(lambda _: banners.append(application.window.banner.text))
    jobs.start()
    hands = _Hands(application)
    meter = GapMeter(application)
    before = last_seq(application)

    def all_said() -> bool:
        return any({run.name for run in item.runs} >= set(wanted) for item in answers)

    suggesting = session.suggesting
    assert suggesting is not None
    suggesting.suggest_current()
    hands.work_until(all_said)
    session.settle()
    runs = {
        run.name: [type(run.error).__name__ if run.error else "", len(run.proposals), run.dropped]
        for item in answers
        for run in item.runs
    }
    steps = last_seq(application) - before
    gap = meter.longest
    count = len(answers)
    if pid := worker_of(os.getpid()):
        os.kill(pid, signal.SIGKILL)
    session.project.choose_suggesters(("good",)).result()
    suggesting.suggest_current()
    hands.work_until(lambda: len(answers) > count)
    session.settle()
    said.say(
        runs=runs,
        steps=steps,
        gap=gap,
        banner=" ".join(banners),
        again=answers[-1].runs[0].error is None,
    )
    application.window.close()
    application.end()
    return 0


class _Hands:
    """Somebody who goes on correcting whatever the suggesters do."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._chance = random.Random(1)

    def work_until(self, condition: Callable[[], bool]) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        session, view = self._application.session, self._application.window.pane.view
        while not condition():
            if self._chance.random() < 0.3 and session.desk is not None:
                tokens = session.desk.tokens
                place = self._chance.randrange(len(tokens.starts))
                session.set_selection(
                    (tokens.starts[place], tokens.ends[place]), tokens.ends[place]
                )
            QTest.keySequence(view, self._chance.choice(KEYS))
            QApplication.processEvents()
            time.sleep(0.01)


def worker_of(pid: int) -> int:
    """The process that a process has started; 0 for none."""
    try:
        tasks = [item / "children" for item in Path(f"/proc/{pid}/task").iterdir()]
        found = " ".join(item.read_text() for item in tasks).split()
    except OSError:
        return 0
    return int(found[0]) if found else 0
