"""The suggester of frames: arguments, numbers of victims, and attributes for given triggers.

The role model reads the phrases; rules add how many were killed or injured, the date of a sentence
that has only one, and what is said of polarity, realis and tense. Runs in the worker only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from annotate.articles import Article
from annotate.frames.suggested import ArgumentProposal, FrameProposal
from annotate.suggesters.frame_attributes import attributes_of
from annotate.suggesters.frame_rules import Told, added, role_in
from annotate.suggesters.news_model import NewsModel, shipped_folder
from annotate.suggesters.news_text import sentences
from annotate.suggesters.role_model import Mark, RoleModel, Said
from annotate.suggestions import FRAMES

_LANGUAGE = "en"
_RULES = "1"


class FrameSuggester:
    """Reads frames for triggers; what it needs is loaded when it is first asked for some."""

    def __init__(
        self, news: Callable[[], NewsModel] | None = None, roles: RoleModel | None = None
    ) -> None:
        """Use these models, or the shipped ones; `news` is called when the first text is read."""
        self._given_news = news
        self._given_roles = roles

    @cached_property
    def _news(self) -> NewsModel:
        return NewsModel(shipped_folder()) if self._given_news is None else self._given_news()

    @cached_property
    def _roles(self) -> RoleModel:
        return self._given_roles or RoleModel(shipped_folder())

    @property
    def name(self) -> str:
        """Stable name of the suggester."""
        return FRAMES

    @property
    def version(self) -> str:
        """Versions of the role model and of the rules."""
        return f"{self._roles.version}+{_RULES}"

    def read(
        self, article: Article, triggers: Sequence[Mark], entities: Sequence[Mark]
    ) -> tuple[FrameProposal, ...]:
        """What is read of each trigger (start, end, label), in text order.

        `entities` are what is known of the names, dates and numbers around. An article that is not
        English has no frames.
        """
        wanted = sorted(set(triggers))
        if not wanted or (article.language and article.language != _LANGUAGE):
            return ()
        text = article.text
        said = self._roles.read(self._news.states_of(text, wanted), wanted, entities)
        by_sentence: dict[tuple[int, int], list[Told]] = {}
        cuts = sentences(text)
        for trigger, found in zip(wanted, said, strict=True):
            sentence = _sentence(cuts, trigger)
            by_sentence.setdefault(sentence, []).append(_told(text, trigger, found))
        near = sorted(entities)
        return tuple(
            frame
            for sentence, told in by_sentence.items()
            for frame in _frames(text, sentence, told, _within(near, sentence))
        )


def _sentence(cuts: Sequence[tuple[int, int]], trigger: Mark) -> tuple[int, int]:
    place = bisect_right(cuts, trigger[0], key=_start) - 1
    if place >= 0 and cuts[place][1] > trigger[0]:
        return cuts[place]
    return trigger[0], trigger[1]


def _start(cut: tuple[int, int]) -> int:
    return cut[0]


def _within(near: Sequence[Mark], sentence: tuple[int, int]) -> list[Mark]:
    low = bisect_left(near, (sentence[0], 0, ""))
    high = bisect_left(near, (sentence[1], 0, ""))
    return [each for each in near[low:high] if each[1] <= sentence[1]]


def _told(text: str, trigger: Mark, said: Sequence[Said]) -> Told:
    arguments = [
        ArgumentProposal(
            role_in(text, each.role, each.start), each.start, each.end, each.score, "role model"
        )
        for each in said
    ]
    return Told(trigger, arguments)


def _frames(
    text: str, sentence: tuple[int, int], told: Sequence[Told], entities: Sequence[Mark]
) -> Iterator[FrameProposal]:
    for each, more in zip(told, added(text, sentence, told, entities), strict=True):
        start, end, label = each.trigger
        arguments = sorted((*each.arguments, *more), key=lambda one: (one.start, one.end, one.role))
        yield FrameProposal(
            start=start,
            end=end,
            label=label,
            suggester=FRAMES,
            arguments=tuple(arguments),
            attributes=attributes_of(text, start, end, sentence=sentence),
        )
