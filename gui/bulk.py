"""One step on many articles: performed on the desk where it is open, durable all at once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotate.compat import override
from annotate.edits import OF_PROJECT, Edit, EditGroup, inverse
from annotate.errors import AnnotateError
from annotate.project import Project, StepRef, Why
from gui.commands import EditCommand
from gui.saving import Step
from gui.session import Session
from gui.undo_history import PastStep

_LONG = 50
"""Articles of a step beyond which nothing waits for it on the window's thread."""


@dataclass(slots=True)
class LongStep:
    """A step on its way to the disk: how many of its articles are written."""

    title: str
    total: int
    is_undo: bool
    done: int = 0
    future: Future[int] | None = None

    def note(self, done: int, _total: int) -> None:
        """Called on the writer's thread."""
        self.done = done

    @property
    def is_over(self) -> bool:
        """Whether it is durable or has failed."""
        return self.future is None or self.future.done()


class BulkCommand(EditCommand):
    """A step on many articles; to look at it, the open article will do if it is among them.

    Once it is in the history, the history knows what it did.
    """

    def __init__(self, bulk: Bulk, edits: Mapping[str, Edit], title: str) -> None:
        """Hold the edits by article; pushing the command on the stack performs them."""
        article_id, edit = next(iter(edits.items()))
        super().__init__(bulk.session, article_id, edit, title, Why.BULK)
        self._bulk = bulk
        self._edits = dict(edits)
        self.steps = {article_id: StepRef() for article_id in edits}

    @property
    @override
    def article_id(self) -> str:
        desk = self._session.desk
        if desk is not None and (desk.article.id in self.steps or OF_PROJECT in self.steps):
            return desk.article.id
        return self._article_id

    @property
    @override
    def edit(self) -> Edit:
        return self.edit_of(self.article_id) or EditGroup(())

    def edit_of(self, article_id: str) -> Edit | None:
        """What the step does to an article, or to the schema; None for one that it is not about."""
        return self._edits.get(article_id)

    @override
    def redo(self) -> None:
        """Perform the edits."""
        if self.is_first:
            self._bulk.perform(self, edits=self._edits, why=Why.BULK)
        else:
            self._bulk.perform(self, why=Why.REDO)
        self.is_first = False

    @override
    def undo(self) -> None:
        """Take the edits back."""
        self._bulk.perform(self, why=Why.UNDO)


class PastBulkCommand(BulkCommand):
    """A step of an earlier session on many articles; what it did is read when it is needed."""

    def __init__(self, session: Session, project: Project, past: PastStep) -> None:
        """Stand for a step that is in the file already."""
        article_id = next(iter(past.rows))
        EditCommand.__init__(self, session, article_id, EditGroup(()), past.title, Why.BULK)
        self._bulk = Bulk(session)
        self._edits = {}
        self._project = project
        self.steps = {item: StepRef(seq) for item, seq in past.rows.items()}
        self.is_first = False

    @override
    def edit_of(self, article_id: str) -> Edit | None:
        if article_id not in self._edits and article_id in self.steps:
            self._edits[article_id] = self._project.past.edit(self.steps[article_id].seq or 0)
        return self._edits.get(article_id)

    @override
    def redo(self) -> None:
        if not self._session.undo_stack.is_recalling:
            super().redo()

    @override
    def undo(self) -> None:
        if not self._session.undo_stack.is_recalling:
            super().undo()


class Bulk(QObject):
    """Pushes steps on many articles on the undo stack of a session and performs them."""

    _written = Signal()
    _schema_written = Signal()

    def __init__(self, session: Session) -> None:
        """Work for `session`."""
        super().__init__(session)
        self.session = session
        # Not to be seen from the stack: a full one is as long after a step as before it.
        self._has_written = False
        # The writer thread answers; the list of articles is told on the window's.
        queued = Qt.ConnectionType.QueuedConnection
        self._written.connect(session.article_list_changed, queued)
        self._schema_written.connect(session.schema_changed, queued)

    def push(self, edits: Mapping[str, Edit], title: str) -> bool:
        """Make one step of the edits by article; whether it was made."""
        project = self.session.project
        if not edits or project is None or project.is_read_only:
            return False
        self.session.undo_stack.recall()
        self.session.bulk_edit_coming.emit(len(edits))
        self._has_written = False
        self.session.undo_stack.push(BulkCommand(self, edits, title))
        return self._has_written

    def perform(
        self, command: BulkCommand, *, why: Why, edits: Mapping[str, Edit] | None = None
    ) -> None:
        """Apply the edit of the open article and send all to the disk; called by the command.

        Without `edits` the step is in the history: it is taken back or made again.
        """
        session, project = self.session, self.session.project
        is_of_schema, is_long = OF_PROJECT in command.steps, len(command.steps) > _LONG
        if is_of_schema and not is_long:
            # What shows labels looks again when everything is as it was, or as it is to be.
            QTimer.singleShot(0, session, session.schema_changed.emit)
        if session.is_taking_back or project is None:
            return
        is_undo = why is Why.UNDO
        desk, changes = session.desk, None
        edit = self._edit_of(command, desk.article.id, is_undo=is_undo) if desk else None
        try:
            if desk is not None and edit is not None:
                changes = desk.apply(edit)
        except AnnotateError as error:
            command.setObsolete(True)
            session.failed.emit(error)
            return
        step = LongStep(command.text(), len(command.steps), is_undo)
        try:
            if edits is not None:
                step.future = project.write_edits(
                    edits, why=why, title=step.title, steps=command.steps, note=step.note
                )
            else:
                step.future = project.write_again(
                    command.steps,
                    why=why,
                    title=step.title,
                    is_undo=is_undo,
                    schema_edit=self._edit_of(command, OF_PROJECT, is_undo=is_undo),
                    note=step.note,
                )
        except AnnotateError as error:
            # Another schema than the one that the step was made for: nothing was sent.
            if desk is not None and edit is not None:
                desk.apply(inverse(edit))
            command.setObsolete(True)
            session.failed.emit(error)
            return
        self._has_written = True
        # Who looks again waits for the writer: at once, the window would wait with it.
        tells = is_of_schema and is_long
        step.future.add_done_callback(partial(self._on_answered, is_of_schema=tells))
        shift = -1 if is_undo else 1
        session.saving.follow(Step(command, shift, command.is_first, step.future))
        if changes is not None:
            session.apply_changes(changes)
        session.long_step.emit(step)

    def _edit_of(self, command: BulkCommand, article_id: str, *, is_undo: bool) -> Edit | None:
        edit = command.edit_of(article_id)
        return inverse(edit) if edit is not None and is_undo else edit

    def _on_answered(self, future: Future[int], *, is_of_schema: bool) -> None:
        """On the writer thread: the counts of many articles are other ones now."""
        if future.exception() is None:
            self._written.emit()
            if is_of_schema:
                self._schema_written.emit()
