"""Articles with their annotations into a project, and out of it in the formats of the neighbours.

The command line calls these directly; the window runs the reading and the writing of files in its
worker process, and writes to the project itself.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.articles import Article, ArticleState
from annotate.errors import ArticleDuplicateError
from annotate.project import Project
from annotate.spans import Layer
from annotate.store.imports import Fate, Incoming, Landed
from annotate.store.seen import Seen
from annotate.tokenizer.rules import SETTING, rules_from

if TYPE_CHECKING:
    from annotate.exchange.drafts import Refusal
    from annotate.exchange.formats.api import WriteLog
    from annotate.exchange.importing import Reading, ReadPlan
    from annotate.exchange.losses import Loss
    from annotate.exchange.name_proposals import TakenName
    from annotate.exchange.needed_names import NeededNames
    from annotate.exchange.preview import Preview
    from annotate.exchange.records import Record
    from annotate.exchange.report import ImportReport
    from annotate.exchange.settling import Settled
    from annotate.schema.label_schema import LabelSchema
    from annotate.workers.jobs import JobContext

Progress = Callable[[int, int, str], None]
LabelName = tuple[Layer, str]

BATCH = 2000
"""Articles in one transaction of an import."""

BATCH_CHARACTERS = 20_000_000
"""Characters after which a batch ends early, so that large texts do not fill the memory."""

BATCH_SPANS = 10_000
"""Spans after which a batch ends early."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """A part of what was read; picklable.

    `settled` are the articles in the order of the files: new ones, and known ones about which
    something is said. `labels` are those that the schema has not and that some of them have,
    `declared` is the schema that came with the files, if one did. `formats` counts files.
    """

    refusals: tuple[Refusal, ...] = ()
    settled: tuple[Settled, ...] = ()
    losses: tuple[Loss, ...] = ()
    labels: tuple[LabelName, ...] = ()
    declared: LabelSchema | None = None
    formats: Mapping[str, int] = field(default_factory=dict[str, int])
    names: tuple[TakenName, ...] = ()
    """Names that were taken as others of the schema."""

    @property
    def articles(self) -> list[Article]:
        """The articles that were read, new or known."""
        return [item.draft.article for item in self.settled]


# -- in --------------------------------------------------------------------------------------------


def read_batches(
    paths: Sequence[Path],
    *,
    known: Mapping[str, str],
    ids: Iterable[str],
    plan: ReadPlan | None = None,
    labels: Iterable[LabelName] = (),
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Iterator[ImportBatch]:
    """Read files and folders of any kind for a project.

    `known` are fingerprints, `ids` article ids and `labels` the labels that the project has.
    """
    from annotate.exchange.importing import ReadPlan, read_annotated

    reading = read_annotated(
        paths, plan or ReadPlan(), labels=labels, progress=progress, is_cancelled=is_cancelled
    )
    yield from _Gathering(reading, known, ids, paths).batches()


class _Gathering:
    """Puts what is read into batches."""

    def __init__(
        self,
        reading: Reading,
        known: Mapping[str, str],
        ids: Iterable[str],
        paths: Sequence[Path],
    ) -> None:
        from annotate.exchange.deduplication import Deduplicator

        self._reading = reading
        self._paths = paths
        self._deduplicator = Deduplicator(known=known, ids=ids)
        self._clear()
        self._formats_told: Counter[str] = Counter()
        self._labels_told = 0
        self._names_told = 0
        self._schema: LabelSchema | None = None
        self._is_declared = False

    def _clear(self) -> None:
        self._refusals: list[Refusal] = []
        self._settled: list[Settled] = []
        self._losses: list[Loss] = []
        self._count = 0
        self._characters = 0
        self._spans = 0

    def batches(self) -> Iterator[ImportBatch]:
        from annotate.exchange.drafts import Refusal
        from annotate.exchange.losses import Loss

        for item in self._reading:
            self._count += 1
            if isinstance(item, Refusal):
                self._refusals.append(item)
            elif isinstance(item, Loss):
                self._losses.append(item)
            elif item.is_bare:
                outcome = self._deduplicator.admit(item.draft)
                if isinstance(outcome, Refusal):
                    self._refusals.append(outcome)
                else:
                    self._characters += len(outcome.article.text)
                    self._settled.append(item._replace(draft=outcome, losses=()))
                self._losses += item.losses
            else:
                self._take(item)
            if self._is_full:
                yield self._batch()
        last = self._batch()
        if last.refusals or last.settled or last.losses or last.formats:
            yield last

    def _take(self, item: Settled) -> None:
        from annotate.exchange.drafts import Refusal

        self._losses += item.losses
        self._count += len(item.losses)
        outcome = self._deduplicator.admit(item.draft)
        if not isinstance(outcome, Refusal):
            self._characters += len(outcome.article.text)
            item = item._replace(draft=outcome)
        self._spans += len(item.spans) + len(item.proposals)
        self._settled.append(item._replace(losses=()))

    @property
    def _is_full(self) -> bool:
        return (
            self._count >= BATCH
            or self._characters >= BATCH_CHARACTERS
            or self._spans >= BATCH_SPANS
        )

    def _declared(self) -> LabelSchema | None:
        """The schema beside the files, once there is a relation or a label that is new."""
        has_labels = bool(self._reading.resolver.added)
        if not self._is_declared and (has_labels or any(x.relations for x in self._settled)):
            from annotate.exchange.brat_schema import declared_by

            self._is_declared = True
            self._schema = declared_by(self._paths)
        if self._schema is not None and has_labels:
            self._reading.resolver.declare(self._schema.names)
        return self._schema

    def _batch(self) -> ImportBatch:
        declared = self._declared()
        labels, names = list(self._reading.resolver.added), list(self._reading.resolver.taken)
        formats = self._reading.formats - self._formats_told
        made = ImportBatch(
            refusals=tuple(self._refusals),
            settled=tuple(self._settled),
            losses=tuple(self._losses),
            labels=tuple(labels[self._labels_told :]),
            declared=declared,
            formats=dict(formats),
            names=tuple(names[self._names_told :]),
        )
        self._names_told = len(names)
        self._labels_told = len(labels)
        self._formats_told += formats
        self._clear()
        return made


@dataclass(slots=True)
class Importer:
    """Writes the batches of one import to a project and keeps its report.

    `write` may be called ahead of `note`, which must be called with the results in order.
    """

    project: Project
    report: ImportReport
    title: str = "import"
    known: Collection[str] = ()
    """Fingerprints of the articles that were in the project before the import."""
    _own: Seen = field(default_factory=Seen)
    _names: NeededNames | None = None
    _removed: dict[str, str] | None = None

    def write(self, batch: ImportBatch) -> Future[list[Landed]]:
        """Write a batch in one transaction; the labels that it needs come first."""
        incoming = [
            Incoming(
                article=item.draft.article,
                fingerprint=item.draft.fingerprint,
                spans=item.spans,
                frames=item.frames,
                chains=item.chains,
                relations=item.relations,
                complete=item.complete,
                proposals=item.proposals,
                decisions=item.decisions,
                state=item.state,
            )
            for item in batch.settled
        ]
        self._add_names(batch, incoming)
        return self.project.add_annotated(incoming, title=self.title, own=self._own)

    def _add_names(self, batch: ImportBatch, incoming: Sequence[Incoming]) -> None:
        """Add the labels and relations that the schema has not to it, if something has them."""
        from annotate.exchange.needed_names import NeededNames, relation_names
        from annotate.store.coming_in import going_in
        from annotate.store.sqlite import translated_errors

        names = self._names = self._names or NeededNames()
        if not (batch.labels or names.is_waiting or any(item.relations for item in incoming)):
            return
        with translated_errors(self.project.path):
            newly = going_in(self.project.reader(), incoming, known=self.known)
        declared = batch.declared
        labels = names.take(
            batch.labels, incoming, newly, declared=declared.names if declared else ()
        )
        relations = relation_names(incoming, newly)
        if labels or relations:
            self.project.add_labels(labels, declared=declared, relations=relations)
            self.report.labels += labels

    def note(self, batch: ImportBatch, landed: Sequence[Landed]) -> None:
        """Count a batch that is in the project now."""
        from annotate.exchange.drafts import Refusal

        report = self.report
        for item, place in zip(batch.settled, landed, strict=True):
            draft = item.draft
            match place.fate:
                case Fate.ADDED:
                    report.add(draft)
                    self._own.put(place.article_id)
                case Fate.MERGED:
                    report.merged.append(place.article_id)
                case Fate.UNCHANGED | Fate.KEPT | Fate.REMOVED:
                    error = ArticleDuplicateError(
                        source=draft.source,
                        line=draft.line,
                        existing=place.article_id,
                        article_id=place.article_id,
                        reason=str(place.fate),
                    )
                    report.refuse(Refusal(draft.source, draft.line, error))
                    continue
            report.count(item)
        for refusal in batch.refusals:
            report.refuse(self._of_removed(refusal))
        report.losses.extend(batch.losses)
        report.formats.update(batch.formats)
        report.names += batch.names

    def _of_removed(self, refusal: Refusal) -> Refusal:
        """The refusal, which says so where the text is that of a removed article."""
        mark = refusal.error.fields.get("fingerprint")
        if not isinstance(refusal.error, ArticleDuplicateError) or mark is None:
            return refusal
        if self._removed is None:
            self._removed = self.project.removed_fingerprints()
        article_id = self._removed.get(str(mark))
        if article_id is None:
            return refusal
        fields = {**refusal.error.fields, "article_id": article_id, "reason": "removed"}
        return replace(refusal, error=ArticleDuplicateError(**fields))


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    plan: ReadPlan | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and folders into the project; what is refused or left behind is in the report."""
    from annotate.exchange.report import ImportReport

    began = time.monotonic()
    known = project.known_fingerprints()
    importer = Importer(project, ImportReport(), known=known.keys())
    on_the_way: tuple[Future[list[Landed]], ImportBatch] | None = None
    for batch in read_batches(
        paths,
        known=known,
        ids=project.article_ids(states=ArticleState),
        plan=plan,
        labels=project.schema.names,
        progress=progress,
    ):
        # One batch is written while the next one is read.
        writing = importer.write(batch)
        if on_the_way is not None:
            importer.note(on_the_way[1], on_the_way[0].result())
        on_the_way = writing, batch
    if on_the_way is not None:
        importer.note(on_the_way[1], on_the_way[0].result())
    importer.report.seconds = time.monotonic() - began
    return importer.report


