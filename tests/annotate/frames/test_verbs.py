"""Verbs on event frames: each is one step, and one undo gives back exactly what was there."""

from __future__ import annotations

import pytest

from annotate import verbs
from annotate.annotations import AnnotationSet, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, inverse
from annotate.errors import EditConflictError
from annotate.frames import verbs as frame_verbs
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.verbs import NewSpan
from annotate.schema.roles import Cardinality, Role
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import Proposal, Suggestion
from annotate.verbs import Hand

TEXT = "Norland shelled Varna on Monday. Ana Petrova met envoys of Norland in Lisbon, we said."
HAND = Hand("tester", 1.0)


def place(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def span(surface: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
    return Span(surface.split(maxsplit=1)[0].lower(), *place(surface), label, layer)


ANA, LISBON, VARNA = (
    span("Ana Petrova", "PERSON"),
    span("Lisbon", "GPE"),
    span("Varna", "GPE"),
)
MET, SHELLED = span("met", "MEET", Layer.EVENT), span("shelled", "ATTACK", Layer.EVENT)
FRAME = EventFrame(
    "f1",
    "met",
    (Argument("Agent", "ana"), Argument("Place", "lisbon")),
    (("polarity", "positive"),),
    created_at="2026-01-01",
)
ONE_AGENT = Role("Agent", cardinality=Cardinality(1, 1))
OTHER = EventFrame(
    "f2",
    "shelled",
    (Argument("Place", "varna"), Argument("Agent", "ana"), Argument("Cause", "met")),
    (("polarity", "negative"), ("tense", "past")),
    created_at="2026-01-02",
)
PROPOSALS = (
    Proposal(*place("Monday"), "DATE", Layer.ENTITY, 0.7, "rules"),
    Proposal(*place("said"), "SAY", Layer.EVENT, 0.6, "rules"),
)


@pytest.fixture
def desk() -> Desk:
    annotations = AnnotationSet(
        article_id="a",
        length=len(TEXT),
        spans=(ANA, LISBON, VARNA, MET, SHELLED),
        frames=(FRAME, OTHER),
        state=ArticleState.IN_PROGRESS,
    )
    return Desk(Article(id="a", text=TEXT), annotations, proposals=PROPOSALS)


def do(desk: Desk, edit: Edit | None) -> EditGroup:
    """Perform the step, after a look that undo and redo are exact."""
    assert isinstance(edit, EditGroup)
    before = desk.annotations.snapshot()
    desk.apply(edit)
    after = desk.annotations.snapshot()
    assert after != before
    desk.apply(inverse(edit))
    assert desk.annotations.snapshot() == before
    desk.apply(edit)
    assert desk.annotations.snapshot() == after
    return edit


def frame(desk: Desk, frame_id: str = "f1") -> EventFrame:
    return desk.annotations.frames[frame_id]


def fillers(desk: Desk, frame_id: str = "f1") -> list[tuple[str, str]]:
    """(role, text) of each argument."""
    found: list[tuple[str, str]] = []
    for argument in frame(desk, frame_id).arguments:
        item = desk.spans.get(argument.span_id)
        assert item is not None
        found.append((argument.role, desk.surface(item)))
    return found


def suggestion(desk: Desk, surface: str) -> Suggestion:
    start, end = place(surface)
    return next(item for item in desk.suggestions if (item.start, item.end) == (start, end))


# -- opening --------------------------------------------------------------------------------------


def test_opening_a_suggested_trigger_accepts_it_in_the_same_step(desk: Desk) -> None:
    said = suggestion(desk, "said")
    edit = do(desk, frame_verbs.open_frame(desk, said, hand=HAND))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert made == frame(desk, made.id)
    trigger = desk.spans.get(made.trigger_id)
    assert trigger is not None
    assert (desk.surface(trigger), trigger.origin) == ("said", Origin.SUGGESTION)
    assert desk.annotations.decisions[said.id].kind is DecisionKind.ACCEPTED
    assert (made.annotator, bool(made.created_at)) == ("tester", True)


def test_a_trigger_with_a_frame_is_not_given_another_by_opening(desk: Desk) -> None:
    assert frame_verbs.open_frame(desk, MET, hand=HAND) is None


def test_several_events_on_one_trigger(desk: Desk) -> None:
    edit = do(desk, frame_verbs.add_frame(desk, MET, hand=HAND))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert [item.id for item in frame_verbs.frames_of(desk, "met")] == ["f1", made.id]


def test_the_first_step_on_an_article_begins_it(desk: Desk) -> None:
    desk.annotations.state = ArticleState.NEW
    for edit in (
        frame_verbs.add_frame(desk, suggestion(desk, "said"), hand=HAND),
        frame_verbs.fill(desk, FRAME, Role("Time"), suggestion(desk, "Monday"), hand=HAND),
    ):
        assert edit is not None
        desk.apply(edit)
        assert desk.annotations.state is ArticleState.IN_PROGRESS
        desk.apply(inverse(edit))
        assert desk.annotations.state is ArticleState.NEW


# -- filling --------------------------------------------------------------------------------------


def test_a_gold_span_fills_a_role(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, Role("Place"), VARNA, hand=HAND))
    assert fillers(desk) == [("Agent", "Ana Petrova"), ("Place", "Lisbon"), ("Place", "Varna")]


def test_a_suggestion_fills_a_role_and_is_accepted_with_it(desk: Desk) -> None:
    monday = suggestion(desk, "Monday")
    do(desk, frame_verbs.fill(desk, FRAME, Role("Time"), monday, hand=HAND))
    assert fillers(desk)[-1] == ("Time", "Monday")
    assert desk.annotations.decisions[monday.id].kind is DecisionKind.ACCEPTED


def test_a_free_stretch_fills_a_role_as_a_new_span(desk: Desk) -> None:
    new = NewSpan(*place("envoys"), Layer.ENTITY, "PERSON")
    do(desk, frame_verbs.fill(desk, FRAME, Role("Agent"), new, hand=HAND))
    assert fillers(desk)[-1] == ("Agent", "envoys")
    made = desk.spans.get(frame(desk).arguments[-1].span_id)
    assert made is not None
    assert (made.label, made.origin, made.annotator) == ("PERSON", Origin.MANUAL, "tester")


def test_a_stretch_that_is_a_span_already_makes_no_second(desk: Desk) -> None:
    count = len(desk.spans)
    new = NewSpan(VARNA.start, VARNA.end, Layer.ENTITY, "GPE")
    do(desk, frame_verbs.fill(desk, FRAME, Role("Place"), new, hand=HAND))
    assert len(desk.spans) == count
    assert frame(desk).arguments[-1] == Argument("Place", "varna")


def test_a_stretch_with_a_suggestion_of_another_label_corrects_it(desk: Desk) -> None:
    monday = suggestion(desk, "Monday")
    new = NewSpan(monday.start, monday.end, Layer.ENTITY, "ORG")
    do(desk, frame_verbs.fill(desk, FRAME, Role("Time"), new, hand=HAND))
    assert desk.annotations.decisions[monday.id].kind is DecisionKind.CORRECTED


def test_a_filler_may_take_the_place_of_the_last_one(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, ONE_AGENT, VARNA, hand=HAND))
    assert fillers(desk) == [("Agent", "Varna"), ("Place", "Lisbon")]


