"""Gold to spaCy training data: one directory that trains with one command."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.articles import ArticleState
from annotate.complete.marks import LabelName
from annotate.errors import ExportError, JobCancelled
from annotate.pipeline import TOKENIZER_NAME, blank, import_spacy
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.tokenizer.rules import TokenizerRule, tokenizer_name
from annotate.training.config import DEBUG_COMMAND, TRAIN_COMMAND, TrainingPlan, make_config
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docbin import DocBinWriter
from annotate.training.docs import EVENTS, RESERVED_KEYS, build_doc
from annotate.training.figures import Figures, notices
from annotate.training.known import Needed
from annotate.training.learning import Learning, narrowed
from annotate.training.project_file import project_text
from annotate.training.readme import readme_text
from annotate.training.report import (
    ExportReport,
    labels_as_data,
    report_as_data,
    suggester_reach,
)
from annotate.training.splits import (
    Side,
    SideAssigner,
    SplitMemory,
    SplitRule,
    remembered,
    split_key,
)
from annotate.training.staging import REPORT_FILE, earlier_report, staged_directory
from annotate.training.tokenizer import tokenizer_as_data
from annotate.training.verify import Expected, expected_of, verify_file

if TYPE_CHECKING:
    from spacy.language import Language

CODE_FILE: Final = "functions.py"
FILES: Final = (
    *(f"{side}.spacy" for side in Side),
    "config.cfg",
    CODE_FILE,
    "tokenizer.json",
    "labels.json",
    "project.yml",
    "README.txt",
    REPORT_FILE,
)
"""Every file of an export, in the order in which they are written."""
_CODE: Final = Path(__file__).with_name("exported") / CODE_FILE
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_PROGRESS_STEP: Final = 20

Progress = Callable[[int, int], object]
"""Called with the number of articles done and their total (0: unknown)."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export.

    `spans_key` names a further span group for all spans of both layers, and makes the span
    categorizer learn that group instead of the events. `language` is the tokenizer's, that of the
    first article when empty. `memory` is what the last export reported as `memory`, so that no
    article changes its side. `total` is the number of articles, for progress. `learning` narrows
    what the configuration trains; the data stays whole. `rules` are the project's
    own for the tokenizer. `labels` are those that the data has: a region of an unfinished article
    must be complete for those that a component learns.
    """

    split: SplitRule = field(default_factory=SplitRule)
    spans_key: str = ""
    include_unfinished: bool = False
    language: str = ""
    memory: Mapping[str, Any] | None = None
    total: int = 0
    learning: Learning | None = None
    rules: tuple[TokenizerRule, ...] = ()
    labels: frozenset[LabelName] = frozenset()

    @property
    def needed(self) -> Needed:
        """What a region of an unfinished article must be complete for."""
        return Needed.of(self.labels, spans_key=self.spans_key)

    def __post_init__(self) -> None:
        """Refuse a group name that cannot be one; raises `ExportError`, reason "bad_spans_key"."""
        key = self.spans_key
        if key and (key in RESERVED_KEYS or not _KEY.fullmatch(key)):
            raise ExportError(path="", reason="bad_spans_key", key=key)


def export_spacy(
    articles: Iterable[AnnotatedArticle],
    out: Path,
    *,
    options: ExportOptions,
    schema: LabelSchema,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the directory `out` and return what is in it.

    Articles are taken one at a time, and `out` appears when everything is written and read back.
    Raises `ExportError` (reason "nothing_done" without articles, "no_spans" without anything to
    learn, "foreign_files", "read_back", …) and `JobCancelled`; `out` is then as it was.
    """
    with warnings.catch_warnings(record=True) as caught, staged_directory(out) as staging:
        warnings.simplefilter("always")
        job = _Export(out, staging, options, schema, is_cancelled or _never)
        job.collect(articles, progress)
        job.require_something_to_learn()
        return job.write(caught)


_LEFT_OUT = frozenset({ArticleState.SKIPPED, ArticleState.REMOVED})
"""States of articles that no export takes, asked or not."""


def _never() -> bool:
    return False


def wanted_articles(
    articles: Iterable[AnnotatedArticle], *, include_unfinished: bool, left_out: Counter[str]
) -> Iterator[AnnotatedArticle]:
    """Those that an export takes; the others are counted in `left_out`, by the reason."""
    for annotated in articles:
        state = annotated.article.state
        if state is ArticleState.DONE:
            yield annotated
        elif state in _LEFT_OUT or not include_unfinished:
            left_out[str(state)] += 1
        elif annotated.spans or annotated.complete:
            yield annotated
        else:
            left_out["without_spans"] += 1


