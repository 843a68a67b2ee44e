"""Inside the worker: tokens and proposals for one article, whatever the suggesters may do."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NoReturn, cast

from annotate.articles import Article, Tokens
from annotate.errors import AnnotateError, PipelineFailedError, PipelineLoadError, SuggesterError
from annotate.own_lists.values import LISTS
from annotate.previews import LONG, suggest_with_previews
from annotate.proposals import checked_proposals
from annotate.spans import Layer
from annotate.suggestions import FRAMES, Proposal, Suggester
from annotate.workers.frames import FrameReading, NotWantedError
from annotate.workers.jobs import (
    ArticlePart,
    ArticlePreview,
    FailureReason,
    JobFinished,
    Step,
    StepStarted,
    SuggesterRun,
    SuggestRequest,
)
from annotate.workers.process import EXIT_OUT_OF_MEMORY

if TYPE_CHECKING:
    from annotate.suggesters import SuggesterInfo
    from annotate.suggesters.news import NewsSuggester
    from annotate.tokenizer.rules import TokenizerRule

_MAX_DETAIL: Final = 500


def load_dotted(name: str) -> object:
    """The attribute behind "module:attr"; only for names that code, not data, has given."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def described(error: BaseException) -> str:
    """Class and text of an exception, for the log and the curious; never raises."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - the exception is foreign, and so is its __str__
        text = ""
    return f"{type(error).__name__}: {text}"[:_MAX_DETAIL].encode("utf-8", "replace").decode()


def sendable(error: AnnotateError) -> AnnotateError:
    """The same error with fields that pickle and unpickle anywhere."""
    plain = {
        key: value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
        for key, value in error.fields.items()
    }
    return type(error)(**plain)


def leave_out_of_memory() -> NoReturn:
    """End the process: after a `MemoryError` the next job should begin with a clean one."""
    os._exit(EXIT_OUT_OF_MEMORY)


class Suggesting:
    """Answers suggest requests; loads each suggester at its first use and keeps it."""

    def __init__(
        self,
        send: Callable[[object], None],
        cancelled: set[str],
        extra: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Answer through `send`; `cancelled` holds ids of jobs that nobody wants any more."""
        self._send = send
        self._cancelled = cancelled
        self._extra = dict(extra)
        self._ours: tuple[str, ...] = ()
        self._loaded: dict[str, Suggester | SuggesterError] = {}
        self._frames = FrameReading(send, self._news, cancelled.__contains__)

    def prepare(self) -> tuple[SuggesterInfo, ...]:
        """Import spaCy, warm the tokenizer, and say which suggesters there are."""
        from annotate.suggesters import BUILT_IN, SuggesterInfo, available, default_names

        self._ours = tuple(name for name in default_names() if name in BUILT_IN)
        _tokens(Article(id="", text="Ready."))
        extra = (
            SuggesterInfo(name, "", name, "", frozenset(Layer), is_default=False)
            for name in self._extra
        )
        found = (*available(), *extra)
        # What is loaded now stays: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        return found

    @property
    def is_cold(self) -> bool:
        """Whether a suggester of ours is not loaded yet."""
        return any(name not in self._loaded for name in self._ours)

    def warm_up(self) -> None:
        """Load the next suggester of ours, so that the first answer comes sooner.

        Those of others are loaded when they are asked for: if they break the process, the
        supervisor then knows whom to blame.
        """
        cold = next(name for name in self._ours if name not in self._loaded)
        with contextlib.suppress(SuggesterError):
            self._suggester("", cold, "")

    def answer(self, request: SuggestRequest) -> None:
        """Send tokens and runs part by part, then the end of the job."""
        job_id = request.job_id
        if request.wants_tokens and job_id not in self._cancelled:
            self._send(StepStarted(job_id, Step.TOKENS))
            self._send_part(request, tokens=_tokens(request.article, request.rules))
        said: list[Proposal] = []
        for name in request.suggesters:
            if job_id in self._cancelled:
                break
            try:
                if name == FRAMES:
                    run = self._run_frames(request, said)
                else:
                    run = self._run(request, name)
                    said += run.proposals
            except NotWantedError:
                break
            self._send_part(request, run=run)
            if run.error is not None and run.error.fields.get("reason") == FailureReason.MEMORY:
                leave_out_of_memory()
        self._cancelled.discard(job_id)
        self._send(JobFinished(job_id))

    def _send_part(
        self,
        request: SuggestRequest,
        *,
        tokens: Tokens | None = None,
        run: SuggesterRun | None = None,
    ) -> None:
        self._send(ArticlePart(request.job_id, request.article.id, request.revision, tokens, run))

    def _run(self, request: SuggestRequest, name: str) -> SuggesterRun:
        began = time.perf_counter()
        version, proposals, dropped, failure = "", (), 0, None
        article = request.article
        try:
            suggester = self._suggester(request.job_id, name, request.project)
            version = str(suggester.version)
            if (name, version) in request.skip_versions:
                return SuggesterRun(name, version, is_skipped=True)
            self._send(StepStarted(request.job_id, Step.SUGGEST, name))
            began = time.perf_counter()
            proposals, dropped = checked_proposals(
                self._ask(request, suggester, name), characters=len(article.text), suggester=name
            )
        except NotWantedError:
            raise
        except BaseException as error:  # noqa: BLE001 - a suggester may raise anything, exit too
            failure = _failure(error, PipelineFailedError, suggester=name, article_id=article.id)
        seconds = time.perf_counter() - began
        return SuggesterRun(name, version, proposals, failure, seconds, dropped)

    def _run_frames(self, request: SuggestRequest, said: Sequence[Proposal]) -> SuggesterRun:
        try:
            return self._frames.run(request, said)
        except Exception as error:  # noqa: BLE001 - whatever it is, the spans are there
            failure = _failure(
                error, PipelineFailedError, suggester=FRAMES, article_id=request.article.id
            )
            return SuggesterRun(FRAMES, error=failure)

    def _ask(self, request: SuggestRequest, suggester: Suggester, name: str) -> Iterable[object]:
        """What it says of the article; of a long one that is being read, parts are sent before."""
        article, near = request.article, request.near
        if near is None or len(article.text) < LONG:
            return suggester.suggest(article)

        def heard(found: Sequence[Proposal], start: int, end: int) -> None:
            if request.job_id in self._cancelled:
                raise NotWantedError
            good, _ = checked_proposals(list(found), characters=len(article.text), suggester=name)
            self._send(ArticlePreview(request.job_id, article.id, name, start, end, good))

        return suggest_with_previews(suggester, article, near=near, heard=heard)

    def _suggester(self, job_id: str, name: str, project: str) -> Suggester:
        if name == LISTS and name not in self._extra:
            from annotate.suggesters.own_lists import of_project

            # They change while the worker lives; what has not changed is kept there.
            self._send(StepStarted(job_id, Step.LOAD, name))
            return of_project(project)
        if name not in self._loaded:
            self._send(StepStarted(job_id, Step.LOAD, name))
            try:
                self._loaded[name] = self._create(name)
            except BaseException as error:  # noqa: BLE001 - a pipeline may raise anything
                self._loaded[name] = _failure(error, PipelineLoadError, suggester=name)
        found = self._loaded[name]
        if isinstance(found, SuggesterError):
            raise found
        return found

    def _news(self) -> NewsSuggester:
        """The built-in suggester; its network is what frames are read with."""
        from annotate.suggesters import NEWS
        from annotate.suggesters.news import NewsSuggester

        found = self._suggester("", NEWS, "")
        # A test may put another one in its place.
        return found if isinstance(found, NewsSuggester) else NewsSuggester()

    def _create(self, name: str) -> Suggester:
        if name in self._extra:
            return cast("Callable[[], Suggester]", load_dotted(self._extra[name]))()
        from annotate.suggesters import create

        return create(name)


def _tokens(article: Article, rules: tuple[TokenizerRule, ...] = ()) -> Tokens:
    """Real tokens, or the stand-ins when the tokenizer refuses the text."""
    from annotate.pipeline import tokens_of

    try:
        return tokens_of(article.text, article.language, rules)
    except Exception:  # noqa: BLE001 - tokens of some kind are always owed
        return Tokens.rough(article.text)


def _failure(error: BaseException, kind: type[SuggesterError], **fields: object) -> SuggesterError:
    if isinstance(error, SuggesterError):
        known = sendable(error)
        assert isinstance(known, SuggesterError)  # noqa: S101 - same class, for the type checker
        return known
    reason = FailureReason.MEMORY if isinstance(error, MemoryError) else FailureReason.RAISED
    return kind(reason=str(reason), detail=described(error), **fields)