def read_in_worker(
    context: JobContext,
    paths: Sequence[str],
    known: Mapping[str, str],
    ids: Sequence[str],
    plan: ReadPlan | None = None,
    labels: Collection[LabelName] = (),
) -> None:
    """The reading half of an import as a job: emits `ImportBatch`es."""
    for batch in read_batches(
        [Path(path) for path in paths],
        known=known,
        ids=ids,
        plan=plan,
        labels=labels,
        progress=context.progress,
        is_cancelled=lambda: context.is_cancelled,
    ):
        context.emit(batch)


def preview_in_worker(
    context: JobContext,
    paths: Sequence[str],
    known: Mapping[str, str],
    plan: ReadPlan,
    labels: Collection[LabelName],
) -> Preview:
    """What an import would bring, as a job; nothing is written."""
    from annotate.exchange.preview import preview

    return preview(
        [Path(path) for path in paths],
        plan,
        known=known.keys(),
        labels=labels,
        progress=context.progress,
        is_cancelled=lambda: context.is_cancelled,
    )


def paste_in_worker(
    context: JobContext,
    text: str | None,
    html: str | None,
    known: Mapping[str, str],
    ids: Sequence[str],
) -> None:
    """Read what was pasted, as a job: emits one `ImportBatch`."""
    from annotate.exchange.deduplication import Deduplicator
    from annotate.exchange.drafts import Refusal
    from annotate.exchange.paste import read_clipboard
    from annotate.exchange.settling import Settled

    read = read_clipboard(html=html, text=text)
    outcome = read if isinstance(read, Refusal) else Deduplicator(known=known, ids=ids).admit(read)
    if isinstance(outcome, Refusal):
        context.emit(ImportBatch(refusals=(outcome,)))
    else:
        context.emit(ImportBatch(settled=(Settled(outcome),)))


