"""The caret and what is selected, as a value; how far a selection reaches in tokens. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.articles import Tokens


@dataclass(frozen=True, slots=True)
class Selection:
    """From `anchor`, where it began, to `caret`, where it is moved; code points."""

    anchor: int = 0
    caret: int = 0

    @property
    def start(self) -> int:
        """The smaller end."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> int:
        """The greater end."""
        return max(self.anchor, self.caret)

    @property
    def stretch(self) -> tuple[int, int] | None:
        """Start and end, `None` when nothing is selected."""
        return (self.start, self.end) if self.anchor != self.caret else None

    def moved(self, caret: int, *, extends: bool) -> Selection:
        """The caret moved, with the anchor left behind or taken along."""
        return Selection(self.anchor if extends else caret, caret)

    def difference(self, other: Selection) -> tuple[int, int]:
        """What is selected in one and not in the other, or both if they begin elsewhere."""
        if other.anchor == self.anchor:
            return min(other.caret, self.caret), max(other.caret, self.caret)
        return min(other.start, self.start), max(other.end, self.end)


def extended_by_token(selection: Selection, tokens: Tokens, direction: int) -> Selection:
    """The selection after a step of one token, in text order (+1) or against it (-1).

    The step ends at the edge of a token; an anchor inside a token moves to that token's far edge,
    so that whole tokens are selected.
    """
    anchor, caret = selection.anchor, selection.caret
    if direction > 0:
        if caret >= anchor:
            step = tokens.next_end(caret)
            return Selection(_token_start(tokens, anchor), caret if step is None else step)
        step = tokens.next_start(caret)
        return Selection(anchor, anchor if step is None or step > anchor else step)
    if caret <= anchor:
        step = tokens.previous_start(caret)
        return Selection(_token_end(tokens, anchor), caret if step is None else step)
    step = tokens.previous_end(caret)
    return Selection(anchor, anchor if step is None or step < anchor else step)


def token_around(tokens: Tokens, offset: int) -> tuple[int, int] | None:
    """The token that holds or ends at `offset`, else the one that a snap would take."""
    index = tokens.index_at(offset)
    if index is None and offset > 0:
        index = tokens.index_at(offset - 1)
    if index is None:
        return tokens.snap(offset, offset)
    return tokens.starts[index], tokens.ends[index]


def _token_start(tokens: Tokens, offset: int) -> int:
    index = tokens.index_at(offset)
    return offset if index is None else tokens.starts[index]


def _token_end(tokens: Tokens, offset: int) -> int:
    index = tokens.index_at(offset - 1) if offset else None
    return offset if index is None else max(tokens.ends[index], offset)
