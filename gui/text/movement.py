"""Carry out a motion of the caret on the laid-out text. Offsets are code points."""

from __future__ import annotations

from annotate.articles import Tokens
from gui.text import caret as by_text
from gui.text.block import TextBlock, TextLine
from gui.text.flow import Flow
from gui.text.hit_test import caret_at
from gui.text.keys import Motion, Step
from gui.text.paragraphs import Paragraphs
from gui.text.selection import Selection, extended_by_token


class Movement:
    """Moves a caret through one article as it is laid out in `flow`."""

    def __init__(self, paragraphs: Paragraphs, tokens: Tokens, flow: Flow) -> None:
        """Move in these paragraphs and tokens."""
        self._paragraphs = paragraphs
        self._tokens = tokens
        self.flow = flow
        # The column that Up and Down keep to.
        self._column: float | None = None

    def forget_column(self) -> None:
        """The caret has been moved otherwise."""
        self._column = None

    def apply(self, selection: Selection, motion: Motion) -> Selection:
        """The selection after `motion`, which is not a page."""
        if motion.step is not Step.LINE:
            self._column = None
        # What grows goes on the way that it took, also into a paragraph of the other direction:
        # it would turn round at its first word.
        side = selection.anchor if motion.extends else selection.caret
        direction = self._text_direction(side, motion)
        if motion.step is Step.TOKEN and motion.extends:
            return extended_by_token(selection, self._tokens, direction)
        if motion.step is Step.CHARACTER and not motion.extends and selection.stretch:
            # A plain arrow leaves a selection at the side that it points to.
            return Selection(*([selection.end if direction > 0 else selection.start] * 2))
        caret = self._target(selection.caret, motion.step, direction)
        return selection.moved(caret, extends=motion.extends)

    def line_beside(self, caret: int, direction: int) -> int:
        """The offset one line up or down in the remembered column."""
        block, line = self.line_of(caret)
        if self._column is None:
            self._column = line.x_at(caret)
        found = self._neighbour(block, line, direction)
        if found is None:
            return len(self._paragraphs.text) if direction > 0 else 0
        return caret_at(*found, self._column)

    def line_of(self, offset: int) -> tuple[TextBlock, TextLine]:
        """The block and line on which the caret stands at `offset`."""
        block = self.flow.block(self._paragraphs.block_at(offset))
        return block, block.line_at(offset)

    def character_beside(self, caret: int, direction: int) -> int:
        """The next place for a caret, never inside a cluster."""
        paragraphs = self._paragraphs
        index = paragraphs.block_at(caret)
        if direction > 0:
            if caret >= paragraphs.ends[index]:
                return min(caret + 1, len(paragraphs.text))
            return self.flow.block(index).next_character(caret)
        if caret <= paragraphs.starts[index]:
            if not paragraphs.is_continuation(index):
                return max(caret - 1, 0)
            index -= 1
        return self.flow.block(index).previous_character(caret)

    def _text_direction(self, caret: int, motion: Motion) -> int:
        index = self._paragraphs.block_at(caret)
        if motion.is_sideways and self._paragraphs.is_right_to_left(index):
            return -motion.direction
        return motion.direction

    def _target(self, caret: int, step: Step, direction: int) -> int:
        match step:
            case Step.CHARACTER:
                return self.character_beside(caret, direction)
            case Step.LINE:
                return self.line_beside(caret, direction)
            case Step.LINE_EDGE:
                return self._line_edge(caret, direction)
            case _:
                return self._target_in_text(caret, step, is_on=direction > 0)

    def _target_in_text(self, caret: int, step: Step, *, is_on: bool) -> int:
        text = self._paragraphs.text
        match step:
            case Step.TOKEN if is_on:
                return by_text.next_token_start(self._tokens, caret, len(text))
            case Step.TOKEN:
                return by_text.previous_token_start(self._tokens, caret)
            case Step.SENTENCE if is_on:
                return by_text.next_sentence_start(text, caret)
            case Step.SENTENCE:
                return by_text.previous_sentence_start(text, caret)
            case Step.PARAGRAPH if is_on:
                return by_text.next_paragraph_start(text, caret)
            case Step.PARAGRAPH:
                return by_text.previous_paragraph_start(text, caret)
            case _:
                return len(text) if is_on else 0

    def _line_edge(self, caret: int, direction: int) -> int:
        block, line = self.line_of(caret)
        if direction < 0:
            return line.start
        # The end of a wrapped line is the start of the next: stop before its last character.
        return line.end if line.is_last else block.previous_character(line.end)

    def _neighbour(
        self, block: TextBlock, line: TextLine, direction: int
    ) -> tuple[TextBlock, TextLine] | None:
        place = block.lines.index(line) + direction
        if 0 <= place < len(block.lines):
            return block, block.lines[place]
        index = block.index + direction
        # Lines without a character are gaps; the caret passes over them.
        while 0 <= index < len(self._paragraphs) and (
            self._paragraphs.starts[index] == self._paragraphs.ends[index]
        ):
            index += direction
        if not 0 <= index < len(self._paragraphs):
            return None
        other = self.flow.block(index)
        return other, other.lines[0 if direction > 0 else -1]
