"""An INCEpTION (or WebAnno) project as it exports itself: one zip, many articles, several people.

Source: https://inception-project.github.io/releases/36.0/docs/user-guide.html (project export).
Of each document the curated annotations are taken; where there are none, those of one annotator:
the one that is asked for, else the first by name who finished it, else the first who began. The
others are counted. Annotations must have been exported as XMI, CAS JSON or WebAnno TSV; the
serialised Java objects (`.ser`) that lie beside them are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, cast

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError, ImportFormatError
from annotate.exchange.archives import Archive
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source
from annotate.exchange.formats.uima_xmi import as_outcomes
from annotate.exchange.formats.webanno_tsv import read_document
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record
from annotate.exchange.uima_json import read_json
from annotate.exchange.uima_xmi import read_types, read_xmi

_INITIAL, _CURATOR = "INITIAL_CAS", "CURATION_USER"
_READ = (".xmi", ".json", ".tsv")
_DONE = frozenset({"FINISHED", "ANNOTATION_FINISHED", "CURATION_FINISHED"})
_SKIPPED = frozenset({"IGNORE", "LOCKED"})


@dataclass(slots=True)
class _Document:
    """What the archive has of one document: files by annotator."""

    name: str
    curated: dict[str, str] = field(default_factory=dict[str, str])
    annotated: dict[str, str] = field(default_factory=dict[str, str])
    source: str = ""
    has_serialised: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """States by document, and by document and annotator."""

    documents: dict[str, str] = field(default_factory=dict[str, str])
    annotators: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])


def detect(probe: Probe) -> float:
    """Whether the archive holds the description of a project."""
    return 1.0 if any(_is_description(name) for name in probe.names) else 0.0


def _is_description(name: str) -> bool:
    return name.startswith("exportedproject") and name.endswith(".json")


def read(source: Source) -> Iterator[Outcome]:
    """One record for each document; what cannot be read is refused by its name."""
    with Archive(source.path, source=source.name, limit=source.options.max_file_bytes) as archive:
        yield from archive.refused
        plan = _plan(archive, source)
        documents = _documents(archive.names)
        for name in sorted(documents):
            try:
                yield from _read_one(archive, documents[name], plan, source)
            except AnnotateError as error:
                yield Refusal(f"{source.name}/{name}", None, error)


def _plan(archive: Archive, source: Source) -> _Plan:
    """The states, as the description of the project tells them."""
    described = next((name for name in archive.names if _is_description(name)), None)
    if described is None:
        raise ImportFormatError(
            file=source.name, found="none", expected="“exportedproject.json” in the archive"
        )
    data = archive.read(described, limit=source.options.max_text_bytes)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportFormatError(
            file=f"{source.name}/{described}", found=str(error)[:80], expected="JSON"
        ) from error
    plan = _Plan()
    for item in _objects(value, "source_documents"):
        plan.documents[str(item.get("name"))] = str(item.get("state"))
    for item in _objects(value, "annotation_documents"):
        key = (str(item.get("name")), str(item.get("user")))
        plan.annotators[key] = str(item.get("state"))
    return plan


def _objects(value: object, name: str) -> Iterator[dict[str, Any]]:
    items = cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None
    if isinstance(items, list):
        for item in cast("list[Any]", items):
            if isinstance(item, dict):
                yield cast("dict[str, Any]", item)


def _documents(names: Iterable[str]) -> dict[str, _Document]:
    """Files by document: `annotation/DOCUMENT/USER.zip`, `curation/…`, `source/DOCUMENT`."""
    found: dict[str, _Document] = {}
    for name in names:
        kind, _, rest = name.partition("/")
        if kind == "source" and rest:
            found.setdefault(rest, _Document(rest)).source = name
        document, _, user = rest.rpartition("/")
        if not document:
            continue
        if kind in ("annotation", "curation"):
            item = found.setdefault(document, _Document(document))
            stem = PurePosixPath(user).stem
            (item.curated if kind == "curation" else item.annotated)[stem] = name
        elif kind in ("annotation_ser", "curation_ser"):
            found.setdefault(document, _Document(document)).has_serialised = True
    return found


def _read_one(
    archive: Archive, document: _Document, plan: _Plan, source: Source
) -> Iterator[Outcome]:
    user, name, others = _chosen(document, plan, source.choices.get("annotator", ""))
    if not name:
        yield _bare(archive, document, source)
        return
    for outcome in _read_file(archive, name, document.name, source):
        if isinstance(outcome, Record):
            state = outcome.state or _state(document.name, user, plan)
            losses = outcome.losses
            if others:
                detail = f"{document.name}: {', '.join(others)}"
                losses += (Loss(LossCode.ELEMENT, source.name, None, detail, len(others)),)
            yield replace(outcome, state=state, losses=losses)
        else:
            yield outcome


def _chosen(document: _Document, plan: _Plan, wanted: str) -> tuple[str, str, list[str]]:
    """Whose annotations are taken, their file, and who else has some."""
    users = sorted(name for name in document.annotated if not name.startswith(_INITIAL))
    if wanted in document.annotated:
        user, name = wanted, document.annotated[wanted]
    elif document.curated and not wanted:
        user, name = min(document.curated.items())
    elif users:
        done = [item for item in users if plan.annotators.get((document.name, item)) in _DONE]
        user = (done or users)[0]
        name = document.annotated[user]
    else:
        user, name = "", next(iter(document.annotated.values()), "")
    return user, name, [item for item in users if item != user]


def _state(document: str, user: str, plan: _Plan) -> ArticleState | None:
    """How far the work on a document had come."""
    state = plan.annotators.get((document, user)) or plan.documents.get(document, "")
    if user == _CURATOR:
        state = plan.documents.get(document, "")
    if state in _SKIPPED:
        return ArticleState.SKIPPED
    if state in _DONE:
        return ArticleState.DONE
    return ArticleState.IN_PROGRESS if user else ArticleState.NEW


def _read_file(archive: Archive, name: str, document: str, source: Source) -> Iterator[Outcome]:
    """The record of an annotation file, which may be an archive itself."""
    limit = source.options.max_markup_bytes * 4
    data = archive.read(name, limit=limit)
    source.on_bytes(len(data))
    shown = f"{source.name}/{name}"
    if not name.endswith(".zip"):
        yield from _read_bytes(data, PurePosixPath(name).suffix, shown, document)
        return
    with Archive(BytesIO(data), source=shown, limit=source.options.max_file_bytes) as inner:
        yield from inner.refused
        types = next(
            (item for item in inner.names if item.lower().endswith("typesystem.xml")), None
        )
        for item in inner.names:
            suffix = PurePosixPath(item).suffix
            if suffix in _READ:
                content = inner.read(item, limit=limit)
                types_data = inner.read(types, limit=limit) if types else None
                yield from _read_bytes(content, suffix, f"{shown}/{item}", document, types_data)
                return
    raise ArticleUnreadableError(source=shown, reason="no_annotations")


def _read_bytes(
    data: bytes, suffix: str, shown: str, document: str, types: bytes | None = None
) -> Iterator[Outcome]:
    if suffix == ".tsv":
        yield from read_document(data, name=shown, article_id=document)
    elif suffix == ".json":
        yield from as_outcomes(read_json(data, source=shown), name=document, article_id=document)
    elif suffix == ".xmi":
        known = read_types(types, source=shown) if types else None
        cas = read_xmi(data, source=shown, types=known)
        yield from as_outcomes(cas, name=document, article_id=document)
    else:
        raise ArticleUnreadableError(source=shown, reason="no_annotations")


def _bare(archive: Archive, document: _Document, source: Source) -> Record:
    """A document that nobody annotated, from its source; raises where that is no plain text."""
    shown = f"{source.name}/{document.name}"
    if document.has_serialised or not document.source.lower().endswith((".txt", ".text")):
        raise ArticleUnreadableError(source=shown, reason="no_annotations")
    data = archive.read(document.source, limit=source.options.max_text_bytes)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleUnreadableError(source=shown, reason="encoding") from error
    return Record(text=text, id=document.name, source=document.name)
