"""The commands `train` and `package`: a pipeline from a project, and an installable package."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate import tasks
from annotate.cli.command_line import (
    INCLUDE_UNFINISHED,
    end_progress,
    open_project,
    percentages,
    progress,
    project_path,
    readable,
    say,
    split_rule,
    writable,
)
from annotate.clock import now
from annotate.errors import AnnotateError, StoreBusyError, StoreReadOnlyError, TrainingError
from annotate.messages import sentence
from annotate.shells import as_typed

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.training.runs import Point, Run

_STAGES = {
    "export": "exporting",
    "rehearse": "reading with the origin",
    "train": "steps",
    "judge": "scoring",
    "pause": "paused",
}


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add both commands to the grammar."""
    made = command(
        "train",
        train,
        "Train a spaCy pipeline on the done articles of a project, and score it; or list the runs.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "--out", metavar="DIR", type=writable, help="the folder to write; default: one of its own "
        "in PROJECT-training, beside the project"
    )  # fmt: skip
    made.add_argument(
        "--components", metavar="NAMES", default="ner,spancat", type=_names,
        help="what learns: ner (entities), spancat (events) or both; default: ner,spancat",
    )  # fmt: skip
    made.add_argument(
        "--steps", metavar="N", type=_positive, default=0,
        help="at most so many steps; default: as the amount of data asks",
    )  # fmt: skip
    made.add_argument(
        "--spancat", choices=["auto", "single", "overlapping"], default="auto",
        help="one label for each stretch, or any number; default: as the spans ask",
    )  # fmt: skip
    made.add_argument(
        "--spans-key", metavar="KEY", default="",
        help="let spancat learn every span of both layers, in this span group, for example sc",
    )  # fmt: skip
    made.add_argument(
        "--split", metavar="TRAIN,DEV,TEST", type=percentages, default=(80, 10, 10),
        help="percentages of articles; default: 80,10,10",
    )  # fmt: skip
    made.add_argument(
        "--seed", metavar="N", type=int, default=0, help="another seed, another split; default: 0"
    )
    made.add_argument(
        INCLUDE_UNFINISHED, action="store_true", help="also articles that are not done"
    )
    made.add_argument(
        "--curve", action="store_true", help="also train on 25, 50 and 75 percent of the data, and "
        "say what more would bring",
    )  # fmt: skip
    made.add_argument(
        "--from", metavar="ORIGIN", dest="origin", default="", help="begin from this pipeline "
        "without forgetting what it knows: a run, a folder, an installed pipeline or a suggester",
    )  # fmt: skip
    made.add_argument(
        "--resume", metavar="RUN", help="train on from the last pipeline of this run, on its data"
    )
    made.add_argument("--runs", action="store_true", help="list the runs of the project instead")
    made.add_argument("--json", action="store_true", help="print JSON")

    made = command(
        "package",
        package,
        "Make an installable Python package, with a model card, of a trained pipeline.",
    )
    made.add_argument(
        "source",
        metavar="SOURCE",
        type=readable,
        help="a project with runs, or a folder with a pipeline",
    )
    made.add_argument("directory", metavar="OUT", type=writable, help="the folder to write into")
    made.add_argument("--run", metavar="RUN", default="", help="which run; default: the last")
    made.add_argument(
        "--name",
        metavar="NAME",
        default="",
        help="name of the package, without the language; default: that of the project",
    )
    made.add_argument(
        "--version", metavar="X.Y.Z", default="", help="version of the package; default: 0.RUN.0"
    )
    made.add_argument("--json", action="store_true", help="print JSON")


# -- train -----------------------------------------------------------------------------------------


def train(given: argparse.Namespace) -> int:
    """Train, or list what was trained."""
    if given.runs:
        return _list_runs(given)
    from annotate.training.runs import TrainRequest, find_run, new_run, read_run
    from annotate.training.supervised import run_job

    with open_project(given.project, read_only=True) as opened:
        path = opened.path
        origin = _origin(opened, given)
        run = new_run(opened, at=now(), folder=given.out)
        source = ""
        if given.resume is not None:
            earlier = find_run(opened, given.resume)
            source = str(earlier.path(path))
            run = _continuing(run, earlier)
    folder = run.path(path)
    show = None if given.json else progress("training")

    def on_progress(done: int, total: int, note: str) -> None:
        if show is not None:
            show(done, total, _STAGES.get(note, note))

    def on_batch(value: object) -> None:
        _take(value, path, is_quiet=given.json)

    request = TrainRequest(str(path), str(folder), run, _options(given, origin), source)
    try:
        done = run_job("train", on_batch=on_batch, on_progress=on_progress, request=request)
    except (KeyboardInterrupt, AnnotateError):
        if (stopped := read_run(folder)) is not None:
            _take(stopped, path, is_quiet=True)
        raise
    end_progress()
    if given.json:
        say(json.dumps({**asdict(_run(done)), "folder": str(folder)}, indent=1))
    else:
        for line in _lines(_run(done), folder):
            say(line)
    return 0


