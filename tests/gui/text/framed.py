"""Articles with event frames on a view, for the tests of their drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotate.annotations import AnnotationSet
from annotate.articles import Article, Tokens
from annotate.changes import Changes
from annotate.desk import Desk
from annotate.edits import Edit
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from gui.text.frames.content import DrawnFrame, FrameContent
from gui.text.frames.layer import FrameLayer, Showing
from gui.text.frames.stage import Candidate, Stage
from gui.text.frames.summary import FrameSummary
from gui.text.view import ArticleView


def _role(name: str, colour: str, cardinality: str = "*", *fillers: str) -> Role:
    return Role(name, cardinality=Cardinality.parse(cardinality), fillers=fillers, colour=colour)


AGENT = _role("Agent", "#4a86d8", "1", "entity:PERSON", "entity:ORG")
PATIENT = _role("Patient", "#c8602b")
PLACE = _role("Place", "#2f9d6b", "?", "entity:GPE")
TIME = _role("Time", "#b8860b", "?")
TOPIC = _role("Topic", "#c04f8f", "*", "event")
SCHEMA = LabelSchema(
    name="frames",
    labels=(
        Label(name="PERSON", layer=Layer.ENTITY, colour="#6fa0f7"),
        Label(name="ORG", layer=Layer.ENTITY, colour="#cbbcfb"),
        Label(name="GPE", layer=Layer.ENTITY, colour="#12b796"),
        Label(name="DATE", layer=Layer.ENTITY, colour="#de880d"),
        Label(
            name="ATTACK", layer=Layer.EVENT, colour="#f0805f", roles=(AGENT, PATIENT, PLACE, TIME)
        ),
        Label(name="MEET", layer=Layer.EVENT, colour="#6f9bff", roles=(PATIENT, PLACE, TIME)),
        Label(name="SAY", layer=Layer.EVENT, colour="#7f7fe0", roles=(PATIENT, TOPIC, TIME)),
    ),
    attributes=(
        Attribute("Polarity", values=("Positive", "Negative"), default="Positive"),
        Attribute("Tense", values=("Past", "Future")),
    ),
)
DRAWN = DrawnFrame("f", "t", "ATTACK", 0, 5)
LAYERS = {label.name: label.layer for label in SCHEMA.labels}


class Framed:
    """A view on a desk with frames, changed as the window changes it."""

    def __init__(
        self, qtbot: QtBot, text: str, *, size: tuple[int, int] = (700, 500), zoom: float = 1.0
    ) -> None:
        self.text = text
        self.annotations = AnnotationSet(article_id="1", length=len(text))
        self.desk = Desk(Article(id="1", text=text), self.annotations)
        self.view = ArticleView()
        qtbot.addWidget(self.view)
        self.view.set_schema(SCHEMA)
        self.view.resize(*size)
        self.view.set_text_zoom(zoom)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.set_article(self.desk.article, tokens=Tokens.rough(text))
        self.view.set_content(self.desk.spans, self.desk.suggestions)
        self.content = FrameContent(SCHEMA, self.desk)
        self.layer = FrameLayer(self.content)

    def show(self, showing: Showing = Showing.ALL) -> None:
        """Draw what is on the desk now, from the beginning."""
        self.content = FrameContent(SCHEMA, self.desk)
        stage = self.layer.stage
        self.layer = FrameLayer(self.content, showing)
        self.layer.stage = stage
        self.view.set_frames(self.layer)

    def span(self, surface: str, label: str, *, nth: int = 0) -> str:
        """Mark words, without a word to the view."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(surface, start + 1)
        span = Span(f"{label}-{start}", start, start + len(surface), label, LAYERS[label])
        self.annotations.spans.put(span)
        return span.id

    def frame(
        self,
        frame_id: str,
        trigger: str,
        *fillers: tuple[str, str],
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> EventFrame:
        """A frame of (role, span id), without a word to the view."""
        arguments = tuple(Argument(role, span_id) for role, span_id in fillers)
        made = EventFrame(frame_id, trigger, arguments, attributes)
        self.annotations.frames[frame_id] = made
        return made

    def suggest(self, surface: str, label: str, *parts: tuple[str, str, str]) -> SuggestedFrame:
        """Suggest a trigger and its frame with (role, words, label) as fillers."""
        start = self.text.index(surface)
        proposal = Proposal(start, start + len(surface), label, Layer.EVENT, 0.9, "rules")
        self.apply(self.desk.set_proposals([proposal]))
        (trigger,) = self.desk.suggestions
        arguments = tuple(
            SuggestedArgument(
                role,
                self.text.index(words),
                self.text.index(words) + len(words),
                LAYERS[name],
                name,
                0.8,
            )
            for role, words, name in parts
        )
        frame = SuggestedFrame(
            trigger.id, start, start + len(surface), label, arguments, suggester="rules"
        )
        self.apply(self.desk.set_suggested_frames([frame]))
        return frame

    def do(self, edit: Edit) -> None:
        """Apply an edit as the session does."""
        self.apply(self.desk.apply(edit))

    def apply(self, changes: Changes) -> None:
        """Tell the view as the window does."""
        self.view.refresh(changes.stretches)
        stretches = self.layer.refresh(changes)
        if stretches:
            self.view.refresh_frames(stretches)

    def open(self, frame_id: str, **more: object) -> None:
        """Put a frame on the stage."""
        self.set_stage(Stage(frame_id=frame_id, is_open=True, **more))  # pyright: ignore[reportArgumentType]

    def set_stage(self, stage: Stage) -> None:
        """Have this on the stage."""
        self.layer.stage = stage
        self.view.viewport().update()

    def candidates(self, ids: Iterable[str]) -> tuple[Candidate, ...]:
        """Spans as candidates."""
        spans = map(self.annotations.spans.get, ids)
        return tuple(Candidate(span.id, span.start, span.end) for span in spans if span)

    @property
    def summary(self) -> FrameSummary:
        """What is drawn of frames."""
        found = self.view.frame_summary()
        assert found is not None
        return found

    def picture(self) -> QImage:
        """The pixels of a whole new paint."""
        grabbed = self.view.viewport().grab().toImage()
        return grabbed.convertToFormat(QImage.Format.Format_RGB32)


MakeFramed = Callable[..., Framed]
