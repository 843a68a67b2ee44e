"""What is changed in memory at once, and taken back when the disk does not take it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future


def after_failure(future: Future[None], take_back: Callable[[], None]) -> Future[None]:
    """The same answer; before a failure is told, `take_back` is called on the writer's thread."""
    answer: Future[None] = Future()

    def tell(done: Future[None]) -> None:
        error = done.exception()
        if error is None:
            answer.set_result(None)
            return
        take_back()
        answer.set_exception(error)

    future.add_done_callback(tell)
    return answer
