"""Suggestions for articles with gold, computed by the supervised worker, and compared with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.articles import Article, ArticleState
from annotate.errors import AnnotateError, EvaluationError
from annotate.evaluation.evaluate import Evaluation, evaluate, labels_of
from annotate.evaluation.marks import Found, Reference, Scope, found_of
from annotate.evaluation.references import project_references, reference_of_record
from annotate.suggestions import HideRules, Proposal, hide_suggestions, merge_proposals

if TYPE_CHECKING:
    from annotate.exchange.drafts import Refusal
    from annotate.exchange.jsonl_suggest import SeenText
    from annotate.project import Project

Progress = Callable[[int, int, str], None]
Pairs = list[tuple[Reference, Sequence[Found]]]


@dataclass(slots=True)
class Run:
    """One evaluation: what was counted, by whom, and what went wrong on the way."""

    suggesters: tuple[str, ...]
    evaluation: Evaluation | None = None
    refusals: list[Refusal] = field(default_factory=list)
    errors: list[AnnotateError] = field(default_factory=list)


def shown_spans(proposals: Sequence[Proposal], rules: HideRules | None = None) -> list[Found]:
    """What an annotator would see of proposals for an article without gold and decisions."""
    rules = rules or HideRules()
    merged = merge_proposals(proposals, rules.aliases)
    flagged = hide_suggestions(merged, gold=(), decisions={}, rules=rules)
    return [found_of(item) for item in flagged if item.hidden is None]


def evaluate_file(
    path: Path,
    *,
    suggesters: Sequence[str],
    scope: Scope,
    counts_all_labels: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Evaluate against the gold records of `path`; bad lines are in `refusals`.

    Unless `scope` names labels or all of them count, those count that the gold uses anywhere.
    Raises `EvaluationError` when no record can be used, and `ArticleUnreadableError` for the file.
    """
    from annotate.exchange.drafts import Refusal
    from annotate.exchange.gold_jsonl import read_gold
    from annotate.exchange.jsonl_suggest import SeenText

    run = Run(tuple(suggesters))
    references: dict[str, Reference] = {}
    texts: dict[str, SeenText] = {}
    for item in read_gold(path):
        if isinstance(item, Refusal):
            run.refusals.append(item)
            continue
        key = str(len(references))
        references[key] = reference_of_record(item)
        texts[key] = SeenText.from_given(item.text)
    if not references:
        if run.refusals and run.refusals[0].line is None:  # of the file itself
            raise run.refusals[0].error
        raise EvaluationError(source=str(path), reason="no_records")

    def spans(article_id: str, proposals: Sequence[Proposal]) -> list[Found]:
        place = texts[article_id].given_offset
        return [
            Found(mark._replace(start=place(mark.start), end=place(mark.end)), score)
            for mark, score in shown_spans(proposals)
        ]

    articles = (Article(id=key, text=text.seen) for key, text in texts.items())
    pairs = _pairs(references, articles, run, spans, progress)
    if scope.labels is None and not counts_all_labels:
        scope = replace(scope, labels=labels_of(references.values()))
    run.evaluation = replace(evaluate(pairs, scope), failed=len(references) - len(pairs))
    return run


def evaluate_project(
    project: Project,
    *,
    suggesters: Sequence[str],
    scope: Scope,
    rules: HideRules | None = None,
    progress: Progress | None = None,
) -> Run:
    """Evaluate against the done articles of a project; nothing is stored.

    All labels of its schema count unless `scope` says otherwise. Raises `EvaluationError` when no
    article is done.
    """
    ids = project.article_ids(states=(ArticleState.DONE,))
    if not ids:
        raise EvaluationError(source=project.name, reason="nothing_done")
    run = Run(tuple(suggesters))
    references = dict(project_references(project, ids))
    rules = rules or HideRules.of(project.schema)
    articles = (project.article(article_id) for article_id in ids)

    def spans(_: str, proposals: Sequence[Proposal]) -> list[Found]:
        return shown_spans(proposals, rules)

    pairs = _pairs(references, articles, run, spans, progress, project=project)
    run.evaluation = replace(evaluate(pairs, scope), failed=len(references) - len(pairs))
    return run


def _pairs(
    references: dict[str, Reference],
    articles: Iterator[Article],
    run: Run,
    spans: Callable[[str, Sequence[Proposal]], list[Found]],
    progress: Progress | None,
    *,
    project: Project | None = None,
) -> Pairs:
    """References with their suggestions, in order; articles that no suggester managed are left out.

    An article where one of several suggesters failed would count against the others, so it is
    left out as well.
    """
    from annotate.workers.batch import suggest_batch
    from annotate.workers.jobs import ArticleSuggested

    answered: dict[str, list[Found]] = {}
    path = str(project.path) if project is not None else ""
    answers = suggest_batch(articles, suggesters=run.suggesters, project=path)
    for done, answer in enumerate(answers, start=1):
        if not isinstance(answer, ArticleSuggested):
            run.errors.append(answer.error)
        elif answer.errors:
            run.errors.extend(answer.errors)
        else:
            answered[answer.article_id] = spans(answer.article_id, answer.proposals)
        if progress is not None:
            progress(done, len(references), "")
    return [(reference, answered[key]) for key, reference in references.items() if key in answered]
