"""Pictures of the schema editor, and of labels and relations changed, for `tests.screenshots`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QDialog

from annotate.edits import EditGroup, PutRelation
from annotate.relations.relation import Relation, RelationLabel
from annotate.spans import Layer
from gui.dialogs.attribute_change import AttributeChangeDialog
from gui.dialogs.relation_change import RelationChangeDialog
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.dialogs.schema_editor import SchemaEditor
from gui.dialogs.schema_tree import Node
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

D = TypeVar("D", bound=QDialog)
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))


def take(studio: Studio) -> None:
    """The editor at a label, a role and an attribute; a rename, a split, a value renamed."""
    for theme in THEMES:
        for size in SIZES:
            tail = f"{theme}-{size[0]}x{size[1]}"
            parts = ("label", "role", "rename", "attribute", "split", "value", "relation", "arcs")
            names = [f"schema-{part}-{tail}" for part in parts]
            if any(map(studio.wants, names)):
                studio.application.appearance.set_choice(theme)
                studio.resize(size)
                _shoot(studio, names)
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)


def _shoot(studio: Studio, names: list[str]) -> None:
    flows = studio.window.schemas
    flows.edit()
    editor = _open(studio, SchemaEditor)
    for name, node in (
        (names[0], Node(Layer.EVENT, "ATTACK")),
        (names[1], Node(Layer.EVENT, "ATTACK", role="Agent")),
        (names[3], Node(attribute="realis")),
    ):
        editor.tree.choose(node)
        if studio.wants(name):
            studio.shoot(name, editor)
    _shoot_relations(studio, editor, names[6:])
    editor.reject()
    desk = studio.session.desk
    assert desk is not None
    trigger = next(span for span in desk.spans if span.layer is Layer.EVENT)
    studio.session.focus(trigger.id)
    flows.change_focused()
    dialog = _open(studio, SchemaChangeDialog)
    dialog.name.setText("STRIKE")
    dialog.look()
    if studio.wants(names[2]):
        studio.shoot(names[2], dialog)
    dialog.reject()
    _shoot_split(studio, names[4], trigger.label)
    flows.change(ChangeKind.RENAME, None, ("realis",), "")
    value = _open(studio, AttributeChangeDialog)
    value.part.setCurrentIndex(2)
    value.name.setText("intended")
    value.look()
    if studio.wants(names[5]):
        studio.shoot(names[5], value)
    value.reject()


def _shoot_relations(studio: Studio, editor: SchemaEditor, names: list[str]) -> None:
    """A relation in the editor, and two merged, of which two spans have one."""
    project, session = studio.session.project, studio.session
    assert project is not None
    assert session.desk is not None
    head, child = [span for span in session.desk.spans if span.layer is Layer.ENTITY][:2]
    labels = (
        RelationLabel("works_for", "works for", ("entity:PERSON",), ("entity:ORG",), "Who pays."),
        RelationLabel("employed_by", "", ("entity:PERSON",), ("entity:ORG",)),
    )
    studio.window.schemas.set_schema(project.schema.with_relations(labels), "relations")
    arc = Relation("shown", "employed_by", head.id, child.id)
    session.push(EditGroup((PutRelation(None, arc),)), "relation")
    QApplication.processEvents()
    editor.tree.choose(Node(relation="works_for"))
    if studio.wants(names[0]):
        studio.shoot(names[0], editor)
    studio.window.schemas.change_relations(ChangeKind.MERGE, ("works_for", "employed_by"))
    dialog = _open(studio, RelationChangeDialog)
    dialog.look()
    if studio.wants(names[1]):
        studio.shoot(names[1], dialog)
    dialog.reject()
    session.undo()
    session.undo()
    QApplication.processEvents()


def _shoot_split(studio: Studio, name: str, label: str) -> None:
    """Words that go to one label, and one of their spans that goes to another."""
    studio.window.schemas.change(ChangeKind.SPLIT, Layer.EVENT, (label,), "")
    dialog = _open(studio, SchemaChangeDialog)
    form = dialog.split
    first = form.tree.topLevelItem(0) if form is not None else None
    if form is not None and first is not None:
        first.setExpanded(True)
        form.name.setEditText("STRIKE")
        first.setSelected(True)
        form.assign()
        first.setSelected(False)
        child = first.child(first.childCount() - 1)
        if child is not None:
            child.setSelected(True)
            form.name.setEditText("RAID")
            form.assign()
        dialog.look()
    if studio.wants(name):
        studio.shoot(name, dialog)
    dialog.reject()


def _open(studio: Studio, kind: type[D]) -> D:
    QApplication.processEvents()
    return next(x for x in studio.window.findChildren(kind) if x.isVisible())
