"""What one proposal of an article says of another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from annotate.spans import Layer
from annotate.suggesters.news_article import (
    bodies_of_nations,
    datelines_first,
    longest_events,
    names_over_numbers,
    one_person_at_a_time,
    people_as_in_full,
    seats_of_government,
)
from annotate.suggestions import Proposal

FLOOR = 0.5


def entity(start: int, end: int, label: str, score: float) -> Proposal:
    return Proposal(start, end, label, Layer.ENTITY, score, "news", "")


def best(proposals: list[Proposal]) -> Proposal:
    return max(proposals, key=lambda each: each.score)


def test_a_number_in_a_longer_name_is_less_sure_than_the_name() -> None:
    name, number = entity(0, 15, "ORG", 0.6), entity(0, 3, "ORDINAL", 0.9)
    settled = names_over_numbers([name, number], FLOOR)
    assert settled[0] == name
    assert settled[1].score < name.score


def test_a_number_beside_a_name_or_in_one_that_is_not_shown_stays() -> None:
    weak, number = entity(0, 15, "ORG", 0.4), entity(0, 3, "ORDINAL", 0.9)
    assert names_over_numbers([weak, number], FLOOR) == [weak, number]
    beside = entity(16, 18, "CARDINAL", 0.9)
    name = entity(0, 15, "ORG", 0.6)
    assert names_over_numbers([name, beside], FLOOR) == [name, beside]
    same = entity(0, 15, "CARDINAL", 0.9)
    assert names_over_numbers([name, same], FLOOR) == [name, same]
    date = entity(0, 3, "DATE", 0.9)
    assert names_over_numbers([name, date], FLOOR) == [name, date]


TEXT = "Ines Arroyo spoke. Arroyo’s town, and Ines Arroyo again; in Arroyo it rained."
FULL = entity(0, 11, "PERSON", 0.9)
SURNAME = entity(19, 25, "PERSON", 0.9)


def test_a_surname_of_somebody_named_in_full_is_a_person() -> None:
    weak, place = entity(19, 25, "PERSON", 0.3), entity(19, 25, "GPE", 0.8)
    settled = people_as_in_full(TEXT, [FULL, weak, place], [SURNAME], FLOOR)
    assert best(settled[1:]).label == "PERSON"
    assert best(settled[1:]).score == 0.8
    alone = people_as_in_full(TEXT, [FULL, weak], [SURNAME], FLOOR)
    assert alone[1].score >= FLOOR


def test_a_surname_says_nothing_without_the_full_name() -> None:
    place = entity(19, 25, "GPE", 0.8)
    unsure = entity(0, 11, "PERSON", 0.6)
    assert people_as_in_full(TEXT, [unsure, place], [SURNAME], FLOOR) == [unsure, place]
    listed = entity(19, 25, "PERSON", 0.6)  # a listed town that may be somebody
    assert people_as_in_full(TEXT, [FULL, place], [listed], FLOOR) == [FULL, place]


def test_a_surname_inside_a_longer_name_stays_inside() -> None:
    start = TEXT.index("Ines Arroyo again")
    longer = entity(start, start + 11, "PERSON", 0.6)
    inside = entity(start + 5, start + 11, "PERSON", 0.3)
    rule = entity(start + 5, start + 11, "PERSON", 0.9)
    assert people_as_in_full(TEXT, [FULL, longer, inside], [rule], FLOOR)[2] == inside


def test_a_sure_organisation_begins_with_its_nation() -> None:
    text = "The Peruvian Armed Forces and the Peruvian Foreign Ministry"
    forces, nation = entity(4, 25, "ORG", 0.3), entity(4, 12, "NORP", 0.8)
    rule = entity(4, 25, "ORG", 0.88)
    settled = bodies_of_nations(text, [forces, nation], [rule])
    assert best(settled).label == "ORG"
    unsure = entity(4, 25, "ORG", 0.6)
    assert bodies_of_nations(text, [forces, nation], [unsure]) == [forces, nation]
    alone = bodies_of_nations(text, [forces], [rule])
    assert alone == [forces]


def test_the_ministry_of_a_nation_may_stand_without_it() -> None:
    text = "The Peruvian Armed Forces and the Peruvian Foreign Ministry"
    whole, nation = entity(34, 59, "ORG", 0.3), entity(34, 42, "NORP", 0.8)
    rule = entity(34, 59, "ORG", 0.88)
    assert bodies_of_nations(text, [whole, nation], [rule]) == [whole, nation]


def test_a_trade_before_a_full_name_is_no_person() -> None:
    text = "Villager Ada Lund wept, and Ada, Bo Ek and Ines sang"
    trade, name = entity(0, 8, "PERSON", 0.6), entity(9, 17, "PERSON", 0.9)
    ada, bo = entity(28, 31, "PERSON", 0.7), entity(33, 38, "PERSON", 0.8)
    shown = [trade, name, ada, bo]
    assert one_person_at_a_time(text, shown, FLOOR) == [name, ada, bo]
    weak = entity(9, 17, "PERSON", 0.3)
    assert one_person_at_a_time(text, [trade, weak], FLOOR) == [trade, weak]


@given(
    st.lists(
        st.builds(
            lambda start, size, label, score: entity(
                start, min(start + size, len(TEXT)), label, score
            ),
            st.integers(0, len(TEXT) - 1),
            st.integers(1, 12),
            st.sampled_from(["PERSON", "GPE", "ORG", "CARDINAL", "ORDINAL"]),
            st.floats(0.1, 1.0),
        ),
        max_size=12,
    )
)
@example(proposals=[entity(49, 50, "ORG", 1.0)])
def test_nothing_comes_or_goes_but_scores_move(proposals: list[Proposal]) -> None:
    settled = bodies_of_nations(TEXT, proposals, proposals)
    settled = people_as_in_full(TEXT, settled, settled, FLOOR)
    settled = names_over_numbers(settled, FLOOR)
    assert [(each.start, each.end, each.label) for each in settled] == [
        (each.start, each.end, each.label) for each in proposals
    ]
    assert all(0.0 < each.score <= 1.0 for each in settled)


def test_a_seat_of_government_stays_a_building() -> None:
    model = entity(4, 15, "ORG", 0.95)
    weak = entity(4, 15, "FAC", 0.3)
    rule = replace(weak, score=0.9, explanation="gazetteer: seats of government → FAC")
    kept = seats_of_government([model, weak], [rule])
    assert [each.label for each in kept if each.score > 0.5] == ["FAC"]
    assert kept[1].score == 0.89
    plain = replace(rule, explanation="gazetteer: buildings → FAC")
    assert seats_of_government([model, weak], [plain]) == [model, weak]


def test_of_two_named_events_the_longer_one_is_meant() -> None:
    short = entity(11, 21, "EVENT", 0.75)
    whole = entity(4, 21, "EVENT", 0.6)
    assert longest_events([short, whole], 0.5)[0].score < 0.6
    assert longest_events([short, replace(whole, score=0.4)], 0.5)[0] == short
    person = replace(short, label="PERSON")
    assert longest_events([person, whole], 0.5) == [person, whole]


def test_the_place_of_a_dateline_is_one() -> None:
    place = replace(entity(0, 4, "GPE", 0.3), explanation="dateline")
    club, across = entity(0, 4, "ORG", 0.6), entity(0, 12, "PERSON", 0.7)
    elsewhere = entity(20, 24, "ORG", 0.6)
    settled = datelines_first([place, club, across, elsewhere], [place])
    assert best(settled[:3]).label == "GPE"
    assert settled[0].score >= 0.8
    assert max(settled[1].score, settled[2].score) < 0.01
    assert settled[3] == elsewhere


def test_a_surer_dateline_keeps_its_score_and_without_one_nothing_changes() -> None:
    place, rule = (
        entity(0, 4, "GPE", 0.97),
        replace(entity(0, 4, "GPE", 0.9), explanation="dateline"),
    )
    trigger = Proposal(0, 4, "ATTACK", Layer.EVENT, 0.5, "news", "")
    assert datelines_first([place, trigger], [rule]) == [place, trigger]
    assert datelines_first([place, trigger], [place]) == [place, trigger]
