"""Where the same words stand, against a scan by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate import verbs
from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState, Tokens
from annotate.desk import Desk
from annotate.edits import inverse
from annotate.propagation import Standing, find_words, same_words
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import Proposal

TEXT = "Donbas burns. In Donbas, and north of Donbas-2 or Donbass, the Donbas front moved."


def make_desk(
    text: str = TEXT, proposals: tuple[Proposal, ...] = (), gold: tuple[Span, ...] = ()
) -> Desk:
    annotations = AnnotationSet(article_id="a", length=len(text), spans=gold)
    return Desk(Article("a", text), annotations, tokens=Tokens.rough(text), proposals=proposals)


def at(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def test_whole_tokens_only_and_not_the_place_itself() -> None:
    found = same_words(make_desk(), 0, 6, label="LOC", layer=Layer.ENTITY)
    assert [TEXT[place.start - 3 : place.end + 1] for place in found] == [
        "In Donbas,",
        "of Donbas-",
        "he Donbas ",
    ]
    assert {place.standing for place in found} == {Standing.FREE}


def test_what_stands_there_is_told() -> None:
    start, end = at("Donbas", 10)
    other = at("Donbas front")
    gold = (
        Span("same", start, end, "LOC", Layer.ENTITY),
        Span("other", *other, "ORG", Layer.ENTITY),
        Span("event", *at("Donbas", 30), "MOVE", Layer.EVENT),
    )
    found = same_words(make_desk(gold=gold), 0, 6, label="LOC", layer=Layer.ENTITY)
    assert [place.standing for place in found] == [
        Standing.LABELLED,
        Standing.FREE,
        Standing.TAKEN,
    ]


def test_one_step_for_all_and_suggestions_are_decided() -> None:
    start, end = at("Donbas", 10)
    proposal = Proposal(start, end, "GPE", Layer.ENTITY, 0.5, "rules", "")
    desk = make_desk(proposals=(proposal,))
    before = desk.annotations.snapshot()
    places = same_words(desk, 0, 6, label="LOC", layer=Layer.ENTITY)
    edit = verbs.propagate(
        desk,
        [(place.start, place.end) for place in places],
        label="LOC",
        layer=Layer.ENTITY,
        hand=verbs.Hand("tester"),
    )
    assert edit is not None
    desk.apply(edit)
    assert [(span.label, span.origin) for span in desk.spans] == [
        ("LOC", Origin.SUGGESTION),
        ("LOC", Origin.PROPAGATION),
        ("LOC", Origin.PROPAGATION),
    ]
    assert [item.kind for item in desk.annotations.decisions.values()] == ["corrected"]
    assert desk.annotations.state is ArticleState.IN_PROGRESS
    desk.apply(inverse(edit))
    assert desk.annotations.snapshot() == before


@given(
    st.text(alphabet="ab .😀", min_size=1, max_size=40),
    st.text(alphabet="ab😀", min_size=1, max_size=3),
)
def test_every_place_reads_the_same_and_none_is_missed(text: str, words: str) -> None:
    desk = make_desk(text)
    found = list(find_words(desk.article.text, desk.tokens, words))
    assert all(text[start:end] == words for start, end in found)
    assert all(desk.tokens.is_aligned(start, end) for start, end in found)
    wanted = [
        (start, start + len(words))
        for start in range(len(text))
        if text.startswith(words, start) and desk.tokens.is_aligned(start, start + len(words))
    ]
    # Tokens do not overlap, so neither do places that are whole tokens.
    assert found == wanted


def test_nothing_is_asked_about_no_words() -> None:
    assert same_words(make_desk(), 3, 3, label="LOC", layer=Layer.ENTITY) == []
    assert (
        verbs.propagate(make_desk(), [], label="LOC", layer=Layer.ENTITY, hand=verbs.Hand()) is None
    )
