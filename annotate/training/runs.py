"""Runs of training: what is asked, what is kept of each in the project, and where its files are.

A run has a folder of its own, beside the project unless it was named: `data/` is an export that
trains by itself, `model/model-best` and `model/model-last` the pipelines, `run.json` what the
project keeps too. The project lists its runs among its settings, so they go with every backup.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from annotate.errors import TrainingError
from annotate.suggesters import SPACY_PREFIX

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.training.export import ExportOptions

DATA: Final = "data"
"""Folder of a run that holds the export it was trained on."""
GOLD: Final = "gold.json"
"""File of a run with the gold of its dev and test articles."""
KEPT: Final = "kept"
"""Side of articles that nobody annotated, compared with what the origin of a training says."""
POINTS: Final = "points.jsonl"
"""File of a run with what was seen on the way, a `Point` a line."""
RUN: Final = "run.json"
PAUSE: Final = "pause"
"""While this file is in the folder of a run, its training waits."""
FINISH: Final = "finish"
"""Once this file is in the folder of a run, its training takes no further step."""
_LIST: Final = "training runs"
_SETTING: Final = "training run "


class RunState(StrEnum):
    """What has become of a run; one that is `RUNNING` without a process was broken off."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Point:
    """What is seen at one step; `losses` by component, for each step since the last point.

    `score` is what the best pipeline is chosen by, 0 to 1, where the step was scored on dev;
    `scores` what it is made of. `seconds` since the training began.
    """

    step: int
    epoch: int
    losses: Mapping[str, float]
    seconds: float
    score: float | None = None
    scores: Mapping[str, float] = field(default_factory=dict[str, float])
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Strict precision, recall and F1, 0 to 1, with the number of gold spans."""

    precision: float
    recall: float
    f1: float
    gold: int


Scores = Mapping[str, Mapping[str, Figures]]
"""By side, then by "entity", "event" or "entity LABEL", "event LABEL"."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a share (percent) of the training articles was worth."""

    share: int
    articles: int
    spans: int
    scores: Scores = field(default_factory=dict[str, Mapping[str, Figures]])


@dataclass(frozen=True, slots=True)
class Run:
    """One training; what the project keeps of it.

    `folder` is absolute, or relative to the project's folder. `articles` and `spans` are counted by
    side. `curve` are the smaller shares of the data that were trained on as well. `origin` is the
    pipeline that the training began from, and `rehearsed` how many articles it was shown of what
    that one says. `scores` on the side "kept" compare with that one on articles apart.
    `fingerprint` is SHA-256 over the exported gold: equal ones have trained on the same data.
    """

    id: str
    number: int
    at: str
    folder: str
    state: RunState = RunState.RUNNING
    components: tuple[str, ...] = ()
    span_categorizer: str = ""
    max_steps: int = 0
    steps: int = 0
    best_step: int = 0
    best_score: float = 0.0
    seconds: float = 0.0
    seed: int = 0
    articles: Mapping[str, int] = field(default_factory=dict[str, int])
    spans: Mapping[str, int] = field(default_factory=dict[str, int])
    scores: Scores = field(default_factory=dict[str, Mapping[str, Figures]])
    curve: tuple[CurvePoint, ...] = ()
    origin: str = ""
    rehearsed: int = 0
    fingerprint: str = ""
    spacy: str = ""
    continues: str = ""
    problem: str = ""

    def path(self, project: Path) -> Path:
        """Its folder, for a project file at `project`."""
        return project.parent / self.folder

    @property
    def origin_name(self) -> str:
        """What it began from, without its place: a run's folder, a pipeline or a suggester."""
        name = self.origin.removeprefix(SPACY_PREFIX)
        place = Path(name)
        is_of_run = place == best_pipeline(place.parent.parent)
        return (place.parent.parent if is_of_run else place).name

    def figures(self, side: str, key: str) -> Figures | None:
        """Scores of a side, for a layer, or for a layer and a label with a blank between."""
        return self.scores.get(side, {}).get(key)


@dataclass(frozen=True, slots=True)
class SplitMade:
    """What the export of a run says of its split; the project is to remember it."""

    memory: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """What the worker is asked: train `run` in `folder` on the project at `project`.

    With `source` (a folder of an earlier run) its data is taken as it is and its last pipeline is
    trained on, with a fresh optimizer, since spaCy keeps none.
    """

    project: str
    folder: str
    run: Run
    options: ExportOptions
    source: str = ""


def runs_folder(project: Path) -> Path:
    """Where the runs of a project lie unless they are told another place."""
    return project.with_name(f"{project.stem}-training")