def test_what_fills_the_role_already_is_no_step(desk: Desk) -> None:
    assert frame_verbs.fill(desk, FRAME, Role("Agent"), ANA, hand=HAND) is None


def test_one_span_may_have_two_roles_and_be_in_two_frames(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, Role("Recipient"), ANA, hand=HAND))
    assert [item.id for item in desk.annotations.frames_with("ana")] == ["f1", "f2"]
    assert [role for role, words in fillers(desk) if words == "Ana Petrova"] == [
        "Agent",
        "Recipient",
    ]


def test_an_event_may_be_an_argument(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, Role("Topic"), SHELLED, hand=HAND))
    assert fillers(desk)[-1] == ("Topic", "shelled")


def test_emptying_takes_out_that_filler_only_and_leaves_its_span(desk: Desk) -> None:
    do(desk, frame_verbs.empty(desk, FRAME, FRAME.arguments[0], hand=HAND))
    assert fillers(desk) == [("Place", "Lisbon")]
    assert "ana" in desk.spans
    assert frame_verbs.empty(desk, frame(desk), FRAME.arguments[0], hand=HAND) is None


def test_a_filler_gets_another_role_in_its_place(desk: Desk) -> None:
    do(desk, frame_verbs.change_role(desk, FRAME, FRAME.arguments[0], "Recipient", hand=HAND))
    assert fillers(desk) == [("Recipient", "Ana Petrova"), ("Place", "Lisbon")]


