"""What the window says about where the work stands: what can be done, by which keys, what is left.

Functions of the session alone; the window asks them after every change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from annotate.articles import ArticleState
from annotate.spans import Layer
from annotate.suggestions import Suggestion
from gui.action_table import Need
from gui.panels.pages import Notice
from gui.session import Session
from gui.words import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hints", text)


def _is_waiting(session: Session) -> bool:
    """Whether the open article has no suggestions yet because the suggesters are still at it."""
    desk, suggesting = session.desk, session.suggesting
    if desk is None or suggesting is None or len(desk.suggestions):
        return False
    return suggesting.state.is_waiting


def is_removed(session: Session) -> bool:
    """Whether the open article is one that was removed."""
    desk = session.desk
    return desk is not None and desk.annotations.state is ArticleState.REMOVED


def needs_met(session: Session, *, is_finding: bool) -> frozenset[Need]:
    """What is there for actions to work on."""
    desk, project, item = session.desk, session.project, session.focused
    met: set[Need] = set()
    if project is not None:
        met.add(Need.PROJECT)
        if not project.is_read_only:
            met.add(Need.WRITABLE)
    if desk is not None:
        met.add(Need.ARTICLE)
        met.add(Need.REMOVED if is_removed(session) else Need.IN_USE)
        if len(desk.suggestions):
            met.add(Need.OPEN_SUGGESTIONS)
        if item is not None or session.selection or len(desk.tokens):
            met.add(Need.STRETCH)
    if item is not None:
        met.add(Need.FOCUS)
    if item is not None or session.selection is not None:
        met.add(Need.TARGET)
    if (aim := session.aim) is not None:
        met.add(Need.SUGGESTION if isinstance(aim, Suggestion) else Need.GOLD)
    others = {
        Need.SELECTION: session.selection is not None,
        Need.UNDO: session.undo_stack.canUndo(),
        Need.REDO: session.undo_stack.canRedo(),
        Need.FINDING: is_finding,
        Need.FRAME: bool(session.frame_focus.frame_id),
    }
    return frozenset(met | {need for need, is_met in others.items() if is_met})


def hint(session: Session, key_of: Callable[[str], str], *, left: int) -> str:
    """What the keys do now; `left` is how many suggestions are open."""
    if session.project is None or session.desk is None:
        return ""
    if session.project.is_read_only:
        return _tr("read-only: look, search and export")
    if is_removed(session):
        return _tr("this article is removed: look at it, or bring it back")
    if session.selection is not None:
        active = session.drawing.active
        parts = [
            *_on_exactly_these(session, key_of),
            _by_label_keys(session, key_of, _tr("label")),
            _by(key_of("span.create"), active[1] if active else _tr("span")),
            _by(key_of("span.label"), _tr("search label")),
        ]
    elif isinstance(session.focused, Suggestion):
        parts = [
            _by_event(session, key_of),
            _by(key_of("span.accept"), _tr("accept")),
            _by(key_of("span.reject"), _tr("reject")),
            _by(key_of("span.skip"), _tr("skip")),
            _by_label_keys(session, key_of, _tr("other label")),
            _by(key_of("span.next"), _tr("next")),
        ]
    elif session.focused is not None:
        parts = [
            _by_event(session, key_of),
            _by_label_keys(session, key_of, _tr("other label")),
            _by(_pair(key_of("span.start_left"), key_of("span.start_right")), _tr("start")),
            _by(_pair(key_of("span.end_left"), key_of("span.end_right")), _tr("end")),
            _by(key_of("span.delete"), _tr("delete")),
            _by(key_of("span.next"), _tr("next")),
        ]
        if session.desk.annotations.chain_of(session.focused.id) is not None:
            parts.insert(0, _by(key_of("chain.next"), _tr("next mention of the same")))
    elif _is_waiting(session):
        parts = [_tr("select text to label it; suggestions are on their way")]
    elif left:
        parts = [_by(key_of("span.next"), _tr("next suggestion"))]
    else:
        parts = [_by(key_of("article.finish"), _tr("done, next article"))]
    return " · ".join(part for part in parts if part)


def _on_exactly_these(session: Session, key_of: Callable[[str], str]) -> list[str]:
    """What can be done with the span or suggestion on exactly the selected words."""
    aim = session.aim
    if isinstance(aim, Suggestion):
        return [
            _by(key_of("span.accept"), _tr("accept")),
            _by(key_of("span.reject"), _tr("reject")),
        ]
    return [_by(key_of("span.delete"), _tr("delete"))] if aim is not None else []


def _by(keys: str, what: str) -> str:
    """What keys do; nothing when they are not there."""
    return _tr("{key}: {what}").format(key=keys, what=what) if keys else ""


def _by_event(session: Session, key_of: Callable[[str], str]) -> str:
    """What can be done with the event in focus: accept all that is suggested for it, or open it."""
    desk, item = session.desk, session.focused
    if desk is None or item is None or item.layer is not Layer.EVENT:
        return ""
    opens = _by(key_of("event.open"), _tr("open the event"))
    suggested = desk.suggested_frame(item.id)
    if suggested is None:
        return opens
    from annotate.frames.accepting import open_parts  # few articles have any

    if not open_parts(desk, suggested):
        return opens
    accepts = _by(key_of("event.accept"), _tr("accept the whole event"))
    return " · ".join(part for part in (accepts, opens) if part)


def _by_label_keys(session: Session, key_of: Callable[[str], str], what: str) -> str:
    """What the keys of labels do: digits, or whatever the labels have."""
    labels = session.project.schema.labels if session.project is not None else ()
    # Only as far as needed: this is asked after every key.
    keys = (key_of(f"label.{label.layer}.{label.name}") for label in labels)
    first = next(filter(None, keys), "")
    if not first:
        return ""
    return _by(_tr("digits") if first.isdigit() else _tr("label keys"), what)


def _pair(one: str, other: str) -> str:
    """Two keys in one: "Alt+Left" and "Alt+Right" are "Alt+←→"."""
    head, _, first = one.rpartition("+")
    other_head, _, second = other.rpartition("+")
    arrows = _arrows()
    if head == other_head and first in arrows and second in arrows:
        return f"{head}+{arrows[first]}{arrows[second]}".lstrip("+")
    return f"{one} {other}".strip()


@cache
def _arrows() -> dict[str, str]:
    """The arrow keys by the names that they have in the language of the window."""
    signs = {Qt.Key.Key_Left: "←", Qt.Key.Key_Right: "→", Qt.Key.Key_Up: "↑", Qt.Key.Key_Down: "↓"}
    native = QKeySequence.SequenceFormat.NativeText
    return {QKeySequence(key).toString(native): sign for key, sign in signs.items()}


def what_is_left(session: Session, *, left: int) -> str:
    """How many suggestions wait; empty without an article."""
    if session.desk is None:
        return ""
    if _is_waiting(session):
        return ""
    is_only_read = session.project is not None and session.project.is_read_only
    text = _tr("no stored suggestions") if is_only_read else _tr("no suggestions left")
    if left:
        text = counted(left, _tr("1 suggestion left"), _tr("{count} suggestions left"))
    skipped = len(session.desk.suggestions) - left
    if skipped > 0:
        text += _tr(", {count} skipped").format(count=skipped)
    return text


def nothing_in_focus(session: Session, key_of: Callable[[str], str], *, left: int) -> str:
    """Why the focus panel is empty, and what to do."""
    if session.desk is None:
        return _tr("Nothing is in focus.")
    if session.project is not None and session.project.is_read_only:
        return _only_read(session)
    if is_removed(session):
        return _tr("This article is removed. Bring it back to work on it.")
    if _is_waiting(session):
        return _tr("Suggestions are on their way. You can select text and label it already.")
    if left:
        if not (key := key_of("span.next")):
            return _tr("Click a span or a suggestion.")
        return _tr("Press {key} for the next suggestion, or click a span.").format(key=key)
    if len(session.desk.spans):
        return _tr("Every suggestion is decided. Select text to add a span.")
    return _tr("Select text, then press the key of a label.")


def _only_read(session: Session) -> str:
    """The words of the empty focus panel in a window that only reads."""
    if session.desk is not None and (len(session.desk.spans) or len(session.desk.suggestions)):
        return _tr("This window only reads. Click a span or a suggestion to look at it.")
    return _tr("This window only reads. This article has no spans and no stored suggestions.")


def notice(session: Session, key_of: Callable[[str], str], *, articles: int) -> Notice:
    """The words of the centre when a project is open without an article on the desk."""
    if articles:
        return Notice(
            "articles",
            _tr("Choose an article"),
            _tr("The list on the left has them all; {key} goes on.").format(
                key=key_of("article.next")
            ),
            _tr("Go to article…"),
            "article.goto",
        )
    if session.project is not None and session.project.is_read_only:
        return Notice(
            "lock",
            _tr("This project has no articles"),
            _tr("It is open read-only, so none can be brought in."),
            _tr("Open another project…"),
            "project.open",
        )
    return Notice(
        "drop",
        _tr("Bring articles in"),
        _tr(
            "Drop files or folders here, paste a page, or choose files: text, Markdown, HTML "
            "and JSONL become articles. What cannot be read is listed with its reason."
        ),
        _tr("Import files…"),
        "project.import_files",
    )
