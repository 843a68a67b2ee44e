"""New project: its name and place, its labels, and the articles to bring in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotate.errors import SchemaError
from annotate.messages import sentence
from annotate.schema.label_schema import LabelSchema
from annotate.schema.shipped import find_schema, shipped
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, field, note, plain
from gui.theme import SPACE
from gui.words import message, schema_words

SUFFIX = ".spandesk"
_FORBIDDEN = '<>:"/\\|?*'


class NewProjectDialog(Dialog):
    """Asks where, which labels, and what to bring in; `path`, `schema` and `paths` answer."""

    def __init__(
        self, folder: Path, paths: Sequence[Path] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("New project"))
        self.heading.setText(self.tr("New project"))
        self._folder = folder
        self.paths: list[Path] = list(paths)
        self._schemas: list[str] = []
        self.name = QLineEdit(self._first_name())
        self.name.selectAll()
        self.name.textChanged.connect(self._check)
        self.add(field(self.tr("Name"), self.name))
        self.add(self._build_place())
        self.add(self._build_schemas())
        self.add(self._build_articles())
        self._problem = plain(name="danger")
        self.add(self._problem)
        self.body.addStretch(1)
        self.add_button(self.tr("Cancel"), self.reject)
        self._make = self.add_button(self.tr("Make project"), self.accept, is_primary=True)
        self.resize(560, 0)
        self._check()

    @property
    def path(self) -> Path:
        """The file to make."""
        return self._folder / f"{self.name.text().strip().removesuffix(SUFFIX)}{SUFFIX}"

    @property
    def schema(self) -> str:
        """Name of a shipped schema, or a schema file."""
        return self._schemas[self._choices.checkedId()]

    def add_schema_file(self, path: Path) -> None:
        """Offer a schema file of the user's own, and choose it; what is wrong is said."""
        try:
            schema = find_schema(str(path))
        except SchemaError as error:
            self._problem.setText(sentence(error, tr=message))
            return
        self._problem.clear()
        self._offer(str(path), schema).setChecked(True)

    def _first_name(self) -> str:
        stem = self.tr("articles")
        if self.paths:
            first = self.paths[0]
            stem = first.name if first.is_dir() else first.parent.name or first.stem
        name, number = stem, 1
        while (self._folder / f"{name}{SUFFIX}").exists():
            number += 1
            name = f"{stem}-{number}"
        return name

    def _build_place(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._place = note()
        change = QPushButton(self.tr("Change folder…"))
        change.setAutoDefault(False)
        change.clicked.connect(self._on_change_folder)
        row.addWidget(self._place, 1)
        row.addWidget(change)
        return row

    def _build_schemas(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(plain(self.tr("Labels")))
        self._choices = QButtonGroup(self)
        self._schema_column = QVBoxLayout()
        self._schema_column.setSpacing(SPACE // 2)
        column.addLayout(self._schema_column)
        for name in shipped():
            self._offer(name, find_schema(name))
        self._choices.button(0).setChecked(True)
        own = QPushButton(self.tr("Labels from a file…"))
        own.setAutoDefault(False)
        own.clicked.connect(self._on_schema_file)
        column.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _offer(self, name: str, schema: LabelSchema) -> QRadioButton:
        entities, events = (len(schema.in_layer(layer)) for layer in Layer)
        title = schema_words(schema.title) or schema.name
        text = self.tr("{title}  –  labels of entities: {entities}, of events: {events}").format(
            title=title, entities=entities, events=events
        )
        button = QRadioButton(text.replace("&", "&&"))
        self._choices.addButton(button, len(self._schemas))
        self._schemas.append(name)
        self._schema_column.addWidget(button)
        if schema.description:
            hint = note(schema_words(schema.description))
            hint.setContentsMargins(3 * SPACE, 0, 0, 0)
            self._schema_column.addWidget(hint)
        return button

    def _build_articles(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(plain(self.tr("Articles")))
        self._articles = note()
        column.addWidget(self._articles)
        row = QHBoxLayout()
        for text, slot in (
            (self.tr("Choose files…"), self._on_choose_files),
            (self.tr("Choose a folder…"), self._on_choose_folder),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _check(self) -> None:
        name = self.name.text().strip()
        self._place.setText(self.tr("in {folder}").format(folder=self._folder))
        problem = ""
        if any(sign in name for sign in _FORBIDDEN):
            problem = self.tr("A name holds none of these: {signs}").format(signs=_FORBIDDEN)
        elif name and self.path.exists():
            problem = self.tr("There is a project of this name already. Choose another name.")
        self._problem.setText(problem)
        self._make.setEnabled(bool(name) and not problem)
        if self.paths:
            names = ", ".join(path.name for path in self.paths[:3])
            more = len(self.paths) - 3
            text = names if more <= 0 else self.tr("{names} and {more} more")
            self._articles.setText(text.format(names=names, more=more))
        else:
            self._articles.setText(
                self.tr("None yet. You can also bring them in later, or drop them on the window.")
            )

    def _on_change_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder"), str(self._folder))
        if name:
            self._folder = Path(name)
            self._check()

    def _on_schema_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Labels from a file"),
            str(self._folder),
            self.tr("Schemas (*.toml *.conf)"),
        )
        if name:
            self.add_schema_file(Path(name))

    def _on_choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Articles"),
            str(self._folder),
            self.tr("Articles (*.txt *.md *.html *.htm *.jsonl *.json);;All files (*)"),
        )
        if names:
            self.paths = [Path(name) for name in names]
            self._check()

    def _on_choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Articles"), str(self._folder))
        if name:
            self.paths = [Path(name)]
            self._check()
