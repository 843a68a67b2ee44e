"""UIMA CAS XMI, of INCEpTION, WebAnno and other tools of UIMA: one article a file.

Written by dkpro-cassis into a folder with `TypeSystem.xml`. Read without a type system where there
is none (`annotate.exchange.uima_xmi`); a `TypeSystem.xml` beside the file, or in the archive, is
used. See `annotate.exchange.uima_layers` for what becomes of the layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from annotate.articles import ArticleState
from annotate.errors import AnnotateError
from annotate.exchange.archives import Archive
from annotate.exchange.drafts import Refusal
from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record
from annotate.exchange.text_lines import read_bytes
from annotate.exchange.uima_cas import Cas, Types
from annotate.exchange.uima_layers import interpret
from annotate.exchange.uima_writing import attribute_names, make_cas, type_system
from annotate.exchange.uima_xmi import ROOT, read_types, read_xmi
from annotate.exchange.xml_documents import root_tag

_TYPES = ("typesystem.xml", "full-typesystem.xml")


def detect(probe: Probe) -> float:
    """Whether the first element is that of XMI, or an archive or folder holds such files."""
    if probe.is_folder or probe.names:
        names = [PurePosixPath(name).name.lower() for name in probe.names]
        names = [name for name in names if name and not name.startswith(".")]
        fits = [name.endswith(".xmi") or name in _TYPES for name in names]
        has_xmi = any(name.endswith(".xmi") for name in names)
        return 0.9 if has_xmi and all(fits) else 0.0
    return 1.0 if root_tag(probe.head) == ROOT else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The article of a file, or those of an archive or a folder."""
    path = source.path
    if path.is_dir():
        for item in sorted(path.rglob("*.xmi")):
            if not item.name.startswith(".") and not item.is_symlink():
                yield from _attempt(_read_file(item, source, Source(item).name), Source(item).name)
    elif path.suffix.lower() == ".zip":
        with Archive(path, source=source.name, limit=source.options.max_file_bytes) as archive:
            yield from archive.refused
            yield from _read_archive(archive, source)
    else:
        yield from _read_file(path, source, source.name)


def _attempt(outcomes: Iterator[Outcome], name: str) -> Iterator[Outcome]:
    try:
        yield from outcomes
    except AnnotateError as error:
        yield Refusal(name, None, error)


def _read_file(path: Path, source: Source, name: str) -> Iterator[Outcome]:
    data = read_bytes(source, path)
    beside = next((item for item in path.parent.glob("*.xml") if item.name.lower() in _TYPES), None)
    types = read_types(read_bytes(source, beside), source=str(beside)) if beside else None
    yield from as_outcomes(
        read_xmi(data, source=name, types=types), name=name, article_id=path.stem
    )


def _read_archive(archive: Archive, source: Source) -> Iterator[Outcome]:
    limit = source.options.max_markup_bytes * 4
    types: Types | None = None
    for name in archive.names:
        if PurePosixPath(name).name.lower() in _TYPES:
            types = read_types(archive.read(name, limit=limit), source=f"{source.name}/{name}")
    for name in sorted(archive.names):
        if name.lower().endswith(".xmi"):
            shown = f"{source.name}/{name}"
            yield from _attempt(_read_entry(archive, name, shown, types, limit), shown)


def _read_entry(
    archive: Archive, name: str, shown: str, types: Types | None, limit: int
) -> Iterator[Outcome]:
    cas = read_xmi(archive.read(name, limit=limit), source=shown, types=types)
    yield from as_outcomes(cas, name=shown, article_id=PurePosixPath(name).stem)


def as_outcomes(cas: Cas, *, name: str, article_id: str) -> Iterator[Outcome]:
    """A CAS as a record, after what could not be read of it."""
    for error in cas.bad:
        line = error.fields.get("line")
        yield Refusal(name, line if isinstance(line, int) else None, error)
    layers = interpret(cas.annotations, source=name)
    others = [Loss(LossCode.ELEMENT, name, None, f"view {view}") for view in cas.views]
    yield Record(
        text=cas.text,
        id=article_id,
        title=cas.title if cas.title not in (article_id, cas.id) else "",
        source=PurePosixPath(name).name,
        language=cas.language,
        state=ArticleState.IN_PROGRESS if cas.bad else None,
        spans=tuple(layers.spans),
        frames=tuple(layers.frames),
        relations=tuple(layers.relations),
        chains=tuple(layers.chains),
        losses=(*layers.losses, *others),
    )


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with one XMI for each article and the type system of all."""
    target.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    attributes: set[str] = set()
    for record in records:
        attributes |= attribute_names(record)
        # Types cannot grow once a CAS has them, and the records come one by one.
        types: Any = type_system(sorted(attributes))
        make_cas(record, types, log).to_xmi(target / f"{names.of(record)}.xmi")
    type_system(sorted(attributes)).to_xml(target / "TypeSystem.xml")
