"""One step on many articles: performed on the desk where it is open, durable all at once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from functools import cached_property

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotate.compat import override
from annotate.edits import OF_PROJECT, Edit, EditGroup, inverse
from annotate.errors import AnnotateError
from annotate.project import Project, StepRef, Why
from gui.commands import EditCommand
from gui.saving import Step
from gui.session import Session
from gui.undo_history import PastStep


class BulkCommand(EditCommand):
    """A step on many articles; to look at it, the open article will do if it is among them."""

    def __init__(self, bulk: Bulk, edits: Mapping[str, Edit], title: str) -> None:
        """Hold the edits by article; pushing the command on the stack performs them."""
        article_id, edit = next(iter(edits.items()))
        super().__init__(bulk.session, article_id, edit, title, Why.BULK)
        self._bulk = bulk
        self.edits = dict(edits)
        self.steps = {article_id: StepRef() for article_id in self.edits}

    @property
    @override
    def article_id(self) -> str:
        desk = self._session.desk
        if desk is not None and (desk.article.id in self.edits or OF_PROJECT in self.edits):
            return desk.article.id
        return self._article_id

    @property
    @override
    def edit(self) -> Edit:
        return self.edits.get(self.article_id) or EditGroup(())

    @override
    def redo(self) -> None:
        """Perform the edits."""
        self._bulk.perform(self, self.edits, why=Why.BULK if self.is_first else Why.REDO)
        self.is_first = False

    @override
    def undo(self) -> None:
        """Take the edits back."""
        back = {article_id: inverse(edit) for article_id, edit in self.edits.items()}
        self._bulk.perform(self, back, why=Why.UNDO)


class PastBulkCommand(BulkCommand):
    """A step of an earlier session on many articles; its edits are read when they are needed."""

    def __init__(self, session: Session, project: Project, past: PastStep) -> None:
        """Stand for a step that is in the file already."""
        article_id = next(iter(past.rows))
        EditCommand.__init__(self, session, article_id, EditGroup(()), past.title, Why.BULK)
        self._bulk = Bulk(session)
        self._project = project
        self.steps = {item: StepRef(seq) for item, seq in past.rows.items()}
        self.is_first = False

    @cached_property
    def edits(self) -> dict[str, Edit]:  # type: ignore[override]
        """What the step did, by article."""
        past = self._project.past
        return {item: past.edit(step.seq or 0) for item, step in self.steps.items()}

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

    def __init__(self, session: Session) -> None:
        """Work for `session`."""
        super().__init__(session)
        self.session = session
        # Not to be seen from the stack: a full one is as long after a step as before it.
        self._has_written = False
        # The writer thread answers; the list of articles is told on the window's.
        self._written.connect(session.article_list_changed, Qt.ConnectionType.QueuedConnection)

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

    def perform(self, command: BulkCommand, edits: Mapping[str, Edit], *, why: Why) -> None:
        """Apply the edit of the open article and send all to the disk; called by the command."""
        session, project = self.session, self.session.project
        if OF_PROJECT in edits:
            # What shows labels looks again when everything is as it was, or as it is to be.
            QTimer.singleShot(0, session, session.schema_changed.emit)
        if session.is_taking_back or project is None:
            return
        desk, changes = session.desk, None
        if desk is not None and desk.article.id in edits:
            try:
                changes = desk.apply(edits[desk.article.id])
            except AnnotateError as error:
                command.setObsolete(True)
                session.failed.emit(error)
                return
        is_undo = why is Why.UNDO
        try:
            future = project.write_edits(
                edits, why=why, title=command.text(), steps=command.steps, is_undo=is_undo
            )
        except AnnotateError as error:
            # Another schema than the one that the step was made for: nothing was sent.
            if changes is not None and desk is not None:
                desk.apply(inverse(edits[desk.article.id]))
            command.setObsolete(True)
            session.failed.emit(error)
            return
        self._has_written = True
        future.add_done_callback(self._on_answered)
        session.saving.follow(Step(command, -1 if is_undo else 1, command.is_first, future))
        if changes is not None:
            session.apply_changes(changes)

    def _on_answered(self, future: Future[int]) -> None:
        """On the writer thread: the counts of many articles are other ones now."""
        if future.exception() is None:
            self._written.emit()
