"""Texts of a repaired copy: lost or changed ones come from a backup that has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotate.errors import AnnotateError, StoreError
from annotate.store import articles as article_store
from annotate.store.repair.done import Repaired
from annotate.store.sqlite import (
    Connection,
    Error,
    connect_plain,
)
from annotate.text import fingerprint

CHANGED = "its text was changed from outside; its spans were looked for in it"


def mend_text(copy: Connection, article_id: str, backups: Sequence[Path], done: Repaired) -> bool:
    """Bring back the text of an article; False when there is none, and the article goes."""
    where = f"article {article_id}"
    text, stored, characters = copy.execute(
        "SELECT text, fingerprint, characters FROM article"
        " LEFT JOIN article_text ON article_id = article.id WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    is_readable = isinstance(text, str)
    if is_readable and fingerprint(text) == stored:
        if characters != len(text):
            _set_text(copy, article_id, text)
            done.note("text", where, "its length was counted anew")
        return True
    for backup in backups:
        old = _text_in(backup, article_id)
        if old is not None and fingerprint(old) == stored:
            _set_text(copy, article_id, old)
            done.note("text", where, f"its text came from the backup {backup.name}")
            return True
    if is_readable and text and not _is_known(copy, article_id, text):
        _set_text(copy, article_id, text)
        done.note("text", where, CHANGED)
        return True
    copy.execute("DELETE FROM article WHERE id = ?", (article_id,))
    done.note("text", where, "its text is lost and no backup has it; the article was left out")
    return False


def _is_known(copy: Connection, article_id: str, text: str) -> bool:
    """Whether another article has this very text: then it is not this one's."""
    others = "SELECT 1 FROM article WHERE fingerprint = ? AND id <> ?"
    return copy.execute(others, (fingerprint(text), article_id)).fetchone() is not None


def _set_text(copy: Connection, article_id: str, text: str) -> None:
    copy.execute(
        "INSERT INTO article_text (article_id, text) VALUES (?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET text = excluded.text",
        (article_id, text),
    )
    copy.execute(
        "UPDATE article SET fingerprint = ?, characters = ? WHERE id = ?",
        (fingerprint(text), len(text), article_id),
    )
    # They were made for another text.
    copy.execute("DELETE FROM token WHERE article_id = ?", (article_id,))


def _text_in(backup: Path, article_id: str) -> str | None:
    try:
        source = connect_plain(backup, "mode=ro&immutable=1")
    except StoreError:
        return None
    try:
        return article_store.read(source, article_id).text
    except (Error, AnnotateError):
        return None
    finally:
        source.close()
