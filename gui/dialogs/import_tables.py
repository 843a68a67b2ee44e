"""The tables of the import preview in which each name of the files becomes one of the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from annotate.exchange.label_map import clean_label
from annotate.exchange.preview import FoundRelation
from annotate.exchange.settling import UNNAMED
from annotate.schema.label_schema import LabelSchema
from gui.theme import SPACE

_ROWS = 4
"""So many rows of a table that fits itself to them are seen without scrolling."""


class NameRow(NamedTuple):
    """A name as the files have it, how often it is there, and the box with what it becomes."""

    name: str
    times: int
    box: QComboBox


def names_table(title: str, headings: Sequence[str], rows: Sequence[NameRow]) -> QTableWidget:
    """A table of names with `headings` for name, count and target; `title` is read out."""
    table = QTableWidget(len(rows), 3)
    table.setTabKeyNavigation(False)
    table.setObjectName("card")
    table.setAccessibleName(title)
    table.setHorizontalHeaderLabels(list(headings))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(1, 80)
    for number, row in enumerate(rows):
        name = QTableWidgetItem(row.name)
        name.setToolTip("")
        count = QTableWidgetItem(f"{row.times:,}")
        count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(number, 0, name)
        table.setItem(number, 1, count)
        table.setCellWidget(number, 2, row.box)
        table.setRowHeight(number, row.box.sizeHint().height() + SPACE)
    return table


def fit_to_rows(table: QTableWidget) -> None:
    """Make a table no higher than its rows; of more than a few it shows the first."""
    header = table.horizontalHeader()
    for part in (table, header):  # the style says how high they are
        part.ensurePolished()
    rows = range(min(table.rowCount(), _ROWS))
    frame = table.height() - table.viewport().height() - header.height()
    frame = max(frame, 2 * table.frameWidth())
    table.setFixedHeight(header.sizeHint().height() + sum(map(table.rowHeight, rows)) + frame)


def target_box(accessible_name: str) -> QComboBox:
    """An empty box for the targets of a name, which may be narrower than its longest one."""
    box = QComboBox()
    box.setAccessibleName(accessible_name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def relation_box(found: FoundRelation, schema: LabelSchema) -> QComboBox:
    """What relations of one name may become; their data is the name, or `None` to leave them out.

    One that the schema has, but for upper and lower case, is chosen to begin with.
    """
    box = target_box(_tr("What the relation {name} becomes").format(name=relation_name(found)))
    targets = list(_targets(found, schema))
    for text, target in targets:
        box.addItem(text, target)
    names = [target for _, target in targets]
    wanted = (found.target or UNNAMED).casefold()
    known = [n for n in names[1:] if n is not None and n.casefold() == wanted]
    box.setCurrentIndex(names.index(known[0]) if known and names[0] not in known else 0)
    return box


def relation_name(found: FoundRelation) -> str:
    """What the list calls relations of one name."""
    return found.name or _tr("(without a name)")


def _targets(found: FoundRelation, schema: LabelSchema) -> Iterator[tuple[str, str | None]]:
    """The name itself, relations and roles of the schema where some of them are such, and none."""
    is_plain = found.roles < found.count
    relations = [item.name for item in schema.relations] if is_plain else []
    roles = sorted(
        {
            role.name
            for label in schema.labels
            if found.roles
            for role in schema.roles_of(label.name)
        }
    )
    own = (found.name if found.roles else clean_label(found.name)) or UNNAMED
    is_known = own in relations or own in roles
    yield own if is_known else _tr("{name} (new)").format(name=own), own
    for name in dict.fromkeys((*relations, *roles)):
        if name != own:
            is_role = name not in relations
            yield _tr("{name} (role)").format(name=name) if is_role else name, name
    yield _tr("Leave out"), None


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportPreviewDialog", text)
