"""One worker process as its parent sees it: started, written to, read from, ended."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from annotate.workers.channel import Channel, ChannelError, unpickle_plain
from annotate.workers.jobs import WorkerConfig

WORKER_FLAG: Final = "--spandesk-worker"
"""The argument by which a frozen application starts itself as a worker; `main` knows it."""

EXIT_OUT_OF_MEMORY: Final = 75
"""Exit status after a `MemoryError`: what was asked is answered, but the process is spent."""

# Windows only: no console window, and painting goes first (elsewhere the worker lowers itself).
_WINDOWS_FLAGS: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)
_LONGEST_CAUSE: Final = 300
_CODE: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from annotate.workers.worker import main; main()"
)
_log = logging.getLogger(__name__)


def worker_command() -> list[str]:
    """The command that starts a worker; nothing of the application's main module is run again."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    here = str(Path.cwd())
    path = [entry or here for entry in sys.path]
    return [sys.executable, "-P", "-c", _CODE, json.dumps(path)]


def worker_environment() -> dict[str, str]:
    """The parent's environment, with thread pools kept small and model hubs offline."""
    environment = dict(os.environ)
    threads = str(max(1, (os.cpu_count() or 2) // 2))
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment.setdefault(name, threads)
    environment.setdefault("TOKENIZERS_PARALLELISM", "false")
    environment.setdefault("HF_HUB_OFFLINE", "1")
    environment.setdefault("PYTHONIOENCODING", "utf-8:backslashreplace")
    return environment


class WorkerProcess:
    """A running worker: three threads of ours serve its pipes, so that no caller ever waits.

    `on_message` gets each message, `on_end` is called once when its output has ended; both on
    the reading thread.
    """

    def __init__(
        self,
        config: WorkerConfig,
        *,
        on_message: Callable[[WorkerProcess, object], None],
        on_end: Callable[[WorkerProcess], None],
    ) -> None:
        """Start the process; raises `OSError` when the system refuses."""
        self._on_message = on_message
        self._on_end = on_end
        self._outbox: SimpleQueue[object] = SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=40)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=worker_environment(),
            # Its own session: Ctrl+C in a terminal is ours alone to handle, and whatever the
            # worker itself started can be ended with it.
            start_new_session=os.name == "posix",
            creationflags=_WINDOWS_FLAGS,
        )
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        assert self._process.stdout is not None  # noqa: S101 - opened with pipes; for the type checker
        self._channel = Channel(self._process.stdout, self._process.stdin)  # type: ignore[arg-type] - unbuffered
        self._threads = [
            threading.Thread(target=work, name=f"supervisor: worker {self.pid} {role}", daemon=True)
            for role, work in (
                ("writer", self._write),
                ("reader", self._read),
                ("errors", self._listen),
            )
        ]
        self._outbox.put(config)
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """Exit status once it has ended (negative: the signal that ended it)."""
        return self._process.poll()

    @property
    def was_killed(self) -> bool:
        """Whether it ended as if somebody else, or the system, had killed it."""
        code = self.exit_code
        if os.name == "posix":
            return code in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP)
        return code in (1, 15)

    @property
    def is_out_of_memory(self) -> bool:
        """Whether it left by itself, spent by a `MemoryError` that it has reported."""
        return self.exit_code == EXIT_OUT_OF_MEMORY

    @property
    def cause_of_death(self) -> str:
        """A line that says why it ended: a fatal error, else its last words, else the status."""
        lines = ["".join(filter(str.isprintable, line)).strip() for line in self._last_words]
        lines = [line for line in lines if line]
        fatal = [line for line in lines if line.startswith("Fatal Python error")]
        return (fatal or lines or [f"exit status {self.exit_code}"])[-1][:_LONGEST_CAUSE]

    def send(self, message: object) -> None:
        """Queue a message for it; one to a dead worker is lost."""
        self._outbox.put(message)

    def end_input(self) -> None:
        """Close its input once everything is written: an idle or busy worker then exits."""
        self._outbox.put(None)

    def kill(self) -> None:
        """End it and whatever it started, at once."""
        if self._process.poll() is not None:
            return
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def wait(self, seconds: float) -> bool:
        """Wait for the process to end; whether it did."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def close(self) -> None:
        """Kill it if it lives, and free threads and pipes."""
        self.kill()
        self.wait(2.0)
        self._outbox.put(None)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(1.0)
        if any(thread.is_alive() for thread in self._threads):
            # Something that left its session still holds a pipe; closing under a read would hang.
            _log.warning("worker %s left a pipe open", self.pid)
            return
        self._channel.close()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _write(self) -> None:
        while (message := self._outbox.get()) is not None:
            try:
                self._channel.send(message)
            except ChannelError:
                return
            except (pickle.PicklingError, TypeError, AttributeError):
                _log.exception("a request that does not pickle")
                self.kill()
                return
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None  # noqa: S101 - opened with pipes; for the type checker
            self._process.stdin.close()

    def _read(self) -> None:
        try:
            while True:
                self._on_message(self, unpickle_plain(self._channel.receive_bytes()))
        except ChannelError:
            pass
        except Exception:  # noqa: BLE001 - whatever a broken worker sends, it is the worker that goes
            _log.warning("worker %s sent no valid message", self.pid, exc_info=True)
            self.kill()
        self._on_end(self)

    def _listen(self) -> None:
        stream = self._process.stderr
        assert stream is not None  # noqa: S101 - opened with pipes; for the type checker
        with contextlib.suppress(OSError, ValueError):
            while line := stream.readline(4096):
                text = line.decode("utf-8", "replace").rstrip()
                self._last_words.append(text)
                _log.debug("worker %s: %s", self.pid, text)
