"""Which of the annotated articles of a file would change a project, before they are written.

What is said here is never less than what `annotate.store.imports` then writes: an article that is
new, or about which nobody has said anything, takes what comes; others take suggestions only, and
removed ones nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from annotate.store import articles
from annotate.store.imports import Incoming, version_of_proposals
from annotate.store.sqlite import Connection

_MOST = 500

Newly = tuple[bool, bool]
"""Whether the annotations of an article would go in, and whether its suggestions would."""


def going_in(
    connection: Connection, items: Sequence[Incoming], *, known: Collection[str]
) -> list[Newly]:
    """What of each item would go in; `known` are fingerprints from before the import began.

    An article that came in with this import takes more of it, so all of that counts as going in.
    """
    asked = [item.fingerprint for item in items if item.fingerprint in known]
    annotated, runs = _there(connection, asked)
    removed = articles.known_removed(connection)
    found: list[Newly] = []
    for item in items:
        mark = item.fingerprint
        if mark not in known:
            found.append((True, True))
            continue
        if mark in removed:
            found.append((False, False))
            continue
        said = runs.get(mark, {})
        others = any(
            said.get(name) != version
            for name, version in version_of_proposals(item.proposals).items()
        )
        found.append((mark not in annotated, others))
    return found


def _there(
    connection: Connection, marks: Iterable[str]
) -> tuple[set[str], dict[str, dict[str, str]]]:
    """Texts about which somebody has said something, and versions of suggesters by text."""
    every = list(dict.fromkeys(marks))
    annotated: set[str] = set()
    runs: dict[str, dict[str, str]] = {}
    for at in range(0, len(every), _MOST):
        some = every[at : at + _MOST]
        signs = ", ".join("?" * len(some))
        has = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE article_id = article.id)"
            for table in ("span", "decision", "complete_mark")
        )
        rows = connection.execute(
            f"SELECT fingerprint FROM article WHERE fingerprint IN ({signs})"
            f" AND (state <> 'new' OR {has})",
            some,
        )
        annotated.update(row[0] for row in rows)
        for mark, suggester, version in connection.execute(
            "SELECT fingerprint, suggester, version FROM suggester_run"
            f" JOIN article ON article.id = article_id WHERE fingerprint IN ({signs})",
            some,
        ):
            runs.setdefault(mark, {})[suggester] = version
    return annotated, runs
