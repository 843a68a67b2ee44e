"""One event frame as a row: its words and their values, column by column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.event_table.columns import ARGUMENTS, Column, column_of
from annotate.event_table.names import name_of
from annotate.frames.event_frame import Argument, EventFrame
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.frames.checks import FrameFault
    from annotate.schema.label_schema import LabelSchema

JOINT: Final = "; "
"""Between several fillers of one cell."""
ROLE_SIGN: Final = ": "
"""Between a role and its filler, where a column holds several roles."""
_NAMED: Final = frozenset({Column.HOW_MANY, Column.OTHER})
"""Columns whose fillers are shown with their roles."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A span of a row: offsets in code points, half-open.

    `name` is the name in the chain of a mention that has none itself ("she"), `value` what it
    means, normalised.
    """

    span_id: str
    start: int
    end: int
    layer: Layer
    label: str
    surface: str
    role: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What rows say of their article; `number` is its place in the list."""

    id: str
    number: int = 0
    title: str = ""
    source: str = ""
    date: str = ""
    language: str = "en"
    state: ArticleState = ArticleState.NEW


@dataclass(frozen=True, slots=True)
class EventRow:
    """One frame; picklable. Arguments and attributes are as the frame has them."""

    frame_id: str
    article: ArticleFacts
    trigger: Filler
    arguments: tuple[Filler, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Name of the event type."""
        return self.trigger.label

    @property
    def place(self) -> tuple[int, int, str]:
        """Where the row stands without any other order: by article, then by the text."""
        return (self.article.number, self.trigger.start, self.frame_id)

    def fillers(self, column: Column) -> tuple[Filler, ...]:
        """The spans that a column shows."""
        if column is Column.TRIGGER:
            return (self.trigger,)
        if column not in ARGUMENTS:
            return ()
        return tuple(item for item in self.arguments if column_of(item.role) is column)

    def text(self, column: Column) -> str:
        """What a cell says: surfaces as they stand in the text, on one line."""
        if column is Column.LABEL:
            return self.label
        if column is Column.ATTRIBUTES:
            return JOINT.join(f"{name}={value}" for name, value in self.attributes)
        if column is Column.ARTICLE:
            return self.article.title or self.article.id
        fillers = self.fillers(column)
        is_named = column in _NAMED
        return JOINT.join(
            f"{item.role}{ROLE_SIGN}{item.surface}" if is_named else item.surface
            for item in fillers
        )

    def values(self, column: Column) -> tuple[str, ...]:
        """What the fillers of a column mean, those that are understood."""
        return tuple(item.value for item in self.fillers(column) if item.value)

    def meanings(self, column: Column) -> tuple[str, ...]:
        """What the fillers of a column stand for: the name of a mention, its value, or both."""
        said = (" ".join(filter(None, (item.name, item.value))) for item in self.fillers(column))
        return tuple(filter(None, said))

    def folded(self) -> str:
        """Everything that the row says, casefolded, to look for words in."""
        return "\n".join(self._said()).casefold()

    def _said(self) -> Iterator[str]:
        yield self.label
        for item in (self.trigger, *self.arguments):
            yield item.surface
            yield item.name
            yield item.value
            yield item.role
        for name, value in self.attributes:
            yield f"{name}={value}"
        yield self.article.title
        yield self.article.id
        yield self.article.source


def rows_of(
    article: Article,
    annotations: AnnotationSet,
    *,
    number: int = 0,
    only: Collection[str] | None = None,
) -> tuple[EventRow, ...]:
    """The rows of an article, in text order, without values; `number` is its place in the list.

    `only` names the frames that are wanted, where not all are.
    """
    facts = ArticleFacts(
        id=article.id,
        number=number,
        title=article.title,
        source=article.source,
        date=article.date,
        language=article.language,
        state=annotations.state,
    )
    ids = annotations.frames.keys() if only is None else only
    frames = (annotations.frames.get(frame_id) for frame_id in ids)
    found = (row_of(facts, article.text, annotations, item) for item in frames if item is not None)
    return tuple(sorted((row for row in found if row is not None), key=lambda row: row.place))


def row_of(
    facts: ArticleFacts, text: str, annotations: AnnotationSet, frame: EventFrame
) -> EventRow | None:
    """The row of one frame; `None` when its trigger is not there."""
    trigger = annotations.spans.get(frame.trigger_id)
    if trigger is None:
        return None
    pairs = ((item.role, annotations.spans.get(item.span_id)) for item in frame.arguments)
    return EventRow(
        frame_id=frame.id,
        article=facts,
        trigger=_filler(trigger, text),
        arguments=tuple(
            replace(_filler(span, text, role), name=_name(span, text, annotations))
            for role, span in pairs
            if span is not None
        ),
        attributes=frame.attributes,
    )


def _filler(span: Span, text: str, role: str = "") -> Filler:
    surface = one_line(text[span.start : span.end])
    return Filler(span.id, span.start, span.end, span.layer, span.label, surface, role)


def _name(span: Span, text: str, annotations: AnnotationSet) -> str:
    """The name of what an entity mention stands for, where its chain has a better one."""
    chain = annotations.chain_of(span.id)
    if chain is None or span.layer is not Layer.ENTITY:
        return ""
    there = (annotations.spans.get(span_id) for span_id in chain.span_ids)
    mentions = sorted(
        (item for item in there if item is not None), key=lambda item: (item.start, item.id)
    )
    surface = one_line(text[span.start : span.end])
    return name_of(surface, [one_line(text[item.start : item.end]) for item in mentions])


def one_line(surface: str) -> str:
    """A surface without line breaks and double blanks."""
    return " ".join(surface.split())


def with_values(row: EventRow) -> EventRow:
    """The row with what its arguments mean; loads the names of countries at the first call."""
    from annotate.event_table.values import value_of

    return replace(
        row,
        arguments=tuple(
            replace(item, value=value_of(item, row.article.date, row.article.language))
            for item in row.arguments
        ),
    )


def faults_of_row(schema: LabelSchema, row: EventRow) -> tuple[FrameFault, ...]:
    """What the schema says against the frame of a row; its article need not be open."""
    from annotate.frames.checks import faults_of

    fillers = (row.trigger, *row.arguments)
    annotations = AnnotationSet(
        article_id=row.article.id,
        length=max(item.end for item in fillers),
        spans=(
            Span(item.span_id, item.start, item.end, item.label, item.layer) for item in fillers
        ),
    )
    frame = EventFrame(
        id=row.frame_id,
        trigger_id=row.trigger.span_id,
        arguments=tuple(Argument(item.role, item.span_id) for item in row.arguments),
        attributes=row.attributes,
    )
    return faults_of(schema, annotations, frame)