def best_pipeline(folder: Path) -> Path:
    """The best pipeline of a run in `folder`."""
    return folder / "model" / "model-best"


def last_pipeline(folder: Path) -> Path:
    """The last pipeline of a run in `folder`, to be trained on."""
    return folder / "model" / "model-last"


def new_run(project: Project, *, at: str, folder: Path | None = None) -> Run:
    """The next run of a project; raises `TrainingError` when `folder` is there and not empty."""
    number = max((run.number for run in runs(project)), default=0) + 1
    run_id = f"{at[:10].replace('-', '')}-{secrets.token_hex(3)}"
    chosen = folder or runs_folder(project.path) / run_id
    if chosen.exists() and (not chosen.is_dir() or any(chosen.iterdir())):
        raise TrainingError(reason="folder_exists", path=str(chosen))
    absolute, home = chosen.absolute(), project.path.absolute().parent
    is_near = absolute.is_relative_to(home)
    place = absolute.relative_to(home).as_posix() if is_near else str(absolute)
    return Run(id=run_id, number=number, at=at, folder=place)


def runs(project: Project) -> list[Run]:
    """Every run of a project, the first one first: those it lists, and those that lie beside it.

    A run that was made while the project was open elsewhere is only there.
    """
    found: dict[str, Run] = {}
    beside = runs_folder(project.path)
    for path in sorted(beside.glob(f"*/{RUN}")) if beside.is_dir() else []:
        if (run := read_run(path.parent)) is not None:
            found[run.id] = run
    for run_id in project.setting(_LIST).splitlines():
        run = run_from(project.setting(_SETTING + run_id))
        # What was broken off while the project was closed is known to the folder only.
        if run is not None and (run.id not in found or run.state is not RunState.RUNNING):
            found[run.id] = run
    return sorted(found.values(), key=lambda run: (run.number, run.at, run.id))


def find_run(project: Project, name: str) -> Run:
    """The run with this id or number, or the last one for ""; raises `TrainingError`."""
    every = runs(project)
    if not every:
        raise TrainingError(reason="no_runs")
    if not name:
        return every[-1]
    for run in reversed(every):
        if name in (run.id, str(run.number)):
            return run
    raise TrainingError(reason="no_run", name=name)


def keep_run(project: Project, run: Run) -> Future[None]:
    """List a run in the project, or what has become of it."""
    known = project.setting(_LIST).splitlines()
    if run.id not in known:
        project.set_setting(_LIST, "\n".join([*known, run.id]))
    return project.set_setting(_SETTING + run.id, run_text(run))


def write_run(folder: Path, run: Run) -> None:
    """Write `run.json`; raises `OSError`."""
    draft = folder / f".{RUN}.new"
    draft.write_text(run_text(run), encoding="utf-8")
    draft.replace(folder / RUN)


def read_run(folder: Path) -> Run | None:
    """The run in a folder, if there is one."""
    try:
        return run_from((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def run_text(run: Run) -> str:
    """A run as JSON."""
    return json.dumps(asdict(run), ensure_ascii=False, sort_keys=True)


def run_from(text: str) -> Run | None:
    """The run in a JSON text; none in one that is damaged or of a later version."""
    try:
        data: Any = json.loads(text)
        known = {item.name for item in fields(Run)}
        plain = {name: value for name, value in data.items() if name in known}
        run = Run(**plain)
        return replace(
            run,
            state=RunState(run.state),
            components=tuple(run.components),
            scores=_scores_from(plain.get("scores", {})),
            curve=tuple(_curve_point(each) for each in plain.get("curve", ())),
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _curve_point(data: Mapping[str, Any]) -> CurvePoint:
    scores = _scores_from(data.get("scores", {}))
    return CurvePoint(int(data["share"]), int(data["articles"]), int(data["spans"]), scores)


def _scores_from(data: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, Figures]]:
    return {
        side: {key: Figures(**cast("Any", figures)) for key, figures in table.items()}
        for side, table in data.items()
    }


def read_points(folder: Path) -> list[Point]:
    """What was seen in the run of a folder; a line that was cut off is left out."""
    try:
        lines = (folder / POINTS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    points: list[Point] = []
    for line in lines:
        try:
            points.append(Point(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return points


def pause(folder: Path) -> None:
    """Let the training in `folder` wait before its next step; raises `OSError`."""
    (folder / PAUSE).touch()


def go_on(folder: Path) -> None:
    """Let the training in `folder` go on; raises `OSError`."""
    (folder / PAUSE).unlink(missing_ok=True)


def finish(folder: Path) -> None:
    """Let the training in `folder` take no further step and be scored; raises `OSError`."""
    (folder / FINISH).touch()
    go_on(folder)
