"""The open frame as lines: a role with each of its fillers, an attribute with its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.compat import override
from annotate.frames.checks import FrameFault, FrameFaultKind
from annotate.frames.sheet import AttributeRow, FrameSheet, RoleRow, SheetFiller
from annotate.schema.roles import Attribute, Role
from gui.models.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FrameLines", text)


class LineKind(StrEnum):
    """What a line is about."""

    ROLE = "role"
    ATTRIBUTE = "attribute"


class LineRole(IntEnum):
    """Roles of the model beside Qt's own."""

    LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line: `name` is the role or attribute, `words` what it has; empty when it has nothing.

    `is_first` says whether key and name are shown, `is_usual` that the words are only the default;
    `note` is a word on what is amiss.
    """

    kind: LineKind
    name: str
    title: str
    key: str
    colour: str = ""
    words: str = ""
    label: str = ""
    is_first: bool = True
    is_in_hand: bool = False
    is_selected: bool = False
    is_suggested: bool = False
    is_usual: bool = False
    note: str = ""
    tip: str = ""
    filler: SheetFiller | None = None

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        what = f"{self.words} {self.label}".strip() or _tr("empty")
        if self.is_suggested:
            what = _tr("{what}, suggested").format(what=what)
        return ", ".join(part for part in (self.title, what, self.note) if part)


def lines_of(
    sheet: FrameSheet, *, in_hand: str = "", selected: SheetFiller | None = None
) -> tuple[FrameLine, ...]:
    """The lines of a frame; `in_hand` is the role or attribute that the keys are about."""
    return tuple(_lines(sheet, in_hand, selected))


def _lines(sheet: FrameSheet, in_hand: str, selected: SheetFiller | None) -> Iterator[FrameLine]:
    for row in sheet.roles:
        yield from _of_role(row, in_hand=in_hand == row.slot.role.name, selected=selected)
    for row in sheet.attributes:
        yield _of_attribute(row, in_hand=in_hand == row.slot.attribute.name)


def _of_role(row: RoleRow, *, in_hand: bool, selected: SheetFiller | None) -> Iterator[FrameLine]:
    role = row.slot.role
    note = _count_note(row)
    for place, filler in enumerate(row.fillers or (None,)):
        yield FrameLine(
            LineKind.ROLE,
            role.name,
            role.title or role.name,
            row.slot.key,
            role.colour,
            filler.words if filler else "",
            filler.label if filler else "",
            is_first=place == 0,
            is_in_hand=in_hand and place == 0,
            is_selected=filler is not None and filler == selected,
            is_suggested=filler is not None and filler.part is not None,
            note=(note if place == 0 else "") or _filler_note(filler),
            tip=role_tip(role),
            filler=filler,
        )


def _of_attribute(row: AttributeRow, *, in_hand: bool) -> FrameLine:
    attribute = row.slot.attribute
    return FrameLine(
        LineKind.ATTRIBUTE,
        attribute.name,
        attribute.title or attribute.name,
        row.slot.key,
        words=row.value or row.suggested or attribute.default,
        is_in_hand=in_hand,
        is_suggested=bool(row.suggested),
        is_usual=not row.value and not row.suggested,
        note=_tr("not in the schema") if row.fault is not None else "",
        tip=attribute_tip(attribute),
    )


def _count_note(row: RoleRow) -> str:
    if not row.slot.is_known:
        return _tr("not in the schema")
    if row.fault is None:
        return ""
    if row.fault.kind is FrameFaultKind.MISSING_ROLE:
        return _tr("required")
    if row.fault.kind is FrameFaultKind.TOO_MANY:
        return _tr("too many")
    return _tr("not in the schema")


def _filler_note(filler: SheetFiller | None) -> str:
    if filler is None or filler.fault is None:
        return ""
    return _tr("not {label}").format(label=filler.label)


def fault_text(fault: FrameFault) -> str:
    """A fault as a sentence."""
    expected = ", ".join(
        item.removeprefix("entity:").removeprefix("event:") for item in fault.expected
    )
    texts = {
        FrameFaultKind.MISSING_ROLE: _tr("{name} is required and empty"),
        FrameFaultKind.TOO_MANY: _tr("{name} has {found} fillers, the schema says {expected}"),
        FrameFaultKind.FORBIDDEN_FILLER: _tr("{name} is {found}, the schema takes {expected}"),
        FrameFaultKind.UNKNOWN_ROLE: _tr("the schema has no role {name} here"),
        FrameFaultKind.UNKNOWN_ATTRIBUTE: _tr("the schema has no attribute {name} here"),
        FrameFaultKind.UNKNOWN_VALUE: _tr("{name} is {found}, the schema has {expected}"),
    }
    return texts[fault.kind].format(name=fault.name, found=fault.found, expected=expected)


def role_tip(role: Role) -> str:
    """What a role is for, as a tool tip: guideline, fillers, examples."""
    takes = ", ".join(map(_plain, role.fillers))
    parts = [
        role.title or role.name,
        role.guideline,
        _tr("takes {labels}").format(labels=takes) if takes else "",
        *role.examples[:3],
    ]
    return plain_tip("\n".join(part for part in parts if part))


def attribute_tip(attribute: Attribute) -> str:
    """What an attribute is for, as a tool tip."""
    values = ", ".join(attribute.values) or _tr("any text")
    parts = [
        attribute.title or attribute.name,
        attribute.guideline,
        values,
        *attribute.examples[:3],
    ]
    return plain_tip("\n".join(part for part in parts if part))


def _plain(filler: str) -> str:
    return filler.rpartition(":")[2]


class FrameLineModel(QAbstractListModel):
    """The lines of the open frame."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FrameLine, ...] = ()

    @property
    def lines(self) -> tuple[FrameLine, ...]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: tuple[FrameLine, ...]) -> None:
        """Show other lines; lines that stay keep the view where it is."""
        if lines == self._lines:
            return
        if len(lines) == len(self._lines):
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{line.title}: {line.words}"
            case Qt.ItemDataRole.ToolTipRole:
                fault = line.filler.fault if line.filler is not None else None
                return plain_tip(fault_text(fault)) if fault is not None else line.tip
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case LineRole.LINE:
                return line
            case _:
                return None
