"""Boundaries by real keys in the window: any script, line breaks, ends of the text, neighbours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotate.articles import Article
from annotate.errors import OverlapForbiddenError
from annotate.project import Project
from annotate.spans import Span
from tests.gui.conftest import Desk

MIXED = (
    "Ada Lorne met Zoe\u0308 Tarr.\n\nقال الرئيس أحمد اليوم\nFlags 🇺🇦🇩🇪 and 👩‍👩‍👧 waved. Bo\nleft"
)

Open = Callable[[str], Desk]
LOVE = "Ada and 👩‍👩‍👧 left"


@pytest.fixture
def opened(empty_desk: Desk, make_project: Callable[..., Project]) -> Open:
    """Opens a window on one article."""

    def open_text(text: str) -> Desk:
        project = make_project("boundaries", articles=(Article("one", text, title="One"),))
        project.close()
        empty_desk.flows.open_path(str(project.path))
        view = empty_desk.window.pane.view
        view.setFocus()
        empty_desk.qtbot.waitUntil(view.hasFocus)
        return empty_desk

    return open_text


def label(desk: Desk, surface: str, key: str = "1") -> None:
    """Select the words and give them a label; it has the focus then."""
    view = desk.window.pane.view
    start = view.text.index(surface)
    view.set_selection(start, start + len(surface))
    desk.press(key)


def focused(desk: Desk) -> str:
    item = desk.session.focused
    assert isinstance(item, Span)
    return desk.window.pane.view.text[item.start : item.end]


@pytest.mark.parametrize(
    ("words", "keys", "result"),
    [
        ("Zoe\u0308", ["Alt+Shift+Up"], "Zo"),
        ("Zoe\u0308", ["Alt+Shift+Up", "Alt+Shift+Down"], "Zoe\u0308"),
        ("Zo", ["Shift+K"], "Zoe\u0308"),
        ("🇺🇦", ["Alt+Shift+Down"], "🇺🇦🇩🇪"),
        ("🇺🇦🇩🇪", ["Alt+Shift+Right"], "🇩🇪"),
        ("🇺🇦🇩🇪", ["Shift+J"], "🇺🇦"),
        ("👩‍👩‍👧", ["Alt+Shift+Down", "Alt+Shift+Down"], "👩‍👩‍👧 w"),
        ("and 👩‍👩‍👧", ["Alt+Shift+Up"], "and "),
        ("waved", ["Alt+Shift+Left", "Alt+Shift+Left"], "👩‍👩‍👧 waved"),
    ],
)
def test_a_boundary_never_parts_what_is_one_character(
    opened: Open, words: str, keys: list[str], result: str
) -> None:
    desk = opened(MIXED)
    label(desk, words)
    desk.press(*keys)
    assert focused(desk) == result


@pytest.mark.parametrize("key", ["Alt+Shift+Up", "Shift+J", "Alt+Shift+Right", "Shift+I"])
def test_a_span_of_one_character_does_not_shrink(opened: Open, key: str) -> None:
    desk = opened(LOVE)
    label(desk, "👩‍👩‍👧")
    desk.press(key)
    assert focused(desk) == "👩‍👩‍👧"


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (["Alt+Left"], "أحمد"),
        (["U"], "أحمد"),
        (["Alt+Right"], "قال الرئيس أحمد"),
        (["I"], "قال الرئيس أحمد"),
        (["Alt+Up"], "الرئيس أحمد اليوم"),
        (["J"], "الرئيس أحمد اليوم"),
        (["Alt+Down"], "الرئيس"),
        (["K"], "الرئيس"),
        (["Alt+Shift+Left"], "لرئيس أحمد"),
        (["Alt+Shift+Right"], " الرئيس أحمد"),
        (["Alt+Shift+Up"], "الرئيس أحمد "),
        (["Alt+Shift+Down"], "الرئيس أحم"),
        (["Alt+Left", "Alt+Right"], "الرئيس أحمد"),
    ],
)
def test_left_is_left_where_the_paragraph_runs_from_right_to_left(
    opened: Open, keys: list[str], result: str
) -> None:
    desk = opened(MIXED)
    label(desk, "الرئيس أحمد")
    desk.press(*keys)
    assert focused(desk) == result


def test_the_boundary_moves_to_the_side_that_the_key_points_to(opened: Open) -> None:
    """The same on the screen, in both directions of reading: pixels say where left is."""
    desk = opened(MIXED)
    view = desk.window.pane.view
    for words in ("Lorne met", "الرئيس أحمد"):
        label(desk, words)
        before = view.item_rect(str(desk.session.focus_id))
        desk.press("Alt+Left")
        after = view.item_rect(str(desk.session.focus_id))
        assert before is not None
        assert after is not None
        is_leftward = after.left() < before.left() or after.right() < before.right()
        assert is_leftward, words
        assert after.left() <= before.left(), words
        assert after.right() <= before.right(), words


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Ada", ["Alt+Left", "Alt+Shift+Left", "U", "Shift+U"]),
        ("Ada", ["Alt+Up", "Alt+Right", "J", "I"]),
        ("left", ["Alt+Down", "Alt+Shift+Down", "K", "Shift+K"]),
    ],
)
def test_at_the_ends_of_the_text_and_of_the_span_nothing_moves(
    opened: Open, words: str, keys: list[str]
) -> None:
    desk = opened(MIXED)
    label(desk, words)
    for key in keys:
        desk.press(key)
        assert focused(desk) == words, key
    assert desk.session.undo_stack.count() == 1


def test_over_line_breaks_and_back(opened: Open) -> None:
    desk = opened(MIXED)
    label(desk, "Bo")
    desk.press("Alt+Down")
    assert focused(desk) == "Bo\nleft"
    desk.press("Alt+Up")
    assert focused(desk) == "Bo"
    desk.press("Alt+Shift+Down", "Alt+Shift+Down")
    assert focused(desk) == "Bo\nl"
    desk.press("Alt+Shift+Up", "Alt+Shift+Up")
    assert focused(desk) == "Bo"
    label(desk, "left")
    desk.press("Alt+Left")
    assert focused(desk) == "Bo\nleft"


def test_a_boundary_goes_on_where_the_direction_changes(opened: Open) -> None:
    desk = opened(MIXED)
    label(desk, "Tarr")
    reached = [focused(desk)]
    while (desk.press("Alt+Down"), focused(desk))[1] != reached[-1]:
        reached.append(focused(desk))
    assert reached[-1] == MIXED[MIXED.index("Tarr") :]
    assert sorted(reached, key=len) == reached
    label(desk, "اليوم")
    reached = [focused(desk)]
    while (desk.press("Alt+Right"), focused(desk))[1] != reached[-1]:
        reached.append(focused(desk))
    assert reached[-1] == MIXED[: MIXED.index("اليوم") + 5]
    assert sorted(reached, key=len) == reached


def test_over_and_beside_other_spans(opened: Open) -> None:
    """Spans may overlap; only the very same stretch with the very same label is refused."""
    desk = opened(MIXED)
    refused: list[object] = []
    desk.session.failed.connect(refused.append)
    label(desk, "Ada Lorne")
    label(desk, "met", "2")
    desk.press("Alt+Left")
    assert focused(desk) == "Lorne met"
    desk.press("Alt+Left", "Alt+Up")
    assert focused(desk) == "Ada Lorne"
    assert not refused
    label(desk, "Ada", "1")
    desk.press("Alt+Down")
    assert focused(desk) == "Ada"
    assert [type(error) for error in refused] == [OverlapForbiddenError]
    assert sorted(desk.labels) == ["ORG", "PERSON", "PERSON"]
