"""What the command `accept` says of its work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.command_line import counted
from annotate.shells import as_typed

if TYPE_CHECKING:
    from annotate.accepting import Accepted


def accepted_lines(made: Accepted, path: Path) -> list[str]:
    """What was accepted, which articles were left as they are, and how to have it otherwise."""
    done = counted(made.suggestions, "suggestion", "suggestions")
    lines = [f"{done} accepted in {counted(len(made.articles), 'article', 'articles')}"]
    left = [
        f"{len(ids)} {word}"
        for ids, word in ((made.done, "done"), (made.skipped, "skipped"))
        if ids
    ]
    if left:
        is_one = len(made.done) + len(made.skipped) == 1
        what = "article was left as it is" if is_one else "articles were left as they are"
        them = "it" if is_one else "them"
        lines.append(f"{' and '.join(left)} {what}; name {them} with --article to change {them}")
    if made.unread:
        what = counted(
            len(made.unread),
            "article was not marked done: no suggester has read it and it has no span",
            "articles were not marked done: no suggester has read them and they have no span",
        )
        lines.append(f"{what}; first run: {as_typed('spandesk', 'suggest', path)}")
    return lines
