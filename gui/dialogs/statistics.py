"""Project statistics: articles by state, spans by label, decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotate.articles import IN_USE, ArticleState
from annotate.compat import override
from annotate.project import Project
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, note, plain
from gui.models.articles import state_title
from gui.painting import ChipLook, Sides, chip_width, paint_chip, rgb
from gui.theme import DISPLAY, SPACE, Appearance

_NO_COLOUR = "#9aa0a6"


class Bars(QWidget):
    """One bar a label, the most frequent first."""

    def __init__(self, rows: Sequence[tuple[ChipLook, int]], appearance: Appearance) -> None:
        super().__init__()
        self._rows = sorted(rows, key=lambda row: -row[1])
        self._appearance = appearance
        self._line = self.fontMetrics().height() + 9
        self.setMinimumSize(260, self._line * len(self._rows))
        self.setAccessibleName(", ".join(f"{look.name} {count}" for look, count in self._rows))

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self._line * len(self._rows))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            sides = Sides(painter, QRectF(self.rect()), self.layoutDirection())
            most = max((count for _, count in self._rows), default=1) or 1
            chips = max((chip_width(self.font(), look.name) for look, _ in self._rows), default=0)
            figures = painter.fontMetrics().horizontalAdvance(str(most)) + 8
            room = max(self.width() - chips - figures - 12, 20)
            for place, (look, count) in enumerate(self._rows):
                top = place * self._line
                width = chip_width(self.font(), look.name)
                chip = QRectF(chips - width, top + 2, width, self._line - 5)
                paint_chip(painter, sides.place(chip), look, self._appearance, self.font())
                bar = QRectF(chips + 8, top + self._line / 2 - 4, max(room * count / most, 2), 7)
                painter.setPen(Qt.PenStyle.NoPen)
                colour = "separator" if not count else ""
                strong = rgb(self._appearance.label_colours(look.colour).strong)
                painter.setBrush(self._appearance.colour(colour) if colour else strong)
                painter.drawRoundedRect(sides.place(bar), 3, 3)
                painter.setPen(self._appearance.colour("muted"))
                text = QRectF(bar.right() + 5, top, figures, self._line)
                sides.write(text, str(count))


class StatisticsDialog(Dialog):
    """Figures of the whole project, as they are on the disk."""

    def __init__(
        self, project: Project, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Project statistics"))
        self.heading.setText(project.name)
        counts = project.counts()
        labels = project.label_counts()
        self._lines: list[str] = []
        self.add(self._build_states(counts))
        inner = QWidget()
        inner.setAutoFillBackground(False)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(3 * SPACE)
        titles = {Layer.ENTITY: self.tr("Entities"), Layer.EVENT: self.tr("Events")}
        for layer in Layer:
            known = [(label.name, label.colour) for label in project.schema.in_layer(layer)]
            names = {name for name, _ in known}
            strange = [
                (name, _NO_COLOUR) for of, name in labels if of is layer and name not in names
            ]
            rows = [
                (ChipLook(name, colour, layer), labels.get((layer, name), 0))
                for name, colour in (*known, *strange)
            ]
            total = sum(count for _, count in rows)
            column = QVBoxLayout()
            column.addWidget(plain(f"{titles[layer]}  {total}", wraps=False))
            column.addWidget(Bars(rows, appearance))
            column.addStretch(1)
            row.addLayout(column, 1)
            self._lines.append(f"{titles[layer]}: {total}")
            self._lines += [f"  {look.name}: {count}" for look, count in rows if count]
        totals = project.figures().totals
        ties = [
            (self.tr("Event frames"), totals["frames"]),
            (self.tr("Relations"), totals["relations"]),
        ]
        said = [f"{title}: {count}" for title, count in ties if count]
        if said:
            self.add(plain("   ".join(said), wraps=False))
            self._lines += said
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.viewport().setAutoFillBackground(False)
        self.add(scroll, 1)
        self.add_button(self.tr("Copy"), self.copy, is_left=True)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(760, 640)

    def as_text(self) -> str:
        """The figures as lines."""
        return "\n".join(self._lines) + "\n"

    def copy(self) -> None:
        """Put the figures on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def _build_states(self, counts: dict[ArticleState, int]) -> QGridLayout:
        grid = QGridLayout()
        total = sum(counts.get(state, 0) for state in IN_USE)
        cells = [(self.tr("articles"), total)]
        cells += [(state_title(state), counts.get(state, 0)) for state in ArticleState]
        for column, (title, count) in enumerate(cells):
            figure = plain(str(count), factor=DISPLAY, wraps=False)
            grid.addWidget(figure, 0, column)
            grid.addWidget(note(title), 1, column)
            grid.setColumnStretch(column, 1)
            self._lines.append(f"{title}: {count}")
        return grid
