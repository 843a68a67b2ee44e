"""A change of the schema as one step of a project: the schema and the articles that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.edits import OF_PROJECT, Edit
from annotate.errors import SchemaChangeError
from annotate.project import Project, StepRef, Why
from annotate.relations.changes import (
    MergeRelations,
    RenameRelation,
    RetireRelation,
    relations_of,
)
from annotate.relations.changes import title_of as relation_title
from annotate.schema.attribute_changes import attribute_of
from annotate.schema.attribute_changes import title_of as attribute_title
from annotate.schema.changes import (
    Change,
    LabelChange,
    MergeLabels,
    RenameLabel,
    RenameRole,
    RetireLabel,
    RetireRole,
    RoleChange,
    SplitLabel,
    SplitRole,
    after,
    owners,
)
from annotate.schema.label_schema import LabelSchema
from annotate.schema.parts import schema_edit
from annotate.schema.rewriting import Rewriting, Touch, rewrite
from annotate.spans import Layer
from annotate.store import labels as label_store
from annotate.store.sqlite import translated_errors

if TYPE_CHECKING:
    from annotate.workers.jobs import JobContext

Progress = Callable[[int, int], None]
_BATCH = 200


@dataclass(slots=True)
class Plan:
    """What a change does: the schema afterwards, edits by article, and what they touch.

    The edit of the schema stands under `OF_PROJECT`; without it nothing would change.
    """

    schema: LabelSchema
    edits: dict[str, Edit] = field(default_factory=dict[str, Edit])
    touches: list[Touch] = field(default_factory=list[Touch])
    titles: dict[str, str] = field(default_factory=dict[str, str])
    """Titles of the articles that are touched, by id."""

    def add(self, article_id: str, title: str, found: Rewriting) -> None:
        """Take in what the change does to an article."""
        if found.edit is not None:
            self.edits[article_id] = found.edit
        if found.touches:
            self.touches.extend(found.touches)
            self.titles[article_id] = title


def title_of(change: Change) -> str:
    """What the step is called in the history, in English."""
    match change:
        case RenameLabel(_, old, new):
            return f"rename {old} to {new}"
        case MergeLabels(_, names, into):
            return f"merge {', '.join(names)} into {into}"
        case SplitLabel(_, old):
            return f"split {old} into {', '.join((old, *change.names))}"
        case RetireLabel(_, name, is_retired):
            return f"retire {name}" if is_retired else f"bring {name} back"
        case RenameRole() | SplitRole() | RetireRole():
            return _role_title(change)
        case RenameRelation() | MergeRelations() | RetireRelation():
            return relation_title(change)
        case _:
            return attribute_title(change)


def _role_title(change: RoleChange) -> str:
    match change:
        case RenameRole(label, old, new):
            return f"rename role {old}{_of(label)} to {new}"
        case SplitRole(label, old, new):
            return f"split role {old}{_of(label)} into {old}, {new}"
        case RetireRole(label, role):
            return f"retire role {role}{_of(label)}"


def _of(label: str) -> str:
    return f" of {label}" if label else ""


def articles_touched(project: Project, change: Change) -> list[str]:
    """Ids of the articles that a change may touch, in the order of the list; waits for the disk."""
    project.flush()
    with translated_errors(project.path), closing(project.reader()) as connection:
        match change:
            case RenameRole(_, role) | SplitRole(_, role) | RetireRole(_, role):
                return label_store.articles_with_role(connection, role)
            case RenameLabel() | MergeLabels() | SplitLabel() | RetireLabel():
                return label_store.articles_with(connection, change.layer, _labels_of(change))
            case RenameRelation() | MergeRelations() | RetireRelation():
                return label_store.articles_with_relations(connection, relations_of(change))
            case _:
                return label_store.articles_with_attribute(connection, attribute_of(change))


def _labels_of(change: LabelChange) -> tuple[str, ...]:
    match change:
        case RenameLabel(_, old):
            return (old,)
        case SplitLabel(_, old):
            return (old, *change.names)
        case MergeLabels(_, names, into):
            return (*names, into)
        case RetireLabel(_, name):
            return (name,)


def relation_counts(project: Project) -> dict[str, int]:
    """How many relations have each name, of the schema or not; waits for the disk."""
    project.flush()
    with translated_errors(project.path), closing(project.reader()) as connection:
        return label_store.relation_counts(connection)


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Where a span of a label stands: code points, half-open, and the title of its article."""

    span_id: str
    article_id: str
    title: str
    start: int
    end: int
    words: str


