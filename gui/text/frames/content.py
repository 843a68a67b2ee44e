"""What is drawn of event frames and relations: triggers, stations, what is amiss. No Qt.

All offsets are code points of the article, half-open. A frame is looked at when a line of it comes
into sight, so that an article with a thousand frames opens as quickly as one without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.annotations import SpanIndex
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.desk import Desk
    from annotate.frames.checks import FrameFaultKind
    from annotate.frames.event_frame import EventFrame
    from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
    from annotate.schema.label_schema import LabelSchema
    from annotate.schema.roles import Role
    from gui.text.items import Item

UNKNOWN_COLOUR = "#8a8f98"


@dataclass(frozen=True, slots=True)
class Station:
    """A filler of a frame: its role and where it stands; `fault` is what the schema says of it.

    `title` is what the annotator reads for the role.
    """

    role: str
    colour: str
    start: int
    end: int
    title: str = ""
    span_id: str = ""
    is_suggested: bool = False
    fault: FrameFaultKind | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A required role that is not filled; `title` is what the annotator reads for it."""

    role: str
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """One frame as it is drawn; `start:end` is the trigger.

    `notes` are the values of attributes that are not the usual ones; `has_faults` counts those of
    attributes too.
    """

    id: str
    trigger_id: str
    label: str
    start: int
    end: int
    stations: tuple[Station, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    notes: tuple[str, ...] = ()
    is_suggested: bool = False
    has_faults: bool = False
    first: int = field(init=False)
    """Where the first of trigger and fillers begins."""
    last: int = field(init=False)
    """Where the last of trigger and fillers begins."""

    def __post_init__(self) -> None:
        """Note the extent once: each paint asks for it."""
        starts = (self.start, *(station.start for station in self.stations))
        object.__setattr__(self, "first", min(starts))
        object.__setattr__(self, "last", max(starts))

    @property
    def count(self) -> str:
        """How many fillers there are; a plus when more are suggested."""
        gold = sum(not item.is_suggested for item in self.stations)
        if self.is_suggested or gold == len(self.stations):
            return str(len(self.stations))
        return f"{gold}+"

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """Where trigger and fillers stand."""
        return [(self.start, self.end), *((item.start, item.end) for item in self.stations)]


@dataclass(frozen=True, slots=True)
class _Extent:
    """From the first to the last of what belongs to a frame."""

    id: str
    start: int
    end: int


def _extent_of(frame_id: str, places: list[tuple[int, int]]) -> _Extent:
    return _Extent(frame_id, min(place[0] for place in places), max(place[1] for place in places))


class FrameContent:
    """The frames of the article on a desk, gold and suggested, found by offset and by span.

    What is suggested for a trigger is a frame of its own until the trigger has a gold one; from
    then on the arguments that wait are drawn as suggested fillers of that. The relations that begin
    at a span are drawn as a frame as well (`gui.text.relation_content`).
    """

    def __init__(self, schema: LabelSchema, desk: Desk) -> None:
        """Show the frames of `desk`, which changes in place."""
        from gui.text.relation_content import RelationContent, bundle_of  # builds on this module

        self._schema = schema
        self._desk = desk
        self._relations = RelationContent(schema, desk.annotations)
        self._bundle_of = bundle_of
        self._annotations = desk.annotations
        self._drawn: dict[str, DrawnFrame] = {}
        self._by_span: dict[str, set[str]] = {}
        self._spans_of: dict[str, tuple[str, ...]] = {}
        self._offers: dict[str, SuggestedFrame] = {}
        self._offer_extents: SpanIndex[_Extent] = SpanIndex()
        self._extents: SpanIndex[_Extent] = SpanIndex()
        frames = self._annotations.frames
        for frame_id in (*frames, *self._relations.ids):
            self._note_spans(frame_id)
        self._take_offers()
        extents = map(self._extent, (*frames, *self._offers, *self._relations.ids))
        self._extents.replace_all(item for item in extents if item is not None)

    def __len__(self) -> int:
        """Number of frames that are drawn."""
        return len(self._extents)

    def get(self, frame_id: str) -> DrawnFrame | None:
        """The frame with this id, if it is drawn."""
        drawn = self._drawn.get(frame_id)
        if drawn is None and frame_id in self._extents:
            drawn = self._draw(frame_id)
            if drawn is not None:
                self._drawn[frame_id] = drawn
        return drawn

    def overlapping(self, start: int, end: int) -> list[DrawnFrame]:
        """Frames that have something in `start:end`, or before and behind it, in text order."""
        found = (self.get(item.id) for item in self._extents.overlapping(start, end))
        return [frame for frame in found if frame is not None]

    def extents(self) -> list[tuple[str, int, int]]:
        """Id, first and last offset of every frame, in text order."""
        return [(item.id, item.start, item.end) for item in self._extents]

    def triggered_by(self, item_id: str) -> list[str]:
        """Frames whose trigger is this span or suggestion, the oldest first."""
        frames = self._annotations.frames
        gold = [
            frame_id
            for frame_id in self._by_span.get(item_id, ())
            if frame_id in frames and frames[frame_id].trigger_id == item_id
        ]
        if gold:
            return sorted(gold, key=lambda frame_id: (frames[frame_id].created_at, frame_id))
        offer = self._desk.suggested_frame(item_id)
        ids = (offer.id if offer is not None else "", self._bundle_of(item_id))
        return [frame_id for frame_id in ids if frame_id in self._extents]

    def refresh(self, changes: Changes) -> list[tuple[int, int]]:
        """Something has changed on the desk: the stretches whose lines are to be planned anew."""
        touched = set(changes.frame_ids) | self._relations.refresh(changes)
        for span_id in changes.span_ids:
            touched |= self._by_span.get(span_id, set())
        for start, end in changes.stretches:
            touched.update(item.id for item in self._offer_extents.overlapping(start, end))
        if changes.frame_ids:
            self._take_offers()
        for frame_id in list(touched):
            touched |= self._gold_of(self._offers.get(frame_id))
        stretches: list[tuple[int, int]] = []
        for frame_id in touched:
            stretches += self._forget(frame_id)
        for frame_id in touched:
            self._note_spans(frame_id)
        for frame_id in touched:
            stretches += self._remember(frame_id)
        return stretches

    # -- what is suggested -------------------------------------------------------------------------

    def _take_offers(self) -> None:
        offers = {frame.id: frame for frame in self._desk.suggested_frames}
        if offers == self._offers:
            return
        self._offers = offers
        self._offer_extents.replace_all(
            _Extent(
                frame.id,
                min(frame.start, *(item.start for item in frame.arguments), frame.start),
                max(frame.end, *(item.end for item in frame.arguments), frame.end),
            )
            for frame in offers.values()
        )

    def _trigger_of(self, offer: SuggestedFrame) -> Item | None:
        """The event on the desk that a frame is suggested for, gold or suggested."""
        for span in self._annotations.spans.overlapping(offer.start, offer.end):
            is_there = (span.start, span.end) == (offer.start, offer.end)
            if is_there and span.layer is Layer.EVENT:
                return span
        for item in self._desk.suggestions.overlapping(offer.start, offer.end):
            is_there = (item.start, item.end) == (offer.start, offer.end)
            if is_there and item.layer is Layer.EVENT:
                return item
        return None

    def _gold_of(self, offer: SuggestedFrame | None) -> set[str]:
        """The gold frames of the trigger that a frame is suggested for."""
        trigger = self._trigger_of(offer) if offer is not None else None
        if trigger is None:
            return set()
        frames = self._annotations.frames
        found = self._by_span.get(trigger.id, ())
        return {item for item in found if item in frames and frames[item].trigger_id == trigger.id}

    def _waiting(self, offer: SuggestedFrame | None) -> tuple[SuggestedArgument, ...]:
        from annotate.frames.accepting import open_parts

        return open_parts(self._desk, offer) if offer is not None else ()

    # -- what is kept of a frame -------------------------------------------------------------------

    def _span_ids(self, frame_id: str) -> tuple[str, ...]:
        """The trigger and the fillers of a gold frame, or of the relations of a span."""
        frame = self._annotations.frames.get(frame_id)
        return frame.span_ids if frame is not None else self._relations.span_ids(frame_id)

    def _note_spans(self, frame_id: str) -> None:
        ids = self._span_ids(frame_id)
        if ids:
            self._spans_of[frame_id] = ids
        for span_id in ids:
            self._by_span.setdefault(span_id, set()).add(frame_id)

    def _forget(self, frame_id: str) -> list[tuple[int, int]]:
        for span_id in set(self._spans_of.pop(frame_id, ())):
            frames = self._by_span[span_id]
            frames.discard(frame_id)
            if not frames:
                del self._by_span[span_id]
        if frame_id in self._extents:
            self._extents.remove(frame_id)
        # What was never looked at is on no line that was planned.
        drawn = self._drawn.pop(frame_id, None)
        return drawn.stretches if drawn is not None else []

    def _remember(self, frame_id: str) -> list[tuple[int, int]]:
        """Note where a frame is to be drawn; it is drawn when it is looked at, not before."""
        places = self._places(frame_id)
        if places:
            self._extents.put(_extent_of(frame_id, places))
        return places

    def _extent(self, frame_id: str) -> _Extent | None:
        """From the first to the last part of a frame that is to be drawn."""
        places = self._places(frame_id)
        return _extent_of(frame_id, places) if places else None

    def _places(self, frame_id: str) -> list[tuple[int, int]]:
        """Where trigger and fillers of a frame stand that is to be drawn; none when it is not."""
        ids = self._span_ids(frame_id)
        if not ids:
            return self._places_of_offer(self._offers.get(frame_id))
        get = self._annotations.spans.get
        trigger = get(ids[0])
        if trigger is None:
            return []
        places = [(span.start, span.end) for span in map(get, ids) if span is not None]
        if self._offers and self.triggered_by(trigger.id)[:1] == [frame_id]:
            offer = self._desk.suggested_frame(trigger.id)
            places += [(part.start, part.end) for part in self._waiting(offer)]
        return places

    def _places_of_offer(self, offer: SuggestedFrame | None) -> list[tuple[int, int]]:
        if offer is None or self._trigger_of(offer) is None or self._gold_of(offer):
            return []
        parts = self._waiting(offer)
        # Every suggested event has one: a badge without a rail would only take room.
        return [(item.start, item.end) for item in (offer, *parts)] if parts else []

    # -- as it is drawn ----------------------------------------------------------------------------

    def _draw(self, frame_id: str) -> DrawnFrame | None:
        frame = self._annotations.frames.get(frame_id)
        if frame is not None:
            return self._draw_gold(frame)
        offer = self._offers.get(frame_id)
        return self._draw_offer(offer) if offer is not None else self._relations.draw(frame_id)

    def _draw_gold(self, frame: EventFrame) -> DrawnFrame | None:
        from annotate.frames.checks import FrameFaultKind, faults_of

        get = self._annotations.spans.get
        trigger = get(frame.trigger_id)
        if trigger is None:
            return None
        faults = faults_of(self._schema, self._annotations, frame)
        of_filler = {(item.name, item.span_id): item.kind for item in faults}
        crowded = {item.name for item in faults if item.kind is FrameFaultKind.TOO_MANY}
        missing = [item.name for item in faults if item.kind is FrameFaultKind.MISSING_ROLE]
        roles = self._roles(trigger.label)
        gold = [
            Station(
                role=argument.role,
                colour=_colour(roles, argument.role),
                start=span.start,
                end=span.end,
                title=_title(roles, argument.role),
                span_id=span.id,
                fault=of_filler.get((argument.role, span.id))
                or (FrameFaultKind.TOO_MANY if argument.role in crowded else None),
            )
            for argument in frame.arguments
            if (span := get(argument.span_id)) is not None
        ]
        offered: list[Station] = []
        if self._offers and self.triggered_by(trigger.id)[:1] == [frame.id]:
            offered = self._offered(self._desk.suggested_frame(trigger.id), roles)
        return DrawnFrame(
            id=frame.id,
            trigger_id=trigger.id,
            label=trigger.label,
            start=trigger.start,
            end=trigger.end,
            stations=(*gold, *offered),
            vacancies=tuple(
                Vacancy(name, _colour(roles, name), _title(roles, name)) for name in missing
            ),
            notes=self._notes(trigger.label, frame.attributes),
            has_faults=bool(faults),
        )

    def _draw_offer(self, offer: SuggestedFrame) -> DrawnFrame | None:
        trigger = self._trigger_of(offer)
        if trigger is None:
            return None
        return DrawnFrame(
            id=offer.id,
            trigger_id=trigger.id,
            label=trigger.label,
            start=offer.start,
            end=offer.end,
            stations=tuple(self._offered(offer, self._roles(trigger.label))),
            notes=self._notes(offer.label, [(name, value) for name, value, _ in offer.attributes]),
            is_suggested=True,
        )

    def _offered(self, offer: SuggestedFrame | None, roles: Mapping[str, Role]) -> list[Station]:
        return [
            Station(
                role=part.role,
                colour=_colour(roles, part.role),
                start=part.start,
                end=part.end,
                title=_title(roles, part.role),
                span_id=part.span_id,
                is_suggested=True,
            )
            for part in self._waiting(offer)
        ]

    def _roles(self, label: str) -> Mapping[str, Role]:
        return {role.name: role for role in self._schema.roles_of(label)}

    def _notes(self, label: str, attributes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        usual = {item.name: item.default for item in self._schema.attributes_of(label)}
        return tuple(value for name, value in attributes if value and usual.get(name) != value)


def _colour(roles: Mapping[str, Role], name: str) -> str:
    role = roles.get(name)
    return role.colour if role is not None else UNKNOWN_COLOUR


def _title(roles: Mapping[str, Role], name: str) -> str:
    role = roles.get(name)
    return (role.title if role is not None else "") or name
