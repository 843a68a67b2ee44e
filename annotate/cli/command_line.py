"""What all commands of the command line share: paths, words on the terminal, progress."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import tasks
from annotate.errors import AnnotateError, PipelineMissingError
from annotate.messages import sentence
from annotate.project import Project
from annotate.store.opening import SUFFIX

if TYPE_CHECKING:
    from annotate.training.splits import SplitRule


def known_suggesters(given: list[str] | None) -> tuple[str, ...]:
    """The suggesters asked for, each known; the default ones if none is."""
    from annotate.suggesters import available, default_names

    if not given:
        return tuple(default_names())
    known = {info.name for info in available()}
    for name in given:
        # Names with a colon carry a path of the user's own, which is tried when it is loaded.
        if name not in known and ":" not in name:
            raise PipelineMissingError(suggester=name)
    return tuple(dict.fromkeys(given))


def project_path(text: str) -> Path:
    """The path of a project, as an argument of a command."""
    path = Path(text)
    if not path.name.strip() or path.name == ".." or text == _STREAM:
        message = f"the name of a file is wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return path


_STREAM = "-"
"""What other programs call their standard input or output."""


def readable(text: str) -> Path:
    """The path of a file or folder to read, as an argument of a command."""
    if text == _STREAM:
        message = "standard input is not read: write what comes to a file, and name that"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def writable(text: str) -> Path:
    """The path of a file or folder to write, as an argument of a command."""
    if text == _STREAM:
        message = "nothing is written to standard output: name a file (./- for one called so)"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def file_to_read(item: str, given: argparse.Namespace) -> Path:
    """The same of an argument that is a file for some actions of a command only."""
    return _of_action(readable, item, given)


def file_to_write(item: str, given: argparse.Namespace) -> Path:
    """The same of an argument that is a file for some actions of a command only."""
    return _of_action(writable, item, given)


def _of_action(kind: Callable[[str], Path], item: str, given: argparse.Namespace) -> Path:
    try:
        return kind(item)
    except argparse.ArgumentTypeError as error:
        given.parser.error(str(error))
        raise


def score(text: str) -> float:
    """A score from 0 to 1, as an argument of a command."""
    try:
        value = float(text)
    except ValueError as error:
        message = f"a number from 0 to 1 is wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message) from error
    if not 0 <= value <= 1:
        message = f"a number from 0 to 1 is wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return value


def percentages(text: str) -> tuple[int, int, int]:
    """The shares of a split, as an argument of a command."""
    try:
        train, dev, test = (int(part) for part in text.split(","))
    except ValueError as error:
        message = f"three whole numbers such as 80,10,10 are wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message) from error
    if min(train, dev, test) < 0 or train + dev + test != 100 or not train:
        message = f"the three must add up to 100 with some to train on, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return train, dev, test


def split_rule(shares: tuple[int, int, int], seed: int) -> SplitRule:
    """The rule of a split with these shares."""
    from annotate.training.splits import SplitRule

    train, dev, test = shares
    return SplitRule(train=train, dev=dev, test=test, seed=seed)


def open_project(path: Path, *, read_only: bool = False) -> Project:
    """Open the project at `path`, whose suffix may be left out; raises a `StoreError`."""
    return Project.open(project_file(path), read_only=read_only)


def project_file(path: Path) -> Path:
    """The file that a project is in; a folder of its name beside it is not meant."""
    return path if path.is_file() else with_suffix(path)


def with_suffix(path: Path) -> Path:
    """The path with the suffix of projects."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def write_text(path: Path, text: str, *, is_own: Callable[[bytes], bool] = lambda _: True) -> None:
    """Write a file with the folders above it; raises `ExportError`.

    A file that is there is replaced unless it is a project or, by its first bytes, not `is_own`.
    """
    from annotate.targets import require_free, require_own
    from annotate.training.staging import as_export_error

    require_free(path)
    require_own(path, is_own)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise as_export_error(path, error) from error


FORCE = "--force"
"""The option of commands that write a file which may be there already."""


def add_force(made: argparse.ArgumentParser) -> None:
    """Let a command replace a file that is none of its own."""
    made.add_argument(
        FORCE,
        action="store_true",
        help="replace a file that is there and holds something else; never a project",
    )


def progress(what: str) -> tasks.Progress | None:
    """A line on standard error that counts up, when a person is looking."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, note: str) -> None:
        share = f"{100 * done // total} %" if total else str(done)
        sys.stderr.write(f"\r{what}: {share} {note[:50]:<50}")
        sys.stderr.flush()

    return show


def end_progress() -> None:
    """Clear the line that counted up."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 78 + "\r")


def say(line: str) -> None:
    """A line on standard output; what the terminal cannot show is escaped, not fatal.

    Raises `SystemExit` when nobody reads it any more, as `head` does not.
    """
    try:
        sys.stdout.write(_printable(line, sys.stdout.encoding) + "\n")
    except OSError as error:
        raise SystemExit(_drop_output(error)) from None


def end_output(status: int) -> int:
    """Write what is still held back; `status`, or 1 when that cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _drop_output(error)
    return status


def _drop_output(error: OSError) -> int:
    """Write nothing more, so that the end of the process does not try again; the exit status."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if not isinstance(error, BrokenPipeError):
        complain(f"The output cannot be written: {error.strerror or error}.")
    return 1


def counted(count: int, one: str, many: str) -> str:
    """The count with the word for one thing or for many."""
    return f"{count} {one if count == 1 else many}"


INCLUDE_UNFINISHED = "--include-unfinished"
"""The option of commands that take done articles, for all others as well."""


def complain(line: str) -> None:
    """A line on standard error."""
    sys.stderr.write(_printable(line, sys.stderr.encoding) + "\n")


def complain_of(errors: Iterable[AnnotateError]) -> None:
    """A line for each error; one that many articles have is said once, with their number."""
    for line, count in Counter(map(sentence, errors)).items():
        complain(line if count == 1 else f"{line} ({count} times)")


def _printable(line: str, encoding: str | None) -> str:
    return line.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
