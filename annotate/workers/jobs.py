"""Jobs for worker processes: frozen, picklable requests, and the messages that answer them.

Every submitted job is answered by exactly one last message: `ArticleSuggested`, `JobFinished`,
`JobFailed` or `JobStopped`. Before it may come any number of `ArticlePart`, `ArticlePreview`,
`FramesPreview`, `JobProgress` and `JobBatch` messages.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from annotate.articles import Article, Tokens
from annotate.errors import AnnotateError
from annotate.suggestions import Proposal

if TYPE_CHECKING:
    from annotate.frames.suggested import FrameProposal
    from annotate.suggesters import SuggesterInfo
    from annotate.tokenizer.rules import TokenizerRule

FUNCTIONS: Final[Mapping[str, str]] = {
    "read": "annotate.transfers:read_in_worker",
    "preview": "annotate.transfers:preview_in_worker",
    "paste": "annotate.transfers:paste_in_worker",
    "export_format": "annotate.transfers:export_format_in_worker",
    "event_rows": "annotate.event_table.reading:read_in_worker",
    "write_events": "annotate.event_table.writing:write_in_worker",
    "same_words": "annotate.same_words:search_in_worker",
    "label_same_words": "annotate.same_words:edits_in_worker",
    "schema_change": "annotate.schema.steps:plan_in_worker",
    "export": "annotate.tasks:export_in_worker",
    "preview_rules": "annotate.tokenizer.preview:preview_in_worker",
    "readiness": "annotate.readying:readiness_in_worker",
    "check": "annotate.safety_jobs:check_in_worker",
    "repair": "annotate.safety_jobs:repair_in_worker",
    "compare": "annotate.safety_jobs:compare_in_worker",
    "train": "annotate.training.running:train_in_worker",
    "package": "annotate.training.packaging:package_in_worker",
    "measure": "annotate.evaluation.expected:measure_in_worker",
}
"""What a `FunctionJob` may run: its name and the "module:function" behind it."""


def new_job_id() -> str:
    """A fresh job id."""
    return secrets.token_hex(6)


def default_time_limit(characters: int) -> float:
    """Seconds that one suggester may take for a text of so many characters."""
    return 20.0 + 0.001 * characters


class Priority(IntEnum):
    """What goes first: the smaller number; equal ones in the order of submission."""

    OPEN = 0  # the article that the annotator looks at
    NEXT = 1  # the one that is likely to be opened next
    BATCH = 2  # everything else


class FailureReason(StrEnum):
    """Why a suggester gave nothing: `reason` of `PipelineFailedError` or `PipelineLoadError`."""

    RAISED = "raised"  # an exception; `detail` names it
    TIMEOUT = "timeout"  # stopped at its time limit; `seconds`
    DIED = "died"  # the worker process died under it; `detail`
    MEMORY = "memory"  # it asked for more memory than allowed
    SUSPENDED = "suspended"  # it broke the worker too often and is left out until a restart


class StopReason(StrEnum):
    """Why a job ended without a result."""

    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"  # a newer request for the same article took its place
    CLOSED = "closed"  # the supervisor was stopped


# -- requests --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """Tokenise `article` and ask the named suggesters about it, in this order.

    `revision` is the caller's: it comes back in the answer, so that a stale one can be dropped.
    `skip_versions` are (name, version) pairs whose proposals the caller has already: such a run
    comes back empty and marked `is_skipped`. `time_limit_s` holds for each suggester;
    `None` takes `default_time_limit`. `project` is the path of the project file, for suggesters
    that say what the project's own lists say. `near` is the offset that the reader is at: with it,
    `ArticlePreview`s of a long article are sent, its surroundings first. `rules` are the project's
    for the tokens. `triggers` and `entities` (start, end, label) are what the annotator stands for,
    for the suggester of frames; with `is_about_triggers` it reads no frames but for these triggers,
    and `entities` are all that is known around them.
    """

    job_id: str
    article: Article
    revision: int = 0
    suggesters: tuple[str, ...] = ()
    skip_versions: tuple[tuple[str, str], ...] = ()
    time_limit_s: float | None = None
    wants_tokens: bool = True
    project: str = ""
    near: int | None = None
    rules: tuple[TokenizerRule, ...] = ()
    triggers: tuple[tuple[int, int, str], ...] = ()
    entities: tuple[tuple[int, int, str], ...] = ()
    is_about_triggers: bool = False

    @property
    def subject(self) -> tuple[str, str]:
        """Requests with the same subject supersede each other."""
        return ("frames" if self.is_about_triggers else "suggest", self.article.id)

    @property
    def step_limit_s(self) -> float:
        """Seconds that one suggester may take."""
        if self.time_limit_s is not None:
            return self.time_limit_s
        return default_time_limit(len(self.article.text))


@dataclass(frozen=True, slots=True)
class TokensRequest:
    """Tokenise `article` only; answered by `ArticleSuggested` without runs."""

    job_id: str
    article: Article
    revision: int = 0
    time_limit_s: float | None = None

    @property
    def subject(self) -> tuple[str, str]:
        """Requests with the same subject supersede each other."""
        return ("tokens", self.article.id)

    @property
    def step_limit_s(self) -> float:
        """Seconds that the tokenizer may take."""
        return self.as_suggest().step_limit_s

    def as_suggest(self) -> SuggestRequest:
        """The same as a request to no suggester."""
        return SuggestRequest(
            job_id=self.job_id,
            article=self.article,
            revision=self.revision,
            time_limit_s=self.time_limit_s,
        )


@dataclass(frozen=True, slots=True)
class FunctionJob:
    """Run the function that `FUNCTIONS` names, with a `JobContext` and these keyword arguments.

    Arguments, batches and the result must pickle; results may hold plain values and classes of
    `annotate` only. `time_limit_s` is for the whole job; `None` means no limit.
    """

    job_id: str
    function: str
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])
    time_limit_s: float | None = None

    @property
    def subject(self) -> tuple[str, str]:
        """Requests with the same subject supersede each other: function jobs never do."""
        return ("function", self.job_id)

    @property
    def step_limit_s(self) -> float | None:
        """Seconds that the function may take; `None`: no limit."""
        return self.time_limit_s


Request = SuggestRequest | TokensRequest | FunctionJob


class JobContext(Protocol):
    """What a function that runs in the worker may say while it works."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the job is to stop."""
        ...

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Report progress (`total` 0: unknown); raises `JobCancelled` when the job is to stop."""
        ...

    def emit(self, batch: object) -> None:
        """Send a part of the result; waits while the receiver lags; may raise `JobCancelled`."""
        ...

    def wait(self, seconds: float) -> None:
        """Do nothing for so long; raises `JobCancelled` as soon as the job is to stop."""
        ...


JobFunction = Callable[..., object]

# -- answers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SuggesterRun:
    """What one suggester gave for one article.

    `dropped` counts bad proposals: outside the text, without a label or layer, with a score that
    is no number, or more than any article can hold. With an `error` there are no proposals.
    `frames` are those of the suggester of frames; unless `is_whole`, those of some triggers only.
    """

    name: str
    version: str = ""
    proposals: tuple[Proposal, ...] = ()
    error: AnnotateError | None = None
    seconds: float = 0.0
    dropped: int = 0
    is_skipped: bool = False
    frames: tuple[FrameProposal, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """Tokens or one run of a request that still goes on."""

    job_id: str
    article_id: str
    revision: int
    tokens: Tokens | None = None
    run: SuggesterRun | None = None


@dataclass(frozen=True, slots=True)
class ArticlePreview:
    """What a suggester says of `start:end` (code points) while it is at the rest; not to be kept.

    It takes the place of earlier previews of the same suggester in that stretch.
    """

    job_id: str
    article_id: str
    suggester: str
    start: int
    end: int
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class FramesPreview:
    """Frames of some triggers of a long article while the others are read; not to be kept.

    `total` is the number of triggers that are read in all.
    """

    job_id: str
    article_id: str
    frames: tuple[FrameProposal, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ArticleSuggested:
    """The whole answer to a `SuggestRequest` or `TokensRequest`; runs in the order asked for."""

    job_id: str
    article_id: str
    revision: int
    tokens: Tokens
    runs: tuple[SuggesterRun, ...] = ()

    @property
    def dropped(self) -> int:
        """Number of bad proposals that were left out, of all suggesters."""
        return sum(run.dropped for run in self.runs)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Proposals of all runs."""
        return tuple(proposal for run in self.runs for proposal in run.proposals)

    @property
    def frames(self) -> tuple[FrameProposal, ...]:
        """Frames of all runs."""
        return tuple(frame for run in self.runs for frame in run.frames)

    @property
    def errors(self) -> tuple[AnnotateError, ...]:
        """Errors of the suggesters that failed."""
        return tuple(run.error for run in self.runs if run.error is not None)


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a function job is; `total` 0 means that nobody knows."""

    job_id: str
    done: int
    total: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class JobBatch:
    """A part of a function job's result, numbered from 0."""

    job_id: str
    index: int
    value: object


