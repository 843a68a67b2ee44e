"""What the strip under the article says while a frame is open: heading, keys, what each does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from annotate.frames.sheet import AttributeRow, FrameSheet, RoleRow, words_of
from annotate.schema.roles import Attribute
from gui.frames.focus import Purpose
from gui.frames.hands import PICKS, VALUE_KEYS, FrameHands
from gui.panels.frame_strip import Cell, CellState

_SHOWN = 12
"""So many candidates are shown; Tab goes on to the rest."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FrameCells", text)


def heading_of(hands: FrameHands) -> str:
    """What the keys are about now."""
    focus, sheet = hands.focus, hands.sheet
    texts: dict[Purpose, str] = {
        Purpose.TRIGGER: _tr("trigger:"),
        Purpose.COPY: _tr("copy to:"),
        Purpose.MERGE: _tr("merge with:"),
        Purpose.LINK: _tr("same as:"),
        Purpose.RELATE: _tr("related to:"),
    }
    if focus.purpose in texts:
        return texts[focus.purpose]
    row = sheet.row(focus.role) if sheet is not None else None
    if row is not None:
        return f"{row.slot.role.title or row.slot.role.name}:"
    attribute = hands.attribute
    if attribute is not None:
        return f"{attribute.title or attribute.name}:"
    return sheet.trigger.label if sheet is not None else ""


def cells_of(hands: FrameHands, key_of: Callable[[str], str]) -> list[Cell]:
    """Candidates, values, or roles and attributes with their keys; then what the others do."""
    focus, sheet = hands.focus, hands.sheet
    if focus.purpose:
        return _candidates(hands)
    attribute = hands.attribute
    if attribute is not None:
        return _values(sheet, attribute)
    if sheet is None:
        return []
    cells = [_role_cell(row) for row in sheet.roles]
    cells += [_attribute_cell(row) for row in sheet.attributes]
    if any(filler.part for filler in sheet.fillers):
        accept = key_of("event.accept")
        if not accept or accept in {cell.key for cell in cells}:
            accept = _tr("Shift+Enter")
        cells.insert(0, Cell("accept", accept, _tr("accept all"), CellState.SUGGESTED))
    return cells


def hint_of(hands: FrameHands, key_of: Callable[[str], str]) -> str:
    """What the keys do that have no cell, as the status bar says it."""
    focus = hands.focus
    if focus.purpose:
        parts = [_tr("Tab: next candidate"), _tr("Enter: take it")]
        if focus.purpose is Purpose.ROLE:
            parts += [
                _tr("Shift+Enter: and another"),
                _tr("or select words first"),
                _tr("Backspace: empty"),
            ]
    elif focus.attribute:
        attribute = hands.attribute
        several = attribute is not None and attribute.takes_several
        parts = [
            _tr("keys: value, or not this one") if several else _tr("keys: value"),
            *([_tr("Enter: done")] if several else []),
            _tr("Backspace: none"),
        ]
    elif focus.part is not None:
        parts = [_tr("Enter: accept"), _tr("Backspace: reject"), _tr("letters: other role")]
    elif focus.argument is not None:
        parts = [_tr("Backspace: empty"), _tr("letters: other role"), _tr("Tab: next filler")]
    else:
        parts = [
            _tr("letters: role"),
            _tr("Space: next empty role"),
            _tr("digits: attribute"),
            _tr("Tab: filler"),
            _tr("Enter: done"),
        ]
        copied = key_of("event.copy")
        if copied:
            parts.append(_tr("{key}: copy").format(key=copied))
    return " · ".join((*parts, _tr("Esc: leave")))


def _candidates(hands: FrameHands) -> list[Cell]:
    desk, sheet, focus = hands.desk, hands.sheet, hands.focus
    row = sheet.row(focus.role) if sheet is not None else None
    if desk is None:
        return []
    cells: list[Cell] = []
    here = focus.candidates.index(focus.candidate) if focus.candidate in focus.candidates else 0
    first = 0 if here < _SHOWN - 1 else here - _SHOWN // 2
    for place, item_id in enumerate(focus.candidates[first : first + _SHOWN], first):
        item = desk.item(item_id)
        if item is None:
            continue
        is_allowed = row is None or row.slot.role.takes(item.layer, item.label)
        state = CellState.USUAL if is_allowed else CellState.OTHER
        label = hands.schema.get(item.layer, item.label) if hands.schema is not None else None
        cells.append(
            Cell(
                f"candidate {item_id}",
                str(place + 1) if place < PICKS else "",
                f"{words_of(desk, item.start, item.end)} {item.label}",
                CellState.CHOSEN if item_id == focus.candidate else state,
                label.colour if label is not None else "",
            )
        )
    if not cells:
        cells.append(Cell("", "", _tr("nothing near: select the words"), CellState.EMPTY))
    return cells


def _values(sheet: FrameSheet | None, attribute: Attribute) -> list[Cell]:
    rows = sheet.attributes if sheet is not None else ()
    row = next((row for row in rows if row.slot.attribute.name == attribute.name), None)
    suggested = attribute.parts(row.suggested) if row is not None else ()
    present = attribute.parts(row.value) if row is not None else ()
    states = dict.fromkeys(suggested, CellState.SUGGESTED)
    states |= dict.fromkeys(present, CellState.CHOSEN)
    return [
        Cell(
            f"value {place}",
            VALUE_KEYS[place] if place < len(VALUE_KEYS) else "",
            value,
            states.get(value, CellState.USUAL),
        )
        for place, value in enumerate(attribute.values)
    ]


def _role_cell(row: RoleRow) -> Cell:
    role = row.slot.role
    words = " + ".join(filler.words for filler in row.fillers)
    title = role.title or role.name
    has_fault = row.fault is not None or any(filler.fault for filler in row.fillers)
    state = CellState.USUAL
    if has_fault or (row.fillers and not row.slot.is_known):
        state = CellState.AMISS
    elif not words:
        state = CellState.EMPTY
    elif any(filler.part for filler in row.fillers):
        state = CellState.SUGGESTED
    text = f"{title}: {words}" if words else title
    return Cell(f"role {role.name}", row.slot.key, text, state, role.colour)


def _attribute_cell(row: AttributeRow) -> Cell:
    attribute = row.slot.attribute
    title = attribute.title or attribute.name
    value = row.value or row.suggested
    state = CellState.USUAL if row.value else CellState.EMPTY
    if row.fault is not None:
        state = CellState.AMISS
    elif row.suggested:
        state = CellState.SUGGESTED
    text = f"{title}: {value}" if value else title
    return Cell(f"attribute {attribute.name}", row.slot.key, text, state)
