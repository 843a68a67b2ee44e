"""Event frames on the page: rails, tabs, marks at the edge, and what lies under the pointer."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.edits import PutFrame, PutSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.spans import Layer, Span
from gui.text.colours import chrome_for, colours_for
from gui.text.frames.hit import FrameHit, FramePart
from gui.text.frames.layer import Showing
from gui.text.frames.stage import Stage
from gui.text.frames.summary import PaintedTab
from tests.gui.text.framed import AGENT, Framed, MakeFramed
from tests.gui.text.test_scrolling import afresh, on_screen, wheel

NEWS = (
    "On Monday rebels shelled the northern quarter of Port Sella with rockets, the governor told "
    "reporters in Velmora, hours after envoys of the Harbour Union had met Ana Petrova.\n"
    "The governor denied on Tuesday that his troops had fired first, and asked for more time.\n"
    "Later the envoys left Velmora by train while the truce held along the river."
)
ARABIC = "قصف المتمردون يوم الجمعة مدينة حلب ثم التقى الوزير أحمد منصور مبعوثي الأمم في بيروت أمس."


@pytest.fixture
def news(make_framed: MakeFramed) -> Framed:
    """Two frames that share a filler, one of them over both paragraphs."""
    desk = make_framed(NEWS)
    shelled, rebels = desk.span("shelled", "ATTACK"), desk.span("rebels", "ORG")
    sella, monday = desk.span("Port Sella", "GPE"), desk.span("On Monday", "DATE")
    desk.frame("f", shelled, ("Agent", rebels), ("Place", sella), ("Time", monday))
    told, governor = desk.span("told", "SAY"), desk.span("the governor", "PERSON")
    denied = desk.span("denied", "SAY")
    desk.frame("g", told, ("Patient", governor), ("Topic", denied), ("Topic", shelled))
    desk.show()
    return desk


def runs(desk: Framed, frame_id: str) -> list[tuple[bool, tuple[str, ...], bool]]:
    return [
        (run.has_trigger, run.roles, run.is_open)
        for run in desk.summary.runs
        if run.frame_id == frame_id
    ]


def tab(desk: Framed, text: str) -> PaintedTab:
    return next(item for item in desk.summary.tabs if item.text == text)


def middle(item: PaintedTab) -> QPoint:
    return QPoint(item.left + item.width // 2, item.top + 5)


def colours(picture: QImage) -> set[tuple[int, int, int]]:
    return {
        QColor(picture.pixel(x, y)).getRgb()[:3]
        for x in range(picture.width())
        for y in range(picture.height())
    }


# -- lines -----------------------------------------------------------------------------------------


def test_a_view_without_frames_has_no_band_and_no_layer(make_framed: MakeFramed) -> None:
    desk = make_framed(NEWS)
    assert desk.view.frame_summary() is None
    assert desk.view.frame_at(QPointF(80, 40)) is None
    before = [line.height for line in desk.view.paint_summary().lines]
    desk.show()
    assert desk.summary.runs == ()
    assert [line.height for line in desk.view.paint_summary().lines] == before


def test_each_line_with_a_part_of_a_frame_has_a_run_and_room_for_it(news: Framed) -> None:
    assert runs(news, "f") == [(True, ("Agent", "Place", "Time"), False)]
    assert runs(news, "g")[0] == (False, ("Topic",), True)
    assert any(has_trigger for has_trigger, _, _ in runs(news, "g"))
    lines = {line.start: line.height for line in news.view.paint_summary().lines}
    bands = {run.line: run.band for run in news.summary.runs}
    news.view.set_frames(None)
    bare = {line.start: line.height for line in news.view.paint_summary().lines}
    assert all(lines[start] == bare[start] + bands.get(start, 0) for start in bare)
    assert 0 < max(bands.values()) < bare[0]


def test_nothing_moves_when_a_frame_comes_into_focus(news: Framed) -> None:
    before = news.view.paint_summary().lines
    for stage in (Stage("f"), Stage("f", is_open=True), Stage("g", is_open=True)):
        news.set_stage(stage)
        QApplication.processEvents()
        assert news.view.paint_summary().lines == before


def test_only_the_one_in_focus_needs_no_rails_and_none_no_room(news: Framed) -> None:
    everything = news.picture()
    news.show(Showing.FOCUSED)
    assert news.picture() != everything
    assert {run.track for run in news.summary.runs} == {0}
    assert all(run.band for run in news.summary.runs)
    news.show(Showing.NONE)
    assert news.summary.runs == ()
    news.open("f")
    assert news.summary.tabs == ()
    news.view.set_frames(None)
    bare = news.picture()
    news.show(Showing.NONE)
    assert news.picture() == bare


def test_without_any_frames_what_is_filled_is_seen_all_the_same(news: Framed) -> None:
    news.show(Showing.NONE)
    before = news.picture()
    spans = news.candidates(["GPE-49"])
    news.open("f", sought="Place", shade="#2f9d6b", candidates=spans, candidate="GPE-49")
    assert "Place?" in [item.text for item in news.summary.tabs]
    assert news.picture() != before


def test_what_is_filled_follows_its_line_also_without_any_frames(news: Framed) -> None:
    news.show(Showing.NONE)
    spans = news.candidates(["GPE-49"])
    news.open("f", sought="Place", shade="#2f9d6b", candidates=spans, candidate="GPE-49")
    before = tab(news, "Place?").left
    news.do(PutSpan(None, Span("long", 0, 60, "PERSON", Layer.ENTITY)))
    news.do(PutSpan(None, Span("longer", 0, 90, "PERSON", Layer.ENTITY)))
    news.view.resize(400, 500)
    QApplication.processEvents()
    news.view.resize(700, 500)
    QApplication.processEvents()
    assert tab(news, "Place?").left == before


def test_a_frame_from_right_to_left_has_its_rail_at_the_right(make_framed: MakeFramed) -> None:
    desk = make_framed(ARABIC, size=(420, 400))
    fillers = (("Agent", desk.span("المتمردون", "ORG")), ("Place", desk.span("بيروت", "GPE")))
    desk.frame("f", desk.span("قصف", "ATTACK"), *fillers)
    desk.show()
    assert [run.is_right for run in desk.summary.runs] == [True, True]
    desk.open("f")
    agent, trigger = tab(desk, "Agent"), tab(desk, "2")
    assert agent.left < trigger.left
    for name, span in (("Agent", "ORG-4"), ("2", "ATTACK-0")):
        box = desk.view.item_rect(span)
        assert box is not None
        stood = tab(desk, name)
        assert abs(stood.left + stood.width - box.right()) < 8


# -- the stage -------------------------------------------------------------------------------------


def test_tabs_say_the_roles_above_their_fillers(news: Framed) -> None:
    news.open("f")
    assert sorted(item.text for item in news.summary.tabs) == ["3", "Agent", "Place", "Time"]
    for text, span_id in (("Agent", "ORG-10"), ("Place", "GPE-49"), ("Time", "DATE-0")):
        box = news.view.item_rect(span_id)
        assert box is not None
        stood = tab(news, text)
        assert abs(stood.left - box.left()) <= 12
        assert 0 < box.top() - stood.top < 24


def test_the_colour_of_a_role_is_seen_only_while_its_frame_is_on_the_stage(news: Framed) -> None:
    tint = colours_for(AGENT.colour, chrome_for(is_dark=False)).tag
    assert tint not in colours(news.picture())
    news.open("f")
    assert tint in colours(news.picture())


def test_an_open_frame_dims_the_labels_of_what_is_not_in_it(news: Framed) -> None:
    event = colours_for("#7f7fe0", chrome_for(is_dark=False)).tag
    assert event in colours(news.picture())
    news.open("f")
    assert event not in colours(news.picture())
    news.set_stage(Stage("f"))
    assert event in colours(news.picture())


def test_faults_and_empty_roles_are_marked(make_framed: MakeFramed) -> None:
    desk = make_framed(NEWS)
    fillers = (("Place", desk.span("rebels", "ORG")), ("Time", desk.span("On Monday", "DATE")))
    desk.frame("f", desk.span("shelled", "ATTACK"), *fillers)
    desk.show()
    desk.open("f")
    assert tab(desk, "Place").has_sign
    assert not tab(desk, "Place").is_solid
    assert tab(desk, "Time").is_solid
    missing = tab(desk, "Agent?")
    assert (missing.part, missing.has_sign, missing.is_solid) == (FramePart.VACANCY, True, False)
    desk.set_stage(Stage("f"))
    assert "Agent?" not in [item.text for item in desk.summary.tabs]


def test_suggested_fillers_are_hollow(make_framed: MakeFramed) -> None:
    desk = make_framed(NEWS)
    desk.show()
    frame = desk.suggest("shelled", "ATTACK", ("Agent", "rebels", "ORG"))
    desk.set_stage(Stage(frame.id))
    assert [(item.text, item.is_solid) for item in desk.summary.tabs] == [
        ("1", False),
        ("Agent", False),
    ]


def test_the_candidate_is_shown_in_its_role_and_the_others_as_well(news: Framed) -> None:
    ids = ["PERSON-74", "ORG-10"]
    stage = Stage("f", True, "Patient", "#c8602b", news.candidates(ids), ids[0])
    news.set_stage(stage)
    assert tab(news, "Patient?").stretch == (74, 86)
    one = news.picture()
    news.set_stage(Stage("f", True, "Patient", "#c8602b", news.candidates(ids), ids[1]))
    assert tab(news, "Patient?").stretch == (10, 16)
    assert news.picture() != one


def test_a_candidate_that_is_suggested_for_the_role_has_one_tab(make_framed: MakeFramed) -> None:
    desk = make_framed(NEWS)
    desk.show()
    frame = desk.suggest("shelled", "ATTACK", ("Agent", "rebels", "ORG"))
    rebels = desk.span("rebels", "ORG")
    other = desk.span("the governor", "PERSON")
    candidates = desk.candidates([rebels, other])
    desk.set_stage(Stage(frame.id, sought="Agent", candidates=candidates, candidate=rebels))
    assert sorted(item.text for item in desk.summary.tabs) == ["1", "Agent?"]
    desk.set_stage(Stage(frame.id, sought="Agent", candidates=candidates, candidate=other))
    assert sorted(item.text for item in desk.summary.tabs) == ["1", "Agent", "Agent?"]


def test_a_candidate_without_an_open_frame_is_shown_too(news: Framed) -> None:
    news.set_stage(Stage(sought="same", candidates=news.candidates(["ORG-10"]), candidate="ORG-10"))
    assert [item.text for item in news.summary.tabs] == ["same?"]


def test_mentions_of_a_chain_are_outlined(news: Framed) -> None:
    before = news.picture()
    news.set_stage(Stage(chain=((74, 86),)))
    assert news.picture() != before


def test_the_selected_filler_has_a_ring(news: Framed) -> None:
    news.open("f")
    before = news.picture()
    news.open("f", selected=("Agent", 10, 16))
    assert news.picture() != before


def test_tabs_never_cover_each_other(make_framed: MakeFramed) -> None:
    desk = make_framed(NEWS)
    words = ("On", "Monday", "rebels", "the", "northern", "quarter", "of", "Port", "Sella", "with")
    spans = [desk.span(word, "GPE") for word in words]
    roles = ("Agent", "Patient", "Place", "Time", "Patient", "Patient", "Agent", "Place")
    desk.frame("f", desk.span("shelled", "ATTACK"), *zip(roles, spans, strict=False))
    desk.show()
    desk.open("f")
    for top in {item.top for item in desk.summary.tabs}:
        row = sorted((item for item in desk.summary.tabs if item.top == top), key=lambda x: x.left)
        for one, other in itertools.pairwise(row):
            assert one.left + one.width <= other.left


# -- what is off the page --------------------------------------------------------------------------


def test_what_is_off_the_page_is_told_at_its_edge(make_framed: MakeFramed) -> None:
    filler = "\n".join(f"Paragraph number {n} says nothing new." for n in range(60))
    desk = make_framed(f"Rebels came early.\n{filler}\nThey shelled Port Sella at noon.\nThe end.")
    fillers = (("Agent", desk.span("Rebels", "ORG")), ("Place", desk.span("Port Sella", "GPE")))
    desk.frame("f", desk.span("shelled", "ATTACK"), *fillers)
    desk.show()
    desk.open("f")
    assert [(item.role, item.surface, item.is_up) for item in desk.summary.marks] == [
        ("ATTACK", "shelled", False),
        ("Place", "Port Sella", False),
    ]
    desk.view.restore_place(desk.text.index("number 30"), 40.0)
    assert [(item.role, item.is_up) for item in desk.summary.marks] == [
        ("Agent", True),
        ("ATTACK", False),
        ("Place", False),
    ]
    desk.view.restore_place(len(desk.text), 300.0)
    assert [(item.role, item.is_up) for item in desk.summary.marks] == [("Agent", True)]
    desk.set_stage(Stage())
    assert desk.summary.marks == ()


def test_marks_that_find_no_room_are_counted(make_framed: MakeFramed) -> None:
    names = [f"Person Number{n} Longname" for n in range(12)]
    above = "They shelled it.\n" + "\n".join(f"Line {n} of nothing." for n in range(60))
    desk = make_framed(f"{above}\n{', '.join(names)}.")
    fillers = [("Patient", desk.span(name, "PERSON")) for name in names]
    desk.frame("f", desk.span("shelled", "ATTACK"), *fillers)
    desk.show()
    desk.open("f")
    marks = desk.summary.marks
    assert 1 < len(marks) < 12
    assert marks[-1].role == f"+{12 - len(marks) + 1}"
    assert all(one.left + one.width < other.left for one, other in itertools.pairwise(marks))


# -- the pointer -----------------------------------------------------------------------------------


def move_to(desk: Framed, at: QPoint) -> None:
    viewport = desk.view.viewport()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def badge_of(desk: Framed, span_id: str) -> QPoint:
    box = desk.view.item_rect(span_id)
    assert box is not None
    return QPoint(box.left() + 4, box.top() - 6)


def test_the_pointer_over_a_badge_a_rail_or_a_trigger_is_over_its_frame(news: Framed) -> None:
    seen: list[str] = []
    news.view.frame_hovered.connect(seen.append)
    move_to(news, badge_of(news, "ATTACK-17"))
    assert seen == ["f"]
    box = news.view.item_rect("SAY-87")
    assert box is not None
    move_to(news, box.center())
    assert seen == ["f", "g"]
    move_to(news, QPoint(650, 480))
    assert seen == ["f", "g", ""]
    across = QPointF(news.view.item_rect("GPE-49").left() - 20, box.top() - 6)  # pyright: ignore[reportOptionalMemberAccess]
    hits = {
        hit.frame_id
        for y in range(round(across.y()) - 90, round(across.y()) + 10)
        if (hit := news.view.frame_at(QPointF(across.x(), y))) is not None
    }
    assert "f" in hits
    QApplication.sendEvent(news.view.viewport(), QEvent(QEvent.Type.Leave))


def test_a_click_on_a_badge_or_a_tab_says_what_was_hit(news: Framed) -> None:
    seen: list[FrameHit] = []
    news.view.frame_clicked.connect(seen.append)
    QTest.mouseClick(
        news.view.viewport(), Qt.MouseButton.LeftButton, pos=badge_of(news, "ATTACK-17")
    )
    assert seen == [FrameHit(FramePart.TRIGGER, "f", "", 17, 24)]
    news.open("f")
    QTest.mouseClick(
        news.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(tab(news, "Agent"))
    )
    assert seen[1] == FrameHit(FramePart.FILLER, "f", "Agent", 10, 16)
    assert news.view.selection is None


def test_a_double_click_on_a_tab_is_none_on_the_word_below(news: Framed) -> None:
    activated: list[str] = []
    news.view.item_activated.connect(activated.append)
    news.open("f")
    at = middle(tab(news, "Agent"))
    QTest.mouseDClick(news.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (activated, news.view.selection) == ([], None)


def test_a_click_on_the_text_is_none_on_a_frame(news: Framed) -> None:
    seen: list[FrameHit] = []
    clicked: list[str] = []
    news.view.frame_clicked.connect(seen.append)
    news.view.item_clicked.connect(clicked.append)
    box = news.view.item_rect("ATTACK-17")
    assert box is not None
    QTest.mouseClick(news.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert (seen, clicked) == ([], ["ATTACK-17"])


# -- changes and scrolling -------------------------------------------------------------------------

WORDS = ("rebels", "governor", "Port Sella", "Velmora", "envoys", "Monday", "talks", "troops")
LONG = "\n".join(
    " ".join(f"{word} {number}" for word in WORDS) + " said nothing about the river at all."
    for number in range(50)
)


ARABIC_WORDS = ("المتمردون", "الوزير", "مدينة", "بيروت", "محادثات", "الجمعة", "القصف", "النهر")
MIXED = "\n".join(
    " ".join(f"{word} {number}" for word in (ARABIC_WORDS if number % 3 else WORDS)) + " the end."
    for number in range(50)
)


def crowded(desk: Framed, count: int) -> None:
    """Frames all over the text, some over many paragraphs."""
    chosen = random.Random(count)
    for number in range(50):
        for word in WORDS + ARABIC_WORDS:
            if f"{word} {number} " in desk.text:
                desk.span(f"{word} {number} ", "GPE")
    ids = [span.id for span in desk.annotations.spans]
    for number in range(count):
        place = chosen.randrange(len(ids) - 60)
        span = desk.annotations.spans.get(ids[place])
        assert span is not None
        trigger = Span(f"t{number}", span.start, span.end, "ATTACK", Layer.EVENT)
        desk.annotations.spans.put(trigger)
        reach = 60 if number % 5 == 0 else 9
        fillers = [
            (role, ids[place + chosen.randrange(reach)])
            for role in ("Agent", "Patient", "Place", "Time")[: chosen.randint(0, 4)]
        ]
        desk.frame(f"f{number}", trigger.id, *fillers)
    desk.show()


ROUNDED = 4
"""Steps of 255 by which Qt may round the edge of a curve otherwise when it is cut by a clip."""


def farthest(one: QImage, other: QImage) -> int:
    """The greatest difference of a channel of any pixel, 0 to 255."""
    assert one.size() == other.size()
    if one == other:
        return 0
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(left - right) for left, right in pairs)


@pytest.mark.parametrize(
    ("text", "zoom", "count", "seed"),
    # In the last one, turns of rails in the margin are cut by the edge of the page.
    [(LONG, 1.0, 60, 4), (MIXED, 1.0, 60, 5), (MIXED, 1.6, 60, 6), (MIXED, 1.6, 63, 3)],
)
def test_blits_and_partial_repaints_equal_a_whole_paint(
    make_framed: MakeFramed, text: str, zoom: float, count: int, seed: int
) -> None:
    desk = make_framed(text, size=(640, 420), zoom=zoom)
    crowded(desk, count)
    chosen = random.Random(seed)
    view = desk.view
    for _ in range(30):
        match chosen.randrange(7):
            case 0 | 1:
                wheel(view, chosen.choice([120, -120, -240]))
            case 2:
                key = chosen.choice([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp])
                QTest.keyClick(view, key)
            case 3:
                line = chosen.choice(view.paint_summary().lines)
                view.set_selection(line.start, line.end)
            case 4:
                desk.set_stage(Stage(f"f{chosen.randrange(count)}", is_open=chosen.random() < 0.5))
            case 5:
                desk.set_stage(Stage())
            case _:
                ids = sorted(desk.annotations.frames)
                frame = desk.annotations.frames[chosen.choice(ids)]
                desk.do(PutFrame(frame, EventFrame(frame.id, frame.trigger_id)))
        assert farthest(on_screen(view), afresh(view)) <= ROUNDED


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_changes_show_as_a_new_view_would_show_them(
    make_framed: MakeFramed, data: st.DataObject
) -> None:
    desk = make_framed(NEWS, size=(520, 420))
    words = ("Monday", "rebels", "Port Sella", "Velmora", "denied", "time", "truce", "river")
    ids = [desk.span(word, "GPE") for word in words]
    triggers = [desk.span(word, "ATTACK") for word in ("shelled", "told", "met", "fired")]
    desk.show()
    for number, trigger in enumerate(triggers):
        far = Argument("Place", ids[-1 - number % 3])
        desk.do(PutFrame(None, EventFrame(f"g{number}", trigger, (far,))))
    for number in range(data.draw(st.integers(1, 8))):
        QApplication.processEvents()
        act = data.draw(st.sampled_from(("add", "fill", "remove", "move", "mark", "stage")))
        frames = list(desk.annotations.frames.values())
        if act == "add" or not frames:
            made = EventFrame(f"n{number}", data.draw(st.sampled_from(triggers)))
            desk.do(PutFrame(None, made))
            continue
        frame = data.draw(st.sampled_from(frames))
        if act == "fill":
            filler = Argument(
                data.draw(st.sampled_from(("Agent", "Time"))), data.draw(st.sampled_from(ids))
            )
            arguments = (*frame.arguments, filler)
            desk.do(PutFrame(frame, EventFrame(frame.id, frame.trigger_id, arguments)))
        elif act == "remove":
            desk.do(PutFrame(frame, None))
        elif act == "mark":
            start = data.draw(st.integers(0, 160))
            wide = 60 + number
            desk.do(PutSpan(None, Span(f"m{number}", start, start + wide, "ORG", Layer.ENTITY)))
        elif act == "move":
            span = desk.annotations.spans.get(data.draw(st.sampled_from([*ids, *triggers])))
            assert span is not None
            start = data.draw(st.integers(0, len(NEWS) - 3))
            end = data.draw(st.integers(start + 1, min(start + 30, len(NEWS))))
            if desk.annotations.same_span(span.resized(start, end)) is None:
                desk.do(PutSpan(span, span.resized(start, end)))
        else:
            desk.set_stage(Stage(frame.id, is_open=True))
    shown, picture = desk.summary, desk.picture()
    desk.view.set_frames(None)
    desk.show()
    assert desk.summary == shown
    assert desk.picture() == picture
