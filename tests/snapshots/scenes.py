"""What is painted for the pictures, in pinned fonts, and how two pictures are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

import resources
from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.frames.layer import Showing
from gui.text.metrics import DEFAULT_COLUMN
from gui.text.palettes import PaletteChoice
from gui.text.view import ArticleView
from tests.snapshots import frames

PICTURES = Path(__file__).with_name("pictures")
FAMILIES = ["Spandesk Latin", "Spandesk Arabic", "Spandesk Hebrew", "Spandesk Emoji"]
SIZE = (720, 360)
FAR = 48
"""A channel that differs by more than this (of 255) is another colour, not another rounding."""
MOST = 0.0005
"""The share of such pixels that is allowed: FreeType's versions round edges differently."""

SCHEMA = LabelSchema(
    name="pictures",
    labels=(
        Label(name="PERSON", layer=Layer.ENTITY, colour="#6fa0f7"),
        Label(name="ORG", layer=Layer.ENTITY, colour="#cbbcfb"),
        Label(name="GPE", layer=Layer.ENTITY, colour="#12b796"),
        Label(name="DATE", layer=Layer.ENTITY, colour="#de880d"),
        Label(name="WORK", layer=Layer.ENTITY, colour="#f7a7d1"),
        Label(name="ATTACK", layer=Layer.EVENT, colour="#f0805f"),
        Label(name="MEET", layer=Layer.EVENT, colour="#6f9bff"),
        Label(name="MOVE", layer=Layer.EVENT, colour="#8fd07a"),
    ),
)
EVENTS = {label.name for label in SCHEMA.labels if label.layer is Layer.EVENT}

