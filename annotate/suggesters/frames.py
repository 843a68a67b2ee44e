"""The suggester of frames: arguments, numbers of victims, and attributes for given triggers.

The role model reads the phrases; rules add how many were killed or injured, the date of a sentence
that has only one, and what is said of polarity, realis and tense. Runs in the worker only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from annotate.articles import Article
from annotate.suggested_frames import (
    AMOUNT,
    INJURED,
    KILLED,
    PATIENT,
    TIME,
    ArgumentProposal,
    FrameProposal,
)
from annotate.suggesters.frame_attributes import attributes_of
from annotate.suggesters.news_model import NewsModel, shipped_folder
from annotate.suggesters.news_text import sentences
from annotate.suggesters.role_model import Mark, RoleModel, Said
from annotate.suggestions import FRAMES

_LANGUAGE = "en"
_RULES = "1"
_VICTIMS = {"DIE": KILLED, "INJURE": INJURED}
_NUMBERS = frozenset({"CARDINAL", "QUANTITY", "PERCENT"})
_SUMS = frozenset({"MONEY", "QUANTITY", "PERCENT"})
_TIMES = frozenset({"DATE", "TIME"})
_ONLY_DATE = 0.45


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
        cuts = sentences(text)
        found = self._roles.read(self._news.states_of(text, wanted), wanted, entities)
        near = sorted(entities)
        return tuple(
            _frame(text, trigger, _sentence(cuts, trigger), said, near)
            for trigger, said in zip(wanted, found, strict=True)
        )


def _sentence(cuts: Sequence[tuple[int, int]], trigger: Mark) -> tuple[int, int]:
    place = bisect_right(cuts, (trigger[0], trigger[1] + 1_000_000_000)) - 1
    if place >= 0 and cuts[place][1] > trigger[0]:
        return cuts[place]
    return trigger[0], trigger[1]


def _frame(
    text: str,
    trigger: Mark,
    sentence: tuple[int, int],
    said: Sequence[Said],
    entities: Sequence[Mark],
) -> FrameProposal:
    start, end, label = trigger
    low, high = sentence
    # bisect would need keys; a sentence has few entities, an article some hundreds.
    inside = [each for each in entities if low <= each[0] and each[1] <= high]
    arguments = [
        ArgumentProposal(each.role, each.start, each.end, each.score, "role model") for each in said
    ]
    arguments += _numbers(label, said, inside)
    arguments += _only_date(trigger, said, inside)
    arguments.sort(key=lambda each: (each.start, each.end, each.role))
    return FrameProposal(
        start=start,
        end=end,
        label=label,
        suggester=FRAMES,
        arguments=tuple(arguments),
        attributes=attributes_of(text, start, end, sentence=sentence),
    )


def _numbers(
    label: str, said: Sequence[Said], entities: Iterable[Mark]
) -> Iterator[ArgumentProposal]:
    """How many died or were injured, and sums of what changes hands: numbers in the patient."""
    role, kinds = _VICTIMS.get(label, AMOUNT), _NUMBERS if label in _VICTIMS else _SUMS
    inside = list(entities)
    for each in said:
        if each.role != PATIENT:
            continue
        number = next(
            (
                one
                for one in inside
                if one[2] in kinds and each.start <= one[0] and one[1] <= each.end
            ),
            None,
        )
        if number is not None:
            score = round(0.95 * each.score, 4)
            yield ArgumentProposal(role, number[0], number[1], score, "number in the patient")


def _only_date(
    trigger: Mark, said: Sequence[Said], entities: Sequence[Mark]
) -> Iterator[ArgumentProposal]:
    """The date of a sentence that has no other, where the model reads none."""
    dates = [each for each in entities if each[2] in _TIMES]
    if len(dates) == 1 and not any(each.role == TIME for each in said):
        start, end, _ = dates[0]
        is_apart = end <= trigger[0] or start >= trigger[1]
        is_taken = any(each.start <= start and end <= each.end for each in said)
        if is_apart and not is_taken:
            yield ArgumentProposal(TIME, start, end, _ONLY_DATE, "only date of the sentence")
