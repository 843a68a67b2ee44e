"""Previews of long articles: what comes first, that nothing is lost, and the same in the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article
from annotate.previews import (
    Heard,
    PartlySuggester,
    gathered,
    look_at_part,
    part_around,
    suggest_with_previews,
)
from annotate.spans import Layer
from annotate.suggestions import Proposal

TEXTS = st.text(alphabet="ab \n", max_size=60).map(lambda text: text * 300)


class Marks:
    """Proposes every "b"; says of parts of ten characters as it goes along."""

    name, version = "marks", "1"
    layers = frozenset({Layer.ENTITY})

    def suggest(self, article: Article) -> list[Proposal]:
        return marks(article.text, 0, len(article.text))


class PartlyMarks(Marks):
    """The same, part by part."""

    def suggest_partly(self, article: Article, heard: Heard) -> list[Proposal]:
        text = article.text
        for start in range(0, len(text), 10):
            end = min(start + 10, len(text))
            heard(marks(text, start, end), start, end)
        return self.suggest(article)


def marks(text: str, start: int, end: int) -> list[Proposal]:
    return [
        Proposal(place, place + 1, "B", Layer.ENTITY, 0.5, "marks", "a b")
        for place in range(start, end)
        if text[place] == "b"
    ]


@given(TEXTS, st.integers(-5, 30_000))
def test_the_first_part_is_whole_paragraphs_about_the_place(text: str, near: int) -> None:
    start, end = part_around(text, near)
    place = min(max(near, 0), len(text))
    assert 0 <= start <= place <= max(end, place) <= len(text)
    assert start == 0 or text[start - 1] == "\n"
    assert end == len(text) or text[end] == "\n"


@given(TEXTS, st.integers(0, 30_000))
def test_a_part_is_seen_at_its_place(text: str, near: int) -> None:
    start, end = part_around(text, near)
    assert look_at_part(Marks(), Article("a", text), start, end) == marks(text, start, end)


@given(TEXTS, st.integers(0, 30_000), st.booleans())
def test_previews_change_nothing_in_the_end_and_leave_nothing_out(
    text: str, near: int, is_partly: bool
) -> None:
    suggester = PartlyMarks() if is_partly else Marks()
    assert isinstance(suggester, PartlySuggester) is is_partly
    told: list[tuple[tuple[Proposal, ...], int, int]] = []

    def heard(found: Sequence[Proposal], start: int, end: int) -> None:
        told.append((tuple(found), start, end))

    article = Article("a", text)
    whole = suggest_with_previews(suggester, article, near=near, heard=heard)
    assert whole == suggester.suggest(article)
    assert told[0][1:] == part_around(text, near)
    for found, start, end in told:
        assert list(found) == marks(text, start, end)
    assert len(told) <= 14
    stretches = [(start, end) for _, start, end in told[1:]]
    assert all(one[1] == two[0] for one, two in pairwise(stretches))


def test_small_parts_are_told_together() -> None:
    told: list[tuple[int, int, int]] = []
    take = gathered(lambda found, start, end: told.append((len(found), start, end)), 1200)
    for start in range(0, 1200, 30):
        take(marks("b", 0, 1), start, start + 30)
    assert told[0] == (4, 0, 120)
    assert [place for _, place, _ in told] == list(range(0, 1200, 120))
