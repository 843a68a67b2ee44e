"""The article view with a thousand event frames against the same view without their drawing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.changes import Changes
from annotate.desk import Desk
from annotate.frames.event_frame import Argument, EventFrame
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer
from gui.text.frames.content import FrameContent
from gui.text.frames.layer import FrameLayer, Showing
from gui.text.frames.stage import Stage
from gui.text.view import ArticleView
from tests.benchmarks import view as bench
from tests.benchmarks.rows import Row, against_floor, at_most
from tests.benchmarks.texts import COLOURS, Made, made_article, made_schema

FRAMES = 1_000
_ROLES = ("Agent", "Patient", "Place", "Time", "Instrument")
_LENGTH, _CROWDED = 200_000, 40_000


def rows() -> Iterator[Row]:
    """Repaints, wheel steps, a filler more, and what a view without frames pays."""
    yield from _repaints()
    yield from _opening()
    yield from _edits()


def framed_schema() -> LabelSchema:
    """The labels of the other rows, the events with five roles."""
    schema = made_schema()
    roles = tuple(Role(name, colour=COLOURS[at]) for at, name in enumerate(_ROLES))
    labels = tuple(
        replace(label, roles=roles) if label.layer is Layer.EVENT else label
        for label in schema.labels
    )
    return replace(schema, labels=labels)


def made_desk(article: Made, *, count: int = FRAMES) -> Desk:
    """The article with frames on its events: three to five fillers that stand near, some far."""
    chosen = random.Random(count)
    spans = list(article.spans)
    triggers = [place for place, span in enumerate(spans) if span.layer is Layer.EVENT]
    frames: list[EventFrame] = []
    for number in range(count):
        place = triggers[number % len(triggers)]
        near = [spans[min(max(place + step, 0), len(spans) - 1)] for step in (-3, -2, -1, 1, 2, 4)]
        if number % 10 == 0:
            near.append(spans[min(place + 40, len(spans) - 1)])
        fillers = chosen.sample(near, chosen.randint(3, 5))
        arguments = tuple(
            Argument(role, span.id) for role, span in zip(_ROLES, fillers, strict=False)
        )
        frames.append(EventFrame(f"f{number}", spans[place].id, arguments))
    article_of = Article(id="1", text=article.text)
    annotations = AnnotationSet(
        article_id="1", length=len(article.text), spans=spans, frames=frames
    )
    return Desk(article_of, annotations, tokens=article.tokens)


def _framed(article: Made, desk: Desk, showing: Showing | None) -> ArticleView:
    view = bench.made_view()
    view.set_schema(framed_schema())
    view.set_article(desk.article, tokens=desk.tokens)
    view.set_content(desk.spans, article.suggestions)
    if showing is not None:
        view.set_frames(FrameLayer(FrameContent(framed_schema(), desk), showing))
    view.restore_place(len(desk.article.text) // 2, 0.0)
    bench.settled()
    return view


def _repaints() -> Iterator[Row]:
    for size, length in (("200 k", _LENGTH), ("40 k, five for each 200 characters", _CROWDED)):
        article = made_article(length)
        desk = made_desk(article)
        plain = _framed(article, desk, None)
        floor_work = bench.timed(plain.viewport().repaint)
        for name, showing, is_open in (
            ("all drawn", Showing.ALL, False),
            ("all drawn, one open", Showing.ALL, True),
            ("only one in focus", Showing.FOCUSED, True),
        ):
            view = _framed(article, desk, showing)
            if is_open:
                _open_first(view)
            work = bench.timed(view.viewport().repaint)
            value, floor = bench.alternating(work, floor_work, times=60)
            row = f"view: repaint a page, {FRAMES:,} event frames in {size}, {name}"
            yield against_floor(row, value, floor, most=2.0)
            view.close()
        plain.close()


def _opening() -> Iterator[Row]:
    article = made_article(_LENGTH)
    desk = made_desk(article)

    def opened(showing: Showing | None) -> float:
        view = bench.made_view()
        view.set_schema(framed_schema())
        bench.settled()

        def work() -> None:
            view.set_article(desk.article, tokens=desk.tokens)
            view.set_content(desk.spans, article.suggestions)
            if showing is not None:
                view.set_frames(FrameLayer(FrameContent(framed_schema(), desk), showing))
            view.viewport().repaint()

        spent = bench.timed(work)()
        view.close()
        view.deleteLater()
        QApplication.processEvents()
        return spent

    value, floor = bench.alternating(lambda: opened(Showing.ALL), lambda: opened(None), times=9)
    name = f"view: open to first paint, {FRAMES:,} event frames"
    yield at_most(name, value, most=16.7, floor=floor)


def _edits() -> Iterator[Row]:
    article = made_article(_LENGTH)
    desk = made_desk(article)
    view = _framed(article, desk, Showing.ALL)
    layer = view.frames
    assert layer is not None
    frame = layer.content.overlapping(*bench.screen(view))[0]
    states = [desk.annotations.frames[frame.id]]
    states.append(replace(states[0], arguments=states[0].arguments[:-1]))

    def work() -> None:
        states.reverse()
        desk.annotations.frames[frame.id] = states[0]
        view.refresh_frames(layer.refresh(Changes(frame_ids=frozenset({frame.id}))))
        QApplication.processEvents()

    yield at_most(
        f"view: fill a role to painted, {FRAMES:,} event frames",
        bench.median(work, times=60),
        most=16.7,
    )
    view.close()


def _open_first(view: ArticleView) -> None:
    layer = view.frames
    assert layer is not None
    found = layer.content.overlapping(*bench.screen(view))
    layer.stage = Stage(frame_id=found[len(found) // 2].id, is_open=True)
