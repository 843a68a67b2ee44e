"""The command `events`: the event frames of a project as a table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.articles import ArticleState
from annotate.cli.command_line import (
    add_force,
    counted,
    open_project,
    project_path,
    say,
    writable,
)
from annotate.errors import UnknownLabelError
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.event_table.rows import EventRow
    from annotate.event_table.writing import TableForm
    from annotate.project import Project


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "events",
        events,
        "List the event frames of a project: who did what to whom, where and when, with dates, "
        "numbers and countries normalised.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    forms = made.add_mutually_exclusive_group()
    forms.add_argument("--csv", dest="form", action="store_const", const="csv", help="print CSV")
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="print JSON")
    forms.add_argument(
        "--plover", dest="form", action="store_const", const="plover",
        help="print PLOVER records, one a line",
    )  # fmt: skip
    made.add_argument(
        "--out", metavar="FILE", type=writable, help="write there instead; the form follows from "
        ".csv, .json or .jsonl (PLOVER) unless it is given"
    )  # fmt: skip
    made.add_argument(
        "--label", metavar="NAME", action="append", default=[],
        help="only events of this type; may be given more than once",
    )  # fmt: skip
    made.add_argument(
        "--state", choices=[str(state) for state in ArticleState], action="append", default=[],
        help="only articles in this state; may be given more than once",
    )  # fmt: skip
    made.add_argument("--article", metavar="ID", default="", help="only this article")
    made.add_argument(
        "--find", metavar="WORDS", default="", help="only events in which all these words stand"
    )
    add_force(made)


def events(given: argparse.Namespace) -> int:
    """Print or write the table."""
    from annotate.event_table.filtering import EventFilter
    from annotate.event_table.reading import project_rows

    wanted = EventFilter(
        words=given.find,
        labels=frozenset(given.label),
        states=frozenset(map(ArticleState, given.state)),
        article_id=given.article,
    )
    with open_project(given.project, read_only=True) as opened:
        _require_known(opened, given)
        found = project_rows(
            opened,
            article_id=given.article or None,
            with_removed=ArticleState.REMOVED in wanted.states,
        )
        rows = [row for row in found if wanted.takes(row)]
        if given.out is not None:
            from annotate.event_table.writing import require_earlier_table, write_table
            from annotate.targets import require_free

            form = _form(given)
            require_free(given.out)
            if not given.force:
                require_earlier_table(given.out, form)
            count = write_table(opened, rows, given.out, form)
            say(f"{counted(count, 'event', 'events')} written to {given.out}.")
        elif given.form is None:
            for row in rows:
                say(_line(row))
            if not rows:
                say("There are no events yet." if wanted == EventFilter() else "No event passes.")
        else:
            _print(opened, rows, _form(given))
    return 0


def _require_known(project: Project, given: argparse.Namespace) -> None:
    """Raise `ArticleMissingError` or `UnknownLabelError` for what is mistyped."""
    if given.article:
        project.state(given.article)
    for name in given.label:
        if project.schema.get(Layer.EVENT, name) is None:
            raise UnknownLabelError(layer=str(Layer.EVENT), label=name)


def _form(given: argparse.Namespace) -> TableForm:
    from annotate.event_table.writing import TableForm

    suffix = given.out.suffix.lower() if given.out is not None else ""
    forms = {form.suffix: form for form in TableForm}
    if given.form is None and suffix not in forms:
        given.parser.error("say --csv, --json or --plover: the name of the file does not tell")
    return TableForm(given.form) if given.form is not None else forms[suffix]


def _print(project: Project, rows: list[EventRow], form: TableForm) -> None:
    import tempfile

    from annotate.event_table.writing import write_table

    with tempfile.TemporaryDirectory(prefix="spandesk-") as folder:
        path = Path(folder) / f"events{form.suffix}"
        write_table(project, rows, path, form)
        with path.open(encoding="utf-8-sig", newline="\n") as stream:
            for line in stream:
                say(line.rstrip("\r\n"))


def _line(row: EventRow) -> str:
    """One event for a reader: its article, type and trigger, then what is known of it."""
    from annotate.event_table.columns import ARGUMENTS

    parts = [f"{row.article.id}  {row.label}  “{row.trigger.surface}”"]
    for column in ARGUMENTS:
        text = row.text(column)
        if text:
            values = ", ".join(row.meanings(column))
            parts.append(f"{column}: {text}" + (f" [{values}]" if values else ""))
    parts += [f"{name}={value}" for name, value in row.attributes]
    return " | ".join(parts)
