"""Rename, merge or retire relations between spans: what it touches, then one step."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotate.compat import override
from annotate.relations.changes import (
    MergeRelations,
    RelationChange,
    RenameRelation,
    RetireRelation,
)
from annotate.spans import Layer
from gui.dialogs.parts import note
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.schema_planning import SchemaPlanning
from gui.theme import Appearance
from gui.words import counted


class RelationChangeDialog(SchemaChangeDialog):
    """Lists the spans at which the relations begin, and those to which they go."""

    def __init__(
        self,
        planning: SchemaPlanning,
        kind: ChangeKind,
        names: tuple[str, ...],
        *,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Change the relations `names`; `kind` is to rename, to merge or to retire."""
        super().__init__(
            planning, kind, Layer.ENTITY, names, "", appearance=appearance, parent=parent
        )

    @override
    def _title(self) -> str:
        return {
            ChangeKind.RENAME: self.tr("Rename a relation"),
            ChangeKind.MERGE: self.tr("Merge relations"),
        }.get(self._kind, self.tr("Retire a relation"))

    @override
    def _hint(self) -> str:
        return {
            ChangeKind.RENAME: self.tr("Relations between spans go with it."),
            ChangeKind.MERGE: self.tr(
                "It ties what any of them tied. Where two then say the same of the same spans, one "
                "goes."
            ),
        }.get(
            self._kind,
            self.tr("It is offered no more. Spans that it ties stay tied, under its old name."),
        )

    @override
    def _build_labels(self) -> None:
        self.add(note(self._hint()))

    @override
    def _targets(self) -> list[str]:
        names = [item.name for item in self._schema.relations]
        if len(self._names) > 1:
            return [*self._names, *(name for name in names if name not in self._names)]
        return [name for name in names if name not in self._names]

    @override
    def wanted(self) -> RelationChange | None:
        """The change that the form describes; None while it is not complete."""
        match self._kind:
            case ChangeKind.RENAME:
                new = self.name.text().strip()
                return RenameRelation(self._names[0], new) if new != self._names[0] else None
            case ChangeKind.MERGE:
                into = self.into.currentText().strip()
                return MergeRelations(self._names, into) if into else None
            case _:
                return RetireRelation(self._names[0])

    @override
    def _touch_count(self, count: int) -> str:
        return counted(count, self.tr("1 relation"), self.tr("{count} relations"))

    @override
    def _joined_words(self, count: int) -> str:
        return self.tr("{count} say what is said already.").format(count=count)
