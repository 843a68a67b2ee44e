"""The article view looks as in the pictures that were looked at and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QGlyphRun,
    QGuiApplication,
    QImage,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication

import resources
from tests.snapshots import __main__ as command
from tests.snapshots.scenes import (
    DENSE,
    EMOJI,
    FAMILIES,
    FAR,
    MOST,
    PICTURES,
    RTL,
    SCENES,
    SIZE,
    Scene,
    painted,
    pinned_font,
    share_apart,
    stored,
)


@pytest.fixture(autouse=True)
def offscreen(qapp: QApplication) -> QApplication:
    if QGuiApplication.platformName() != "offscreen" or qapp.devicePixelRatio() != 1:
        pytest.skip("the pictures are those of the offscreen platform at 100 %")
    return qapp


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_scene_looks_as_its_picture(scene: Scene, tmp_path: Path) -> None:
    image = painted(scene)
    share = share_apart(image, stored(scene))
    if share > MOST:
        image.save(str(tmp_path / f"{scene.name}.png"))
    assert share <= MOST, f"{share:.2%} of the pixels are of another colour; see {tmp_path}"


def test_each_picture_has_its_scene() -> None:
    assert {path.stem for path in PICTURES.iterdir()} == {scene.name for scene in SCENES}


@pytest.mark.parametrize("text", [DENSE, RTL, EMOJI])
def test_every_glyph_is_of_a_pinned_font(text: str) -> None:
    layout = QTextLayout(text.replace("\n", " "), pinned_font())
    layout.beginLayout()
    layout.createLine().setLineWidth(100_000)
    layout.endLayout()
    runs: list[QGlyphRun] = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} <= set(FAMILIES)
    assert not any(0 in run.glyphIndexes() for run in runs)


def test_the_pinned_fonts_have_a_licence_and_say_where_they_come_from() -> None:
    fonts = sorted(path.name for path in resources.path("fonts").glob("*.ttf"))
    told = resources.read_text("fonts", "README.md")
    assert all(f"`{name}`" in told for name in fonts)
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts", "OFL.txt").upper()
    assert QFontInfo(pinned_font()).family() == FAMILIES[0]


def test_an_edge_that_is_rounded_otherwise_is_no_difference_but_a_moved_label_is() -> None:
    image = painted(SCENES[0])
    softer = QImage(image)
    painter = QPainter(softer)
    painter.fillRect(softer.rect(), QColor(0, 0, 0, FAR // 2))
    painter.end()
    assert softer != image
    assert share_apart(softer, image) == 0
    moved = QImage(image)
    painter = QPainter(moved)
    painter.drawImage(46, 52, image.copy(44, 52, 60, 14))
    painter.end()
    assert share_apart(moved, image) > MOST
    assert share_apart(image.copy(0, 0, 10, 10), image) == 1.0


def test_the_command_compares_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["emoji-dark", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "emoji-dark-200: as kept\n"
    kept = QImage(str(tmp_path / "emoji-dark-200.png"))
    assert (kept.width(), kept.height()) > (SIZE[0] // 2, SIZE[1] // 2)
    monkeypatch.setattr(command, "PICTURES", tmp_path / "new")
    monkeypatch.setattr("tests.snapshots.scenes.PICTURES", tmp_path / "new")
    assert command.main(["emoji-dark"]) == 1
    assert command.main(["emoji-dark", "--write"]) == 0
    assert command.main(["emoji-dark"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "emoji-dark-200: as kept"
