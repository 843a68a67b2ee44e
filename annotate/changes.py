"""What an edit or a job moved, so that each view refreshes only for that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what moved in one article, and the stretches of text to paint anew.

    `stretches` are (start, end) in code points, half-open, sorted; `article_id` is empty when the
    change is about the project as a whole.
    """

    article_id: str = ""
    span_ids: frozenset[str] = frozenset()
    frame_ids: frozenset[str] = frozenset()
    chain_ids: frozenset[str] = frozenset()
    relation_ids: frozenset[str] = frozenset()
    suggestion_ids: frozenset[str] = frozenset()
    stretches: tuple[tuple[int, int], ...] = ()
    complete_regions: tuple[tuple[int, int], ...] = ()
    is_state_changed: bool = False
    is_details_changed: bool = False
    is_tokens_changed: bool = False
    is_schema_changed: bool = False
    is_article_list_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved."""
        return self == Changes(article_id=self.article_id)
