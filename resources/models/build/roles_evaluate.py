"""Scores of the shipped role model on parts that it was not trained on, as the application runs it.

Triggers are the gold ones; entities are what the news suggester says. Strict: span and role, folded
to agent, patient, place and time. Heads: role and the last word of the phrase's core. Whole frames
are measured with the rules and from end to end as well (`roles_whole`).
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotate.articles import Article
from annotate.evaluation.scores import Tally, total
from annotate.frames.suggested import AGENT, PATIENT
from annotate.spans import Layer
from annotate.suggesters.frames import FrameSuggester
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_model import NewsModel
from annotate.suggesters.role_model import Mark, RoleModel, Said
from resources.models.build.roles_gold import ROLE_SETS, GoldEvent, RoleDocument, role_documents
from resources.models.build.roles_score import FOLDED, head_of
from resources.models.build.roles_whole import WholeFrames, whole_lines

log = logging.getLogger("spandesk.build")

_TARGETS: Final = {
    "ewt": ("strict", 55.0),
    "geneva": ("strict", 55.0),
    "plover_gsr": ("heads", 60.0),
}


@dataclass(slots=True)
class RoleOutcome:
    """Counts of one set: strict and by head by role, (score, is right by head) of each answer."""

    strict: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    heads: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    scored: list[tuple[float, bool]] = field(default_factory=list)
    whole: WholeFrames = field(default_factory=WholeFrames)


def evaluate_roles(
    data: Path, folder: Path, *, part: str = "test", style: str | None = None
) -> dict[str, RoleOutcome]:
    """Read every gold trigger of one part; `style` in place of each set's own guideline."""
    news = NewsModel(folder)
    suggester = NewsSuggester(news)
    models = {name: RoleModel(folder, style=style or own) for name, own in ROLE_SETS.items()}
    outcomes: dict[str, RoleOutcome] = {name: RoleOutcome() for name in ROLE_SETS}
    for document in role_documents(data, part):
        article = Article(id=document.id, text=document.text, language="en")
        said_of_all = suggester.suggest(article)
        marks = {
            layer: [(x.start, x.end, x.label) for x in said_of_all if x.layer is layer]
            for layer in Layer
        }
        outcome, model = outcomes[document.source], models[document.source]
        for event, said in _read(document, news, model, marks[Layer.ENTITY]):
            _count(outcome, document.text, event, said)
        frames = FrameSuggester(lambda: news, model)
        _count_whole(outcome.whole, frames, article, document, marks)
    return outcomes


def _count_whole(
    whole: WholeFrames,
    frames: FrameSuggester,
    article: Article,
    document: RoleDocument,
    marks: dict[Layer, list[Mark]],
) -> None:
    """With the rules beside the model; several events on one trigger are read once."""
    triggers = sorted({(event.start, event.end, event.label) for event in document.events})
    found = frames.read(article, triggers, marks[Layer.ENTITY])
    said = {(frame.start, frame.end, frame.label): frame.arguments for frame in found}
    for event in document.events:
        arguments = said.get((event.start, event.end, event.label), ())
        whole.count(document.text, event, arguments, marks[Layer.EVENT])


def _read(
    document: RoleDocument, news: NewsModel, roles: RoleModel, entities: Sequence[Mark]
) -> Iterator[tuple[GoldEvent, list[Said]]]:
    triggers = [(event.start, event.end, event.label) for event in document.events]
    states = news.states_of(document.text, sorted(triggers))
    yield from zip(document.events, roles.read(states, triggers, entities), strict=True)


def _count(outcome: RoleOutcome, text: str, event: GoldEvent, said: Iterable[Said]) -> None:
    gold = [each for each in event.arguments if set(each.roles) & set(FOLDED)]
    found = [each for each in said if each.role in FOLDED]
    for tallies, exact in ((outcome.strict, True), (outcome.heads, False)):
        left = list(gold)
        for each in found:
            place = _place(text, each.start, each.end, exact=exact)
            right = next(
                (
                    one
                    for one in left
                    if each.role in one.roles
                    and _place(text, one.start, one.end, exact=exact) == place
                ),
                None,
            )
            if right is not None:
                left.remove(right)
            tallies[each.role] = tallies[each.role].plus(
                Tally(right=int(right is not None), found=1, gold=int(right is not None))
            )
            if not exact:
                outcome.scored.append((each.score, right is not None))
        for one in left:
            role = next(role for role in one.roles if role in FOLDED)
            tallies[role] = tallies[role].plus(Tally(gold=1))


def _place(text: str, start: int, end: int, *, exact: bool) -> tuple[int, int]:
    return (start, end) if exact else head_of(text, start, end)


def role_lines(outcomes: dict[str, RoleOutcome]) -> Iterator[str]:
    """The table, a line each: of each set, then by role, then how sure scores are."""
    for name, outcome in outcomes.items():
        measure, target = _TARGETS[name]
        for title, by_role in (("strict", outcome.strict), ("heads", outcome.heads)):
            wanted = f"  to reach {target:.0f}" if title == measure else ""
            yield f"{name:11} {title:7} {_figures(total(by_role.values()))}{wanted}"
            roles = (AGENT, PATIENT) if name == "plover_gsr" else FOLDED
            for role in roles:
                if title == measure:
                    yield f"    {role:15} {_figures(by_role[role])}"
        yield from whole_lines(name, outcome.whole)
    scored = [each for outcome in outcomes.values() for each in outcome.scored]
    for low, high in ((0.0, 0.35), (0.35, 0.5), (0.5, 0.65), (0.65, 0.8), (0.8, 0.9), (0.9, 1.01)):
        some = [each for each in scored if low <= each[0] < high]
        if some:
            mean = 100 * sum(score for score, _ in some) / len(some)
            right = 100 * sum(is_right for _, is_right in some) / len(some)
            told = f"score {low:.2f}-{min(high, 1):.2f}: mean {mean:5.1f}"
            yield f"{told}, right {right:5.1f} %, {len(some)} arguments"


def _figures(tally: Tally) -> str:
    values = (tally.precision, tally.recall, tally.f1)
    return " ".join(f"{100 * value:5.1f}" for value in values) + f"  {tally.gold:6} gold"
