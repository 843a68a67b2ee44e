"""The command `spandesk`: the window, or with a command as first argument the command line.

It imports nothing of Qt: the command line runs where there is no screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = frozenset(
    (
        "new", "import", "suggest", "accept", "label", "export", "stats", "check", "suggesters",
        "evaluate", "train", "package", "lists", "formats", "history", "backups", "restore",
        "events", "schema", "complete", "tokenizer", "remove", "set-details", "articles",
    )
)  # fmt: skip


_SUFFIX = ".spandesk"
_PACE = (10_000, 10, 10)
"""After how many new objects the collector looks at them, and how seldom at older ones."""


def is_place(text: str) -> bool:
    """Whether an argument can be meant as a project: it is there, or written as a path is."""
    is_path = os.sep in text or "/" in text or os.path.splitext(text)[1] != ""  # noqa: PTH122
    return (
        is_path
        or not text
        or text.startswith("-")
        or os.path.exists(text)  # noqa: PTH110 - pathlib is not loaded for a help text
        or os.path.exists(text + _SUFFIX)  # noqa: PTH110
    )


def no_such_thing(text: str) -> str:
    """What to say of an argument that is neither a command nor a project."""
    near = _near(text)
    meant = f" Did you mean “spandesk {near}”?" if near else ""
    return (
        f"spandesk: there is no command and no project {text}.{meant} "
        "See spandesk --help; “spandesk new” makes a project."
    )


def no_such_call(given: Sequence[str]) -> str:
    """What to say of a line that begins with no command."""
    from annotate.shells import as_typed

    kind = "option" if given[0].startswith("-") else "command"
    place = next((place for place, word in enumerate(given) if word in COMMANDS), None)
    if place is not None:
        rest = (*given[:place], *given[place + 1 :])
        meant = f"the command comes first: {as_typed('spandesk', given[place], *rest)}"
    elif near := _near(given[0]):
        meant = f"did you mean {as_typed('spandesk', near, *given[1:])}?"
    else:
        meant = "see spandesk --help"
    return f"spandesk: unknown {kind} {given[0]}; {meant}"


def _near(text: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(text, sorted(COMMANDS), n=1)), "")


def has_screen() -> bool:
    """Whether Qt can show a window; without this, it would end the process with a core dump."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def quicken() -> None:
    """Make the start of the window quick; its application ends this after the first paint."""
    import gc
    from importlib import import_module

    # Nothing that is made while starting is garbage: the collector would only walk over it.
    gc.disable()
    # Before Qt, because Qt's import hook reads the source of every module that comes after it.
    for name in ("annotate.glance", "annotate.settings"):
        import_module(name)


def collect_again() -> None:
    """Look for garbage again, what the start made left out, and seldom.

    A page that is laid out is some thousand objects that stay: at Python's own pace, after every
    700, the collector took a tenth of the time of a jump to another page.
    """
    import gc

    gc.freeze()
    gc.set_threshold(*_PACE)
    gc.enable()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with `arguments` (those of the process by default); the exit status.

    0: done; 1: a failure that was reported; 2: wrong use.
    """
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--spandesk-worker"]:  # a frozen application starts its worker by this
        from annotate.workers.worker import main as serve

        serve()
        return 0
    if given[:1] == ["help"] and not os.path.exists("help"):  # noqa: PTH110
        given = [*(word for word in given[1:2] if word in COMMANDS), "--help"]
    if given and (given[0] in COMMANDS or given[0] in ("--help", "-h", "--version")):
        # Only now: the window never pays for the command line's imports.
        from annotate.cli.main import run as run_command

        return run_command(given)
    if len(given) == 1 and not is_place(given[0]):
        sys.stderr.write(no_such_thing(given[0]) + "\n")
        return 2
    if len(given) == 1 and not os.path.isfile(given[0]) and os.path.isfile(given[0] + _SUFFIX):  # noqa: PTH113
        given[0] += _SUFFIX
    if given and (given[0].startswith("-") or len(given) > 1):
        sys.stderr.write(no_such_call(given) + "\n")
        return 2
    if not has_screen():
        sys.stderr.write(
            "There is no screen to show a window on. Use a command (spandesk --help), "
            "or start it with a screen: xvfb-run spandesk\n"
        )
        return 1
    quicken()
    from gui.start import run as run_window

    return run_window(given)
