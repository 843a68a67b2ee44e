"""Errors that the user or the machine can mend.

They carry fields and no prose: `annotate.messages` turns each into a sentence with advice.
Anything else that is raised is a defect of ours.
"""

from __future__ import annotations

from pathlib import Path


class AnnotateError(Exception):
    """Base of every error that a person can do something about."""

    def __init__(self, **fields: object) -> None:
        """Keep `fields` for the message; they must be plain values that pickle."""
        super().__init__(fields)
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by fields, so that errors cross process borders whole."""
        return (_rebuild, (type(self), self.fields))

    def __str__(self) -> str:
        """Class and fields, for logs only."""
        inner = ", ".join(f"{key}={value!r}" for key, value in self.fields.items())
        return f"{type(self).__name__}({inner})"


def told(error: OSError) -> str:
    """What the system says of a failure, without its number and the names of files of ours."""
    return error.strerror or str(error)


def _rebuild(cls: type[AnnotateError], fields: dict[str, object]) -> AnnotateError:
    return cls(**fields)


class StoreError(AnnotateError):
    """The project file cannot be used as asked; `path`, often `reason`."""


class StoreBusyError(StoreError):
    """Another process holds the project; `path`, `holder`."""


class StoreReadOnlyError(StoreError):
    """The file, its folder or the way it was opened forbids writing; `path`."""


class StoreFullError(StoreError):
    """No room on the disk; `path`."""


class StoreCorruptError(StoreError):
    """Not a project file, or a damaged one; `path`, `reason`."""


class StoreForeignError(StoreCorruptError):
    """A project file with tables, views or triggers that we do not make; `path`, `part`."""


class StoreMissingError(StoreError):
    """No such project file; `path`."""


class StoreExistsError(StoreError):
    """A file is already there; `path`."""


class StoreTooNewError(StoreError):
    """Written by a newer Spandesk; `path`, `found`, `supported` (schema versions)."""


class MigrationError(StoreError):
    """A migration failed and was rolled back; `path`, `migration`, `reason`, `backup`."""


class ArticleError(AnnotateError):
    """One article cannot come in or be used; `source`, often `reason`."""


class ArticleUnreadableError(ArticleError):
    """Bytes that are no text, no known format, or not to be read; `source`, `reason`, `line`."""


class ArticleEmptyError(ArticleError):
    """Nothing but white space, or (`reason` "no_articles") a file without any; `source`."""


class ArticleDuplicateError(ArticleError):
    """The same text is already in the project; `source`, `existing` (title or id).

    Often `fingerprint` (of the text) or `reason`; with `reason` "removed" also `article_id`.
    """


class ArticleMissingError(ArticleError):
    """No article with this id in the project; `article_id`."""


class ArticleRemovedError(ArticleError):
    """The article is removed, and nothing is done to it; `article_id`, `title` (or id)."""


class DetailsError(ArticleError):
    """What is said about an article cannot be so; `reason` "date" or "language", `found`."""


class SchemaError(AnnotateError):
    """A label schema is wrong; `source`, `reason`, `key`."""


class UnknownLabelError(SchemaError):
    """A label that the schema does not have; `label`, `layer`."""


class SchemaChangeError(SchemaError):
    """A schema in use cannot be changed so; `source`, `reason`, `key`."""


class ForbiddenRoleError(SchemaError):
    """A role that the event type does not have; `role`, `label`."""


class SpanError(AnnotateError):
    """A span cannot be; `start`, `end` (code points, half-open)."""


class OutsideTextError(SpanError):
    """Negative, reversed, empty, or beyond the text; `start`, `end`, `length`."""


class WordsNotThereError(AnnotateError):
    """What was typed as the words of a span does not stand in the article; `words`."""


class AttributeTextError(AnnotateError):
    """Attributes of an event that are not written "name=value; name=value"; `text`."""


class OffTokensError(SpanError):
    """The span does not begin and end with tokens; `start`, `end`, `text`."""


class OverlapForbiddenError(SpanError):
    """The same span with the same label is already there; `start`, `end`, `label`."""


class ChainLayerError(SpanError):
    """An entity and an event cannot be in one chain; `layer` is that of the chain."""


class RelationHeadError(SpanError):
    """A relation cannot begin at an event; `start`, `end` and `label` are those of the event."""


class SurfaceMismatchError(SpanError):
    """`text[start:end]` is not the stored surface; `start`, `end`, `found`, `expected`."""


class EditConflictError(AnnotateError):
    """The annotation set is not what the edit was made for; `kind`, `item_id`."""


class NoSuchMomentError(AnnotateError):
    """No such step, time or backup in the past of a project; `moment`."""


class SuggesterError(AnnotateError):
    """A suggester cannot do its work; `suggester`, `reason`."""


class PipelineMissingError(SuggesterError):
    """No such spaCy pipeline; `suggester`."""


class PipelineLoadError(SuggesterError):
    """A spaCy pipeline does not load; `suggester`, `reason`."""


class PipelineFailedError(SuggesterError):
    """A suggester raised, hung or died on an article; `suggester`, `article_id`, `reason`."""


class JobError(AnnotateError):
    """A background job broke or its process died; `job`, `reason`, `detail`."""


class WorkerError(AnnotateError):
    """The worker process does not start or dies again and again; `reason`, `detail`."""


class ExportError(AnnotateError):
    """An export cannot be written; `path`, `reason`."""


class ImportFormatError(AnnotateError):
    """A record is not what the format asks for; `file`, `line`, `column`, `found`, `expected`."""

    @property
    def file(self) -> Path | str:
        """The file that was read."""
        value = self.fields.get("file", "")
        return value if isinstance(value, (str, Path)) else str(value)


class ListEntryError(AnnotateError):
    """An entry of an own list is wrong; `reason`, `text`, and `found`, `label` or `limit`."""


class ListFileError(AnnotateError):
    """A file with entries of a list is wrong; `file`, `line`, `reason`, `found`, `expected`."""


class OwnListError(AnnotateError):
    """There is no such own list, or one already; `title`, `reason`."""


class EvaluationError(AnnotateError):
    """There is nothing to evaluate against; `source`, `reason`."""


class TrainingError(AnnotateError):
    """A training or its run cannot be used as asked; `reason`, often `path`, `name` or `detail`."""


class SettingsError(AnnotateError):
    """A settings file is wrong; `path`, `key`, `reason`."""


class SystemRefusedError(AnnotateError):
    """The system refused what nobody has a better sentence for; `path`, `reason`."""


class JobCancelled(Exception):  # noqa: N818 - stopping a job is no error
    """The user stopped a job."""
