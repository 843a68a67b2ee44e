"""The event table in the window: driven by keys and mouse, bound to the text both ways."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from annotate.articles import ArticleState
from annotate.chains.chain import Chain
from annotate.edits import EditGroup, PutChain, PutFrame
from annotate.event_table.columns import COLUMNS, Column
from annotate.event_table.filtering import EventFilter
from annotate.event_table.rows import ArticleFacts, EventRow, Filler
from annotate.frames import verbs as frame_verbs
from annotate.frames.event_frame import Argument, EventFrame
from annotate.schema.roles import Cardinality, Role
from annotate.spans import Layer
from gui.jobs import Jobs
from gui.models.events import EventRole, EventTableModel
from gui.panels.events import EventsPanel
from gui.panels.events_cells import CellField
from tests.gui.conftest import STORY, Desk

Shown = tuple[Desk, EventsPanel]


def frame_up(desk: Desk) -> tuple[str, str]:
    """Accept what is suggested and give both events of the story a frame; their ids."""
    session = desk.session
    session.accept_all()
    assert session.desk is not None
    spans = {STORY[s.start : s.end] + s.label: s for s in session.desk.spans}
    met, shelling = spans["metMEET"], spans["ShellingATTACK"]
    meeting = EventFrame(
        "1" * 16,
        met.id,
        (
            Argument("Agent", spans["Ana PetrovaPERSON"].id),
            Argument("Place", spans["LisbonGPE"].id),
        ),
        (("polarity", "positive"),),
    )
    attack = EventFrame("2" * 16, shelling.id, (Argument("Place", spans["VarnaORG"].id),))
    edit = EditGroup((PutFrame(None, meeting), PutFrame(None, attack)), "frames")
    assert session.push(edit, "frames")
    desk.settle()
    return meeting.id, attack.id


@pytest.fixture
def shown(desk: Desk) -> Shown:
    """The table open under an article with two frames, the keyboard in it."""
    frame_up(desk)
    desk.press("Ctrl+Alt+V")
    panel = desk.window.events.panel
    assert panel is not None
    desk.qtbot.waitUntil(panel.table.hasFocus)
    return desk, panel


@pytest.fixture
def with_jobs(shown: Shown) -> Iterator[Shown]:
    """The same with real workers, which read and write the project."""
    desk, panel = shown
    jobs = Jobs(desk.window)
    desk.session.attach_jobs(jobs)
    jobs.start()
    desk.window.events.refresh()
    yield desk, panel
    jobs.close()


def cells(panel: EventsPanel, row: int = 0) -> dict[Column, str]:
    return {column: panel.model.index(row, place).data() for place, column in enumerate(COLUMNS)}


def column_of(panel: EventsPanel, column: Column) -> list[str]:
    return [cells(panel, row)[column] for row in range(panel.model.rowCount())]


def field_of(panel: EventsPanel) -> CellField:
    fields = panel.table.viewport().findChildren(CellField)
    assert fields
    return fields[-1]  # those before are on their way out


def place_of(panel: EventsPanel, index: QModelIndex) -> QPoint:
    panel.table.scrollTo(index)
    return panel.table.visualRect(index).center()


def type_cell(desk: Desk, panel: EventsPanel, frame_id: str, column: Column, text: str) -> None:
    """Go to a cell, open it with F2, type and press Enter."""
    panel.table.setCurrentIndex(panel.model.index_of(frame_id, column))
    panel.table.setFocus()
    desk.press("F2", into=panel.table)
    field = field_of(panel)
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)
    field.completes.popup().hide()
    QTest.keyClick(line, Qt.Key.Key_Return)
    # Without a window manager the list of what fits leaves no window active.
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)


# -- what it shows ---------------------------------------------------------------------------------


def test_nothing_of_the_table_is_made_before_it_is_shown(desk: Desk) -> None:
    assert desk.window.events.panel is None
    desk.press("Shift+F12")
    assert desk.window.events.panel is not None
    assert desk.window.actions_["view.events"].isChecked()
    desk.press("Shift+F12")
    assert not desk.window.events.panel.isVisible()


def test_one_row_says_the_whole_event(shown: Shown) -> None:
    _, panel = shown
    assert cells(panel)[Column.LABEL] == "MEET"
    assert cells(panel)[Column.WHO] == "Ana Petrova"
    assert cells(panel)[Column.TRIGGER] == "met"
    assert cells(panel)[Column.WHERE] == "Lisbon"
    assert cells(panel)[Column.ATTRIBUTES] == "polarity=positive"
    assert column_of(panel, Column.LABEL) == ["MEET", "ATTACK"]


def test_an_article_without_frames_says_so(shown: Shown) -> None:
    desk, panel = shown
    desk.session.open_article("three")
    assert panel.model.rowCount() == 0
    assert not panel.table.isVisible()
    desk.session.open_article("one")
    assert panel.model.rowCount() == 2


def test_the_table_follows_every_step_and_its_undo(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    desk.session.focus(there.annotations.frames["2" * 16].trigger_id)
    desk.session.delete()
    assert column_of(panel, Column.LABEL) == ["MEET"]
    desk.session.undo()
    assert column_of(panel, Column.LABEL) == ["MEET", "ATTACK"]
    person = next(span for span in there.spans if span.label == "PERSON")
    desk.session.resize(person.id, person.start + 4, person.end)
    assert cells(panel)[Column.WHO] == "Petrova"


def test_a_link_tells_what_a_mention_stands_for(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    places = [span.id for span in there.spans if there.surface(span) in ("Lisbon", "Varna")]
    ids = tuple(places[:1] + places[-1:])
    index = panel.model.index_of("2" * 16, Column.WHERE)
    assert desk.session.push(PutChain(None, Chain("c" * 16, Layer.ENTITY, ids)), "link")
    assert index.data(EventRole.VALUE) == "Lisbon"
    desk.session.undo()
    assert index.data(EventRole.VALUE) == ""


def test_what_the_schema_says_against_a_frame_is_marked_and_told(shown: Shown) -> None:
    _, panel = shown
    index = panel.model.index_of("1" * 16, Column.LABEL)
    assert index.data(EventRole.FAULTS) == []
    schema = panel.model.schema
    assert schema is not None
    strict = [
        replace(label, roles=(Role("Topic", cardinality=Cardinality(1, 1)), Role("Agent")))
        if label.name == "MEET"
        else label
        for label in schema.labels
    ]
    panel.set_schema(replace(schema, labels=tuple(strict)), is_editable=True)
    assert index.data(EventRole.FAULTS) == [
        "Topic is required and empty",
        "the schema has no role Place here",
    ]
    assert "Topic is required" in index.data(Qt.ItemDataRole.ToolTipRole)


# -- both ways -------------------------------------------------------------------------------------


def test_a_click_goes_to_the_span_of_the_cell_and_leaves_the_keyboard(shown: Shown) -> None:
    desk, panel = shown
    desk.window.pane.view.setFocus()
    index = panel.model.index_of("1" * 16, Column.WHERE)
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, index))
    focused = desk.session.focused
    assert focused is not None
    assert STORY[focused.start : focused.end] == "Lisbon"
    assert desk.session.frame_focus.frame_id == "1" * 16
    assert desk.window.pane.view.hasFocus()


def test_enter_goes_to_the_text_and_the_key_comes_back(shown: Shown) -> None:
    desk, panel = shown
    panel.table.setCurrentIndex(panel.model.index_of("2" * 16, Column.LABEL))
    desk.press("Return", into=panel.table)
    assert desk.window.pane.view.hasFocus()
    focused = desk.session.focused
    assert focused is not None
    assert focused.label == "ATTACK"
    desk.press("Ctrl+Alt+V")
    assert panel.table.hasFocus()
    desk.press("Ctrl+Alt+V")
    assert desk.window.pane.view.hasFocus()
    desk.press("Ctrl+Alt+V")
    desk.press("Esc", into=panel.table)
    assert desk.window.pane.view.hasFocus()
    # What the row led to stays in focus.
    assert desk.session.focused is not None


def test_keys_walk_through_the_cells_and_the_text_follows(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    panel.table.setCurrentIndex(panel.model.index_of("1" * 16, Column.WHERE))
    desk.press("Down", into=panel.table)
    assert desk.session.frame_focus.frame_id == "2" * 16
    focused = desk.session.focused
    assert focused is not None
    assert there.surface(focused) == "Varna"
    desk.press("Alt+Shift+Up", into=panel.table)  # the end goes one character to the left
    assert cells(panel, 1)[Column.WHERE] == "Varn"
    assert panel.table.hasFocus()
    desk.press("Ctrl+Z", into=panel.table)
    assert cells(panel, 1)[Column.WHERE] == "Varna"
    desk.press("Left", into=panel.table)
    assert there.surface(desk.session.focused) == "Shelling"  # type: ignore[arg-type]


def test_the_focus_in_the_text_selects_the_row(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    desk.session.frame_focus.close()
    for words, frame_id in (("Varna", "2" * 16), ("Lisbon", "1" * 16), ("met", "1" * 16)):
        wanted = next(s for s in there.spans if there.surface(s) == words and s.label != "X")
        desk.session.focus(wanted.id)
        rows = panel.table.selectionModel().selectedRows()
        assert [row.data(EventRole.FRAME_ID) for row in rows] == [frame_id]
    desk.session.focus(None)
    assert not panel.table.selectionModel().selectedRows()
    desk.session.frame_focus.open("2" * 16)
    rows = panel.table.selectionModel().selectedRows()
    assert [row.data(EventRole.FRAME_ID) for row in rows] == ["2" * 16]


def test_delete_takes_a_frame_out_and_leaves_its_spans(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    before = len(there.spans)
    panel.table.setCurrentIndex(panel.model.index_of("2" * 16, Column.WHERE))
    desk.press("Del", into=panel.table)
    assert column_of(panel, Column.LABEL) == ["MEET"]
    assert len(there.spans) == before
    desk.press("Ctrl+Z", into=panel.table)
    assert column_of(panel, Column.LABEL) == ["MEET", "ATTACK"]


def test_the_menu_of_a_row_is_about_its_frame(shown: Shown) -> None:
    desk, panel = shown
    index = panel.model.index_of("2" * 16, Column.WHERE)
    panel.table.customContextMenuRequested.emit(place_of(panel, index))
    menu = panel.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    assert desk.session.frame_focus.frame_id == "2" * 16
    names = {action.objectName(): action for action in menu.actions()}
    assert names["event.copy"].isEnabled()
    names["event.remove"].trigger()
    assert column_of(panel, Column.LABEL) == ["MEET"]
    menu.close()


# -- typing ----------------------------------------------------------------------------------------


def test_another_span_of_the_article_by_key(shown: Shown) -> None:
    desk, panel = shown
    type_cell(desk, panel, "1" * 16, Column.WHERE, "Varna")
    assert cells(panel)[Column.WHERE] == "Varna"
    assert panel.table.hasFocus()
    desk.press("Ctrl+Z")
    assert cells(panel)[Column.WHERE] == "Lisbon"
    desk.press("Ctrl+Y")
    assert cells(panel)[Column.WHERE] == "Varna"


def test_words_of_the_article_become_a_span_and_a_role(shown: Shown) -> None:
    desk, panel = shown
    type_cell(desk, panel, "1" * 16, Column.WHOM, "envoys")
    assert cells(panel)[Column.WHOM] == "envoys"
    there = desk.session.desk
    assert there is not None
    assert any(there.surface(span) == "envoys" for span in there.spans)
    before = desk.session.undo_stack.index()
    desk.press("Ctrl+Z")
    assert desk.session.undo_stack.index() == before - 1
    assert cells(panel)[Column.WHOM] == ""
    assert not any(there.surface(span) == "envoys" for span in there.spans)


def test_a_boundary_moves_with_the_words(shown: Shown) -> None:
    desk, panel = shown
    there = desk.session.desk
    assert there is not None
    (filler,) = panel.model.row_of("1" * 16).fillers(Column.WHO)  # type: ignore[union-attr]
    type_cell(desk, panel, "1" * 16, Column.WHO, "Petrova")
    span = there.spans.get(filler.span_id)
    assert span is not None
    assert there.surface(span) == "Petrova"


def test_what_fits_completes_the_part_behind_the_semicolon_and_the_role(shown: Shown) -> None:
    desk, panel = shown
    panel.type_in("1" * 16, Column.WHOM)
    field = field_of(panel)
    line, completer = field.lineEdit(), field.completes
    assert line is not None
    line.clear()
    QTest.keyClicks(line, "Patient: envoys; Lis")
    assert completer.splitPath(line.text()) == ["Lis"]
    popup = completer.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "Patient: envoys; Lisbon"
    assert panel.is_typed_in
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.window.activateWindow()
    assert cells(panel)[Column.WHOM] == "envoys; Lisbon"


def test_an_attribute_and_the_type(shown: Shown) -> None:
    desk, panel = shown
    type_cell(desk, panel, "1" * 16, Column.ATTRIBUTES, "polarity=negative")
    assert cells(panel)[Column.ATTRIBUTES] == "polarity=negative"
    type_cell(desk, panel, "1" * 16, Column.LABEL, "ATTACK")
    assert column_of(panel, Column.LABEL) == ["ATTACK", "ATTACK"]
    type_cell(desk, panel, "1" * 16, Column.WHERE, "")
    assert cells(panel)[Column.WHERE] == ""


def test_words_that_are_not_there_are_refused_in_a_sentence_and_stay_to_be_mended(
    shown: Shown,
) -> None:
    desk, panel = shown
    before = desk.session.undo_stack.count()
    type_cell(desk, panel, "1" * 16, Column.WHERE, "Atlantis")
    assert panel.note.isVisible()
    assert "“Atlantis”" in panel.note.text()
    assert desk.session.undo_stack.count() == before
    desk.qtbot.waitUntil(lambda: panel.is_typed_in)
    line = field_of(panel).lineEdit()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Atlantis"
    QTest.keyClick(field_of(panel), Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: not panel.is_typed_in)
    assert not panel.note.isVisible()
    type_cell(desk, panel, "1" * 16, Column.WHERE, "Varna")
    assert not panel.note.isVisible()
    assert cells(panel)[Column.WHERE] == "Varna"


def test_a_double_click_types_and_escape_changes_nothing(shown: Shown) -> None:
    _, panel = shown
    index = panel.model.index_of("1" * 16, Column.WHO)
    place = place_of(panel, index)
    QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    field = field_of(panel)
    assert field.currentText() == "Ana Petrova"
    assert field.itemText(0) == "Ana Petrova"
    QTest.keyClicks(field.lineEdit(), "Lisbon")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert cells(panel)[Column.WHO] == "Ana Petrova"


def test_a_project_that_is_only_read_is_not_typed_in(shown: Shown) -> None:
    desk, panel = shown
    path = desk.session.project.path  # type: ignore[union-attr]
    desk.session.close_project()
    assert panel.model.rowCount() == 0
    desk.session.open_project(path, read_only=True)
    index = panel.model.index_of("1" * 16, Column.WHO)
    assert index.isValid()
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    panel.table.setCurrentIndex(index)
    desk.press("F2", into=panel.table)
    assert not panel.is_typed_in


# -- filter and order ------------------------------------------------------------------------------


def test_words_labels_and_states_filter(shown: Shown) -> None:
    desk, panel = shown
    panel.words.setFocus()
    desk.type("petrova")
    desk.press("Return", into=panel.words)
    assert column_of(panel, Column.LABEL) == ["MEET"]
    panel.words.clear()
    desk.qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.labels.setCurrentIndex(panel.labels.findData("ATTACK"))
    assert column_of(panel, Column.LABEL) == ["ATTACK"]
    panel.labels.setCurrentIndex(0)
    panel.states.setCurrentIndex(panel.states.findData(ArticleState.DONE))
    assert panel.model.rowCount() == 0
    panel.states.setCurrentIndex(panel.states.findData(ArticleState.IN_PROGRESS))
    assert panel.model.rowCount() == 2


def test_a_click_on_a_heading_sorts_and_the_third_takes_it_back(shown: Shown) -> None:
    _, panel = shown
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 10, header.height() // 2)
    orders: list[list[str]] = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append(column_of(panel, Column.LABEL))
    assert orders == [["ATTACK", "MEET"], ["MEET", "ATTACK"], ["MEET", "ATTACK"]]


def test_rows_grow_with_the_letters(shown: Shown) -> None:
    _, panel = shown
    before = panel.table.rowHeight(0)
    font = panel.table.font()
    font.setPointSizeF(2 * font.pointSizeF())
    panel.table.setFont(font)
    assert panel.table.rowHeight(0) > 1.3 * before


def test_columns_stay_as_they_were_left(shown: Shown) -> None:
    desk, panel = shown
    header = panel.table.horizontalHeader()
    header.resizeSection(COLUMNS.index(Column.WHO), 333)
    header.moveSection(0, 3)
    fresh = EventsPanel(desk.appearance, choices=lambda *_: [], change=lambda *_: True)
    desk.qtbot.addWidget(fresh)
    assert fresh.table.horizontalHeader().restoreState(desk.state.table("events"))
    assert fresh.table.columnWidth(COLUMNS.index(Column.WHO)) == 333
    assert fresh.table.horizontalHeader().visualIndex(0) == 3


def test_the_order_is_as_it_was_left(desk: Desk) -> None:
    frame_up(desk)
    fresh = EventsPanel(desk.appearance, choices=lambda *_: [], change=lambda *_: True)
    desk.qtbot.addWidget(fresh)
    fresh.table.sortByColumn(COLUMNS.index(Column.TRIGGER), Qt.SortOrder.AscendingOrder)
    header = fresh.table.horizontalHeader()
    desk.state.keep_table("events", header.saveState())
    desk.press("Ctrl+Alt+V")
    panel = desk.window.events.panel
    assert panel is not None
    desk.qtbot.waitUntil(panel.table.hasFocus)
    assert column_of(panel, Column.TRIGGER) == ["met", "Shelling"]
    panel.table.sortByColumn(COLUMNS.index(Column.TRIGGER), Qt.SortOrder.DescendingOrder)
    assert column_of(panel, Column.TRIGGER) == ["Shelling", "met"]


# -- the project -----------------------------------------------------------------------------------


def both_articles(desk: Desk) -> None:
    desk.session.open_article("two")
    desk.session.accept_all()
    there = desk.session.desk
    assert there is not None
    shelling = next(span for span in there.spans if span.label == "ATTACK")
    desk.session.push(PutFrame(None, EventFrame("3" * 16, shelling.id)), "frame")
    desk.settle()
    desk.session.open_article("one")


def show_project(desk: Desk, panel: EventsPanel, count: int) -> None:
    panel.scope.setCurrentIndex(1)
    desk.qtbot.waitUntil(
        lambda: panel.model.total == count and panel.export.isEnabled(), timeout=60_000
    )


def test_a_change_while_the_project_is_read_leaves_the_other_frames(with_jobs: Shown) -> None:
    desk, panel = with_jobs
    session = desk.session
    panel.scope.setCurrentIndex(1)
    assert session.desk is not None
    assert panel.model.total == 0
    frame = session.desk.annotations.frames["1" * 16]
    session.push(frame_verbs.set_attribute(session.desk, frame, "polarity", "negative"), "change")
    desk.qtbot.waitUntil(panel.export.isEnabled, timeout=60_000)
    assert sorted(panel.model.shown_ids()) == ["1" * 16, "2" * 16]
    assert cells(panel)[Column.ATTRIBUTES] == "polarity=negative"


def test_the_whole_project_and_a_row_of_another_article(with_jobs: Shown) -> None:
    desk, panel = with_jobs
    both_articles(desk)
    show_project(desk, panel, 3)
    assert column_of(panel, Column.ARTICLE)[-1] == "More of the same"
    panel.table.setCurrentIndex(panel.model.index_of("3" * 16, Column.LABEL))
    panel.focus_table()
    desk.press("Return", into=panel.table)
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"
    assert desk.session.frame_focus.frame_id == "3" * 16
    # A cell of yet another article is typed in, there and in one step.
    type_cell(desk, panel, "1" * 16, Column.WHERE, "Varna")
    assert desk.session.desk.article.id == "one"
    assert panel.model.row_of("1" * 16).text(Column.WHERE) == "Varna"  # type: ignore[union-attr]
    assert panel.model.total == 3
    desk.press("Ctrl+Z")
    assert panel.model.row_of("1" * 16).text(Column.WHERE) == "Lisbon"  # type: ignore[union-attr]


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl"])
def test_what_is_shown_is_written(
    with_jobs: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    desk, panel = with_jobs
    panel.labels.setCurrentIndex(panel.labels.findData("MEET"))
    target = tmp_path / f"table{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.window.actions_["events.export"].trigger()
    desk.qtbot.waitUntil(target.exists, timeout=60_000)
    desk.qtbot.waitUntil(desk.window.banner.isVisible)
    text = target.read_text(encoding="utf-8-sig")
    if suffix == ".csv":
        (row,) = csv.DictReader(text.splitlines())
        assert (row["event"], row["who"]) == ("MEET", "Ana Petrova")
    elif suffix == ".json":
        assert [row["event"] for row in json.loads(text)] == ["MEET"]
    else:
        assert [json.loads(line)["event"] for line in text.splitlines()] == [["CONSULT"]]


# -- the model -------------------------------------------------------------------------------------


def row(number: int, article: int = 0, who: str = "", label: str = "MEET") -> EventRow:
    trigger = Filler(f"t{number}", number, number + 1, Layer.EVENT, label, "met")
    filler = Filler(f"w{number}", 0, 1, Layer.ENTITY, "PERSON", who or f"P{number}", "Agent")
    facts = ArticleFacts(f"a{article}", number=article, title=f"T{article}")
    return EventRow(f"{number:016x}", facts, trigger, (filler,))


def watched() -> EventTableModel:
    model = EventTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


Script = list[tuple[str, int]]
SCRIPTS: st.SearchStrategy[Script] = st.lists(
    st.tuples(
        st.sampled_from(["sort", "down", "unsort", "filter", "all", "edit", "remove", "add"]),
        st.integers(0, 9),
    ),
    max_size=12,
)


@given(SCRIPTS)
def test_any_order_of_steps_shows_what_is_there(script: Script) -> None:
    model = watched()
    rows = {n: row(n, n % 3) for n in range(8)}
    model.set_rows(rows.values())
    wanted, next_number = EventFilter(), 100
    for step, number in script:
        if step in ("sort", "down"):
            order = Qt.SortOrder.AscendingOrder if step == "sort" else Qt.SortOrder.DescendingOrder
            model.sort(number, order)
        elif step == "unsort":
            model.sort(-1)
        elif step == "filter":
            wanted = EventFilter(words=f"p{number}")
            model.set_filter(wanted)
        elif step == "all":
            wanted = EventFilter()
            model.set_filter(wanted)
        else:
            article = number % 3
            mine = [n for n, item in rows.items() if item.article.number == article]
            if step == "edit" and mine:
                rows[mine[0]] = row(mine[0], article, who=f"Q{number}")
            elif step == "remove" and mine:
                del rows[mine[-1]]
            elif step == "add":
                rows[next_number] = row(next_number, article)
                next_number += 1
            model.update_article(
                f"a{article}", [item for item in rows.values() if item.article.number == article]
            )
        assert model.total == len(rows)
        for frame_id in model.shown_ids():
            index = model.index_of(frame_id)
            assert index.data(EventRole.FRAME_ID) == frame_id
    model.set_filter(EventFilter(words="nothing like it"))
    model.set_filter(wanted)
    expected = {item.frame_id for item in rows.values() if wanted.takes(item)}
    assert set(model.shown_ids()) == expected


@pytest.mark.parametrize("is_sorted", [False, True])
def test_pages_come_in_one_by_one(qapp: object, is_sorted: bool) -> None:
    model = watched()
    if is_sorted:
        model.sort(COLUMNS.index(Column.WHO), Qt.SortOrder.DescendingOrder)
    for article in range(4):
        model.add_rows([row(10 * article + n, article) for n in range(3)])
    model.add_rows([row(0, 0)])
    model.finish()
    assert model.rowCount() == model.total == 12
    first = model.index(0, 1).data()
    assert first == ("P32" if is_sorted else "P0")


@pytest.mark.parametrize("is_all", [True, False])
def test_a_frame_that_goes_while_pages_wait_stays_away(qapp: object, is_all: bool) -> None:
    model = watched()
    model.sort(COLUMNS.index(Column.WHO), Qt.SortOrder.AscendingOrder)
    model.add_rows([row(10, 1), row(11, 1), row(20, 2)])
    gone = row(10, 1).frame_id
    model.update_article("a1", [row(11, 1)] if is_all else [], among=None if is_all else {gone})
    model.finish()
    assert model.shown_ids() == [row(11, 1).frame_id, row(20, 2).frame_id]


@pytest.mark.parametrize("is_open_first", [True, False])
def test_pages_go_ahead_of_an_article_that_was_there_before(
    qapp: object, is_open_first: bool
) -> None:
    model = watched()
    opened = [row(20, 2), row(40, 4)]
    if is_open_first:
        for item in opened:
            model.update_article(item.article.id, [item])
    model.add_rows([row(10, 1), row(11, 1), row(30, 3)])
    if not is_open_first:
        for item in opened:
            model.update_article(item.article.id, [item])
    model.add_rows([row(50, 5)])
    model.finish()
    wanted = [f"{number:016x}" for number in (10, 11, 20, 30, 40, 50)]
    assert model.shown_ids() == wanted
    assert [model.index_of(frame_id).row() for frame_id in wanted] == list(range(6))


def test_a_cell_is_spoken_with_what_it_means(qapp: object) -> None:
    model = watched()
    plain = row(1)
    when = replace(plain.arguments[0], role="Time", surface="last Tuesday", value="2026-03-17")
    model.set_rows([replace(plain, arguments=(when,))])
    index = model.index(0, COLUMNS.index(Column.WHEN))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "last Tuesday" in spoken
    assert "2026-03-17" in spoken
    assert index.data(EventRole.VALUE) == "2026-03-17"


def test_the_events_of_a_removed_article_go_and_come_back(with_jobs: Shown) -> None:
    desk, panel = with_jobs
    both_articles(desk)
    show_project(desk, panel, 3)
    desk.window.removing.remove(["one"])
    desk.qtbot.waitUntil(lambda: panel.model.shown_ids() == ["3" * 16], timeout=60_000)
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: panel.model.total == 3, timeout=60_000)
    assert {row.state for row in desk.window.articles.model.rows()[:1]} == {
        ArticleState.IN_PROGRESS
    }
