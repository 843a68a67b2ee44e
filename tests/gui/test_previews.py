"""Previews of a running job: laid over what is stored, part by part, with a share that grows."""

from __future__ import annotations

import pytest

from annotate.spans import Layer
from annotate.suggestions import Proposal
from annotate.workers.jobs import ArticlePreview
from gui.previews import Previews


def proposal(start: int, suggester: str = "news", score: float = 0.5) -> Proposal:
    return Proposal(start, start + 1, "GPE", Layer.ENTITY, score, suggester, "")


def preview(start: int, end: int, *places: int, score: float = 0.5) -> ArticlePreview:
    found = tuple(proposal(place, score=score) for place in places)
    return ArticlePreview("job", "a", "news", start, end, found)


@pytest.fixture
def previews() -> Previews:
    """Previews of a job, over what another suggester has said."""
    previews = Previews()
    previews.begin("job", [proposal(3, "rules")])
    return previews


def test_parts_come_together_over_what_is_stored(previews: Previews) -> None:
    assert previews.is_of("job")
    assert not previews.is_of("other")
    assert not Previews().is_of("")
    previews.take(preview(0, 10, 1))
    shown = previews.take(preview(10, 20, 12))
    assert shown == [proposal(3, "rules"), proposal(1), proposal(12)]


def test_a_part_that_comes_again_takes_the_place_of_the_first_look(previews: Previews) -> None:
    previews.take(preview(40, 60, 45, 55))
    assert previews.share(100) == 0.01
    shown = previews.take(preview(0, 50, 45, score=0.9))
    assert shown == [proposal(3, "rules"), proposal(55), proposal(45, score=0.9)]


@pytest.mark.parametrize("first", [(0, 30), (40, 60)])
def test_the_share_grows_to_the_end(previews: Previews, first: tuple[int, int]) -> None:
    previews.take(preview(*first))
    shares = []
    for start in range(0, 100, 20):
        previews.take(preview(start, start + 20))
        shares.append(previews.share(100))
    assert shares == sorted(shares)
    assert shares[-1] == 0.99
    assert 0.2 <= shares[0] <= 0.3


def test_who_has_spoken_already_is_not_previewed(previews: Previews) -> None:
    previews.begin("job", [proposal(7)])
    assert previews.take(preview(0, 10, 1)) is None
    assert previews.share(10) == 0.99
