"""Suggestions without a project: JSON Lines in, JSON Lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.articles import Article
from annotate.batch import suggest_batch
from annotate.errors import AnnotateError, ArticleUnreadableError, ExportError
from annotate.exchange.drafts import Refusal
from annotate.exchange.jsonl_suggest import (
    SuggestRequest,
    answer_frames,
    answer_spans,
    encode_answer,
    read_requests,
)
from annotate.jobs import ArticleSuggested
from annotate.suggesters import with_frames
from annotate.tasks import visible_suggestions

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class StatelessReport:
    """How it went: lines answered, lines refused, suggesters that failed."""

    answered: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    errors: list[AnnotateError] = field(default_factory=list)


def suggest_file(
    source: Path,
    target: Path,
    *,
    suggesters: Sequence[str],
    has_frames: bool = False,
    progress: Progress | None = None,
) -> StatelessReport:
    """Answer each line of `source` in `target`, in the order of the lines.

    With `has_frames` each line tells the event frames that are read, with their attributes.

    A bad line is in the report with its number and the rest goes on. Raises
    `ArticleUnreadableError` and `ExportError` for the files themselves.
    """
    report = StatelessReport()
    suggesters = with_frames(suggesters, has_roles=has_frames)
    draft = target.with_name(f".{target.name}.new")
    try:
        stream = source.open("rb")
    except OSError as error:
        raise ArticleUnreadableError(source=str(source), reason="missing") from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with stream, draft.open("wb") as out:
            requests = _good(read_requests(stream, source=str(source)), report)
            for request, answer in _in_order(requests, suggesters):
                report.errors.extend(answer.errors)
                spans = answer_spans(request, visible_suggestions(answer))
                frames = answer_frames(request, answer.frames, spans) if has_frames else None
                out.write(encode_answer(request, spans, frames))
                report.answered += 1
                if progress is not None:
                    progress(report.answered, 0, "")
        draft.replace(target)
    except OSError as error:
        raise ExportError(path=str(target), reason=str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return report


def _good(
    lines: Iterator[SuggestRequest | Refusal], report: StatelessReport
) -> Iterator[SuggestRequest]:
    for line in lines:
        if isinstance(line, Refusal):
            report.refusals.append(line)
        else:
            yield line


def _in_order(
    requests: Iterator[SuggestRequest], suggesters: Sequence[str]
) -> Iterator[tuple[SuggestRequest, ArticleSuggested]]:
    """Answers come as they are ready; they go out in the order of the requests."""
    asked: dict[str, SuggestRequest] = {}
    ready: dict[str, ArticleSuggested] = {}

    def articles() -> Iterator[Article]:
        for number, request in enumerate(requests):
            asked[str(number)] = request
            yield Article(id=str(number), text=request.text.seen)

    following = 0
    for answer in suggest_batch(articles(), suggesters=suggesters):
        if not isinstance(answer, ArticleSuggested):
            raise answer.error
        ready[answer.article_id] = answer
        while (key := str(following)) in ready:
            yield asked.pop(key), ready.pop(key)
            following += 1
