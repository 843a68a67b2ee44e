"""What the annotator does with suggested frames: all of them, one, or one argument of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotate.frames.accepting import (
    accept_frame,
    accept_frames,
    accept_part,
    open_parts,
    reject_parts,
)
from annotate.project import Why
from gui.words import counted

if TYPE_CHECKING:
    from annotate.edits import Edit
    from annotate.frames.suggested import SuggestedArgument
    from gui.frames.hands import FrameHands
    from gui.session import Session


class FrameVerdicts(QObject):
    """Accepts and rejects what is suggested for the open frame, the focus or the article."""

    def __init__(self, session: Session, hands: FrameHands) -> None:
        """Work beside `hands`."""
        super().__init__(hands)
        self._session = session
        self._hands = hands
        self._focus = session.frame_focus
        self._awaited = ""  # the article whose events are accepted as soon as all are read
        session.article_opened.connect(self._forget)
        session.project_closed.connect(self._forget)

    def accept_here(self) -> None:
        """Accept the frame that is suggested for the open trigger or the event in focus, and go on.

        What the annotator has rejected stays out; what is there already stays.
        """
        desk, schema, frame = self._hands.desk, self._hands.schema, self._hands.frame
        trigger_id = frame.trigger_id if frame is not None else self._session.focus_id or ""
        suggested = self._hands.suggested_for(trigger_id)
        if desk is None or schema is None or suggested is None:
            self._hands.told.emit(self.tr("No frame is suggested here."))
            return
        edit = accept_frame(desk, schema, suggested, hand=self._session.hand(), gold=frame)
        if self._push(edit) or edit is None:
            self._hands.finish()

    def accept_all(self) -> None:
        """Accept every frame that is suggested in the article, as one step.

        While some are still being read, all are accepted when they are; asked for a second time,
        none is.
        """
        desk, reading = self._hands.desk, self._session.suggested_frames
        if desk is None or reading is None or not reading.is_reading:
            self._forget()
            self._accept_all()
        elif self._awaited:
            self._forget()
            self._hands.told.emit(self.tr("The events are not accepted when they have been read."))
        else:
            self._awaited = desk.article.id
            reading.ended.connect(self._on_read, Qt.ConnectionType.SingleShotConnection)
            self._hands.told.emit(
                self.tr(
                    "The events of this article are still being read. All are accepted when they "
                    "have been read; the same key or Cancel leaves it."
                )
            )

    def _on_read(self) -> None:
        desk, reading = self._hands.desk, self._session.suggested_frames
        awaited, self._awaited = self._awaited, ""
        if desk is None or reading is None or desk.article.id != awaited:
            return
        if reading.is_let_be:
            self._hands.told.emit(self.tr("The events were not read to the end; none is accepted."))
        else:
            self._accept_all()

    def _forget(self) -> None:
        self._awaited = ""

    def _accept_all(self) -> None:
        desk, schema = self._hands.desk, self._hands.schema
        # What was judged to the end stays as it is; a trigger that was rejected is no suggestion.
        frames = [
            frame
            for frame in (desk.suggested_frames if desk is not None else ())
            if desk is not None and desk.item(frame.trigger_id) and open_parts(desk, frame)
        ]
        if desk is None or schema is None or not frames:
            self._hands.told.emit(self.tr("No frame is suggested in this article."))
            return
        self._focus.close()
        edit = accept_frames(desk, schema, frames, hand=self._session.hand())
        if self._session.push(edit, "accept all frames", why=Why.BULK):
            one = self.tr("1 event accepted. One undo takes it back.")
            many = self.tr("{count} events accepted. One undo takes them back.")
            self._hands.told.emit(counted(len(frames), one, many))
            self._session.focus_next()

    def accept_part(self, part: SuggestedArgument) -> None:
        """Accept one suggested argument of the open frame, and select the next one."""
        desk, schema, frame = self._hands.desk, self._hands.schema, self._hands.frame
        suggested = self._hands.suggested_for(frame.trigger_id) if frame is not None else None
        if desk is None or schema is None or suggested is None:
            return
        edit = accept_part(desk, schema, suggested, part, hand=self._session.hand(), gold=frame)
        if self._push(edit):
            self._select_next_part()

    def reject_part(self, part: SuggestedArgument) -> None:
        """Reject one suggested argument of the open frame, and select the next one."""
        desk, frame = self._hands.desk, self._hands.frame
        suggested = self._hands.suggested_for(frame.trigger_id) if frame is not None else None
        if desk is None or suggested is None:
            return
        if self._push(reject_parts(desk, suggested, (part,), hand=self._session.hand())):
            self._select_next_part()

    def reject_here(self) -> None:
        """Reject every open argument that is suggested for the open trigger or that in focus."""
        desk, frame = self._hands.desk, self._hands.frame
        trigger_id = frame.trigger_id if frame is not None else self._session.focus_id or ""
        suggested = self._hands.suggested_for(trigger_id)
        parts = open_parts(desk, suggested) if desk is not None and suggested is not None else ()
        if desk is None or suggested is None or not parts:
            self._hands.told.emit(self.tr("No frame is suggested here."))
            return
        if self._push(reject_parts(desk, suggested, parts, hand=self._session.hand())):
            self._focus.leave_role()

    def _select_next_part(self) -> None:
        sheet = self._hands.sheet
        fillers = sheet.fillers if sheet is not None else ()
        self._focus.select_part(next((item.part for item in fillers if item.part), None))

    def _push(self, edit: Edit | None) -> bool:
        return self._session.push(edit, "event frame")
