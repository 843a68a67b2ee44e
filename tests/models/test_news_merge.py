from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.spans import Layer
from annotate.suggesters.news_merge import (
    PHRASE_MOST,
    Merge,
    bent,
    explained,
    features,
    gather,
    is_disputed,
    is_sure_phrase,
    listed_places_first,
    phrases_first,
    questions,
    settle_places,
)
from annotate.suggesters.news_model import Asked, Seen
from annotate.suggesters.news_text import is_in_compound
from annotate.suggestions import Proposal


def rule(
    start: int, end: int, label: str, score: float = 0.8, *, layer: Layer = Layer.ENTITY
) -> Proposal:
    return Proposal(start, end, label, layer, score, "rules", f"rule {label}")


def choice(
    start: int, end: int, label: str, raw: float = 0.9, *, layer: Layer = Layer.ENTITY
) -> Seen:
    return Seen(start, end, label, layer, raw, is_chosen=True)


def answer(start: int, end: int, label: str, raw: float) -> Seen:
    return Seen(start, end, label, Layer.ENTITY, raw, is_chosen=False)


def test_the_model_is_asked_only_about_labels_that_it_knows() -> None:
    proposals = [
        rule(0, 4, "PERSON"),
        rule(5, 9, "MONEY"),
        rule(10, 14, "ATTACK", layer=Layer.EVENT),
        rule(15, 19, "ATTACK"),
    ]
    assert questions(proposals) == [
        Asked(0, 4, "PERSON", Layer.ENTITY),
        Asked(10, 14, "ATTACK", Layer.EVENT),
    ]


def test_agreement_makes_one_piece_of_evidence() -> None:
    (found,) = gather([choice(0, 4, "ORG"), answer(0, 4, "ORG", 0.9)], [rule(0, 4, "ORG")])
    assert found.is_chosen
    assert not found.is_contested
    assert found.raw == 0.9
    assert found.other == rule(0, 4, "ORG")
    assert explained(found) == "news model 90%; rule ORG"


def test_of_two_equal_proposals_the_stronger_counts() -> None:
    (found,) = gather([], [rule(0, 4, "ORG", 0.4), rule(0, 4, "ORG", 0.7)])
    assert found.other is not None
    assert found.other.score == 0.7


def test_overlap_in_the_same_layer_speaks_against_each_other() -> None:
    seen = [choice(0, 9, "ORG"), answer(5, 9, "GPE", 0.05)]
    proposals = [rule(5, 9, "GPE", 0.6), rule(5, 9, "ATTACK", 0.9, layer=Layer.EVENT)]
    by_label = {each.label: each for each in gather(seen, proposals)}
    assert by_label["ORG"].against == 0.6
    assert by_label["GPE"].is_contested
    assert by_label["GPE"].raw == 0.05
    assert by_label["GPE"].against == 0.0
    assert by_label["ATTACK"].against == 0.0
    assert not by_label["ATTACK"].is_contested
    assert explained(by_label["ORG"]) == "news model 90%"


def test_a_number_of_the_rules_speaks_against_but_is_no_evidence_itself() -> None:
    (found,) = gather([choice(0, 4, "PRODUCT")], [rule(0, 4, "CARDINAL", 0.7)])
    assert found.label == "PRODUCT"
    assert found.against == 0.7


def test_what_the_model_could_not_answer_has_no_chance() -> None:
    (found,) = gather([], [rule(3, 8, "LAW")])
    assert found.raw == 0.0
    assert not found.is_chosen


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["ORG", "GPE", "MONEY"]))


@given(st.lists(SPANS, max_size=12), st.lists(SPANS, max_size=12))
def test_contradiction_is_found_as_by_looking_at_every_pair(
    chosen: list[tuple[int, int, str]], proposed: list[tuple[int, int, str]]
) -> None:
    seen = [choice(a, a + n, label) for a, n, label in chosen if label != "MONEY"]
    proposals = [rule(a, a + n, label, a / 40 + 0.1) for a, n, label in proposed]
    for each in gather(seen, proposals):
        mine = (each.start, each.end, each.label)
        against = [
            p.score
            for p in proposals
            if p.start < each.end and each.start < p.end and (p.start, p.end, p.label) != mine
        ]
        assert each.against == max(against, default=0.0)
        assert each.is_contested == any(
            s.start < each.end and each.start < s.end and (s.start, s.end, s.label) != mine
            for s in seen
        )