def test_a_role_that_the_filler_has_already_is_had_once(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, Role("Recipient"), ANA, hand=HAND))
    do(desk, frame_verbs.change_role(desk, frame(desk), FRAME.arguments[0], "Recipient", hand=HAND))
    assert fillers(desk) == [("Recipient", "Ana Petrova"), ("Place", "Lisbon")]


def test_the_same_role_again_is_no_step(desk: Desk) -> None:
    assert frame_verbs.change_role(desk, FRAME, FRAME.arguments[0], "Agent", hand=HAND) is None
    assert (
        frame_verbs.change_role(desk, FRAME, Argument("Agent", "varna"), "Place", hand=HAND) is None
    )


# -- attributes and triggers ----------------------------------------------------------------------


def test_attributes_are_set_changed_and_taken_away(desk: Desk) -> None:
    for name, value, expected in (
        ("tense", "past", (("polarity", "positive"), ("tense", "past"))),
        ("polarity", "negative", (("polarity", "negative"), ("tense", "past"))),
        ("polarity", "", (("tense", "past"),)),
    ):
        do(desk, frame_verbs.set_attribute(desk, frame(desk), name, value))
        assert frame(desk).attributes == expected
    assert frame_verbs.set_attribute(desk, frame(desk), "tense", "past") is None
    assert frame_verbs.set_attribute(desk, frame(desk), "mood", "") is None


def test_a_frame_may_get_another_trigger(desk: Desk) -> None:
    said = suggestion(desk, "said")
    do(desk, frame_verbs.move_trigger(desk, FRAME, said, hand=HAND))
    trigger = desk.spans.get(frame(desk).trigger_id)
    assert trigger is not None
    assert desk.surface(trigger) == "said"
    assert "met" in desk.spans
    assert frame_verbs.move_trigger(desk, frame(desk), trigger, hand=HAND) is None


def test_a_filler_that_becomes_the_trigger_is_no_filler_any_more(desk: Desk) -> None:
    assert "met" in [item.span_id for item in OTHER.arguments]
    do(desk, frame_verbs.move_trigger(desk, OTHER, MET, hand=HAND))
    assert frame(desk, OTHER.id).trigger_id == "met"
    assert frame(desk, OTHER.id).arguments == OTHER.arguments[:2]


# -- whole frames ---------------------------------------------------------------------------------


def test_a_copy_shares_trigger_arguments_and_attributes(desk: Desk) -> None:
    edit = do(desk, frame_verbs.copy_frame(desk, FRAME, hand=HAND))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert made.id != "f1"
    assert (made.trigger_id, made.arguments, made.attributes) == (
        "met",
        FRAME.arguments,
        FRAME.attributes,
    )


