"""Flows of the schema: the editor, roles taken over, labels and roles that are changed in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema
    from annotate.spans import Layer
    from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
    from gui.main_window import MainWindow
    from gui.schema_planning import SchemaPlanning
    from gui.window_state import WindowState


class SchemaFlows(QObject):
    """The target "schema" of the table of actions."""

    def __init__(self, window: MainWindow, state: WindowState) -> None:
        """Serve `window`; nothing is loaded before a flow begins."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._state = state
        self._open: list[QDialog] = []
        self._session.project_closed.connect(self._close)
        self._session.project_opened.connect(self._on_project_opened)

    def edit(self) -> None:
        """Show the schema of the project, to be changed."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.schema_editor import SchemaEditor

        for dialog in self._open:
            if isinstance(dialog, SchemaEditor):
                dialog.raise_()
                dialog.activateWindow()
                return
        editor = SchemaEditor(
            self._session,
            self._window.appearance,
            self._state,
            taken_keys=self._taken_keys(),
            parent=self._window,
        )
        editor.save_asked.connect(self.set_schema)
        editor.change_asked.connect(self.change)
        editor.relations_asked.connect(self.change_relations)
        self._show(editor)
        editor.tree.setFocus()
        focused = self._session.focused
        if focused is not None:
            editor.choose(focused.layer, focused.label)

    def take_roles(self) -> None:
        """Ask for a schema, and give the labels of the project the roles that it has for them."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.take_roles import TakeRolesDialog

        dialog = TakeRolesDialog(project.schema, self._state, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.taken is not None:
            taken = dialog.taken
            title = self.tr("take roles over from {schema}").format(schema=dialog.source_name)
            self.set_schema(taken.schema, title)
            self._window.banner.say(
                self.tr("Taken over: {what}.").format(what=dialog.summary.text()),
                button=self.tr("Undo"),
                help_with=self._session.undo,
                until=self._session.undo_stack.indexChanged,
            )
        dialog.deleteLater()

    def change_focused(self, kind: str = "rename") -> None:
        """Rename, merge, split or retire the label of the span in focus, in the whole project."""
        from gui.dialogs.schema_change import ChangeKind

        focused = self._session.focused
        if focused is not None:
            self.change(ChangeKind(kind), focused.layer, (focused.label,), "")

    def change(
        self, kind: ChangeKind, layer: Layer | None, names: tuple[str, ...], role: str
    ) -> None:
        """Ask how labels (or the role of a label) are to be changed, with all that it touches.

        Without a layer the one name is that of an attribute.
        """
        project = self._session.project
        if project is None or project.is_read_only:
            return
        from gui.dialogs.schema_change import SchemaChangeDialog

        planning = self._planning()
        appearance, window = self._window.appearance, self._window
        if layer is None:
            from gui.dialogs.attribute_change import AttributeChangeDialog

            if project.schema.attribute(names[0]) is None:
                return
            dialog: SchemaChangeDialog = AttributeChangeDialog(
                planning, kind, names[0], appearance=appearance, parent=window
            )
        elif any((layer, name) not in project.schema.names for name in names):
            return
        else:
            dialog = SchemaChangeDialog(
                planning, kind, layer, names, role, appearance=appearance, parent=window
            )
        self._ask(dialog, planning)

    def change_relations(self, kind: ChangeKind, names: tuple[str, ...]) -> None:
        """Ask how relations between spans are to be changed, with all that it touches."""
        project = self._session.project
        if project is None or project.is_read_only:
            return
        if any(project.schema.relation(name) is None for name in names):
            return
        from gui.dialogs.relation_change import RelationChangeDialog

        planning = self._planning()
        dialog = RelationChangeDialog(
            planning, kind, names, appearance=self._window.appearance, parent=self._window
        )
        self._ask(dialog, planning)

    def set_schema(self, schema: LabelSchema, title: str) -> None:
        """Make a schema that of the project, as a step that undo takes back."""
        from annotate.edits import OF_PROJECT
        from annotate.schema.parts import schema_edit
        from gui.bulk import Bulk

        project = self._session.project
        if project is None:
            return
        # Steps on their way were made with the labels of before.
        self._session.settle()
        edit = schema_edit(project.schema, schema)
        if edit is not None:
            Bulk(self._session).push({OF_PROJECT: edit}, title)

    # -- within ------------------------------------------------------------------------------------

    def _planning(self) -> SchemaPlanning:
        from gui.schema_planning import SchemaPlanning

        suggesting = self._session.suggesting
        return SchemaPlanning(self._session, suggesting.jobs if suggesting else None)

    def _ask(self, dialog: SchemaChangeDialog, planning: SchemaPlanning) -> None:
        planning.setParent(dialog)
        dialog.place_chosen.connect(self._window.suggest_flows.go_to)
        dialog.done_with.connect(self._on_changed)
        self._show(dialog)

    def _on_project_opened(self) -> None:
        project = self._session.project
        if project is not None and project.migrated_from is not None:
            # When the window has shown the project: the banner is cleared at its opening.
            QTimer.singleShot(0, self, self._say_migrated)

    def _say_migrated(self) -> None:
        """Say that the file was brought up to date, and offer roles when its labels have none."""
        project, banner = self._session.project, self._window.banner
        if project is None or project.migrated_from is None:
            return
        words = self.tr(
            "This project was made by an older Spandesk and was brought up to date. The file as it "
            "was lies at {path}."
        ).format(path=project.migrated_from)
        # What was said of the file's safety a moment ago stays.
        said = [text for text in (banner.text, words) if text]
        if can_take_roles(project.schema):
            said.append(self.tr("Its event labels have no roles; there are some for them now."))
            banner.say(
                " ".join(said), button=self.tr("Take roles over…"), help_with=self.take_roles
            )
        else:
            banner.say(" ".join(said))

    def _on_changed(self, words: str) -> None:
        self._window.banner.say(
            words,
            button=self.tr("Undo"),
            help_with=self._session.undo,
            until=self._session.undo_stack.indexChanged,
        )

    def _taken_keys(self) -> dict[str, str]:
        """What each key does that a command has, by the key."""
        from gui.action_table import ACTIONS

        actions = self._window.actions_
        return {
            sequence.toString(): actions[spec.id].text().replace("&", "")
            for spec in ACTIONS
            for sequence in actions[spec.id].shortcuts()
        }

    def _show(self, dialog: QDialog) -> None:
        self._open.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()
        dialog.activateWindow()

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self._open:
            self._open.remove(dialog)

    def _close(self) -> None:
        for dialog in list(self._open):
            dialog.reject()


def can_take_roles(schema: LabelSchema) -> bool:
    """Whether no label has roles, and a shipped schema of the same name has some for them."""
    from annotate.schema.merging import take_over
    from annotate.schema.shipped import find_schema, shipped

    if schema.has_roles or schema.name not in shipped():
        return False
    return bool(take_over(schema, find_schema(schema.name)).roles)
