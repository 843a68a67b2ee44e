"""One article on the desk: text, tokens, gold, and the suggestions that are shown for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.annotations import AnnotationSet, SpanIndex
from annotate.articles import Article, Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import (
    Hidden,
    HideRules,
    Proposal,
    Suggestion,
    hide_suggestions,
    merge_proposals,
)

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.edits import Edit
    from annotate.frames.suggested import SuggestedFrame


class Desk:
    """The open article as the annotator sees it.

    `spans` and `suggestions` (the visible ones) are live: edits change them in place. `revision`
    counts edits, so that late answers of a worker can be told from fresh ones.
    """

    def __init__(
        self,
        article: Article,
        annotations: AnnotationSet,
        *,
        tokens: Tokens | None = None,
        proposals: Iterable[Proposal] = (),
        rules: HideRules | None = None,
    ) -> None:
        """Lay the article out; without tokens, rough ones stand in."""
        self.article = article
        self.annotations = annotations
        self.tokens = tokens if tokens is not None else Tokens.rough(article.text)
        self.revision = 0
        self._rules = rules or HideRules()
        self._all: SpanIndex[Suggestion] = SpanIndex()
        self.suggestions: SpanIndex[Suggestion] = SpanIndex()
        self._suggested_frames: dict[tuple[int, int], SuggestedFrame] = {}
        self._lay_out(merge_proposals(proposals, self._rules.aliases))

    @property
    def spans(self) -> SpanIndex[Span]:
        """Gold spans."""
        return self.annotations.spans

    @property
    def rules(self) -> HideRules:
        """What hides a suggestion besides gold and decisions."""
        return self._rules

    @property
    def all_suggestions(self) -> SpanIndex[Suggestion]:
        """Suggestions with the hidden ones, each with the reason."""
        return self._all

    @property
    def open_count(self) -> int:
        """Visible suggestions that wait for a decision."""
        return sum(not item.is_skipped for item in self.suggestions)

    @property
    def hidden_counts(self) -> dict[Hidden, int]:
        """How many suggestions are hidden, by reason."""
        counts = dict.fromkeys(Hidden, 0)
        for item in self._all:
            if item.hidden is not None:
                counts[item.hidden] += 1
        return {reason: count for reason, count in counts.items() if count}

    def item(self, item_id: str) -> Span | Suggestion | None:
        """The gold span or visible suggestion with this id."""
        return self.spans.get(item_id) or self.suggestions.get(item_id)

    def surface(self, item: Span | Suggestion) -> str:
        """The text that the item covers."""
        return self.article.text[item.start : item.end]

    def stack_at(self, offset: int) -> list[Span | Suggestion]:
        """Gold spans and visible suggestions that hold the character at `offset`, in text order."""
        items: tuple[Span | Suggestion, ...] = (
            *self.spans.at(offset),
            *self.suggestions.at(offset),
        )
        return sorted(items, key=lambda item: (item.start, -item.end, item.id))

    def touched_by(self, edit: Edit) -> list[Span | Suggestion]:
        """What an edit is about, as far as it is on the desk now."""
        from annotate.edits import changes_of

        changes = changes_of(edit, self.article.id)
        ids = (*changes.span_ids, *changes.suggestion_ids)
        return [item for item_id in ids if (item := self.item(item_id)) is not None]

    def suggestion_on(self, layer: Layer, start: int, end: int) -> Suggestion | None:
        """The suggestion, visible or hidden behind gold, for exactly this stretch of the layer."""
        for item in self._all.overlapping(start, end):
            if (item.layer, item.start, item.end) == (layer, start, end):
                return item
        return None

    def next_open(self, start: int = -1, end: int = -1, item_id: str = "") -> Suggestion | None:
        """The first suggestion that waits for a decision behind the place, or of the article."""
        item = self.suggestions.after(start, end, item_id)
        while item is not None and item.is_skipped:
            item = self.suggestions.after(item.start, item.end, item.id)
        return item

    def previous_open(
        self, start: int | None = None, end: int = 0, item_id: str = ""
    ) -> Suggestion | None:
        """The last suggestion that waits ahead of the place, or of the article."""
        if start is None:
            start = len(self.article.text) + 1
        item = self.suggestions.before(start, end, item_id)
        while item is not None and item.is_skipped:
            item = self.suggestions.before(item.start, item.end, item.id)
        return item

    def apply(self, edit: Edit) -> Changes:
        """Apply an edit to the gold and show or hide suggestions where it matters.

        Raises what `annotate.edits.apply` raises; everything is then as it was.
        """
        from annotate.edits import apply  # not for the first paint

        changes = apply(edit, self.annotations)
        self.revision += 1
        if changes.is_details_changed:
            now = self.annotations.details
            self.article = replace(
                self.article,
                title=now.title,
                source=now.source,
                date=now.date,
                language=now.language,
            )
        moved = self._rehide(changes.stretches)
        if not moved:
            return changes
        return replace(
            changes,
            suggestion_ids=changes.suggestion_ids | {item.id for item in moved},
            stretches=tuple(
                sorted({*changes.stretches, *((item.start, item.end) for item in moved)})
            ),
        )

    def set_proposals(self, proposals: Iterable[Proposal]) -> Changes:
        """Replace what the suggesters said."""
        return self._relay(merge_proposals(proposals, self._rules.aliases))

    @property
    def suggested_frames(self) -> tuple[SuggestedFrame, ...]:
        """Whole frames as they were suggested; what of them waits, `frames.accepting` says."""
        return tuple(self._suggested_frames.values())

    def suggested_frame(self, trigger_id: str) -> SuggestedFrame | None:
        """What is suggested for a trigger, be it a gold span or a suggestion by now."""
        item = self.item(trigger_id)
        frame = self._suggested_frames.get((item.start, item.end)) if item is not None else None
        if item is None or frame is None or item.layer is not Layer.EVENT:
            return None
        return frame if frame.trigger_id == item.id else replace(frame, trigger_id=item.id)

    def set_suggested_frames(self, frames: Iterable[SuggestedFrame]) -> Changes:
        """Replace the frames that are suggested, one for each stretch of a trigger."""
        before = self._suggested_frames
        self._suggested_frames = {(frame.start, frame.end): frame for frame in frames}
        moved = {
            place
            for place in before.keys() | self._suggested_frames.keys()
            if (old := before.get(place)) is not (new := self._suggested_frames.get(place))
            and old != new
        }
        from annotate.changes import Changes

        return Changes(
            article_id=self.article.id,
            frame_ids=frozenset(
                frames[place].id
                for frames in (before, self._suggested_frames)
                for place in moved
                if place in frames
            ),
            stretches=tuple(sorted(moved)),
        )

    def set_rules(self, rules: HideRules) -> Changes:
        """Replace the rules that hide suggestions."""
        self._rules = rules
        return self._relay([replace(item, hidden=None) for item in self._all])

    def set_tokens(self, tokens: Tokens) -> Changes:
        """Replace the tokens, when the worker has made them."""
        self.tokens = tokens
        from annotate.changes import Changes

        return Changes(article_id=self.article.id, is_tokens_changed=True)

    def _relay(self, suggestions: Sequence[Suggestion]) -> Changes:
        before = {item.id: item for item in self.suggestions}
        self._lay_out(suggestions)
        after = {item.id: item for item in self.suggestions}
        moved = [
            item
            for item_id in before.keys() | after.keys()
            for item in (before.get(item_id), after.get(item_id))
            if item is not None and before.get(item_id) != after.get(item_id)
        ]
        from annotate.changes import Changes

        return Changes(
            article_id=self.article.id,
            suggestion_ids=frozenset(item.id for item in moved),
            stretches=tuple(sorted({(item.start, item.end) for item in moved})),
        )

    def _lay_out(self, suggestions: Sequence[Suggestion]) -> None:
        flagged = hide_suggestions(
            suggestions,
            gold=self.spans,
            decisions=self.annotations.decisions,
            rules=self._rules,
        )
        self._all.replace_all(flagged)
        self.suggestions.replace_all(item for item in flagged if item.hidden is None)

    def _rehide(self, stretches: Iterable[tuple[int, int]]) -> list[Suggestion]:
        """Judge anew what touches the stretches; the suggestions whose state changed."""
        moved: list[Suggestion] = []
        for start, end in stretches:
            for layer in Layer:
                moved.extend(self._rehide_cluster(layer, start, end))
        return moved

    def _rehide_cluster(self, layer: Layer, start: int, end: int) -> list[Suggestion]:
        # Hiding depends on overlaps only, so the chain of overlapping suggestions is all of it.
        cluster: list[Suggestion] = []
        while True:
            found = [item for item in self._all.overlapping(start, end) if item.layer is layer]
            if len(found) == len(cluster):
                break
            cluster = found
            start = min(start, *(item.start for item in found))
            end = max(end, *(item.end for item in found))
        if not cluster:
            return []
        gold = [span for span in self.spans.overlapping(start, end) if span.layer is layer]
        moved: list[Suggestion] = []
        for item in hide_suggestions(
            cluster, gold=gold, decisions=self.annotations.decisions, rules=self._rules
        ):
            if item != self._all.get(item.id):
                self._show_or_hide(item)
                moved.append(item)
        return moved

    def _show_or_hide(self, item: Suggestion) -> None:
        self._all.put(item)
        if item.hidden is None:
            self.suggestions.put(item)
        elif item.id in self.suggestions:
            self.suggestions.remove(item.id)
