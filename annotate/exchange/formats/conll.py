r"""CoNLL columns: one token a line with its tag, a blank line after each sentence.

Source: https://aclanthology.org/W03-0419 (CoNLL-2003), https://cemantix.org/data/ontonotes.html
(CoNLL-2012), and what spaCy's converters `conll` and `iob` read. IOB1, IOB2, IOBES, BILOU, BMES
and brackets are understood without being told. Documents begin at `-DOCSTART-`, `# newdoc` or
`#begin document`; else a file is one article.

These files know no white space: it comes from a comment `# text = …` where there is one, as in
Universal NER (https://www.universalner.org), else from the rule in `annotate.exchange.spacing`.
Ours say it
in the second column in the words of Universal Dependencies (`SpaceAfter=No`, `SpacesAfter=\n`), and
have the tags of events in the third, so that they come back as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange import spacing, tags
from annotate.exchange.assembling import Assembly
from annotate.exchange.conll_columns import PREFIXED, Columns, Row, columns_of
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record
from annotate.exchange.tagging import tagged_layers
from annotate.exchange.text_lines import read_lines
from annotate.exchange.tokens_out import Word, sentences
from annotate.spans import Layer

DOCUMENT = "-DOCSTART- -X- O O"
_NEWDOC = re.compile(r"#\s*newdoc\b(?:\s+id\s*=\s*(\S+))?")
_BEGIN = re.compile(r"#begin document (?:\((\S+)\))?.*")
_QUOTED = re.compile(r'"(?:O|[BIESLUWM][-_][^\s"]+)"')
_TEXT = re.compile(r"#\s*text\s*=\s*(.*)")
_NAME = re.compile(r"[A-Za-z][\w./&-]*")
_SURE = 0.8
_MOST_LABELS = 40


@dataclass(slots=True)
class Document:
    """Sentences of one article, with what was wrong in it."""

    line: int
    id: str = ""
    sentences: list[list[Row]] = field(default_factory=list[list[Row]])
    texts: dict[int, str] = field(default_factory=dict[int, str])
    """The texts that comments tell, by the line of the first token behind."""
    refusals: list[Refusal] = field(default_factory=list[Refusal])


def detect(probe: Probe) -> float:
    """How surely the first lines are tokens with tags."""
    text = probe.head.decode("utf-8", "ignore").lstrip("\ufeff")
    lines = text.split("\n")[:400]
    if len(lines) > 1:  # the last line may be cut
        lines.pop()
    lines = [line.rstrip("\r") for line in lines if line.strip()]
    if not lines:
        return 0.0
    if lines[0].startswith("-DOCSTART-") or _BEGIN.match(lines[0]):
        return 0.95
    if all(_is_pipes(line.split()) for line in lines[:20]):
        return 0.6
    rows = [cells for cells in (_cells(line) for line in lines) if not _is_comment(cells)]
    width = len(rows[0]) if rows else 0
    if width < 2 or sum(len(cells) == width for cells in rows) < _SURE * len(rows):
        return 0.0
    fitting = [cells for cells in rows if len(cells) == width]
    columns = [-1, 0] if width == 2 else [-1]
    if all(cells[-1] != "O" for cells in fitting):
        columns += range(1, width - 1)
    share = max(_tag_share([cells[column] for cells in fitting]) for column in columns)
    return 0.9 * share if share > _SURE else 0.0


def _tag_share(values: Sequence[str]) -> float:
    """How many of the values are tags, 0 to 1; 0 if none is inside an entity.

    Tags without prefixes are a few names among many that are outside.
    """
    inside = sum(bool(PREFIXED.fullmatch(value)) for value in values)
    outside = values.count("O")
    if not inside and 2 * outside > len(values):
        names = {value for value in values if value != "O" and _NAME.fullmatch(value)}
        inside = sum(value in names for value in values) if len(names) <= _MOST_LABELS else 0
    return (inside + outside) / len(values) if inside else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The documents of a file; a sentence that cannot be is refused by line, the others taken."""
    columns: Columns | None = None
    rule = source.choices.get("spacing", "rule") or "rule"
    for document in _documents(source):
        if columns is None and document.sentences:
            columns = columns_of(source, document.sentences)
        yield from document.refusals
        if columns is None:
            continue
        fitting: list[list[Row]] = []
        for sentence in document.sentences:
            refusal = _misfit(sentence, columns, source.name)
            if refusal is None:
                fitting.append(sentence)
            else:
                yield refusal
        if fitting:
            document.sentences = fitting
            yield _record(document, columns, rule, source.name)


