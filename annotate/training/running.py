"""One training from project to pipeline, in a worker process: export, train, judge, describe."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.errors import AnnotateError, JobCancelled, TrainingError
from annotate.spans import Layer
from annotate.training.card import card_text
from annotate.training.docs import EVENTS
from annotate.training.judging import (
    JUDGED,
    GoldKeeper,
    articles_of,
    evaluation_of,
    look_for,
    scores_of,
)
from annotate.training.learning_curve import SHARES
from annotate.training.loop import Outcome, Watch, train_pipeline
from annotate.training.origin import begin_from
from annotate.training.runs import (
    DATA,
    FINISH,
    GOLD,
    KEPT,
    PAUSE,
    POINTS,
    RUN,
    CurvePoint,
    Point,
    Run,
    RunState,
    Scores,
    SplitMade,
    TrainRequest,
    best_pipeline,
    last_pipeline,
    read_run,
    runs_folder,
    write_run,
)
from annotate.training.shares import cut_share
from annotate.training.splits import Side

if TYPE_CHECKING:
    from annotate.training.dataset import AnnotatedArticle
    from annotate.training.export import ExportOptions
    from annotate.training.report import ExportReport
    from annotate.workers.jobs import JobContext

_PAUSED_S: Final = 0.1
"""Between two looks whether a pause is over."""
_TELLING_LOOK: Final = 2
"""At the first one, progress that came just before would hold the word back."""


def train_in_worker(context: JobContext, request: TrainRequest) -> Run:
    """Train as asked; emits the `Run` whenever more is known of it, and each `Point`.

    Raises `TrainingError`, `ExportError`, and `JobCancelled`; the folder says then what became of
    the run.
    """
    folder = Path(request.folder)
    job = _Job(context, request, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return job.run()
    except JobCancelled:
        job.end(RunState.CANCELLED)
        raise
    except AnnotateError as error:
        job.end(RunState.FAILED, str(error.fields.get("reason", "")))
        raise
    except OSError as error:
        job.end(RunState.FAILED, str(error))
        raise TrainingError(
            reason="forbidden", path=str(folder), detail=error.strerror or str(error)
        ) from error
    except _OF_SPACY as error:
        detail = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        job.end(RunState.FAILED, detail)
        raise TrainingError(reason="failed", path=str(folder / DATA), detail=detail) from error


_OF_SPACY: Final = (
    ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError, ImportError,
    AssertionError,
)  # fmt: skip
"""What initialising and updating a pipeline on data that it cannot learn was seen to raise."""


class _Job:
    """One run under way."""

    def __init__(self, context: JobContext, request: TrainRequest, folder: Path) -> None:
        self._context = context
        self._request = request
        self._folder = folder
        self._run = request.run
        self._layers: tuple[Layer, ...] = tuple(Layer)

    def run(self) -> Run:
        for name in (PAUSE, FINISH):
            (self._folder / name).unlink(missing_ok=True)
        self._tell()
        source = Path(self._request.source) if self._request.source else None
        if source is None:
            self._export()
        else:
            self._take_over(source)
        self._tell()
        outcome = self._train(source)
        self._run = replace(
            self._run,
            steps=outcome.steps,
            best_step=outcome.best_step,
            best_score=round(max(outcome.best_score, 0.0), 5),
            seconds=round(outcome.seconds, 1),
        )
        self._judge()
        self.end(RunState.FINISHED)
        if source is None and self._asks_for_curve:
            self._train_shares()
            self.end(RunState.FINISHED)
        return self._run

    @property
    def _asks_for_curve(self) -> bool:
        learning = self._request.options.learning
        return learning is not None and learning.has_curve

    def end(self, state: RunState, problem: str = "") -> None:
        """Note what has become of the run where it can be noted; without data nothing is left."""
        if not self._run.fingerprint:
            with contextlib.suppress(OSError):
                (self._folder / RUN).unlink()
                self._folder.rmdir()
                if self._folder.parent == runs_folder(Path(self._request.project)):
                    self._folder.parent.rmdir()  # unless there are other runs
            return
        if self._run.state is RunState.FINISHED:
            # What went wrong or was cancelled since is the curve: the pipeline has its scores.
            state, problem = RunState.FINISHED, ""
        self._run = replace(self._run, state=state, problem=problem)
        with contextlib.suppress(OSError):
            write_run(self._folder, self._run)
        if not self._context.is_cancelled:  # nobody listens to a job that was cancelled
            self._context.emit(self._run)

    def _tell(self) -> None:
        write_run(self._folder, self._run)
        self._context.emit(self._run)

    # -- the data ----------------------------------------------------------------------------------

    def _export(self) -> None:
        from annotate.project import Project
        from annotate.tasks import annotated_articles, export_articles

        options = self._request.options
        with Project.open(Path(self._request.project), read_only=True) as project:
            keeper = GoldKeeper(project.label_counts())

            def articles() -> Iterator[AnnotatedArticle]:
                every = annotated_articles(project, include_unfinished=options.include_unfinished)
                return keeper.watch(every)

            report = export_articles(
                project,
                articles,
                self._folder / DATA,
                options=options,
                progress=lambda done, total, _: self._context.progress(done, total, "export"),
                is_cancelled=lambda: self._context.is_cancelled,
            )
        sides = {
            side: [each.id for each in articles_of(self._folder / DATA / f"{side}.spacy")]
            for side in JUDGED
        }
        keeper.write(self._folder, sides)
        self._context.emit(SplitMade(dict(report.memory)))
        self._describe(report, options, keeper.fingerprint)
        if options.learning is not None and options.learning.origin:
            self._begin_from(options.learning.origin, report)

    def _begin_from(self, name: str, report: ExportReport) -> None:
        """Let the training begin from a pipeline that is there, and rehearse what it knows."""
        from annotate.project import Project
        from annotate.tasks import as_project_has_it, unannotated_articles

        self._tell()
        self._context.progress(0, 0, "rehearse")
        train = report.sides[Side.TRAIN]
        with Project.open(Path(self._request.project), read_only=True) as project:
            begun = begin_from(
                name,
                self._folder / DATA,
                self._folder,
                unannotated_articles(project),
                options=as_project_has_it(project, self._request.options),
                words=train.tokens,
                has_rejected=train.rejected > 0,
                progress=lambda done, total: self._context.progress(done, total, "rehearse"),
                is_cancelled=lambda: self._context.is_cancelled,
            )
        self._run = replace(self._run, origin=name, rehearsed=begun.rehearsed)

    def _describe(self, report: ExportReport, options: ExportOptions, fingerprint: str) -> None:
        self._run = replace(
            self._run,
            components=report.components,
            span_categorizer=report.span_categorizer,
            seed=options.split.seed,
            articles={str(side): each.articles for side, each in report.sides.items()},
            spans={str(side): each.spans for side, each in report.sides.items()},
            fingerprint=fingerprint,
            spacy=report.spacy_version,
        )

    def _take_over(self, source: Path) -> None:
        """Train on what an earlier run was trained on, from where it stopped."""
        before = read_run(source)
        if before is None or not (last_pipeline(source) / "meta.json").is_file():
            name = self._request.run.continues
            raise TrainingError(reason="no_checkpoint", name=name, path=str(source))
        shutil.copytree(source / DATA, self._folder / DATA, dirs_exist_ok=True)
        shutil.copyfile(source / GOLD, self._folder / GOLD)
        config = self._folder / DATA / "config.cfg"
        if steps := _asked_steps(self._request.options):
            from annotate.training.config import with_steps

            config.write_text(with_steps(config.read_text("utf-8"), steps), encoding="utf-8")
        self._run = replace(
            self._run,
            components=before.components,
            span_categorizer=before.span_categorizer,
            seed=before.seed,
            articles=before.articles,
            spans=before.spans,
            fingerprint=before.fingerprint,
            spacy=before.spacy,
        )

    # -- the steps ---------------------------------------------------------------------------------

    def _train(self, source: Path | None) -> Outcome:
        meta = {
            "name": _module_name(Path(self._request.project).stem),
            "version": f"0.{self._run.number}.0",
            "description": "Entity and event spans, trained on articles annotated in Spandesk.",
            "spandesk": {"event_labels": self._event_labels(), "run": self._run.id},
        }
        self._run = replace(self._run, max_steps=self._planned_steps())
        self._tell()
        self._context.progress(0, self._run.max_steps, "train")
        with (self._folder / POINTS).open("w", encoding="utf-8") as lines:

            def on_point(point: Point) -> None:
                lines.write(json.dumps(asdict(point)) + "\n")
                lines.flush()
                self._context.emit(point)
                self._context.progress(point.step, self._run.max_steps, "train")

            return train_pipeline(
                self._folder / DATA,
                self._folder / "model",
                meta=meta,
                watch=Watch(on_point, self._is_wanted),
                source=last_pipeline(source) if source is not None else None,
                seed=self._run.seed,
            )

    def _is_wanted(self) -> bool:
        """Wait while there is a pause; whether another step is to be taken."""
        looks = 0
        while True:
            if self._context.is_cancelled:
                raise JobCancelled
            if (self._folder / FINISH).exists():
                return False
            if not (self._folder / PAUSE).exists():
                return True
            looks += 1
            if looks == _TELLING_LOOK:
                self._context.progress(0, 0, "pause")
            self._context.wait(_PAUSED_S)

    def _planned_steps(self) -> int:
        from thinc.api import Config

        config: Any = Config().from_disk(self._folder / DATA / "config.cfg", interpolate=False)
        return int(config["training"]["max_steps"])

    def _event_labels(self) -> list[str]:
        table: Any = json.loads((self._folder / DATA / "labels.json").read_text("utf-8"))
        return [str(row["label"]) for row in table["events"]]

    # -- what it is worth --------------------------------------------------------------------------

    def _judge(self) -> None:
        self._context.progress(0, 0, "judge")
        best = best_pipeline(self._folder)
        look_for(best, self._folder / DATA, self._folder, layers=self._learned_layers())
        self._run = replace(self._run, scores=_scores_of(self._folder))
        meta: Any = json.loads((best / "meta.json").read_text("utf-8"))
        text = card_text(self._run, meta, train=_labels_of(self._folder / DATA, Side.TRAIN))
        (best / "README.md").write_text(text, encoding="utf-8")

    # -- what less data is worth -------------------------------------------------------------------

    def _train_shares(self) -> None:
        """Train on shares of the data as well; each is added to the curve when it is scored."""
        for share in SHARES:
            if (self._folder / FINISH).exists():
                return
            folder = self._folder / f"share-{share}"
            try:
                point = self._train_share(share, folder)
            except (AnnotateError, *_OF_SPACY):
                continue  # a share can have nothing to learn where the whole has
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            if point is None:
                return
            self._run = replace(self._run, curve=(*self._run.curve, point))
            self._tell()

    def _train_share(self, share: int, folder: Path) -> CurvePoint | None:
        """What a share is worth; nothing when it was to be finished at once."""
        note = f"curve {share}"
        self._context.progress(0, 0, note)
        articles, spans = cut_share(
            self._folder / DATA, folder / DATA, share=share, seed=self._run.seed
        )
        shutil.copyfile(self._folder / GOLD, folder / GOLD)

        def on_point(point: Point) -> None:
            self._context.progress(point.step, self._run.max_steps, note)

        train_pipeline(
            folder / DATA,
            folder / "model",
            meta={},
            watch=Watch(on_point, self._is_wanted),
            seed=self._run.seed,
        )
        if (self._folder / FINISH).exists():
            return None
        look_for(best_pipeline(folder), folder / DATA, folder, layers=self._learned_layers())
        return CurvePoint(share, articles, spans, _scores_of(folder))

    def _learned_layers(self) -> list[Layer]:
        """Layers that the components learn: a group of one's own holds both."""
        layers = {Layer.ENTITY} if "ner" in self._run.components else set[Layer]()
        if "spancat" in self._run.components:
            report: Any = json.loads((self._folder / DATA / "report.json").read_text("utf-8"))
            key = report["training"]["spans_key"] or EVENTS
            layers |= {Layer.EVENT} if key == EVENTS else set(Layer)
        return sorted(layers)


def _scores_of(folder: Path) -> Scores:
    """The scores of a run in `folder`, by side."""
    return {
        side: scores_of(found)
        for side in (*JUDGED, KEPT)
        if (found := evaluation_of(folder, side)) is not None
    }


def _asked_steps(options: ExportOptions) -> int:
    return options.learning.steps if options.learning is not None else 0


def _labels_of(data: Path, side: Side) -> dict[str, int]:
    """How often each label occurs on a side of an export."""
    report: Any = json.loads((data / "report.json").read_text("utf-8"))
    counts = report["spans"]["by_side"][str(side)]
    return {**counts["entities"], **counts["events"]}


def _module_name(stem: str) -> str:
    """A name for a package, of small letters, digits and single underscores."""
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in stem.lower())
    return "_".join(part for part in letters.split("_") if part) or "spandesk"
