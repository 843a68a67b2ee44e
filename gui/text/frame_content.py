"""What is drawn of event frames: triggers, stations of their fillers, what is amiss. No Qt.

All offsets are code points of the article, half-open. A frame is looked at when a line of it comes
into sight, so that an article with a thousand frames opens as quickly as one without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.annotations import SpanIndex

if TYPE_CHECKING:
    from annotate.annotations import AnnotationSet
    from annotate.frame_checks import FrameFaultKind
    from annotate.frames import EventFrame
    from annotate.roles import Role
    from annotate.schema import LabelSchema
    from annotate.suggested_frames import SuggestedFrame

UNKNOWN_COLOUR = "#8a8f98"


@dataclass(frozen=True, slots=True)
class Station:
    """A filler of a frame: its role and where it stands; `fault` is what the schema says of it."""

    role: str
    colour: str
    start: int
    end: int
    span_id: str = ""
    is_suggested: bool = False
    fault: FrameFaultKind | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A required role that is not filled."""

    role: str
    colour: str


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

    @property
    def first(self) -> int:
        """Where the first of trigger and fillers begins."""
        return min(self.start, *(station.start for station in self.stations), self.start)

    @property
    def last(self) -> int:
        """Where the last of trigger and fillers begins."""
        return max(self.start, *(station.start for station in self.stations), self.start)

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


