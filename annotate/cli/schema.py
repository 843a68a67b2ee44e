"""The command `schema`: look at schemas, check them, bring them in and out, change one in use."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.cli.command_line import (
    complain,
    counted,
    open_project,
    say,
    with_suffix,
    writable,
    write_text,
)
from annotate.cli.safety import back_up_before
from annotate.errors import UnknownLabelError
from annotate.spans import Layer
from annotate.store.opening import SUFFIX

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.schema.changes import Change
    from annotate.schema.label_schema import Label, LabelSchema
    from annotate.schema.rewriting import Touch

_READING = ("list", "show", "check", "import", "export")
_WRITING = ("import", "export")
_CHANGING = ("take", "rename", "merge", "split", "retire", "return")
_ACTIONS = (*_READING, *_CHANGING)
_LEAST_NAMES = {"take": 1, "rename": 2, "merge": 2, "split": 2, "retire": 1, "return": 1}
_MOST_NAMES = {"take": 1, "rename": 2, "split": 2, "retire": 1, "return": 1}


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "schema",
        schema,
        "Label schemas: list, show, check, import, export; and change the one of a project.",
    )
    made.add_argument("action", metavar="ACTION", choices=_ACTIONS, help=", ".join(_ACTIONS))
    made.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        help="a project; or, to look at it, a shipped schema or a file",
    )
    made.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="labels, roles, relations, attributes or values, or a schema",
    )
    made.add_argument(
        "--out", metavar="FILE", type=writable, help="write to a file instead of printing"
    )
    made.add_argument(
        "--format", choices=["toml", "brat"], default="toml", help="how to export; default: toml"
    )
    made.add_argument(
        "--layer", choices=[str(layer) for layer in Layer], help="layer of the labels"
    )
    made.add_argument(
        "--role", action="store_true", help="the names are roles of event labels, not labels"
    )
    made.add_argument(
        "--relation", action="store_true", help="the names are relations between spans, not labels"
    )
    made.add_argument("--of", metavar="LABEL", default="", help="only roles of this event label")
    made.add_argument(
        "--attribute", action="store_true", help="the names are attributes of events, not labels"
    )
    made.add_argument(
        "--value-of", metavar="ATTRIBUTE", default="", help="the names are values of this attribute"
    )
    made.add_argument(
        "--words", metavar="WORDS", action="append", default=[], help="split off spans with these "
        "words; may be given more than once"
    )  # fmt: skip
    made.add_argument(
        "--filler", metavar="FILLER", action="append", default=[], help="split off fillers like "
        "this one (entity:GPE, event); may be given more than once"
    )  # fmt: skip
    made.add_argument(
        "--dry-run", action="store_true", help="only show every span that would be touched"
    )
    made.add_argument("--json", action="store_true", help="print JSON")


def schema(given: argparse.Namespace) -> int:
    """Do one action; 1 when a check finds an error."""
    if given.action == "list":
        return _list(given)
    if not given.what:
        given.parser.error(f"{given.action} needs to be told what")
    if given.json and given.action in _WRITING:
        given.parser.error(f"{given.action} writes TOML or brat's form; “show --json” prints JSON")
    if given.action in _READING:
        if given.names:
            given.parser.error(f"{given.action} takes one thing")
        act = {"show": _show, "check": _check, "import": _import, "export": _export}
        return act[given.action](given)
    least, most = _LEAST_NAMES[given.action], _MOST_NAMES.get(given.action)
    if len(given.names) < least or (most is not None and len(given.names) > most):
        few = least if most in (None, least) else f"{least} to {most}"
        given.parser.error(f"{given.action} takes a project and {few} names")
    return _change_project(given)


# -- looking ---------------------------------------------------------------------------------------


def _list(given: argparse.Namespace) -> int:
    from annotate.schema.shipped import find_schema, shipped

    found = [find_schema(name) for name in shipped()]
    if given.json:
        rows = [{"name": item.name, "title": item.title, **_counts(item)} for item in found]
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for item in found:
        count = _counts(item)
        say(
            f"{item.name:<10} {count['entity_labels']:>3} entity and"
            f" {count['event_labels']:>3} event labels, {count['roles']:>3} roles  {item.title}"
        )
    return 0


def _counts(item: LabelSchema) -> dict[str, int]:
    return {
        "entity_labels": len(item.in_layer(Layer.ENTITY)),
        "event_labels": len(item.in_layer(Layer.EVENT)),
        "roles": sum(len(label.roles) for label in item.labels),
        "attributes": len(item.attributes),
    }


def _found(what: str) -> LabelSchema:
    """The schema of a project, of a brat configuration, of a TOML file, or a shipped one."""
    from annotate.schema.shipped import find_schema, shipped

    path = Path(what)
    is_project = path.suffix == SUFFIX or (not path.is_file() and with_suffix(path).is_file())
    if what in shipped() or not is_project:
        return find_schema(what)
    with open_project(path, read_only=True) as opened:
        return opened.schema


def _show(given: argparse.Namespace) -> int:
    from annotate.schema.label_schema import schema_to_table

    found = _found(given.what)
    if given.json:
        say(json.dumps(schema_to_table(found), ensure_ascii=False, indent=1))
        return 0
    say(f"{found.title or found.name} (version {found.version})")
    for layer in Layer:
        say(f"\n{layer}:")
        for label, depth in _tree(found, layer):
            _show_label(found, label, depth)
    if found.attributes:
        say("\nattributes:")
    for item in found.attributes:
        values = " | ".join(item.values) or "any text"
        notes = [f"default {item.default}"] if item.default else []
        notes += ["several"] if item.takes_several else []
        say(f"  {item.name}: {values}" + (f" ({', '.join(notes)})" if notes else ""))
    if found.relations:
        say("\nrelations:")
    for relation in found.relations:
        heads, children = (" | ".join(x) or "anything" for x in (relation.heads, relation.children))
        say(f"  {relation.name}: {heads} → {children}")
    return 0


def _tree(found: LabelSchema, layer: Layer) -> Iterator[tuple[Label, int]]:
    """Labels with their depth, children behind their parents."""

    def below(label: Label, depth: int) -> Iterator[tuple[Label, int]]:
        yield label, depth
        for child in found.children(label.name) if layer is Layer.EVENT else ():
            yield from below(child, depth + 1)

    for label in found.in_layer(layer):
        if not label.parent or found.get(layer, label.parent) is None:
            yield from below(label, 0)


def _show_label(found: LabelSchema, label: Label, depth: int) -> None:
    indent = "  " * (depth + 1)
    key = f"  [{label.key}]" if label.key else ""
    retired = "  (retired)" if label.is_retired else ""
    say(f"{indent}{label.name}  {label.title}{key}{retired}")
    for role in label.roles:
        fillers = " | ".join(role.fillers) or "anything"
        key = f" [{role.key}]" if role.key else ""
        say(f"{indent}  - {role.name} {role.cardinality}{key}: {fillers}")
    own = {role.name for role in label.roles}
    inherited = [role.name for role in found.roles_of(label.name) if role.name not in own]
    if inherited:
        say(f"{indent}  - inherited: {', '.join(inherited)}")


def _check(given: argparse.Namespace) -> int:
    """List everything that is wrong with a file; 1 when it cannot be used so."""
    from annotate.messages import fault_sentence
    from annotate.schema.checks import faults

    found = _found(given.what)
    wrong = faults(found)
    if given.json:
        rows = [
            {"label": item.label, "part": item.part, "kind": item.kind.name.lower(),
             "found": item.found, "error": item.is_error}
            for item in wrong
        ]  # fmt: skip
        say(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for item in wrong:
            say(fault_sentence(item))
        names = counted(len(found.labels), "label", "labels")
        say(f"{found.name}: {names}, {counted(len(wrong), 'fault', 'faults')}")
    return int(any(item.is_error for item in wrong))


def _import(given: argparse.Namespace) -> int:
    """A brat configuration (or any schema) as TOML."""
    from annotate.schema.label_schema import dump_schema

    return _write(given, dump_schema(_found(given.what)))


def _export(given: argparse.Namespace) -> int:
    from annotate.exchange.brat_schema_writing import in_names, write_configuration
    from annotate.schema.label_schema import dump_schema

    found = _found(given.what)
    is_brat = given.format == "brat"
    return _write(given, write_configuration(in_names(found)) if is_brat else dump_schema(found))


def _is_schema(head: bytes) -> bool:
    """Whether a file can be a schema in TOML or brat's configuration, by how it begins."""
    return b"[[label]]" in head or b"[entities]" in head


