"""The focus panel: what is judged now, where it comes from, and what the keys do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.desk import Desk
from annotate.schema.label_schema import LabelSchema
from annotate.shortening import shortened
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.fonts import scaled
from gui.models.labels import guideline_tip
from gui.painting import Chip, ChipLook, ScoreBar
from gui.panels.button_rows import ButtonRows
from gui.theme import SMALL, SPACE, TITLE, Appearance
from gui.words import decimal, explained, suggester_name

_MOST_SOURCES = 4
_MOST_ALTERNATIVES = 3
_MOST_CHARACTERS = 160
_SNAP_SHOWN = 18
_MOST_PLACES = 200
"""So many places of the same words are looked at."""
_LINES, _MOST_LINES = 14, 18
"""Room for a text, two sources of two lines, alternatives, a count and the buttons; and for more
of each. What is left over is for the labels and the spans."""
_NO_COLOUR = "#9aa0a6"


def plain_label(text: str = "", *, name: str = "", wraps: bool = False) -> QLabel:
    """A label that never takes its text for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if label.isRightToLeft():
        # The side is that of the window; else Qt takes that of the letters.
        label.setAlignment(
            Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignVCenter
        )
    if name:
        label.setObjectName(name)
    return label


class LinkLabel(QLabel):
    """A label that wraps its text and can be clicked, or chosen with Enter."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class _Row(QWidget):
    """Widgets side by side, flush left."""

    def __init__(self, *widgets: QWidget, stretch_last: bool = False) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in widgets:
            layout.addWidget(widget)
        if stretch_last:
            layout.setStretch(len(widgets) - 1, 1)
        else:
            layout.addStretch(1)


class FocusPanel(QWidget):
    """Text, label, score, sources, alternatives and keys of the item in focus."""

    label_chosen = Signal(object, str)
    relations_chosen = Signal()
    """The relations of what is in focus were clicked."""
    snap_chosen = Signal(str)
    """"expand" or "contract": put the span in focus on whole tokens; "rule": cut the tokens."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._surface = plain_label(wraps=True)
        self._surface.setFont(scaled(self.font(), TITLE))
        self._surface.setAccessibleName(self.tr("Text in focus"))
        self._chip = Chip(appearance)
        self._kind = plain_label(name="muted")
        self._score = ScoreBar(appearance)
        self._sources = [plain_label(name="muted", wraps=True) for _ in range(_MOST_SOURCES)]
        small = scaled(self.font(), SMALL)
        for label in (self._kind, *self._sources):
            label.setFont(small)
        self._alternatives = [self._alternative() for _ in range(_MOST_ALTERNATIVES)]
        self._also = plain_label(self.tr("also"), name="muted")
        self._here = plain_label(name="muted", wraps=True)
        self._here.setFont(small)
        self._event, self._chain = plain_label(wraps=True), plain_label(name="muted", wraps=True)
        self._relations = LinkLabel()
        self._relations.setToolTip(self.tr("Remove, rename or turn around a relation"))
        self._relations.chosen.connect(self.relations_chosen)
        for label in (self._event, self._chain, self._relations):
            label.setFont(small)
        self._off = plain_label(self.tr("off the tokens:"), name="danger")
        self._snaps = {how: self._snap_button(how) for how in ("expand", "contract", "rule")}
        self._off.setFont(small)
        self._empty = plain_label(wraps=True, name="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = self._build_body()
        self.buttons = ButtonRows(appearance)
        self._item = QWidget()
        layout = QVBoxLayout(self._item)
        layout.setContentsMargins(SPACE + 4, 0, SPACE + 4, SPACE)
        layout.addWidget(self._body)
        layout.addWidget(self._empty)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self._pages = QVBoxLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._item)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._keep_height()
        self.show_nothing(self.tr("Nothing is in focus."))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size need another height."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_height()

    def _keep_height(self) -> None:
        # A dock asks nobody for the height of wrapped lines, and squeezes them over each other.
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self.setMaximumHeight(_MOST_LINES * self.fontMetrics().lineSpacing())

    def set_actions(self, actions: list[tuple[QAction, str, str]]) -> None:
        """Offer these actions as buttons, each with a word and its first key."""
        for action, word, keys in actions:
            self.buttons.add(action, word, keys)

    def set_frame_panel(self, panel: QWidget) -> None:
        """Have `panel` stand in for the item while an event frame is open."""
        panel.hide()
        self._pages.addWidget(panel)

    def show_frame(self, *, is_shown: bool) -> None:
        """Leave the room to the panel of the open frame, or take it back."""
        self._item.setVisible(not is_shown)

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show other keys under the buttons; `key_of` says them by the id of the action."""
        for name, cap in self.buttons.caps.items():
            cap.set_keys(key_of(name))

    def show_nothing(self, reason: str) -> None:
        """Say why nothing is in focus."""
        self._body.hide()
        self._empty.setText(reason)
        self._empty.show()

    def show_item(
        self,
        item: Span | Suggestion,
        desk: Desk,
        schema: LabelSchema,
        keys_of: Callable[[Layer, str], str],
    ) -> None:
        """Show a span or a suggestion of the article on the desk."""
        self._empty.hide()
        surface = " ".join(desk.surface(item).split())
        self._surface.setText(f"«{shortened(surface, _MOST_CHARACTERS)}»")
        label = schema.get(item.layer, item.label)
        is_suggestion = isinstance(item, Suggestion)
        colour = label.colour if label else _NO_COLOUR
        is_skipped = isinstance(item, Suggestion) and item.is_skipped
        self._chip.set_look(
            ChipLook(
                item.label,
                colour,
                item.layer,
                is_suggestion=is_suggestion,
                is_skipped=is_skipped,
            )
        )
        self._chip.setToolTip(guideline_tip(label) if label else "")
        self._show_origin(item)
        self._show_alternatives(item, schema, keys_of)
        self._show_here(item, desk)
        self._show_events(item, desk, schema)
        self._show_fit(item, desk)
        self._body.show()

    def _build_body(self) -> QWidget:
        body = QFrame()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2 + 2)
        column.addWidget(self._surface)
        column.addWidget(_Row(self._chip, self._kind))
        column.addWidget(self._score)
        for label in self._sources:
            column.addWidget(label)
        self._also_row = _Row(self._also, *self._alternatives)
        column.addWidget(self._also_row)
        column.addWidget(self._event)
        column.addWidget(self._relations)
        column.addWidget(self._chain)
        column.addWidget(self._here)
        # In two rows: one would make the dock wider, and the text would move under the eye.
        expand, contract, rule = self._snaps.values()
        self._off_row = QWidget()
        rows = QVBoxLayout(self._off_row)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(_Row(self._off, expand))
        rows.addWidget(_Row(contract, rule))
        column.insertWidget(2, self._off_row)
        return body

    def _snap_button(self, how: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName("link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.snap_chosen.emit(how))
        return button

    def _alternative(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._on_alternative(button))
        return button

    def _on_alternative(self, button: QPushButton) -> None:
        layer, name = button.property("layer"), button.property("label")
        self.label_chosen.emit(Layer(layer), name)

    def _show_origin(self, item: Span | Suggestion) -> None:
        lines: list[str] = []
        if isinstance(item, Suggestion):
            kind = self.tr("suggested, skipped") if item.is_skipped else self.tr("suggested")
            self._score.set_score(item.score)
            for source in item.sources[:_MOST_SOURCES]:
                why = explained(source.explanation) or self.tr("no explanation given")
                lines.append(
                    f"{suggester_name(source.suggester)} {decimal(source.score, 2)}: {why}"
                )
        else:
            kind = self.tr("gold, {annotator}") if item.annotator else self.tr("gold")
            kind = kind.format(annotator=item.annotator)
            self._score.set_score(None)
        self._kind.setText(kind)
        for place, label in enumerate(self._sources):
            label.setVisible(place < len(lines))
            label.setText(lines[place] if place < len(lines) else "")

    def _show_alternatives(
        self, item: Span | Suggestion, schema: LabelSchema, keys_of: Callable[[Layer, str], str]
    ) -> None:
        others = item.alternatives if isinstance(item, Suggestion) else ()
        known = [pair for pair in others if schema.get(item.layer, pair[0])][:_MOST_ALTERNATIVES]
        self._also_row.setVisible(bool(known))
        for place, button in enumerate(self._alternatives):
            button.setVisible(place < len(known))
            if place < len(known):
                name, score = known[place]
                keys = keys_of(item.layer, name)
                text = f"{name} {decimal(score, 2)}" + (f" [{keys}]" if keys else "")
                button.setText(text.replace("&", "&&"))
                button.setAccessibleName(self.tr("Label as {name}").format(name=name))
                button.setProperty("layer", str(item.layer))
                button.setProperty("label", name)

    def _show_fit(self, item: Span | Suggestion, desk: Desk) -> None:
        """What to do about a span that does not begin and end with tokens."""
        is_gold = isinstance(item, Span)
        self._off_row.setVisible(is_gold and not desk.tokens.is_aligned(item.start, item.end))
        if not is_gold or self._off_row.isHidden():
            return
        from annotate.snapping import fit_of

        fit = fit_of(desk.tokens, item)
        self._off_row.setVisible(fit is not None)
        if fit is None:
            return
        self._snaps["rule"].setText(self.tr("or a rule…"))
        words = {"expand": self.tr("take “{text}”"), "contract": self.tr("or “{text}”")}
        for how, place in (("expand", fit.expand), ("contract", fit.contract)):
            button = self._snaps[how]
            button.setVisible(place is not None)
            if place is not None:
                text = " ".join(desk.article.text[slice(*place)].split())
                short = shortened(text, _SNAP_SHOWN)
                button.setText(words[how].format(text=short).replace("&", "&&"))
                button.setToolTip(text)

    def _show_events(self, item: Span | Suggestion, desk: Desk, schema: LabelSchema) -> None:
        """What the item takes part in, is related to, and names the same as."""
        annotations = desk.annotations
        lines = ("", "", "")
        ties = annotations.frames or annotations.chains or annotations.relations
        if ties or desk.suggested_frames:
            from gui.panels.focus_lines import (  # few articles need it
                chain_line,
                event_line,
                relation_line,
            )

            related = relation_line(item, desk, schema)
            lines = event_line(item, desk, schema), related, chain_line(item, desk)
        labels = (self._event, self._relations, self._chain)
        for label, text in zip(labels, lines, strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def _show_here(self, item: Span | Suggestion, desk: Desk) -> None:
        """How the same words are labelled elsewhere in the article."""
        surface, text, spans = desk.surface(item), desk.article.text, desk.spans
        counts: Counter[str] = Counter()
        place = text.find(surface)
        for _ in range(_MOST_PLACES):
            if place < 0:
                break
            end = place + len(surface)
            for span in spans.overlapping(place, end):
                if span.start == place and span.end == end and span.id != item.id:
                    counts[span.label] += 1
            place = text.find(surface, place + 1)
        pairs = " · ".join(f"{name} {count}" for name, count in counts.most_common(4))
        self._here.setText(self.tr("elsewhere here: {pairs}").format(pairs=pairs))
        self._here.setVisible(bool(counts))
