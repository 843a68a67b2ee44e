"""Whole frames: how often every argument of an event is right and none is too many.

As the application suggests them: the role model with the rules, what is less certain than
`LEAST_SCORE` left out, roles folded to agent, patient, place and time. With gold triggers, and from
end to end: then the trigger must have been suggested on the same words too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotate.frames.suggested import LEAST_SCORE, ArgumentProposal
from resources.models.build.roles_gold import GoldArgument, GoldEvent
from resources.models.build.roles_score import FOLDED, head_of


@dataclass(slots=True)
class WholeFrames:
    """Counts of events of one set: `with_arguments` are those whose gold has a folded argument."""

    events: int = 0
    strict: int = 0
    heads: int = 0
    with_arguments: int = 0
    strict_of_these: int = 0
    heads_of_these: int = 0
    known: int = 0
    """Events with arguments whose type is one of the news suggester's: end to end counts these."""
    triggers: int = 0
    """Of these, those whose trigger was suggested on the same words."""
    typed: int = 0
    """Of these, those with the right event type too."""
    strict_to_the_end: int = 0
    """Of those with the right type, those with every argument right."""
    heads_to_the_end: int = 0

    def count(
        self,
        text: str,
        event: GoldEvent,
        said: Sequence[ArgumentProposal],
        suggested: Collection[tuple[int, int, str]] = (),
    ) -> None:
        """Take in one event: what is said of its gold trigger; `suggested` are triggers."""
        gold = [each for each in event.arguments if set(each.roles) & set(FOLDED)]
        found = [each for each in said if each.role in FOLDED and each.score >= LEAST_SCORE]
        strict = is_whole(text, gold, found, exact=True)
        heads = is_whole(text, gold, found, exact=False)
        self.events += 1
        self.strict += strict
        self.heads += heads
        if not gold:
            return
        self.with_arguments += 1
        self.strict_of_these += strict
        self.heads_of_these += heads
        if event.label in ("", "OTHER"):
            return
        self.known += 1
        there = [
            label for start, end, label in suggested if (start, end) == (event.start, event.end)
        ]
        self.triggers += bool(there)
        if event.label in there:
            self.typed += 1
            self.strict_to_the_end += strict
            self.heads_to_the_end += heads


def is_whole(
    text: str, gold: Sequence[GoldArgument], found: Sequence[ArgumentProposal], *, exact: bool
) -> bool:
    """Whether each gold argument was found in one of its roles, and nothing else was."""
    left = list(gold)
    for each in found:
        place = _place(text, each.start, each.end, exact=exact)
        right = next(
            (
                one
                for one in left
                if each.role in one.roles and _place(text, one.start, one.end, exact=exact) == place
            ),
            None,
        )
        if right is None:
            return False
        left.remove(right)
    return not left


def _place(text: str, start: int, end: int, *, exact: bool) -> tuple[int, int]:
    return (start, end) if exact else head_of(text, start, end)


def whole_lines(name: str, whole: WholeFrames) -> Iterator[str]:
    """What is to be told of one set, a line each, in per cent."""
    yield (
        f"{name:11} whole frames, gold triggers with arguments: strict"
        f" {_share(whole.strict_of_these, whole.with_arguments)}, heads"
        f" {_share(whole.heads_of_these, whole.with_arguments)} of {whole.with_arguments};"
        f" with those without: {_share(whole.strict, whole.events)},"
        f" {_share(whole.heads, whole.events)} of {whole.events}"
    )
    yield (
        f"{name:11} end to end: trigger {_share(whole.triggers, whole.known)}, with its type"
        f" {_share(whole.typed, whole.known)}, whole strict"
        f" {_share(whole.strict_to_the_end, whole.known)}, heads"
        f" {_share(whole.heads_to_the_end, whole.known)} of {whole.known}"
    )


def _share(part: int, of: int) -> str:
    return f"{100 * part / max(of, 1):.1f}"
