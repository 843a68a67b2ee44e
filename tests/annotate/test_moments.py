"""Moments, differences, the way back, words for steps, and spans found again in a changed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet, Decision
from annotate.articles import ArticleState
from annotate.edits import Edit, EditGroup, PutDecision, PutFrame, PutSpan, PutState, apply
from annotate.errors import EditConflictError, OverlapForbiddenError
from annotate.frames.event_frame import Argument, EventFrame
from annotate.moments import copy_of, differences, edit_between, rewound, touches
from annotate.realigning import realign
from annotate.spans import Layer, Span
from tests.annotate.strategies import LENGTH, decisions, spans

TEXT = "Ana Petrova met envoys of Norland in Lisbon. Varna was quiet, and Lisbon too."


def put(annotations: AnnotationSet, span: Span) -> Edit:
    return PutSpan(annotations.spans.get(span.id), span)


def played(script: list[Span | Decision | ArticleState]) -> tuple[AnnotationSet, list[Edit]]:
    """A set after a script, and the edits that were made; what cannot be is left out."""
    annotations = AnnotationSet(article_id="a", length=LENGTH)
    made: list[Edit] = []
    for item in script:
        edit: Edit
        match item:
            case Span():
                edit = put(annotations, item)
            case Decision():
                before = annotations.decisions.get(item.suggestion_id)
                edit = PutDecision(before, item)
            case _:
                edit = PutState(annotations.state, item)
        try:
            apply(edit, annotations)
        except OverlapForbiddenError:
            continue
        made.append(edit)
    return annotations, made


scripts = st.lists(spans() | decisions() | st.sampled_from(list(ArticleState)), max_size=25)


@given(scripts, st.integers(0, 25))
def test_any_moment_is_the_present_with_later_steps_taken_back(
    script: list[Span | Decision | ArticleState], keep: int
) -> None:
    present, made = played(script)
    before = present.snapshot()
    past = rewound(present, made[keep:])
    again = AnnotationSet(article_id="a", length=LENGTH)
    for edit in made[:keep]:
        apply(edit, again)
    assert past.snapshot() == again.snapshot()
    assert present.snapshot() == before, "the present is left alone"


@given(scripts, scripts)
def test_the_edit_between_two_moments_leads_from_one_to_the_other_and_back(
    first: list[Span | Decision | ArticleState], second: list[Span | Decision | ArticleState]
) -> None:
    one, _ = played(first)
    two, _ = played(second)
    edit = edit_between(one, two, "back")
    assert (edit is None) == (one.snapshot() == two.snapshot())
    assert (edit is None) == (differences(one, two) == [])
    if edit is not None:
        walked = copy_of(one)
        apply(edit, walked)
        assert walked.snapshot() == two.snapshot()
        assert rewound(walked, [edit]).snapshot() == one.snapshot()


def test_steps_that_did_not_lead_here_are_a_conflict() -> None:
    annotations = AnnotationSet(article_id="a", length=LENGTH)
    with pytest.raises(EditConflictError):
        rewound(annotations, [PutSpan(None, Span("s", 0, 3, "ORG", Layer.ENTITY))])


PERSON = Span("s1", 0, 11, "PERSON", Layer.ENTITY)
FRAME = EventFrame("f", "s3", (Argument("who", "s1"),))
ACCEPTED = Decision("x", "accepted", Layer.ENTITY, 37, 43, "GPE", 0.9, "rules", span_id="s2")  # type: ignore[arg-type]


def test_a_step_is_about_the_spans_that_it_names() -> None:
    edit = EditGroup((PutSpan(None, PERSON), PutDecision(None, ACCEPTED), PutFrame(None, FRAME)))
    assert [touches(edit, name) for name in ("s1", "s2", "s3", "s4")] == [True, True, True, False]
    assert not touches(PutState(ArticleState.NEW, ArticleState.DONE), "s1")


# -- realigning ------------------------------------------------------------------------------------


def span_of(words: str, place: int = 0) -> Span:
    start = [i for i in range(len(TEXT)) if TEXT.startswith(words, i)][place]
    return Span(words, start, start + len(words), "GPE", Layer.ENTITY)


SPANS = [span_of("Ana Petrova"), span_of("Lisbon"), span_of("Varna"), span_of("Lisbon", 1)]
SURFACES = ["Ana Petrova", "Lisbon", "Varna", "Lisbon"]


def test_spans_move_with_their_words() -> None:
    new = "Update: " + TEXT.replace(" of Norland", "")
    for old in (TEXT, None):
        found = realign(SPANS, SURFACES, new, old=old)
        assert [new[x.start : x.end] for x in found] == SURFACES
        assert [x.is_moved for x in found] == [True] * 4
        assert found[1].start != found[3].start


def test_with_the_old_text_the_right_one_of_two_is_found() -> None:
    new = TEXT.replace("in Lisbon", "in Porto")
    first, second = realign([SPANS[1], SPANS[3]], ["Lisbon"] * 2, new, old=TEXT)
    assert second.start == new.rindex("Lisbon")
    assert not second.is_lost
    assert first.is_lost or new[first.start : first.end] == "Lisbon"


def test_what_is_not_in_the_text_any_more_is_lost() -> None:
    (found,) = realign([SPANS[2]], ["Varna"], TEXT.replace("Varna", "The town"), old=TEXT)
    assert found.is_lost
    assert (found.start, found.end) == (-1, -1)


def test_an_unchanged_text_moves_nothing() -> None:
    assert not any(item.is_moved for item in realign(SPANS, SURFACES, TEXT, old=TEXT))
    assert not any(item.is_moved for item in realign(SPANS, SURFACES, TEXT))


words = st.lists(st.sampled_from(["Lisbon", "Varna", "met", "of", "🇺🇦", "and."]), max_size=30)


@given(words, words, words, st.data())
def test_words_are_always_where_they_are_said_to_be(
    ahead: list[str], kept: list[str], behind: list[str], data: st.DataObject
) -> None:
    old = " ".join(["start", *kept, "end"])
    new = " ".join([*ahead, "start", *kept, "end", *behind])
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    span = Span("s", start, end, "GPE", Layer.ENTITY)
    (found,) = realign([span], [old[start:end]], new, old=old)
    assert not found.is_lost
    assert new[found.start : found.end] == old[start:end]
