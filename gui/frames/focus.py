"""Which event frame is open, which role is being filled, and with what: for all that show frames.

State only: the keys, the panel, the drawing and the table read it and hear `changed`. What is done
to frames stands in `gui.frames.flows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.frames.event_frame import Argument
    from annotate.frames.suggested import SuggestedArgument
    from gui.session import Session


class Purpose(StrEnum):
    """What the candidate that Enter takes is wanted for."""

    NONE = ""
    ROLE = "role"  # to fill the role
    TRIGGER = "trigger"  # as another trigger of the frame
    COPY = "copy"  # as the trigger of a copy
    MERGE = "merge"  # its frames become one with the open one
    LINK = "link"  # to name the same as the span in focus
    RELATE = "relate"  # as the child of a relation


class FrameFocus(QObject):
    """The frame that the keys are about, apart from the span that has the focus.

    `candidates` are ids of gold spans and visible suggestions, in the order in which Tab goes
    through them; `candidate` is the one that Enter would take.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        """No frame is open."""
        super().__init__(session)
        self._session = session
        self._frame_id = ""
        self._hovered_id = ""
        self._role = ""
        self._attribute = ""
        self._argument: Argument | None = None
        self._part: SuggestedArgument | None = None
        self._purpose = Purpose.NONE
        self._candidates: tuple[str, ...] = ()
        self._candidate = ""
        session.article_opened.connect(self.close)
        session.project_closed.connect(self.close)
        session.changed.connect(self._on_changed)

    @property
    def frame_id(self) -> str:
        """Id of the open frame, gold or suggested; empty when none is open."""
        return self._frame_id

    @property
    def hovered_id(self) -> str:
        """Id of the frame that the pointer is over; empty when there is none."""
        return self._hovered_id

    @property
    def role(self) -> str:
        """The role that is being filled; empty when none is."""
        return self._role

    @property
    def attribute(self) -> str:
        """The attribute that is being given a value; empty when none is."""
        return self._attribute

    @property
    def argument(self) -> Argument | None:
        """The filler that Backspace would take out; `None`: the last one."""
        return self._argument

    @property
    def part(self) -> SuggestedArgument | None:
        """The suggested argument that Enter would accept and Backspace reject."""
        return self._part

    @property
    def purpose(self) -> Purpose:
        """What a candidate is looked for; `NONE` when none is."""
        return self._purpose

    @property
    def is_busy(self) -> bool:
        """Whether a frame is open or a candidate is looked for: the keys are about that then."""
        return bool(self._frame_id or self._purpose)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Ids of what may fill the role, in the order of Tab."""
        return self._candidates

    @property
    def candidate(self) -> str:
        """Id of what Enter would fill the role with; empty when there is none."""
        return self._candidate

    def open(self, frame_id: str) -> None:
        """Make this frame the open one, without a role; an empty id closes.

        It wins over what the pointer rests on, until that goes to another frame.
        """
        hovered_id = self._hovered_id if self._hovered_id == frame_id else ""
        self._set(frame_id=frame_id, hovered_id=hovered_id)

    def close(self) -> None:
        """Open no frame."""
        self._set(frame_id="", hovered_id="")

    def hover(self, frame_id: str) -> None:
        """The pointer is over this frame; an empty id: over none."""
        if frame_id != self._hovered_id:
            self._hovered_id = frame_id
            self.changed.emit()

    def fill_role(self, role: str, candidates: Sequence[str], candidate: str = "") -> None:
        """Begin to fill a role of the open frame; without `candidate` the first one is taken."""
        self.walk(Purpose.ROLE, candidates, candidate, role=role)

    def walk(
        self, purpose: Purpose, candidates: Sequence[str], candidate: str = "", *, role: str = ""
    ) -> None:
        """Let Tab go through these; without `candidate` it begins with the first one."""
        ids = tuple(candidates)
        first = candidate if candidate in ids else next(iter(ids), "")
        self._set(
            frame_id=self._frame_id, role=role, purpose=purpose, candidates=ids, candidate=first
        )

    def give_attribute(self, attribute: str) -> None:
        """Begin to give an attribute of the open frame a value."""
        self._set(frame_id=self._frame_id, attribute=attribute)

    def select_argument(self, argument: Argument | None) -> None:
        """Select a filler of the open frame."""
        self._set(frame_id=self._frame_id, argument=argument)

    def select_part(self, part: SuggestedArgument | None) -> None:
        """Select a suggested argument of the open frame."""
        self._set(frame_id=self._frame_id, part=part)

    def leave_role(self) -> None:
        """Look for no candidate, give no attribute, select no filler; the frame stays open."""
        self._set(frame_id=self._frame_id)

    def choose(self, candidate: str) -> None:
        """Let Enter take this one; it need not have been among the candidates."""
        if not self._purpose or candidate == self._candidate:
            return
        if candidate and candidate not in self._candidates:
            self._candidates = (candidate, *self._candidates)
        self._candidate = candidate
        self.changed.emit()

    def step(self, step: int = 1) -> None:
        """Go to the next candidate, or with -1 to the one before; round at the ends."""
        if not self._candidates:
            return
        if self._candidate in self._candidates:
            place = self._candidates.index(self._candidate) + step
        else:
            place = 0 if step > 0 else -1
        self.choose(self._candidates[place % len(self._candidates)])

    def _set(
        self,
        *,
        frame_id: str,
        hovered_id: str | None = None,
        role: str = "",
        attribute: str = "",
        argument: Argument | None = None,
        part: SuggestedArgument | None = None,
        purpose: Purpose = Purpose.NONE,
        candidates: tuple[str, ...] = (),
        candidate: str = "",
    ) -> None:
        before = self._state()
        self._frame_id = frame_id
        self._hovered_id = self._hovered_id if hovered_id is None else hovered_id
        self._role, self._attribute = role, attribute
        self._argument, self._part = argument, part
        self._purpose, self._candidates, self._candidate = purpose, candidates, candidate
        if self._state() != before:
            self.changed.emit()

    def _state(self) -> tuple[object, ...]:
        return (
            self._frame_id,
            self._hovered_id,
            self._role,
            self._attribute,
            self._argument,
            self._part,
            self._purpose,
            self._candidates,
            self._candidate,
        )

    def _on_changed(self, changes: Changes) -> None:
        """Let go of a frame, a filler and candidates that are no longer there."""
        desk = self._session.desk
        if desk is None or not self.is_busy:
            return
        frame = desk.annotations.frames.get(self._frame_id)
        if frame is None and self._frame_id in changes.frame_ids:
            self.close()
            return
        if self._argument is not None and frame and self._argument not in frame.arguments:
            self.leave_role()
        left = tuple(item for item in self._candidates if desk.item(item) is not None)
        if left != self._candidates:
            place = self._candidates.index(self._candidate) if self._candidate else 0
            self._candidates = left
            if self._candidate not in left:
                self._candidate = left[min(place, len(left) - 1)] if left else ""
            self.changed.emit()
