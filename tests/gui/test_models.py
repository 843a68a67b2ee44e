"""Item models under Qt's own tester, filtered and changed in every way that the window does."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.annotations import SpanIndex
from annotate.articles import ArticleRow, ArticleState
from annotate.schema.label_schema import Label
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.models.articles import ArticleListModel, ArticleRole
from gui.models.labels import LabelModel, LabelRole, guideline_tip
from gui.models.spans import SpanLine, SpanListModel, SpanRole
from gui.words import short_date

ALL = frozenset(ArticleState)


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )


def row(number: int, title: str = "", state: ArticleState = ArticleState.NEW) -> ArticleRow:
    return ArticleRow(
        id=f"a{number}",
        number=number,
        title=title or f"Title {number}",
        source="Gazette",
        date="2026-03-02",
        state=state,
        characters=100,
        spans=0,
    )


def shown(model: ArticleListModel) -> list[str]:
    return [model.index(place).data(ArticleRole.ARTICLE_ID) for place in range(model.rowCount())]


# -- articles --------------------------------------------------------------------------------------


def test_articles_pass_the_tester(qapp: object) -> None:
    model = ArticleListModel()
    watched(model)
    model.set_rows([row(number) for number in range(30)])
    model.set_filter("1", ALL)
    model.update_article("a1", state=ArticleState.DONE, spans=4)
    model.set_filter("", frozenset({ArticleState.DONE}))
    model.set_rows([])


def test_filter_takes_every_word_in_any_order(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(1, "Floods in Lowmark"), row(2, "Lowmark votes"), row(3, "Ärger in Köln")])
    model.set_filter("lowmark floods", ALL)
    assert shown(model) == ["a1"]
    model.set_filter("LOWMARK", ALL)
    assert shown(model) == ["a1", "a2"]
    model.set_filter("ärger", ALL)
    assert shown(model) == ["a3"]
    model.set_filter("gazette", ALL)
    assert len(shown(model)) == 3


def test_filter_by_state(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(1), row(2, state=ArticleState.DONE), row(3, state=ArticleState.SKIPPED)])
    model.set_filter("", frozenset({ArticleState.DONE}))
    assert shown(model) == ["a2"]
    assert model.is_filtered
    assert model.counts[ArticleState.NEW] == 1
    assert model.total == 3


def test_updated_row_stays_in_sight_until_the_filter_is_set_again(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(1), row(2)])
    model.set_filter("", frozenset({ArticleState.NEW}))
    model.update_article("a1", state=ArticleState.DONE)
    assert shown(model) == ["a1", "a2"]
    model.set_filter("x", ALL)
    model.set_filter("", frozenset({ArticleState.NEW}))
    assert shown(model) == ["a2"]


def test_index_of_finds_what_is_shown_only(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(number) for number in range(1, 50)])
    model.set_filter("title 3", ALL)
    assert model.index_of("a30").data(ArticleRole.ARTICLE_ID) == "a30"
    assert not model.index_of("a20").isValid()
    assert not model.index_of("unknown").isValid()


def test_update_without_change_is_silent(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(1)])
    heard: list[object] = []
    model.dataChanged.connect(lambda *_: heard.append(1))
    model.update_article("a1", state=ArticleState.NEW, spans=0)
    model.update_article("unknown", spans=3)
    assert not heard
    model.update_article("a1", spans=1)
    assert len(heard) == 1


@given(
    st.lists(st.sampled_from(list(ArticleState)), max_size=40),
    st.sets(st.sampled_from(list(ArticleState))),
    st.text("0123456789 t", max_size=4),
)
def test_filter_equals_the_plain_definition(
    states: list[ArticleState], wanted: set[ArticleState], text: str
) -> None:
    rows = [row(number, state=state) for number, state in enumerate(states)]
    model = ArticleListModel()
    model.set_rows(rows)
    model.set_filter(text, frozenset(wanted))
    expected = [
        item.id
        for item in rows
        if item.state in wanted
        and all(
            word in f"{item.number} {item.title} {item.source}".casefold()
            for word in text.casefold().split()
        )
    ]
    assert shown(model) == expected


def test_rows_say_what_a_screen_reader_needs(qapp: object) -> None:
    model = ArticleListModel()
    model.set_rows([row(7, "Floods", ArticleState.DONE)])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "7" in spoken
    assert "Floods" in spoken
    assert "Done" in spoken


@pytest.mark.parametrize(("date", "start"), [("2026-03-02", "2 "), ("spring", "spring"), ("", "")])
def test_dates_are_shortened_when_they_are_dates(qapp: object, date: str, start: str) -> None:
    assert short_date(date).startswith(start)


# -- spans -----------------------------------------------------------------------------------------

TEXT = "Ana Petrova met envoys in Lisbon while shelling went on near Varna."


def span(start: int, end: int, label: str = "PERSON", layer: Layer = Layer.ENTITY) -> Span:
    return Span(f"s{start}-{end}-{label}", start, end, label, layer)


def suggestion(start: int, end: int, label: str = "GPE") -> Suggestion:
    return Suggestion(start, end, label, Layer.ENTITY, 0.5)


def lines(model: SpanListModel) -> list[tuple[str, str, bool]]:
    found: list[SpanLine] = [
        model.index(place).data(SpanRole.LINE) for place in range(model.rowCount())
    ]
    return [(line.surface, line.label, line.score is None) for line in found]


def test_spans_pass_the_tester(qapp: object) -> None:
    model = SpanListModel()
    watched(model)
    gold, open_ = SpanIndex([span(0, 11)]), SpanIndex([suggestion(26, 32)])
    model.set_content(TEXT, gold, open_)
    accepted = span(26, 32, "GPE")
    gold.put(accepted)
    open_.remove(suggestion(26, 32).id)
    model.update({accepted.id, suggestion(26, 32).id}, gold, open_)
    assert lines(model) == [("Ana Petrova", "PERSON", True), ("Lisbon", "GPE", True)]
    gold.put(accepted.relabelled("LOC"))
    model.update({accepted.id}, gold, open_)
    gold.put(accepted.resized(23, 32))
    model.update({accepted.id}, gold, open_)
    assert lines(model)[1][0] == "in Lisbon"
    gold.remove(accepted.id)
    model.update({accepted.id}, gold, open_)
    model.set_content("", (), ())


def test_lines_are_in_text_order(qapp: object) -> None:
    model = SpanListModel()
    model.set_content(TEXT, [span(61, 66), span(0, 3), span(0, 11)], [suggestion(26, 32)])
    assert [line[0] for line in lines(model)] == ["Ana Petrova", "Ana", "Lisbon", "Varna"]


def test_index_of_is_the_row(qapp: object) -> None:
    model = SpanListModel()
    items = [span(0, 11), span(0, 3), span(61, 66)]
    model.set_content(TEXT, items, [])
    for item in items:
        assert model.index_of(item.id).data(SpanRole.ITEM_ID) == item.id
    assert not model.index_of("unknown").isValid()


def test_many_changes_lay_the_list_out_anew(qapp: object) -> None:
    model = SpanListModel()
    watched(model)
    text = "x" * 1000
    gold: SpanIndex[Span] = SpanIndex()
    open_ = SpanIndex([suggestion(place, place + 1) for place in range(0, 1000, 5)])
    model.set_content(text, gold, open_)
    ids = {item.id for item in open_}
    for item in list(open_):
        open_.remove(item.id)
        gold.put(span(item.start, item.end, "GPE"))
    model.update(ids | {item.id for item in gold}, gold, open_)
    assert model.rowCount() == 200
    assert all(is_gold for _, _, is_gold in lines(model))


def test_misaligned_lines_are_marked(qapp: object) -> None:
    model = SpanListModel()
    watched(model)
    model.set_content(TEXT, [span(0, 11), span(1, 3)], [])
    model.set_misaligned(frozenset({span(1, 3).id}))
    found: list[SpanLine] = [model.index(place).data(SpanRole.LINE) for place in range(2)]
    assert [line.is_aligned for line in found] == [True, False]


def test_long_and_broken_surfaces_are_one_line(qapp: object) -> None:
    model = SpanListModel()
    model.set_content("a\nb\tc" + "d" * 500, [span(0, 505)], [])
    surface = lines(model)[0][0]
    assert surface.startswith("a b c")
    assert "\n" not in surface
    assert len(surface) <= 200


moves = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 6), st.sampled_from(["A", "B"]), st.booleans()),
    max_size=30,
)


@given(moves)
def test_row_by_row_equals_a_fresh_list(
    script: Iterable[tuple[int, int, str, bool]],
) -> None:
    live, gold = SpanListModel(), SpanIndex[Span]()
    open_ = SpanIndex([suggestion(place, place + 2) for place in range(0, 60, 7)])
    live.set_content(TEXT, gold, open_)
    watched(live)
    for start, length, label, is_removed in script:
        item = span(start, start + length, label)
        if is_removed and item.id in gold:
            gold.remove(item.id)
        else:
            gold.put(item)
        live.update({item.id}, gold, open_)
    fresh = SpanListModel()
    fresh.set_content(TEXT, gold, open_)
    assert lines(live) == lines(fresh)


# -- labels ----------------------------------------------------------------------------------------


def test_labels_pass_the_tester(qapp: object) -> None:
    model = LabelModel()
    watched(model)
    labels = [Label("PERSON", Layer.ENTITY), Label("ORG", Layer.ENTITY)]
    model.set_labels(labels, ["1", ""])
    model.set_counts({"ORG": 3})
    assert model.index(1).data(LabelRole.COUNT) == 3
    assert model.index(0).data(LabelRole.KEYS) == "1"
    assert model.label_at(model.index(1)) == labels[1]
    model.set_labels([], [])


def test_counts_are_told_once(qapp: object) -> None:
    model = LabelModel()
    model.set_labels([Label("ORG", Layer.ENTITY)], [""])
    heard: list[object] = []
    model.dataChanged.connect(lambda *_: heard.append(1))
    model.set_counts({"ORG": 1})
    model.set_counts({"ORG": 1})
    assert len(heard) == 1


def test_a_correction_touches_the_lines_whose_counts_moved(qapp: object) -> None:
    model = LabelModel()
    names = ["PERSON", "ORG", "GPE", "LOC"]
    model.set_labels([Label(name, Layer.ENTITY) for name in names], [""] * 4)
    model.set_counts({"PERSON": 2, "GPE": 1, "LOC": 5})
    rows: list[int] = []
    model.dataChanged.connect(lambda first, last, *_: rows.extend((first.row(), last.row())))
    model.set_counts({"PERSON": 1, "ORG": 1, "GPE": 1, "LOC": 5})
    assert rows == [0, 0, 1, 1]
    rows.clear()
    model.set_active("GPE")
    model.set_active("GPE")
    assert rows == [2, 2]
    model.set_active("LOC")
    assert rows == [2, 2, 2, 2, 3, 3]
    model.set_active("")
    assert rows[6:] == [3, 3]


def test_a_line_is_told_at_once_and_by_parts(qapp: object) -> None:
    model = LabelModel()
    model.set_labels([Label("ORG", Layer.ENTITY)], ["2"])
    model.set_counts({"ORG": 4})
    model.set_hidden(frozenset({"ORG"}))
    model.set_active("ORG")
    index = model.index(0)
    line = index.data(LabelRole.LINE)
    parts = (LabelRole.LABEL, LabelRole.KEYS, LabelRole.COUNT, LabelRole.IS_HIDDEN)
    assert [index.data(role) for role in (*parts, LabelRole.IS_ACTIVE)] == [
        line.label,
        line.keys,
        line.count,
        line.is_hidden,
        line.is_active,
    ]
    assert (line.label.name, line.keys, line.count) == ("ORG", "2", 4)
    assert line.is_hidden
    assert line.is_active


def test_guideline_tips_are_no_markup() -> None:
    label = Label(
        "ORG",
        Layer.ENTITY,
        title="<b>Organisation</b>",
        guideline="Mark <img src=x> & co.",
        examples=("<script>",),
    )
    tip = guideline_tip(label, "2")
    assert "<img" not in tip
    assert "<b>" not in tip
    assert "<script>" not in tip
    assert "&lt;img src=x&gt; &amp; co." in tip


def test_a_change_of_one_row_asks_for_what_is_in_sight_only(qtbot: QtBot) -> None:
    """A view that asks for every row makes each keystroke slow in a large project."""
    from PySide6.QtWidgets import QStyledItemDelegate

    from gui.panels.row_list import RowList

    class Counting(ArticleListModel):
        asked = 0

        def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            Counting.asked += 1
            return super().data(index, role)

        def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt declares it
            Counting.asked += 1
            return super().rowCount(parent)

    model = Counting()
    model.set_rows([row(number) for number in range(20_000)])
    view = RowList(model, QStyledItemDelegate())
    qtbot.addWidget(view)
    view.resize(200, 400)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    Counting.asked = 0
    model.update_article("a3", state=ArticleState.DONE, spans=2)
    QApplication.processEvents()
    view.grab()
    assert Counting.asked < 2_000


@given(
    first=st.lists(st.sampled_from(ArticleState), max_size=6),
    more=st.lists(st.sampled_from(ArticleState), max_size=6),
    states=st.frozensets(st.sampled_from(ArticleState), min_size=1),
    words=st.sampled_from(["", "1", "title 2"]),
)
def test_rows_that_are_added_are_as_if_they_had_been_there(
    first: list[ArticleState],
    more: list[ArticleState],
    states: frozenset[ArticleState],
    words: str,
) -> None:
    rows = [
        ArticleRow(f"a{number}", number, f"Title {number}", "", "", state, 10)
        for number, state in enumerate([*first, *more], start=1)
    ]
    grown, whole = ArticleListModel(), ArticleListModel()
    tester = QAbstractItemModelTester(
        grown, QAbstractItemModelTester.FailureReportingMode.Fatal, grown
    )
    for model in (grown, whole):
        model.set_filter(words, states)
    grown.set_rows(rows[: len(first)])
    assert grown.last_number == len(first)
    grown.add_rows(rows[len(first) :])
    whole.set_rows(rows)

    def shown(model: ArticleListModel) -> list[object]:
        return [model.index(row).data(ArticleRole.ARTICLE_ID) for row in range(model.rowCount())]

    assert shown(grown) == shown(whole)
    assert (grown.total, grown.counts, grown.last_number) == (
        whole.total,
        whole.counts,
        whole.last_number,
    )
    for row in rows:
        assert grown.index_of(row.id).row() == whole.index_of(row.id).row()
    del tester
