"""Settings and schema of an open project: what `Project` says of itself.

Both are read once and kept in memory. A change holds at once and is written behind; what does not
get to the disk is forgotten, and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from annotate.errors import StoreReadOnlyError
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.store import desks as desk_store
from annotate.store import labels as label_store
from annotate.store import settings as setting_store
from annotate.store.answers import after_failure
from annotate.store.desks import CHOSEN_SUGGESTERS
from annotate.store.place import Place, write_all
from annotate.store.sqlite import Connection, translated_errors
from annotate.store.writer import Writer
from annotate.suggestions import HideRules

T = TypeVar("T")


class ProjectSettings:
    """Settings, schema and the way to the writer thread; `Project` is one, with the articles."""

    def __init__(self, path: Path, *, reader: Connection, writer: Writer | None) -> None:
        """Wrap the connections of a project; without a writer nothing can be changed."""
        self.path = path
        self._reader = reader
        self._writer = writer
        self._schema: LabelSchema | None = None
        self._settings: dict[str, str] | None = None
        self._place = Place(path)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._writer is None

    @property
    def is_in_place(self) -> bool:
        """Whether the file at the path is still the one that is open; costs one look at it."""
        return self._place.is_kept

    def write_all(self, target: Path) -> None:
        """Write all of the project into a new file, also when its own is gone.

        Raises `StoreExistsError` when something lies at `target`, or another `StoreError`.
        """
        if self._writer is not None:
            self._writer.submit(lambda _: None).exception()
        write_all(self._reader, target.absolute(), own=self.path)

    @property
    def schema(self) -> LabelSchema:
        """The labels of the project."""
        schema = self._schema
        if schema is None:
            with translated_errors(self.path):
                schema = self._schema = label_store.read_schema(self._reader)
        return schema

    def set_schema(self, schema: LabelSchema) -> Future[None]:
        """Write the schema, with all labels in use; taken back if it does not get to the disk."""
        future = self._submit(lambda connection: label_store.write_schema(connection, schema))
        self._schema = schema
        return after_failure(future, self._forget)

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the project."""
        return self._all_settings().get(name, default)

    def _all_settings(self) -> dict[str, str]:
        settings = self._settings
        if settings is None:
            with translated_errors(self.path):
                settings = self._settings = setting_store.read_all(self._reader)
        return settings

    def set_setting(self, name: str, value: str) -> Future[None]:
        """Change a setting of the project; taken back if it does not get to the disk."""
        return self._set_settings({name: value})

    def _set_settings(self, wanted: Mapping[str, str]) -> Future[None]:
        """Change settings together: all of them or, if they do not get to the disk, none."""
        settings = self._all_settings()
        future = self._submit(lambda connection: setting_store.write_all(connection, wanted))
        settings.update(wanted)
        return after_failure(future, self._forget)

    def hide_rules(self) -> HideRules:
        """What hides suggestions in this project."""
        with translated_errors(self.path):
            return desk_store.hide_rules(self._all_settings(), self.schema)

    def hidden_labels(self) -> frozenset[tuple[Layer, str]]:
        """Labels whose suggestions are not shown in this project; gold is always shown."""
        with translated_errors(self.path):
            return desk_store.hidden_labels(self._all_settings(), self.schema)

    def set_hide_rules(
        self,
        *,
        min_score: float,
        hidden_labels: Iterable[tuple[Layer, str]],
        label_scores: Mapping[tuple[Layer, str], float] | None = None,
    ) -> None:
        """Hide suggestions below a score, and those of some labels; waits for the disk.

        `label_scores` are thresholds of single labels; `None` leaves them as they are. Raises a
        `StoreError`, and nothing is hidden then that was not hidden before.
        """
        self._set_settings(desk_store.hiding(min_score, hidden_labels, label_scores)).result()

    def chosen_suggesters(self) -> tuple[str, ...]:
        """Names of the suggesters that were chosen for the project; empty: the default ones."""
        return tuple(self.setting(CHOSEN_SUGGESTERS).splitlines())

    def choose_suggesters(self, names: Iterable[str]) -> Future[None]:
        """From now on these suggesters speak in this project."""
        return self.set_setting(CHOSEN_SUGGESTERS, "\n".join(names))

    def _forget(self) -> None:
        """Read settings and schema again: something about them did not get to the disk."""
        self._settings = self._schema = None

    def _submit(self, job: Callable[[Connection], T], *, is_step: bool = False) -> Future[T]:
        if self._writer is None:
            raise StoreReadOnlyError(path=str(self.path), reason="opened read-only")
        return self._writer.submit(job, is_step=is_step)
