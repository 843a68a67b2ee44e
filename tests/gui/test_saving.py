"""Steps on their way to the disk: when they are waited for, and what is said when."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from annotate.errors import StoreFullError
from gui.commands import EditCommand
from gui.saving import DiskPace, SaveState, SaveStatus, Saving, Step


class Watched:
    """`Saving` with everything that it says."""

    def __init__(self) -> None:
        self.saving = Saving()
        self.said: list[SaveState] = []
        self.lost: list[Step] = []
        self.saving.status_changed.connect(self._on_status)
        self.saving.failed.connect(lambda _, steps: self.lost.extend(steps))

    def _on_status(self, status: SaveStatus) -> None:
        self.said.append(status.state)

    def follow(self, future: Future[int]) -> Step:
        step = Step(cast("EditCommand", None), 1, is_new=True, future=future)
        self.saving.follow(step)
        return step


@pytest.fixture
def watched(qapp: object) -> Watched:
    return Watched()


def done() -> Future[int]:
    future: Future[int] = Future()
    future.set_result(1)
    return future


def test_what_is_durable_at_once_is_never_said_to_be_on_its_way(watched: Watched) -> None:
    watched.follow(done())
    assert watched.said == [SaveState.SAVED]
    assert watched.saving.status.pending == 0


def test_a_slow_disk_is_said_to_be_slow_and_then_saved(watched: Watched, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    watched.follow(future)
    assert watched.said == [SaveState.PENDING]
    threading.Thread(target=future.set_result, args=(1,)).start()
    qtbot.waitUntil(lambda: watched.said == [SaveState.PENDING, SaveState.SAVED])


@pytest.mark.parametrize(
    ("taken", "is_quick"),
    [
        ((), True),
        ((0.0009,), True),
        ((0.004,), False),
        ((0.0009, 0.03, 0.02, 0.05), True),
        ((0.0009, 0.03, 0.02, 0.05, 0.004), False),
        ((0.004, 0.004, 0.004, 0.0009), True),
    ],
)
def test_the_quickest_of_the_last_steps_says_how_long_to_wait(
    taken: tuple[float, ...], is_quick: bool
) -> None:
    pace = DiskPace()
    quick = pace.head_start
    for seconds in taken:
        pace.note(seconds)
    assert (pace.head_start == quick) is is_quick
    assert 0 < pace.head_start <= quick


def test_each_step_says_how_quick_the_disk_is(watched: Watched, qtbot: QtBot) -> None:
    steps: list[Future[int]] = [done(), Future(), Future()]
    for future in steps:
        watched.follow(future)
    assert len(watched.saving.pace.taken) == 1
    for future in steps[1:]:
        future.set_result(1)
    qtbot.waitUntil(lambda: watched.said[-1] is SaveState.SAVED)
    assert len(watched.saving.pace.taken) == 3


def test_a_step_that_failed_at_once_is_told_after_it_is_on_the_undo_stack(
    watched: Watched, qtbot: QtBot
) -> None:
    future: Future[int] = Future()
    future.set_exception(StoreFullError(path="p", reason="disk is full"))
    step = watched.follow(future)
    assert watched.lost == []
    assert watched.said == [SaveState.PENDING]
    qtbot.waitUntil(lambda: watched.lost == [step])
    assert watched.said[-1] is SaveState.FAILED


def test_a_step_behind_one_that_waits_is_no_proof_that_all_is_saved(
    watched: Watched, qtbot: QtBot
) -> None:
    first: Future[int] = Future()
    watched.follow(first)
    watched.follow(done())
    assert watched.said == [SaveState.PENDING, SaveState.PENDING]
    assert watched.saving.status.pending == 1
    first.set_result(1)
    qtbot.waitUntil(lambda: watched.said[-1] is SaveState.SAVED)
