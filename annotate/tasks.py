"""The work on a whole project, step by step: suggest, accept, export, figures.

The command line calls these directly; the window runs the heavy ones in its worker process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate import verbs
from annotate.articles import IN_USE, ArticleState
from annotate.edits import PutSpan, primitives
from annotate.errors import AnnotateError
from annotate.project import Project, ProposalBatch, Why
from annotate.tokenizer.rules import SETTING, rules_from

if TYPE_CHECKING:
    from annotate.articles import Article
    from annotate.desk import Desk
    from annotate.frames.suggested import SuggestedFrame
    from annotate.training.dataset import AnnotatedArticle
    from annotate.training.export import ExportOptions, ExportReport
    from annotate.workers.jobs import ArticleSuggested, JobContext

Progress = Callable[[int, int, str], None]

# -- suggest ---------------------------------------------------------------------------------------


def keep_answer(project: Project, answer: ArticleSuggested) -> Future[None]:
    """Store what the suggesters said about one article, without waiting for it."""
    return project.write_suggestions(answer.article_id, _batches_of(answer), tokens=answer.tokens)


def keep_frames(project: Project, answer: ArticleSuggested) -> Future[None]:
    """Store the frames of some triggers of one article; its tokens were not asked for."""
    return project.write_suggestions(answer.article_id, _batches_of(answer))


def _batches_of(answer: ArticleSuggested) -> list[ProposalBatch]:
    """What there is to be stored of an answer: runs that failed or brought nothing new are not."""
    return [
        ProposalBatch(
            run.name,
            run.version,
            run.proposals,
            run.seconds,
            run.dropped,
            frames=run.frames,
            is_whole=run.is_whole,
        )
        for run in answer.runs
        if run.error is None and not run.is_skipped
    ]


def suggest_project(
    project: Project, *, suggesters: Sequence[str], progress: Progress | None = None
) -> tuple[int, list[AnnotateError]]:
    """Store suggestions for all articles that one of these suggesters has not looked at.

    Own lists look again when they have changed. Returns how many articles were looked at, and what
    went wrong with some; raises a `StoreError` when something could not be stored.
    """
    from annotate.suggesters import with_frames
    from annotate.workers.batch import suggest_batch
    from annotate.workers.jobs import JobFailed

    suggesters = with_frames(suggesters, has_roles=project.schema.has_roles)
    waiting = [each for each in project.article_ids() if _has_news(project, each, suggesters)]
    errors: list[AnnotateError] = []
    writing: list[Future[None]] = []
    articles = (project.article(article_id) for article_id in waiting)
    answers = suggest_batch(
        articles,
        suggesters=suggesters,
        project=str(project.path),
        rules=rules_from(project.setting(SETTING)),
        known=lambda article_id: tuple(project.suggester_runs(article_id).items()),
    )
    for done, answer in enumerate(answers, start=1):
        if isinstance(answer, JobFailed):
            errors.append(answer.error)
        else:
            writing.append(keep_answer(project, answer))
            errors.extend(answer.errors)
        if progress is not None:
            progress(done, len(waiting), "")
    for future in writing:
        future.result()
    return len(waiting), errors


def _has_news(project: Project, article_id: str, suggesters: Sequence[str]) -> bool:
    """Whether a suggester has not looked at the article, or own lists have changed since."""
    from annotate.own_lists.values import LISTS
    from annotate.suggesters.own_lists import version_of

    runs = project.suggester_runs(article_id)
    if not set(suggesters) <= runs.keys():
        return True
    return LISTS in suggesters and runs[LISTS] != version_of(project.lists.revision)


# -- accept ----------------------------------------------------------------------------------------


def accept_article(
    project: Project,
    article_id: str,
    *,
    min_score: float = 0.0,
    has_events: bool = False,
    is_done: bool = False,
    annotator: str = "",
) -> int:
    """Accept the visible suggestions of an article, and mark it done if asked; how many.

    With `has_events` events that are suggested with arguments are accepted whole, as the window
    does: first, so that a trigger that comes with them is not accepted bare.

    It is on its way to the disk then: call `Project.require_durable` after the last article.
    """
    desk = project.open_article(article_id)
    hand = verbs.Hand(annotator or project.annotator)
    accepted = _accept_events(project, desk, hand, min_score) if has_events else 0
    edit = verbs.accept_all(desk, hand=hand, min_score=min_score)
    if edit is not None:
        desk.apply(edit)
        accepted += sum(isinstance(item, PutSpan) for item in primitives(edit))
        project.write_edit(desk.article, edit, why=Why.COMMAND, title="accept all")
    if is_done and (step := verbs.set_state(desk, ArticleState.DONE)) is not None:
        desk.apply(step)
        project.write_edit(desk.article, step, why=Why.COMMAND, title="mark done")
    return accepted


def _accept_events(project: Project, desk: Desk, hand: verbs.Hand, min_score: float) -> int:
    from annotate.frames.accepting import accept_frames, open_parts
    from annotate.frames.offers import frames_of_desk

    proposals = project.frame_proposals(desk.article.id)
    frames = [
        frame
        for frame in frames_of_desk(desk, project.schema, proposals)
        if open_parts(desk, frame) and min(frame.score, _score(desk, frame)) >= min_score
    ]
    edit = accept_frames(desk, project.schema, frames, hand=hand)
    if edit is None:
        return 0
    desk.apply(edit)
    project.write_edit(desk.article, edit, why=Why.COMMAND, title="accept all frames")
    return sum(isinstance(item, PutSpan) for item in primitives(edit))


def _score(desk: Desk, frame: SuggestedFrame) -> float:
    """How sure the trigger is; one that a person stands for is."""
    trigger = desk.suggestions.get(frame.trigger_id)
    return trigger.score if trigger is not None else 1.0


# -- export ----------------------------------------------------------------------------------------


def annotated_articles(
    project: Project, *, include_unfinished: bool = False
) -> Iterator[AnnotatedArticle]:
    """The gold of the project, article by article."""
    from annotate.training.dataset import AnnotatedArticle, rejected_spans

    states = None if include_unfinished else (ArticleState.DONE,)
    for article_id in project.article_ids(states=states):
        article = project.article(article_id)
        if article.state is ArticleState.SKIPPED:
            continue
        annotations = project.annotations(article_id)
        yield AnnotatedArticle(
            article=article,
            spans=tuple(annotations.spans),
            frames=tuple(annotations.frames.values()),
            chains=tuple(annotations.chains.values()),
            relations=tuple(annotations.relations.values()),
            complete=tuple(annotations.complete.values()),
            rejected=rejected_spans(annotations.decisions.values()),
        )


def unannotated_articles(project: Project) -> Iterator[Article]:
    """Articles that nobody has annotated and nobody has skipped."""
    states = (ArticleState.NEW, ArticleState.IN_PROGRESS)
    for article_id in project.article_ids(states=states):
        if not len(project.annotations(article_id).spans):
            yield project.article(article_id)


def export_project(
    project: Project,
    out: Path,
    *,
    options: ExportOptions,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write spaCy training data of the project to the folder `out`; raises `ExportError`.

    Give the report's `memory` to `remember_split` afterwards.
    """
    return export_articles(
        project,
        lambda: annotated_articles(project, include_unfinished=options.include_unfinished),
        out,
        options=options,
        progress=progress,
        is_cancelled=is_cancelled,
    )