class _Export:
    """One run of the export."""

    def __init__(
        self,
        out: Path,
        staging: Path,
        options: ExportOptions,
        schema: LabelSchema,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._started = time.perf_counter()
        self._out = out
        self._staging = staging
        self._options = options
        self._schema = schema
        self._is_cancelled = is_cancelled
        self._figures = Figures()
        self._left_out: Counter[str] = Counter()
        self._sides = SideAssigner[AnnotatedArticle](
            options.split, lambda item: split_key(item.article.text), split_memory(out, options)
        )
        self._nlp: Language
        self._writers: dict[Side, DocBinWriter] = {}
        self._expected: dict[Side, list[Expected]] = {side: [] for side in Side}
        self._verified = 0

    def collect(self, articles: Iterable[AnnotatedArticle], progress: Progress | None) -> None:
        """Turn each article into a doc of its side; raises `ExportError` when there is none."""
        wanted = wanted_articles(
            articles,
            include_unfinished=self._options.include_unfinished,
            left_out=self._left_out,
        )
        first = next(wanted, None)
        if first is None:
            raise ExportError(path=str(self._out), reason="nothing_done", **self._left_out)
        self._nlp = blank(self._options.language or first.article.language, self._options.rules)
        # No rule of a tokenizer asks for them, and to work them out for each new word takes longer
        # than all the rest.
        vocab: Any = self._nlp.vocab
        vocab.lex_attr_getters = {}
        self._writers = {side: DocBinWriter(self._nlp.vocab) for side in Side}
        order = {
            label.name: index for index, label in enumerate(self._schema.in_layer(Layer.ENTITY))
        }
        stream = self._sides.assign(itertools.chain([first], wanted))
        done = 0
        for done, (side, annotated) in enumerate(stream, start=1):
            self._check_cancelled()
            self._add(side, annotated, order)
            if progress is not None and done % _PROGRESS_STEP == 0:
                progress(done, self._options.total)
        if progress is not None:
            progress(done, self._options.total)

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise JobCancelled

    def _add(self, side: Side, annotated: AnnotatedArticle, order: Mapping[str, int]) -> None:
        built = build_doc(
            self._nlp,
            annotated,
            label_order=order,
            spans_key=self._options.spans_key,
            needed=self._options.needed,
        )
        self._figures.add(side, annotated, built)
        self._writers[side].add(built.doc)
        article = annotated.article
        self._expected[side].append(expected_of(article.id, article.text, built.placed))

    def require_something_to_learn(self) -> None:
        """Raise `ExportError` when no training article has a span: spaCy could not train."""
        train = self._figures.sides[Side.TRAIN]
        if not train.entities and not train.events:
            raise ExportError(path=str(self._out), reason="no_spans", articles=train.articles)

    def write(self, caught: list[warnings.WarningMessage]) -> ExportReport:
        """Write every file, read the docs back, and report."""
        for side in Side:
            self._check_cancelled()
            path = self._staging / f"{side}.spacy"
            self._writers.pop(side).write(path)
            self._verified += verify_file(path, self._expected[side], self._nlp.vocab)
        tokenizer = tokenizer_as_data(self._nlp.tokenizer)
        plan = self._plan()
        self._write_text("config.cfg", make_config(plan))
        shutil.copyfile(_CODE, self._staging / CODE_FILE)
        self._write_json("tokenizer.json", tokenizer)
        entries = (
            (label.name, str(label.layer), label.title, label.colour, label.guideline)
            for label in self._schema.labels
        )
        self._write_json("labels.json", labels_as_data(entries, self._figures.sides))
        report = self._report(plan, caught, is_rule_based=tokenizer["kind"] == "rules")
        self._write_text("project.yml", project_text(report))
        self._write_text("README.txt", readme_text(report))
        self._write_json(REPORT_FILE, report_as_data(report))
        return report

    def _plan(self) -> TrainingPlan:
        figures = self._figures
        train = figures.sides[Side.TRAIN]
        learns_spans = bool(train.events) or bool(self._options.spans_key)
        plan = TrainingPlan(
            language=self._nlp.lang or "",
            has_entities=bool(train.entities),
            spans_key=(self._options.spans_key or EVENTS) if learns_spans else "",
            shortest=min(figures.lengths, default=1),
            longest=max(figures.lengths, default=1),
            unit=figures.unit,
            words=train.tokens,
            seed=self._options.split.seed,
            has_rejected=train.rejected > 0,
            overlap=figures.overlap,
            is_dev_empty=not figures.sides[Side.DEV].articles,
        )
        learning = self._options.learning
        return plan if learning is None else narrowed(plan, learning)

    def _report(
        self,
        plan: TrainingPlan,
        caught: list[warnings.WarningMessage],
        *,
        is_rule_based: bool,
    ) -> ExportReport:
        figures, rule = self._figures, self._options.split
        return ExportReport(
            path=str(self._out),
            command=TRAIN_COMMAND,
            check_command=DEBUG_COMMAND,
            language=plan.language,
            tokenizer=tokenizer_name(TOKENIZER_NAME, self._options.rules),
            spacy_version=import_spacy().__version__,
            memory=self._sides.memory.as_data(rule),
            unit=plan.unit,
            examples=figures.examples,
            spans_key=self._options.spans_key,
            components=plan.components,
            span_categorizer=plan.span_categorizer,
            suggester_sizes=(plan.shortest, plan.longest) if plan.spans_key else None,
            reach=suggester_reach(figures.lengths),
            sides=figures.sides,
            unaligned=tuple(figures.unaligned),
            overlapping=tuple(figures.overlapping),
            left_out=dict(self._left_out),
            notices=notices(
                figures,
                language=plan.language,
                spans_key=self._options.spans_key,
                pinned=self._sides.moved,
                is_rule_based=is_rule_based,
            ),
            warnings=Counter(str(item.message) for item in caught),
            groups=tuple(figures.groups),
            files=FILES,
            verified_spans=self._verified,
            seconds=time.perf_counter() - self._started,
        )

    def _write_text(self, name: str, text: str) -> None:
        (self._staging / name).write_text(text, encoding="utf-8", newline="\n")

    def _write_json(self, name: str, data: Mapping[str, Any]) -> None:
        self._write_text(name, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def split_memory(out: Path, options: ExportOptions) -> SplitMemory:
    """What the caller remembers of the split, and what the export that `out` holds does."""
    given = remembered(options.memory, options.split)
    report = earlier_report(out) or {}
    found = remembered(report.get("split"), options.split)
    return SplitMemory(
        {**found.pinned, **given.pinned}, is_settled=found.is_settled or given.is_settled
    )