def test_a_merge_weighs_what_is_said() -> None:
    merge = Merge({"model": 1.0, "agreed": 2.0, "against": -3.0, "label ORG": 0.5})
    alone, agreed = (
        gather([choice(0, 4, "ORG", 0.5)], others)[0] for others in ([], [rule(0, 4, "ORG")])
    )
    opposed = gather([choice(0, 4, "ORG", 0.5)], [rule(2, 6, "GPE")])[-2:]
    assert merge.score(agreed) > merge.score(alone) > 0.5
    assert min(merge.score(each) for each in opposed) < 0.5
    assert Merge({}).score(alone) == 0.5
    assert features(alone)["label ORG"] == 1.0


def _entity(start: int, end: int, label: str, score: float, suggester: str = "rules") -> Proposal:
    return Proposal(start, end, label, Layer.ENTITY, score, suggester, "by rule")


def test_dates_and_times_are_left_to_the_rules() -> None:
    """The corpora draw them in ways of their own; a model's date never stands against a rule's."""
    seen = [Seen(0, 6, "DATE", Layer.ENTITY, raw=0.99, is_chosen=True)]
    assert gather(seen, [_entity(0, 12, "DATE", 0.9)]) == []


def test_places_are_called_as_the_lists_call_them() -> None:
    merged = [_entity(0, 6, "GPE", 0.8, "news"), _entity(10, 16, "LOC", 0.7, "news")]
    settled = settle_places(merged, [_entity(0, 6, "LOC", 0.92), _entity(10, 16, "ORG", 0.9)])
    assert [(each.label, each.score) for each in settled] == [("LOC", 0.8), ("LOC", 0.7)]


def test_two_names_for_one_place_become_one() -> None:
    merged = [_entity(0, 6, "GPE", 0.8, "news"), _entity(0, 6, "LOC", 0.4, "news")]
    (settled,) = settle_places(merged, [_entity(0, 6, "LOC", 0.92)])
    assert (settled.label, settled.score) == ("LOC", 0.8)


@pytest.mark.parametrize(
    ("text", "part", "is_in"),
    [
        ("U.S.-Ukraine ties", "U.S.", True),
        ("U.S.-Ukraine ties", "Ukraine", True),
        ("Russian-backed men", "Russian", True),
        ("from Kyiv - again", "Kyiv", False),
        ("Kyiv, again", "Kyiv", False),
    ],
)
def test_parts_of_hyphenated_words_are_known(text: str, part: str, *, is_in: bool) -> None:
    start = text.index(part)
    assert is_in_compound(text, start, start + len(part)) is is_in


def test_a_longer_choice_of_the_model_is_told() -> None:
    evidence = gather(
        [Seen(0, 10, "ORG", Layer.ENTITY, raw=0.9, is_chosen=True)],
        [_entity(0, 4, "GPE", 0.95), _entity(0, 12, "ORG", 0.95)],
    )
    assert {(each.start, each.end): each.is_inside for each in evidence} == {
        (0, 4): True,
        (0, 10): False,
        (0, 12): False,
    }


def _trigger(start: int, end: int, score: float, label: str = "CONTACT") -> Proposal:
    return Proposal(start, end, label, Layer.EVENT, score, "news", "why")


def test_a_sure_phrase_stands_above_the_word_inside_it() -> None:
    text = "their phone call ended"
    phrase, word = _trigger(6, 16, 0.75), _trigger(12, 16, 0.83)
    longer, inner = phrases_first(text, [phrase, word])
    assert longer.score == word.score
    assert inner.score < longer.score
    assert (longer.start, longer.end, longer.label) == (6, 16, "CONTACT")


