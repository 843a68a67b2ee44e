"""How good suggested arguments are, given the gold triggers and entities of done articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotate.annotations import AnnotationSet
from annotate.articles import ArticleState
from annotate.desk import Desk
from annotate.errors import AnnotateError, EvaluationError
from annotate.evaluation.calibration import Calibration, Judged, calibrate
from annotate.evaluation.marks import Mark
from annotate.evaluation.scores import Scores, relaxed, strict
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.frames.event_frame import EventFrame
    from annotate.frames.suggested import FrameProposal, SuggestedFrame
    from annotate.project import Project
    from annotate.schema.label_schema import LabelSchema
    from annotate.workers.jobs import ArticleSuggested

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class RoleEvaluation:
    """What was counted: scores by role and by event label, and how sure each argument was.

    `triggers` have a gold frame; those without one are not compared.
    """

    articles: int = 0
    triggers: int = 0
    roles: dict[str, Scores] = field(default_factory=dict[str, Scores])
    labels: dict[str, Scores] = field(default_factory=dict[str, Scores])
    judged: list[Judged] = field(default_factory=list[Judged])
    errors: list[AnnotateError] = field(default_factory=list[AnnotateError])

    @property
    def every(self) -> Scores:
        """All roles together."""
        found = Scores()
        for scores in self.roles.values():
            found = found.plus(scores)
        return found

    @property
    def calibration(self) -> Calibration:
        """Whether scores mean what they say."""
        return calibrate(self.judged)


def evaluate_roles(project: Project, *, progress: Progress | None = None) -> RoleEvaluation:
    """Read the triggers of all done articles that have gold frames, and compare; stores nothing.

    Raises `EvaluationError` when there is none.
    """
    from annotate.suggestions import FRAMES
    from annotate.workers.batch import suggest_batch
    from annotate.workers.jobs import ArticleSuggested

    gold = {
        article_id: annotations
        for article_id in project.article_ids(states=(ArticleState.DONE,))
        if (annotations := project.annotations(article_id)).frames
    }
    if not gold:
        raise EvaluationError(source=project.name, reason="no_frames")
    found = RoleEvaluation()
    answers = suggest_batch(
        (project.article(article_id) for article_id in gold),
        suggesters=(FRAMES,),
        marks=lambda article_id: (
            _marks(gold[article_id], Layer.EVENT),
            _marks(gold[article_id], Layer.ENTITY),
        ),
    )
    for done, answer in enumerate(answers, start=1):
        if not isinstance(answer, ArticleSuggested):
            found.errors.append(answer.error)
        elif answer.errors:
            found.errors.extend(answer.errors)
        else:
            _count(found, project, gold[answer.article_id], answer)
        if progress is not None:
            progress(done, len(gold), "")
    return found


def _marks(annotations: AnnotationSet, layer: Layer) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (span.start, span.end, span.label) for span in annotations.spans if span.layer is layer
    )


def _count(
    found: RoleEvaluation, project: Project, gold: AnnotationSet, answer: ArticleSuggested
) -> None:
    desk = Desk(project.article(answer.article_id), gold)
    read = {(frame.start, frame.end): frame for frame in answer.frames}
    found.articles += 1
    for trigger, frames in _triggers(gold):
        proposal = read.get((trigger.start, trigger.end))
        said = _suggested(desk, project.schema, trigger, proposal)
        right = {mark for frame in frames for mark in _gold_marks(gold, frame)}
        guessed = {
            Mark(each.layer, each.start, each.end, each.role): each.score
            for each in (said.arguments if said is not None else ())
        }
        found.triggers += 1
        found.judged += [(score, mark in right) for mark, score in guessed.items()]
        for role in {mark.label for mark in (*right, *guessed)}:
            both = (
                [mark for mark in right if mark.label == role],
                [mark for mark in guessed if mark.label == role],
            )
            scores = Scores(strict(*both), relaxed(*both))
            found.roles[role] = found.roles.get(role, Scores()).plus(scores)
            label = trigger.label
            found.labels[label] = found.labels.get(label, Scores()).plus(scores)


def _suggested(
    desk: Desk, schema: LabelSchema, trigger: Span, proposal: FrameProposal | None
) -> SuggestedFrame | None:
    from annotate.frames.fitting import suggested_frame

    return None if proposal is None else suggested_frame(desk, schema, proposal, trigger)


def _triggers(gold: AnnotationSet) -> Iterator[tuple[Span, list[EventFrame]]]:
    by_trigger: dict[str, list[EventFrame]] = {}
    for frame in gold.frames.values():
        by_trigger.setdefault(frame.trigger_id, []).append(frame)
    for trigger_id, frames in by_trigger.items():
        trigger = gold.spans.get(trigger_id)
        if trigger is not None:
            yield trigger, frames


def _gold_marks(gold: AnnotationSet, frame: EventFrame) -> Iterator[Mark]:
    for argument in frame.arguments:
        span = gold.spans.get(argument.span_id)
        if span is not None:
            yield Mark(span.layer, span.start, span.end, argument.role)


def role_lines(found: RoleEvaluation) -> Iterator[str]:
    """The evaluation as a person reads it in a terminal; figures in per cent."""
    every = found.every
    yield (
        f"{found.triggers} triggers with gold frames in {found.articles} articles, "
        f"{every.strict.gold} gold arguments, {every.strict.found} suggested"
    )
    names = [*found.roles, *found.labels, "all roles"]
    width = max(len(name) for name in names) + 4
    yield ""
    yield f"{'':<{width}}  strict                 relaxed"
    yield f"{'':<{width}}  {'P':>5} {'R':>6} {'F1':>6}   {'P':>5} {'R':>6} {'F1':>6}   gold  found"
    yield _row("all roles", every, width)
    for title, table in (("", found.roles), ("by event", found.labels)):
        if title:
            yield title
        for name, scores in sorted(table.items()):
            yield _row(f"  {name}", scores, width)
    calibration = found.calibration
    yield ""
    yield (
        f"expected calibration error {100 * calibration.error:.1f} of {calibration.count} arguments"
    )


def _row(name: str, scores: Scores, width: int) -> str:
    figures = "   ".join(
        f"{100 * tally.precision:>5.1f} {100 * tally.recall:>6.1f} {100 * tally.f1:>6.1f}"
        for tally in (scores.strict, scores.relaxed)
    )
    return f"{name:<{width}}  {figures}  {scores.strict.gold:>5}  {scores.strict.found:>5}"


def role_data(found: RoleEvaluation) -> dict[str, Any]:
    """The evaluation as JSON can hold it; shares from 0 to 1."""
    return {
        "articles": found.articles,
        "triggers": found.triggers,
        "all": _figures(found.every),
        "roles": {name: _figures(scores) for name, scores in sorted(found.roles.items())},
        "labels": {name: _figures(scores) for name, scores in sorted(found.labels.items())},
        "calibration_error": round(found.calibration.error, 4),
    }


def _figures(scores: Scores) -> dict[str, Any]:
    return {
        name: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "gold": tally.gold,
            "suggested": tally.found,
        }
        for name, tally in (("strict", scores.strict), ("relaxed", scores.relaxed))
    }
