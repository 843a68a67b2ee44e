"""The tree of the schema editor: labels by layer, family and parent; attributes; relations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from annotate.schema.checks import SchemaFault
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Role
from annotate.spans import Layer
from gui.words import schema_words

_NODE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Node:
    """What a row stands for: a label, a role of it, an attribute, a relation, or the schema.

    For the schema as a whole all is empty.
    """

    layer: Layer | None = None
    label: str = ""
    role: str = ""
    attribute: str = ""
    relation: str = ""


ABOUT = Node()


class SchemaTree(QTreeWidget):
    """Several labels may be selected, to be merged."""

    chosen = Signal(object)
    """The `Node` that is current; None for a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("Labels, roles, attributes and relations"))
        self.currentItemChanged.connect(self._on_current)
        self._items: dict[Node, QTreeWidgetItem] = {}
        self._is_filling = False

    def show_schema(self, schema: LabelSchema, *, faulty: frozenset[str]) -> None:
        """Show a schema; labels with these names are marked. What was open and current stays."""
        current = self.current
        is_first = not self._items
        folded = {
            node
            for node, item in self._items.items()
            if not item.isExpanded() and item.childCount()
        }
        self._is_filling = True
        try:
            self.clear()
            self._items = {}
            self._add(None, ABOUT, schema_words(schema.title) or schema.name)
            for layer in Layer:
                self._add_layer(schema, layer, faulty)
            if schema.attributes:
                head = self._heading(None, self.tr("Attributes"))
                for attribute in schema.attributes:
                    self._add_attribute(head, attribute)
            if schema.relations:
                head = self._heading(None, self.tr("Relations"))
                for relation in schema.relations:
                    node = Node(relation=relation.name)
                    mark = "⚠ " if relation.name in faulty else ""
                    self._add(head, node, f"{mark}{relation.name}")
            self.expandAll()
            for node, item in self._items.items():
                if node in folded or (is_first and node.label and item.childCount()):
                    item.setExpanded(False)
            self.choose(current or ABOUT)
        finally:
            self._is_filling = False

    def rename(self, before: LabelSchema, after: LabelSchema) -> None:
        """Let rows stand for what is called otherwise in `after`, in the same places."""
        relations = {
            one.name: other.name
            for one, other in zip(before.relations, after.relations, strict=False)
            if after.relation(one.name) is None and before.relation(other.name) is None
        }
        for node in [node for node in self._items if node.relation in relations]:
            self._stand_for(node, replace(node, relation=relations[node.relation]))
        for layer in Layer:
            old, new = before.in_layer(layer), after.in_layer(layer)
            names = {
                one.name: other.name
                for one, other in zip(old, new, strict=False)
                if after.get(layer, one.name) is None and before.get(layer, other.name) is None
            }
            for node in [node for node in self._items if node.layer is layer]:
                if node.label in names:
                    self._stand_for(node, replace(node, label=names[node.label]))

    def _stand_for(self, node: Node, renamed: Node) -> None:
        item = self._items.pop(node)
        item.setData(0, _NODE, renamed)
        self._items[renamed] = item

    @property
    def current(self) -> Node | None:
        """What the current row stands for."""
        item = self.currentItem()
        node = item.data(0, _NODE) if item is not None else None
        return node if isinstance(node, Node) else None

    @property
    def selected_labels(self) -> tuple[Node, ...]:
        """The labels that are selected, in the order of the tree."""
        return tuple(x for x in self._selected if x.label and not x.role)

    @property
    def selected_relations(self) -> tuple[str, ...]:
        """The relations that are selected, in the order of the tree."""
        return tuple(x.relation for x in self._selected if x.relation)

    @property
    def _selected(self) -> list[Node]:
        nodes = (item.data(0, _NODE) for item in self.selectedItems())
        return [node for node in nodes if isinstance(node, Node)]

    def choose(self, node: Node) -> bool:
        """Make the row of a node current; whether there is one."""
        item = self._items.get(node)
        if item is not None:
            parent = item.parent()
            while parent is not None:
                parent.setExpanded(True)
                parent = parent.parent()
            # By default the keys that are down would say what becomes of the selection, and the
            # key that opens the editor has a Ctrl in it.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.setCurrentItem(item, 0, only | QItemSelectionModel.SelectionFlag.Rows)
            self.scrollToItem(item)
        return item is not None

    def _on_current(self, *_: object) -> None:
        if not self._is_filling:
            self.chosen.emit(self.current)

    # -- rows --------------------------------------------------------------------------------------

    def _add(self, parent: QTreeWidgetItem | None, node: Node, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setData(0, _NODE, node)
        self._put(parent, item)
        self._items[node] = item
        return item

    def _heading(self, parent: QTreeWidgetItem | None, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        self._put(parent, item)
        return item

    def _put(self, parent: QTreeWidgetItem | None, item: QTreeWidgetItem) -> None:
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)

    def _add_layer(self, schema: LabelSchema, layer: Layer, faulty: frozenset[str]) -> None:
        labels = schema.in_layer(layer)
        if not labels:
            return
        title = self.tr("Entities") if layer is Layer.ENTITY else self.tr("Events")
        head = self._heading(None, title)
        titles = {family.id: schema_words(family.title) or family.id for family in schema.families}
        groups: dict[str, QTreeWidgetItem] = {}
        for label in labels:
            if label.parent and schema.get(layer, label.parent) is not None:
                continue
            place = head
            if label.family:
                if label.family not in groups:
                    words = titles.get(label.family, label.family)
                    groups[label.family] = self._heading(head, words)
                place = groups[label.family]
            self._add_label(place, schema, label, faulty, frozenset())

    def _add_label(
        self,
        parent: QTreeWidgetItem,
        schema: LabelSchema,
        label: Label,
        faulty: frozenset[str],
        above: frozenset[str],
    ) -> None:
        text = label.name
        if label.is_retired:
            text = self.tr("{label} (retired)").format(label=label.name)
        item = self._add(parent, Node(label.layer, label.name), text)
        item.setIcon(0, _patch(label.colour, self))
        if label.name in faulty:
            item.setText(0, f"⚠ {text}")
        for role in label.roles:
            self._add_role(item, label, role)
        if label.layer is Layer.EVENT and label.name not in above:
            for child in schema.children(label.name):
                self._add_label(item, schema, child, faulty, above | {label.name})

    def _add_role(self, parent: QTreeWidgetItem, label: Label, role: Role) -> None:
        key = f"  [{role.key}]" if role.key else ""
        node = Node(label.layer, label.name, role=role.name)
        self._add(parent, node, f"{role.name} {role.cardinality}{key}")

    def _add_attribute(self, parent: QTreeWidgetItem, attribute: Attribute) -> None:
        title = schema_words(attribute.title) or attribute.name
        self._add(parent, Node(attribute=attribute.name), title)


def nodes_of(fault: SchemaFault) -> tuple[Node, ...]:
    """Rows that may be the one that a fault is about, the likeliest first."""
    return (
        Node(fault.layer, fault.label, role=fault.part),
        Node(fault.layer, fault.label),
        Node(attribute=fault.part),
        Node(relation=fault.part),
    )


def _patch(colour: str, widget: QWidget) -> QIcon:
    side = widget.fontMetrics().height() - 4
    patch = QPixmap(side, side)
    patch.fill(QColor(colour))
    icon = QIcon(patch)
    # Qt would tint it in a selected row.
    icon.addPixmap(patch, QIcon.Mode.Selected)
    return icon
