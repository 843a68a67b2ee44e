"""The translations: every string of the window, its German, and the file that Qt loads.

`python -m tests.translations --update` reads the strings out of the code into the `.ts` files of
`resources/i18n` (translations that are there stay; new strings come in as unfinished, those that
nothing shows any more go) and compiles them with lrelease. Qt's own lupdate finds `tr` of classes
only; the sentences of `annotate.messages` and the functions that translate with a context of their
own are found here by reading the syntax tree.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import PySide6

from annotate import check_words, describing, explanations, messages
from annotate.exchange import loss_groups, loss_sentences
from annotate.exchange.formats import FORMATS
from annotate.schema.shipped import find_schema, shipped
from annotate.training import advice, learning_curve, readiness_words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de",)
COMMAND = "python -m tests.translations --update"

Key = tuple[str, str]
"""Context and source of a string."""

SENTENCES = {
    messages: "Messages",
    check_words: "Messages",
    loss_sentences: "Messages",
    loss_groups: "Messages",
    describing: "Messages",
    explanations: "Messages",
    advice: "Messages",
    readiness_words: "Messages",
    learning_curve: "Messages",
}
"""Modules without Qt whose tables of sentences the window translates, with the context."""

_WITH_CONTEXT = frozenset({"translate", "MARK", "_translated"})
"""Functions that are called with a context and a text."""


@dataclass(slots=True)
class _Reader(ast.NodeVisitor):
    """Collects the strings of one module of `gui`."""

    local: Mapping[str, str]
    """Context of each function of the module that translates a text with a context of its own."""
    found: set[Key] = field(default_factory=set[Key])
    classes: list[str] = field(default_factory=list[str])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Inside a class `tr` has its name as the context."""
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        """Take the texts of one call."""
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        texts = [list(_texts(argument)) for argument in node.args]
        if name in _WITH_CONTEXT and len(texts) > 1 and texts[0]:
            self.found |= {(texts[0][0], text) for text in texts[1]}
        elif name in self.local and texts:
            self.found |= {(self.local[name], text) for text in texts[0]}
        elif name == "tr" and texts and self.classes:
            self.found |= {(self.classes[-1], text) for text in texts[0]}
        self.generic_visit(node)


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: a string, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _local_contexts(tree: ast.Module) -> dict[str, str]:
    """The functions of a module that are `return QCoreApplication.translate("Context", text)`."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not isinstance(node.body[-1], ast.Return):
            continue
        value = node.body[-1].value
        if (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Attribute)
            and value.func.attr == "translate"
            and isinstance(value.args[0], ast.Constant)
            and isinstance(value.args[1], ast.Name)
            and value.args[1].id in {argument.arg for argument in node.args.args}
        ):
            found[node.name] = str(value.args[0].value)
    return found


def _strings(value: object) -> Iterator[str]:
    """The strings in the tables of a module, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(inner)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, tuple):
        for inner in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(inner)  # pyright: ignore[reportUnknownArgumentType]


def _of_schemas() -> Iterator[str]:
    """What shipped schemas say of themselves, their families and attributes."""
    for schema in map(find_schema, shipped()):
        yield from (schema.title, schema.description)
        yield from (family.title for family in schema.families)
        yield from (attribute.title for attribute in schema.attributes)


def sources() -> set[Key]:
    """Every string that the window can show in another language, with its context."""
    found: set[Key] = set()
    for path in sorted((ROOT / "gui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        reader = _Reader(_local_contexts(tree))
        reader.visit(tree)
        found |= reader.found
    found |= {("Messages", option.title) for item in FORMATS for option in item.options}
    found |= {("Schemas", text) for text in _of_schemas() if text}
    for module, context in SENTENCES.items():
        for name, value in vars(module).items():
            if name.startswith("_") and not name.startswith("__"):
                found |= {(context, text) for text in _strings(value)}
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_translator(node.func) and node.args:
                found |= {(context, text) for text in _texts(node.args[0])}
    return found


def _is_translator(node: ast.expr) -> bool:
    """Whether a function called in a module without Qt is the translator it was given."""
    if isinstance(node, ast.BoolOp):
        return any(_is_translator(value) for value in node.values)
    return isinstance(node, ast.Name) and node.id == "tr"


def ts_path(language: str) -> Path:
    """The file with the translations into `language`."""
    return FOLDER / f"spandesk_{language}.ts"


def translations(path: Path) -> dict[Key, str]:
    """What a `.ts` file has; an unfinished translation is an empty text."""
    found: dict[Key, str] = {}
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            text = message.find("translation")
            is_done = text is not None and text.get("type") != "unfinished"
            found[name, message.findtext("source") or ""] = (
                (text.text or "") if text is not None and is_done else ""
            )
    return found


def write(path: Path, known: Mapping[Key, str], *, language: str) -> None:
    """Write a `.ts` file, in order of context and source, so that changes can be read."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (name, source), text in sorted(known.items()):
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if text:
            translation.text = text
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )


def compile_to(path: Path, target: Path) -> None:
    """Compile a `.ts` file with Qt's lrelease; `CalledProcessError` if it refuses."""
    tool = Path(str(PySide6.__file__)).parent / (
        "lrelease.exe" if sys.platform == "win32" else "lrelease"
    )
    # In its place at once: a window that runs has the old file in its memory, and dies of half one.
    made = target.with_suffix(".new")
    subprocess.run([str(tool), "-silent", str(path), "-qm", str(made)], check=True)
    made.replace(target)


def update(language: str) -> list[Key]:
    """Bring the files of one language to what the code says; the strings without translation.

    A string that comes with another class takes the translation that it has elsewhere.
    """
    path = ts_path(language)
    old = translations(path) if path.exists() else {}
    elsewhere = {source: text for (_, source), text in sorted(old.items()) if text}
    known = {key: old.get(key) or elsewhere.get(key[1], "") for key in sources()}
    write(path, known, language=language)
    compile_to(path, path.with_suffix(".qm"))
    return sorted(key for key, text in known.items() if not text)


def main() -> int:
    """Update or check every language; 1 if a string has no translation."""
    parser = argparse.ArgumentParser(prog="python -m tests.translations", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the .ts and .qm files")
    arguments = parser.parse_args()
    missing = 0
    for language in LANGUAGES:
        if arguments.update:
            lacking = update(language)
        else:
            has = translations(ts_path(language))
            lacking = sorted(key for key in sources() if not has.get(key))
        missing += len(lacking)
        for context, source in lacking:
            sys.stdout.write(f"{language}: {context}: {source!r} has no translation\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