# -- out -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles go out, and whether suggestions that are still open go with them."""

    include_unfinished: bool = False
    with_suggestions: bool = False


def project_records(project: Project, selection: Selection) -> Iterator[Record]:
    """The articles of a project as records, in the order of the list."""
    from annotate.exchange.project_records import record_of

    states = None if selection.include_unfinished else (ArticleState.DONE,)
    for article_id in project.article_ids(states=states):
        if selection.with_suggestions:
            desk = project.open_article(article_id)
            yield record_of(desk.article, desk.annotations, desk.suggestions)
        else:
            yield record_of(project.article(article_id), project.annotations(article_id))


def export_format(
    project: Project,
    name: str,
    target: Path,
    *,
    selection: Selection | None = None,
    choices: Mapping[str, str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> WriteLog:
    """Write the project in the format `name`; raises `ExportError` and `JobCancelled`.

    `jobs` processes share the work, where the format can use more than one.
    """
    from annotate.errors import JobCancelled
    from annotate.exchange.exporting import export_records

    selection = selection or Selection()
    states = None if selection.include_unfinished else (ArticleState.DONE,)
    total = len(project.article_ids(states=states))
    done = 0

    def on_record() -> None:
        nonlocal done
        done += 1
        if is_cancelled is not None and is_cancelled():
            raise JobCancelled
        if progress is not None:
            progress(done, total, "")

    with project.steady():
        return export_records(
            project_records(project, selection),
            name,
            target,
            choices=choices,
            jobs=jobs,
            schema=project.schema,
            rules=rules_from(project.setting(SETTING)),
            labels=frozenset(project.label_counts()),
            on_record=on_record,
        )


def export_format_in_worker(
    context: JobContext,
    project: str,
    name: str,
    target: str,
    selection: Selection,
    choices: Mapping[str, str],
) -> WriteLog:
    """`export_format` as a job, on a connection of its own."""
    with Project.open(Path(project), read_only=True) as opened:
        return export_format(
            opened,
            name,
            Path(target),
            selection=selection,
            choices=choices,
            progress=context.progress,
            is_cancelled=lambda: context.is_cancelled,
        )