def test_a_copy_on_another_trigger_leaves_the_trigger_out_of_its_arguments(desk: Desk) -> None:
    edit = do(desk, frame_verbs.copy_frame(desk, OTHER, hand=HAND, trigger=MET))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert made.trigger_id == "met"
    assert made.arguments == OTHER.arguments[:2]


def test_a_copy_on_a_suggested_trigger_accepts_it(desk: Desk) -> None:
    said = suggestion(desk, "said")
    edit = do(desk, frame_verbs.copy_frame(desk, FRAME, hand=HAND, trigger=said))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert desk.annotations.decisions[said.id].span_id == made.trigger_id


def test_a_split_gives_each_filler_of_a_role_a_frame(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, FRAME, Role("Agent"), VARNA, hand=HAND))
    edit = do(desk, frame_verbs.split_frame(desk, frame(desk), "Agent", hand=HAND))
    made = frame_verbs.new_frame(edit)
    assert made is not None
    assert fillers(desk) == [("Agent", "Ana Petrova"), ("Place", "Lisbon")]
    assert fillers(desk, made.id) == [("Place", "Lisbon"), ("Agent", "Varna")]
    assert made.attributes == FRAME.attributes
    assert frame_verbs.split_frame(desk, frame(desk), "Agent", hand=HAND) is None


def test_a_merge_has_everything_once_and_the_first_ones_attributes(desk: Desk) -> None:
    edit = do(desk, frame_verbs.merge_frames(desk, [FRAME, OTHER, FRAME]))
    assert list(desk.annotations.frames) == ["f1"]
    # What was its own cause is not: the trigger of the merged frame is no filler of it.
    assert fillers(desk) == [("Agent", "Ana Petrova"), ("Place", "Lisbon"), ("Place", "Varna")]
    assert frame(desk).attributes == (("polarity", "positive"), ("tense", "past"))
    assert "shelled" in desk.spans
    assert edit.title == "merge 2 frames"


def test_one_frame_is_not_merged(desk: Desk) -> None:
    assert frame_verbs.merge_frames(desk, [FRAME, FRAME]) is None


def test_a_frame_goes_and_its_spans_stay(desk: Desk) -> None:
    count = len(desk.spans)
    do(desk, frame_verbs.remove_frame(desk, FRAME, hand=HAND))
    assert list(desk.annotations.frames) == ["f2"]
    assert len(desk.spans) == count


def test_a_stale_frame_is_refused(desk: Desk) -> None:
    do(desk, frame_verbs.set_attribute(desk, FRAME, "tense", "past"))
    edit = frame_verbs.empty(desk, FRAME, FRAME.arguments[0], hand=HAND)
    assert edit is not None
    with pytest.raises(EditConflictError):
        desk.apply(edit)


# -- what happens to spans ------------------------------------------------------------------------


def test_deleting_a_trigger_deletes_its_frames_in_the_same_step(desk: Desk) -> None:
    do(desk, frame_verbs.add_frame(desk, MET, hand=HAND))
    do(desk, verbs.remove(desk, MET, hand=HAND))
    assert list(desk.annotations.frames) == ["f2"]
    # It was an argument elsewhere.
    assert fillers(desk, "f2") == [("Place", "Varna"), ("Agent", "Ana Petrova")]


def test_deleting_a_filler_takes_it_out_of_every_frame(desk: Desk) -> None:
    do(desk, verbs.remove(desk, ANA, hand=HAND))
    assert fillers(desk) == [("Place", "Lisbon")]
    assert ("Agent", "Ana Petrova") not in fillers(desk, "f2")


def test_other_words_or_another_label_leave_a_span_in_its_frames(desk: Desk) -> None:
    do(desk, verbs.resize(desk, ANA, *place("Petrova"), hand=HAND))
    changed = desk.spans.get("ana")
    assert changed is not None
    do(desk, verbs.relabel(desk, changed, label="ORG", layer=Layer.ENTITY, hand=HAND))
    assert fillers(desk)[0] == ("Agent", "Petrova")
