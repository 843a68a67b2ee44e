"""The forms of the schema editor: for a label, role, attribute, relation, and the schema itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, Signal
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
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer
from gui.dialogs.parts import note, plain
from gui.painting import Chip, ChipLook
from gui.theme import SPACE, Appearance
from gui.words import counted

_ROLE = Qt.ItemDataRole.UserRole
_CARDINALITIES = ("*", "?", "1", "+", "{2}", "{1-2}")
_TEXT_LINES = 4


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
        self._name = ""
        self.name.textEdited.connect(self._let_title_follow)
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

    def _let_title_follow(self, name: str) -> None:
        """A title that is the name goes along with it, until it is written by hand."""
        if self.title.text() == self._name:
            self.title.setText(name)
        self._name = name

    def _fill(self, schema: LabelSchema, label: Label, *, is_new: bool) -> None:
        self._name = label.name
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


class FillerList(QListWidget):
    """Kinds of spans, to be ticked: those of a schema."""

    def __init__(self) -> None:
        """Offer nothing."""
        super().__init__()
        self.setSpacing(2)
        self.setMaximumHeight(self.fontMetrics().lineSpacing() * 11)

    def show_fillers(
        self, schema: LabelSchema, fillers: tuple[str, ...], *, has_events: bool = True
    ) -> None:
        """Offer what a schema has, with `fillers` ticked."""
        self.clear()
        layers = (Layer.ENTITY, Layer.EVENT) if has_events else (Layer.ENTITY,)
        choices = ["span", *layers] if has_events else [*layers]
        choices += [f"{x.layer}:{x.name}" for x in schema.labels if x.layer in layers]
        choices += [filler for filler in fillers if filler not in choices]
        for filler in choices:
            item = QListWidgetItem(self._shown(filler))
            item.setData(_ROLE, str(filler))
            is_on = filler in fillers
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.addItem(item)

    @property
    def fillers(self) -> tuple[str, ...]:
        """Those that are ticked."""
        items = map(self.item, range(self.count()))
        return tuple(x.data(_ROLE) for x in items if x.checkState() is Qt.CheckState.Checked)

    def _shown(self, filler: str) -> str:
        words = {
            "span": self.tr("anything"),
            "entity": self.tr("any entity"),
            "event": self.tr("any event"),
        }
        return words.get(filler, filler.partition(":")[2])


class RelationForm(Form):
    """Name, title, heads, children and guideline of a relation between spans."""

    def __init__(self) -> None:
        """Show no relation."""
        super().__init__()
        self.name, self.title = QLineEdit(), QLineEdit()
        self.heads, self.children_ = FillerList(), FillerList()
        self.guideline = _Lines()
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("From"), self.heads)
        self.add(self.tr("To"), self.children_)
        self.rows.addRow("", note(self.tr("Where nothing is ticked, any span goes.")))
        self.add(self.tr("Guideline"), self.guideline)
        for line in (self.name, self.title):
            line.textEdited.connect(self.tell)
        self.heads.itemChanged.connect(self.tell)
        self.children_.itemChanged.connect(self.tell)
        self.guideline.textChanged.connect(self.tell)

    def show_relation(self, schema: LabelSchema, item: RelationLabel, *, is_new: bool) -> None:
        """Show a relation; the name of one that is in the project changes by *Rename* alone."""

        def fill() -> None:
            self.name.setText(item.name)
            self.name.setReadOnly(not is_new)
            self.title.setText(item.title)
            # An event has roles: no relation begins at it.
            self.heads.show_fillers(schema, item.heads, has_events=False)
            self.children_.show_fillers(schema, item.children)
            self.guideline.setPlainText(item.guideline)

        self.fill(fill)

    def relation(self, before: RelationLabel) -> RelationLabel:
        """The relation as the form says it."""
        return replace(
            before,
            name=self.name.text().strip() or before.name,
            title=self.title.text(),
            heads=self.heads.fillers,
            children=self.children_.fillers,
            guideline=self.guideline.toPlainText(),
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
        self.fillers = FillerList()
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
        self.fillers.show_fillers(schema, role.fillers)
        self.guideline.setPlainText(role.guideline)
        self.examples.setPlainText("\n".join(role.examples))

    def role(self, before: Role) -> Role:
        """The role as the form says it; a cardinality that is none stays as it was."""
        try:
            cardinality = Cardinality.parse(self.cardinality.currentText().strip())
        except ValueError:
            cardinality = before.cardinality
        return replace(
            before,
            name=self.name.text().strip() or before.name,
            title=self.title.text(),
            cardinality=cardinality,
            fillers=self.fillers.fillers,
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


class Leaving(Enum):
    """What becomes of a draft when its dialog closes."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


def ask_leaving(parent: QWidget, *, can_save: bool) -> Leaving:
    """Ask what becomes of a draft; one with faults can only be given up or gone on with."""
    name, words = _tr("Schema"), _tr("The schema was changed and not saved.")
    box = QMessageBox(QMessageBox.Icon.Question, name, words, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    save = box.addButton(_tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    save.setEnabled(can_save)
    discard = box.addButton(_tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save if can_save else cancel)
    box.setEscapeButton(cancel)
    if not can_save:
        box.setInformativeText(_tr("It has faults, so it cannot be saved as it is."))
    box.exec()
    if box.clickedButton() is save:
        return Leaving.SAVE
    return Leaving.DISCARD if box.clickedButton() is discard else Leaving.STAY


def size_in_words(schema: LabelSchema) -> tuple[str, ...]:
    """How many labels, roles and relations a schema has."""
    said = [counted(len(schema.labels), _tr("1 label"), _tr("{count} labels"))]
    roles = sum(len(label.roles) for label in schema.labels)
    said.append(counted(roles, _tr("1 role"), _tr("{count} roles")))
    if schema.relations:
        said.append(counted(len(schema.relations), _tr("1 relation"), _tr("{count} relations")))
    return tuple(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SchemaEditor", text)


def scrolled(form: QWidget) -> QWidget:
    """The form on a page of its own, at the top."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, SPACE, 0)
    column.addWidget(form)
    column.addStretch(1)
    return page
