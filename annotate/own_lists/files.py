"""Own lists from files and back: CSV, plain text, JSON Lines, spaCy patterns, TOML.

A bad line is refused with its number and what to do; the good ones are read. Columns and fields:
`text` (or spaCy's `pattern`), `label`, `layer`, `form`, `case`, `score`, `enabled`; all but the
text may be left out. https://spacy.io/usage/rule-based-matching#entityruler has spaCy's form.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from annotate.errors import ListEntryError, ListFileError
from annotate.own_lists.matching import surfaces
from annotate.own_lists.token_patterns import as_phrase
from annotate.own_lists.values import DEFAULT_SCORE, Form, ListEntry, checked, pattern_text
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.suggesters.gazetteer import GazetteerError, NameList, parse_lists
from annotate.suggesters.lexicon_file import LexiconError, parse_lexicon

LARGEST_MB: Final = 64
COLUMNS: Final = ("text", "label", "layer", "form", "case", "score", "enabled")
_ALIASES: Final = {"pattern": "text", "name": "text", "phrase": "text", "type": "label"}
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


class Format(StrEnum):
    """What a list can be written as; the value is the extension."""

    CSV = "csv"
    JSONL = "jsonl"
    PATTERNS = "patterns.jsonl"
    TOML = "toml"


@dataclass(slots=True)
class ListFile:
    """What was read: entries, or a lexicon, and the lines that were refused.

    `repeated` counts entries that the file has twice.
    """

    entries: list[ListEntry] = field(default_factory=list[ListEntry])
    lexicon: str = ""
    refusals: list[ListFileError] = field(default_factory=list[ListFileError])
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an entry is taken for that does not say; without a schema every label is good."""

    label: str = ""
    layer: Layer | None = None
    is_exact: bool | None = None
    score: float = DEFAULT_SCORE
    schema: LabelSchema | None = None


def read_list(path: Path, defaults: Defaults | None = None) -> ListFile:
    """Read a file by its extension; raises `ListFileError` when nothing in it can be used."""
    defaults = defaults or Defaults()
    readers: Mapping[str, Callable[[str, str], Iterator[_Row | ListFileError]]] = {
        ".csv": _csv_rows,
        ".tsv": _csv_rows,
        ".txt": _text_rows,
        ".jsonl": _jsonl_rows,
        ".ndjson": _jsonl_rows,
        ".json": _json_rows,
    }
    kind = path.suffix.lower()
    if kind == ".toml":
        return _read_toml(_read_text(path), path.name, defaults)
    if kind not in readers:
        raise ListFileError(file=path.name, reason="unknown_kind")
    result = ListFile()
    seen: set[tuple[str, str, str, str]] = set()
    for row in readers[kind](_read_text(path), path.name):
        if isinstance(row, ListFileError):
            result.refusals.append(row)
            continue
        try:
            entry = _entry(row, defaults, path.name)
        except ListEntryError as error:
            result.refusals.append(_with_place(error, path.name, row.line))
        except ListFileError as error:
            result.refusals.append(error)
        else:
            if entry.key in seen:
                result.repeated += 1
            else:
                seen.add(entry.key)
                result.entries.append(entry)
    if not result.entries and not result.refusals:
        raise ListFileError(file=path.name, reason="no_entries")
    return result


