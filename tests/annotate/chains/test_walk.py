"""Linking mentions: candidates by likeness and distance, suggestions accepted on the way."""

from __future__ import annotations

from annotate.annotations import AnnotationSet, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.chains.walk import link_candidates, link_items, mention_beside
from annotate.desk import Desk
from annotate.edits import inverse
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal, Suggestion
from annotate.verbs import Hand

TEXT = "Petrova came. Envoys met Ana Petrova. Norland said petrova left; Norland met her again."
HAND = Hand("tester", 1.0)


def place(surface: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return start, start + len(surface)


def span(name: str, surface: str, label: str, nth: int = 0, layer: Layer = Layer.ENTITY) -> Span:
    return Span(name, *place(surface, nth), label, layer)


FIRST = span("first", "Petrova", "PERSON")
WHOLE = span("whole", "Ana Petrova", "PERSON")
LOWER = span("lower", "petrova", "PERSON")
NORLAND = span("norland", "Norland", "GPE")
HER = span("her", "her", "PERSON")
MET = span("met", "met", "MEET", layer=Layer.EVENT)
AGAIN = span("again", "met", "MEET", 1, layer=Layer.EVENT)
ENVOYS = Proposal(*place("Envoys"), "PERSON", Layer.ENTITY, 0.5, "rules")


def desk_with(*chains: Chain) -> Desk:
    annotations = AnnotationSet(
        article_id="a",
        length=len(TEXT),
        spans=(FIRST, WHOLE, LOWER, NORLAND, HER, MET, AGAIN),
        chains=chains,
        state=ArticleState.IN_PROGRESS,
    )
    return Desk(Article(id="a", text=TEXT), annotations, proposals=(ENVOYS,))


def suggestion(desk: Desk) -> Suggestion:
    (found,) = desk.suggestions
    return found


def test_the_same_words_stand_first_then_a_word_in_common_then_the_label() -> None:
    desk = desk_with()
    found = link_candidates(desk, LOWER)
    assert found == ("first", "whole", "her", suggestion(desk).id)


def test_where_nothing_is_likely_everything_is_offered() -> None:
    desk = desk_with()
    assert set(link_candidates(desk, NORLAND)) == {"first", "whole", "lower", "her"} | {
        suggestion(desk).id
    }


def test_events_are_linked_with_events() -> None:
    assert link_candidates(desk_with(), MET) == ("again",)


def test_what_is_in_the_chain_is_no_candidate() -> None:
    chain = Chain("c", Layer.ENTITY, ("first", "lower"))
    assert "first" not in link_candidates(desk_with(chain), LOWER)


def test_a_suggestion_is_accepted_with_the_link() -> None:
    desk = desk_with()
    before = desk.annotations.snapshot()
    envoys = suggestion(desk)
    edit = link_items(desk, HER, envoys, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    (chain,) = desk.annotations.chains.values()
    assert [TEXT[s.start : s.end] for s in map(desk.spans.get, chain.span_ids) if s] == [
        "Envoys",
        "her",
    ]
    assert desk.annotations.decisions[envoys.id].kind is DecisionKind.ACCEPTED
    desk.apply(inverse(edit))
    assert desk.annotations.snapshot() == before


def test_two_of_one_chain_are_not_linked_again() -> None:
    chain = Chain("c", Layer.ENTITY, ("first", "lower"))
    assert link_items(desk_with(chain), LOWER, FIRST, hand=HAND) is None


def test_the_mentions_of_a_chain_go_round() -> None:
    chain = Chain("c", Layer.ENTITY, ("lower", "first", "whole"))
    desk = desk_with(chain)
    seen: list[str] = []
    at = "first"
    for _ in range(3):
        beside = mention_beside(desk, chain, at, 1)
        assert beside is not None
        at = beside.id
        seen.append(at)
    assert seen == ["whole", "lower", "first"]
    back = mention_beside(desk, chain, "first", -1)
    assert back is not None
    assert back.id == "lower"
    assert mention_beside(desk, chain, "norland", 1) is None
