"""The forms of the schema editor: one for a label, a role, an attribute, and the schema itself."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer
from gui.dialogs.parts import note, plain
from gui.painting import Chip, ChipLook
from gui.theme import SPACE, Appearance

_ROLE = Qt.ItemDataRole.UserRole
_CARDINALITIES = ("*", "?", "1", "+", "{2}", "{1-2}")
_TEXT_LINES = 4
T = TypeVar("T")


class ColourButton(QPushButton):
    """Shows a colour with its number, and asks for another one."""

    picked = Signal(str)

    def __init__(self) -> None:
        """Show grey."""
        super().__init__()
        self.setAutoDefault(False)
        self.colour = "#cccccc"
        self.clicked.connect(self._ask)

    def show_colour(self, colour: str) -> None:
        """Show a colour, "#rrggbb"."""
        self.colour = colour
        side = self.fontMetrics().height()
        patch = QPixmap(side * 2, side)
        patch.fill(QColor(colour))
        self.setIcon(patch)
        self.setIconSize(patch.size())
        self.setText(colour)

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour), self.window(), self.tr("Colour"))
        if chosen.isValid():
            self.show_colour(chosen.name())
            self.picked.emit(chosen.name())


class _Lines(QPlainTextEdit):
    """A few lines of plain text; Tab goes on."""

    def __init__(self, lines: int = _TEXT_LINES) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * lines + 2 * SPACE
        self.setMinimumHeight(height)
        self.setMaximumHeight(height * 2)


def _examples(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


class Form(QWidget):
    """A form that tells each change of a field, and does not tell while it is filled."""

    edited = Signal()

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self._is_filling = False
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(SPACE)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, title: str, widget: QWidget) -> None:
        """A field under its name."""
        widget.setAccessibleName(title)
        label = QLabel(title)
        label.setBuddy(widget)
        self.rows.addRow(label, widget)

    @property
    def fields(self) -> list[QWidget]:
        """What can be filled in, from above."""
        items = (
            self.rows.itemAt(row, QFormLayout.ItemRole.FieldRole)
            for row in range(self.rows.rowCount())
        )
        widgets = [item.widget() for item in items if item is not None]
        return [x for x in widgets if x is not None and x.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def tell(self, *_: object) -> None:
        """Say that something was changed by hand."""
        if not self._is_filling:
            self.edited.emit()

    def fill(self, fill: Callable[[], None]) -> None:
        """Put values into the fields without telling."""
        self._is_filling = True
        try:
            fill()
        finally:
            self._is_filling = False


class LabelForm(Form):
    """Name, title, family, parent, colour, key, attributes, guideline, examples; and a preview."""

    def __init__(self, appearance: Appearance) -> None:
        """Show no label."""
        super().__init__()
        self.chip = Chip(appearance)
        self.pale = Chip(appearance)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.chip)
        row.addWidget(self.pale)
        row.addStretch(1)
        self.rows.addRow(plain(self.tr("Looks"), wraps=False), row)
        self.name, self.title = QLineEdit(), QLineEdit()
        self.family, self.parent_label = QComboBox(), QComboBox()
        self.family.setEditable(True)
        self.colour, self.key = ColourButton(), QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setClearButtonEnabled(True)
        self.attributes = QListWidget()
        self.attributes.setSpacing(2)
        self.attributes.setMaximumHeight(self.fontMetrics().lineSpacing() * 8)
        self.guideline, self.examples = _Lines(6), _Lines()
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("Family"), self.family)
        self.add(self.tr("Parent"), self.parent_label)
        self.add(self.tr("Colour"), self.colour)
        self.add(self.tr("Key"), self.key)
        self.add(self.tr("Attributes"), self.attributes)
        self.add(self.tr("Guideline"), self.guideline)
        self.add(self.tr("Examples"), self.examples)
        self.rows.addRow("", note(self.tr("One example a line; the span stands in [brackets].")))
        for line in (self.name, self.title):
            line.textEdited.connect(self.tell)
        self.family.editTextChanged.connect(self.tell)
        self.parent_label.currentIndexChanged.connect(self.tell)
        self.colour.picked.connect(self.tell)
        self.key.keySequenceChanged.connect(self.tell)
        self.attributes.itemChanged.connect(self.tell)
        self.guideline.textChanged.connect(self.tell)
        self.examples.textChanged.connect(self.tell)

    def show_label(self, schema: LabelSchema, label: Label, *, is_new: bool) -> None:
        """Show a label; the name of one that is in the project changes by *Rename* alone."""
        self.fill(lambda: self._fill(schema, label, is_new=is_new))

    def _fill(self, schema: LabelSchema, label: Label, *, is_new: bool) -> None:
        self.name.setText(label.name)
        self.name.setReadOnly(not is_new)
        self.name.setToolTip(
            "" if is_new else self.tr("“Rename…” changes the name in the whole project.")
        )
        self.title.setText(label.title)
        self.family.clear()
        self.family.addItem("", "")
        for family in schema.families:
            self.family.addItem(family.title or family.id, family.id)
        place = self.family.findData(label.family)
        self.family.setCurrentIndex(place)
        if place < 0:
            self.family.setEditText(label.family)
        is_event = label.layer is Layer.EVENT
        self.parent_label.clear()
        if is_event:
            below = {
                x.name
                for x in schema.in_layer(Layer.EVENT)
                if any(each.name == label.name for each in schema.ancestors(x.name))
            }
            others = (x.name for x in schema.in_layer(Layer.EVENT) if x.name not in below)
            self.parent_label.addItems(["", *others])
            self.parent_label.setCurrentText(label.parent)
        self.rows.setRowVisible(self.parent_label, is_event)
        self.rows.setRowVisible(self.attributes, is_event and bool(schema.attributes))
        self.colour.show_colour(label.colour)
        self.key.setKeySequence(QKeySequence(label.key))
        self.attributes.clear()
        for attribute in schema.attributes:
            item = QListWidgetItem(attribute.title or attribute.name)
            item.setData(_ROLE, attribute.name)
            is_on = not label.attributes or attribute.name in label.attributes
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.attributes.addItem(item)
        self.guideline.setPlainText(label.guideline)
        self.examples.setPlainText("\n".join(label.examples))
        self.show_looks(label)

    @property
    def _family(self) -> str:
        """The id of the family with this title, or a new one by what was typed."""
        typed = self.family.currentText().strip()
        place = self.family.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.family.itemData(place)) if place >= 0 else typed

    def show_looks(self, label: Label) -> None:
        """Show how the label looks as gold and as a suggestion."""
        self.chip.set_look(ChipLook(label.name, label.colour, label.layer))
        self.pale.set_look(ChipLook(label.name, label.colour, label.layer, is_suggestion=True))

    def label(self, before: Label) -> Label:
        """The label as the form says it."""
        items = list(map(self.attributes.item, range(self.attributes.count())))
        ticked = [x.data(_ROLE) for x in items if x.checkState() is Qt.CheckState.Checked]
        is_event = before.layer is Layer.EVENT
        return replace(
            before,
            name=self.name.text().strip() or before.name,
            title=self.title.text(),
            family=self._family,
            parent=self.parent_label.currentText() if is_event else "",
            colour=self.colour.colour,
            key=self.key.keySequence().toString(),
            attributes=() if not is_event or len(ticked) == len(items) else tuple(ticked),
            guideline=self.guideline.toPlainText(),
            examples=_examples(self.examples.toPlainText()),
        )


class RoleForm(Form):
    """Name, title, cardinality, fillers, key, colour, guideline, examples of a role."""

    def __init__(self) -> None:
        """Show no role."""
        super().__init__()
        self.name, self.title, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.key.setMaxLength(1)
        self.cardinality = QComboBox()
        self.cardinality.setEditable(True)
        self.cardinality.addItems(_CARDINALITIES)
        self.fillers = QListWidget()
        self.fillers.setSpacing(2)
        self.fillers.setMaximumHeight(self.fontMetrics().lineSpacing() * 11)
        self.colour = ColourButton()
        self.guideline, self.examples = _Lines(), _Lines(3)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("How many"), self.cardinality)
        self.rows.addRow(
            "",
            note(self.tr("? none or one · 1 one · * any · + at least one · {2} two · {1-3}")),
        )
        self.add(self.tr("Filled by"), self.fillers)
        self.add(self.tr("Key"), self.key)
        self.add(self.tr("Colour"), self.colour)
        self.add(self.tr("Guideline"), self.guideline)
        self.add(self.tr("Examples"), self.examples)
        for line in (self.name, self.title, self.key):
            line.textEdited.connect(self.tell)
        self.cardinality.editTextChanged.connect(self.tell)
        self.fillers.itemChanged.connect(self.tell)
        self.colour.picked.connect(self.tell)
        self.guideline.textChanged.connect(self.tell)
        self.examples.textChanged.connect(self.tell)

    def show_role(self, schema: LabelSchema, role: Role, *, is_new: bool) -> None:
        """Show a role; the name of one that is in the project changes by *Rename* alone."""
        self.fill(lambda: self._fill(schema, role, is_new=is_new))

    def _fill(self, schema: LabelSchema, role: Role, *, is_new: bool) -> None:
        self.name.setText(role.name)
        self.name.setReadOnly(not is_new)
        self.title.setText(role.title)
        self.key.setText(role.key)
        self.cardinality.setCurrentText(str(role.cardinality))
        self.colour.show_colour(role.colour)
        self.fillers.clear()
        choices = ["span", "entity", "event"]
        choices += [f"{label.layer}:{label.name}" for label in schema.labels]
        choices += [filler for filler in role.fillers if filler not in choices]
        for filler in choices:
            item = QListWidgetItem(self._shown(filler))
            item.setData(_ROLE, filler)
            is_on = filler in role.fillers
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.fillers.addItem(item)
        self.guideline.setPlainText(role.guideline)
        self.examples.setPlainText("\n".join(role.examples))

    def _shown(self, filler: str) -> str:
        words = {
            "span": self.tr("anything"),
            "entity": self.tr("any entity"),
            "event": self.tr("any event"),
        }
        return words.get(filler, filler.partition(":")[2])

    def role(self, before: Role) -> Role:
        """The role as the form says it; a cardinality that is none stays as it was."""
        try:
            cardinality = Cardinality.parse(self.cardinality.currentText().strip())
        except ValueError:
            cardinality = before.cardinality
        items = map(self.fillers.item, range(self.fillers.count()))
        return replace(
            before,
            name=self.name.text().strip() or before.name,
            title=self.title.text(),
            cardinality=cardinality,
            fillers=tuple(x.data(_ROLE) for x in items if x.checkState() is Qt.CheckState.Checked),
            key=self.key.text().strip(),
            colour=self.colour.colour,
            guideline=self.guideline.toPlainText(),
            examples=_examples(self.examples.toPlainText()),
        )


class AttributeForm(Form):
    """Name, title, values, default, key, guideline, examples of an attribute."""

    def __init__(self) -> None:
        """Show no attribute."""
        super().__init__()
        self.name, self.title, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.key.setMaxLength(1)
        self.default = QComboBox()
        self.several = QCheckBox(self.tr("An event may have several of them"))
        self.values, self.guideline, self.examples = _Lines(5), _Lines(), _Lines(3)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("Values"), self.values)
        self.rows.addRow("", note(self.tr("One value a line; none: any text.")))
        self.rows.addRow("", self.several)
        self.add(self.tr("Default"), self.default)
        self.add(self.tr("Key"), self.key)
        self.add(self.tr("Guideline"), self.guideline)
        self.add(self.tr("Examples"), self.examples)
        self.several.toggled.connect(self.tell)
        for line in (self.name, self.title, self.key):
            line.textEdited.connect(self.tell)
        self.default.currentIndexChanged.connect(self.tell)
        for text in (self.values, self.guideline, self.examples):
            text.textChanged.connect(self.tell)

    def show_attribute(self, attribute: Attribute, *, is_new: bool) -> None:
        """Show an attribute."""
        self.fill(lambda: self._fill(attribute, is_new=is_new))

    def _fill(self, attribute: Attribute, *, is_new: bool) -> None:
        self.name.setText(attribute.name)
        self.name.setReadOnly(not is_new)
        self.title.setText(attribute.title)
        self.key.setText(attribute.key)
        self.values.setPlainText("\n".join(attribute.values))
        self.several.setChecked(attribute.takes_several)
        self.show_values(attribute.values, attribute.default)
        self.guideline.setPlainText(attribute.guideline)
        self.examples.setPlainText("\n".join(attribute.examples))

    def show_values(self, values: Sequence[str], default: str) -> None:
        """Offer the values as the default."""
        self.default.clear()
        self.default.addItems(["", *values])
        self.default.setCurrentText(default)
        # Any text may have commas, which stand between several values.
        self.several.setEnabled(bool(values) and not any("," in value for value in values))

    def attribute(self, before: Attribute) -> Attribute:
        """The attribute as the form says it."""
        values = tuple(dict.fromkeys(_examples(self.values.toPlainText())))
        default = self.default.currentText()
        return replace(
            before,
            name=self.name.text().strip() or before.name,
            title=self.title.text(),
            values=values,
            takes_several=self.several.isChecked() and self.several.isEnabled(),
            default=default if default in values else "",
            key=self.key.text().strip(),
            guideline=self.guideline.toPlainText(),
            examples=_examples(self.examples.toPlainText()),
        )


class AboutForm(Form):
    """Title and description of the schema."""

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self.title, self.description = QLineEdit(), _Lines()
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("Description"), self.description)
        self.title.textEdited.connect(self.tell)
        self.description.textChanged.connect(self.tell)

    def show_schema(self, schema: LabelSchema) -> None:
        """Show what is said of the schema as a whole."""

        def fill() -> None:
            self.title.setText(schema.title)
            self.description.setPlainText(schema.description)

        self.fill(fill)

    def schema(self, before: LabelSchema) -> LabelSchema:
        """The schema as the form says it."""
        return replace(before, title=self.title.text(), description=self.description.toPlainText())


def free_name(stem: str, taken: Container[str]) -> str:
    """The stem with the first number that makes it a name that is not taken."""
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def with_named(draft: LabelSchema, stored: LabelSchema, project: Project | None) -> LabelSchema:
    """The draft of `stored`, with the relations that were named in the text meanwhile."""
    present = project.schema.relations if project is not None else ()
    named = [
        item
        for item in present
        if stored.relation(item.name) is None and draft.relation(item.name) is None
    ]
    return replace(draft, relations=(*draft.relations, *named))


def scrolled(form: QWidget) -> QWidget:
    """The form on a page of its own, at the top."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, SPACE, 0)
    column.addWidget(form)
    column.addStretch(1)
    return page


def shifted(items: tuple[T, ...], place: int, step: int) -> tuple[T, ...]:
    """The items with the one at `place` a step further; as they are at the edge."""
    other = place + step
    if not 0 <= other < len(items):
        return items
    made = list(items)
    made[place], made[other] = made[other], made[place]
    return tuple(made)
