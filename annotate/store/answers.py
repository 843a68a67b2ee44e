"""What is changed in memory at once, and taken back when the disk does not take it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def after_failure(future: Future[T], take_back: Callable[[], None]) -> Future[T]:
    """The same answer; before a failure is told, `take_back` is called on the writer's thread."""
    answer: Future[T] = Future()

    def tell(done: Future[T]) -> None:
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
            return
        take_back()
        answer.set_exception(error)

    future.add_done_callback(tell)
    return answer
