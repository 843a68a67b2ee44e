"""The own lists of an open project: what `Project.lists` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from annotate.errors import OwnListError
from annotate.own_lists.values import ListEntry, OwnList
from annotate.store import own_lists as store
from annotate.store.sqlite import Connection, translated_errors

Submit = Callable[[Callable[[Connection], Any]], "Future[Any]"]


class ProjectLists:
    """Reads on the caller's thread, writes on the writer's; each write is one transaction."""

    def __init__(self, path: Path, reader: Connection, submit: Submit) -> None:
        """Wrap the connections of a project."""
        self._path = path
        self._reader = reader
        self._submit = submit

    def all(self) -> list[OwnList]:
        """Every list by title."""
        with translated_errors(self._path):
            return store.read_lists(self._reader)

    def find(self, title: str) -> OwnList:
        """The list with this title; raises `OwnListError`."""
        for each in self.all():
            if each.title == title:
                return each
        raise OwnListError(title=title, reason="missing")

    def entries(self, list_id: int, *, after: int = 0) -> list[ListEntry]:
        """Entries of a list in the order in which they came; with `after` those behind that id."""
        with translated_errors(self._path):
            return store.read_entries(self._reader, list_id, after=after)

    @property
    def revision(self) -> int:
        """Grows with every change of any list."""
        with translated_errors(self._path):
            return store.revision(self._reader)

    def add(self, title: str, *, lexicon: str = "") -> Future[int]:
        """Make a list; its id. The future raises `OwnListError` when the title is taken."""
        return self._submit(
            lambda connection: store.insert_list(connection, title, lexicon=lexicon)
        )

    def rename(self, list_id: int, title: str) -> Future[None]:
        """Give a list another title; the future raises `OwnListError` when it is taken."""
        return self._submit(lambda connection: store.rename(connection, list_id, title))

    def set_lexicon(self, list_id: int, lexicon: str) -> Future[None]:
        """Replace the lexicon of a list by another one, which must be good."""
        return self._submit(lambda connection: store.write_lexicon(connection, list_id, lexicon))

    def enable(self, list_id: int, *, is_enabled: bool) -> Future[None]:
        """Switch a list on or off."""
        return self._submit(
            lambda connection: store.enable(connection, list_id, is_enabled=is_enabled)
        )

    def remove(self, list_id: int) -> Future[None]:
        """Remove a list with its entries."""
        return self._submit(lambda connection: store.delete_list(connection, list_id))

    def put(self, list_id: int, entries: Sequence[ListEntry]) -> Future[int]:
        """Add checked entries, or change those that are there already; how many are new."""
        batch = tuple(entries)
        return self._submit(lambda connection: store.put_entries(connection, list_id, batch))

    def change(self, entries: Iterable[ListEntry]) -> Future[None]:
        """Write checked entries that are stored already, by their ids."""
        batch = tuple(entries)
        return self._submit(lambda connection: store.change_entries(connection, batch))

    def remove_entries(self, ids: Iterable[int]) -> Future[None]:
        """Remove entries by their ids."""
        batch = tuple(ids)
        return self._submit(lambda connection: store.delete_entries(connection, batch))
