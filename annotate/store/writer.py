"""The one thread that writes: jobs in order, all or nothing each, answers as futures.

Jobs that wait together are made durable together: a sync of the disk costs more than twenty edits.
An edit that comes alone, as under an annotator's hands, has a transaction of its own. If anything
fails in company, all is taken back and each job gets its own transaction, as if it had come alone.

In a pause, and when it has grown large, the log is merged into the file, after the answers were
given: the one file is then whole, and no edit waits for it. In a pause it gets room for the next.

When a step (an edit) fails, the steps queued behind it were made for a state that never came to be;
they fail with the same error until `resume` is called, after the owner has taken its own state
back. Other jobs stand alone: one that fails hinders nobody.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from annotate.errors import AnnotateError, StoreError
from annotate.store import log
from annotate.store.place import Place
from annotate.store.sqlite import (
    WRITER_PATIENCE_MS,
    Connection,
    Error,
    connect,
    store_error,
    transaction,
)

T = TypeVar("T")
_Job = tuple[Callable[[Connection], Any], "Future[Any]", bool]

_MOST_TOGETHER = 64
_PAUSE_S = 2.0
"""Seconds without a job after which the log is merged into the file."""
_MOMENT_S = 0.1
"""Seconds without a job after which an empty log gets its room: not while a project is opened."""


class Writer:
    """A thread with the only writing connection of a project."""

    def __init__(self, path: Path, *, after_step: Callable[[int], None] | None = None) -> None:
        """Open the connection and start the thread; raises a `StoreError`.

        `after_step` is called on the thread with the number of each durable step, once those who
        wait for the step know: they must not wait for what else is to be done. It raises nothing.
        """
        self._path = path
        self._after_step = after_step
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._failure: AnnotateError | None = None
        self._is_closed = False
        self._connection = connect(path)
        self._place = Place(path)
        # Merging is ours to do, between edits and not within one.
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")
        self._connection.execute(f"PRAGMA busy_timeout = {WRITER_PATIENCE_MS}")
        self._is_new_log = True
        self._is_log_used = False
        self._has_room = False
        self._thread = threading.Thread(target=self._run, name="spandesk-writer", daemon=False)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T], *, is_step: bool = False) -> Future[T]:
        """Run `job`, all or nothing, after those before it; durable when the future is done.

        It may be run a second time, after what it did in company of others was taken back.
        A step fails when an earlier step has failed and `resume` has not been called since.
        """
        future: Future[T] = Future()
        if self._is_closed:
            future.set_exception(self._closed())
        else:
            self._jobs.put((job, future, is_step))
        return future

    def resume(self) -> None:
        """Accept steps again after a failure."""
        self._jobs.put((_lift, Future(), False))

    def close(self) -> None:
        """Finish every job, move the log into the file, close; waits for it."""
        self._is_closed = True
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        is_last = False
        try:
            while not is_last and (item := self._next()) is not None:
                jobs, is_last = self._gather(item)
                self._do_together(jobs)
                if self._is_log_used and self._jobs.empty():
                    self._merge_log(at_least=log.LARGE)
        finally:
            self._connection.close()
            # What came in the very moment of closing is answered too: nobody waits for ever.
            while not self._jobs.empty():
                if (late := self._jobs.get()) is not None:
                    late[1].set_exception(self._closed())

    def _next(self) -> _Job | None:
        """The next job; meanwhile, after a pause, the log is merged, and gets room when empty."""
        if self._is_log_used or not self._has_room:
            try:
                return self._jobs.get(timeout=_PAUSE_S if self._is_log_used else _MOMENT_S)
            except queue.Empty:
                if self._is_log_used:
                    self._merge_log()
                if not self._is_log_used:
                    self._make_room()
        return self._jobs.get()

    def _merge_log(self, *, at_least: int = 0) -> None:
        """Merge the log into the file if it has so many bytes; what fails is tried again later."""
        try:
            if at_least and log.size(self._path) < at_least:
                return
            is_merged, is_empty = log.merge(self._connection)
            self._is_new_log = self._is_new_log or is_merged
            self._is_log_used = not is_empty
            self._has_room = self._has_room and not is_empty
        except Error:
            # A disk that is full, a reader in the way: everything is safe in the log.
            return

    def _make_room(self) -> None:
        """Spare the steps to come a log that grows under them; nothing depends on it."""
        # Also where it fails: whoever holds the file, or a disk that is full, is not asked again.
        self._has_room = True
        # Beside another file at the path lies another log, which somebody else may be writing.
        if not self._place.is_kept:
            return
        try:
            log.make_room(self._connection, self._path)
        except Error:
            return

    def _transact(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction; the first change in a new log names its generation."""
        with transaction(self._connection) as connection:
            before = connection.total_changes
            result = work(connection)
            is_changed = connection.total_changes != before
            if is_changed and self._is_new_log:
                log.begin(connection)
        if is_changed:
            self._is_new_log, self._is_log_used = False, True
        return result

    def _closed(self) -> StoreError:
        return StoreError(path=str(self._path), reason="the project is closed")

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        """The job and those that wait behind it; whether the end was met."""
        jobs = [first]
        while len(jobs) < _MOST_TOGETHER and not self._jobs.empty():
            item = self._jobs.get()
            if item is None:
                return jobs, True
            jobs.append(item)
        return jobs, False

    def _do_together(self, jobs: list[_Job]) -> None:
        wanted = [
            item for item in jobs if item[0] is _lift or item[1].set_running_or_notify_cancel()
        ]
        is_plain = self._failure is None and all(job is not _lift for job, _, _ in wanted)
        if len(wanted) > 1 and is_plain and self._commit_together(wanted):
            return
        for job, future, is_step in wanted:
            self._do(job, future, is_step=is_step)

    def _commit_together(self, jobs: list[_Job]) -> bool:
        """One transaction for all; False when it failed and nothing of it remains."""
        try:
            results = self._transact(lambda connection: [job(connection) for job, _, _ in jobs])
        except Exception:  # noqa: BLE001 - whose failure it is shows when each has its own turn
            return False
        for (_, future, _), result in zip(jobs, results, strict=True):
            future.set_result(result)
        _give_way()
        for (_, _, is_step), result in zip(jobs, results, strict=True):
            self._note(result, is_step=is_step)
        return True

    def _note(self, result: object, *, is_step: bool) -> None:
        if is_step and self._after_step is not None and isinstance(result, int):
            self._after_step(result)

    def _do(self, job: Callable[[Connection], Any], future: Future[Any], *, is_step: bool) -> None:
        if job is _lift:
            self._failure = None
            return
        if is_step and self._failure is not None:
            future.set_exception(self._failure)
            return
        failure: AnnotateError
        try:
            result = self._transact(job)
        except Error as error:
            failure = store_error(error, self._path)
            future.set_exception(failure)
        except AnnotateError as error:
            failure = error
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - the border of a thread: the owner must hear it
            failure = StoreError(path=str(self._path), reason=repr(error))
            future.set_exception(error)
        else:
            future.set_result(result)
            _give_way()
            self._note(result, is_step=is_step)
            return
        if is_step:
            self._failure = failure


def _give_way() -> None:
    """Let those who wait for an answer have the interpreter now, and not after a whole turn."""
    time.sleep(0)


def _lift(_: Connection) -> None:
    """Marks the place in the queue where jobs count again."""