def _run(value: object) -> Run:
    from annotate.training.runs import Run

    assert isinstance(value, Run)  # noqa: S101 - what the job returns; for the type checker
    return value


def _continuing(run: Run, earlier: Run) -> Run:
    from dataclasses import replace

    return replace(run, continues=earlier.id)


def _origin(project: Project, given: argparse.Namespace) -> str:
    """The suggester that a training begins from, for what was asked for; raises `TrainingError`."""
    name: str = given.origin
    if name and given.resume is not None:
        given.parser.error("--from and --resume exclude each other")
    from annotate.suggesters import LEXICON, SPACY_PREFIX, available
    from annotate.training.runs import best_pipeline, find_run, runs

    if not name:
        return ""
    if any(name in (run.id, str(run.number)) for run in runs(project)):
        pipeline = best_pipeline(find_run(project, name).path(project.path))
        return SPACY_PREFIX + str(pipeline.absolute())
    if Path(name).is_dir():
        best = Path(name) / "model" / "model-best"
        return SPACY_PREFIX + str((best if best.is_dir() else Path(name)).absolute())
    there = {info.name for info in available()}
    found = next((x for x in (name, SPACY_PREFIX + name) if x in there), "")
    prefix, colon, path = name.partition(":")
    if (
        not found
        and colon
        and f"{prefix}:" in (SPACY_PREFIX, f"{LEXICON}:")
        and Path(path).exists()
    ):
        found = name
    if not found:
        given.parser.error(
            f"there is no {name} to begin from: name a run (“spandesk train PROJECT --runs”), a "
            "folder with a pipeline, an installed pipeline or a suggester (“spandesk suggesters”)"
        )
    return found


def _options(given: argparse.Namespace, origin: str) -> Any:  # noqa: ANN401 - ExportOptions, imported late
    from annotate.training.export import ExportOptions
    from annotate.training.learning import Learning

    return ExportOptions(
        split=split_rule(given.split, given.seed),
        spans_key=given.spans_key,
        include_unfinished=given.include_unfinished,
        learning=Learning(
            components=given.components,
            steps=given.steps,
            spans=given.spancat,
            has_curve=given.curve,
            origin=origin,
        ),
    )


def _take(value: object, path: Path, *, is_quiet: bool) -> None:
    """Keep what the worker says of a run, and show what it says of a step."""
    from annotate.training.runs import Point, Run, RunState, SplitMade, keep_run

    match value:
        case Point() if not is_quiet and value.score is not None:
            end_progress()
            say(_point_line(value))
            sys.stdout.flush()  # it is to be seen while it goes on, in a pipe too
        case SplitMade():
            _write(path, lambda project: tasks.remember_split(project, value.memory))
        case Run() if value.state is not RunState.RUNNING or value.fingerprint:
            _write(path, lambda project: keep_run(project, value))
        case _:
            pass


def _write(path: Path, write: Callable[[Any], Any]) -> None:
    """Write to the project; where it is open elsewhere, the folder of the run knows as much."""
    try:
        with open_project(path) as opened:
            if (writing := write(opened)) is not None:
                writing.result()
    except (StoreBusyError, StoreReadOnlyError):
        pass


def _point_line(point: Point) -> str:
    losses = "  ".join(f"{name} {value:.2f}" for name, value in point.losses.items())
    mark = "  best" if point.is_best else ""
    score = 100 * (point.score or 0.0)
    return f"step {point.step:>6}   score {score:5.1f}   loss {losses}{mark}"


_NO_SIDE = {
    "dev": "no articles; the scores above are those of the training articles, and say nothing of "
    "new text. Finish another article",
    "test": "no articles",
}
"""What is said of a side that is empty."""


