"""The schema of the project, to be changed: a tree, a form for what is chosen, what is wrong.

What is changed here is a draft until it is saved, as one step that undo takes back. Names that are
in the project, and labels that spans have, change by way of `gui.dialogs.schema_change`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError, ExportError
from annotate.messages import fault_sentence, sentence
from annotate.relations.relation import RelationLabel
from annotate.schema.checks import SchemaFault, command_keys, faults
from annotate.schema.colours import colour_faults
from annotate.schema.label_schema import Family, Label, LabelSchema
from annotate.schema.parts import rebased
from annotate.schema.roles import Attribute, Role
from annotate.schema.shipped import find_schema
from annotate.schema.steps import relation_counts
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, note, plain
from gui.dialogs.schema_change import ChangeKind
from gui.dialogs.schema_draft import (
    shifted,
    text_of,
    with_new_attribute,
    with_new_label,
    with_new_relation,
    with_new_role,
    with_relation,
    with_used,
    without,
)
from gui.dialogs.schema_forms import (
    AboutForm,
    AttributeForm,
    LabelForm,
    Leaving,
    RelationForm,
    RoleForm,
    ask_leaving,
    scrolled,
    size_in_words,
)
from gui.dialogs.schema_tree import ABOUT, Node, SchemaTree, nodes_of
from gui.session import Session
from gui.theme import SPACE, Appearance
from gui.window_state import WindowState
from gui.words import message


class SchemaEditor(Dialog):
    """Draft, tree and form; the faults of the draft are listed as one types."""

    save_asked = Signal(object, str)
    """The schema, and what the step is called."""
    change_asked = Signal(object, object, object, str)
    """`ChangeKind`, `Layer` (None: an attribute), names (a tuple), name of a role or ""."""
    relations_asked = Signal(object, object)
    """`ChangeKind`, and names of relations (a tuple)."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        state: WindowState,
        *,
        taken_keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Show the schema of the open project; `taken_keys` are those of commands."""
        super().__init__(self.tr("Schema"), parent)
        assert session.project is not None  # noqa: S101 - the flow has looked
        self._session, self._state = session, state
        self._taken_keys = taken_keys
        self._can_write = not session.project.is_read_only
        self.stored = session.project.schema
        """As it is in the project."""
        self.schema = self.stored
        """The draft."""
        self.found: tuple[SchemaFault, ...] = ()
        self._used = session.project.label_counts(with_removed=True)
        self._tied = relation_counts(session.project)
        self.tree = SchemaTree()
        self.about, self.label_form = AboutForm(), LabelForm(appearance)
        self.role_form, self.attribute_form = RoleForm(), AttributeForm()
        self.relation_form = RelationForm()
        forms = (self.about, self.label_form, self.role_form, self.attribute_form)
        self._pages = {form: scrolled(form) for form in (*forms, self.relation_form)}
        self._build()
        self._connect()
        self.resize(980, 720)
        self._refresh()
        self._show_node(ABOUT)

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.forms = QStackedWidget()
        for page in self._pages.values():
            self.forms.addWidget(page)
        area = QScrollArea()
        area.setWidget(self.forms)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self.forms.setAutoFillBackground(False)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        column.addLayout(self._build_adding())
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.addLayout(self._build_changing())
        column.addWidget(area, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([320, 660])
        self.add(split, 1)
        self.faults = QListWidget()
        self.faults.setObjectName("card")
        self.faults.setAccessibleName(self.tr("What is wrong"))
        self.faults.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.words = note()
        self.problem = plain(name="danger")
        self.problem.hide()
        self.add(self.faults)
        self.add(self.problem)
        self.add(self.words)
        self.export_button = self.add_button(self.tr("Export…"), self.ask_export, is_left=True)
        self.import_button = self.add_button(self.tr("Import…"), self.ask_import, is_left=True)
        self.add_button(self.tr("Close"), self.reject)
        self.save = self.add_button(self.tr("Save"), self.keep, is_primary=True)
        fields = [x for form in self._pages for x in form.fields]
        below = (self.adding, self.up, self.down, self.remove_button)
        order = (self.tree, *below, *self.changing.values(), self.bring_back, *fields)
        for one, other in pairwise((*order, self.faults, self.import_button)):
            QWidget.setTabOrder(one, other)

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _build_adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.add_menu = QMenu(self)
        for text, slot in (
            (self.tr("Entity label"), lambda: self.add_label(Layer.ENTITY)),
            (self.tr("Event label"), lambda: self.add_label(Layer.EVENT)),
            (self.tr("Event label below this one"), self.add_child),
            (self.tr("Role of this label"), self.add_role),
            (self.tr("Attribute"), self.add_attribute),
            (self.tr("Relation"), self.add_relation),
        ):
            self.add_menu.addAction(text, slot)
        adding = QPushButton(self.tr("Add"))
        adding.setAutoDefault(False)
        adding.setMenu(self.add_menu)
        self.adding = adding
        self.up = self._button("↑", lambda: self.shift(-1))
        self.down = self._button("↓", lambda: self.shift(1))
        for button, words in ((self.up, self.tr("Up")), (self.down, self.tr("Down"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.remove_button = self._button(self.tr("Remove"), self.remove)
        for button in (adding, self.up, self.down, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _build_changing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.changing = {
            kind: self._button(text, lambda kind=kind: self.ask_change(kind))
            for kind, text in (
                (ChangeKind.RENAME, self.tr("Rename…")),
                (ChangeKind.MERGE, self.tr("Merge…")),
                (ChangeKind.SPLIT, self.tr("Split…")),
                (ChangeKind.RETIRE, self.tr("Retire…")),
            )
        }
        for button in self.changing.values():
            row.addWidget(button)
        self.bring_back = self._button(self.tr("Give it again"), self.return_label)
        row.addWidget(self.bring_back)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_node)
        self.tree.itemSelectionChanged.connect(self._refresh_buttons)
        self.about.edited.connect(lambda: self._put(self.about.schema(self.schema)))
        self.label_form.edited.connect(self._on_label)
        self.role_form.edited.connect(self._on_role)
        self.attribute_form.edited.connect(self._on_attribute)
        self.relation_form.edited.connect(self._on_relation)
        self._session.schema_changed.connect(self._on_stored)
        self.faults.itemActivated.connect(lambda _: self._show_fault())
        self.faults.itemClicked.connect(lambda _: self._show_fault())

    # -- what is chosen ----------------------------------------------------------------------------

    def choose(self, layer: Layer, name: str) -> None:
        """Show a label, in the middle of the tree."""
        self.tree.choose(Node(layer, name))
        middle = QAbstractItemView.ScrollHint.PositionAtCenter
        self.tree.scrollTo(self.tree.currentIndex(), middle)

    @property
    def _label(self) -> Label | None:
        node = self.tree.current
        if node is None or node.layer is None:
            return None
        return self.schema.get(node.layer, node.label)

    @property
    def _role(self) -> Role | None:
        node, label = self.tree.current, self._label
        if node is None or label is None or not node.role:
            return None
        return next((role for role in label.roles if role.name == node.role), None)

    @property
    def _attribute(self) -> Attribute | None:
        node = self.tree.current
        return self.schema.attribute(node.attribute) if node is not None else None

    @property
    def _relation(self) -> RelationLabel | None:
        node = self.tree.current
        return self.schema.relation(node.relation) if node is not None else None

    def _show_node(self, _node: Node | None) -> None:
        label, role, attribute = self._label, self._role, self._attribute
        if role is not None and label is not None:
            self.role_form.show_role(self.schema, role, is_new=self._is_new_role(label, role))
            self.forms.setCurrentWidget(self._pages[self.role_form])
        elif label is not None:
            is_new = (label.layer, label.name) not in self.stored.names
            self.label_form.show_label(self.schema, label, is_new=is_new)
            self.forms.setCurrentWidget(self._pages[self.label_form])
        elif attribute is not None:
            is_new = self.stored.attribute(attribute.name) is None
            self.attribute_form.show_attribute(attribute, is_new=is_new)
            self.forms.setCurrentWidget(self._pages[self.attribute_form])
        elif (relation := self._relation) is not None:
            is_new = self.stored.relation(relation.name) is None
            self.relation_form.show_relation(self.schema, relation, is_new=is_new)
            self.forms.setCurrentWidget(self._pages[self.relation_form])
        else:
            self.about.show_schema(self.schema)
            self.forms.setCurrentWidget(self._pages[self.about])
        self._refresh_buttons()

    def _is_new_role(self, label: Label, role: Role) -> bool:
        stored = self.stored.get(label.layer, label.name)
        return stored is None or all(item.name != role.name for item in stored.roles)

    # -- changes of the draft ----------------------------------------------------------------------

    def _on_label(self) -> None:
        label = self._label
        if label is not None:
            made = self.label_form.label(label)
            self.label_form.show_looks(made)
            self._replace_label(label, made)

    def _on_role(self) -> None:
        label, role = self._label, self._role
        if label is None or role is None:
            return
        made = self.role_form.role(role)
        if made.name != role.name and any(item.name == made.name for item in label.roles):
            return
        roles = tuple(made if item is role else item for item in label.roles)
        self._replace_label(
            label, replace(label, roles=roles), Node(label.layer, label.name, role=made.name)
        )

    def _on_attribute(self) -> None:
        attribute = self._attribute
        if attribute is None:
            return
        made = self.attribute_form.attribute(attribute)
        if made.name != attribute.name and self.schema.attribute(made.name) is not None:
            return
        if made.values != attribute.values:
            self.attribute_form.fill(
                lambda: self.attribute_form.show_values(made.values, made.default)
            )
        attributes = tuple(made if x is attribute else x for x in self.schema.attributes)
        self._put(replace(self.schema, attributes=attributes), Node(attribute=made.name))

    def _on_relation(self) -> None:
        relation = self._relation
        if relation is not None:
            made = self.relation_form.relation(relation)
            schema = with_relation(self.schema, relation, made)
            if schema is not None:
                self._put(schema, Node(relation=made.name))

    def _replace_label(self, old: Label, new: Label, node: Node | None = None) -> None:
        taken = new.name != old.name and (new.layer, new.name) in self.schema.names
        if taken:
            return
        families = self.schema.families
        if new.family and all(family.id != new.family for family in families):
            families = (*families, Family(new.family, new.family))
        labels = tuple(new if label is old else label for label in self.schema.labels)
        made = replace(self.schema, labels=labels, families=families)
        self._put(made, node or Node(new.layer, new.name))

    def _put(self, schema: LabelSchema, node: Node | None = None) -> None:
        """Make another draft."""
        kept = {label.family for label in schema.labels}
        self.schema = replace(
            schema,
            families=tuple(x for x in schema.families if x.id in kept or x in self.stored.families),
        )
        self._refresh(node)

    def add_label(self, layer: Layer, parent: str = "") -> None:
        """Add a label with a name that is free."""
        self._begin(*with_new_label(self.schema, layer, parent), self.label_form)

    def add_child(self) -> None:
        """Add an event label below the one that is chosen."""
        label = self._label
        if label is not None and label.layer is Layer.EVENT:
            self.add_label(Layer.EVENT, label.name)

    def add_role(self) -> None:
        """Add a role to the event label that is chosen."""
        label = self._label
        if label is not None and label.layer is Layer.EVENT:
            self._begin(*with_new_role(self.schema, label), self.role_form)

    def add_attribute(self) -> None:
        """Add an attribute."""
        self._begin(*with_new_attribute(self.schema), self.attribute_form)

    def add_relation(self) -> None:
        """Add a relation between spans."""
        self._begin(*with_new_relation(self.schema), self.relation_form)

    def _begin(
        self,
        schema: LabelSchema,
        node: Node,
        form: LabelForm | RoleForm | AttributeForm | RelationForm,
    ) -> None:
        """Make a draft with something new in it, and have its name typed."""
        self._put(schema, node)
        self._show_node(None)
        form.name.setFocus()
        form.name.selectAll()

    def remove(self) -> None:
        """Take out what is chosen, if nothing in the project needs it."""
        node = self.tree.current
        if node is not None and node != ABOUT:
            above = Node(node.layer, node.label) if node.role else ABOUT
            self._put(without(self.schema, node), above)
            self._show_node(None)

    def shift(self, step: int) -> None:
        """Put what is chosen one place up or down among its like."""
        node = self.tree.current
        if node is not None and node != ABOUT:
            self._put(shifted(self.schema, node, step), node)

    # -- what is in use ----------------------------------------------------------------------------

    def ask_change(self, kind: ChangeKind) -> None:
        """Rename, merge, split or retire what is chosen; a draft is saved before."""
        label, role, attribute = self._label, self._role, self._attribute
        relation = self._relation
        if self.schema != self.stored and not self.keep():
            return
        if label is None:
            if attribute is not None:
                self.change_asked.emit(kind, None, (attribute.name,), "")
            elif relation is not None:
                names = self.tree.selected_relations
                is_several = kind is ChangeKind.MERGE and relation.name in names
                self.relations_asked.emit(kind, names if is_several else (relation.name,))
            return
        names = tuple(node.label for node in self.tree.selected_labels if node.layer is label.layer)
        if kind is not ChangeKind.MERGE or label.name not in names or role is not None:
            names = (label.name,)
        self.change_asked.emit(kind, label.layer, names, role.name if role is not None else "")

    def return_label(self) -> None:
        """Offer a retired label again."""
        label = self._label
        if label is not None:
            self._replace_label(label, replace(label, is_retired=False))
            self._show_node(None)

    def keep(self) -> bool:
        """Save the draft as one step; whether it could be."""
        if any(fault.is_error for fault in self.found) or not self._can_write:
            return False
        if self.schema != self.stored:
            project = self._session.project
            made = self.schema
            if project is not None and project.schema != self.stored:
                made, _ = rebased(made, self.stored, project.schema)
            self.save_asked.emit(made, self.tr("change the schema"))
            self._read()
        return True

    @override
    def reject(self) -> None:
        """Close, after a question where a draft would be lost."""
        if self._session.project is not None and self.schema != self.stored:
            leaving = ask_leaving(self, can_save=self.save.isEnabled())
            if leaving is Leaving.STAY or (leaving is Leaving.SAVE and not self.keep()):
                return
        super().reject()

    # -- files -------------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for a file, and make its schema the draft."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import a schema"),
            str(self._state.folder("schema")),
            self.tr("Schemas (*.toml *.conf);;All files (*)"),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Make the schema of a file the draft; labels that spans have stay."""
        self.problem.hide()
        try:
            found = find_schema(str(path))
        except AnnotateError as error:
            self._say(error)
            return
        self._state.keep_folder("schema", path.parent)
        self._put(with_used(found, filter(self._is_used, self.stored.labels)), ABOUT)
        self._show_node(None)

    def ask_export(self) -> None:
        """Ask for a name, and write the draft."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export the schema"),
            str(self._state.folder("schema") / f"{self.schema.name}.toml"),
            self.tr("Schema (*.toml);;brat configuration (*.conf)"),
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the draft as TOML, or as brat's `annotation.conf` where the name ends so."""
        from annotate.cli.command_line import write_text

        self.problem.hide()
        text = text_of(self.schema, is_brat=path.suffix == ".conf")
        try:
            write_text(path, text)
        except ExportError as error:
            self._say(error)
            return
        self._state.keep_folder("schema", path.parent)
        self.words.setText(self.tr("Written to {file}.").format(file=path.name))

    def _say(self, error: AnnotateError) -> None:
        self.problem.setText(sentence(error, tr=message))
        self.problem.show()

    # -- what is shown -----------------------------------------------------------------------------

    def _on_stored(self) -> None:
        """The project has another schema: by our own step, by undo, by an import; a draft stays."""
        project = self._session.project
        if project is None or project.schema == self.stored:
            return
        made, lost = rebased(self.schema, self.stored, project.schema)
        self._read()
        if made != self.schema:
            self._put(made)
            self._show_node(None)
        if lost:
            names = ", ".join(name or self.tr("the schema as a whole") for name in lost)
            words = self.tr(
                "Changed meanwhile, so that what was not saved of it is gone: {names}."
            ).format(names=names)
            self.problem.setText(words)
            self.problem.show()

    def _read(self) -> None:
        project = self._session.project
        if project is not None:
            self.tree.rename(self.schema, project.schema)
            self.stored = self.schema = project.schema
            self._used = project.label_counts(with_removed=True)
            self._tied = relation_counts(project)
            self._refresh()
            self._show_node(None)

    def _refresh(self, node: Node | None = None) -> None:
        self.found = (
            *faults(self.schema),
            *command_keys(self.schema, self._taken_keys),
            *colour_faults(self.schema),
        )
        faulty = frozenset(x.label or x.part for x in self.found if x.is_error)
        self.tree.show_schema(self.schema, faulty=faulty)
        if node is not None:
            was = self.tree.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.tree.choose(node)
            self.tree.blockSignals(was)
        self.faults.clear()
        self.faults.addItems([fault_sentence(fault, tr=message) for fault in self.found])
        self.faults.setVisible(bool(self.found))
        self._refresh_words()
        self._refresh_buttons()

    def _refresh_words(self) -> None:
        is_saved = self.schema == self.stored
        state = self.tr("as in the project") if is_saved else self.tr("not saved yet")
        self.words.setText(" · ".join((*size_in_words(self.schema), state)))

    def _show_fault(self) -> None:
        row = self.faults.currentRow()
        if not 0 <= row < len(self.found):
            return
        any(self.tree.choose(node) for node in nodes_of(self.found[row]))

    def _is_used(self, label: Label) -> bool:
        return self._used.get((label.layer, label.name), 0) > 0

    def _refresh_buttons(self) -> None:
        label, role, attribute = self._label, self._role, self._attribute
        relation = self._relation
        is_stored = label is not None and (label.layer, label.name) in self.stored.names
        if role is not None and label is not None:
            is_stored = is_stored and not self._is_new_role(label, role)
        is_retired = label is not None and role is None and label.is_retired
        if attribute is not None:
            is_stored = self.stored.attribute(attribute.name) is not None
        if relation is not None:
            is_stored = self.stored.relation(relation.name) is not None
        for kind, button in self.changing.items():
            can_be = attribute is None or kind in (ChangeKind.RENAME, ChangeKind.RETIRE)
            can_be = can_be and (relation is None or kind is not ChangeKind.SPLIT)
            button.setEnabled(is_stored and can_be and self._can_write)
        self.bring_back.setVisible(is_retired)
        self.changing[ChangeKind.RETIRE].setVisible(not is_retired)
        is_event = label is not None and label.layer is Layer.EVENT
        actions = self.add_menu.actions()
        actions[2].setEnabled(is_event)
        actions[3].setEnabled(is_event)
        is_label = label is not None and role is None
        free = not is_label or (label is not None and not self._is_used(label))
        if role is not None or attribute is not None:
            free = not is_stored
        if relation is not None:
            free = not self._tied.get(relation.name)
        is_part = label is not None or attribute is not None or relation is not None
        self.remove_button.setEnabled(is_part and free)
        for button in (self.up, self.down):
            button.setEnabled(is_part)
        has_errors = any(fault.is_error for fault in self.found)
        self.save.setEnabled(self.schema != self.stored and not has_errors and self._can_write)
