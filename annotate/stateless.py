"""Suggestions without a project: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.desk import Desk
from annotate.errors import AnnotateError, ArticleUnreadableError, ExportError
from annotate.exchange.drafts import Refusal
from annotate.exchange.jsonl_suggest import (
    SuggestRequest,
    answer_frames,
    answer_spans,
    encode_answer,
    read_requests,
)
from annotate.frames.offers import frames_of_desk
from annotate.schema.shipped import find_schema
from annotate.store.desks import hide_rules
from annotate.suggesters import with_frames
from annotate.suggestions import HideRules
from annotate.targets import HEAD, require_free, require_own
from annotate.training.staging import as_export_error
from annotate.workers.batch import suggest_batch
from annotate.workers.jobs import ArticleSuggested

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema

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
    schema: LabelSchema | None = None,
    has_frames: bool = False,
    is_forced: bool = False,
    progress: Progress | None = None,
) -> StatelessReport:
    """Answer each line of `source` in `target`, in the order of the lines.

    With a `schema` the spans are those that a new project with it would show, under its names;
    without one all are told. With `has_frames` each line tells the event frames that the window
    would suggest, by the roles and attributes of the schema, or of that of new projects.

    A bad line is in the report with its number and the rest goes on. What is at `target` and are no
    earlier answers is replaced only when it `is_forced`, a project or `source` never. Raises
    `ArticleUnreadableError` and `ExportError` for the files themselves.
    """
    require_free(target, inputs=[source])
    if target.is_dir():
        raise ExportError(path=str(target), reason="not_a_file")
    if not is_forced:
        require_own(target, _are_answers)
    report = StatelessReport()
    roles = schema or find_schema()
    has_frames = has_frames and roles.has_roles
    suggesters = with_frames(suggesters, has_roles=has_frames)
    draft = target.with_name(f".{target.name}.new")
    try:
        stream = source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error
    try:
        with stream, _opened(draft) as out:
            requests = _good(read_requests(stream, source=str(source)), report)
            for request, answer in _in_order(requests, suggesters):
                report.errors.extend(answer.errors)
                desk = _desk_of(request, answer, schema)
                spans = answer_spans(request, desk.suggestions)
                frames = (
                    answer_frames(request, frames_of_desk(desk, roles, answer.frames))
                    if has_frames
                    else None
                )
                out.write(encode_answer(request, spans, frames))
                report.answered += 1
                if progress is not None:
                    progress(report.answered, 0, "")
        draft.replace(target)
    except OSError as error:
        raise as_export_error(target, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return report


def _opened(draft: Path) -> BinaryIO:
    draft.parent.mkdir(parents=True, exist_ok=True)
    return draft.open("wb")


def _are_answers(head: bytes) -> bool:
    """Whether a file begins with a line as we write it: an object with spans, however long."""
    line, end, _ = head.partition(b"\n")
    is_cut = not end and len(head) == HEAD
    return line.startswith(b"{") and (is_cut or b'"spans":' in line.replace(b" ", b""))


def _unreadable(source: Path, error: OSError) -> ArticleUnreadableError:
    """What the system says of a file that does not open, as what a person can do about it."""
    reason = {errno.ENOENT: "missing", errno.ENOTDIR: "missing", errno.EISDIR: "is_folder"}.get(
        error.errno or 0, "permission" if isinstance(error, PermissionError) else "cannot_read"
    )
    detail = error.strerror or str(error)
    return ArticleUnreadableError(source=str(source), reason=reason, detail=detail)


def _desk_of(request: SuggestRequest, answer: ArticleSuggested, schema: LabelSchema | None) -> Desk:
    """What would lie on the desk if the text were the only article of a new project."""
    text = request.text.seen
    return Desk(
        Article(id=answer.article_id, text=text),
        AnnotationSet(article_id=answer.article_id, length=len(text)),
        tokens=answer.tokens,
        proposals=answer.proposals,
        rules=HideRules() if schema is None else hide_rules({}, schema),
    )


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