def _lines(run: Run, folder: Path) -> list[str]:
    lines = [
        (
            f"run {run.number} ({run.id}): {', '.join(run.components)}, {run.steps} steps, "
            f"best at {run.best_step}, {run.seconds:.0f} s"
        )
    ]
    if run.origin:
        lines.append(f"began from {run.origin}; {run.rehearsed} articles rehearsed")
    for side in ("dev", "test", "kept"):
        table = run.scores.get(side)
        if not table:
            if side != "kept":
                lines.append(f"{side}: {_NO_SIDE[side]}")
            continue
        lines.append(f"{side:<28} {'P':>6} {'R':>6} {'F1':>6}   gold")
        for key, item in table.items():
            name = key if " " not in key else "  " + key.partition(" ")[2]
            shares = (item.precision, item.recall, item.f1)
            figures = " ".join(f"{100 * share:6.1f}" for share in shares)
            lines.append(f"  {name:<26} {figures} {item.gold:>6}")
    lines += _curve_lines(run)
    lines.append(f"pipeline: {folder / 'model' / 'model-best'}")
    return lines


def _curve_lines(run: Run) -> Iterator[str]:
    """What shares of the data were worth, and what more would bring."""
    from annotate.training.learning_curve import curve_of, fields, outlook, outlook_words

    for side in ("dev", "test") if run.curve else ():
        for layer in ("entity", "event"):
            curve = curve_of(run, side, layer)
            if not curve:
                continue
            shown = "  ".join(f"{share} % {100 * score:.1f}" for share, _, score in curve)
            yield f"learning curve, {side} {layer}: {shown}"
            found = outlook(curve)
            yield "  " + outlook_words(found).format(**fields(found))


def _list_runs(given: argparse.Namespace) -> int:
    from annotate.training.runs import RunState, runs

    with open_project(given.project, read_only=True) as opened:
        every = runs(opened)
    if given.json:
        say(json.dumps([asdict(run) for run in every], indent=1))
        return 0
    if not every:
        say(sentence(TrainingError(reason="no_runs")))
        return 0
    say(
        f"{'run':>3} {'trained':<11} {'state':<10} {'components':<12} {'train':>6} {'steps':>6} "
        f"{'dev ent':>8} {'dev evt':>8} {'test ent':>8} {'test evt':>8}  data"
    )
    for run in every:
        # Whether one is at it just now cannot be told from here.
        state = "unfinished" if run.state is RunState.RUNNING else str(run.state)
        shares = " ".join(
            f"{_share(run.figures(side, layer)):>8}"
            for side in ("dev", "test")
            for layer in ("entity", "event")
        )
        say(
            f"{run.number:>3} {run.at[:10]:<11} {state:<10} {'+'.join(run.components):<12} "
            f"{run.articles.get('train', 0):>6} {run.steps:>6} {shares}  {run.fingerprint[:8]}"
        )
    return 0


def _share(figures: Any) -> str:  # noqa: ANN401 - Figures or None, imported late
    return "" if figures is None else f"{100 * figures.f1:.1f}"


# -- package ---------------------------------------------------------------------------------------


def package(given: argparse.Namespace) -> int:
    """Make a package of a pipeline folder or of a run."""
    from annotate.training.packaging import Package
    from annotate.training.supervised import run_job

    made = run_job(
        "package",
        pipeline=str(_pipeline(given)),
        out=str(given.directory),
        name=given.name,
        version=given.version,
    )
    assert isinstance(made, Package)  # noqa: S101 - what the job returns; for the type checker
    if given.json:
        data: Mapping[str, Any] = asdict(made)
        say(json.dumps(data, ensure_ascii=False, indent=1))
        return 0
    say(f"{made.name} {made.version}: {made.folder}")
    say(f"install it with: {as_typed('pip', 'install', made.wheel)}")
    return 0


def _pipeline(given: argparse.Namespace) -> Path:
    source: Path = given.source
    if source.is_dir():
        best = source / "model" / "model-best"
        return best if (best / "meta.json").is_file() else source
    from annotate.training.runs import best_pipeline, find_run

    with open_project(source, read_only=True) as opened:
        return best_pipeline(find_run(opened, given.run).path(opened.path))


# -- arguments -------------------------------------------------------------------------------------


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not names or not set(names) <= {"ner", "spancat"}:
        message = f"ner, spancat or both are wanted, as in ner,spancat, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return names


def _positive(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        message = f"a whole number from 1 on is wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return value
