"""One annotator's work on one article: gold spans and what ties them, decisions, marks, state.

The set changes in place through `annotate.edits` only; sets are large (100,000 spans) and edits
small, so a copy for each edit would cost more than the paint (docs/adr/0006).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from annotate.articles import ArticleState, Details
from annotate.compat import override
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.chains.chain import Chain
    from annotate.complete.marks import CompleteMark
    from annotate.frames.event_frame import EventFrame
    from annotate.relations.relation import Relation


class DecisionKind(StrEnum):
    """What the annotator did with a suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on one suggestion: what was suggested, by whom judged, when and how.

    `suggestion_id` is the key; offsets are code points, half-open. `span_id` is the gold span that
    came of it. `seconds` is the time from the focus to the decision. `at` is ISO 8601 in UTC.
    """

    suggestion_id: str
    kind: DecisionKind
    layer: Layer
    start: int
    end: int
    label: str
    score: float
    suggester: str
    annotator: str = ""
    at: str = ""
    seconds: float = 0.0
    span_id: str = ""

    @property
    def is_skip(self) -> bool:
        """Whether the suggestion stays open."""
        return self.kind is DecisionKind.SKIPPED

    @property
    def is_on_span(self) -> bool:
        """Whether a span was judged, and not a part of a frame (`annotate.frames.decisions`)."""
        return not self.suggestion_id.startswith("frame|")


class Stretch(Protocol):
    """Anything with offsets and an id: spans and suggestions."""

    @property
    def id(self) -> str:
        """Unique in its index."""
        ...

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last code point."""
        ...


S = TypeVar("S", bound=Stretch)
_NEAR = 48
_LONG = 2_000


class SpanIndex(Generic[S]):
    """Stretches of one text in text order (start, longer first, id), found by offset.

    Look-ups bisect with the longest stretch as window: microseconds among 100,000. The few that
    are longer than `_LONG` are kept apart, so that one of them does not widen every window.
    """

    __slots__ = ("_items", "_keys", "_long", "_longest")

    def __init__(self, items: Iterable[S] = ()) -> None:
        """Index `items`; ids must be unique."""
        self._items: dict[str, S] = {}
        self._keys: list[tuple[int, int, str]] = []
        self._long: dict[str, S] = {}
        self._longest = 0
        self.replace_all(items)

    def __len__(self) -> int:
        """Number of stretches."""
        return len(self._items)

    def __contains__(self, item_id: object) -> bool:
        """Whether a stretch with this id is there."""
        return item_id in self._items

    def __iter__(self) -> Iterator[S]:
        """All of them in text order."""
        return (self._items[key[2]] for key in self._keys)

    def get(self, item_id: str) -> S | None:
        """The stretch with this id."""
        return self._items.get(item_id)

    def replace_all(self, items: Iterable[S]) -> None:
        """Hold `items` instead of what is there; views keep the index itself."""
        self._items = {item.id: item for item in items}
        # An id may have to be computed: ask for each only once.
        self._keys = sorted((item.start, -item.end, id_) for id_, item in self._items.items())
        self._long = {
            id_: item for id_, item in self._items.items() if item.end - item.start > _LONG
        }
        self._longest = max(
            (-end - start for start, end, _ in self._keys if -end - start <= _LONG), default=0
        )

    def put(self, item: S) -> None:
        """Add `item`, or replace the one with its id."""
        if item.id in self._items:
            self.remove(item.id)
        self._items[item.id] = item
        insort(self._keys, _key(item))
        if item.end - item.start > _LONG:
            self._long[item.id] = item
        else:
            self._longest = max(self._longest, item.end - item.start)

    def remove(self, item_id: str) -> None:
        """Take out the stretch with this id, which must be there."""
        key = _key(self._items.pop(item_id))
        del self._keys[bisect_left(self._keys, key)]
        self._long.pop(item_id, None)

    def overlapping(self, start: int, end: int) -> list[S]:
        """Stretches that share a code point with `start:end`, in text order."""
        keys, items = self._keys, self._items
        low = bisect_left(keys, (start - self._longest + 1,))
        # The end is seldom far: a second search through everything costs as much as the first.
        near = low + _NEAR
        high = (
            bisect_left(keys, (end,), low, near)
            if near < len(keys) and keys[near][0] >= end
            else bisect_left(keys, (end,), low)
        )
        found = [item for _, _, item_id in keys[low:high] if (item := items[item_id]).end > start]
        if not self._long:
            return found
        first = start - self._longest + 1
        before = [item for item in self._long.values() if item.start < first and item.end > start]
        return sorted(before, key=_key) + found

    def at(self, offset: int) -> list[S]:
        """Stretches that hold the character at `offset`, in text order."""
        return self.overlapping(offset, offset + 1)

    def after(self, start: int, end: int, item_id: str = "") -> S | None:
        """The first stretch behind the place (`start`, `end`, `item_id`) in text order."""
        index = bisect_left(self._keys, (start, -end, item_id + "\0"))
        return self._items[self._keys[index][2]] if index < len(self._keys) else None

    def before(self, start: int, end: int, item_id: str = "") -> S | None:
        """The last stretch ahead of the place (`start`, `end`, `item_id`) in text order."""
        index = bisect_left(self._keys, (start, -end, item_id)) - 1
        return self._items[self._keys[index][2]] if index >= 0 else None


