"""The worker process: loads spaCy and the suggesters, works off requests, answers over a pipe.

It imports no Qt and holds nothing that is worth saving: its parent may kill it at any time.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import signal
import sys
import threading
import time
import warnings
from queue import Empty, SimpleQueue
from typing import Final, NoReturn

from annotate.workers.channel import Channel, ChannelError
from annotate.workers.functions import FunctionRunner
from annotate.workers.jobs import (
    CancelJob,
    FunctionJob,
    SuggestRequest,
    TakenBatch,
    WorkerConfig,
    WorkerReady,
)
from annotate.workers.suggesting import Suggesting

_IDLE_S: Final = 0.3


def main() -> None:
    """Serve the parent at the other end of standard input and output until it goes away."""
    channel = _take_pipes()
    try:
        config = channel.receive()
    except ChannelError:
        return
    if not isinstance(config, WorkerConfig):
        return
    _restrain(config)
    with contextlib.suppress(ChannelError):
        Worker(channel, config).serve()


def _take_pipes() -> Channel:
    """The parent's pipes, moved away from standard input and output.

    Whatever a library prints goes to the error output, and what reads the input finds nothing.
    """
    reader = os.fdopen(os.dup(0), "rb")
    writer = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return Channel(reader, writer)


def _restrain(config: WorkerConfig) -> None:
    """Let painting win, bound the memory, and die with the parent."""
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    warnings.simplefilter("ignore")
    if os.name != "posix":
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(config.niceness)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = config.memory_bytes
    if limit > 0:
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    if sys.platform == "linux" and config.parent_pid:
        _die_with(config.parent_pid)
    # When memory runs short, the kernel should take this process and not the window.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123 - no pathlib for a line into /proc
        file.write("700")


def _die_with(parent_pid: int) -> None:
    """Have the kernel end this process when the parent's thread that started it is gone.

    The end of the input says the same, but nobody hears it while C code holds the interpreter.
    """
    import ctypes

    set_death_signal = 1
    ctypes.CDLL(None).prctl(set_death_signal, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent_pid:
        _end_with_children()


def _end_with_children() -> NoReturn:
    """Leave at once, and take along whatever this process has started."""
    if os.name == "posix" and os.getpgrp() == os.getpid():
        with contextlib.suppress(OSError):
            os.killpg(0, signal.SIGKILL)
    os._exit(0)


class Worker:
    """Works off requests one by one; a second thread only listens, to hear cancel and the end."""

    def __init__(self, channel: Channel, config: WorkerConfig) -> None:
        """Serve over `channel`."""
        self._channel = channel
        self._config = config
        self._requests: SimpleQueue[object] = SimpleQueue()
        self._cancelled: set[str] = set()
        self._suggesting = Suggesting(channel.send, self._cancelled, config.extra_suggesters)
        self._functions = FunctionRunner(channel.send, self._cancelled, config.extra_functions)

    def serve(self) -> NoReturn:
        """Get ready, say so, then answer requests for ever."""
        began = time.perf_counter()
        threading.Thread(target=self._listen, name="listener", daemon=True).start()
        found = self._suggesting.prepare() if self._config.is_suggesting else ()
        self._channel.send(WorkerReady(found, time.perf_counter() - began))
        while True:
            request = self._next_request()
            if isinstance(request, SuggestRequest):
                self._suggesting.answer(request)
            elif isinstance(request, FunctionJob):
                self._functions.run(request)

    def _next_request(self) -> object:
        """Wait for a request; what is still cold is loaded only when none comes."""
        while self._config.is_suggesting and self._suggesting.is_cold:
            try:
                return self._requests.get(timeout=_IDLE_S)
            except Empty:
                self._suggesting.warm_up()
        return self._requests.get()

    def _listen(self) -> None:
        try:
            while True:
                message = self._channel.receive()
                if isinstance(message, CancelJob):
                    self._cancelled.add(message.job_id)
                    self._functions.hear_cancel()  # also a job that waits
                elif isinstance(message, TakenBatch):
                    self._functions.make_room()
                else:
                    self._requests.put(message)
        finally:
            _end_with_children()


if __name__ == "__main__":
    main()
