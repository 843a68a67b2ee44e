"""`Session`: the only door from widgets to the work, and the state that all views share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from annotate import verbs
from annotate.articles import ArticleState
from annotate.changes import Changes
from annotate.edits import Edit, EditGroup, PutState, primitives
from annotate.errors import AnnotateError, StoreReadOnlyError
from annotate.project import Project, Why
from annotate.spans import Layer
from annotate.suggestions import HideRules, Suggestion
from gui.again import Again, DeedKind
from gui.commands import EditCommand
from gui.drawing import Drawing
from gui.frames.focus import FrameFocus
from gui.on_desk import OnDesk, in_order
from gui.saving import SaveState, SaveStatus, Step
from gui.text.clusters import character_beside
from gui.text.paragraphs import runs_right_to_left
from gui.undo_history import HistoryStack

if TYPE_CHECKING:
    from gui.frames.suggested import SuggestedFrames
    from gui.jobs import Jobs
    from gui.suggesting import Suggesting
    from gui.transfer import Transfer

Side = Literal["start", "end"]
Unit = Literal["token", "character"]


class Session(OnDesk):
    """One project, one article on the desk, one focus, one undo stack."""

    project_opened = Signal()
    project_closed = Signal()
    article_list_changed = Signal()
    """Articles came or went; what an edit does to the row of its article is in `changed`."""
    changed = Signal(object)
    failed = Signal(object)
    save_state_changed = Signal(object)
    suggesting_changed = Signal()
    hiding_changed = Signal()
    schema_changed = Signal()
    bulk_edit_coming = Signal(int)
    """How many articles are about to be edited in one step."""
    all_done = Signal()
    """Done and next was asked for, and there is no next."""
    long_step = Signal(object)
    """A `gui.bulk.LongStep` that was sent to the disk."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing open."""
        super().__init__(parent)
        self.undo_stack = HistoryStack(self)
        self.drawing = Drawing(self)
        self.saving.status_changed.connect(self.save_state_changed)
        self.saving.failed.connect(self._take_back)
        self.is_taking_back = False
        self.again = Again(self)
        self.frame_focus = FrameFocus(self)
        self.suggesting: Suggesting | None = None
        self.suggested_frames: SuggestedFrames | None = None
        self.transfer: Transfer | None = None

    @property
    def save_status(self) -> SaveStatus:
        """Whether what is shown is on the disk."""
        return self.saving.status

    def attach_jobs(self, jobs: Jobs, *, may_run: Callable[[str], bool] = lambda _: True) -> None:
        """From now on suggest, import and export in the background.

        `may_run` says of a suggester's name whether the user allows it to run.
        """
        # Only now: none of it is needed for the first paint.
        from gui import suggesting, transfer
        from gui.frames import suggested as suggested_frames

        self.suggesting = suggesting.Suggesting(self, jobs, self, may_run=may_run)
        self.suggesting.changed.connect(self.suggesting_changed)
        self.transfer = transfer.Transfer(self, jobs, self)
        self.suggested_frames = suggested_frames.SuggestedFrames(self, jobs, self.suggesting)

    # -- project and article -----------------------------------------------------------------------

    def new_project(self, path: Path, schema: str = "news", *, annotator: str = "") -> None:
        """Make a project file with a shipped schema or a schema file, and open it.

        Raises a `StoreError` or a `SchemaError`.
        """
        from annotate.schema.shipped import find_schema

        project = Project.create(path, find_schema(schema), annotator=annotator)
        self.close_project()
        self._take_project(project)

    def open_sample(self) -> None:
        """Open the sample project; made at the first time. Raises a `StoreError`."""
        from annotate.sample import make_sample, sample_path

        path = sample_path()
        if not path.exists():
            make_sample(path)
        self.open_project(path)

    def open_project(self, path: Path, *, read_only: bool = False, annotator: str = "") -> None:
        """Open a project file in place of the present one; raises a `StoreError`."""
        if self.project is not None and self.project.path == path.absolute():
            return
        project = Project.open(path, read_only=read_only, annotator=annotator)
        self.close_project()
        self._take_project(project)

    def close_project(self) -> None:
        """Wait until everything is durable, then close the project."""
        if self.project is None:
            return
        self.settle()
        if self.desk is not None:
            self.article_left.emit()
        self.remember_article()
        self.project.close()
        self.undo_stack.clear()
        self.project = None
        self.desk = None
        self.focus_id = None
        self.selection = None
        self.project_closed.emit()

    def finish_and_next(self) -> None:
        """Mark the article done and open the next one that is not."""
        if self.desk is None:
            return
        self.set_article_state(ArticleState.DONE)
        self.settle()
        following = self._require_project().next_unfinished(self.desk.article.id)
        # Not away from an article whose last step has just been taken back.
        if self.desk.annotations.state is not ArticleState.DONE:
            return
        if following is not None:
            self.open_article(following)
        else:
            self.all_done.emit()

    def set_article_state(self, state: ArticleState) -> None:
        """Move the article to another state."""
        if self.desk is not None and self.desk.annotations.state is not ArticleState.REMOVED:
            edit = verbs.set_state(self.desk, state)
            self.push(edit, f"mark {state.replace('_', ' ')}")

    # -- corrections -------------------------------------------------------------------------------

    def accept(self) -> None:
        """Accept the suggestion in focus and go on to the next."""
        if not self.take_aim():
            return
        item = self.focused
        if self.desk is not None and isinstance(item, Suggestion):
            edit = verbs.accept(self.desk, item, hand=self.hand())
            self._judge(item, edit)
            self.again.remember(DeedKind.LABEL, item.start, item.end, item.layer, item.label)

    def reject(self) -> None:
        """Reject the suggestion in focus and go on; a gold span is deleted."""
        if not self.take_aim():
            return
        item = self.focused
        if self.desk is not None and isinstance(item, Suggestion):
            self._judge(item, verbs.reject(self.desk, item, hand=self.hand()))
            self.again.remember(DeedKind.REJECT, item.start, item.end, item.layer, item.label)
        elif item is not None:
            self.delete()

    def skip(self) -> None:
        """Leave the suggestion in focus open and go on to the next."""
        if not self.take_aim():
            return
        item = self.focused
        if self.desk is not None and isinstance(item, Suggestion) and not item.is_skipped:
            self._judge(item, verbs.skip(self.desk, item, hand=self.hand()))
        else:
            self.focus_next()

    def give_label(self, layer: Layer, name: str) -> None:
        """Label the selection, else the item in focus, else the token at the caret."""
        if self.desk is None:
            return
        item = self.focused
        if self.selection is not None:
            if self.is_in_sight(*self.selection):
                self.create_span(*self.selection, layer=layer, label=name)
        elif item is not None:
            if not self.take_aim():
                return
            edit = verbs.relabel(self.desk, item, label=name, layer=layer, hand=self.hand())
            if isinstance(item, Suggestion):
                self._judge(item, edit)
            else:
                self.push(edit, "relabel")
            self.drawing.choose(layer, name)
            self.again.remember(DeedKind.LABEL, item.start, item.end, layer, name)
        else:
            token = self.desk.tokens.snap(self.caret, self.caret)
            if token is not None and self.is_in_sight(*token):
                self.create_span(*token, layer=layer, label=name)

    def create_span(
        self, start: int, end: int, *, layer: Layer | None = None, label: str | None = None
    ) -> None:
        """Make a gold span; without a label, the suggested or the active one is given."""
        if self.desk is None or self.project is None:
            return
        layer, label = self.drawing.label_for(start, end, layer, label)
        edit = verbs.add_span(self.desk, start, end, label=label, layer=layer, hand=self.hand())
        if self.push(edit, f"add {label}"):
            self.drawing.choose(layer, label)
            self.again.remember(DeedKind.LABEL, start, end, layer, label)
            self.set_selection(None, end)
            added = next(
                (
                    span.id
                    for span in self.desk.spans.overlapping(start, end)
                    if span.key == (layer, start, end, label)
                ),
                None,
            )
            self.focus(added)

    def confirm(self) -> None:
        """Enter: make a span of the selection, or accept the suggestion in focus."""
        if self.selection is not None:
            if self.is_in_sight(*self.selection):
                self.create_span(*self.selection)
        elif isinstance(self.focused, Suggestion):
            self.accept()

    def resize(self, item_id: str, start: int, end: int) -> None:
        """Give a span or suggestion other boundaries (code points, half-open)."""
        if self.desk is None or (item := self.desk.item(item_id)) is None:
            return
        edit = verbs.resize(self.desk, item, start, end, hand=self.hand())
        if self.push(edit, "resize") and isinstance(item, Suggestion):
            decision = self.desk.annotations.decisions.get(item.id)
            self.focus(decision.span_id if decision else None)

    def move_boundary(self, side: Side, step: int, unit: Unit = "token") -> None:
        """Move one boundary of the focus by a token or a character, left (`step` -1) or right (1).

        Where the paragraph runs from right to left, left is on in the text.
        """
        if not self.take_aim():
            return
        item = self.focused
        if self.desk is None or item is None:
            return
        start, end, text, tokens = item.start, item.end, self.desk.article.text, self.desk.tokens
        # The side that stays decides: one that moves into another paragraph would turn round there.
        if runs_right_to_left(text, end - 1 if side == "start" else start):
            step = -step
        if side == "start":
            by_token, beside = tokens.start_beside, start
        else:
            by_token, beside = tokens.end_beside, end
        place = (
            character_beside(text, beside, step) if unit == "character" else by_token(beside, step)
        )
        start, end = (place, end) if side == "start" else (start, place)
        if start < end:
            self.resize(item.id, start, end)

    def delete(self) -> None:
        """Delete the gold span in focus; a suggestion is rejected."""
        if not self.take_aim():
            return
        item = self.focused
        if self.desk is None or item is None:
            return
        if isinstance(item, Suggestion):
            self.reject()
        elif self.push(verbs.remove(self.desk, item, hand=self.hand()), f"delete {item.label}"):
            self.again.remember(DeedKind.DELETE, item.start, item.end, item.layer, item.label)
            self._focus_found(self.desk.spans.after(item.start, item.end, item.id))

    def accept_all(self, min_score: float = 0.0, layer: Layer | None = None) -> int:
        """Accept every visible suggestion with at least this score; how many there were."""
        if self.desk is None:
            return 0
        before = len(self.desk.spans)
        edit = verbs.accept_all(self.desk, hand=self.hand(), min_score=min_score, layer=layer)
        self.push(edit, "accept all", why=Why.BULK)
        self.focus_next()
        return len(self.desk.spans) - before

    def repeat(self) -> None:
        """Do to the next place with the same words what was done last."""
        self.again.repeat()

    def undo(self) -> None:
        """Take the last step back, on whichever article it was made."""
        self._travel(-1, self.undo_stack.undo)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._travel(0, self.undo_stack.redo)

    def suggest_current(self) -> None:
        """Run every suggester on the open article again."""
        if self.suggesting is not None:
            self.suggesting.suggest_current()

    def suggest_all(self) -> None:
        """Run the suggesters on every article that has none yet."""
        if self.suggesting is not None:
            self.suggesting.suggest_all()

    def perform(self, command: EditCommand, edit: Edit, *, why: Why) -> None:
        """Apply an edit to the desk and send it to the disk; called by the command only."""
        if self.is_taking_back:
            return
        project = self._require_project()
        if self.desk is None or self.desk.article.id != command.article_id:
            command.setObsolete(True)
            return
        try:
            changes = self.desk.apply(edit)
        except AnnotateError as error:
            command.setObsolete(True)
            self.failed.emit(error)
            return
        is_undo = why is Why.UNDO
        future = project.write_edit(
            self.desk.article,
            edit,
            why=why,
            title=command.text(),
            step=None if is_undo else command.step,
            undoes=command.step if is_undo else None,
        )
        self.saving.follow(Step(command, -1 if is_undo else 1, command.is_first, future))
        self._after(changes)

    def hide_label(self, layer: Layer, name: str, *, is_hidden: bool) -> None:
        """Hide the suggestions of a label in this project, or show them again."""
        project = self._require_project()
        hidden = project.hidden_labels() - {(layer, name)}
        self._hide(project.hide_rules(), hidden | {(layer, name)} if is_hidden else hidden)

    def hide_by(self, rules: HideRules) -> None:
        """Show suggestions from the scores of `rules` on in this project."""
        self._hide(rules, self._require_project().hidden_labels())

    def _hide(self, rules: HideRules, labels: frozenset[tuple[Layer, str]]) -> None:
        project = self._require_project()
        project.set_hide_rules(
            min_score=rules.min_score, hidden_labels=labels, label_scores=rules.label_scores
        )
        if self.desk is not None:
            self._after(self.desk.set_rules(project.hide_rules()))
        self.hiding_changed.emit()

    def apply_changes(self, changes: Changes) -> None:
        """Tell the views of changes that are no edit: new suggestions or tokens."""
        self._after(changes)

    # -- within ------------------------------------------------------------------------------------

    def push(self, edit: Edit | None, title: str, *, why: Why = Why.HAND) -> bool:
        """Make a step, to be undone as one; whether it was made."""
        if edit is None or self.desk is None or self.project is None:
            return False
        if self.project.is_read_only:
            self.failed.emit(
                StoreReadOnlyError(path=str(self.project.path), reason="opened read-only")
            )
            return False
        if not self._may_change(edit):
            return False
        title = edit.title if isinstance(edit, EditGroup) and edit.title else title
        before = self.desk.revision
        if why is Why.BULK:
            self.bulk_edit_coming.emit(1)
        self.undo_stack.push(EditCommand(self, self.desk.article.id, edit, title, why))
        return self.desk.revision != before

    def _may_change(self, edit: Edit) -> bool:
        """Whether the open article takes an edit: a removed one only what brings it back."""
        is_removed = self.desk is not None and self.desk.annotations.state is ArticleState.REMOVED
        if is_removed and not any(isinstance(item, PutState) for item in primitives(edit)):
            self.told.emit(self.tr("This article is removed. Bring it back to work on it."))
            return False
        return True

    def _judge(self, item: Suggestion, edit: Edit | None) -> None:
        """Make a decision and go on to the next open suggestion behind it."""
        if self.push(edit, "decide") and self.desk is not None:
            following = self.desk.next_open(item.start, item.end, item.id)
            self._focus_found(following or self.desk.next_open())

    def _after(self, changes: Changes) -> None:
        if self.desk is not None and self.focus_id and self.desk.item(self.focus_id) is None:
            self._set_focus(self._heir(changes))
            self.changed.emit(changes)
            self.focus_changed.emit()
        else:
            self.changed.emit(changes)

    def _heir(self, changes: Changes) -> str | None:
        """What takes the focus of an item that went: the nearest of the change, gold first."""
        if self.desk is None:
            return None
        start, end = self._focus_place
        for ids in (changes.span_ids, changes.suggestion_ids):
            items = [item for item_id in ids if (item := self.desk.item(item_id)) is not None]
            if items:
                # Not just any: the reader must not be carried to another place.
                return min(items, key=lambda x: (abs(x.start - start) + abs(x.end - end), x.id)).id
        return None

    def _take_back(self, error: BaseException, lost: list[Step]) -> None:
        """Return to what is on the disk: each step that did not get there is undone in the open."""
        self.is_taking_back = True
        try:
            for step in lost:
                if step.is_new:
                    step.command.setObsolete(True)
                if step.shift > 0:
                    self.undo_stack.undo()
                else:
                    self.undo_stack.redo()
        finally:
            self.is_taking_back = False
        self._require_project().resume()
        self.read_again()
        # A command that goes is not asked to undo: what shows labels may show those it brought.
        self.schema_changed.emit()
        self.article_list_changed.emit()
        if not isinstance(error, AnnotateError):
            raise error
        self.failed.emit(error)

    def _travel(self, offset: int, go: Callable[[], None]) -> None:
        """Undo or redo the command at `offset` from the stack's index, on its own article."""
        self.undo_stack.recall()
        command = self._command_at(offset)
        if command is not None and self.desk and self.desk.article.id != command.article_id:
            # A step that is taken back now is not the one to undo.
            self.settle()
            command = self._command_at(offset)
        if command is not None:
            # Of an earlier session it is read now: what fails, fails before the stack has moved.
            edit = command.edit
            if command.article_id:
                self.open_article(command.article_id)
            go()
            items = self.desk.touched_by(edit) if self.desk else []
            if items and self.focus_id not in {item.id for item in items}:
                self.focus(min(items, key=in_order).id)

    def _command_at(self, offset: int) -> EditCommand | None:
        index = self.undo_stack.index() + offset
        is_there = 0 <= index < self.undo_stack.count()
        command = self.undo_stack.command(index) if is_there else None
        return command if isinstance(command, EditCommand) else None

    def _take_project(self, project: Project) -> None:
        self.project = project
        self.undo_stack.expect(project)
        self.saving.set_status(SaveState.READ_ONLY if project.is_read_only else SaveState.SAVED)
        self.project_opened.emit()
        self.article_list_changed.emit()
        self.open_last_article()