class FrameContent:
    """The frames of one article, gold and suggested, found by offset and by span."""

    __slots__ = (
        "_annotations",
        "_by_span",
        "_drawn",
        "_extents",
        "_schema",
        "_spans_of",
        "_suggested",
    )

    def __init__(
        self,
        schema: LabelSchema,
        annotations: AnnotationSet,
        suggested: Iterable[SuggestedFrame] = (),
    ) -> None:
        """Show the frames of `annotations`, which change in place, and the suggested ones."""
        self._schema = schema
        self._annotations = annotations
        self._suggested: dict[str, SuggestedFrame] = {}
        self._drawn: dict[str, DrawnFrame] = {}
        self._by_span: dict[str, set[str]] = {}
        self._spans_of: dict[str, tuple[str, ...]] = {}
        self._extents: SpanIndex[_Extent] = SpanIndex()
        for frame in annotations.frames.values():
            self._note_spans(frame)
        self._suggested = {frame.id: frame for frame in suggested}
        extents = map(self._extent, (*annotations.frames, *self._suggested))
        self._extents.replace_all(item for item in extents if item is not None)

    def __len__(self) -> int:
        """Number of frames whose trigger is there."""
        return len(self._extents)

    def get(self, frame_id: str) -> DrawnFrame | None:
        """The frame with this id, if its trigger is there."""
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

    def ids_of(self, span_id: str) -> list[str]:
        """Frames that the span takes part in: those that it triggers first."""
        found = self._by_span.get(span_id, ())
        frames = self._annotations.frames
        return sorted(found, key=lambda item: (frames[item].trigger_id != span_id, item))

    def triggered_by(self, item_id: str) -> list[str]:
        """Frames whose trigger is this span or suggestion, gold first."""
        frames = self._annotations.frames
        gold = [item for item in self.ids_of(item_id) if frames[item].trigger_id == item_id]
        return gold + [key for key, item in self._suggested.items() if item.trigger_id == item_id]

    def refresh(
        self, frame_ids: Iterable[str] = (), span_ids: Iterable[str] = ()
    ) -> list[tuple[int, int]]:
        """Frames or spans have changed: the stretches whose lines are to be planned anew."""
        touched = set(frame_ids)
        for span_id in span_ids:
            touched |= self._by_span.get(span_id, set())
        stretches: list[tuple[int, int]] = []
        for frame_id in touched:
            stretches += self._forget(frame_id)
            frame = self._annotations.frames.get(frame_id)
            if frame is not None:
                self._note_spans(frame)
            stretches += self._remember(frame_id)
        return stretches

    def suggest(self, suggested: Iterable[SuggestedFrame]) -> list[tuple[int, int]]:
        """Other frames are suggested: the stretches whose lines are to be planned anew."""
        new = {frame.id: frame for frame in suggested}
        old, self._suggested = self._suggested, new
        stretches: list[tuple[int, int]] = []
        for frame_id in old.keys() | new.keys():
            if old.get(frame_id) != new.get(frame_id):
                stretches += self._forget(frame_id)
                stretches += self._remember(frame_id)
        return stretches

    def _note_spans(self, frame: EventFrame) -> None:
        ids = self._spans_of[frame.id] = frame.span_ids
        for span_id in ids:
            self._by_span.setdefault(span_id, set()).add(frame.id)

    def _forget(self, frame_id: str) -> list[tuple[int, int]]:
        for span_id in self._spans_of.pop(frame_id, ()):
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
        extent = self._extent(frame_id)
        if extent is None:
            return []
        self._extents.put(extent)
        drawn = self.get(frame_id)
        return drawn.stretches if drawn is not None else []

    def _extent(self, frame_id: str) -> _Extent | None:
        suggested = self._suggested.get(frame_id)
        if suggested is not None:
            places = [(item.start, item.end) for item in (suggested, *suggested.arguments)]
        else:
            frame = self._annotations.frames.get(frame_id)
            get = self._annotations.spans.get
            if frame is None or get(frame.trigger_id) is None:
                return None
            spans = map(get, frame.span_ids)
            places = [(span.start, span.end) for span in spans if span is not None]
        return _Extent(frame_id, min(place[0] for place in places), max(p[1] for p in places))

    def _draw(self, frame_id: str) -> DrawnFrame | None:
        suggested = self._suggested.get(frame_id)
        if suggested is not None:
            return self._draw_suggested(suggested)
        frame = self._annotations.frames.get(frame_id)
        return self._draw_gold(frame) if frame is not None else None

    def _draw_gold(self, frame: EventFrame) -> DrawnFrame | None:
        from annotate.frame_checks import FrameFaultKind, faults_of

        get = self._annotations.spans.get
        trigger = get(frame.trigger_id)
        if trigger is None:
            return None
        faults = faults_of(self._schema, self._annotations, frame)
        of_filler = {(item.name, item.span_id): item.kind for item in faults}
        crowded = {item.name for item in faults if item.kind is FrameFaultKind.TOO_MANY}
        missing = [item.name for item in faults if item.kind is FrameFaultKind.MISSING_ROLE]
        roles = self._roles(trigger.label)
        stations = tuple(
            Station(
                role=argument.role,
                colour=_colour(roles, argument.role),
                start=span.start,
                end=span.end,
                span_id=span.id,
                fault=of_filler.get((argument.role, span.id))
                or (FrameFaultKind.TOO_MANY if argument.role in crowded else None),
            )
            for argument in frame.arguments
            if (span := get(argument.span_id)) is not None
        )
        return DrawnFrame(
            id=frame.id,
            trigger_id=trigger.id,
            label=trigger.label,
            start=trigger.start,
            end=trigger.end,
            stations=stations,
            vacancies=tuple(Vacancy(name, _colour(roles, name)) for name in missing),
            notes=self._notes(trigger.label, frame.attributes),
            has_faults=bool(faults),
        )

    def _draw_suggested(self, frame: SuggestedFrame) -> DrawnFrame:
        roles = self._roles(frame.label)
        return DrawnFrame(
            id=frame.id,
            trigger_id=frame.trigger_id,
            label=frame.label,
            start=frame.start,
            end=frame.end,
            stations=tuple(
                Station(
                    role=argument.role,
                    colour=_colour(roles, argument.role),
                    start=argument.start,
                    end=argument.end,
                    span_id=argument.span_id,
                    is_suggested=True,
                )
                for argument in frame.arguments
            ),
            notes=self._notes(frame.label, [(name, value) for name, value, _ in frame.attributes]),
            is_suggested=True,
        )

    def _roles(self, label: str) -> Mapping[str, Role]:
        return {role.name: role for role in self._schema.roles_of(label)}

    def _notes(self, label: str, attributes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        usual = {item.name: item.default for item in self._schema.attributes_of(label)}
        return tuple(value for name, value in attributes if value and usual.get(name) != value)


def _colour(roles: Mapping[str, Role], name: str) -> str:
    role = roles.get(name)
    return role.colour if role is not None else UNKNOWN_COLOUR
