"""`Project`: one file on disk, and the façade that the window and the command line talk to.

Reads happen on the caller's thread through one read-only connection; every write is a job of the
writer thread, in order, one transaction each, and answers with a future that is done when the
change is durable. Nothing here imports spaCy, numpy or sqlite-utils for a file that is up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleRow, ArticleState, Tokens
from annotate.clock import now
from annotate.desk import Desk
from annotate.edits import OF_PROJECT, Edit, PutSchema
from annotate.errors import StoreError
from annotate.notices import Notice
from annotate.project_past import ProjectPast
from annotate.project_settings import ProjectSettings
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import bulk as bulk_store
from annotate.store import check as check_store
from annotate.store import copying, opening
from annotate.store import desks as desk_store
from annotate.store import edits as edit_store
from annotate.store import figures as figure_store
from annotate.store import history as history_store
from annotate.store import suggestions as suggestion_store
from annotate.store import words as word_store
from annotate.store.answers import after_failure
from annotate.store.check import Problem
from annotate.store.lock import ProjectLock
from annotate.store.sqlite import Connection, connect, translated_errors
from annotate.store.suggestions import ProposalBatch
from annotate.store.writer import Writer
from annotate.suggestions import Proposal

if TYPE_CHECKING:
    from annotate.frames.suggested import FrameProposal
    from annotate.project_lists import ProjectLists
    from annotate.store.imports import Incoming, Landed

T = TypeVar("T")


class Why(StrEnum):
    """Why an edit was made, as history keeps it."""

    HAND = "hand"
    BULK = "bulk"
    IMPORT = "import"
    COMMAND = "command line"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"
    REPAIR = "repair"
    ALONG = "along"
    """A label that something else brought along: undo goes past it, as past an import."""


@dataclass(slots=True)
class StepRef:
    """The history number of a step, known once the writer has written it."""

    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over a project: totals by name, proposals by suggester, decisions by both."""

    totals: dict[str, int]
    suggestions: dict[str, int]
    decisions: dict[str, dict[str, int]]


