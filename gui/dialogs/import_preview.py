"""Import preview: what files with annotations would bring, and which name becomes which."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

from annotate.exchange.formats import find_format
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelKey, LabelMap, LabelTarget, clean_label
from annotate.exchange.loss_groups import loss_lines
from annotate.exchange.name_proposals import SchemaNames
from annotate.exchange.preview import FoundLabel, Preview
from annotate.exchange.report import refusal_line
from annotate.exchange.settling import SettleOptions, Taken
from annotate.messages import sentence
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui.dialogs.import_tables import (
    NameRow,
    fit_to_rows,
    names_table,
    relation_box,
    relation_name,
    target_box,
)
from gui.dialogs.parts import Dialog, field, note, plain
from gui.theme import SPACE
from gui.words import counted, message

_MOST_PROBLEMS = 200


class ImportPreviewDialog(Dialog):
    """Counts, labels to map, and problems; nothing is written before it is accepted."""

    def __init__(
        self, preview: Preview, schema: LabelSchema, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self._preview = preview
        self._schema = schema
        self._names = SchemaNames.of(schema)
        self.setWindowTitle(self.tr("Import"))
        self.heading.setText(self._headline())
        self.add(self._figures())
        self.targets: dict[LabelKey, QComboBox] = {}
        if preview.labels:
            self.table = self._label_table()
            self.add(self.table, 3)
        self.relation_targets: dict[str, QComboBox] = {}
        if preview.relation_names:
            self.relation_table = self._relation_table()
            self.add(self.relation_table)
            fit_to_rows(self.relation_table)
        self.taken = QComboBox()
        self.marks_done = QCheckBox(self.tr("Mark articles with gold as done"))
        self.skips_bad = QCheckBox(self.tr("Take articles with bad spans, without those spans"))
        self.add(self._choices())
        if preview.problems:
            self._add_problems()
        self.add_button(self.tr("Cancel"), self.reject)
        self.accept_button = self.add_button(self.tr("Import"), self.accept, is_primary=True)
        self.accept_button.setEnabled(bool(preview.articles))
        height = 560 if preview.labels or preview.problems else 0
        if preview.relation_names:
            height += self.relation_table.height()
        self.resize(760, height)

    def plan(self) -> ReadPlan:
        """How to import, as chosen here."""
        targets: dict[LabelKey, LabelTarget] = {}
        for key, box in self.targets.items():
            chosen: tuple[Layer, str] | None = box.currentData()
            targets[key] = LabelTarget("") if chosen is None else LabelTarget(chosen[1], chosen[0])
        return ReadPlan(
            labels=LabelMap(targets, relations=self._relations(), proposed=self._names),
            settle=SettleOptions(
                taken=Taken(self.taken.currentData()),
                skips_bad_spans=self.skips_bad.isChecked(),
                marks_done=self.marks_done.isChecked(),
            ),
        )

    def _relations(self) -> dict[str, str]:
        """What each name of relations becomes; empty for those to be left out."""
        chosen = {name: box.currentData() for name, box in self.relation_targets.items()}
        return {name: "" if new is None else str(new) for name, new in chosen.items()}

    # -- figures

    def _headline(self) -> str:
        names = [
            found.title
            for name in self._preview.formats
            if (found := find_format(name)) is not None
        ]
        if not names:
            return self.tr("Import articles")
        return self.tr("Import {formats}").format(formats=", ".join(sorted(names)))

    def _figures(self) -> QGridLayout:
        preview = self._preview
        known = (
            counted(
                preview.known,
                self.tr("1 is in the project already; its annotations stand"),
                self.tr("{count} are in the project already; their annotations stand"),
            )
            if preview.known
            else ""
        )
        rows = (
            (preview.articles, self.tr("article"), self.tr("articles"), known),
            (preview.spans, self.tr("gold span"), self.tr("gold spans"), ""),
            (preview.suggestions, self.tr("suggestion"), self.tr("suggestions"), ""),
            (
                preview.frames,
                self.tr("event with arguments"),
                self.tr("events with arguments"),
                "",
            ),
            (
                preview.chains,
                self.tr("chain of spans that name the same"),
                self.tr("chains of spans that name the same"),
                "",
            ),
            (preview.relations, self.tr("relation"), self.tr("relations"), ""),
            (preview.problems, self.tr("problem"), self.tr("problems"), ""),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for number, (count, one, many, remark) in enumerate(row for row in rows if row[0]):
            figure = plain(f"{count:,}", wraps=False)
            what = counted(count, one, many)
            grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(plain(what, wraps=False), number, 1)
            grid.addWidget(note(remark), number, 2)
        grid.setColumnStretch(2, 1)
        return grid

    # -- labels

    def _label_table(self) -> QTableWidget:
        rows: list[NameRow] = []
        for label in self._preview.labels:
            box = self.targets[label.layer, label.name] = self._target_box(label)
            rows.append(NameRow(label.name, label.count, box))
        headings = (self.tr("Label in the file"), self.tr("Spans"), self.tr("Becomes"))
        return names_table(self.tr("Labels of the files"), headings, rows)

    def _relation_table(self) -> QTableWidget:
        rows: list[NameRow] = []
        for found in self._preview.relation_names:
            box = self.relation_targets[found.name] = relation_box(found, self._schema)
            rows.append(NameRow(relation_name(found), found.count, box))
        headings = (self.tr("Relation in the file"), self.tr("Relations"), self.tr("Becomes"))
        return names_table(self.tr("Relations of the files"), headings, rows)

    def _target_box(self, label: FoundLabel) -> QComboBox:
        box = target_box(self.tr("What {label} becomes").format(label=label.name))
        for text, target in self._targets(label):
            box.addItem(text, target)
        target = self._likely(label) if label.is_new else label.target
        wanted = next((i for i in range(box.count()) if box.itemData(i) == target), box.count() - 1)
        box.setCurrentIndex(wanted)
        return box

    def _likely(self, label: FoundLabel) -> tuple[Layer, str] | None:
        """A label of the schema that is called nearly so; else the new one."""
        layers = tuple(Layer) if label.layer is None else (label.layer,)
        return self._names.label(label.name, layers) or label.target

    def _targets(self, label: FoundLabel) -> Iterator[tuple[str, tuple[Layer, str] | None]]:
        """New labels of that name, those of the schema, and none, in this order."""
        name = clean_label(label.name)
        layers = {Layer.ENTITY: self.tr("entity"), Layer.EVENT: self.tr("event")}
        for layer, word in layers.items():
            if name and self._schema.get(layer, name) is None:
                text = self.tr("{label} (new {layer} label)").format(label=name, layer=word)
                yield text, (layer, name)
        for layer, word in layers.items():
            for known in self._schema.in_layer(layer):
                yield f"{known.name} ({word})", (layer, known.name)
        yield self.tr("Leave out"), None

    # -- choices and problems

    def _choices(self) -> QHBoxLayout:
        for text, value in (
            (self.tr("As the files say"), Taken.AS_GIVEN),
            (self.tr("All as gold"), Taken.GOLD),
            (self.tr("All as suggestions"), Taken.SUGGESTIONS),
        ):
            self.taken.addItem(text, str(value))
        self.taken.currentIndexChanged.connect(partial(self._on_taken))
        self.marks_done.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addLayout(field(self.tr("Take spans"), self.taken))
        row.addWidget(self.marks_done, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.skips_bad, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _on_taken(self, *_: object) -> None:
        self.marks_done.setEnabled(self.taken.currentData() != str(Taken.SUGGESTIONS))

    def _add_problems(self) -> None:
        preview = self._preview
        lines = [
            refusal_line(item, describe=partial(sentence, tr=message), tr=message)
            for item in preview.refusals
        ]
        lines = lines[:_MOST_PROBLEMS] + list(loss_lines(preview.losses, tr=message))
        title = counted(preview.refused, self.tr("1 refused"), self.tr("{count} refused"))
        others = counted(
            preview.losses.total,
            self.tr("1 left behind or changed"),
            self.tr("{count} left behind or changed"),
        )
        parts = [title] if preview.refused else []
        parts += [others] if preview.losses else []
        self.problems = QPlainTextEdit("\n".join(lines))
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setAccessibleName(self.tr("Problems"))
        self.problems.setMaximumHeight(9 * self.problems.fontMetrics().lineSpacing())
        self.add(plain(", ".join(parts) + ":"))
        self.add(self.problems, 1)
