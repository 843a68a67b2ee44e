"""The article of last time, painted before the window is furnished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from annotate.compat import override
from annotate.glance import Glance
from annotate.settings import Settings
from gui.fonts import article_font
from gui.reading import Reading, system_theme_name
from gui.text.canvas import Canvas
from gui.text.palettes import palette_of
from gui.words import subtitle

if TYPE_CHECKING:
    from collections.abc import Sequence


class GlanceView(Canvas):
    """A canvas with the text, its spans and suggestions, where the reader left it.

    It takes no keys and no mouse: it is gone before a hand is there.
    """

    def __init__(
        self,
        glance: Glance,
        settings: Settings,
        *,
        rect: QRect,
        place: Sequence[float] | None,
        parent: QWidget,
    ) -> None:
        """Lie at `rect` of the frame, as the article view will.

        `place` is where the reader was: an offset (code points) and the pixel of its line's top.
        """
        super().__init__(parent)
        self.is_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(rect)
        self._set_looks(settings, parent)
        # Shown while empty: it has its size before the text is laid out.
        self.show()
        article = glance.desk.article
        self.set_title_block(article.title, subtitle(article.source, article.date))
        # The spans first, so that the text is laid out and planned once.
        self.set_schema(glance.schema)
        spans, suggestions = glance.desk.spans, glance.desk.suggestions
        self._planner.spans, self._planner.suggestions = spans, suggestions
        self._draw_frames(glance, settings)
        self._set_text(article.text)
        self._minimap.set_content(spans, suggestions)
        if place is not None and len(place) >= 2:
            self.restore_place(int(place[0]), float(place[1]))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.is_painted = True

    def _draw_frames(self, glance: Glance, settings: Settings) -> None:
        """Leave the room that frames and relations take above the lines: nothing moves later."""
        gold = glance.desk.annotations
        if not (gold.frames or gold.relations):
            return
        from gui.frames.showing import showing_of
        from gui.text.frames.content import FrameContent
        from gui.text.frames.layer import FrameLayer, Showing

        content = FrameContent(glance.schema, glance.desk)
        self.set_frames(FrameLayer(content, Showing(showing_of(settings))))

    def _set_looks(self, settings: Settings, parent: QWidget) -> None:
        choice = str(settings.get("appearance.theme", "system"))
        if choice == "system":
            choice = system_theme_name()
        # The high contrast theme is a dark one.
        self.set_dark(choice in {"dark", "contrast"})
        self.set_high_contrast(choice == "contrast")
        self.set_palette(palette_of(settings.get("appearance.label_palette")))
        reading = Reading.of(settings)
        self.set_reading(
            article_font(self.font(), reading.family),
            zoom=reading.zoom,
            characters=reading.characters,
            line_spacing=reading.line_spacing,
        )
        paper = QColor(*self._chrome.paper)
        parent.setPalette(QPalette(paper, paper))