@pytest.mark.parametrize("inside", [0.2, 0.95, 0.99])
def test_no_phrase_is_as_sure_as_what_was_measured(inside: float) -> None:
    text = "their phone call ended"
    found = phrases_first(text, [_trigger(6, 16, 0.97), _trigger(12, 16, inside)])
    assert [each.score for each in found] == [
        PHRASE_MOST,
        pytest.approx(min(inside, PHRASE_MOST), abs=0.001),
    ]
    assert found[1].score < found[0].score


@pytest.mark.parametrize(
    ("person", "place", "listed", "is_place"),
    [
        (0.58, 0.55, 0.92, True),
        (0.58, 0.55, 0.7, False),
        (0.7, 0.55, 0.92, False),
        (0.5, 0.6, 0.92, True),
    ],
)
def test_a_listed_place_wins_a_tie_with_a_person(
    person: float, place: float, listed: float, *, is_place: bool
) -> None:
    found = listed_places_first(
        [rule(0, 7, "PERSON", person), rule(0, 7, "GPE", place), rule(9, 12, "PERSON", 0.5)],
        [rule(0, 7, "GPE", listed)],
    )
    best = max(found[:2], key=lambda each: each.score)
    assert (best.label == "GPE") is is_place
    assert best.score == max(person, place)
    assert found[2].score == 0.5


def test_other_phrases_and_words_keep_their_scores() -> None:
    text = "their phone call ended, a cease-fire held"
    unsure, word, beside = _trigger(6, 16, 0.6), _trigger(12, 16, 0.93), _trigger(17, 22, 0.95)
    assert phrases_first(text, [unsure, word, beside]) == [unsure, word, beside]
    assert is_sure_phrase(text, _trigger(26, 36, 0.9))
    assert not is_sure_phrase(text, _trigger(12, 16, 0.93))
    assert not is_sure_phrase(text, rule(6, 16, "ORG", 0.95))


@pytest.mark.parametrize(
    ("seen", "is_heard"),
    [
        ([], False),
        ([Seen(0, 12, "ORG", Layer.ENTITY, raw=0.9, is_chosen=True)], True),
        ([Seen(2, 4, "ORG", Layer.ENTITY, raw=0.9, is_chosen=True)], False),
    ],
)
def test_only_something_longer_disputes_a_name(seen: list[Seen], *, is_heard: bool) -> None:
    evidence = {each.label: each for each in gather(seen, [_entity(0, 6, "GPE", 0.95)])}["GPE"]
    assert is_disputed(evidence) is is_heard
    assert features(evidence)["sure"] == float(not is_heard)


def test_a_rule_that_is_not_sure_is_told_apart() -> None:
    sure, unsure = (gather([], [_entity(0, 6, "GPE", score)])[0] for score in (0.8, 0.79))
    assert features(sure)["sure"] == 1.0
    assert features(unsure)["sure"] == 0.0
    assert features(sure)["both"] == 0.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.9, 0.95))
def test_bent_scores_keep_their_order_and_ends(one: float, two: float, knee: float) -> None:
    low, high = sorted((one, two))
    assert bent(low, knee) <= bent(high, knee) + 1e-12
    assert 0.0 <= bent(low, knee) <= low + 1e-12
    assert bent(1.0, knee) == pytest.approx(1.0)
    assert bent(knee, knee) == pytest.approx(0.9)
    if low <= 0.85:
        assert bent(low, knee) == low


def test_only_labels_with_a_knee_are_bent() -> None:
    evidence = gather([Seen(0, 4, "PERSON", Layer.ENTITY, raw=0.91, is_chosen=True)], [])[0]
    weights = {"model": 1.0}
    assert Merge(weights).score(evidence) == pytest.approx(0.91)
    assert Merge(weights, {"ORG": 0.93}).score(evidence) == pytest.approx(0.91)
    assert Merge(weights, {"PERSON": 0.91}).score(evidence) == pytest.approx(0.9)
    assert Merge(weights, {"PERSON": 0.93}).score(evidence) < 0.9
