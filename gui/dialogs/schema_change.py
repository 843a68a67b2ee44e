"""Rename, merge, split or retire a label or a role that is in use: what it touches, then one step.

The dialog stays open while articles are looked at; what else is done meanwhile has it look again.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QTableView,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.schema.changes import (
    Change,
    MergeLabels,
    RenameLabel,
    RenameRole,
    RetireLabel,
    RetireRole,
    SplitLabel,
    SplitRole,
)
from annotate.schema.label_schema import LabelSchema
from annotate.schema.steps import Plan
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, field, note, plain
from gui.models.touches import MOST_ROWS, TouchesModel
from gui.painting import Chip, ChipLook
from gui.schema_planning import SchemaPlanning
from gui.theme import SPACE, Appearance
from gui.words import article_count, message, span_count

if TYPE_CHECKING:
    from gui.dialogs.schema_split import SplitForm

_PAUSE_MS = 200
"""Before a name that is being typed is looked at."""
_ROLE = Qt.ItemDataRole.UserRole


class ChangeKind(StrEnum):
    """What is to be done with a label or a role."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"


class SchemaChangeDialog(Dialog):
    """A form for the change, and under it every span that it touches."""

    place_chosen = Signal(str, int, int)
    """Article and stretch (code points) of a row that was clicked."""
    done_with = Signal(str)
    """The step was made: what is to be said of it."""

    def __init__(
        self,
        planning: SchemaPlanning,
        kind: ChangeKind,
        layer: Layer,
        names: tuple[str, ...],
        role: str,
        *,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Change labels of `layer`, or with `role` that role of the one event label in `names`."""
        super().__init__("Spandesk", parent)
        self._planning = planning
        self._kind, self._layer, self._names, self._role = kind, layer, names, role
        self._appearance = appearance
        self._plan: Plan | None = None
        self._is_stale = False
        self._waits_to_do = False
        self._change: Change | None = None
        self.setWindowTitle(self._title())
        self.heading.setText(self._question())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._build_labels()
        self.name = QLineEdit()
        self.into = QComboBox()
        self.everywhere = QCheckBox(self.tr("In every event label that has a role of this name"))
        self.split: SplitForm | None = None
        self.parts = QListWidget()
        self.parts.setSpacing(2)
        self._build_form()
        self._build_list()
        self.add_button(self.tr("Cancel"), self.reject)
        self.button = self.add_button(self._verb(), self.do, is_primary=True)
        self.button.setEnabled(False)
        planning.planned.connect(self._on_planned)
        planning.progress.connect(self._on_progress)
        planning.failed.connect(self._on_failed)
        planning.stale.connect(self._on_stale)
        self.resize(760, 620)
        self._list_parts()
        self.look()

    # -- words -------------------------------------------------------------------------------------

    def _title(self) -> str:
        of_role = {
            ChangeKind.RENAME: self.tr("Rename a role"),
            ChangeKind.MERGE: self.tr("Merge roles"),
            ChangeKind.SPLIT: self.tr("Split a role"),
            ChangeKind.RETIRE: self.tr("Retire a role"),
        }
        of_label = {
            ChangeKind.RENAME: self.tr("Rename a label"),
            ChangeKind.MERGE: self.tr("Merge labels"),
            ChangeKind.SPLIT: self.tr("Split a label"),
            ChangeKind.RETIRE: self.tr("Retire a label"),
        }
        return (of_role if self._role else of_label)[self._kind]

    def _verb(self) -> str:
        return {
            ChangeKind.RENAME: self.tr("Rename"),
            ChangeKind.MERGE: self.tr("Merge"),
            ChangeKind.SPLIT: self.tr("Split"),
            ChangeKind.RETIRE: self.tr("Retire"),
        }[self._kind]

    def _question(self) -> str:
        what = ", ".join(self._names)
        if self._role:
            what = self.tr("{role} of {label}").format(role=self._role, label=what)
        return {
            ChangeKind.RENAME: self.tr("Rename {what} in the whole project"),
            ChangeKind.MERGE: self.tr("Merge {what} into another one"),
            ChangeKind.SPLIT: self.tr("Split {what}"),
            ChangeKind.RETIRE: self.tr("Give {what} no more"),
        }[self._kind].format(what=what)

    def _hint(self) -> str:
        if self._role:
            return {
                ChangeKind.RENAME: self.tr("Labels below that inherit the role have it renamed."),
                ChangeKind.MERGE: self.tr("What fills the role fills the other one from now on."),
                ChangeKind.SPLIT: self.tr("Fillers of the ticked kinds go to the new role."),
                ChangeKind.RETIRE: self.tr(
                    "What fills it stays, and is marked as a role that the schema does not have."
                ),
            }[self._kind]
        return {
            ChangeKind.RENAME: self.tr(
                "Spans, suggestions, decisions and roles that name the label go with it."
            ),
            ChangeKind.MERGE: self.tr(
                "Where two spans then say the same, one goes; what points at it points at the "
                "other."
            ),
            ChangeKind.SPLIT: self.tr(
                "Spans get the labels that you give to their words or to themselves."
            ),
            ChangeKind.RETIRE: self.tr(
                "Spans that have it keep it. It is offered no more, and its suggestions are hidden."
            ),
        }[self._kind]

    # -- building ----------------------------------------------------------------------------------

    @property
    def _schema(self) -> LabelSchema:
        project = self._planning.project
        return project.schema if project is not None else LabelSchema("", ())

    def _build_labels(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for name in self._names:
            label = self._schema.get(self._layer, name)
            if label is not None:
                chip = Chip(self._appearance)
                chip.set_look(ChipLook(label.name, label.colour, label.layer))
                row.addWidget(chip)
        row.addWidget(note(self._hint()), 1)
        self.add(row)

    def _build_form(self) -> None:
        if self._kind is ChangeKind.RENAME:
            self.name.setText(self._role or self._names[0])
            self.name.selectAll()
            self.name.textEdited.connect(self._on_edited)
            self.add(field(self.tr("New name"), self.name))
        elif self._kind is ChangeKind.SPLIT and not self._role:
            self._build_split()
            return
        elif self._kind in (ChangeKind.MERGE, ChangeKind.SPLIT):
            self.into.setEditable(not self._role or self._kind is ChangeKind.SPLIT)
            self.into.addItems(self._targets())
            if self._kind is ChangeKind.SPLIT:
                self.into.setCurrentIndex(-1)
            self.into.editTextChanged.connect(self._on_edited)
            self.into.currentIndexChanged.connect(self._on_edited)
            title = self.tr("Into") if self._kind is ChangeKind.MERGE else self.tr("New name")
            self.add(field(title, self.into))
        if self._role:
            self.everywhere.toggled.connect(self._on_edited)
            self.add(self.everywhere)
        if self._kind is ChangeKind.SPLIT:
            self.parts.itemChanged.connect(self._on_edited)
            self.add(field(self.tr("Fillers"), self.parts), 1)

    def _build_split(self) -> None:
        """Which spans of the label go to which."""
        project = self._planning.project
        if project is None:
            return
        from annotate.schema.steps import spans_of
        from gui.dialogs.schema_split import SplitForm

        spans = spans_of(project, self._layer, self._names[0])
        self.split = SplitForm(project, self._names[0], spans, self._targets())
        self.split.edited.connect(self._on_edited)
        self.add(self.split, 3)
        self.split.tree.setFocus()

    def _targets(self) -> list[str]:
        if self._role:
            roles = self._schema.roles_of(self._names[0])
            return [role.name for role in roles if role.name != self._role]
        labels = self._schema.choices(self._layer)
        if self._kind is ChangeKind.MERGE and len(self._names) > 1:
            return [label.name for label in labels]
        return [label.name for label in labels if label.name not in self._names]

    def _build_list(self) -> None:
        self.summary = plain()
        self.problem = plain(name="danger")
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(SPACE // 2)
        self.bar.hide()
        self.model = TouchesModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Spans that are touched"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.clicked.connect(self._on_row)
        self.table.activated.connect(self._on_row)
        self.add(self.summary)
        self.add(self.problem)
        self.add(self.bar)
        self.add(self.table, 2)
        self.add(
            note(self.tr("One step, which one undo takes back. Click a row to look at the place."))
        )

    def _list_parts(self) -> None:
        """Offer kinds of fillers, which a split of a role may take."""
        role = self._schema.role_of(self._names[0], self._role) if self._role else None
        if self._kind is not ChangeKind.SPLIT or role is None:
            return
        for label in self._schema.labels:
            if role.takes(label.layer, label.name):
                self._add_part(f"{label.layer}:{label.name}", label.name)

    def _add_part(self, value: str, shown: str) -> None:
        item = QListWidgetItem(shown)
        item.setData(_ROLE, value)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)
        self.parts.addItem(item)

    # -- what is asked for -------------------------------------------------------------------------

    def wanted(self) -> Change | None:
        """The change that the form describes; None while it is not complete."""
        if self._role:
            return self._wanted_of_role()
        layer, old = self._layer, self._names[0]
        match self._kind:
            case ChangeKind.RENAME:
                name = self.name.text().strip()
                return RenameLabel(layer, old, name) if name and name != old else None
            case ChangeKind.MERGE:
                into = self.into.currentText().strip()
                return MergeLabels(layer, self._names, into) if into else None
            case ChangeKind.SPLIT:
                by_words, by_span = self.split.given() if self.split is not None else ({}, {})
                made = SplitLabel(layer, old, by_words, by_span)
                return made if made.names else None
            case ChangeKind.RETIRE:
                return RetireLabel(layer, old)

    def _wanted_of_role(self) -> Change | None:
        label = "" if self.everywhere.isChecked() else self._names[0]
        match self._kind:
            case ChangeKind.RENAME | ChangeKind.MERGE:
                is_rename = self._kind is ChangeKind.RENAME
                new = (self.name.text() if is_rename else self.into.currentText()).strip()
                return RenameRole(label, self._role, new) if new and new != self._role else None
            case ChangeKind.SPLIT:
                new, ticked = self.into.currentText().strip(), self._ticked()
                return SplitRole(label, self._role, new, ticked) if new and ticked else None
            case ChangeKind.RETIRE:
                return RetireRole(label, self._role)

    def _ticked(self) -> tuple[str, ...]:
        items = map(self.parts.item, range(self.parts.count()))
        return tuple(x.data(_ROLE) for x in items if x.checkState() is Qt.CheckState.Checked)

    # -- looking and doing -------------------------------------------------------------------------

    def do(self) -> None:
        """Make the step, after another look where something was done since."""
        if self._is_stale or self._pause.isActive():
            self._waits_to_do = True
            self.look()
            return
        made = self._plan
        if made is None or self._change is None:
            return
        from annotate.schema.steps import title_of

        words = f"{self.heading.text()}: {self._said(made)}"
        if self._planning.perform(made, title_of(self._change)):
            self.done_with.emit(words)
        self.accept()

    @override
    def done(self, result: int) -> None:
        """Look no further."""
        self._pause.stop()
        self._planning.stop()
        super().done(result)

    def _on_edited(self, *_: object) -> None:
        if self._plan is not None and not self._is_stale and self.wanted() == self._change:
            # A box takes what was typed as chosen when it loses the focus, to the button perhaps.
            return
        self.button.setEnabled(False)
        self._pause.start()

    def look(self) -> None:
        """Find out what the change that the form describes would do."""
        self._pause.stop()
        self._is_stale = False
        self._plan = None
        self._change = self.wanted()
        self.button.setEnabled(False)
        self.problem.hide()
        if self._change is None:
            self._waits_to_do = False
            self.model.set_touches((), {})
            self.summary.setText(self._what_is_missing())
            self.bar.hide()
            return
        self.summary.setText(self.tr("Looking at every article…"))
        self._planning.look(self._change)

    def _what_is_missing(self) -> str:
        if self._kind is ChangeKind.SPLIT and self._role:
            return self.tr("Give a name, and tick what goes to it.")
        if self._kind is ChangeKind.SPLIT:
            return self.tr("Nothing has another label yet.")
        return self.tr("Give another name.")

    def _on_planned(self, made: Plan) -> None:
        self.bar.hide()
        self._plan = made
        self.model.set_touches(made.touches, made.titles)
        self.summary.setText(self._said(made))
        self.button.setEnabled(bool(made.edits))
        if self._waits_to_do:
            self._waits_to_do = False
            self.do()

    def _said(self, made: Plan) -> str:
        kinds = Counter(touch.kind for touch in made.touches)
        spans = self._touch_count(len(made.touches))
        words = self.tr("{spans} in {articles}.").format(
            spans=spans,
            articles=article_count(len(made.titles)),
        )
        if joined := kinds.get("joined", 0):  # type: ignore[call-overload]
            words += " " + self._joined_words(joined)
        if len(made.touches) > MOST_ROWS:
            words += " " + self.tr("The first {count} are listed.").format(count=MOST_ROWS)
        return words

    def _touch_count(self, count: int) -> str:
        """So many of what is listed, in words."""
        return span_count(count)

    def _joined_words(self, count: int) -> str:
        """That so many of them go."""
        return self.tr("{count} stand where the label is already.").format(count=count)

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()

    def _on_failed(self, error: AnnotateError) -> None:
        self._waits_to_do = False
        self.bar.hide()
        self.model.set_touches((), {})
        self.summary.setText("")
        self.problem.setText(sentence(error, tr=message))
        self.problem.show()

    def _on_stale(self) -> None:
        """Something was done in the window: the plan is made again before it is used."""
        self._is_stale = True
        self._pause.start()

    def _on_row(self, index: QModelIndex) -> None:
        touch = self.model.touches[index.row()]
        self.place_chosen.emit(touch.article_id, touch.start, touch.end)
