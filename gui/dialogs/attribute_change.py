"""Rename or retire an attribute of events, or one of its values: what it touches, then one step."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from annotate.compat import override
from annotate.schema.attribute_changes import (
    AttributeChange,
    RenameAttribute,
    RenameValue,
    RetireAttribute,
    RetireValue,
)
from annotate.schema.roles import Attribute
from annotate.spans import Layer
from gui.dialogs.parts import field, note
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.schema_planning import SchemaPlanning
from gui.theme import Appearance


class AttributeChangeDialog(SchemaChangeDialog):
    """The form asks first whether the attribute is meant or one of its values."""

    def __init__(
        self,
        planning: SchemaPlanning,
        kind: ChangeKind,
        name: str,
        *,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Change the attribute `name`; `kind` is to rename or to retire."""
        self.part = QComboBox()
        super().__init__(
            planning, kind, Layer.EVENT, (name,), "", appearance=appearance, parent=parent
        )

    @property
    def _attribute(self) -> Attribute:
        name = self._names[0]
        return self._schema.attribute(name) or Attribute(name)

    @property
    def _value(self) -> str:
        """The value that is meant; empty for the attribute itself."""
        return str(self.part.currentData() or "")

    @override
    def _title(self) -> str:
        if self._kind is ChangeKind.RENAME:
            return self.tr("Rename an attribute")
        return self.tr("Retire an attribute")

    @override
    def _hint(self) -> str:
        if self._kind is ChangeKind.RENAME:
            return self.tr("Events and suggestions that have it go with it.")
        return self.tr("Events that have it keep it; it is marked as not in the schema.")

    @override
    def _build_labels(self) -> None:
        self.add(note(self._hint()))

    @override
    def _build_form(self) -> None:
        attribute = self._attribute
        own = [value for _, values in attribute.values_by_label for value in values]
        self.part.addItem(self.tr("the attribute {name}").format(name=attribute.name), "")
        for value in dict.fromkeys((*attribute.values, *own)):
            self.part.addItem(self.tr("its value {value}").format(value=value), value)
        self.part.currentIndexChanged.connect(self._on_part)
        self.add(field(self.tr("What"), self.part))
        if self._kind is ChangeKind.RENAME:
            self.name.setText(attribute.name)
            self.name.selectAll()
            self.name.textEdited.connect(self._on_edited)
            self.add(field(self.tr("New name"), self.name))

    @override
    def wanted(self) -> AttributeChange | None:
        """The change that the form describes; None while it is not complete."""
        name, value, new = self._names[0], self._value, self.name.text().strip()
        if self._kind is ChangeKind.RETIRE:
            return RetireValue(name, value) if value else RetireAttribute(name)
        if not new or new == (value or name):
            return None
        return RenameValue(name, value, new) if value else RenameAttribute(name, new)

    def _on_part(self) -> None:
        self.name.setText(self._value or self._names[0])
        self._on_edited()
