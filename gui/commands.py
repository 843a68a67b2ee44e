"""Undo commands: a thin coat over `annotate.edits`, in one stack for the whole project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from annotate.compat import override
from annotate.edits import Edit, inverse
from annotate.project import StepRef, Why

if TYPE_CHECKING:
    from gui.session import Session


class EditCommand(QUndoCommand):
    """One step of the annotator on one article.

    The first `redo` is the step itself; later ones repeat it. `step` is its place in the history.
    """

    def __init__(self, session: Session, article_id: str, edit: Edit, title: str, why: Why) -> None:
        """Hold the step; pushing the command on the stack performs it."""
        super().__init__(title)
        self._session = session
        self._article_id = article_id
        self._edit = edit
        self._why = why
        self.step = StepRef()
        self.is_first = True

    @property
    def article_id(self) -> str:
        """The article to look at when the step is taken back or made again."""
        return self._article_id

    @property
    def edit(self) -> Edit:
        """What the step does to that article."""
        return self._edit

    @override
    def redo(self) -> None:
        """Perform the step."""
        why = self._why if self.is_first else Why.REDO
        self._perform(self._edit, why=why)
        self.is_first = False

    @override
    def undo(self) -> None:
        """Take the step back."""
        self._perform(inverse(self._edit), why=Why.UNDO)

    def _perform(self, edit: Edit, *, why: Why) -> None:
        self._session.perform(self, edit, why=why)
