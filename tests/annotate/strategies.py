"""Hypothesis strategies for spans, decisions, suggestions and edits."""

from __future__ import annotations

from hypothesis import strategies as st

from annotate.annotations import Decision, DecisionKind
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import Proposal, suggestion_id

LENGTH = 60
LABELS = {Layer.ENTITY: ("PERSON", "ORG", "GPE"), Layer.EVENT: ("ATTACK", "MEET")}

stretches = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], LENGTH))
)
layers = st.sampled_from(list(Layer))
few_ids = st.integers(0, 8).map(lambda number: f"s{number}")


@st.composite
def spans(draw: st.DrawFn, ids: st.SearchStrategy[str] = few_ids) -> Span:
    start, end = draw(stretches)
    layer = draw(layers)
    return Span(
        id=draw(ids),
        start=start,
        end=end,
        label=draw(st.sampled_from(LABELS[layer])),
        layer=layer,
        annotator="tester",
        origin=draw(st.sampled_from(list(Origin))),
        created_at="2026-01-01T00:00:00.000Z",
    )


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    start, end = draw(stretches)
    layer = draw(layers)
    return Proposal(
        start=start,
        end=end,
        label=draw(st.sampled_from(LABELS[layer])),
        layer=layer,
        score=draw(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])),
        suggester=draw(st.sampled_from(["rules", "lexicon"])),
        explanation="because",
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    proposal = draw(proposals())
    return Decision(
        suggestion_id=suggestion_id(proposal.layer, proposal.start, proposal.end, proposal.label),
        kind=draw(st.sampled_from(list(DecisionKind))),
        layer=proposal.layer,
        start=proposal.start,
        end=proposal.end,
        label=proposal.label,
        score=proposal.score,
        suggester=proposal.suggester,
        annotator="tester",
        at="2026-01-01T00:00:00.000Z",
        seconds=1.5,
    )
