"""The undo stack that outlives the window: at the start it is what the history says.

Every step, undo and redo is a row of the history, so the stack of last time can be made again of
the rows alone. It is recalled in a pause after the project was opened, or when it is first needed;
what a step did is read when it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QUndoCommand, QUndoStack

from annotate.compat import override
from annotate.edits import OF_PROJECT, Edit, EditGroup, inverse
from annotate.project import StepRef, Why
from gui.commands import EditCommand

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project_past import ProjectPast
    from annotate.store.history import Outline
    from gui.session import Session

MOST_STEPS = 1_000
"""Steps that can be taken back one by one; any earlier moment is brought back by the history."""
_ROWS = 3_000
"""Rows of the history that are looked at: each undo and redo is a row as well."""
_NOBODYS = frozenset((Why.IMPORT, Why.REPAIR, Why.ALONG))
"""No step of an annotator: where they come in, undo does not take them back either."""


@dataclass(slots=True)
class PastStep:
    """A step on the stack: its rows, one for each article that it was about."""

    title: str
    why: str
    at: str
    rows: dict[str, int]
    """History number by article id."""
    renewed: int = 0
    """The first row that made it again last; 0 when it was never taken back."""
    seqs: set[int] = field(default_factory=set[int])
    """Every row that made it, now or before it was taken back."""

    def take(self, row: Outline) -> None:
        """Take in a row of the step."""
        self.rows[row.article_id] = row.seq
        self.seqs.add(row.seq)


def recent_steps(past: ProjectPast, count: int) -> tuple[list[PastStep], int]:
    """`past_steps` of the newest `count` rows, and of the older ones that these speak of.

    A step on many articles goes back whole or not at all; a step that was taken back can be made
    again, however many rows it has and its taking back has.
    """
    rows: list[Outline] = []
    reach = _Reach()
    while older := past.newest(
        max(count, len(rows)), before=rows[-1].seq if rows else None, without=_NOBODYS
    ):
        for row in reversed(older):
            if len(rows) >= count and reach.is_far_enough(row):
                return past_steps(rows[::-1])
            reach.take(row)
            rows.append(row)
    return past_steps(rows[::-1])


class _Reach:
    """How far back the rows must be read, told from the newest on."""

    def __init__(self) -> None:
        self._row: Outline | None = None
        self._needed = 1 << 62
        """The first of the steps that were taken back in the rows so far."""
        self._made_again = 0
        """Steps that were made again: each was taken back before, which says what it was."""

    def take(self, row: Outline) -> None:
        """Go on to the next older row."""
        is_new = self._row is None or not _are_of_one_step(self._row, row)
        self._row = row
        if row.undoes is not None:
            self._needed = min(self._needed, row.undoes)
        if not is_new:
            return
        if row.why == Why.REDO:
            self._made_again += 1
        elif row.why == Why.UNDO:
            self._made_again = max(self._made_again - 1, 0)
        else:
            # Nothing can be made again after another step: what is open here stays open.
            self._made_again = 0

    def is_far_enough(self, row: Outline) -> bool:
        """Whether neither this row nor an older one is needed."""
        last = self._row
        is_inside = last is not None and _are_of_one_step(last, row)
        return not is_inside and not self._made_again and self._needed > row.seq


def past_steps(rows: list[Outline]) -> tuple[list[PastStep], int]:
    """The steps that stood on the stack after `rows`, and how many of them were not taken back.

    Rows of one time, reason and title are one step on many articles. An undo that names a row which
    is not there took back something older: nothing before it can be told; the stack begins anew.
    """
    stack: list[PastStep] = []
    index = 0
    for row in rows:
        if row.why == Why.UNDO:
            index = _taken_back(stack, index, row)
        elif row.why == Why.REDO:
            index = _made_again(stack, index, row)
        else:
            last = stack[index - 1] if index else None
            if last is not None and _is_same_step(last, row):
                last.take(row)
                continue
            del stack[index:]
            stack.append(PastStep(row.title, row.why, row.at, {}))
            stack[-1].take(row)
            index = len(stack)
    return stack, index


def _is_same_step(step: PastStep, row: Outline) -> bool:
    same = (step.at, step.why, step.title) == (row.at, row.why, row.title)
    return same and row.article_id not in step.rows


def _are_of_one_step(row: Outline, other: Outline) -> bool:
    return (row.at, row.why, row.title) == (other.at, other.why, other.title)


def _taken_back(stack: list[PastStep], index: int, row: Outline) -> int:
    # A step on many articles has a row for each: the first moves the index.
    if index < len(stack) and row.undoes in stack[index].seqs:
        return index
    if index and row.undoes in stack[index - 1].seqs:
        return index - 1
    stack.clear()
    return 0


def _made_again(stack: list[PastStep], index: int, row: Outline) -> int:
    # First the rest of the step that is being made again: the one behind it may be about the same
    # articles.
    last = stack[index - 1] if index else None
    if last is not None and last.at == row.at:
        known = last.rows.get(row.article_id)
        if known is not None and known < last.renewed:
            last.take(row)
            return index
    if index < len(stack) and row.article_id in stack[index].rows:
        step = stack[index]
        step.take(row)
        step.renewed, step.at = row.seq, row.at
        return index + 1
    stack.clear()
    return 0


class PastCommand(EditCommand):
    """A step of an earlier session on one article; what it did is read when it is needed."""

    def __init__(self, session: Session, project: Project, article_id: str, past: PastStep) -> None:
        """Stand for a step that is in the file already."""
        super().__init__(session, article_id, EditGroup(()), past.title, Why.HAND)
        self._project = project
        self._is_read = False
        self.step = StepRef(past.rows[article_id])
        self.is_first = False

    @property
    @override
    def edit(self) -> Edit:
        if not self._is_read:
            self._edit = self._project.past.edit(self.step.seq or 0)
            self._is_read = True
        return self._edit

    @override
    def redo(self) -> None:
        if not _is_recalling(self._session):
            self._perform(self.edit, why=Why.REDO)

    @override
    def undo(self) -> None:
        if not _is_recalling(self._session):
            self._perform(inverse(self.edit), why=Why.UNDO)


def _is_recalling(session: Session) -> bool:
    return session.undo_stack.is_recalling


class HistoryStack(QUndoStack):
    """An undo stack that recalls the steps of earlier sessions before it is used."""

    def __init__(self, session: Session) -> None:
        """Be empty until a project is opened."""
        super().__init__(session)
        # A day's work would fill the memory with what the history has anyway.
        self.setUndoLimit(MOST_STEPS)
        self._session = session
        self._waiting: Project | None = None
        self.is_recalling = False

    def expect(self, project: Project) -> None:
        """Recall the steps of this project in the next pause, or when the stack is used."""
        self._waiting = None if project.is_read_only else project
        QTimer.singleShot(0, self, self.recall)

    def recall(self) -> None:
        """Put the steps of earlier sessions on the stack, if that was not done yet."""
        project, self._waiting = self._waiting, None
        if project is None:
            return
        steps, index = recent_steps(project.past, _ROWS)
        too_many = max(len(steps) - MOST_STEPS, 0)
        steps, index = steps[too_many:], max(index - too_many, 0)
        self.is_recalling = True
        try:
            for step in steps:
                super().push(self._command(project, step))
            self.setIndex(index)
        finally:
            self.is_recalling = False

    def _command(self, project: Project, step: PastStep) -> QUndoCommand:
        if len(step.rows) == 1 and OF_PROJECT not in step.rows:
            (article_id,) = step.rows
            return PastCommand(self._session, project, article_id, step)
        from gui.bulk import PastBulkCommand

        return PastBulkCommand(self._session, project, step)

    @override
    def push(self, command: QUndoCommand) -> None:
        """Push a step upon those of earlier sessions."""
        self.recall()
        super().push(command)

    @override
    def clear(self) -> None:
        """Forget every step, also those that were not recalled yet."""
        self._waiting = None
        super().clear()
