"""The command `articles`: which articles a project has, with the ids that others ask for."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

from annotate.articles import IN_USE, ArticleRow, ArticleState
from annotate.cli.command_line import open_project, project_path, say

_COLUMNS = ("id", "title", "source", "date", "state", "spans", "suggestions")


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "articles",
        articles,
        "List the articles of a project, a line each: id, title, source, date, state, and how many "
        "gold spans and suggestions that wait it has.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "--state",
        choices=[str(state) for state in ArticleState],
        action="append",
        default=[],
        help="only articles in this state; may be given more than once; default: all that are not "
        "removed",
    )
    made.add_argument("--json", action="store_true", help="print JSON, one object on each line")


@dataclass(frozen=True, slots=True)
class _Line:
    """An article with the number of its visible suggestions that wait for a decision."""

    row: ArticleRow
    waiting: int

    @property
    def as_text(self) -> str:
        """Fields with tabs between; a title with a tab in it would make another field."""
        row = self.row
        said = (row.title, row.source, row.date)
        cleaned = (" ".join(word.split()) for word in said)
        return "\t".join((row.id, *cleaned, str(row.state), str(row.spans), str(self.waiting)))

    @property
    def as_json(self) -> str:
        """One object, by the names of the columns."""
        row = self.row
        values = (row.id, row.title, row.source, row.date, str(row.state), row.spans, self.waiting)
        return json.dumps(dict(zip(_COLUMNS, values, strict=True)), ensure_ascii=False)


def articles(given: argparse.Namespace) -> int:
    """Print a line for each article, in the order of the list."""
    states = frozenset(map(ArticleState, given.state)) or IN_USE
    with open_project(given.project, read_only=True) as opened:
        rows = [row for row in opened.article_rows(with_removed=True) if row.state in states]
        if rows and not given.json and sys.stdout.isatty():
            say("\t".join(_COLUMNS))
        for row in rows:
            # Opened as the window opens it: what is hidden there does not wait here.
            line = _Line(row, opened.open_article(row.id).open_count)
            say(line.as_json if given.json else line.as_text)
    return 0
