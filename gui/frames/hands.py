"""What the annotator does to event frames: open one, fill its roles, set attributes, accept.

Keys, panel, strip, mouse and menu call this; it calls the verbs and pushes one step each time.
Which frame is open and what is looked for stands in `FrameFocus`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotate.frames import verbs as frame_verbs
from annotate.frames.accepting import filler_of, open_parts
from annotate.frames.filler_labels import filler_label_for
from annotate.frames.roles import candidates
from annotate.frames.sheet import FrameSheet, SheetFiller, sheet_of, words_of
from annotate.frames.verbs import Filler, NewSpan
from annotate.schema.roles import Attribute, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.frames.focus import Purpose
from gui.frames.verdicts import FrameVerdicts

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.edits import Edit
    from annotate.frames.event_frame import EventFrame
    from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
    from annotate.schema.label_schema import LabelSchema
    from gui.session import Session

PICKS = 9
"""So many candidates have a digit."""
VALUE_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the values of an attribute, while it is in hand."""


class FrameHands(QObject):
    """The hands on the frames of the article on the desk."""

    told = Signal(str)
    """A word in time: why nothing happened, or what came with it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Serve `session`."""
        super().__init__(parent)
        self._session = session
        self.focus = session.frame_focus
        self.takers: dict[Purpose, Callable[[Span | Suggestion], None]] = {}
        """Who takes the candidate that was looked for, other than to fill a role."""
        self._origin = ""
        self.verdicts = FrameVerdicts(session, self)

    # -- what there is -----------------------------------------------------------------------------

    @property
    def desk(self) -> Desk | None:
        """The article on the desk."""
        return self._session.desk

    @property
    def schema(self) -> LabelSchema | None:
        """The labels of the project."""
        return self._session.project.schema if self._session.project is not None else None

    @property
    def frame(self) -> EventFrame | None:
        """The open frame."""
        desk = self.desk
        return desk.annotations.frames.get(self.focus.frame_id) if desk is not None else None

    @property
    def sheet(self) -> FrameSheet | None:
        """The open frame as it is to be shown."""
        desk, schema, frame = self.desk, self.schema, self.frame
        if desk is None or schema is None or frame is None:
            return None
        return sheet_of(desk, schema, frame, self.suggested_for(frame.trigger_id))

    @property
    def attribute(self) -> Attribute | None:
        """The attribute that is being given a value."""
        sheet = self.sheet
        found = (row.slot.attribute for row in sheet.attributes) if sheet is not None else ()
        return next((item for item in found if item.name == self.focus.attribute), None)

    def suggested_for(self, trigger_id: str) -> SuggestedFrame | None:
        """What is suggested for a trigger, a gold span or a suggestion."""
        desk = self.desk
        return desk.suggested_frame(trigger_id) if desk is not None else None

    # -- frames ------------------------------------------------------------------------------------

    def open_here(self) -> None:
        """Open the frame of what is in focus, made if there is none; again: the next one there."""
        desk = self.desk
        if desk is None:
            return
        if self._session.selection is not None and not self.focus.frame_id:
            self._open_new(frame_verbs.add_frame(desk, self._new_trigger(desk), hand=self._hand()))
            return
        frame = self.frame
        item = self._session.focused
        if frame is not None:
            item = desk.item(self._origin) or desk.item(frame.trigger_id)
        if item is None:
            self.told.emit(self.tr("Focus an event first, or select its word."))
            return
        self._origin = item.id
        frames = self._frames_about(desk, item)
        if frames:
            ids = [frame.id for frame in frames]
            open_id = self.focus.frame_id
            place = ids.index(open_id) + 1 if open_id in ids else 0
            self.open(ids[place % len(ids)])
        elif item.layer is Layer.EVENT:
            self._open_new(frame_verbs.open_frame(desk, item, hand=self._hand()))
        else:
            words = words_of(desk, item.start, item.end)
            text = self.tr("“{words}” takes part in no event. Focus an event to open its frame.")
            self.told.emit(text.format(words=words))

    def open(self, frame_id: str) -> None:
        """Open this frame and put its trigger in focus."""
        self.focus.open(frame_id)
        self.hold_focus()
        frame, desk = self.frame, self.desk
        origin = desk.item(self._origin) if desk is not None else None
        if frame is not None and (origin is None or origin.id not in frame.span_ids):
            self._origin = frame.trigger_id

    def hold_focus(self) -> None:
        """Give the focus back to the trigger of the open frame."""
        frame = self.frame
        if frame is not None:
            self._session.focus(frame.trigger_id)

    def add_here(self) -> None:
        """Another event on the same word: a new frame for the open trigger or that in focus."""
        desk, frame = self.desk, self.frame
        trigger = self._session.focused
        if desk is not None and frame is not None:
            trigger = desk.spans.get(frame.trigger_id)
        if desk is None or trigger is None or trigger.layer is not Layer.EVENT:
            self.told.emit(self.tr("Focus an event first, or select its word."))
            return
        self._open_new(frame_verbs.add_frame(desk, trigger, hand=self._hand()))

    def remove(self) -> None:
        """Delete the open frame; its spans stay."""
        desk, frame = self.desk, self.frame
        if desk is not None and frame is not None:
            self._push(frame_verbs.remove_frame(desk, frame, hand=self._hand()))

    def split(self) -> None:
        """Give each filler of a role a frame of its own: of the role in hand, or the first such."""
        desk, sheet = self.desk, self.sheet
        if desk is None or sheet is None:
            return
        roles = [
            row.slot.role.name
            for row in sheet.roles
            if sum(filler.argument is not None for filler in row.fillers) > 1
        ]
        chosen = self.focus.argument.role if self.focus.argument else self.focus.role
        role = chosen if chosen in roles else next(iter(roles), "")
        if not role:
            self.told.emit(self.tr("No role has two fillers: there is nothing to split."))
            return
        edit = frame_verbs.split_frame(desk, sheet.frame, role, hand=self._hand())
        if self._push(edit):
            self.focus.leave_role()

    def leave(self) -> None:
        """One step out: of the role, the attribute or the selected filler, then of the frame."""
        is_inside = self.focus.purpose or self.focus.attribute
        if is_inside or self.focus.argument or self.focus.part:
            self.focus.leave_role()
        else:
            self.focus.close()

    def finish(self) -> None:
        """Leave the frame and go on to the next open suggestion."""
        self.focus.close()
        self._session.focus_next()

    # -- roles -------------------------------------------------------------------------------------

    def begin(self, name: str) -> None:
        """Begin to fill a role; a selection fills it at once, a selected filler moves to it."""
        desk, sheet = self.desk, self.sheet
        row = sheet.row(name) if sheet is not None else None
        if desk is None or sheet is None or row is None:
            return
        if self.focus.argument is not None:
            self._move_argument(desk, sheet.frame, name)
        elif self.focus.part is not None:
            self._take_part_as(desk, row.slot.role, self.focus.part)
        elif self._session.selection is not None:
            self._fill(row.slot.role, self._selected(desk, row.slot.role))
        else:
            self._walk_role(desk, sheet, row.slot.role)

    def begin_next(self) -> None:
        """Begin with the next role that is empty, what is required first."""
        sheet = self.sheet
        if sheet is None:
            return
        empty = [row for row in sheet.roles if not any(filler.argument for filler in row.fillers)]
        empty.sort(key=lambda row: not row.slot.role.cardinality.is_required)
        names = [row.slot.role.name for row in empty]
        if not names:
            self.told.emit(self.tr("Every role is filled."))
            return
        place = names.index(self.focus.role) + 1 if self.focus.role in names else 0
        self.focus.leave_role()
        self.begin(names[place % len(names)])

    def fill(self, *, stays: bool = False) -> None:
        """Fill the role with the selection or the candidate; with `stays` the role stays in hand.

        With `stays` nothing is replaced in a role that takes one.
        """
        desk, sheet = self.desk, self.sheet
        row = sheet.row(self.focus.role) if sheet is not None else None
        if desk is None or row is None:
            return
        role = row.slot.role
        filler = (
            self._selected(desk, role)
            if self._session.selection is not None
            else desk.item(self.focus.candidate)
        )
        if filler is None:
            self.told.emit(self.tr("There is nothing to fill it with. Select the words."))
            return
        self._fill(role, filler, stays=stays)

    def pick(self, place: int) -> None:
        """Take the candidate (or the value) at this place, counted from 0."""
        attribute = self.attribute
        if attribute is not None:
            if place < len(attribute.values):
                self.set_value(attribute.values[place])
        elif place < len(self.focus.candidates):
            self.focus.choose(self.focus.candidates[place])
            self.confirm()

    def confirm(self, *, stays: bool = False) -> None:
        """Enter: take the candidate or the selected suggestion, or leave the frame as done."""
        purpose = self.focus.purpose
        if purpose is Purpose.ROLE:
            self.fill(stays=stays)
        elif purpose:
            item = self.desk.item(self.focus.candidate) if self.desk is not None else None
            if item is not None:
                self.takers[purpose](item)
        elif self.focus.part is not None:
            self.verdicts.accept_part(self.focus.part)
        elif self.focus.argument is not None or self.focus.attribute:
            self.focus.leave_role()
        else:
            self.finish()

    def take_out(self) -> None:
        """Backspace: empty the value, the selected filler, or the last one of role or frame."""
        desk, frame = self.desk, self.frame
        if desk is None or frame is None:
            return
        if self.focus.attribute:
            self.set_value("")
            self.focus.leave_role()
            return
        if self.focus.part is not None:
            self.verdicts.reject_part(self.focus.part)
            return
        role = self.focus.role
        fillers = [item for item in frame.arguments if not role or item.role == role]
        argument = self.focus.argument or next(reversed(fillers), None)
        if argument is None:
            self.told.emit(self.tr("There is nothing to take out."))
            return
        self._push(frame_verbs.empty(desk, frame, argument, hand=self._hand()))
        self._walk_again(role)

    def step_filler(self, step: int = 1) -> None:
        """Select the next (or previous, -1) filler, gold or suggested, round at the ends."""
        sheet = self.sheet
        fillers = sheet.fillers if sheet is not None else ()
        if not fillers:
            return
        here = next((n for n, item in enumerate(fillers) if self._is_selected(item)), None)
        if here is None:
            here = -1 if step > 0 else 0
        self.select_filler(fillers[(here + step) % len(fillers)])

    def select_filler(self, filler: SheetFiller) -> None:
        """Select a filler of the open frame, gold or suggested."""
        if filler.part is not None:
            self.focus.select_part(filler.part)
        else:
            self.focus.select_argument(filler.argument)

    # -- attributes --------------------------------------------------------------------------------

    def give(self, name: str) -> None:
        """Begin to give an attribute a value."""
        self.focus.give_attribute(name)

    def set_value(self, value: str) -> None:
        """Give the attribute in hand this value; an empty one takes it away.

        Of an attribute that takes several, a value that is there goes, and more can be given.
        """
        desk, frame, name = self.desk, self.frame, self.focus.attribute
        if desk is None or frame is None or not name:
            return
        attribute, wanted = self.attribute, value.strip()
        takes_several = attribute is not None and attribute.takes_several
        if attribute is not None and takes_several and wanted:
            wanted = attribute.toggled(dict(frame.attributes).get(name, ""), wanted)
        self._push(frame_verbs.set_attribute(desk, frame, name, wanted))
        if not takes_several:
            self.focus.leave_role()

    # -- mouse -------------------------------------------------------------------------------------

    def click(self, item_id: str) -> None:
        """A span was clicked: it fills the role in hand, is selected as a filler, or closes."""
        desk, frame, focus = self.desk, self.frame, self.focus
        if desk is None or not focus.is_busy:
            return
        if focus.purpose:
            focus.choose(item_id)
            self.confirm()
            self.hold_focus()
            return
        fillers = frame.arguments if frame is not None else ()
        argument = next((item for item in fillers if item.span_id == item_id), None)
        if argument is not None:
            focus.select_argument(argument)
        elif frame is None or item_id != frame.trigger_id:
            focus.close()

    def join(self, source_id: str, target_id: str, role: Role) -> None:
        """A line was drawn from a trigger to a span, which is to have this role there."""
        desk = self.desk
        source = desk.item(source_id) if desk is not None else None
        target = desk.item(target_id) if desk is not None else None
        if desk is None or source is None or target is None:
            return
        frame = self.frame_of(source_id)
        if frame is not None:
            suggested = self.suggested_for(source_id)
            edit = frame_verbs.fill(
                desk, frame, role, target, hand=self._hand(), suggested=suggested
            )
            if self._push(edit):
                self.open(frame.id)
            return
        edit = frame_verbs.fill_new(desk, source, role, target, hand=self._hand())
        self._open_new(edit)

    def frame_of(self, trigger_id: str) -> EventFrame | None:
        """The frame that a line from this trigger is for: the open one, else its first."""
        desk, frame = self.desk, self.frame
        if desk is None:
            return None
        if frame is not None and frame.trigger_id == trigger_id:
            return frame
        return next(iter(frame_verbs.frames_of(desk, trigger_id)), None)

    # -- within ------------------------------------------------------------------------------------

    def _fill(self, role: Role, filler: Filler, *, stays: bool = False) -> None:
        desk, frame = self.desk, self.frame
        if desk is None or frame is None:
            return
        edit = frame_verbs.fill(
            desk,
            frame,
            role,
            filler,
            hand=self._hand(),
            adds=stays,
            suggested=self.suggested_for(frame.trigger_id),
        )
        if edit is None:
            self.told.emit(self.tr("It has this role already."))
            return
        if self._push(edit):
            self._session.set_selection(None, self._session.caret)
            if stays:
                self._walk_again(role.name)
            else:
                self.focus.leave_role()

    def _walk_role(self, desk: Desk, sheet: FrameSheet, role: Role) -> None:
        """Look for candidates: what is suggested for the role first, what is for others last."""
        suggested = self.suggested_for(sheet.frame.trigger_id)
        wanted: list[str] = []
        elsewhere: set[str] = set()
        for part in open_parts(desk, suggested) if suggested is not None else ():
            if self.schema is None or suggested is None:
                continue
            filler = filler_of(desk, self.schema, suggested, part)
            if isinstance(filler, NewSpan):
                continue
            if part.role == role.name:
                wanted.append(filler.id)
            else:
                elsewhere.add(filler.id)
        ids = candidates(desk, sheet.frame, role, elsewhere=elsewhere)
        first = [item_id for item_id in wanted if item_id in ids]
        self.focus.fill_role(role.name, tuple(dict.fromkeys((*first, *ids))))

    def _walk_again(self, role: str) -> None:
        """Look for candidates of the role anew, after a filler came or went."""
        desk, sheet = self.desk, self.sheet
        row = sheet.row(role) if sheet is not None and role else None
        if desk is None or sheet is None or row is None:
            self.focus.leave_role()
        else:
            self._walk_role(desk, sheet, row.slot.role)

    def _selected(self, desk: Desk, role: Role) -> Filler:
        """What the selection stands for: a span or suggestion of these words, or a new span."""
        start, end = self._session.selection or (0, 0)
        there = [
            item
            for item in (*desk.spans.overlapping(start, end), *desk.suggestions.at(start))
            if (item.start, item.end) == (start, end)
        ]
        there.sort(key=lambda item: (not role.takes(item.layer, item.label), item.layer))
        if there:
            return there[0]
        schema = self.schema
        given = filler_label_for(desk, schema, role, start, end) if schema is not None else None
        layer, label = given or (Layer.ENTITY, "")
        return NewSpan(start, end, layer, label)

    def _new_trigger(self, desk: Desk) -> Filler:
        start, end = self._session.selection or (0, 0)
        for item in (*desk.spans.overlapping(start, end), *desk.suggestions.at(start)):
            if (item.layer, item.start, item.end) == (Layer.EVENT, start, end):
                return item
        return NewSpan(start, end, Layer.EVENT, self._session.drawing.in_layer(Layer.EVENT))

    def _move_argument(self, desk: Desk, frame: EventFrame, role: str) -> None:
        argument = self.focus.argument
        if argument is not None:
            self._push(frame_verbs.change_role(desk, frame, argument, role, hand=self._hand()))
            self.focus.leave_role()

    def _take_part_as(self, desk: Desk, role: Role, part: SuggestedArgument) -> None:
        """A suggested filler is right, its role is not."""
        frame = self.frame
        suggested = self.suggested_for(frame.trigger_id) if frame is not None else None
        if self.schema is None or frame is None or suggested is None:
            return
        if role.name == part.role:
            self.verdicts.accept_part(part)
            return
        self._fill(role, filler_of(desk, self.schema, suggested, part))

    def _frames_about(self, desk: Desk, item: Span | Suggestion) -> Sequence[EventFrame]:
        """Frames that the item triggers, then those that it takes part in."""
        own = frame_verbs.frames_of(desk, item.id)
        others = [frame for frame in desk.annotations.frames_with(item.id) if frame not in own]
        if item.layer is Layer.EVENT and not own:
            return ()
        return (*own, *sorted(others, key=lambda frame: (frame.created_at, frame.id)))

    def _is_selected(self, filler: SheetFiller) -> bool:
        if filler.part is not None:
            return filler.part == self.focus.part
        return filler.argument == self.focus.argument

    def _open_new(self, edit: Edit | None) -> None:
        made = frame_verbs.new_frame(edit)
        if made is not None and self._push(edit):
            self._session.set_selection(None, self._session.caret)
            self.open(made.id)

    def _push(self, edit: Edit | None) -> bool:
        return self._session.push(edit, "event frame")

    def _hand(self) -> frame_verbs.Hand:
        return self._session.hand()