def _misfit(sentence: Sequence[Row], columns: Columns, name: str) -> Refusal | None:
    """Why a sentence has not the columns that the file has; `None` when it has them."""
    indices = (columns.token, *columns.entities, *columns.events, columns.spaces or 0)
    needed = max(index + 1 if index >= 0 else -index for index in indices)
    row = min(sentence, key=lambda item: len(item.cells))
    if len(row.cells) >= max(needed, 2):
        return None
    error = ImportFormatError(
        file=name,
        line=row.line,
        found=f"{len(row.cells)} columns",
        expected=f"{max(needed, 2)} columns",
    )
    return Refusal(name, row.line, error)


def _cells(line: str) -> tuple[str, ...]:
    cells = line.rstrip("\t").split("\t") if "\t" in line.strip() else line.split()
    if cells and _QUOTED.fullmatch(cells[-1]):
        # A tag in quotes: so are the other cells, with quotes in them doubled.
        return tuple(
            cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
            for cell in cells
        )
    return tuple(cells)


def _is_pipes(parts: Sequence[str]) -> bool:
    """Whether a line is of spaCy's format iob: `word|tag` or `word|part|tag`, one sentence."""
    return bool(parts) and all(
        part.count("|") in (1, 2) and tags.is_tag(part.rpartition("|")[2]) for part in parts
    )


def _is_comment(cells: Sequence[str]) -> bool:
    """Whether a line that begins with # is a comment, and not a token that is or has one."""
    if len(cells) < 2 or not cells[0].startswith("#"):
        return cells[0].startswith("#")
    if cells[0] == "#":
        return not tags.is_tag(cells[-1])
    return cells[-1] != "O" and not PREFIXED.fullmatch(cells[-1])


def _documents(source: Source) -> Iterator[Document]:
    """The file cut into documents and sentences."""
    document = Document(1)
    sentence: list[Row] = []
    text = ""
    bad: AnnotateError | None = None
    for number, line in read_lines(source):
        start = _start(line) if isinstance(line, str) else None
        is_blank = isinstance(line, str) and not line.strip()
        if start is not None or is_blank:
            bad = _close(document, sentence, bad, source.name)
            sentence, text = [], ""
            if start is not None:
                if document.sentences or document.refusals:
                    yield document
                document = Document(number, start)
        elif isinstance(line, AnnotateError):
            bad = bad or line
        elif said := _TEXT.match(line):
            text = said[1]
        else:
            if text and not sentence:
                document.texts[number] = text
            _take(document, sentence, number, _cells(line))
    _close(document, sentence, bad, source.name)
    if document.sentences or document.refusals:
        yield document


def _take(document: Document, sentence: list[Row], number: int, cells: tuple[str, ...]) -> None:
    """Take a line into its sentence; one in pipes is a sentence of its own."""
    if _is_pipes(cells):
        rows = [tuple(part.split("|")) for part in cells]
        document.sentences.append([Row(number, row) for row in rows])
    elif not _is_comment(cells):
        sentence.append(Row(number, cells))


def _start(line: str) -> str | None:
    """The id of the document that begins with `line`; `None` when none does."""
    if line.startswith("-DOCSTART-"):
        named = re.fullmatch(r"-DOCSTART- \((.+)\)\s*", line)
        return named[1] if named else ""
    match = _NEWDOC.match(line) or _BEGIN.match(line)
    return None if match is None else match[1] or ""


