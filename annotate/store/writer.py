"""The one thread that writes: jobs in order, one transaction each, answers as futures.

When a step (an edit) fails, the steps queued behind it were made for a state that never came to be;
they fail with the same error until `resume` is called, after the owner has taken its own state
back. Other jobs stand alone: one that fails hinders nobody.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from annotate.errors import AnnotateError, StoreError
from annotate.store.sqlite import Connection, Error, connect, store_error, transaction

T = TypeVar("T")
_Job = tuple[Callable[[Connection], Any], "Future[Any]", bool]


class Writer:
    """A thread with the only writing connection of a project."""

    def __init__(self, path: Path) -> None:
        """Open the connection and start the thread; raises a `StoreError`."""
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._failure: AnnotateError | None = None
        self._is_closed = False
        self._connection = connect(path)
        self._thread = threading.Thread(target=self._run, name="spandesk-writer", daemon=False)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T], *, is_step: bool = False) -> Future[T]:
        """Run `job` in one transaction, after those before it; durable when the future is done.

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
        try:
            while (item := self._jobs.get()) is not None:
                job, future, is_step = item
                self._do(job, future, is_step=is_step)
        finally:
            self._connection.close()
            # What came in the very moment of closing is answered too: nobody waits for ever.
            while not self._jobs.empty():
                if (late := self._jobs.get()) is not None:
                    late[1].set_exception(self._closed())

    def _closed(self) -> StoreError:
        return StoreError(path=str(self._path), reason="the project is closed")

    def _do(self, job: Callable[[Connection], Any], future: Future[Any], *, is_step: bool) -> None:
        if job is _lift:
            self._failure = None
            return
        if not future.set_running_or_notify_cancel():
            return
        if is_step and self._failure is not None:
            future.set_exception(self._failure)
            return
        failure: AnnotateError
        try:
            with transaction(self._connection) as connection:
                result = job(connection)
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
            return
        if is_step:
            self._failure = failure


def _lift(_: Connection) -> None:
    """Marks the place in the queue where jobs count again."""
