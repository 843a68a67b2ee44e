"""Merging and hiding suggestions, and the desk that does it bit by bit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate import verbs
from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import inverse
from annotate.errors import OverlapForbiddenError
from annotate.spans import Layer, Span
from annotate.suggestions import (
    Hidden,
    HideRules,
    Proposal,
    combined_score,
    hide_suggestions,
    merge_proposals,
)
from tests.annotate.strategies import LABELS, LENGTH, proposals, stretches

ARTICLE = Article(id="a", text="x" * LENGTH)


def entity(start: int, end: int, label: str, score: float, suggester: str = "rules") -> Proposal:
    return Proposal(start, end, label, Layer.ENTITY, score, suggester, f"{suggester} says so")


def test_agreement_raises_the_score_and_both_are_named() -> None:
    (merged,) = merge_proposals([entity(0, 4, "GPE", 0.6), entity(0, 4, "GPE", 0.5, "news")])
    assert merged.score == 0.8
    assert merged.suggester == "rules + news"
    assert merged.explanation == "rules says so; news says so"


def test_other_labels_of_the_stretch_are_alternatives() -> None:
    (merged,) = merge_proposals(
        [entity(0, 4, "GPE", 0.6), entity(0, 4, "ORG", 0.3), entity(0, 4, "PERSON", 0.4, "news")]
    )
    assert merged.label == "GPE"
    assert merged.alternatives == (("PERSON", 0.4), ("ORG", 0.3))


def test_one_suggester_does_not_agree_with_itself() -> None:
    (merged,) = merge_proposals([entity(0, 4, "GPE", 0.6), entity(0, 4, "GPE", 0.5)])
    assert merged.score == 0.6


@given(st.lists(st.floats(0, 1), max_size=6))
def test_combined_scores_stay_scores(scores: list[float]) -> None:
    combined = combined_score(scores)
    assert 0 <= combined < 1
    assert all(combined >= min(score, 0.999) - 1e-4 for score in scores)


def reasons(
    given_proposals: list[Proposal],
    gold: tuple[Span, ...] = (),
    decided: tuple[Decision, ...] = (),
    rules: HideRules | None = None,
) -> dict[tuple[int, int, str], Hidden | None]:
    flagged = hide_suggestions(
        merge_proposals(given_proposals),
        gold=gold,
        decisions={item.suggestion_id: item for item in decided},
        rules=rules,
    )
    return {(item.start, item.end, item.label): item.hidden for item in flagged}


def test_each_reason_to_hide() -> None:
    gold = (Span("g", 0, 4, "ORG", Layer.ENTITY), Span("h", 20, 24, "ORG", Layer.ENTITY))
    found = reasons(
        [
            entity(0, 4, "GPE", 0.9),
            entity(22, 28, "GPE", 0.9),
            entity(30, 36, "GPE", 0.9),
            entity(34, 38, "ORG", 0.5),
            entity(40, 44, "GPE", 0.1),
            entity(50, 52, "LAW", 0.9),
            Proposal(1, 3, "MEET", Layer.EVENT, 0.5, "lexicon"),
        ],
        gold,
        rules=HideRules(
            min_score=0.2,
            labels=frozenset((layer, label) for layer in Layer for label in LABELS[layer]),
        ),
    )
    assert found == {
        (0, 4, "GPE"): Hidden.GOLD,
        (22, 28, "GPE"): Hidden.OVERLAP,
        (30, 36, "GPE"): None,
        (34, 38, "ORG"): Hidden.WEAKER,
        (40, 44, "GPE"): Hidden.BELOW,
        (50, 52, "LAW"): Hidden.LABEL,
        (1, 3, "MEET"): None,
    }


@given(st.lists(proposals(), max_size=20))
def test_shown_suggestions_of_a_layer_never_overlap(items: list[Proposal]) -> None:
    flagged = hide_suggestions(merge_proposals(items), gold=(), decisions={})
    for layer in Layer:
        shown = [item for item in flagged if item.hidden is None and item.layer is layer]
        for before, after in pairwise(shown):
            assert before.end <= after.start
    # Nothing is lost: what is not shown is overlapped by something better that is.
    for item in flagged:
        if item.hidden is Hidden.WEAKER:
            assert any(
                other.hidden is None
                and other.layer is item.layer
                and other.start < item.end
                and item.start < other.end
                and other.score >= item.score
                for other in flagged
            )


def fresh(desk: Desk, items: list[Proposal]) -> list[object]:
    """What a desk that is laid out anew would show."""
    annotations = AnnotationSet(
        article_id="a",
        length=LENGTH,
        spans=list(desk.spans),
        decisions=desk.annotations.decisions.values(),
    )
    return list(Desk(ARTICLE, annotations, proposals=items).all_suggestions)


steps = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "skip", "add", "remove", "undo"]), stretches),
    max_size=12,
)


@given(st.lists(proposals(), max_size=15), steps)
def test_bit_by_bit_shows_what_a_fresh_layout_shows(
    items: list[Proposal], script: list[tuple[str, tuple[int, int]]]
) -> None:
    desk = Desk(ARTICLE, AnnotationSet(article_id="a", length=LENGTH), proposals=items)
    hand = verbs.Hand("tester")
    done = []
    for verb, (start, end) in script:
        suggestion = desk.suggestions.after(start, end) or next(iter(desk.suggestions), None)
        gold = desk.spans.after(start, end) or next(iter(desk.spans), None)
        edit = None
        if verb == "add":
            edit = verbs.add_span(desk, start, end, label="ORG", layer=Layer.ENTITY, hand=hand)
        elif verb == "remove" and gold is not None:
            edit = verbs.remove(desk, gold, hand=hand)
        elif verb == "undo" and done:
            desk.apply(inverse(done.pop()))
        elif suggestion is not None and verb in ("accept", "reject", "skip"):
            edit = getattr(verbs, verb)(desk, suggestion, hand=hand)
        if edit is not None:
            try:
                desk.apply(edit)
            except OverlapForbiddenError:
                continue
            done.append(edit)
        assert list(desk.all_suggestions) == fresh(desk, items)
        shown = [item for item in desk.all_suggestions if item.hidden is None]
        assert list(desk.suggestions) == shown


@given(st.lists(proposals(), max_size=15))
def test_undoing_everything_shows_what_was_shown_at_first(items: list[Proposal]) -> None:
    desk = Desk(ARTICLE, AnnotationSet(article_id="a", length=LENGTH), proposals=items)
    before = list(desk.all_suggestions)
    edit = verbs.accept_all(desk, hand=verbs.Hand("tester"))
    if edit is None:
        assert not list(desk.suggestions)
        return
    desk.apply(edit)
    assert not [item for item in desk.suggestions if item.hidden is None and item.score > 1]
    assert desk.annotations.state is ArticleState.IN_PROGRESS
    desk.apply(inverse(edit))
    assert list(desk.all_suggestions) == before
    assert desk.annotations.state is ArticleState.NEW


def test_a_rejected_stretch_lets_the_weaker_one_show() -> None:
    items = [entity(0, 8, "ORG", 0.9), entity(0, 4, "GPE", 0.5)]
    desk = Desk(ARTICLE, AnnotationSet(article_id="a", length=LENGTH), proposals=items)
    (shown,) = desk.suggestions
    changes = desk.apply(verbs.reject(desk, shown, hand=verbs.Hand()))
    assert [(item.start, item.end) for item in desk.suggestions] == [(0, 4)]
    assert changes.stretches == ((0, 4), (0, 8))


def test_new_proposals_and_rules_say_what_moved() -> None:
    desk = Desk(ARTICLE, AnnotationSet(article_id="a", length=LENGTH))
    changes = desk.set_proposals([entity(0, 4, "GPE", 0.5)])
    assert changes.stretches == ((0, 4),)
    assert desk.open_count == 1
    changes = desk.set_rules(HideRules(min_score=0.6))
    assert changes.stretches == ((0, 4),)
    assert desk.hidden_counts == {Hidden.BELOW: 1}


def test_a_skipped_suggestion_is_shown_but_not_open() -> None:
    desk = Desk(
        ARTICLE,
        AnnotationSet(article_id="a", length=LENGTH),
        proposals=[entity(0, 4, "GPE", 0.5)],
    )
    (item,) = desk.suggestions
    desk.apply(verbs.skip(desk, item, hand=verbs.Hand()))
    (item,) = desk.suggestions
    assert item.is_skipped
    assert desk.open_count == 0
    (decision,) = desk.annotations.decisions.values()
    assert decision.kind is DecisionKind.SKIPPED
    assert replace(decision, at="").suggestion_id == item.id