def _key(item: Stretch) -> tuple[int, int, str]:
    return (item.start, -item.end, item.id)


class Tie(Protocol):
    """Anything with an id that holds spans together: frames and relations."""

    @property
    def span_ids(self) -> Iterable[str]:
        """Ids of its spans, one more than once perhaps."""
        ...


K = TypeVar("K", bound=Tie)


class Ties(dict[str, K]):
    """Frames or relations by id, found by each of their spans without a look at all others.

    What is changed otherwise than by an item (`update`, `setdefault` and the like) is not found.
    """

    __slots__ = ("_at",)

    def __init__(self, items: Mapping[str, K]) -> None:
        """Hold `items`, by their ids."""
        super().__init__()
        self._at: dict[str, dict[str, K]] = {}
        for item_id, item in items.items():
            self[item_id] = item

    @override
    def __setitem__(self, item_id: str, item: K) -> None:
        before = self.get(item_id)
        after = frozenset(item.span_ids)
        for span_id in before.span_ids if before is not None else ():
            if span_id not in after:
                self._forget(span_id, item_id)
        for span_id in after:
            self._at.setdefault(span_id, {})[item_id] = item
        super().__setitem__(item_id, item)

    @override
    def __delitem__(self, item_id: str) -> None:
        for span_id in self[item_id].span_ids:
            self._forget(span_id, item_id)
        super().__delitem__(item_id)

    def at(self, span_id: str) -> list[K]:
        """Those that hold the span."""
        return list(self._at.get(span_id, {}).values())

    def _forget(self, span_id: str, item_id: str) -> None:
        found = self._at.get(span_id, {})
        found.pop(item_id, None)
        if not found:
            self._at.pop(span_id, None)


class AnnotationSet:
    """What is said of one article: spans, what ties them, decisions; `length` in code points.

    `details` are title, source, date and language, as they were put right last.
    """

    __slots__ = (
        "_chain_ids",
        "article_id",
        "chains",
        "complete",
        "decisions",
        "details",
        "frames",
        "length",
        "relations",
        "spans",
        "state",
    )

    def __init__(
        self,
        *,
        article_id: str,
        length: int,
        spans: Iterable[Span] = (),
        frames: Iterable[EventFrame] = (),
        chains: Iterable[Chain] = (),
        relations: Iterable[Relation] = (),
        decisions: Iterable[Decision] = (),
        complete: Iterable[CompleteMark] = (),
        state: ArticleState = ArticleState.NEW,
        details: Details | None = None,
    ) -> None:
        """Hold what was read from the store; later changes come as edits."""
        self.article_id = article_id
        self.length = length
        self.spans: SpanIndex[Span] = SpanIndex(spans)
        self.frames: Ties[EventFrame] = Ties({frame.id: frame for frame in frames})
        self.chains: dict[str, Chain] = {}
        self._chain_ids: dict[str, str] = {}
        for chain in chains:
            self.put_chain(chain)
        self.relations: Ties[Relation] = Ties({item.id: item for item in relations})
        self.decisions: dict[str, Decision] = {
            decision.suggestion_id: decision for decision in decisions
        }
        self.complete: dict[str, CompleteMark] = {mark.id: mark for mark in complete}
        self.state = state
        self.details = details if details is not None else Details()

    def frames_with(self, span_id: str) -> list[EventFrame]:
        """Frames that use the span as trigger or as filler."""
        return self.frames.at(span_id)

    def relations_with(self, span_id: str) -> list[Relation]:
        """Relations that begin or end at the span."""
        return self.relations.at(span_id)

    def chain_of(self, span_id: str) -> Chain | None:
        """The chain that the span belongs to."""
        return self.chains.get(self._chain_ids.get(span_id, ""))

    def put_chain(self, chain: Chain) -> None:
        """Add `chain`, or replace the one with its id; its spans must be in no other."""
        self.remove_chain(chain.id)
        self.chains[chain.id] = chain
        for span_id in chain.span_ids:
            self._chain_ids[span_id] = chain.id

    def remove_chain(self, chain_id: str) -> None:
        """Take a chain out, if it is there; its spans stay."""
        chain = self.chains.pop(chain_id, None)
        for span_id in chain.span_ids if chain is not None else ():
            self._chain_ids.pop(span_id, None)

    def same_span(self, span: Span) -> Span | None:
        """Another span that says the same: equal layer, offsets and label."""
        for other in self.spans.overlapping(span.start, span.end):
            if other.id != span.id and other.key == span.key:
                return other
        return None

    def decision_for_span(self, span_id: str) -> Decision | None:
        """The decision on the suggestion that the span came from, if it came from one."""
        return next((item for item in self.decisions.values() if item.span_id == span_id), None)

    def snapshot(self) -> Mapping[str, object]:
        """Everything as comparable values, for tests and checks."""
        return {
            "spans": tuple(self.spans),
            "frames": tuple(sorted(self.frames.values(), key=lambda frame: frame.id)),
            "chains": tuple(sorted(self.chains.values(), key=lambda chain: chain.id)),
            "relations": tuple(sorted(self.relations.values(), key=lambda item: item.id)),
            "decisions": tuple(
                sorted(self.decisions.values(), key=lambda item: item.suggestion_id)
            ),
            "complete": tuple(sorted(self.complete.values(), key=lambda mark: mark.id)),
            "state": self.state,
            "details": self.details,
        }
