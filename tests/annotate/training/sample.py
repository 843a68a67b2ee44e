"""Articles of our own making, with spans, for the tests of the export."""

from __future__ import annotations

import random

from annotate.articles import Article, ArticleState
from annotate.frames.event_frame import Argument, EventFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.training.dataset import AnnotatedArticle

SCHEMA = LabelSchema(
    name="test",
    labels=(
        Label("PERSON", Layer.ENTITY, title="Person", guideline="Named people."),
        Label("GPE", Layer.ENTITY, title="Country or town"),
        Label("ORG", Layer.ENTITY),
        Label("ATTACK", Layer.EVENT),
        Label("MEET", Layer.EVENT),
    ),
)
_PERSONS = ("Ada Norwood", "Viktor Halloran", "Mira Osei", "Tomas Lindqvist")
_PLACES = ("Kyiv", "Tbilisi", "New Caledon", "Lagos", "Ostermark")
_ORGS = ("the Harbour Council", "Meridian Bank", "the Coastal Assembly")
_LINES = (
    "{PERSON} of {ORG} {MEET:met} ministers in {GPE} on Tuesday.",
    "Armed men {ATTACK:stormed} a depot near {GPE}, and {PERSON} was not hurt.",
    "The weather stayed dry, and shops opened late.",
    "{ORG} will {MEET:hold talks} with {PERSON} before the end of the month.",
    "Prices rose again; nobody in {GPE} was surprised.",
)


def span(text: str, surface: str, label: str, layer: Layer, *, nth: int = 0) -> Span:
    """The span of the nth occurrence of `surface`; its id follows from its place and label."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    end = start + len(surface)
    return Span(f"{start:06d}{end:06d}{label}", start, end, label, layer)


def entity(text: str, surface: str, label: str, *, nth: int = 0) -> Span:
    """An entity at the nth occurrence of `surface`."""
    return span(text, surface, label, Layer.ENTITY, nth=nth)


def event(text: str, surface: str, label: str, *, nth: int = 0) -> Span:
    """An event trigger at the nth occurrence of `surface`."""
    return span(text, surface, label, Layer.EVENT, nth=nth)


def annotated(
    text: str,
    *spans: Span,
    number: int = 0,
    state: ArticleState = ArticleState.DONE,
    frames: tuple[EventFrame, ...] = (),
) -> AnnotatedArticle:
    """An article of this text with these spans."""
    article = Article(id=f"a{number}", text=text, title=f"Title {number}", state=state)
    return AnnotatedArticle(article, spans, frames)


def made_article(number: int, *, lines: int = 8, seed: int = 0) -> AnnotatedArticle:
    """An article of one-sentence paragraphs with persons, places, organisations and two events."""
    rng = random.Random(f"{seed}/{number}")
    text = f"Report {number}"
    spans: list[Span] = []
    for _ in range(lines):
        template = rng.choice(_LINES)
        text += "\n\n"
        for piece in template.replace("}", "{").split("{"):
            name, _, surface = piece.partition(":")
            choices = {"PERSON": _PERSONS, "GPE": _PLACES, "ORG": _ORGS}.get(name)
            if choices:
                surface = rng.choice(choices)
            elif name not in {"MEET", "ATTACK"}:
                text += piece
                continue
            layer = Layer.ENTITY if choices else Layer.EVENT
            start, end = len(text), len(text) + len(surface)
            spans.append(Span(f"s{number}-{start}", start, end, name, layer))
            text += surface
    triggers = [item for item in spans if item.layer is Layer.EVENT]
    places = [item for item in spans if item.label == "GPE"]
    frames = tuple(
        EventFrame(f"f{item.id}", item.id, (Argument("place", places[0].id),) if places else ())
        for item in triggers[:1]
    )
    return annotated(text, *spans, number=number, frames=frames)
