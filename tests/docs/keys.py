"""The tables of `docs/guide/keys.md`, made from the code: `python -m tests.docs.keys [--write]`.

Each table stands between two comments, `<!-- NAME -->` and `<!-- end NAME -->`. Without `--write`
the exit status is 1 when the page says something else than the code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from annotate.schema.shipped import DEFAULT, find_schema
from annotate.spans import Layer
from gui.action_table import ACTIONS, MENUS, ActionSpec
from gui.actions import plain_text
from gui.keymap import PRESETS, KeyMap, load_preset
from gui.text.keys import Motion, Step, motion_for

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "keys.md"
_WORDS = {"PgUp": "Page Up", "PgDown": "Page Down", "Del": "Delete", "Return": "Enter"}


def shown(keys: str) -> str:
    """A portable key sequence as keyboards print it: "Ctrl+Return" is "Ctrl+Enter"."""
    head, plus, last = keys.rpartition("+")
    if not last:  # the plus key itself: "Ctrl++"
        head, plus, last = head.rstrip("+"), "+", "+"
    return f"{head}{plus}{_WORDS.get(last, last)}" if head else _WORDS.get(last, last)


def key_cell(keys: Sequence[str]) -> str:
    """The keys of one action, each once; empty when it has none."""
    return " or ".join(dict.fromkeys(f"`{shown(item)}`" for item in keys))


def action_tables() -> str:
    """A table for each menu, with every action in it."""
    return "\n\n".join(
        f"### {plain_text(menu)}\n\n"
        + _table(
            ("key", "command", "what it does"),
            (_action_row(spec) for spec in ACTIONS if spec.menu == menu),
        )
        for menu in MENUS
    )


def _action_row(spec: ActionSpec) -> tuple[str, ...]:
    return key_cell(spec.keys), plain_text(spec.text), spec.tip


def label_table() -> str:
    """The keys of the labels of the default schema, entities beside events."""
    schema = find_schema(DEFAULT)
    layers = [
        [
            (key_cell([label.key]) if label.key else "", f"{label.name} – {label.title}")
            for label in schema.in_layer(layer)
        ]
        for layer in (Layer.ENTITY, Layer.EVENT)
    ]
    rows = max(map(len, layers))
    padded = [[*column, *[("", "")] * (rows - len(column))] for column in layers]
    return _table(
        ("key", "entity label", "key", "event label"),
        ((*entity, *event) for entity, event in zip(*padded, strict=True)),
    )


_NAMES = {
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "Page Up",
    Qt.Key.Key_PageDown: "Page Down",
}
_MODIFIERS = {
    "": Qt.KeyboardModifier.NoModifier,
    "Ctrl+": Qt.KeyboardModifier.ControlModifier,
    "Alt+": Qt.KeyboardModifier.AltModifier,
    "Shift+": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl+Shift+": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    "Alt+Shift+": Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
}
_STEPS = {
    Step.CHARACTER: "a character",
    Step.TOKEN: "a token",
    Step.LINE: "a line",
    Step.LINE_EDGE: "the start or end of the line",
    Step.SENTENCE: "a sentence",
    Step.PARAGRAPH: "a paragraph",
    Step.PAGE: "a page",
    Step.ARTICLE: "the start or end of the article",
}


def caret_table() -> str:
    """What the moving keys do in the text, without those that are commands of the window."""
    taken = {shown(key).casefold() for spec in ACTIONS if not spec.needs for key in spec.keys}
    taken |= {
        shown(key).casefold() for spec in ACTIONS if spec.menu == MENUS[2] for key in spec.keys
    }
    found: dict[tuple[Step, bool], list[str]] = {}
    for modifier_name, modifier in _MODIFIERS.items():
        for key, name in _NAMES.items():
            motion = motion_for(int(key), modifier)
            if motion is not None and f"{modifier_name}{name}".casefold() not in taken:
                found.setdefault((motion.step, motion.extends), []).append(modifier_name + name)
    rows = (
        (" ".join(f"`{item}`" for item in keys), _sentence(Motion(step, 1, extends=extends)))
        for (step, extends), keys in sorted(found.items(), key=lambda item: item[0][1])
    )
    return _table(("key", "what it does"), rows)


def _sentence(motion: Motion) -> str:
    verb = "selects by" if motion.extends else "goes by"
    if motion.step in (Step.LINE_EDGE, Step.ARTICLE):
        verb = "selects to" if motion.extends else "goes to"
    return f"{verb} {_STEPS[motion.step]}"


def _table(heads: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_COMPARED = (
    "span.accept", "span.reject", "span.skip", "span.next", "span.next_any", "span.create",
    "span.label", "span.delete", "span.take_selection", "span.repeat", "span.clear", "edit.undo",
    "article.previous", "article.next", "article.finish", "article.done",
)  # fmt: skip
"""What tools differ in most."""


def preset_table() -> str:
    """The keys of other tools beside ours, for the commands in which they differ most."""
    maps = [KeyMap(load_preset(name)) for name in PRESETS]
    rows = (
        (
            f"*{plain_text(spec.text)}*",
            *(
                " ".join(dict.fromkeys(f"`{shown(key)}`" for key in key_map.keys(spec.id)))
                for key_map in maps
            ),
        )
        for spec in ACTIONS
        if spec.id in _COMPARED
    )
    return _table(("", *PRESETS.values()), rows)


TABLES: dict[str, Callable[[], str]] = {
    "presets": preset_table,
    "commands": action_tables,
    "labels": label_table,
    "caret": caret_table,
}


def filled(page: str) -> str:
    """The page with each table as the code has it now."""
    for name, make in TABLES.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        table = make()
        page, count = pattern.subn(
            lambda match, table=table: f"{match[1]}{table}\n{match[2]}", page
        )
        if count != 1:
            message = f"{PAGE.name} has no place for the table {name}"
            raise ValueError(message)
    return page


def main(arguments: Sequence[str]) -> int:
    """Compare, or write with `--write`; the exit status."""
    before = PAGE.read_text(encoding="utf-8")
    after = filled(before)
    if "--write" in arguments:
        PAGE.write_text(after, encoding="utf-8")
        return 0
    if after != before:
        sys.stderr.write("docs/guide/keys.md is out of date: python -m tests.docs.keys --write\n")
    return int(after != before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
