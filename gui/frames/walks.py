"""What looks for another span first: copy, merge, another trigger, and mentions of the same thing.

Tab goes through the candidates, Enter takes one, as when a role is filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotate.chains import verbs as chain_verbs
from annotate.chains.walk import link_candidates, link_items, mention_beside
from annotate.frames import verbs as frame_verbs
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.frames.focus import Purpose

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.edits import Edit
    from annotate.frames.event_frame import EventFrame
    from gui.frames.hands import FrameHands
    from gui.session import Session

_MOST = 200


class FrameWalks(QObject):
    """Begins to look for a candidate, and does with it what it was wanted for."""

    def __init__(self, session: Session, hands: FrameHands) -> None:
        """Work beside `hands`."""
        super().__init__(hands)
        self._session = session
        self._hands = hands
        self._focus = hands.focus
        self._source_id = ""
        hands.takers.update(
            {
                Purpose.TRIGGER: self._take_trigger,
                Purpose.COPY: self._take_copy,
                Purpose.MERGE: self._take_merge,
                Purpose.LINK: self._take_link,
            }
        )

    # -- frames ------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the open frame: to its own trigger, or to an event that is looked for."""
        desk, frame = self._open()
        if desk is not None and frame is not None:
            ids = (frame.trigger_id, *_events_by_distance(desk, frame))
            self._focus.walk(Purpose.COPY, ids)

    def move_trigger(self) -> None:
        """Give the open frame another trigger."""
        desk, frame = self._open()
        if desk is not None and frame is not None:
            self._focus.walk(Purpose.TRIGGER, _events_by_distance(desk, frame))

    def merge(self) -> None:
        """Merge the open frame with those of a trigger that is looked for."""
        desk, frame = self._open()
        if desk is None or frame is None:
            return
        triggers = {
            other.trigger_id for other in desk.annotations.frames.values() if other.id != frame.id
        }
        ids = [item for item in _events_by_distance(desk, frame) if item in triggers]
        if frame.trigger_id in triggers:
            ids.insert(0, frame.trigger_id)
        if ids:
            self._focus.walk(Purpose.MERGE, ids)
        else:
            self._hands.told.emit(self.tr("There is no other frame to merge it with."))

    def _take_trigger(self, item: Span | Suggestion) -> None:
        desk, frame = self._open()
        if desk is not None and frame is not None and self._is_event(item):
            edit = frame_verbs.move_trigger(desk, frame, item, hand=self._session.hand())
            self._finish(edit, frame.id)

    def _take_copy(self, item: Span | Suggestion) -> None:
        desk, frame = self._open()
        if desk is None or frame is None or not self._is_event(item):
            return
        trigger = item if item.id != frame.trigger_id else None
        edit = frame_verbs.copy_frame(desk, frame, hand=self._session.hand(), trigger=trigger)
        made = frame_verbs.new_frame(edit)
        self._finish(edit, made.id if made is not None else "")

    def _take_merge(self, item: Span | Suggestion) -> None:
        desk, frame = self._open()
        if desk is None or frame is None:
            return
        frames = [other for other in frame_verbs.frames_of(desk, item.id) if other.id != frame.id]
        edit = frame_verbs.merge_frames(desk, [frame, *frames])
        self._finish(edit, frame.id)

    # -- chains ------------------------------------------------------------------------------------

    def link(self) -> None:
        """Look for what the span in focus names the same as."""
        desk, item = self._session.desk, self._session.focused
        if desk is None or item is None:
            self._hands.told.emit(self.tr("Focus a span first."))
            return
        ids = link_candidates(desk, item)
        if not ids:
            self._hands.told.emit(self.tr("There is nothing to link it with."))
            return
        self._source_id = item.id
        self._focus.close()
        self._focus.walk(Purpose.LINK, ids)

    def unlink(self) -> None:
        """Let the span in focus leave its chain."""
        desk, item = self._session.desk, self._session.focused
        edit = chain_verbs.unlink(desk, item) if desk and isinstance(item, Span) else None
        if edit is None:
            self._hands.told.emit(self.tr("It is linked with nothing."))
        else:
            self._session.push(edit, "unlink")

    def next_mention(self, step: int = 1) -> None:
        """Focus the next (or previous, -1) mention of the same; round at the ends."""
        desk, item = self._session.desk, self._session.focused
        chain = desk.annotations.chain_of(item.id) if desk is not None and item else None
        if desk is None or item is None or chain is None:
            self._hands.told.emit(self.tr("It is linked with nothing."))
            return
        beside = mention_beside(desk, chain, item.id, step)
        if beside is not None:
            self._session.focus(beside.id)

    def join(self, source_id: str, target_id: str) -> None:
        """A line was drawn between two spans that name the same."""
        desk = self._session.desk
        source = desk.item(source_id) if desk is not None else None
        target = desk.item(target_id) if desk is not None else None
        if desk is not None and source is not None and target is not None:
            edit = link_items(desk, source, target, hand=self._session.hand())
            if not self._session.push(edit, "link"):
                self._hands.told.emit(self.tr("They are linked already."))

    def _take_link(self, item: Span | Suggestion) -> None:
        desk = self._session.desk
        source = desk.item(self._source_id) if desk is not None else None
        if desk is None or source is None:
            self._focus.close()
            return
        if item.layer is not source.layer:
            self._hands.told.emit(self.tr("Things are linked with things, events with events."))
            return
        edit = link_items(desk, source, item, hand=self._session.hand())
        self._focus.close()
        self._session.push(edit, "link")

    # -- within ------------------------------------------------------------------------------------

    def _open(self) -> tuple[Desk | None, EventFrame | None]:
        """The desk and the open frame."""
        return self._session.desk, self._hands.frame

    def _is_event(self, item: Span | Suggestion) -> bool:
        if item.layer is Layer.EVENT:
            return True
        self._hands.told.emit(self.tr("A trigger is an event. Choose one, or label it first."))
        return False

    def _finish(self, edit: Edit | None, frame_id: str) -> None:
        self._focus.leave_role()
        if self._session.push(edit, "event frame"):
            self._hands.open(frame_id)


def _events_by_distance(desk: Desk, frame: EventFrame) -> list[str]:
    """Ids of gold and suggested events other than the trigger, nearest first."""
    trigger = desk.item(frame.trigger_id)
    if trigger is None:
        return []
    found: list[Span | Suggestion] = [
        item
        for index in (desk.spans, desk.suggestions)
        for item in index
        if item.layer is Layer.EVENT and item.id != trigger.id
    ]
    found.sort(key=lambda item: (abs(item.start - trigger.start), item.start, item.id))
    return [item.id for item in found[:_MOST]]
