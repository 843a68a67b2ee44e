"""What is kept of a suggester's answer: good proposals only, whatever comes in."""

from __future__ import annotations

import itertools
import math
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from annotate.proposals import MAX_EXPLANATION, checked_proposals, most_proposals
from annotate.spans import Layer
from annotate.suggestions import Proposal

LENGTH = 50
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, LENGTH + 3),
    st.floats(allow_nan=True),
    st.text(max_size=5),
    st.sampled_from(["entity", "event", "GPE", "\ud800", " ", b"GPE", [], {}]),
    st.lists(st.integers(), max_size=2),
)
odd = st.one_of(
    anything,
    st.builds(
        SimpleNamespace,
        start=anything,
        end=anything,
        label=anything,
        layer=anything,
        score=anything,
        explanation=anything,
    ),
    st.dictionaries(st.sampled_from(["start", "end", "label", "layer", "score"]), anything).map(
        lambda fields: SimpleNamespace(**fields)
    ),
)
good = st.builds(
    lambda start, size, label, layer, score: Proposal(
        start, min(start + size, LENGTH), label, layer, score, "its own name", "why"
    ),
    st.integers(0, LENGTH - 1),
    st.integers(1, LENGTH),
    st.sampled_from(["GPE", "PERSON"]),
    st.sampled_from(list(Layer)),
    st.floats(0, 1),
)


@given(st.lists(odd, max_size=20))
def test_never_raises_and_keeps_only_what_can_be_stored(raw: list[object]) -> None:
    kept, dropped = checked_proposals(raw, characters=LENGTH, suggester="s")
    assert len(kept) + dropped == len(raw)
    for proposal in kept:
        assert type(proposal.start) is int
        assert type(proposal.end) is int
        assert 0 <= proposal.start < proposal.end <= LENGTH
        assert type(proposal.label) is str
        assert proposal.label.strip()
        proposal.label.encode()
        proposal.explanation.encode()
        assert isinstance(proposal.layer, Layer)
        assert 0 <= proposal.score <= 1
        assert math.isfinite(proposal.score)
        assert proposal.suggester == "s"


@given(st.lists(good, max_size=20), st.lists(odd, max_size=5), st.randoms())
def test_good_ones_are_kept_in_order_among_bad_ones(
    proposals: list[Proposal], bad: list[object], random: object
) -> None:
    raw: list[object] = [*proposals]
    for item in bad:
        if not isinstance(item, SimpleNamespace):
            raw.insert(random.randint(0, len(raw)), item)  # type: ignore[attr-defined]
    kept, _ = checked_proposals(raw, characters=LENGTH, suggester="s")
    assert [(p.start, p.end, p.label, p.layer, p.score) for p in kept] == [
        (p.start, p.end, p.label, p.layer, p.score) for p in proposals
    ]


def test_scores_outside_are_cut_and_explanations_shortened() -> None:
    raw = [
        Proposal(0, 1, "GPE", Layer.ENTITY, 7.0, "s", "x" * 10_000),
        Proposal(0, 1, "GPE", Layer.ENTITY, -1.0, "s"),
    ]
    kept, dropped = checked_proposals(raw, characters=5, suggester="s")
    assert [proposal.score for proposal in kept] == [1.0, 0.0]
    assert len(kept[0].explanation) == MAX_EXPLANATION
    assert dropped == 0


def test_endless_floods_of_bad_ones_end() -> None:
    kept, dropped = checked_proposals(itertools.repeat(None), characters=10, suggester="s")
    assert kept == ()
    assert dropped > most_proposals(10)


def test_more_than_a_text_can_hold_is_dropped() -> None:
    most = most_proposals(10)
    raw = [Proposal(0, 1, "GPE", Layer.ENTITY, 0.5, "s")] * (most + 7)
    kept, dropped = checked_proposals(raw, characters=10, suggester="s")
    assert (len(kept), dropped) == (most, 7)
