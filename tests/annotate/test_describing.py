"""Steps and differences as sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import describing
from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.describing import (
    describe_differences,
    describe_edit,
    describe_reason,
    describe_state,
    describe_why,
    known_spans,
)
from annotate.edits import (
    Edit,
    EditGroup,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutSchema,
    PutSpan,
    PutState,
    apply,
    inverse,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.moments import differences
from annotate.project import Why
from annotate.spans import Layer, Span
from tests.annotate.strategies import decisions, spans

TEXT = "Ana Petrova met envoys of Norland in Lisbon. Varna was quiet, and Lisbon too."
ANA = Span("s1", 0, 11, "PERSON", Layer.ENTITY)
MET = Span("s2", 12, 15, "MEET", Layer.EVENT)
NORLAND = Span("s3", 26, 33, "GPE", Layer.ENTITY)
LISBON = Span("s4", 37, 43, "GPE", Layer.ENTITY)
SPANS = {span.id: span for span in (ANA, MET, NORLAND, LISBON)}
SAID = Decision("x", DecisionKind.ACCEPTED, Layer.ENTITY, 37, 43, "GPE", 0.9, "rules", span_id="s4")
REJECTED = replace(SAID, kind=DecisionKind.REJECTED, span_id="")
CORRECTED = replace(SAID, kind=DecisionKind.CORRECTED, label="LOC")
FRAME = EventFrame("f", "s2", (Argument("Agent", "s1"),), (("polarity", "positive"),))
BARE = EventFrame("f", "s2")
CHAIN = Chain("c", Layer.ENTITY, ("s1", "s3"))


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (PutSpan(None, ANA), ["added PERSON “Ana Petrova”"]),
        (PutSpan(ANA, None), ["removed PERSON “Ana Petrova”"]),
        (
            PutSpan(LISBON, LISBON.relabelled("LOC")),
            ["changed “Lisbon” from GPE to LOC"],
        ),
        (
            PutSpan(ANA, ANA.resized(0, 3)),
            ["changed PERSON “Ana Petrova” to PERSON “Ana”"],
        ),
        (
            PutSpan(ANA, replace(ANA, annotator="Jo")),
            ["changed who or what stands for PERSON “Ana Petrova”"],
        ),
        (PutDecision(None, REJECTED), ["rejected GPE “Lisbon”, suggested by rules"]),
        (
            PutDecision(REJECTED, None),
            ["took back the decision on GPE “Lisbon”, suggested by rules"],
        ),
        (PutState(ArticleState.NEW, ArticleState.DONE), ["marked the article as done"]),
        (
            PutState(ArticleState.NEW, ArticleState.IN_PROGRESS),
            ["marked the article as in progress"],
        ),
        (PutFrame(None, BARE), ["added the event “met”"]),
        (
            PutFrame(None, FRAME),
            ["added the event “met” with Agent “Ana Petrova” and polarity = “positive”"],
        ),
        (PutFrame(BARE, None), ["removed the event “met”"]),
        (
            PutFrame(FRAME, replace(BARE, arguments=(Argument("Place", "s4"),))),
            [
                "took Agent “Ana Petrova” out of the event “met”",
                "added Place “Lisbon” to the event “met”",
                "cleared polarity of the event “met”",
            ],
        ),
        (
            PutFrame(BARE, replace(BARE, attributes=(("polarity", "negative"),))),
            ["set polarity of the event “met” to “negative”"],
        ),
        (PutFrame(BARE, replace(BARE, trigger_id="s4")), ["moved the event “met” to “Lisbon”"]),
        (
            PutFrame(BARE, replace(BARE, annotator="Jo")),
            ["changed who stands for the event “met”"],
        ),
        (PutChain(None, CHAIN), ["linked “Ana Petrova” and “Norland”"]),
        (PutChain(CHAIN, None), ["parted “Ana Petrova” and “Norland”"]),
        (
            PutChain(CHAIN, replace(CHAIN, span_ids=("s1", "s3", "s4"))),
            ["linked “Lisbon” with “Ana Petrova” and “Norland”"],
        ),
        (
            PutChain(replace(CHAIN, span_ids=("s1", "s3", "s4")), CHAIN),
            ["parted “Lisbon” from “Ana Petrova” and “Norland”"],
        ),
        (
            PutComplete(CompleteMark(0, 44, ((Layer.ENTITY, "GPE"),)), None),
            ["took back that “Ana Petrova met envoys of Norland in Lisbon.” is complete for GPE"],
        ),
        (PutSchema((("label entity:A", "x"),), (("label entity:B", "y"),)),
         ["replaced A in the schema by B"]),
        (PutSchema((("label entity:A", ""),), (("label entity:A", "y"),)),
         ["added A to the schema"]),
        (PutSchema((("label entity:A", "x"),), (("label entity:A", ""),)),
         ["took A out of the schema"]),
        (PutSchema((("label entity:A", "x"),), (("label entity:A", "y"),)),
         ["changed A in the schema"]),
        (PutSchema((("about", "x"),), (("about", "y"),)), ["changed the schema"]),
    ],
)  # fmt: skip
def test_each_thing_is_a_sentence(edit: Edit, lines: list[str]) -> None:
    assert describe_edit(edit, TEXT, spans=SPANS) == lines


def test_what_belongs_together_is_one_sentence() -> None:
    first = PutState(ArticleState.NEW, ArticleState.IN_PROGRESS)
    accept = EditGroup((PutSpan(None, LISBON), PutDecision(None, SAID), first))
    assert describe_edit(accept, TEXT) == ["accepted GPE “Lisbon”, suggested by rules"]
    assert describe_edit(inverse(accept), TEXT) == [
        "removed GPE “Lisbon”, which rules had suggested",
        "marked the article as new",
    ]
    correct = EditGroup((PutSpan(None, LISBON), PutDecision(None, CORRECTED)))
    assert describe_edit(correct, TEXT) == [
        "corrected LOC “Lisbon”, suggested by rules, to GPE “Lisbon”"
    ]
    delete = EditGroup((PutSpan(LISBON, None), PutDecision(SAID, REJECTED)))
    assert describe_edit(delete, TEXT) == ["removed GPE “Lisbon”, which rules had suggested"]
    relabel = EditGroup(
        (PutSpan(LISBON, LISBON.relabelled("LOC")), PutDecision(SAID, replace(SAID, label="LOC")))
    )
    assert describe_edit(relabel, TEXT) == ["changed “Lisbon” from GPE to LOC"]


def test_spans_that_went_are_named_by_the_steps_that_made_them() -> None:
    steps = [PutSpan(None, ANA), PutSpan(ANA, ANA.resized(0, 3)), PutSpan(None, MET)]
    assert describe_edit(PutFrame(FRAME, None), TEXT, spans=known_spans(steps)) == [
        "removed the event “met” with Agent “Ana” and polarity = “positive”"
    ]
    assert describe_edit(PutFrame(BARE, None), TEXT) == ["removed the event “a span that is gone”"]


def test_many_and_long_words_are_cut() -> None:
    ids = [f"x{number}" for number in range(10)]
    spans = {name: replace(LISBON, id=name) for name in ids}
    (line,) = describe_edit(PutChain(None, Chain("c", Layer.ENTITY, tuple(ids))), TEXT, spans=spans)
    assert line.endswith("“Lisbon” and 4 more")
    (line,) = describe_edit(PutSpan(None, Span("s", 0, 70, "ORG", Layer.ENTITY)), TEXT)
    assert line.endswith("…”")


def test_differences_are_the_same_sentences() -> None:
    before, after = (AnnotationSet(article_id="a", length=len(TEXT)) for _ in range(2))
    for edit in (
        PutSpan(None, ANA),
        PutSpan(None, NORLAND),
        PutChain(None, CHAIN),
        PutDecision(None, REJECTED),
        PutComplete(None, CompleteMark(0, 11, ((Layer.ENTITY, "GPE"),))),
        PutState(ArticleState.NEW, ArticleState.DONE),
    ):
        apply(edit, after)
    lines = describe_differences(differences(before, after), TEXT, spans=SPANS)
    assert sorted(lines) == sorted(
        [
            "added PERSON “Ana Petrova”",
            "added GPE “Norland”",
            "linked “Ana Petrova” and “Norland”",
            "rejected GPE “Lisbon”, suggested by rules",
            "marked “Ana Petrova” complete for GPE",
            "marked the article as done",
        ]
    )
    back = describe_differences(differences(after, before), TEXT, spans=SPANS)
    assert "parted “Ana Petrova” and “Norland”" in back


def test_what_was_accepted_between_two_moments_is_said_once() -> None:
    before, after = (AnnotationSet(article_id="a", length=len(TEXT)) for _ in range(2))
    begin = PutState(ArticleState.NEW, ArticleState.IN_PROGRESS)
    apply(EditGroup((PutSpan(None, LISBON), PutDecision(None, SAID), begin)), after)
    assert describe_differences(differences(before, after), TEXT) == [
        "accepted GPE “Lisbon”, suggested by rules",
        "marked the article as in progress",
    ]


@given(st.lists(spans(), max_size=5), st.lists(decisions(), max_size=5))
def test_any_step_reads_as_sentences(some: list[Span], said: list[Decision]) -> None:
    edit = EditGroup(
        (*(PutSpan(None, span) for span in some), *(PutDecision(None, item) for item in said))
    )
    for lines in (describe_edit(edit, TEXT), describe_edit(inverse(edit), TEXT)):
        assert all(line and "{" not in line for line in lines)


def test_words_for_codes() -> None:
    assert describe_state("in_progress") == "in progress"
    assert {str(state) for state in ArticleState} <= describing._STATES.keys()
    assert {str(why) for why in Why} <= describing._WHYS.keys()
    assert describe_why("hand") == "by hand"
    assert describe_reason("clock") == "while working"
    assert describe_why("other") == describe_reason("other") == describe_state("other") == "other"