@dataclass(frozen=True, slots=True)
class JobFinished:
    """A function job is done."""

    job_id: str
    value: object = None


@dataclass(frozen=True, slots=True)
class JobFailed:
    """A job ended with an error; whatever batches it sent before stand."""

    job_id: str
    error: AnnotateError


@dataclass(frozen=True, slots=True)
class JobStopped:
    """A job ended because nobody wants it any more."""

    job_id: str
    reason: StopReason


class WorkerState(StrEnum):
    """What the worker process is doing."""

    STOPPED = "stopped"  # not started, closed, or resting until the next job
    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    DOWN = "down"  # it died too often; only `restart()` brings it back


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """State of the worker: which suggesters it found, how long it took to start (seconds).

    `deaths` counts the processes lost since the start; `error` says why it is down or what went
    wrong while it started; `suspended` are suggesters that are left out until a restart.
    """

    state: WorkerState
    suggesters: tuple[SuggesterInfo, ...] = ()
    seconds: float = 0.0
    deaths: int = 0
    waiting: int = 0
    error: AnnotateError | None = None
    suspended: tuple[str, ...] = ()


Answer = (
    WorkerStatus
    | ArticlePart
    | ArticlePreview
    | FramesPreview
    | ArticleSuggested
    | JobProgress
    | JobBatch
    | JobFinished
    | JobFailed
    | JobStopped
)
"""What a supervisor delivers."""

# -- between the supervisor and its worker ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """First message to a worker. `extra_*` are (name, "module:attr") pairs named by code only.

    Without `parent_pid` (0) the worker ends with its input alone, not with its parent.
    """

    memory_bytes: int = 4 << 30
    niceness: int = 5
    is_suggesting: bool = True
    extra_suggesters: tuple[tuple[str, str], ...] = ()
    extra_functions: tuple[tuple[str, str], ...] = ()
    parent_pid: int = 0


@dataclass(frozen=True, slots=True)
class WorkerReady:
    """The worker has loaded what it needs, in so many seconds."""

    suggesters: tuple[SuggesterInfo, ...]
    seconds: float


class Step(StrEnum):
    """What the worker begins to do, so that the supervisor knows whom to blame."""

    TOKENS = "tokens"
    LOAD = "load"
    SUGGEST = "suggest"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class StepStarted:
    """The worker begins a step of a job."""

    job_id: str
    step: Step
    suggester: str = ""


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Stop this job at the next chance."""

    job_id: str


@dataclass(frozen=True, slots=True)
class TakenBatch:
    """A batch of this job has arrived and found a place: room for another."""

    job_id: str
