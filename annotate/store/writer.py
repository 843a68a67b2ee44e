"""The one thread that writes: jobs in order, one transaction each, answers as futures.

When a job fails, the jobs queued behind it were made for a state that never came to be; they fail
with the same error until `resume` is called, after the owner has taken its own state back.
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
_Job = tuple[Callable[[Connection], Any], "Future[Any]"]


class Writer:
    """A thread with the only writing connection of a project."""

    def __init__(self, path: Path) -> None:
        """Open the connection and start the thread; raises a `StoreError`."""
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._failure: AnnotateError | None = None
        self._connection = connect(path)
        self._thread = threading.Thread(target=self._run, name="spandesk-writer", daemon=False)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T]) -> Future[T]:
        """Run `job` in one transaction, after those before it; durable when the future is done."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def resume(self) -> None:
        """Accept jobs again after a failure."""
        self._jobs.put((_lift, Future()))

    def close(self) -> None:
        """Finish every job, move the log into the file, close; waits for it."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while (item := self._jobs.get()) is not None:
                self._do(*item)
        finally:
            self._connection.close()

    def _do(self, job: Callable[[Connection], Any], future: Future[Any]) -> None:
        if job is _lift:
            self._failure = None
            return
        if not future.set_running_or_notify_cancel():
            return
        if self._failure is not None:
            future.set_exception(self._failure)
            return
        try:
            with transaction(self._connection) as connection:
                result = job(connection)
        except Error as error:
            self._failure = store_error(error, self._path)
            future.set_exception(self._failure)
        except AnnotateError as error:
            self._failure = error
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - the border of a thread: the owner must hear it
            self._failure = StoreError(path=str(self._path), reason=repr(error))
            future.set_exception(error)
        else:
            future.set_result(result)


def _lift(_: Connection) -> None:
    """Marks the place in the queue where jobs count again."""
