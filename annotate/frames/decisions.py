"""Decisions on the parts of suggested frames: under which id, and when they turn.

Each suggested argument is judged under an id of its own, so that what was rejected stays away and
counts as evidence: trigger, role and filler by their offsets (code points) and labels. A decision
on a part names no span: the span of a filler has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotate.annotations import Decision, DecisionKind
from annotate.clock import now
from annotate.desk import Desk
from annotate.edits import PutDecision
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.roles import Role
from annotate.verbs import Hand


def part_id(frame_id: str, role: str, start: int, end: int) -> str:
    """The id under which the decision on `text[start:end]` in a role of the frame is kept."""
    return f"{frame_id}|{role}|{start}|{end}"


def renamed_part(
    decision: Decision,
    *,
    labels: Mapping[str, str] | None = None,
    roles: Mapping[tuple[str, str], str] | None = None,
) -> Decision:
    """The decision on a part under new names: of event labels, of (event label, role) pairs.

    A decision on a span stays as it is.
    """
    if decision.is_on_span:
        return decision
    tail = f"|{decision.label}|{decision.start}|{decision.end}"
    head = decision.suggestion_id.removesuffix(tail)
    *place, label = head.split("|", 4)
    role = (roles or {}).get((label, decision.label), decision.label)
    frame_id = "|".join((*place, (labels or {}).get(label, label)))
    return replace(
        decision,
        label=role,
        suggestion_id=part_id(frame_id, role, decision.start, decision.end),
    )


def is_judged(desk: Desk, frame: SuggestedFrame, part: SuggestedArgument) -> bool:
    """Whether the annotator has accepted, corrected or rejected the argument."""
    decision = desk.annotations.decisions.get(_id(frame, part))
    return decision is not None and not decision.is_skip


def decide(
    desk: Desk, frame: SuggestedFrame, part: SuggestedArgument, kind: DecisionKind, hand: Hand
) -> PutDecision:
    """The judgement on one suggested argument, in place of an earlier one."""
    key = _id(frame, part)
    decision = Decision(
        suggestion_id=key,
        kind=kind,
        layer=part.layer,
        start=part.start,
        end=part.end,
        label=part.role,
        score=part.score,
        suggester=frame.suggester,
        annotator=hand.annotator,
        at=now(),
        seconds=round(hand.seconds, 3),
    )
    return PutDecision(desk.annotations.decisions.get(key), decision)


def following(
    desk: Desk, frame: SuggestedFrame, role: Role, filler: tuple[int, int], *, hand: Hand
) -> Iterator[PutDecision]:
    """The decisions that follow when a person fills a role with the stretch `filler`.

    What was suggested just so counts as accepted; of a role that takes one, the rest is corrected.
    """
    seen: set[str] = set()
    for part in frame.arguments:
        is_other = part.role != role.name or _id(frame, part) in seen
        if is_other or is_judged(desk, frame, part):
            continue
        seen.add(_id(frame, part))
        if (part.start, part.end) == filler:
            yield decide(desk, frame, part, DecisionKind.ACCEPTED, hand)
        elif role.cardinality.most == 1:
            yield decide(desk, frame, part, DecisionKind.CORRECTED, hand)


def turned(
    desk: Desk,
    frame: EventFrame,
    arguments: Iterable[Argument],
    *,
    hand: Hand,
    kind: DecisionKind = DecisionKind.REJECTED,
) -> Iterator[PutDecision]:
    """The decisions that turn when these arguments leave a gold frame: they were accepted once."""
    trigger = desk.spans.get(frame.trigger_id)
    for argument in dict.fromkeys(arguments):
        filler = desk.spans.get(argument.span_id)
        if trigger is None or filler is None:
            continue
        suggested = SuggestedFrame(trigger.id, trigger.start, trigger.end, trigger.label)
        key = part_id(suggested.id, argument.role, filler.start, filler.end)
        decision = desk.annotations.decisions.get(key)
        if decision is not None and decision.kind is DecisionKind.ACCEPTED:
            yield PutDecision(
                decision,
                replace(
                    decision,
                    kind=kind,
                    annotator=hand.annotator,
                    at=now(),
                    seconds=round(hand.seconds, 3),
                ),
            )


def turned_by_removal(desk: Desk, span_id: str, *, hand: Hand) -> Iterator[PutDecision]:
    """The decisions that turn when a gold span goes, and with it out of its frames."""
    for frame in desk.annotations.frames_with(span_id):
        if frame.trigger_id == span_id:
            yield from turned(desk, frame, frame.arguments, hand=hand)
        else:
            gone = [item for item in frame.arguments if item.span_id == span_id]
            yield from turned(desk, frame, gone, hand=hand)


def _id(frame: SuggestedFrame, part: SuggestedArgument) -> str:
    return part_id(frame.id, part.role, part.start, part.end)
