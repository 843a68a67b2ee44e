"""Labels and guidelines: what each label means, with examples; as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, line, note, plain, selectable
from gui.painting import Chip, ChipLook, KeyCap
from gui.theme import SPACE, TITLE, Appearance
from gui.words import schema_words


class _Entry(QFrame):
    """One label: chip, key, title, guideline, examples, and the roles of an event."""

    def __init__(
        self, label: Label, keys: str, appearance: Appearance, roles: Sequence[Role] = ()
    ) -> None:
        super().__init__()
        said = [self._said(role) for role in roles]
        self.words = " ".join(
            (label.name, label.title, label.guideline, *label.examples, *said)
        ).casefold()
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        chip = Chip(appearance)
        chip.set_look(ChipLook(label.name, label.colour, label.layer))
        head.addWidget(chip)
        if keys:
            head.addWidget(KeyCap(appearance, keys))
        head.addWidget(plain(label.title, wraps=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        guideline = label.guideline.strip() or self.tr("No guideline is written for this label.")
        column.addWidget(selectable(plain(guideline)))
        if label.examples:
            examples = " · ".join(label.examples)
            column.addWidget(note(self.tr("e.g. {examples}").format(examples=examples)))
        if said:
            column.addWidget(selectable(note("\n".join(said))))
        column.addWidget(line())

    def _said(self, role: Role) -> str:
        """A role in a line: letter, name, how many, title, guideline."""
        key = f"{role.key.upper()}  " if role.key else ""
        title = f" – {role.title}" if role.title not in ("", role.name) else ""
        guideline = f": {role.guideline.strip()}" if role.guideline else ""
        return f"{key}{role.name} {role.cardinality}{title}{guideline}"


class GuidelinesDialog(Dialog):
    """Reads the schema; begins at the label in focus."""

    def __init__(
        self,
        schema: LabelSchema,
        appearance: Appearance,
        keys_of: Callable[[Layer, str], str],
        first: Label | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Labels and guidelines"))
        self.heading.setText(schema_words(schema.title) or schema.name)
        if schema.description:
            self.add(note(schema.description))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in labels and guidelines"))
        self.field.setAccessibleName(self.tr("Find in labels and guidelines"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text_changed)
        self.add(self.field)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        self._inner, self._column = inner, column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.entries: dict[tuple[Layer, str], _Entry] = {}
        self._heads: dict[Layer, QWidget] = {}
        titles = {Layer.ENTITY: self.tr("Entities"), Layer.EVENT: self.tr("Events")}
        for layer in Layer:
            head = plain(titles[layer], factor=TITLE, wraps=False)
            head.setContentsMargins(0, SPACE, 0, SPACE)
            self._heads[layer] = head
            column.addWidget(head)
            for label in schema.in_layer(layer):
                roles = schema.roles_of(label.name) if layer is Layer.EVENT else ()
                entry = _Entry(label, keys_of(layer, label.name), appearance, roles)
                self.entries[layer, label.name] = entry
                column.addWidget(entry)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(self._scroll, 1)
        self.add_button(self.tr("Close"), self.accept)
        self.resize(620, 680)
        self._on_text_changed("")
        self._first = self.entries.get((first.layer, first.name)) if first else None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Bring the label in focus to the top."""
        super().showEvent(event)
        if self._first is not None:
            self._column.activate()
            self._inner.adjustSize()
            self._scroll.verticalScrollBar().setValue(self._first.y())
            self._first = None

    def _on_text_changed(self, text: str) -> None:
        words = text.casefold().split()
        shown = dict.fromkeys(Layer, 0)
        for (layer, _), entry in self.entries.items():
            fits = all(word in entry.words for word in words)
            entry.setVisible(fits)
            shown[layer] += fits
        for layer, head in self._heads.items():
            head.setVisible(shown[layer] > 0)