def spans_of(
    project: Project, layer: Layer, label: str, *, most: int = 50_000
) -> list[LabelledSpan]:
    """The spans of a label in the order of the articles, `most` of them; waits for the disk."""
    project.flush()
    with translated_errors(project.path), closing(project.reader()) as connection:
        found = label_store.places(connection, layer, label, most=most)
    return [
        LabelledSpan(span_id, article_id, title or article_id, start, end, words)
        for span_id, article_id, title, start, end, words in found
    ]


def rewritings(
    project: Project, change: Change, *, progress: Progress | None = None
) -> Iterator[tuple[str, str, Rewriting]]:
    """Id, title and what becomes of it for every article that a change touches."""
    schema, title = project.schema, title_of(change)
    ids = articles_touched(project, change)
    for done, article_id in enumerate(ids):
        if progress is not None:
            progress(done, len(ids))
        article = project.article(article_id)
        found = rewrite(schema, change, project.annotations(article_id), article.text, title=title)
        if found.edit is not None or found.touches:
            yield article_id, article.title or article_id, found


def renaming_of_role(project: Project, label: str, old: str, new: str) -> RenameRole:
    """How a role is renamed: in the schema, or, if it has none of that name, where it is in use.

    Raises `SchemaChangeError` for a role that is neither there nor in use.
    """
    try:
        owners(project.schema, label, old)
    except SchemaChangeError:
        used = RenameRole(label, old, new, is_unknown=True)
        if next(rewritings(project, used), None) is None:
            raise
        return used
    return RenameRole(label, old, new)


def plan(project: Project, change: Change, *, progress: Progress | None = None) -> Plan:
    """Everything that a change does; raises `SchemaError` when it cannot be."""
    made = begin(project.schema, change)
    for article_id, title, found in rewritings(project, change, progress=progress):
        made.add(article_id, title, found)
    return made


def begin(schema: LabelSchema, change: Change) -> Plan:
    """A plan with the edit of the schema and no article yet; raises `SchemaError`."""
    made = Plan(after(schema, change))
    edit = schema_edit(schema, made.schema)
    if edit is not None:
        made.edits[OF_PROJECT] = edit
    return made


def perform(project: Project, made: Plan, *, title: str, why: Why = Why.COMMAND) -> Future[int]:
    """Write a plan in one transaction; the last history number."""
    steps = {article_id: StepRef() for article_id in made.edits}
    return project.write_edits(made.edits, why=why, title=title, steps=steps)


def set_schema(
    project: Project, schema: LabelSchema, *, title: str, why: Why = Why.COMMAND
) -> Future[int] | None:
    """Make another schema of the project's as a step; None when it is the same."""
    edit = schema_edit(project.schema, schema)
    return (
        None
        if edit is None
        else perform(project, Plan(schema, {OF_PROJECT: edit}), title=title, why=why)
    )


def plan_in_worker(context: JobContext, project: str, change: Change) -> int:
    """Send (id, title, `Rewriting`) of touched articles in batches; how many there were."""
    count = 0
    batch: list[tuple[str, str, Rewriting]] = []
    with Project.open(Path(project), read_only=True) as opened:
        for found in rewritings(opened, change, progress=context.progress):
            batch.append(found)
            count += 1
            if len(batch) >= _BATCH:
                context.emit(tuple(batch))
                batch = []
    if batch:
        context.emit(tuple(batch))
    return count
