"""The command `remove`: articles out of a project, back into it, and which ones are out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotate.articles import ArticleRow, ArticleState
from annotate.cli.command_line import counted, open_project, project_path, say
from annotate.shells import as_typed

if TYPE_CHECKING:
    from annotate.edits import Edit
    from annotate.project import Project

_NAMED = 10
"""So many ids stand in the line that brings articles back, where it does without."""


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "remove",
        remove,
        "Remove articles from a project so that they can be brought back at any time; list those "
        "that are removed.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "article", metavar="ID", nargs="*", help="an article; without any: list the removed ones"
    )
    made.add_argument(
        "--bring-back",
        action="store_true",
        help="bring them back, in the state that they had; without ID: all that are removed",
    )
    made.add_argument("--dry-run", action="store_true", help="only say what would be done")
    made.add_argument("--json", action="store_true", help="print JSON")


def remove(given: argparse.Namespace) -> int:
    """Remove articles, bring them back, or list those that are removed."""
    from annotate.removing import bringing_back, removal

    is_back, asked = given.bring_back, given.article
    is_listing = not asked and not is_back
    with open_project(given.project, read_only=is_listing or given.dry_run) as opened:
        rows = {row.id: row for row in opened.article_rows(with_removed=True)}
        out = [row.id for row in rows.values() if row.state is ArticleState.REMOVED]
        if is_listing:
            _say_listing([rows[article_id] for article_id in out], as_json=given.json)
            return 0
        edits = (bringing_back if is_back else removal)(opened, asked or out)
        if edits and not given.dry_run:
            _write(opened, edits, is_back=is_back)
    touched = [rows[article_id] for article_id in edits]
    if given.json:
        say(json.dumps(_data(touched, edits), ensure_ascii=False))
    else:
        _say_done(given, touched, has_others=bool(out))
    return 0


def _write(project: Project, edits: Mapping[str, Edit], *, is_back: bool) -> None:
    from annotate.cli.safety import back_up_before
    from annotate.project import StepRef, Why

    back_up_before(project)
    title = "bring back" if is_back else "remove"
    steps = {article_id: StepRef() for article_id in edits}
    project.write_edits(edits, why=Why.COMMAND, title=title, steps=steps).result()


def _say_listing(rows: list[ArticleRow], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps([_about(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        say(f"{row.id}: {row.title or row.id} ({counted(row.spans, 'span', 'spans')})")
    say(f"{counted(len(rows), 'article is', 'articles are')} removed")


def _say_done(given: argparse.Namespace, rows: list[ArticleRow], *, has_others: bool) -> None:
    """Say what was done; `has_others`: whether there were removed articles before."""
    from annotate.removing import Going

    if given.bring_back:
        done = "would be brought back" if given.dry_run else "brought back"
        say(f"{counted(len(rows), 'article', 'articles')} {done}")
        return
    going = Going.of(rows)
    done = "would be removed" if given.dry_run else "removed"
    of_them = f" ({going.done} of them done)" if going.done else ""
    spans = f", with {counted(going.spans, 'span', 'spans')}" if going.spans else ""
    say(f"{counted(going.articles, 'article', 'articles')} {done}{of_them}{spans}")
    if rows and not given.dry_run:
        # Without ids everything that is removed would come back.
        names = [row.id for row in rows] if has_others or len(rows) <= _NAMED else []
        dashes = ["--"] if any(name.startswith("-") for name in names) else []
        back = as_typed("spandesk", "remove", given.project, "--bring-back", *dashes, *names)
        say(f"To bring back: {back}")


def _about(row: ArticleRow) -> dict[str, object]:
    return {"article": row.id, "title": row.title, "spans": row.spans}


def _data(rows: list[ArticleRow], edits: Mapping[str, Edit]) -> list[dict[str, object]]:
    """Each article with its states before and after."""
    from annotate.edits import PutState, primitives

    found: list[dict[str, object]] = []
    for row in rows:
        states = [item for item in primitives(edits[row.id]) if isinstance(item, PutState)]
        found.append({**_about(row), "from": str(states[0].before), "to": str(states[-1].after)})
    return found
