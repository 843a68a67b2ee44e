"""Supervisors for tests: real processes, light ones unless spaCy is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotate.workers.jobs import WorkerConfig
from annotate.workers.supervisor import Limits, Supervisor
from tests.faults import bad_suggesters, functions
from tests.faults.listening import Desk, Listener, is_alive

CONFIG = WorkerConfig(
    memory_bytes=1 << 30,
    is_suggesting=False,  # spaCy is imported only when tokens are asked for
    extra_suggesters=bad_suggesters.DOOR,
    extra_functions=functions.DOOR,
)
LIMITS = Limits(grace_s=0.5, pause_s=0.01)


def desks() -> Iterator[Callable[..., Desk]]:
    """Make supervised workers that are stopped, and seen to be gone, after the test."""
    made: list[Desk] = []

    def make(
        *,
        config: WorkerConfig = CONFIG,
        limits: Limits = LIMITS,
        starts: bool = True,
        **more: object,
    ) -> Desk:
        listener = Listener()
        supervisor = Supervisor(listener, config=replace(config), limits=limits, **more)  # type: ignore[arg-type]
        desk = Desk(supervisor, listener)
        made.append(desk)
        if starts:
            supervisor.start()
        return desk

    yield make
    for desk in made:
        pids = desk.supervisor.pids
        desk.supervisor.stop()
        assert not any(map(is_alive, pids))
