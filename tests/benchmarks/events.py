"""The event table of a project with 20,000 frames: read, taken in, filtered, sorted, edited.

The floor of reading is the same rows with bare SQL; that of a filter and of an order is Python's
own search and sort of as many texts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotate.articles import Article
from annotate.edits import EditGroup, PutFrame, PutSpan
from annotate.event_table.columns import COLUMNS, Column
from annotate.event_table.filtering import EventFilter
from annotate.event_table.reading import PAGE, project_pages
from annotate.event_table.rows import EventRow
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project
from annotate.spans import Layer, Span
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store.sqlite import connect, transaction
from gui.models.events import EventTableModel
from gui.panels.events import EventsPanel
from gui.theme import Appearance
from tests.benchmarks.desks import AT, schema
from tests.benchmarks.measuring import Spent, in_turn, median, timed
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, against_floor, at_most

FRAMES, FEW = 20_000, 2_000
_EACH = 20
_ROUNDS = 7
_SENTENCE = "Rebels shelled {town} on {day} {month}, killing at least {count} soldiers of Norland. "
_TOWNS = ("Varna", "Goma", "Lisbon", "Sirte", "Ukraine", "Dalmora")
_MONTHS = ("January", "March", "May", "July", "October")


def rows(options: Options) -> Iterator[Row]:
    """Reading against bare SQL, then what the window does with all of them."""
    count = FEW if options.is_quick else FRAMES
    rounds = 2 if options.is_quick else _ROUNDS
    with tempfile.TemporaryDirectory() as directory, _project(Path(directory), count) as project:
        name = f"events: read {count:,} frames with values against bare rows, CPU"
        read, bare = in_turn(lambda: _read(project), lambda: _bare(project), times=rounds)
        yield against_floor(name, read.cpu, bare.cpu, most=6)
        found = [row for page in project_pages(project) for row in page]
        yield from _shown(found, rounds)


def _shown(found: list[EventRow], rounds: int) -> Iterator[Row]:
    QApplication.instance() or QApplication([])
    panel = EventsPanel(Appearance(), choices=lambda *_: [], change=lambda *_: True)
    panel.resize(1280, 300)
    panel.show()
    count, model = len(found), panel.model
    pages = [found[start : start + PAGE] for start in range(0, count, PAGE)]
    page = median([_taken_in(model, page) for page in pages])
    yield at_most(
        f"events: take in and paint a page of {PAGE}, until {count:,} are there, CPU",
        page.cpu,
        most=16,
    )
    texts = [row.folded() for row in found]
    letters = iter(range(1_000))

    def typed() -> Spent:
        with timed() as spent:
            model.set_filter(EventFilter(words=f"varna {next(letters) % 28 + 1} m"))
            QApplication.processEvents()
        return spent

    def searched() -> Spent:
        with timed() as spent:
            sum("varna" in text and "7" in text and "m" in text for text in texts)
        return spent

    value, floor = in_turn(typed, searched, times=rounds)
    yield against_floor(
        f"events: a word of the filter over {count:,}, CPU", value.cpu, floor.cpu, most=10
    )
    model.set_filter(EventFilter())
    when = COLUMNS.index(Column.WHEN)
    order = iter([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder] * 100)

    def sorted_anew() -> Spent:
        with timed() as spent:
            model.sort(when, next(order))
            QApplication.processEvents()
        return spent

    def sorted_bare() -> Spent:
        with timed() as spent:
            sorted((row.arguments[2].value, row.place) for row in found)
        return spent

    value, floor = in_turn(sorted_anew, sorted_bare, times=rounds)
    yield against_floor(f"events: sort {count:,} by date, CPU", value.cpu, floor.cpu, most=10)
    articles = iter(sorted({row.article.id for row in found}) * 10)
    by_article = {row.article.id: [] for row in found}
    for row in found:
        by_article[row.article.id].append(row)

    def changed() -> Spent:
        article_id = next(articles)
        rows = by_article[article_id][1:]
        with timed() as spent:
            model.update_article(article_id, rows)
            QApplication.processEvents()
        return spent

    value, *_ = in_turn(changed, times=rounds)
    yield at_most(f"events: a frame goes among {count:,}, to painted, CPU", value.cpu, most=16)
    panel.close()
    panel.deleteLater()


def _taken_in(model: EventTableModel, page: list[EventRow]) -> Spent:
    with timed() as spent:
        model.add_rows(page)
        QApplication.processEvents()
    return spent


def _read(project: Project) -> Spent:
    with timed() as spent:
        for page in project_pages(project):
            assert page
    return spent


def _bare(project: Project) -> Spent:
    """Every row that the table is made of, as tuples."""
    connection = project.reader()
    with timed() as spent:
        for table in (
            "SELECT f.id, f.article_id, s.* FROM frame AS f JOIN span AS s ON s.id = f.trigger_id",
            "SELECT a.*, s.* FROM argument AS a JOIN span AS s ON s.id = a.span_id",
            "SELECT * FROM attribute",
            "SELECT id, number, title, source, date, language, state FROM article",
        ):
            connection.execute(table).fetchall()
    connection.close()
    return spent


def _project(folder: Path, count: int) -> Project:
    path = folder / "events.spandesk"
    Project.create(path, schema(), annotator="bench").close()
    connection = connect(path)
    with transaction(connection):
        for number in range(count // _EACH):
            article, edit = _annotated(number)
            article_store.insert(connection, [article], at=AT)
            edit_store.write_edit(connection, article.id, edit, text=article.text)
    connection.close()
    return Project.open(path, annotator="bench")


def _annotated(number: int) -> tuple[Article, EditGroup]:
    """An article of sentences, each an event with four arguments."""
    text, steps = f"Report {number}. ", []
    for place in range(_EACH):
        at, seed = len(text), number * _EACH + place
        town, month = _TOWNS[seed % len(_TOWNS)], _MONTHS[seed % len(_MONTHS)]
        day, dead = seed % 28 + 1, seed % 90 + 10
        text += _SENTENCE.format(town=town, day=day, month=month, count=dead)
        wanted = (
            ("shelled", "ATTACK", ""),
            ("Rebels", "ORG", "Agent"),
            (town, "GPE", "Place"),
            (f"{day} {month}", "DATE", "Time"),
            (f"at least {dead}", "CARDINAL", "Killed"),
        )
        spans = []
        for index, (words, label, _) in enumerate(wanted):
            start = text.index(words, at)
            layer = Layer.EVENT if label == "ATTACK" else Layer.ENTITY
            made = Span(f"{seed:015x}{index}", start, start + len(words), label, layer)
            spans.append(made)
            steps.append(PutSpan(None, made))
        arguments = tuple(
            Argument(role, item.id)
            for (_, _, role), item in zip(wanted, spans, strict=True)
            if role
        )
        attributes = (("polarity", "positive"),)
        steps.append(PutFrame(None, EventFrame(f"{seed:016x}", spans[0].id, arguments, attributes)))
    return Article(f"a{number}", text, title=f"Article {number}", date="2026-03-18"), EditGroup(
        tuple(steps), "import"
    )