DENSE = (
    "The Foreign Minister of Norland, Ana Petrova, met envoys of the Harbour Union in Port Sella "
    "on Tuesday, hours after rebels had shelled the northern quarter of the town again.\n"
    "“We will not move a single soldier before the talks begin,” she told the Velmora Herald, "
    "a weekly paper, late on 24 March."
)
DENSE_SPANS = (
    ("The Foreign Minister of Norland, Ana Petrova", "PERSON"),
    ("Foreign Minister of Norland", "ORG"),
    ("Norland", "GPE"),
    ("Ana Petrova", "PERSON"),
    ("Norland, Ana", "?ORG"),
    ("met envoys of the Harbour Union", "MEET"),
    ("the Harbour Union in Port Sella", "?ORG"),
    ("Harbour Union", "ORG"),
    ("Port Sella", "GPE"),
    ("Sella", "?GPE"),
    ("on Tuesday", "DATE"),
    ("Tuesday", "?DATE"),
    ("hours after rebels had shelled the northern quarter", "?DATE"),
    ("shelled", "ATTACK"),
    ("shelled the northern quarter of the town", "?ATTACK"),
    ("northern quarter", "GPE"),
    ("move a single soldier", "?MOVE"),
    ("move", "MOVE"),
    ("Velmora Herald", "ORG"),
    ("Velmora", "GPE"),
    ("the Velmora Herald, a weekly paper", "?WORK"),
    ("24 March", "DATE"),
)
RTL = (
    "قال الوزير أحمد منصور يوم الجمعة إن المحادثات سوف تبدأ في مدينة حلب بعد وقف القصف.\n"
    "ראש הממשלה דנה לוי אמרה בירושלים כי שיחות United Nations יתחדשו ב-3 במאי.\n"
    "The word שלום stood beside مرحبا on the wall of Port Sella."
)
RTL_SPANS = (
    ("الوزير أحمد منصور", "PERSON"),
    ("أحمد", "?PERSON"),
    ("يوم الجمعة", "DATE"),
    ("حلب", "GPE"),
    ("وقف القصف", "MOVE"),
    ("القصف", "ATTACK"),
    ("דנה לוי", "PERSON"),
    ("בירושלים", "GPE"),
    ("שיחות United Nations", "?MEET"),
    ("United Nations", "ORG"),
    ("ב-3 במאי", "DATE"),
    ("word שלום stood", "?WORK"),
    ("שלום", "WORK"),
    ("مرحبا", "?WORK"),
    ("Port Sella", "GPE"),
)
EMOJI = (
    "The \U0001f1fa\U0001f1e6 and \U0001f1ea\U0001f1fa flags \U0001f54a\ufe0f stood in Velmora "
    "\U0001f525\U0001f525 when \U0001f469\u200d\U0001f4bb Zoe\u0308 Mu\u0308ller wrote "
    "\U0001f4f0 of it.\nCafe\u0301 owners\tin two\u200bparts of Port\u00a0Sella said "
    "\U0001f44d\U0001f3fd to the talks \u26a0\ufe0f."
)
EMOJI_SPANS = (
    ("\U0001f1fa\U0001f1e6", "GPE"),
    ("\U0001f1ea\U0001f1fa flags", "?ORG"),
    ("Velmora \U0001f525", "?GPE"),
    ("Velmora", "GPE"),
    ("\U0001f469\u200d\U0001f4bb Zoe\u0308 Mu\u0308ller", "PERSON"),
    ("Mu\u0308ller", "?PERSON"),
    ("Cafe\u0301", "ORG"),
    ("owners\tin", "?MEET"),
    ("two\u200bparts", "GPE"),
    ("Port\u00a0Sella", "GPE"),
    ("talks", "MEET"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with spans and how it is shown; a label that begins with "?" is a suggestion."""

    name: str
    text: str = DENSE
    spans: tuple[tuple[str, str], ...] = DENSE_SPANS
    focus: str = ""
    zoom: float = 1.0
    is_dark: bool = False
    is_high_contrast: bool = False
    palette: PaletteChoice = PaletteChoice.SPANDESK
    adjust: Callable[[ArticleView], None] | None = None
    size: tuple[int, int] = SIZE


def _selected(view: ArticleView) -> None:
    start = view.text.index("told")
    view.set_selection(start, start + len("told the Velmora"))
    view.set_hits([(view.text.index("talks"), view.text.index("talks") + 5)])
    warned = view.text.index("northern quarter")
    view.set_misaligned(frozenset({f"GPE:{warned}:{warned + 16}"}))


def _framed(
    name: str,
    adjust: Callable[[ArticleView], None],
    text: str = frames.NEWS,
    *,
    zoom: float = 1.0,
    is_dark: bool = False,
    is_high_contrast: bool = False,
    palette: PaletteChoice = PaletteChoice.SPANDESK,
    size: tuple[int, int] = frames.SIZE,
) -> Scene:
    return Scene(
        name,
        text,
        (),
        zoom=zoom,
        is_dark=is_dark,
        is_high_contrast=is_high_contrast,
        palette=palette,
        adjust=adjust,
        size=size,
    )


SCENES = (
    Scene("dense", focus="Harbour Union"),
    Scene("dense-dark", focus="Harbour Union", is_dark=True),
    Scene("dense-200", focus="Foreign Minister of Norland", zoom=2.0),
    Scene("dense-50", zoom=0.5),
    Scene("dense-contrast-light", focus="shelled", is_high_contrast=True),
    Scene("dense-contrast-dark", focus="shelled", is_dark=True, is_high_contrast=True),
    Scene("dense-red-green", palette=PaletteChoice.RED_GREEN),
    Scene("dense-blue-yellow-dark", palette=PaletteChoice.BLUE_YELLOW, is_dark=True),
    Scene("selection-hits-warning", adjust=_selected),
    Scene("rtl", RTL, RTL_SPANS, focus="United Nations"),
    Scene("rtl-dark-200", RTL, RTL_SPANS, focus="דנה לוי", zoom=2.0, is_dark=True),
    Scene("emoji", EMOJI, EMOJI_SPANS, focus="\U0001f1fa\U0001f1e6"),
    Scene("emoji-dark-200", EMOJI, EMOJI_SPANS, focus="talks", zoom=2.0, is_dark=True),
    _framed("frames", frames.shown()),
    _framed("frames-dark", frames.shown(), is_dark=True),
    _framed("frames-open", frames.shown("killed")),
    _framed("frames-open-dark", frames.shown("send"), is_dark=True),
    _framed("frames-focus-contrast", frames.shown("sign", is_open=False), is_high_contrast=True),
    _framed("frames-open-red-green", frames.shown("told"), palette=PaletteChoice.RED_GREEN),
    _framed("frames-one-only", frames.shown("shelled", showing=Showing.FOCUSED, is_open=False)),
    _framed("frames-filling", frames.shown("said", sought=("reporters", "Velmora", "villagers"))),
    _framed("frames-suggested", frames.shown("shelled", suggested="shelled", is_open=False)),
    _framed("frames-200", frames.shown("killed"), zoom=2.0),
    _framed("frames-edges", frames.shown("told", scrolled="instead"), size=(720, 170)),
    _framed("frames-reversed", frames.shown("وقتلوا"), frames.RTL, size=(720, 320)),
    _framed("frames-reversed-dark-200", frames.shown(), frames.RTL, zoom=2.0, is_dark=True),
)


@cache
def pinned_font() -> QFont:
    """The fonts of `resources/fonts`, without anything that a desktop may set about fonts."""
    for path in sorted(resources.path("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"{path.name} cannot be read")
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(18)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return font


def painted(scene: Scene) -> QImage:
    """The scene as the view paints it, without the scroll bar's map."""
    view = ArticleView()
    view.set_schema(SCHEMA)
    view.set_reading(pinned_font(), zoom=scene.zoom, characters=DEFAULT_COLUMN, line_spacing=1.0)
    view.set_dark(scene.is_dark)
    view.set_high_contrast(scene.is_high_contrast)
    view.set_palette(scene.palette)
    view.resize(*scene.size)
    view.set_article(Article(id=scene.name, text=scene.text), tokens=Tokens.rough(scene.text))
    spans, suggestions = _items(scene)
    view.set_content(SpanIndex(spans), SpanIndex(suggestions))
    view.show()
    QApplication.processEvents()
    if scene.adjust is not None:
        scene.adjust(view)
    if scene.focus:
        label = next(name for surface, name in scene.spans if surface == scene.focus)
        item_id = next(
            item.id
            for item in spans
            if item.label == label and scene.text[item.start : item.end] == scene.focus
        )
        view.set_focus(item_id)
    QApplication.processEvents()
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    view.close()
    view.deleteLater()
    return image


def _items(scene: Scene) -> tuple[list[Span], list[Suggestion]]:
    spans: list[Span] = []
    suggestions: list[Suggestion] = []
    for surface, mark in scene.spans:
        label = mark.removeprefix("?")
        layer = Layer.EVENT if label in EVENTS else Layer.ENTITY
        start = scene.text.index(surface)
        end = start + len(surface)
        if mark.startswith("?"):
            suggestions.append(
                Suggestion(start=start, end=end, label=label, layer=layer, score=0.8)
            )
        else:
            spans.append(Span(f"{label}:{start}:{end}", start, end, label, layer))
    return spans, suggestions


def stored(scene: Scene) -> QImage:
    """The picture that was kept of the scene; a null image when there is none."""
    image = QImage(str(PICTURES / f"{scene.name}.png"))
    return image if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def share_apart(one: QImage, other: QImage) -> float:
    """The share of pixels of which a channel differs by more than `FAR`; 1 for other sizes."""
    if one.size() != other.size():
        return 1.0
    if one == other:
        return 0.0
    import numpy as np

    first, second = (
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3]
        for image in (one, other)
    )
    apart = np.abs(first.astype(np.int16) - second.astype(np.int16)).max(axis=2) > FAR
    return float(apart.mean())