def _write(given: argparse.Namespace, text: str) -> int:
    if given.out is None:
        say(text.rstrip("\n"))
    else:
        write_text(given.out, text, is_own=_is_schema)
        say(str(given.out))
    return 0


# -- changing --------------------------------------------------------------------------------------


def _change_project(given: argparse.Namespace) -> int:
    with open_project(Path(given.what), read_only=given.dry_run) as opened:
        if given.action == "take":
            return _take(opened, given)
        return _change(opened, given, _change_of(opened, given))


def _take(project: Project, given: argparse.Namespace) -> int:
    """Take over what another schema says of labels of the same name."""
    from annotate.schema.merging import take_over
    from annotate.schema.steps import set_schema

    (name,) = given.names
    taken = take_over(project.schema, _found(name))
    if not given.dry_run and not taken.is_empty:
        future = set_schema(project, taken.schema, title=f"take roles over from {name}")
        if future is not None:
            future.result()
    if given.json:
        data = {
            "roles": taken.roles,
            "attributes": taken.attributes,
            "parents": taken.parents,
            "relations": taken.relations,
            "guidelines": taken.guidelines,
        }
        say(json.dumps(data, ensure_ascii=False))
        return 0
    for label, role in taken.roles if given.dry_run else ():
        say(f"{label}: {role}")
    done = "would be taken over" if given.dry_run else "taken over"
    roles = counted(len(taken.roles), "role", "roles")
    attributes = counted(len(taken.attributes), "attribute", "attributes")
    guidelines = counted(len(taken.guidelines), "guideline", "guidelines")
    relations = counted(len(taken.relations), "relation", "relations")
    told = f"{roles}, {attributes}, {relations}" if taken.relations else f"{roles}, {attributes}"
    say(f"{told} and {guidelines} {done}")
    return 0


