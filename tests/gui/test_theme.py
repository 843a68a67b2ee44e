"""Themes: complete, readable, and put in force at once."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import resources
from gui.fonts import scaled
from gui.theme import Appearance, Theme, ThemeChoice, contrast, load_theme

NAMES = ["light", "dark", "contrast"]
# (text, ground) pairs that the chrome sets on each other.
TEXT_PAIRS = [
    ("window_text", "window"),
    ("text", "base"),
    ("text", "card"),
    ("text", "field"),
    ("button_text", "button"),
    ("highlighted_text", "highlight"),
    ("tool_tip_text", "tool_tip_base"),
    ("placeholder_text", "field"),
    ("muted", "window"),
    ("muted", "base"),
    ("muted", "card"),
    ("selected_text", "selected"),
    ("accent_text", "accent"),
    ("window_text", "key_cap"),
    ("window_text", "hover"),
    ("link", "base"),
    ("link", "window"),
    ("success", "window"),
    ("warning", "window"),
    ("danger", "window"),
]


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_themes_hold_the_same_names() -> None:
    first, *others = map(load_theme, NAMES)
    for other in others:
        assert other.roles.keys() == first.roles.keys()
        assert other.chrome.keys() == first.chrome.keys()


def test_every_colour_is_one(theme: Theme) -> None:
    for name, value in {**theme.roles, **theme.chrome}.items():
        assert re.fullmatch(r"#[0-9a-f]{6}", value), name


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_reaches_wcag_aa(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


def test_high_contrast_reaches_aaa() -> None:
    theme = load_theme("contrast")
    for ink, ground in TEXT_PAIRS:
        assert contrast(theme.colour(ink), theme.colour(ground)) >= 7.0, (ink, ground)


def test_accent_is_seen_on_the_window(theme: Theme) -> None:
    for ground in ("window", "base", "field"):
        assert contrast(theme.colour("accent"), theme.colour(ground)) >= 3.0


def test_darkness_is_what_the_file_says(theme: Theme) -> None:
    lightness = theme.colour("window").lightness()
    assert (lightness < 128) == theme.is_dark


def test_sheet_has_every_placeholder_filled(theme: Theme) -> None:
    sheet = theme.style_sheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_sheet_has_no_rule_for_the_article() -> None:
    sheet = resources.read_text("themes", "chrome.qss")
    assert "ArticleView" not in sheet
    selectors = re.findall(r"(?m)^([^{}]+)\{", sheet)
    for selector in selectors:
        for part in selector.split(","):
            # These would reach the view, which is a QAbstractScrollArea and a QFrame.
            assert part.strip() not in {"*", "QWidget", "QFrame", "QAbstractScrollArea"}


def test_ticks_are_there(theme: Theme) -> None:
    assert resources.path("themes", f"check-{theme.name}.svg").is_file()


def test_palette_of_application_follows_the_choice(appearance: Appearance, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with qtbot.waitSignal(appearance.changed):
        appearance.set_choice(ThemeChoice.DARK)
    assert app.palette().color(QPalette.ColorRole.Window) == load_theme("dark").colour("window")
    assert appearance.page.is_dark
    appearance.set_choice(ThemeChoice.LIGHT)
    assert not appearance.page.is_dark


def test_disabled_text_is_paler(theme: Theme) -> None:
    palette = theme.palette()
    ground = palette.color(QPalette.ColorRole.Window)
    normal = palette.color(QPalette.ColorGroup.Normal, QPalette.ColorRole.WindowText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    assert contrast(disabled, ground) < contrast(normal, ground)


def test_choices_go_round(appearance: Appearance) -> None:
    seen = []
    for _ in range(3):
        appearance.set_choice(appearance.next_choice())
        seen.append(appearance.theme.name)
    assert sorted(seen) == sorted(NAMES)


def test_system_choice_gives_a_theme(appearance: Appearance) -> None:
    appearance.set_choice(ThemeChoice.SYSTEM)
    assert appearance.choice is ThemeChoice.SYSTEM
    assert appearance.theme.name in {"light", "dark"}


def test_fonts_scale_in_points_and_pixels(qapp: QApplication) -> None:
    font = qapp.font()
    font.setPointSizeF(10)
    assert scaled(font, 1.5).pointSizeF() == pytest.approx(15)
    font.setPixelSize(20)
    assert scaled(font, 0.5).pixelSize() == 10


def test_sheet_is_understood_by_qt(
    theme: Theme, qtbot: QtBot, recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setStyleSheet(theme.style_sheet())
    label.ensurePolished()
    assert not [record for record in caplog.records if "parse" in record.getMessage().lower()]
