"""brat standoff: `NAME.txt` with `NAME.ann` (or `.a1` and `.a2`), in a folder or a zip archive.

Source: https://brat.nlplab.org/standoff.html and https://brat.nlplab.org/configuration.html.
Offsets are code points of the text file as it is, half-open; line ends count as they are. Some
tools counted otherwise (UTF-16 units, or line ends as one character): where the surfaces that the
annotations quote say so, their way of counting is taken and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.archives import Archive
from annotate.exchange.brat_annotations import BratLabels, read_annotations, read_labels
from annotate.exchange.brat_writing import BratWriter
from annotate.exchange.drafts import Refusal
from annotate.exchange.encoding import decode
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.records import Record

ANNOTATIONS = (".ann", ".a1", ".a2")
_CONFIGURATION = "annotation.conf"
_LEVELS = 4
"""How far up a configuration is looked for: brat takes the nearest one above a document."""
_LINE = re.compile(rb"(?m)^(T\d+\t\S+ \d+ \d+|[EREAMN*#]\d*\t)")


def detect(probe: Probe) -> float:
    """How surely `probe` is of brat: annotation files beside texts, or lines of standoff."""
    if probe.is_folder or probe.names:
        stems = {PurePosixPath(name).stem for name in probe.names if name.endswith(ANNOTATIONS)}
        texts = {PurePosixPath(name).stem for name in probe.names if name.endswith(".txt")}
        return 0.95 if stems & texts else 0.0
    if probe.path.suffix.lower() not in ANNOTATIONS:
        return 0.0
    return 0.95 if not probe.head.strip() or _LINE.search(probe.head) else 0.2


def read(source: Source) -> Iterator[Outcome]:
    """The articles of a folder, an archive, or one annotation file with its text beside it."""
    path = source.path
    if path.is_dir():
        yield from _read_files(_Folder(path, source), source)
    elif path.suffix.lower() in ANNOTATIONS:
        yield from _read_files(_Folder(path.parent, source, only=path.stem), source)
    else:
        limit = source.options.max_file_bytes
        with Archive(path, source=source.name, limit=limit) as archive:
            yield from archive.refused
            yield from _read_files(_Zip(archive, source), source)


class _Folder:
    """The files of a folder by their paths inside it; links out of it are not followed."""

    def __init__(self, root: Path, source: Source, *, only: str = "") -> None:
        self._root = root
        self._source = source
        paths = sorted(root.rglob("*"))
        if only:
            paths = [root / f"{only}{suffix}" for suffix in (*ANNOTATIONS, ".txt")]
        inside = root.resolve()
        self.names = [
            path.relative_to(root).as_posix()
            for path in paths
            if path.is_file() and path.resolve().is_relative_to(inside)
        ]

    def shown(self, name: str) -> str:
        return Source(self._root / name).name

    def find(self, name: str) -> bytes | None:
        path = self._root / name
        if not path.is_file():
            return None
        limit = self._source.options.max_text_bytes
        size = path.stat().st_size
        if size > limit:
            raise ArticleUnreadableError(
                source=self.shown(name), reason="too_large", size=size, limit=limit
            )
        data = path.read_bytes()
        self._source.on_bytes(len(data))
        return data


class _Zip:
    """The files of an archive by their names."""

    def __init__(self, archive: Archive, source: Source) -> None:
        self._archive = archive
        self._source = source
        self.names = sorted(archive.names)

    def shown(self, name: str) -> str:
        return f"{self._source.name}/{name}"

    def find(self, name: str) -> bytes | None:
        if name not in self._archive:
            return None
        data = self._archive.read(name, limit=self._source.options.max_text_bytes)
        self._source.on_bytes(len(data))
        return data


def _read_files(files: _Folder | _Zip, source: Source) -> Iterator[Outcome]:
    names = [name for name in files.names if not _is_hidden(name)]
    for name in names:
        if not name.endswith((".txt", ".conf", *ANNOTATIONS)):
            shown = files.shown(name)
            error = ArticleUnreadableError(source=shown, reason="unknown_kind")
            yield Refusal(shown, None, error)
    texts = {name.removesuffix(".txt") for name in names if name.endswith(".txt")}
    annotated: dict[str, list[str]] = {}
    for name in names:
        if name.endswith(ANNOTATIONS):
            annotated.setdefault(name.rpartition(".")[0], []).append(name)
    labels = _find_labels(files, names)
    for stem in sorted(texts | annotated.keys()):
        if stem not in texts:
            shown = files.shown(annotated[stem][0])
            text_name = files.shown(f"{stem}.txt")
            error = ArticleUnreadableError(source=shown, reason="no_text_file", needed=text_name)
            yield Refusal(shown, None, error)
            continue
        try:
            yield from _read_one(files, stem, annotated.get(stem, []), labels, source)
        except AnnotateError as error:
            yield Refusal(files.shown(f"{stem}.txt"), None, error)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _find_labels(files: _Folder | _Zip, names: list[str]) -> BratLabels:
    """What the `annotation.conf` say: those inside, else that of the nearest folder around."""
    inside = [name for name in names if PurePosixPath(name).name == _CONFIGURATION]
    around = (f"{'../' * level}{_CONFIGURATION}" for level in range(1, _LEVELS + 1))
    labels = BratLabels()
    for name in inside or around:
        data = files.find(name)
        if data is not None:
            labels = labels.joined(read_labels(data.decode("utf-8", "replace")))
            if not inside:
                break
    return labels


def _read_one(
    files: _Folder | _Zip, stem: str, annotations: list[str], labels: BratLabels, source: Source
) -> Iterator[Outcome]:
    text = _text(files, f"{stem}.txt", source)
    lines: list[tuple[str, int, str]] = []
    for name in annotations:
        content = _text(files, name, source).removeprefix("\ufeff")
        shown = files.shown(name)
        lines += [
            (shown, number, line.rstrip("\r"))
            for number, line in enumerate(content.split("\n"), 1)
            if line.strip()
        ]
    found = read_annotations(text, lines, labels)
    yield from found.refusals
    yield Record(
        text=text,
        id=stem,
        source=PurePosixPath(stem).name + ".txt",
        # What could not be read is missing from the gold, so that somebody has to look again.
        state=ArticleState.IN_PROGRESS if found.refusals else None,
        spans=tuple(found.spans),
        frames=tuple(found.frames),
        relations=tuple(found.relations),
        chains=tuple(found.chains),
        losses=tuple(found.losses),
    )


def _text(files: _Folder | _Zip, name: str, source: Source) -> str:
    r"""The text of a file, strictly UTF-8 unless told otherwise, with its line ends as they are.

    A byte-order mark stays in place, because it counts as a character.
    """
    shown = files.shown(name)
    data = files.find(name) or b""
    if source.options.encoding is not None:
        return decode(data, source=shown, encoding=source.options.encoding).text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleUnreadableError(source=shown, reason="encoding", line=line) from error


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with `NAME.txt` and `NAME.ann` for each article, and `annotation.conf`."""
    target.mkdir(parents=True, exist_ok=True)
    writer = BratWriter(target, log)
    for record in records:
        writer.add(record)
    writer.finish()