def _change(project: Project, given: argparse.Namespace, change: Change) -> int:
    from annotate.schema.steps import perform, plan, title_of

    made = plan(project, change)
    if not given.dry_run:
        if made.touches:
            back_up_before(project)
        perform(project, made, title=title_of(change)).result()
    if given.json:
        say(json.dumps([_row(item) for item in made.touches], ensure_ascii=False, indent=1))
        return 0
    for item in made.touches if given.dry_run else ():
        of = f" of “{item.trigger}”" if item.trigger else ""
        of += f" → “{item.child}”" if item.child else ""
        say(f"{item.article_id} {item.start}-{item.end} “{item.words}”{of}: {_told(item)}")
    done = "would be touched" if given.dry_run else "touched"
    what = ("relation", "relations") if given.relation else ("span", "spans")
    spans = counted(len(made.touches), *what)
    say(f"{title_of(change)}: {spans} in {counted(len(made.titles), 'article', 'articles')} {done}")
    return 0


def _told(item: Touch) -> str:
    return f"{item.before} → {item.after} ({item.kind})"


def _row(item: Touch) -> dict[str, Any]:
    names = ("article_id", "span_id", "start", "end", "words", "kind", "before", "after", "trigger")
    row = {name: getattr(item, name) for name in names}
    return {**row, "child": item.child} if item.child else row


def _change_of(project: Project, given: argparse.Namespace) -> Change:
    from annotate.schema import changes

    names: Sequence[str] = given.names
    if given.relation:
        return _relation_change(given, names)
    if given.attribute or given.value_of:
        return _attribute_change(given, names)
    if given.role or given.of:
        return _role_change(project, given, names)
    layer = _layer(project, given, names[0])
    match given.action:
        case "rename":
            return changes.RenameLabel(layer, *names)
        case "merge":
            return changes.MergeLabels(layer, tuple(names[:-1]), names[-1])
        case "split":
            old, new = names
            words = {changes.folded(item): new for item in given.words}
            if not words:
                given.parser.error("split needs --words: which spans are to be split off")
            return changes.SplitLabel(layer, old, words)
        case _:
            return changes.RetireLabel(layer, names[0], is_retired=given.action == "retire")


def _role_change(project: Project, given: argparse.Namespace, names: Sequence[str]) -> Change:
    from annotate.schema import changes
    from annotate.schema.steps import renaming_of_role

    if given.action == "return":
        given.parser.error(f"{given.action} is for labels")
    match given.action:
        case "rename" | "merge":
            if len(names) != 2:
                given.parser.error(f"{given.action} takes two roles")
            return renaming_of_role(project, given.of, *names)
        case "split":
            old, new = names
            return changes.SplitRole(given.of, old, new, tuple(given.filler))
        case _:
            return changes.RetireRole(given.of, names[0])


def _relation_change(given: argparse.Namespace, names: Sequence[str]) -> Change:
    from annotate.relations import changes

    others = (given.role, given.of, given.attribute, given.value_of, given.layer)
    if given.action not in ("rename", "merge", "retire") or any(others):
        given.parser.error("relations are renamed, merged or retired")
    match given.action:
        case "rename":
            return changes.RenameRelation(*names)
        case "merge":
            return changes.MergeRelations(tuple(names[:-1]), names[-1])
        case _:
            return changes.RetireRelation(names[0])


def _attribute_change(given: argparse.Namespace, names: Sequence[str]) -> Change:
    from annotate.schema import attribute_changes as changes

    if given.action not in ("rename", "retire") or given.role or given.of:
        given.parser.error("attributes and their values are renamed or retired")
    if given.action == "rename":
        old, new = names
        if given.value_of:
            return changes.RenameValue(given.value_of, old, new)
        return changes.RenameAttribute(old, new)
    (name,) = names
    if given.value_of:
        return changes.RetireValue(given.value_of, name)
    return changes.RetireAttribute(name)


def _layer(project: Project, given: argparse.Namespace, name: str) -> Layer:
    """The layer that was given, or the only one that has a label of this name."""
    if given.layer:
        return Layer(given.layer)
    found = [layer for layer in Layer if project.schema.get(layer, name) is not None]
    if len(found) > 1:
        complain(f"{name} is a label of both layers; --layer says which.")
        raise SystemExit(2)
    if not found:
        raise UnknownLabelError(label=name, layer=" or ".join(Layer))
    return found[0]
