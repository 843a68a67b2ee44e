"""Roles of another schema for the labels of the project: which one, and what would come over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QWidget,
)

from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.schema.label_schema import LabelSchema
from annotate.schema.merging import TakenOver, take_over
from annotate.schema.shipped import find_schema, shipped
from gui.dialogs.parts import Dialog, field, note, plain
from gui.theme import SPACE
from gui.window_state import WindowState
from gui.words import counted, message, schema_words


class TakeRolesDialog(Dialog):
    """A shipped schema or a file, and what the labels of the project would get of it."""

    def __init__(
        self, schema: LabelSchema, state: WindowState, parent: QWidget | None = None
    ) -> None:
        """Offer roles for the labels of `schema`."""
        super().__init__(self.tr("Take roles over"), parent)
        self._schema = schema
        self._state = state
        self.taken: TakenOver | None = None
        """What would be taken over; None while there is nothing."""
        self.source_name = ""
        self.add(
            note(
                self.tr(
                    "Labels get the roles, attributes, guidelines and examples that the labels of "
                    "the same names have there and they have not. Nothing that is here is changed."
                )
            )
        )
        self.source = QComboBox()
        for name in shipped():
            found = find_schema(name)
            if found.has_roles:
                self.source.addItem(f"{name} – {schema_words(found.title)}", found)
        self.from_file = QPushButton(self.tr("From a file…"))
        self.from_file.setAutoDefault(False)
        self.from_file.clicked.connect(self._ask_file)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addLayout(field(self.tr("Schema"), self.source), 1)
        self.add(row)
        self.summary = plain()
        self.problem = plain(name="danger")
        self.problem.hide()
        self.list = QListWidget()
        self.list.setObjectName("card")
        self.list.setAccessibleName(self.tr("What comes over"))
        self.add(self.summary)
        self.add(self.problem)
        self.add(self.list, 1)
        self.buttons.insertWidget(0, self.from_file)
        self.add_button(self.tr("Cancel"), self.reject)
        self.button = self.add_button(self.tr("Take over"), self.accept, is_primary=True)
        self.source.currentIndexChanged.connect(self._look)
        names = [self.source.itemData(place).name for place in range(self.source.count())]
        if schema.name in names:
            self.source.setCurrentIndex(names.index(schema.name))
        self.resize(560, 520)
        self._look()

    def read(self, path: Path) -> None:
        """Offer the schema of a file."""
        try:
            found = find_schema(str(path))
        except AnnotateError as error:
            self.problem.setText(sentence(error, tr=message))
            self.problem.show()
            return
        self.problem.hide()
        self.source.addItem(f"{found.name} – {path.name}", found)
        self.source.setCurrentIndex(self.source.count() - 1)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Schema"),
            str(self._state.folder("schema")),
            self.tr("Schemas (*.toml *.conf);;All files (*)"),
        )
        if name:
            self._state.keep_folder("schema", Path(name).parent)
            self.read(Path(name))

    def _look(self, *_: object) -> None:
        source = self.source.currentData()
        if not isinstance(source, LabelSchema):
            return
        self.source_name = source.name
        found = take_over(self._schema, source)
        self.taken = None if found.is_empty else found
        self.button.setEnabled(not found.is_empty)
        self.list.clear()
        self.list.addItems([f"{label}: {role}" for label, role in found.roles])
        self.list.addItems([self.tr("attribute {name}").format(name=x) for x in found.attributes])
        self.list.addItems(
            [self.tr("{label} under its parent").format(label=x) for x in found.parents]
        )
        self.list.addItems([self.tr("relation {name}").format(name=x) for x in found.relations])
        self.list.addItems(
            [
                self.tr("{label}: title, guideline or examples").format(label=x)
                for x in found.guidelines
            ]
        )
        self.summary.setText(
            self.tr("There is nothing that the labels here have not.")
            if found.is_empty
            else self._counts(found)
        )

    def _counts(self, found: TakenOver) -> str:
        """What comes over, without that of which nothing does."""
        roles, attributes, parents = map(len, (found.roles, found.attributes, found.parents))
        relations, guidelines = len(found.relations), len(found.guidelines)
        told = (
            roles and counted(roles, self.tr("1 role"), self.tr("{count} roles")),
            attributes
            and counted(attributes, self.tr("1 attribute"), self.tr("{count} attributes")),
            parents and counted(parents, self.tr("1 parent"), self.tr("{count} parents")),
            relations and counted(relations, self.tr("1 relation"), self.tr("{count} relations")),
            guidelines
            and counted(guidelines, self.tr("1 guideline"), self.tr("{count} guidelines")),
        )
        return ", ".join(words for words in told if words)
