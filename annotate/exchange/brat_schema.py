"""brat's `annotation.conf` as a label schema with roles (`brat_schema_writing` writes one).

Source: https://brat.nlplab.org/configuration.html. Read besides are `visual.conf` (titles, colours)
and `kb_shortcuts.conf` (keys) where they lie beside it. What a schema cannot hold (attributes of
entities, normalisation) is left out. Indentation is hierarchy: of events it becomes
the parent, of entities the family of those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotate.errors import SchemaError
from annotate.exchange.brat_schema_writing import EQUIVALENT
from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Family, Label, LabelSchema, dump_schema, parse_schema
from annotate.schema.new_labels import make_labels
from annotate.schema.roles import ANY_SPAN, Attribute, Cardinality, Role
from annotate.spans import Layer

CONFIGURATION = "annotation.conf"
_VISUAL = "visual.conf"
_SHORTCUTS = "kb_shortcuts.conf"
_SECTIONS = {"entities": Layer.ENTITY, "spans": Layer.ENTITY, "events": Layer.EVENT}
_NAME = re.compile(r"!?([^\s|!]+)")
_ARGUMENT = re.compile(r"([^\s:,<>?*+{}]+)([?*+]|\{\d+(?:-\d+)?\})?:([^\s,]+)")
_MACRO = re.compile(r"<([^<>\s]+)>\s*=\s*(\S+)")
_VALUES = re.compile(r"\bValue:([^\s,]+)")
_DEFAULT = re.compile(r"<DEFAULT>:([^\s,]+)")
_ABOUT = re.compile(r"\bArg:([^\s,]+)")
_COLOUR = re.compile(r"\bbgColor:(#[0-9a-fA-F]{6})\b")
_KEY = re.compile(r"([0-9A-Za-z])\s+(\S+)")
_BINARY = "true"


@dataclass(slots=True)
class _Type:
    name: str
    depth: int
    rest: str
    parent: str = ""


@dataclass(slots=True)
class _Configuration:
    types: dict[Layer, list[_Type]] = field(
        default_factory=lambda: {layer: list[_Type]() for layer in Layer}
    )
    attributes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    relations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    macros: dict[str, str] = field(default_factory=dict[str, str])


def read_configuration(
    configuration: str, *, name: str = "brat", visual: str = "", shortcuts: str = ""
) -> LabelSchema:
    """The schema that an `annotation.conf` declares; raises `SchemaError` when it has no labels."""
    found = _parse(configuration)
    names = {(layer, item.name): item for layer, items in found.types.items() for item in items}
    if not names:
        raise SchemaError(source=name, reason="no labels", key=CONFIGURATION)
    titles, colours = _looks(visual)
    keys = _keys(shortcuts)
    attributes, about = _attributes(found)
    plain = make_labels(LabelSchema(name, ()), names)
    labels: list[Label] = []
    for label in plain:
        item = names[label.layer, label.name]
        is_event = label.layer is Layer.EVENT
        labels.append(
            replace(
                label,
                title=titles.get(label.name, label.name.replace("_", " ")),
                colour=colours.get(label.name, label.colour),
                key=keys.pop(label.name, ""),
                family=_family(found, item) if not is_event else "",
                parent=item.parent if is_event else "",
                roles=tuple(_roles(found, item)) if is_event else (),
                attributes=_named(about, label.name) if is_event else (),
            )
        )
    families = dict.fromkeys(label.family for label in labels if label.family)
    schema = LabelSchema(
        name=name,
        title=name,
        labels=tuple(labels),
        families=tuple(Family(each, titles.get(each, each)) for each in families),
        attributes=tuple(attributes),
        relations=tuple(_relations(found)),
    )
    from annotate.schema.checks import require_sound

    require_sound(schema, source=name)
    # Names that no schema can have are refused here, not when the project is opened again.
    return parse_schema(dump_schema(schema), source=name)


def read_file(path: Path) -> LabelSchema:
    """The schema of the `annotation.conf` at `path`, with what lies beside it.

    Raises `SchemaError`.
    """
    try:
        configuration = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise SchemaError(source=str(path), reason=str(error), key="the file") from error
    return read_configuration(
        configuration,
        name=path.resolve().parent.name or "brat",
        visual=_beside(path, _VISUAL),
        shortcuts=_beside(path, _SHORTCUTS),
    )


def declared_by(paths: Iterable[Path]) -> LabelSchema | None:
    """The schema of the first of these brat folders, files or archives that has a sound one."""
    for path in paths:
        for reader in (_in_folder, _in_archive):
            try:
                schema = reader(path)
            except (SchemaError, OSError):
                continue
            if schema is not None:
                return schema
    return None


def _in_folder(path: Path) -> LabelSchema | None:
    folder = path if path.is_dir() else path.parent
    if not path.is_dir() and path.suffix not in (".ann", ".a1", ".a2"):
        return None
    candidates = [folder / CONFIGURATION, folder.parent / CONFIGURATION]
    if path.is_dir():
        candidates[1:1] = sorted(folder.rglob(CONFIGURATION))
    found = next((item for item in candidates if item.is_file()), None)
    return read_file(found) if found is not None else None


def _in_archive(path: Path) -> LabelSchema | None:
    import zipfile

    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(path):
        return None
    from annotate.errors import ArticleError
    from annotate.exchange.archives import Archive

    try:
        with Archive(path, source=path.name, limit=_MOST_BYTES) as archive:
            names = [name for name in archive.names if name.split("/")[-1] == CONFIGURATION]
            if not names:
                return None
            data = archive.read(min(names, key=len), limit=_MOST_BYTES)
    except ArticleError:
        return None
    return read_configuration(data.decode("utf-8", "replace"), name=path.stem)


_MOST_BYTES = 1 << 30


def _beside(path: Path, name: str) -> str:
    try:
        return path.with_name(name).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


# -- parsing ---------------------------------------------------------------------------------------


def _parse(configuration: str) -> _Configuration:
    found = _Configuration()
    section = ""
    above: list[_Type] = []
    for section_, line in _lines(configuration):
        if section_ != section:
            section, above = section_, []
        if macro := _MACRO.match(line.strip()):
            found.macros[f"<{macro[1]}>"] = macro[2]
            continue
        content = line.strip()
        match = _NAME.match(content)
        if match is None or content.startswith(("<", "-")):
            continue
        if section == "attributes":
            found.attributes.append((match[1], content))
        elif section == "relations":
            found.relations.append((match[1], content))
        layer = _SECTIONS.get(section)
        if layer is None or any(item.name == match[1] for item in found.types[layer]):
            continue
        item = _Type(match[1], _depth(line), content)
        while above and above[-1].depth >= item.depth:
            above.pop()
        item.parent = above[-1].name if above else ""
        above.append(item)
        found.types[layer].append(item)
    return found


def _lines(configuration: str) -> Iterator[tuple[str, str]]:
    """Section and line, without comments and empty lines."""
    section = ""
    for raw in configuration.splitlines():
        line = raw.partition("#")[0].rstrip()
        content = line.strip()
        if content.startswith("[") and content.endswith("]"):
            section = content[1:-1].strip().lower()
        elif content:
            yield section, line


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _roles(found: _Configuration, item: _Type) -> Iterator[Role]:
    _, _, rest = item.rest.partition(" ") if "\t" not in item.rest else item.rest.partition("\t")
    seen: set[str] = set()
    for name, counted, types in _ARGUMENT.findall(rest):
        if name in seen:
            continue
        seen.add(name)
        fillers = dict.fromkeys(_fillers(found, types))
        yield Role(
            name=name,
            title=name.replace("_", " "),
            cardinality=_cardinality(counted),
            fillers=(ANY_SPAN,) if ANY_SPAN in fillers else tuple(fillers),
        )


def _relations(found: _Configuration) -> Iterator[RelationLabel]:
    """Relations with what they may tie, by all lines of a name; equivalences are chains."""
    named: dict[str, tuple[list[str], list[str]]] = {}
    for name, line in found.relations:
        ends = named.setdefault(name, ([], []))
        types = [argument[2] for argument in _ARGUMENT.findall(line)]
        for end, written in zip(ends, (*types, "<ANY>", "<ANY>")[:2], strict=True):
            end.extend(_fillers(found, written))
    named.pop(EQUIVALENT, None)
    for name, (heads, children) in named.items():
        yield RelationLabel(name, name.replace("_", " "), _open(heads), _open(children))


def _open(fillers: Sequence[str]) -> tuple[str, ...]:
    """The fillers; none where anything goes."""
    return () if ANY_SPAN in fillers else tuple(dict.fromkeys(fillers))


def _cardinality(written: str) -> Cardinality:
    try:
        return Cardinality.parse(written or "1")
    except ValueError:
        return Cardinality()


def _fillers(found: _Configuration, types: str, depth: int = 0) -> Iterator[str]:
    """Fillers of the types that an argument names: macros opened, those below named as well."""
    for name in types.split("|"):
        if name in found.macros and depth < _DEEPEST:
            yield from _fillers(found, found.macros[name], depth + 1)
        elif name == "<ANY>":
            yield ANY_SPAN
        elif name in ("<ENTITY>", "<EVENT>"):
            yield name.strip("<>").lower()
        else:
            yield from _with_those_below(found, name)


_DEEPEST = 8


def _with_those_below(found: _Configuration, name: str) -> Iterator[str]:
    for layer, items in found.types.items():
        wanted = {name}
        for item in items:
            if item.name in wanted or item.parent in wanted:
                wanted.add(item.name)
                yield f"{layer}:{item.name}"


def _family(found: _Configuration, item: _Type) -> str:
    """The topmost type above an entity."""
    by_name = {each.name: each for each in found.types[Layer.ENTITY]}
    top = item
    while top.parent:
        top = by_name[top.parent]
    return (
        top.name if top is not item or any(x.parent == item.name for x in by_name.values()) else ""
    )


_About = Mapping[str, frozenset[str] | None]
"""Labels that an attribute is about; None: all."""


def _attributes(found: _Configuration) -> tuple[list[Attribute], _About]:
    made: dict[str, Attribute] = {}
    about: dict[str, frozenset[str] | None] = {}
    events = {item.name for item in found.types[Layer.EVENT]}
    for name, line in found.attributes:
        match = _ABOUT.search(line)
        fillers = set(_fillers(found, match[1])) if match else {"event"}
        labels = {filler[6:] for filler in fillers if filler.startswith("event:")} & events
        is_of_all = bool(fillers & {"event", ANY_SPAN})
        if not (is_of_all or labels) or name in made:
            continue
        values = _VALUES.search(line)
        default = _DEFAULT.search(line)
        listed = tuple(dict.fromkeys(values[1].split("|"))) if values else (_BINARY,)
        made[name] = Attribute(
            name=name,
            title=name.replace("_", " "),
            values=listed,
            default=default[1] if default and default[1] in listed else "",
        )
        about[name] = None if is_of_all else frozenset(labels)
    return list(made.values()), about


def _named(about: _About, label: str) -> tuple[str, ...]:
    """The attributes of a label by name; empty when it has them all."""
    if all(labels is None for labels in about.values()):
        return ()
    return tuple(name for name, labels in about.items() if labels is None or label in labels)


def _looks(visual: str) -> tuple[dict[str, str], dict[str, str]]:
    titles: dict[str, str] = {}
    colours: dict[str, str] = {}
    for section, line in _lines_with_colours(visual):
        name, *rest = [part.strip() for part in line.split("|")]
        if section == "labels" and rest and rest[0]:
            titles[name] = rest[0]
        elif section == "drawing" and (match := _COLOUR.search(line)):
            colours[line.split(None, 1)[0]] = match[1].lower()
    return titles, colours


def _lines_with_colours(visual: str) -> Iterator[tuple[str, str]]:
    """Like `_lines`: a number sign begins a comment at the start of a line only."""
    section = ""
    for raw in visual.splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip().lower()
        elif line and not line.startswith("#"):
            yield section, line


def _keys(shortcuts: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for raw in shortcuts.splitlines():
        match = _KEY.fullmatch(raw.strip())
        if match and match[2] not in keys and match[1] not in keys.values():
            # brat's letters belong to other things here: they go with Alt.
            keys[match[2]] = match[1] if match[1].isdigit() else f"Alt+{match[1].upper()}"
    return keys
