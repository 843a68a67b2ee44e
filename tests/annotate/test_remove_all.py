"""Every span of an article goes as one step, whatever hangs on them, and comes back exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate import verbs
from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import inverse
from annotate.frames.event_frame import Argument, EventFrame
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal

TEXT = "Envoys met in Ruse on Monday, and the envoys met again in Varna on Friday night."
HAND = verbs.Hand("ana", 1.0)
STRETCHES = st.tuples(st.integers(0, 70), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))


def desk_of(
    stretches: list[tuple[int, int]], suggested: list[tuple[int, int]], framed: int
) -> Desk:
    """An article with gold spans, frames on the first of them, and accepted suggestions."""
    spans = [
        Span(f"s{number}", start, end, "GPE", Layer.ENTITY)
        for number, (start, end) in enumerate(dict.fromkeys(stretches))
    ]
    annotations = AnnotationSet(article_id="a", length=len(TEXT), spans=spans)
    for number, span in enumerate(spans[:framed]):
        others = tuple(Argument("Place", other.id) for other in spans[number + 1 :][:2])
        annotations.frames[f"f{number}"] = EventFrame(f"f{number}", span.id, others)
    proposals = [
        Proposal(start, end, "MEET", Layer.EVENT, 0.9, "rules", "")
        for start, end in dict.fromkeys(suggested)
    ]
    desk = Desk(Article("a", TEXT), annotations, proposals=proposals)
    for suggestion in list(desk.suggestions)[::2]:
        if desk.item(suggestion.id) is not None:
            desk.apply(verbs.accept(desk, suggestion, hand=HAND))
    return desk


@given(
    st.lists(STRETCHES, min_size=1, max_size=6),
    st.lists(STRETCHES, max_size=4),
    st.integers(0, 3),
)
def test_everything_goes_and_comes_back(
    stretches: list[tuple[int, int]], suggested: list[tuple[int, int]], framed: int
) -> None:
    desk = desk_of(stretches, suggested, framed)
    before = desk.annotations.snapshot()
    accepted = {item.suggestion_id for item in desk.annotations.decisions.values() if item.span_id}
    edit = verbs.remove_all(desk, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert len(desk.spans) == 0
    assert not desk.annotations.frames
    rejected = {
        name for name, item in desk.annotations.decisions.items() if item.kind == "rejected"
    }
    assert rejected == accepted
    assert desk.annotations.state is ArticleState.IN_PROGRESS
    desk.apply(inverse(edit))
    assert desk.annotations.snapshot() == before


def test_nothing_to_remove_is_no_step() -> None:
    desk = Desk(Article("a", TEXT), AnnotationSet(article_id="a", length=len(TEXT)))
    assert verbs.remove_all(desk, hand=HAND) is None


def test_a_propagation_may_leave_a_new_article_new() -> None:
    desk = Desk(Article("a", TEXT), AnnotationSet(article_id="a", length=len(TEXT)))
    edit = verbs.propagate(
        desk, [(14, 18)], label="GPE", layer=Layer.ENTITY, hand=HAND, begins=False
    )
    assert edit is not None
    desk.apply(edit)
    assert desk.annotations.state is ArticleState.NEW
    assert [span.label for span in desk.spans] == ["GPE"]
    assert verbs.propagate(desk, [], label="GPE", layer=Layer.ENTITY, hand=HAND) is None
