"""A child that edits events, their roles and attributes, and chains, as fast as it can."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import verbs
from annotate.chains import verbs as chain_verbs
from annotate.edits import Edit
from annotate.errors import AnnotateError
from annotate.frames import verbs as frame_verbs
from annotate.frames.event_frame import EventFrame
from annotate.schema.roles import Role
from annotate.spans import Layer, Span
from tests.faults.scripts import Acks, acknowledge, make_window

if TYPE_CHECKING:
    from annotate.desk import Desk

_HAND = verbs.Hand("tester")
_ROLES = (Role("Agent"), Role("Place"), Role("Patient"))
KEYS = ("A", "A", "Tab", "Shift+Tab", "Del", "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Return")
OPERATIONS = (
    *("open", "open", "fill", "fill", "fill", "empty", "attribute", "copy", "split", "merge"),
    *("remove", "link", "link", "link", "unlink", "merge chains", "dissolve", "delete"),
)


def window(acks: Path, project: str, seed: int) -> int:
    """Edit frames and chains between keys, until killed."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    application = make_window(Path(project))
    session, view = application.session, application.window.pane.view
    said = Acks(acks)
    acknowledge(application, said)
    chance = random.Random(seed)
    is_linked = False
    for _ in itertools.count():
        if QApplication.activeModalWidget() is not None:
            QTest.keySequence(QApplication.activeModalWidget(), "Esc")
        if chance.random() < 0.35 or session.desk is None:
            QTest.keySequence(view, chance.choice(KEYS))
        else:
            session.push(chosen(session.desk, chance), "frames")
        QApplication.processEvents()
        gold = session.desk.annotations if session.desk is not None else None
        if not is_linked and gold is not None and gold.frames and gold.chains:
            is_linked = True
            said.say(linked=True)
    return 0


def chosen(desk: Desk, chance: random.Random) -> Edit | None:
    """An edit of frames or chains; a new span where there are few; None where nothing can be."""
    spans = list(desk.spans)
    for layer, label in (("event", "ATTACK"), ("entity", "PERSON")):
        if sum(span.layer == layer for span in spans) < 3:
            return _new_span(desk, Layer(layer), label, chance)
    one = chance.choice(spans)
    two = chance.choice([span for span in spans if span.layer is one.layer])
    operation = chance.choice(OPERATIONS)
    try:
        return _of_chains(desk, operation, one, two, chance) or _of_frames(
            desk, operation, one, two, chance
        )
    except AnnotateError:  # an entity with an event
        return None


def _new_span(desk: Desk, layer: Layer, label: str, chance: random.Random) -> Edit | None:
    place = chance.randrange(len(desk.tokens.starts))
    start, end = desk.tokens.starts[place], desk.tokens.ends[place]
    key = (layer, start, end, label)
    if any(span.key == key for span in desk.spans.overlapping(start, end)):
        return None
    return verbs.add_span(desk, start, end, label=label, layer=layer, hand=_HAND)


def _of_chains(
    desk: Desk, operation: str, one: Span, two: Span, chance: random.Random
) -> Edit | None:
    chains = sorted(desk.annotations.chains.values(), key=lambda chain: chain.id)
    match operation:
        case "link":
            return chain_verbs.link(desk, one, two, hand=_HAND)
        case "unlink":
            return chain_verbs.unlink(desk, one)
        case "merge chains":
            return chain_verbs.merge(desk, [item for item in chains if item.kind is one.layer])
        case "dissolve" if chains:
            return chain_verbs.dissolve(desk, chance.choice(chains))
        case "delete" if chance.random() < 0.4:
            return verbs.remove(desk, one, hand=_HAND)
        case _:
            return None


def _of_frames(
    desk: Desk, operation: str, one: Span, two: Span, chance: random.Random
) -> Edit | None:
    if operation == "open":
        return frame_verbs.open_frame(desk, one, hand=_HAND) if one.layer is Layer.EVENT else None
    frames: list[EventFrame] = sorted(desk.annotations.frames.values(), key=lambda item: item.id)
    if not frames:
        return None
    frame = chance.choice(frames)
    match operation:
        case "copy":
            return frame_verbs.copy_frame(desk, frame, hand=_HAND)
        case "merge":
            return frame_verbs.merge_frames(desk, [frame, chance.choice(frames)])
        case "remove":
            return frame_verbs.remove_frame(desk, frame, hand=_HAND)
        case _:
            return _of_roles(desk, operation, frame, two, chance)


def _of_roles(
    desk: Desk, operation: str, frame: EventFrame, span: Span, chance: random.Random
) -> Edit | None:
    role = chance.choice(_ROLES)
    match operation:
        case "fill" if span.id != frame.trigger_id:
            return frame_verbs.fill(desk, frame, role, span, hand=_HAND)
        case "empty" if frame.arguments:
            return frame_verbs.empty(desk, frame, chance.choice(frame.arguments), hand=_HAND)
        case "attribute":
            value = chance.choice(("positive", "negative", ""))
            return frame_verbs.set_attribute(desk, frame, "polarity", value)
        case "split":
            return frame_verbs.split_frame(desk, frame, role.name, hand=_HAND)
        case _:
            return None
