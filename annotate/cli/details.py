"""The command `set-details`: title, source, date and language of an article, put right."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, replace

from annotate.cli.command_line import open_project, project_path, say


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "set-details",
        set_details,
        "Put title, source, date or language of an article right; without an option, say them.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument("article", metavar="ID", help="the article")
    made.add_argument("--title", metavar="TEXT", help="what it is called")
    made.add_argument("--source", metavar="TEXT", help="where it appeared")
    made.add_argument(
        "--date", metavar="DATE", help="when: YYYY-MM-DD, YYYY-MM, YYYY, or in words; “” for none"
    )
    made.add_argument("--language", metavar="CODE", help="its language, such as en")
    made.add_argument("--json", action="store_true", help="print JSON")


def set_details(given: argparse.Namespace) -> int:
    """Put the details of one article right as a step of the history, then say them."""
    from annotate.correcting import correction
    from annotate.project import Why
    from annotate.removing import require_in_use

    names = ("title", "source", "date", "language")
    said = {name: value for name in names if (value := getattr(given, name)) is not None}
    with open_project(given.project, read_only=not said) as opened:
        article = opened.article(given.article)
        if said:
            require_in_use(opened, [article.id])
        edit = correction(opened, article.id, replace(article.details, **said)) if said else None
        if edit is not None:
            title = "article details"
            opened.write_edit(article, edit, why=Why.COMMAND, title=title).result()
        now = opened.article(article.id).details
    if given.json:
        say(json.dumps({"article": article.id, **asdict(now)}, ensure_ascii=False))
    else:
        for name in names:
            say(f"{name:<9}{getattr(now, name)}")
    return 0