def _close(document: Document, sentence: list[Row], bad: AnnotateError | None, name: str) -> None:
    """Take a sentence into the document, or refuse it."""
    if not sentence and bad is None:
        return
    if bad is None:
        width = len(sentence[0].cells)
        is_ragged = document.id and "/" in document.id  # columns for each predicate
        for row in sentence:
            if len(row.cells) != width and not is_ragged:
                bad = ImportFormatError(
                    file=name,
                    line=row.line,
                    found=f"{len(row.cells)} columns",
                    expected=f"{width} columns as in the line before",
                )
                break
    if bad is None:
        document.sentences.append(sentence)
    else:
        line = bad.fields.get("line")
        document.refusals.append(Refusal(name, line if isinstance(line, int) else None, bad))


def _record(document: Document, columns: Columns, rule: str, source: str) -> Record:
    assembly = Assembly()
    for sentence in document.sentences:
        words = [row.cells[columns.token].removeprefix(columns.language) for row in sentence]
        text = document.texts.get(sentence[0].line, "") if rule == "rule" else ""
        said = spacing.by_text(words, text) if columns.spaces is None else None
        if said is None:
            spaces, after = _spaces(sentence, words, columns, rule, assembly)
        else:
            spaces, after = said, None
        places = assembly.sentence(words, spaces, after=after)
        for layer, indices in ((None, columns.entities), (Layer.EVENT, columns.events)):
            for index in indices:
                found = tags.decode([row.cells[index] for row in sentence])
                entity = Layer.ENTITY if columns.spaces is not None else None
                assembly.add(places, found, layer or entity)
    mentions = 0
    if columns.has_coreference:
        mentions = sum(row.cells[-1].count("(") for rows in document.sentences for row in rows)
    losses = (Loss(LossCode.ELEMENT, source, document.line, "coreference", mentions),)
    return Record(
        text=assembly.text,
        id=document.id,
        spans=tuple(assembly.spans),
        line=document.line,
        losses=losses if mentions else (),
    )


def _spaces(
    sentence: Sequence[Row],
    words: Sequence[str],
    columns: Columns,
    rule: str,
    assembly: Assembly,
) -> tuple[list[str], str | None]:
    """White space after each word, and after the sentence."""
    if columns.spaces is None:
        return spacing.by_rule(words, spacing=rule), None
    notes = [row.cells[columns.spaces].split("|") for row in sentence]
    if not assembly.length:
        assembly.space(spacing.space_before(notes[0]))
    spaces = [spacing.space_after(note) for note in notes]
    found = [" " if space is None else space for space in spaces]
    last = found[-1]
    found[-1] = ""
    return found, last


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write one file, UTF-8, with `-DOCSTART-` before each article."""
    scheme = log.choices.get("scheme") or "iob2"
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            stream.write(f"{DOCUMENT}\n\n")
            for line in _written(record, scheme, log):
                stream.write(f"{line}\n")


def _written(record: Record, scheme: str, log: WriteLog) -> Iterator[str]:
    tagged = tagged_layers(record, log)
    words = tagged.words
    entities, events = (tags.encode(len(words), made, scheme=scheme) for made in tagged.chunks)
    whole = [chunk for made in tagged.chunks for chunk in made]
    for sentence in sentences(record.text, words, whole):
        for index in sentence:
            word = words[index]
            note = _space_note(record.text, word, is_first=index == 0)
            token = record.text[word.start : word.end]
            yield f"{token}\t{note}\t{events[index]}\t{entities[index]}"
        yield ""


def _space_note(text: str, word: Word, *, is_first: bool) -> str:
    """White space around a token in the words of Universal Dependencies; `_` for one space."""
    notes: list[str] = []
    if is_first and word.start:
        notes.append(f"SpacesBefore={spacing.escape(text[: word.start])}")
    after = spacing.after_note(text[word.end : word.next_start])
    return "|".join([*notes, *([after] if after else [])]) or "_"