def export_articles(
    project: Project,
    articles: Callable[[], Iterator[AnnotatedArticle]],
    out: Path,
    *,
    options: ExportOptions,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """`export_project` with articles of the project that the caller hands on."""
    from annotate.training.export import export_spacy

    options = as_project_has_it(project, options)

    def count(done: int, total: int) -> None:
        if progress is not None:
            progress(done, total, "")

    with project.steady():
        return export_spacy(
            articles(),
            out,
            options=options,
            schema=project.schema,
            progress=count,
            is_cancelled=is_cancelled,
        )


def as_project_has_it(project: Project, options: ExportOptions) -> ExportOptions:
    """The options with what the project has: tokenizer rules, labels, a split that was made."""
    rule = options.split
    labels = frozenset(project.label_counts()) if options.include_unfinished else frozenset()
    options = replace(options, rules=rules_from(project.setting(SETTING)), labels=labels)
    kept = project.setting(_split_setting(rule.train, rule.dev, rule.test, rule.seed))
    return replace(options, memory=json.loads(kept)) if kept and options.memory is None else options


def remember_split(project: Project, memory: Mapping[str, Any]) -> Future[None] | None:
    """Keep what an export says about its split, so that no article changes its side later.

    None when the project knows it already.
    """
    name = _split_setting(memory["train"], memory["dev"], memory["test"], memory["seed"])
    value = json.dumps(memory, sort_keys=True)
    if project.setting(name) == value:
        return None
    return project.set_setting(name, value)


def _split_setting(train: int, dev: int, test: int, seed: int) -> str:
    return f"split {train},{dev},{test} seed {seed}"


def export_in_worker(
    context: JobContext, project: str, out: str, options: ExportOptions
) -> ExportReport:
    """`export_project` as a job, on a connection of its own."""
    with Project.open(Path(project), read_only=True) as opened:
        return export_project(
            opened,
            Path(out),
            options=options,
            progress=context.progress,
            is_cancelled=lambda: context.is_cancelled,
        )


# -- figures ---------------------------------------------------------------------------------------


def project_stats(project: Project) -> dict[str, Any]:
    """Counts of a project as plain data: articles, spans, suggestions, decisions."""
    labels: dict[str, dict[str, int]] = {"entity": {}, "event": {}}
    for (layer, label), count in sorted(project.label_counts().items()):
        labels[str(layer)][label] = count
    figures, counts = project.figures(), project.counts()
    return {
        "project": project.name,
        "schema": project.schema.name,
        "articles": {
            "total": sum(counts[state] for state in IN_USE),
            **{str(state): count for state, count in counts.items()},
        },
        "characters": figures.totals["characters"],
        "spans": {
            "total": sum(sum(counts.values()) for counts in labels.values()),
            **labels,
        },
        "frames": figures.totals["frames"],
        "relations": figures.totals["relations"],
        "suggestions": figures.suggestions,
        "suggested_articles": figures.totals["suggested_articles"],
        "decisions": figures.decisions,
        "complete_regions": figures.totals["complete_regions"],
        "history": figures.totals["history"],
    }