def write_entries(entries: Iterable[ListEntry], kind: Format) -> str:
    """Entries as the text of a file; what was written is read back equal, but for `PATTERNS`.

    spaCy's patterns have no score and no switch: entries that are switched off stay out, and verbs
    and nouns are written in all their forms.
    """
    if kind is Format.PATTERNS:
        return "".join(
            json.dumps({"label": entry.label, "pattern": pattern}, ensure_ascii=False) + "\n"
            for entry in entries
            if entry.is_enabled
            for pattern in _spacy_patterns(entry)
        )
    if kind is Format.JSONL:
        return "".join(
            json.dumps(_as_record(entry), ensure_ascii=False) + "\n" for entry in entries
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(_as_cells(entry))
    return out.getvalue()


def entry_of(text: str, *, form: Form, defaults: Defaults) -> ListEntry:
    """An entry written by hand; raises `ListEntryError`."""
    layer = _layer_of(defaults.label, text, defaults)
    is_exact = defaults.is_exact
    if is_exact is None:
        is_exact = _is_exact_by_nature(layer, form)
    entry = ListEntry(text, defaults.label, layer, form, is_exact=is_exact, score=defaults.score)
    return require_label(checked(entry), defaults.schema)


def format_of(path: Path) -> Format:
    """What a file of this name is written as; raises `ListFileError`."""
    name = path.name.lower()
    for kind in sorted(Format, key=len, reverse=True):
        if name.endswith(f".{kind}"):
            return kind
    raise ListFileError(file=path.name, reason="unknown_kind")


def require_label(entry: ListEntry, schema: LabelSchema | None) -> ListEntry:
    """The entry, if the schema has its label; raises `ListEntryError`."""
    if schema is not None and schema.get(entry.layer, entry.label) is None:
        raise ListEntryError(
            reason="unknown_label", text=entry.text, label=entry.label, layer=str(entry.layer)
        )
    return entry


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: the values by column; `pattern` is a token pattern of spaCy."""

    line: int
    values: Mapping[str, str]
    pattern: Sequence[object] | None = None
    has_case: bool = False


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_MB << 20:
            raise ListFileError(file=path.name, reason="too_large", found=LARGEST_MB)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListFileError(file=path.name, reason="encoding") from error
    except OSError as error:
        found = error.strerror or str(error)
        raise ListFileError(file=path.name, reason="cannot_read", found=found) from error


def _csv_rows(text: str, file: str) -> Iterator[_Row | ListFileError]:
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next(reader, [])
        columns = [_column(name) for name in header]
        if "text" not in columns:
            raise ListFileError(file=file, line=1, reason="no_columns")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                # Columns of other programs are left alone.
                values = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
                yield _Row(reader.line_num, values)
    except csv.Error as error:
        raise ListFileError(
            file=file, line=reader.line_num, reason="cannot_read", found=str(error)
        ) from error


def _column(name: str) -> str:
    plain = name.strip().lower()
    plain = _ALIASES.get(plain, plain)
    return plain if plain in COLUMNS else ""


def _text_rows(text: str, _file: str) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield _Row(number, {"text": line})


def _jsonl_rows(text: str, file: str) -> Iterator[_Row | ListFileError]:
    # Not `splitlines`: a string may hold U+2028.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value: object = json.loads(line)
        except (ValueError, RecursionError):
            yield ListFileError(file=file, line=number, reason="not_json")
            continue
        yield _record_row(value, number, file)


def _json_rows(text: str, file: str) -> Iterator[_Row | ListFileError]:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise ListFileError(file=file, line=line, reason="not_json") from error
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        yield _record_row(item, number, file)


def _record_row(value: object, line: int, file: str) -> _Row | ListFileError:
    if not isinstance(value, dict):
        return ListFileError(file=file, line=line, reason="not_object")
    record = cast("dict[str, object]", value)
    pattern = record.get("pattern", record.get("text"))
    values = {
        name: _plain(item)
        for key, item in record.items()
        if (name := _column(key)) and isinstance(item, (str, int, float, bool))
    }
    if isinstance(pattern, list):
        return _Row(line, values, cast("list[object]", pattern))
    if not isinstance(pattern, str):
        return ListFileError(file=file, line=line, reason="no_text")
    # A pattern of spaCy that is a text is matched as it is written.
    return _Row(line, values, has_case="pattern" in record)


def _plain(value: str | float | bool) -> str:  # noqa: FBT001 - a value of JSON
    return str(value).lower() if isinstance(value, bool) else str(value)


def _entry(row: _Row, defaults: Defaults, file: str) -> ListEntry:
    values = {name: value.strip() for name, value in row.values.items()}

    def chosen(name: str, fallback: str, wanted: Mapping[str, str], words: str) -> str:
        value = values.get(name, "").lower()
        if not value:
            return fallback
        if value not in wanted:
            raise ListFileError(
                file=file,
                line=row.line,
                reason="bad_value",
                entry=name,
                found=value,
                expected=words,
            )
        return wanted[value]

    form = Form(chosen("form", "words", {str(item): item for item in Form}, "words, verb or noun"))
    text, is_phrase_exact = values.get("text", ""), None
    if row.pattern is not None:
        phrase = as_phrase(row.pattern) if form is not Form.TOKENS else None
        if phrase is None:
            text, form = pattern_text(row.pattern), Form.TOKENS
        else:
            text, is_phrase_exact = phrase
    label = values.get("label", "") or defaults.label
    named = chosen("layer", "", {str(item): item for item in Layer}, "entity or event")
    layer = Layer(named) if named else _layer_of(label, text, defaults)
    entry = ListEntry(
        text=text,
        label=label,
        layer=layer,
        form=form,
        is_exact=_case(chosen, is_phrase_exact, row, defaults, form, layer),
        score=_score(values.get("score", ""), defaults.score, row.line, file),
        is_enabled=chosen("enabled", "1", {**dict.fromkeys(_YES, "1"), **dict.fromkeys(_NO, "0")},
                          "yes or no") == "1",
    )  # fmt: skip
    return require_label(checked(entry), defaults.schema)


def _case(
    chosen: Callable[[str, str, Mapping[str, str], str], str],
    is_phrase_exact: bool | None,  # noqa: FBT001 - an answer that may be missing
    row: _Row,
    defaults: Defaults,
    form: Form,
    layer: Layer,
) -> bool:
    """Whether upper and lower case must agree: as the line says, else as the pattern does."""
    said = chosen("case", "", {"exact": "exact", "any": "any"}, "exact or any")
    if said:
        return said == "exact"
    if is_phrase_exact is not None:
        return is_phrase_exact
    if row.has_case:
        return True
    if defaults.is_exact is not None:
        return defaults.is_exact
    return _is_exact_by_nature(layer, form)


def _is_exact_by_nature(layer: Layer, form: Form) -> bool:
    """A trigger may begin a sentence; a name in lower case is mostly another word."""
    return layer is Layer.ENTITY and form is Form.WORDS


def _layer_of(label: str, text: str, defaults: Defaults) -> Layer:
    if defaults.layer is not None:
        return defaults.layer
    if defaults.schema is None or not label:
        return Layer.ENTITY
    found = [layer for layer in Layer if defaults.schema.get(layer, label) is not None]
    if len(found) != 1:
        raise ListEntryError(reason="unclear_layer", text=text, label=label)
    return found[0]


def _score(text: str, fallback: float, line: int, file: str) -> float:
    if not text:
        return fallback
    try:
        return float(text)
    except ValueError as error:
        raise ListFileError(
            file=file, line=line, reason="bad_value", entry="score", found=text,
            expected="a number above 0 and up to 1",
        ) from error  # fmt: skip


def _with_place(error: ListEntryError, file: str, line: int) -> ListFileError:
    return ListFileError(file=file, line=line, **error.fields)


def _read_toml(text: str, file: str, defaults: Defaults) -> ListFile:
    """A trigger lexicon, or lists of names as `resources/patterns` has them."""
    import tomllib

    try:
        table = tomllib.loads(text)
        if "triggers" in table:
            parse_lexicon(text, source=file)
            return ListFile(lexicon=text)
        lists = parse_lists(text, source=file)
    except tomllib.TOMLDecodeError as error:
        raise ListFileError(file=file, reason="bad_toml", found=str(error)) from error
    except (LexiconError, GazetteerError) as error:
        key, reason = error.fields.get("key"), error.fields.get("reason")
        found = f"{reason} ({key})" if key else str(reason)
        raise ListFileError(file=file, reason="bad_toml", found=found) from error
    result = ListFile()
    for each in lists:
        _take_names(each, result, file, defaults)
    if not result.entries and not result.refusals:
        raise ListFileError(file=file, reason="no_entries")
    return result


def _take_names(names: NameList, result: ListFile, file: str, defaults: Defaults) -> None:
    for name in names.names:
        try:
            layer = _layer_of(names.label, name, defaults)
            entry = ListEntry(
                text=name.removeprefix("the "), label=names.label, layer=layer, score=names.score
            )
            result.entries.append(require_label(checked(entry), defaults.schema))
        except ListEntryError as error:
            result.refusals.append(_with_place(error, file, 0))


# -- writing ---------------------------------------------------------------------------------------


def _as_cells(entry: ListEntry) -> tuple[str, ...]:
    return (
        entry.text,
        entry.label,
        str(entry.layer),
        str(entry.form),
        "exact" if entry.is_exact else "any",
        f"{entry.score:g}",
        "yes" if entry.is_enabled else "no",
    )


def _as_record(entry: ListEntry) -> dict[str, object]:
    record: dict[str, object] = dict(zip(COLUMNS, _as_cells(entry), strict=True))
    record["score"], record["enabled"] = entry.score, entry.is_enabled
    if entry.form is Form.TOKENS:
        record["pattern"] = json.loads(str(record.pop("text")))
    return record


def _spacy_patterns(entry: ListEntry) -> Iterator[object]:
    if entry.form is Form.TOKENS:
        yield json.loads(entry.text)
        return
    for surface in surfaces(entry):
        if entry.is_exact:
            yield surface
        else:
            yield [{"LOWER": word.lower()} for word in surface.split(" ")]
