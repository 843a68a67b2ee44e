"""The event table out: CSV for spreadsheets, JSON, and PLOVER records.

What is written is what was chosen, in its order. Cells that a spreadsheet would run are guarded as
in every table of ours (`annotate.exchange.cells`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from annotate.event_table.columns import ARGUMENTS, Column
from annotate.event_table.reading import project_rows
from annotate.event_table.rows import JOINT, EventRow, Filler
from annotate.exchange.cells import guarded
from annotate.project import Project

if TYPE_CHECKING:
    from annotate.exchange.records import Record
    from annotate.workers.jobs import JobContext


class TableForm(StrEnum):
    """As what the table is written."""

    CSV = "csv"
    JSON = "json"
    PLOVER = "plover"

    @property
    def suffix(self) -> str:
        """What the name of a file ends in."""
        return ".jsonl" if self is TableForm.PLOVER else f".{self}"


_NAMES: Final = {
    Column.WHO: "who",
    Column.WHOM: "to_whom",
    Column.WHERE: "where",
    Column.WHEN: "when",
    Column.HOW_MANY: "how_many",
    Column.OTHER: "other_roles",
}
"""Names of the columns of arguments in files."""
_NAMED: Final = frozenset({Column.WHO, Column.WHOM})
"""Columns of people: one more says the names of those who are only mentioned."""


def csv_header(attributes: Sequence[str]) -> list[str]:
    """The names of the columns: each of arguments has one with the normalised values behind it."""
    names = ["frame", "article", "title", "source", "date", "state", "event", "trigger"]
    for column in ARGUMENTS:
        name = _NAMES[column]
        names += [name, *([f"{name}_name"] if column in _NAMED else []), f"{name}_value"]
    return [*names, *(f"attribute_{name}" for name in attributes)]


def write_csv(rows: Iterable[EventRow], stream: TextIO, attributes: Sequence[str]) -> int:
    """Write one line for each row; how many. `attributes` get a column each."""
    writer = csv.writer(stream)
    writer.writerow([guarded(name) for name in csv_header(attributes)])
    count = 0
    for row in rows:
        writer.writerow([guarded(cell) for cell in _cells(row, attributes)])
        count += 1
    return count


def _cells(row: EventRow, attributes: Sequence[str]) -> Iterator[str]:
    about = row.article
    yield from (row.frame_id, about.id, about.title, about.source, about.date, str(about.state))
    yield from (row.label, row.trigger.surface)
    for column in ARGUMENTS:
        yield row.text(column)
        if column in _NAMED:
            yield JOINT.join(item.name or item.surface for item in row.fillers(column))
        yield JOINT.join(row.values(column))
    said = dict(row.attributes)
    yield from (said.get(name, "") for name in attributes)


def attribute_names(rows: Iterable[EventRow]) -> list[str]:
    """Names of the attributes that the rows have, sorted."""
    return sorted({name for row in rows for name, _ in row.attributes})


def row_as_data(row: EventRow) -> dict[str, Any]:
    """A row as plain data for JSON; offsets are code points, half-open."""
    about = row.article
    return {
        "frame": row.frame_id,
        "article": {
            "id": about.id,
            "title": about.title,
            "source": about.source,
            "date": about.date,
            "state": str(about.state),
        },
        "event": row.label,
        "trigger": _as_data(row.trigger),
        **{
            _NAMES[column]: [{"role": item.role, **_as_data(item)} for item in row.fillers(column)]
            for column in ARGUMENTS
        },
        "attributes": dict(row.attributes),
    }


def _as_data(item: Filler) -> dict[str, Any]:
    data: dict[str, Any] = {
        "text": item.surface,
        "start": item.start,
        "end": item.end,
        "label": item.label,
    }
    further = {"name": item.name, "value": item.value}
    return data | {key: value for key, value in further.items() if value}


def write_json(rows: Iterable[EventRow], stream: TextIO) -> int:
    """Write an array with an object for each row; how many."""
    stream.write("[")
    count = 0
    for row in rows:
        stream.write(",\n" if count else "\n")
        stream.write(json.dumps(row_as_data(row), ensure_ascii=False))
        count += 1
    stream.write("\n]\n")
    return count


def plover_records(project: Project, rows: Sequence[EventRow]) -> Iterator[Record]:
    """The articles of the rows with exactly their frames; each article comes once."""
    from annotate.exchange.project_records import record_of

    by_article = sorted(rows, key=lambda row: row.place)
    for article_id, group in groupby(by_article, key=lambda row: row.article.id):
        chosen = {row.frame_id for row in group}
        record = record_of(project.article(article_id), project.annotations(article_id))
        frames = tuple(frame for frame in record.frames if frame.id in chosen)
        used = {frame.trigger for frame in frames}
        used |= {filler for frame in frames for _, filler in frame.arguments}
        spans = tuple(span for span in record.spans if span.layer != "event" or span.id in used)
        yield replace(record, frames=frames, spans=spans)


def require_earlier_table(target: Path, form: TableForm) -> None:
    """Raise `ExportError` when a file is at `target` that is no event table of this form."""
    from annotate.exchange.exporting import require_earlier_export
    from annotate.targets import require_own

    match form:
        case TableForm.PLOVER:
            require_earlier_export(str(form), target)
        case TableForm.CSV:
            first = ",".join(csv_header(())[:2])
            require_own(target, lambda head: head.decode("utf-8-sig", "replace").startswith(first))
        case TableForm.JSON:
            require_own(target, lambda head: head.startswith((b"[\n]", b'[\n{"frame":')))


def write_table(project: Project, rows: Sequence[EventRow], target: Path, form: TableForm) -> int:
    """Write rows of a project to a new file that takes its place when it is whole; how many.

    Raises `ExportError`.
    """
    from annotate.exchange.exporting import export_records, staged_file

    if form is TableForm.PLOVER:
        if rows:
            export_records(plover_records(project, rows), str(form), target)
            return len(rows)
        with staged_file(target) as draft:
            draft.write_text("", encoding="utf-8")
        return 0
    with staged_file(target) as draft:
        # Spreadsheets take a CSV without a mark for one of an old encoding.
        encoding = "utf-8-sig" if form is TableForm.CSV else "utf-8"
        with draft.open("w", encoding=encoding, newline="") as stream:
            if form is TableForm.CSV:
                return write_csv(rows, stream, attribute_names(rows))
            return write_json(rows, stream)


def write_in_worker(
    context: JobContext, project: str, frame_ids: Sequence[str], target: str, form: str
) -> int:
    """`write_table` as a job: these frames, in this order; how many were still there."""
    places = {frame_id: place for place, frame_id in enumerate(frame_ids)}
    with Project.open(Path(project), read_only=True) as opened:
        rows: list[EventRow] = []
        for row in project_rows(opened):
            if row.frame_id in places:
                rows.append(row)
                context.progress(len(rows), 2 * len(places))
        rows.sort(key=lambda row: places[row.frame_id])
        return write_table(opened, rows, Path(target), TableForm(form))
