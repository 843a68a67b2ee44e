"""What to expect of suggestions from a score on: precision and recall by label.

Two sources: the development figures of the shipped model (`resources/models/news/expected.json`,
made by `python -m resources.models.build.expected --data DIR`), and the done articles of a project,
once there are enough of them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from annotate.evaluation.calibration import operating_points
from annotate.evaluation.marks import Label
from annotate.own_lists.values import LISTS
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.evaluation.evaluate import Evaluation
    from annotate.project import Project
    from annotate.workers.jobs import JobContext

SCORES: Final = tuple(round(0.05 * step, 2) for step in range(20))
"""The scores at which figures are kept: 0 to 0.95."""

FEWEST_ARTICLES: Final = 10
FEWEST_SPANS: Final = 20
"""With fewer done articles, or gold spans of a label, the model's own figures are shown."""

MOST_ARTICLES: Final = 300
"""The last ones done are looked at; older ones change the figures little."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Precision and recall, 0 to 1, of one label from a score on; `gold` spans stand behind it."""

    precision: float
    recall: float
    gold: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall of one label at `SCORES`."""

    gold: int
    precision: tuple[float, ...]
    recall: tuple[float, ...]

    def at(self, score: float) -> Outlook | None:
        """The figures at the first kept score that is not below `score`; none without suggestions.

        A recall of 0 says that nothing is left there, and nothing has no precision.
        """
        place = min(bisect_left(SCORES, round(score, 4)), len(SCORES) - 1)
        if not self.recall[place]:
            return None
        return Outlook(self.precision[place], self.recall[place], self.gold)


@dataclass(frozen=True, slots=True)
class Expectations:
    """Curves by label; `articles` is the number of done articles behind them, 0 for the model's."""

    curves: Mapping[Label, Curve] = field(default_factory=dict[Label, Curve])
    articles: int = 0

    def at(self, label: Label, score: float) -> Outlook | None:
        """What to expect of a label from `score` on, if it is known."""
        curve = self.curves.get(label)
        return curve.at(score) if curve is not None else None


def curves_of(judged: Mapping[Label, Iterable[tuple[float, bool]]], gold: Mapping[Label, int],
              *, fewest: int = 1) -> dict[Label, Curve]:  # fmt: skip
    """A curve for each label with at least so many gold spans."""
    curves: dict[Label, Curve] = {}
    for label, count in gold.items():
        if count >= fewest:
            points = operating_points(judged.get(label, ()), gold=count, scores=SCORES)
            curves[label] = Curve(
                count,
                tuple(round(point.precision, 3) for point in points),
                tuple(round(point.recall, 3) for point in points),
            )
    return curves


def shipped() -> Expectations:
    """The development figures of the shipped model; empty where they are not shipped."""
    file = resources.files("resources") / "models" / "news" / "expected.json"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Expectations()
    return Expectations(curves_from(json.loads(text)["curves"]))


def curves_from(table: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[Label, Curve]:
    """Curves from the table of the file: layer, label, `gold`, `precision`, `recall`."""
    return {
        (Layer(layer), name): Curve(int(row["gold"]), tuple(row["precision"]), tuple(row["recall"]))
        for layer, labels in table.items()
        for name, row in labels.items()
    }


def curves_as_table(curves: Mapping[Label, Curve]) -> dict[str, dict[str, dict[str, object]]]:
    """Curves as the file has them."""
    table: dict[str, dict[str, dict[str, object]]] = {}
    for (layer, name), curve in sorted(curves.items()):
        table.setdefault(str(layer), {})[name] = {
            "gold": curve.gold,
            "precision": list(curve.precision),
            "recall": list(curve.recall),
        }
    return table


def of_evaluation(evaluation: Evaluation) -> Expectations:
    """Figures of an evaluation, for the labels that have enough gold; empty for few articles."""
    articles = len(evaluation.articles)
    if articles < FEWEST_ARTICLES:
        return Expectations(articles=articles)
    gold = {label: scores.strict.gold for label, scores in evaluation.labels.items()}
    return Expectations(curves_of(evaluation.judged, gold, fewest=FEWEST_SPANS), articles)


def of_project(project: Project, suggesters: Sequence[str]) -> Expectations:
    """Figures of the done articles, from the suggestions that are stored for them.

    Articles that not all of `suggesters` have looked at are left out; own lists, which come and
    go, are not waited for.
    """
    from annotate.articles import ArticleState
    from annotate.evaluation.evaluate import evaluate
    from annotate.evaluation.references import project_references
    from annotate.evaluation.running import shown_spans
    from annotate.suggestions import HideRules

    wanted = set(suggesters) - {LISTS}
    ids = project.article_ids(states=(ArticleState.DONE,))
    known = [each for each in ids if wanted <= project.suggester_runs(each).keys()]
    rules = HideRules.of(project.schema)
    pairs = [
        (reference, shown_spans(project.proposals(article_id), rules))
        for article_id, reference in project_references(project, known[-MOST_ARTICLES:])
    ]
    return of_evaluation(evaluate(pairs))


def measure_in_worker(context: JobContext, project: str, suggesters: Sequence[str]) -> Expectations:
    """`of_project` as a job, on a connection of its own."""
    from pathlib import Path

    from annotate.project import Project

    context.progress(0, 0)
    with Project.open(Path(project), read_only=True) as opened:
        return of_project(opened, suggesters)