class Project(ProjectSettings):
    """An open project file; use `create` or `open`, and `close` it."""

    def __init__(
        self, path: Path, *, reader: Connection, writer: Writer | None, lock: ProjectLock | None
    ) -> None:
        """Wrap what `open` has opened."""
        super().__init__(path, reader=reader, writer=writer)
        self._lock = lock
        self._is_closed = False
        self.migrated_from: Path | None = None
        self.notices: tuple[Notice, ...] = ()
        self.before_close: list[Callable[[], None]] = []
        self._annotator = ""

    @classmethod
    def create(
        cls,
        path: Path,
        schema: LabelSchema,
        *,
        annotator: str = "",
        articles: Sequence[Article] = (),
    ) -> Self:
        """Make a new project file, with articles in it, and open it; raises a `StoreError`."""
        at = now()
        values = {"created_at": at, "annotator": annotator}
        opening.create_file(path, schema, values=values, content=articles, at=at)
        return cls.open(path, annotator=annotator)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, annotator: str = "") -> Self:
        """Open a project file; an older one is copied and migrated first.

        Raises a `StoreError`: `StoreBusyError` when another process has it open for writing.
        """
        path = path.absolute()
        opening.require_file(path)
        if read_only:
            reader, notices = opening.connect_to_read(path)
            project = cls(path, reader=reader, writer=None, lock=None)
            project.notices = tuple(notices)
            return project
        return cls._open_to_write(path, annotator=annotator)

    @classmethod
    def _open_to_write(cls, path: Path, *, annotator: str) -> Self:
        lock = ProjectLock(path)
        lock.acquire(annotator=annotator, at=now())
        reader: Connection | None = None
        try:
            opening.require_right(path)
            copying.clear_drafts(path)
            notices = opening.set_foreign_log_aside(path)
            backup = opening.bring_up_to_date(path)
            # Which step is in the file is noted outside of it too.
            writer = Writer(path, after_step=lock.note_step)
            try:
                reader = connect(path, read_only=True)
            except BaseException:
                writer.close()
                raise
        except BaseException:
            lock.hand_back()
            raise
        project = cls(path, reader=reader, writer=writer, lock=lock)
        project.migrated_from = backup
        project._annotator = annotator
        try:
            missing = opening.what_is_missing(path, reader, lock, file_id=project.file_id)
        except BaseException:
            project.close()
            raise
        project.notices = (*notices, *missing)
        return project

    def close(self) -> None:
        """Wait for every write, then let go of the file; harmless the second time."""
        if self._is_closed:
            return
        self._is_closed = True
        with ExitStack() as stack:
            # From the last to the first, each whatever happened to those before it.
            if self._lock is not None:
                stack.callback(self._lock.release)
            stack.callback(self._reader.close)
            stack.callback(self._close_writer)
            for prepare in reversed(self.before_close):
                stack.callback(prepare)

    def _close_writer(self) -> None:
        file_id = self.file_id
        if self._writer is not None:
            self._writer.close()
            opening.close_reader(self.path, self._reader, file_id)

    def __enter__(self) -> Self:
        """The project itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem

    @property
    def annotator(self) -> str:
        """Who works here: the name that it was opened with, else the one set in the project."""
        return self._annotator or self.setting("annotator")

    @property
    def file_id(self) -> str:
        """What makes it the same project under any name; empty for one of an early version."""
        try:
            return self.setting(opening.FILE_ID)
        except StoreError:
            return ""

    @property
    def past(self) -> ProjectPast:
        """Steps, and any earlier moment."""
        return ProjectPast(self.path, self._reader, self.flush)

    def reader(self) -> Connection:
        """A read-only connection of the caller's own, for work on another thread."""
        if self.is_read_only:
            return opening.connect_to_read(self.path)[0]
        return connect(self.path, read_only=True)

    @property
    def lists(self) -> ProjectLists:
        """The annotator's own lists of names and triggers."""
        from annotate.project_lists import ProjectLists

        return ProjectLists(self.path, self._reader, self._submit)

    # Articles

    def article_rows(self, *, after: int = 0, with_removed: bool = False) -> list[ArticleRow]:
        """The article list in its order, from behind the article with the number `after`."""
        with translated_errors(self.path):
            return article_store.rows(self._reader, after=after, with_removed=with_removed)

    def article_ids(self, *, states: Iterable[ArticleState] | None = None) -> list[str]:
        """Ids in the order of the list, of the given states or of all that are not removed."""
        with translated_errors(self.path):
            return article_store.ids(self._reader, states=states)

    def article_beside(self, article_id: str, step: int) -> str | None:
        """The article so many places behind (or ahead, if negative) in the list."""
        with translated_errors(self.path):
            return article_store.beside(self._reader, article_id, step)

    def next_unfinished(self, article_id: str) -> str | None:
        """The next article behind this one that is new or in progress; round at the end."""
        with translated_errors(self.path):
            return article_store.next_unfinished(self._reader, article_id)

    def article(self, article_id: str) -> Article:
        """One article; raises `ArticleMissingError`."""
        with translated_errors(self.path):
            return article_store.read(self._reader, article_id)

    def state(self, article_id: str) -> ArticleState:
        """The state of an article, without reading its text; raises `ArticleMissingError`."""
        with translated_errors(self.path):
            return article_store.state(self._reader, article_id)

    def counts(self) -> dict[ArticleState, int]:
        """How many articles are in each state."""
        with translated_errors(self.path):
            return article_store.counts(self._reader)

    def label_counts(self, *, with_removed: bool = False) -> dict[tuple[Layer, str], int]:
        """How many gold spans have each label, those of removed articles only if asked for."""
        with translated_errors(self.path):
            return annotation_store.label_counts(self._reader, with_removed=with_removed)

    def recent_label_counts(self, *, spans: int = 2000) -> dict[tuple[Layer, str], int]:
        """How often each label was given lately; quick in a project of any size."""
        with translated_errors(self.path):
            return annotation_store.recent_label_counts(self._reader, spans=spans)

    def known_fingerprints(self) -> dict[str, str]:
        """Title of the article, or its id, by fingerprint of its text; removed ones too."""
        with translated_errors(self.path):
            return article_store.known(self._reader)

    def removed_fingerprints(self) -> dict[str, str]:
        """Id of the article by fingerprint of its text, of those that are removed."""
        with translated_errors(self.path):
            return article_store.known_removed(self._reader)

    def add_articles(
        self, articles: Sequence[Article], *, fingerprints: Mapping[str, str] | None = None
    ) -> Future[int]:
        """Add articles (normalised, with new ids and texts) in one transaction.

        `fingerprints` are those that are known already, by article id.
        """
        batch = tuple(articles)
        at = now()
        return self._submit(
            lambda connection: article_store.insert(
                connection, batch, at=at, fingerprints=fingerprints
            )
        )

    def add_annotated(
        self, items: Sequence[Incoming], *, title: str, own: Container[str] = ()
    ) -> Future[list[Landed]]:
        """Add articles with their annotations in one transaction; what became of each.

        Known ones are not overwritten: see `annotate.store.imports`. Labels must be there.
        """
        from annotate.store import imports as import_store

        batch = tuple(items)
        at = now()
        who = self.annotator
        return self._submit(
            lambda connection: import_store.write(
                connection, batch, at=at, annotator=who, title=title, own=own
            )
        )

    def articles_with(self, words: str) -> Iterator[tuple[int, list[str]]]:
        """See `annotate.store.words`: part by part, how many were looked at and which have them."""
        with translated_errors(self.path):
            yield from word_store.articles_with(self._reader, words)

    def tokens(self, article_id: str) -> Tokens | None:
        """The tokens of an article, if they have been made."""
        with translated_errors(self.path):
            return article_store.read_tokens(self._reader, article_id)

    # One article on the desk

    def open_article(self, article_id: str) -> Desk:
        """Everything about an article; raises `ArticleMissingError` or `StoreCorruptError`."""
        with translated_errors(self.path):
            return desk_store.read_desk(
                self._reader,
                article_id,
                schema=self.schema,
                settings=self._all_settings(),
                path=str(self.path),
                is_checked=True,
            )

    def annotations(self, article_id: str) -> AnnotationSet:
        """Gold, decisions and state of an article; raises `ArticleMissingError`."""
        with translated_errors(self.path):
            return annotation_store.read(self._reader, article_id)

    def write_edit(
        self,
        article: Article,
        edit: Edit,
        *,
        why: str,
        title: str,
        annotator: str = "",
        step: StepRef | None = None,
        undoes: StepRef | None = None,
    ) -> Future[int]:
        """Make an edit durable with its decision and history rows; the history number.

        The edit must already have been applied to the set in memory; when the future fails, the
        owner takes it back and calls `resume`.
        """
        at = now()
        who = annotator or self.annotator

        def job(connection: Connection) -> int:
            edit_store.write_edit(connection, article.id, edit, text=article.text)
            seq = history_store.append(
                connection,
                article.id,
                edit,
                at=at,
                annotator=who,
                why=why,
                title=title,
                undoes=undoes.seq if undoes else None,
            )
            if step is not None:
                step.seq = seq
            return seq

        return self._submit(job, is_step=True)

    def write_edits(
        self,
        edits: Mapping[str, Edit],
        *,
        why: str,
        title: str,
        steps: Mapping[str, StepRef],
        is_undo: bool = False,
        note: bulk_store.Note | None = None,
    ) -> Future[int]:
        """Make edits of many articles (by id) durable together or not at all.

        Each article has a step of its own in the history; `steps` hold their numbers, which are
        set, or with `is_undo` taken back. Under `OF_PROJECT` stands an edit of the schema, which
        holds at once. `note` hears on the writer's thread how many articles are written. Otherwise
        like `write_edit`; the last history number.
        """
        at, who = now(), self.annotator

        def job(connection: Connection) -> dict[str, int]:
            undoes = {item: step.seq for item, step in steps.items()} if is_undo else {}
            return bulk_store.write_edits(
                connection,
                edits,
                at=at,
                annotator=who,
                why=why,
                title=title,
                undoes=undoes,
                note=note,
            )

        is_step = why != Why.ALONG
        return self._write_many(
            job, edits.get(OF_PROJECT), {} if is_undo else steps, is_step=is_step
        )

    def add_labels(
        self,
        names: Iterable[tuple[Layer, str]],
        *,
        declared: LabelSchema | None = None,
        relations: Iterable[str] = (),
    ) -> Future[int] | None:
        """Add labels and relations that the schema has not yet, as a step; None: it has all.

        What `declared` says of the new ones (roles, attributes, titles) is taken over.
        """
        from annotate.schema.new_labels import with_new_labels
        from annotate.schema.parts import schema_edit

        made = with_new_labels(self.schema, names, declared, relations)
        edit = schema_edit(self.schema, made) if made is not None else None
        if edit is None:
            return None
        steps = {OF_PROJECT: StepRef()}
        return self.write_edits({OF_PROJECT: edit}, why=Why.ALONG, title="labels", steps=steps)

    def write_again(
        self,
        steps: Mapping[str, StepRef],
        *,
        why: str,
        title: str,
        is_undo: bool,
        schema_edit: Edit | None = None,
        note: bulk_store.Note | None = None,
    ) -> Future[int]:
        """Take steps on many articles back, or make them again, as `write_edits` does.

        The history says what they did; only what they did to the schema, which holds at once, is
        given as what is done now.
        """
        at, who = now(), self.annotator

        def job(connection: Connection) -> dict[str, int]:
            with translated_errors(self.path):
                return bulk_store.write_again(
                    connection,
                    {item: step.seq or 0 for item, step in steps.items()},
                    at=at,
                    annotator=who,
                    why=why,
                    title=title,
                    is_undo=is_undo,
                    note=note,
                )

        return self._write_many(job, schema_edit, {} if is_undo else steps)

    def _write_many(
        self,
        write: Callable[[Connection], dict[str, int]],
        schema_edit: Edit | None,
        steps: Mapping[str, StepRef],
        *,
        is_step: bool = True,
    ) -> Future[int]:
        schema = None
        if isinstance(schema_edit, PutSchema):
            from annotate.schema.parts import edited

            schema = edited(self.schema, schema_edit)

        before = {article_id: step.seq for article_id, step in steps.items()}

        def job(connection: Connection) -> int:
            seqs = write(connection)
            # Already now: what waits behind may take these steps back.
            for article_id, step in steps.items():
                step.seq = seqs[article_id]
            return max(seqs.values(), default=0)

        def forget() -> None:
            for article_id, step in steps.items():
                step.seq = before[article_id]

        future = after_failure(self._submit(job, is_step=is_step), forget)
        if schema is not None:
            self._schema = schema
            # Who waits for the answer may be awake before what is called when it is there.
            return after_failure(future, self._forget)
        return future

    def resume(self) -> None:
        """Write again after a failed edit was taken back."""
        if self._writer is not None:
            self._writer.resume()

    def history(self, article_id: str | None = None) -> list[history_store.HistoryEntry]:
        """Every step ever made, in order, of one article or of all."""
        with translated_errors(self.path):
            return list(history_store.read(self._reader, article_id))

    # Suggestions

    def write_suggestions(
        self, article_id: str, batches: Iterable[ProposalBatch], *, tokens: Tokens | None = None
    ) -> Future[None]:
        """Keep what suggesters said about an article, and its tokens."""
        kept = tuple(batches)
        at = now()

        def job(connection: Connection) -> None:
            if tokens is not None:
                article_store.write_tokens(connection, article_id, tokens)
            suggestion_store.write_batches(connection, article_id, kept, at=at)

        return self._submit(job)

    def proposals(self, article_id: str) -> list[Proposal]:
        """What suggesters have proposed for an article, in text order.

        What others than the chosen ones have said is kept, for the day they are chosen again.
        Imported ones are always heard.
        """
        with translated_errors(self.path):
            return desk_store.read_proposals(
                self._reader, article_id, settings=self._all_settings()
            )

    def frame_proposals(self, article_id: str) -> list[FrameProposal]:
        """What was read of the article's triggers, in text order, whatever the schema."""
        from annotate.store import suggested_frames as frame_store  # not for the first paint

        with translated_errors(self.path):
            return frame_store.read(self._reader, article_id)

    def suggester_runs(self, article_id: str) -> dict[str, str]:
        """Version by name of the suggesters that have looked at an article."""
        with translated_errors(self.path):
            return suggestion_store.runs(self._reader, article_id)

    def tokenizer(self, article_id: str) -> str:
        """What made the stored tokens of an article; empty without any."""
        with translated_errors(self.path):
            return article_store.read_tokenizer(self._reader, article_id)

    def articles_without(self, suggester: str, version: str) -> list[str]:
        """Ids of articles that this version of a suggester has not looked at."""
        with translated_errors(self.path):
            return suggestion_store.articles_without(self._reader, suggester, version)

    # Figures and checks

    def figures(self) -> Figures:
        """Counts over the whole project."""
        with translated_errors(self.path):
            return Figures(
                totals=figure_store.totals(self._reader),
                suggestions=figure_store.suggestions(self._reader),
                decisions=figure_store.decisions(self._reader),
            )

    def check(self) -> list[Problem]:
        """Everything that is wrong with the file; empty when it is whole."""
        with translated_errors(self.path):
            return list(check_store.problems(self._reader))

    def flush(self) -> None:
        """Wait until everything submitted so far is durable or has failed."""
        if self._writer is not None:
            self._writer.submit(lambda _: None).exception()

    def require_durable(self) -> None:
        """Wait until every edit is durable; raises the `StoreError` of the first that is not."""
        self._submit(lambda _: None, is_step=True).result()

    @contextmanager
    def steady(self) -> Generator[None]:
        """All reads within see one moment of the file, whatever is written meanwhile."""
        with translated_errors(self.path):
            self._reader.execute("BEGIN")
        try:
            yield
        finally:
            self._reader.execute("COMMIT")
