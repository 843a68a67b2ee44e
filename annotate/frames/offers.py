"""The suggested frames of the article on the desk, kept up to date with its spans.

A frame is made anew when something in its stretch has changed. Offsets are code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.frames.fitting import suggested_frame
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.frames.suggested import FrameProposal, SuggestedFrame
    from annotate.schema.label_schema import LabelSchema
    from annotate.suggestions import Suggestion

Place = tuple[int, int]
Mark = tuple[int, int, str]
_AROUND = 1_500
_MANY = 200
"""So many changed stretches are looked at all at once."""


def frames_of_desk(
    desk: Desk, schema: LabelSchema, proposals: Iterable[FrameProposal]
) -> tuple[SuggestedFrame, ...]:
    """Every frame that comes of what was read, over the spans of the moment, in text order."""
    offers = FrameOffers(desk, schema)
    offers.take(proposals, is_whole=True)
    offers.make(len(offers.waiting))
    return offers.frames


@dataclass(slots=True)
class FrameOffers:
    """What was read of the triggers of one desk, and the frames that come of it.

    `waiting` are triggers whose frame is to be made anew; `make` does so, as many as are asked for.
    """

    desk: Desk
    schema: LabelSchema
    waiting: dict[Place, None] = field(default_factory=dict[Place, None])
    _proposals: dict[Place, FrameProposal] = field(default_factory=dict[Place, "FrameProposal"])
    _frames: dict[Place, SuggestedFrame] = field(default_factory=dict[Place, "SuggestedFrame"])
    _asked: set[Mark] = field(default_factory=set[Mark])
    # Triggers of which nothing is known; None: to be looked up.
    _unread: dict[Mark, None] | None = None
    # (first, last, place) of each proposal with its arguments, by `first`; None: to be made.
    _reaches: list[tuple[int, int, Place]] | None = None
    _longest: int = 0
    _count: int | None = None

    @property
    def frames(self) -> tuple[SuggestedFrame, ...]:
        """Frames with something to suggest, in text order."""
        return tuple(self._frames[place] for place in sorted(self._frames))

    def take(self, proposals: Iterable[FrameProposal], *, is_whole: bool) -> None:
        """Hear what was read; with `is_whole` nothing else holds any more."""
        if is_whole:
            self.waiting |= dict.fromkeys(self._frames)
            self._proposals.clear()
            self._asked.clear()
        for proposal in proposals:
            place = (proposal.start, proposal.end)
            self._proposals[place] = proposal
            self.waiting[place] = None
        self._unread = self._reaches = self._count = None

    def touch(self, stretches: Iterable[Place]) -> None:
        """Something changed there: what reaches into it is made anew."""
        cuts = sorted(stretches)
        if not cuts:
            return
        self._look_again(cuts)
        low, high = cuts[0][0], max(end for _, end in cuts)
        reaches = self._by_reach()
        for first, last, place in reaches[bisect_left(reaches, (low - self._longest,)) :]:
            if first >= high:
                break
            if last > low:
                self.waiting[place] = None

    def make(self, most: int) -> bool:
        """Make up to so many waiting frames; whether any is another one now."""
        is_changed = False
        for place in list(self.waiting)[:most]:
            del self.waiting[place]
            before, after = self._frames.get(place), self._made(place)
            if before == after:
                continue
            is_changed = True
            if after is None:
                del self._frames[place]
            else:
                self._frames[place] = after
        return is_changed

    def missing(self, near: int, most: int) -> tuple[Mark, ...]:
        """Triggers of which nothing was read with their label, the nearest to `near` first.

        Each is named once.
        """
        unread = self._unread_now()
        found = sorted(unread, key=lambda mark: abs(mark[0] - near))[:most] if unread else []
        self._asked.update(found)
        for mark in found:
            del unread[mark]
        return tuple(sorted(map(self._theirs, found)))

    @property
    def unread_count(self) -> int:
        """Triggers of which nothing was read, and that nobody was asked about."""
        return len(self._unread_now())

    @property
    def trigger_count(self) -> int:
        """About how many triggers the article has; one that is gold and suggested counts once.

        Counted when something was read, so that to ask how far the reading is costs nothing.
        """
        if self._count is None:
            self._count = len({(start, end) for start, end, _ in self._triggers()})
        return self._count

    def forget(self, marks: Iterable[Mark]) -> None:
        """These were not answered: they may be asked about again."""
        places = {(start, end) for start, end, _ in marks}
        self._asked = {mark for mark in self._asked if mark[:2] not in places}
        self._unread = None

    def around(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """Entities, gold and suggested, in the surroundings of triggers."""
        found: set[Mark] = set()
        for start, end, _ in marks:
            low, high = max(start - _AROUND, 0), end + _AROUND
            for item in (
                *self.desk.suggestions.overlapping(low, high),
                *self.desk.spans.overlapping(low, high),
            ):
                if item.layer is Layer.ENTITY:
                    found.add((item.start, item.end, item.label))
        return tuple(sorted(found))

    def _unread_now(self) -> dict[Mark, None]:
        if self._unread is None:
            self._unread = dict.fromkeys(filter(self._is_unread, self._triggers()))
        return self._unread

    def _look_again(self, stretches: list[Place]) -> None:
        """What of the triggers there is unread; a step of the annotator touches few."""
        if self._unread is None or len(stretches) > _MANY:
            self._unread = self._count = None
            return
        for low, high in stretches:
            gone = [mark for mark in self._unread if mark[0] < high and mark[1] > low]
            for mark in gone:
                del self._unread[mark]
            for items in (self.desk.spans, self.desk.suggestions):
                for item in items.overlapping(low, high):
                    mark = (item.start, item.end, item.label)
                    if item.layer is Layer.EVENT and self._is_unread(mark):
                        self._unread[mark] = None

    def _by_reach(self) -> list[tuple[int, int, Place]]:
        if self._reaches is None:
            found: list[tuple[int, int, Place]] = []
            for place, proposal in self._proposals.items():
                first = min((each.start for each in proposal.arguments), default=place[0])
                last = max((each.end for each in proposal.arguments), default=place[1])
                found.append((min(first, place[0]), max(last, place[1]), place))
            self._reaches = sorted(found)
            self._longest = max((last - first for first, last, _ in found), default=0)
        return self._reaches

    def _is_unread(self, mark: Mark) -> bool:
        start, end, label = mark
        known = self._proposals.get((start, end))
        if mark in self._asked:
            return False
        return known is None or label not in (known.label, self._ours(known.label))

    def _ours(self, label: str) -> str:
        """What the schema calls a suggester's event label."""
        return self.schema.aliases.get((Layer.EVENT, label), label)

    def _theirs(self, mark: Mark) -> Mark:
        """The trigger under a label that the suggesters know, where the schema has another."""
        start, end, label = mark
        for (layer, other), ours in self.schema.aliases.items():
            if layer is Layer.EVENT and ours == label:
                return start, end, other
        return mark

    def _triggers(self) -> Iterator[Mark]:
        for item in (*self.desk.spans, *self.desk.suggestions):
            if item.layer is Layer.EVENT:
                yield item.start, item.end, item.label

    def _made(self, place: Place) -> SuggestedFrame | None:
        proposal = self._proposals.get(place)
        trigger = self._trigger(place) if proposal is not None else None
        if proposal is None or trigger is None:
            return None
        frame = suggested_frame(self.desk, self.schema, proposal, trigger)
        return frame if frame.arguments or frame.attributes else None

    def _trigger(self, place: Place) -> Span | Suggestion | None:
        """The gold event there, else the suggested one."""
        for items in (self.desk.spans, self.desk.suggestions):
            for item in items.overlapping(*place):
                if item.layer is Layer.EVENT and (item.start, item.end) == place:
                    return item
        return None
