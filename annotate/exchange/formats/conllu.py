r"""CoNLL-U with entities in the MISC column: `NE=B-PER`, or brackets `Entity=(1-person`.

Source: https://universaldependencies.org/format.html and
https://universaldependencies.org/misc.html; the brackets are those of GUM and CorefUD
(https://ufal.mff.cuni.cz/corefud). White space is as `SpaceAfter=No` and `SpacesAfter=…` say, else
one space between words; a file that says nothing at all of it is spaced by the rule in
`annotate.exchange.spacing`. Between sentences stands what `SpacesAfter` says, else a line feed; a
space inside a paragraph where a file marks paragraphs.

Written are `NE=` and `Event=` in the scheme that is asked for, `SpacesAfter`, and `# meta::` lines
for what is known of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange import spacing, tags
from annotate.exchange.assembling import Assembly
from annotate.exchange.bracket_entities import Brackets
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record
from annotate.exchange.tagging import tagged_layers
from annotate.exchange.text_lines import read_lines
from annotate.exchange.tokens_out import Word, sentences
from annotate.spans import Layer

KEYS = ("ne", "ner", "name", "nertag", "ner_tag", "ent")
_EVENT_KEY = "event"
_COLUMNS = 10
_COMMENT = re.compile(r"#\s*([\w:.-]+)(?:\s+id)?\s*(?:=\s*(.*))?")
_META = "meta::"
_FACTS = ("title", "source", "date")
_UNWRITABLE = re.compile(r"[|\s=]")


@dataclass(slots=True)
class _Sentence:
    line: int
    words: list[str] = field(default_factory=list[str])
    misc: list[list[str]] = field(default_factory=list[list[str]])
    owners: list[int] = field(default_factory=list[int])  # of each syntactic word, its surface word
    word_misc: list[list[str]] = field(default_factory=list[list[str]])
    begins_paragraph: bool = False


@dataclass(slots=True)
class _Document:
    line: int
    id: str = ""
    meta: dict[str, str] = field(default_factory=dict[str, str])
    sentences: list[_Sentence] = field(default_factory=list[_Sentence])
    refusals: list[Refusal] = field(default_factory=list[Refusal])


def detect(probe: Probe) -> float:
    """How surely the first lines are those of CoNLL-U."""
    lines = probe.head.decode("utf-8", "ignore").lstrip("\ufeff").split("\n")
    rows = [line for line in lines[:200] if line.strip() and not line.startswith("#")][:50]
    if not rows:
        return 0.0
    good = sum(
        line.count("\t") == _COLUMNS - 1 and line[0].isdigit()
        for line in rows[: len(rows) - 1 or 1]
    )
    return 0.97 if good >= 0.9 * max(len(rows) - 1, 1) else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The documents of a file; a sentence that cannot be is refused by line, the others taken."""
    key = source.choices.get("key", "").lower()
    keys = (key,) if key else KEYS
    brackets = Brackets()
    for document in _documents(source, brackets):
        yield from document.refusals
        if document.sentences:
            yield _record(document, keys, brackets, source.name)


def _documents(source: Source, brackets: Brackets) -> Iterator[_Document]:
    document = _Document(1)
    rows: list[tuple[int, str]] = []
    begins_paragraph = False
    for number, line in read_lines(source):
        if isinstance(line, AnnotateError):
            document.refusals.append(Refusal(source.name, number, line))
            rows = []
        elif line.startswith("#"):
            name, value = _comment(line)
            if name == "newdoc":
                yield from _whole(document)
                document = _Document(number, value)
            elif name == "newpar":
                begins_paragraph = True
            elif name == "global.entity":
                brackets.declare(value)
            elif name.startswith(_META):
                document.meta[name.removeprefix(_META)] = value
        elif line.strip():
            rows.append((number, line))
        else:
            _take(document, rows, source.name, begins_paragraph=begins_paragraph)
            begins_paragraph = begins_paragraph and not rows
            rows = []
    _take(document, rows, source.name, begins_paragraph=begins_paragraph)
    yield from _whole(document)


def _comment(line: str) -> tuple[str, str]:
    """Name (small letters) and value of a comment `# name = value`."""
    match = _COMMENT.match(line)
    return (match[1].lower(), (match[2] or "").strip()) if match else ("", "")


def _whole(document: _Document) -> Iterator[_Document]:
    """The document, if there is anything in it."""
    if document.sentences or document.refusals:
        yield document


def _take(
    document: _Document, rows: Sequence[tuple[int, str]], name: str, *, begins_paragraph: bool
) -> None:
    """Take the lines of a sentence, if there are any, into the document, or refuse them."""
    if not rows:
        return
    try:
        sentence = _sentence(rows, name)
    except ImportFormatError as error:
        line = error.fields.get("line")
        document.refusals.append(Refusal(name, line if isinstance(line, int) else None, error))
        return
    sentence.begins_paragraph = begins_paragraph
    if sentence.words:
        document.sentences.append(sentence)


def _sentence(rows: Sequence[tuple[int, str]], name: str) -> _Sentence:
    """A sentence of its lines; raises `ImportFormatError`."""
    sentence = _Sentence(rows[0][0])
    joined_until = 0
    for line, row in rows:
        cells = row.split("\t")
        number, dash, last = cells[0].partition("-")
        if "." in cells[0]:  # an empty node: no word of the text
            continue
        if len(cells) != _COLUMNS or not number.isdigit() or (dash and not last.isdigit()):
            raise ImportFormatError(
                file=name,
                line=line,
                found=f"{len(cells)} columns" if len(cells) != _COLUMNS else cells[0][:40],
                expected=f"a word in {_COLUMNS} columns that begins with its number",
            )
        misc = [] if cells[9] == "_" else cells[9].split("|")
        if dash:
            sentence.words.append(cells[1])
            sentence.misc.append(misc)
            joined_until = int(last)
            continue
        if int(number) > joined_until:
            sentence.words.append(cells[1])
            sentence.misc.append(misc)
        sentence.owners.append(len(sentence.words) - 1)
        sentence.word_misc.append(misc)
    return sentence


def _record(document: _Document, keys: Sequence[str], brackets: Brackets, source: str) -> Record:
    assembly = Assembly()
    is_spaced = any(
        spacing.space_after(misc) is not None for item in document.sentences for misc in item.misc
    )
    has_paragraphs = any(item.begins_paragraph for item in document.sentences)
    opened = brackets.begin()
    for index, sentence in enumerate(document.sentences):
        following = document.sentences[index + 1] if index + 1 < len(document.sentences) else None
        if not index:
            assembly.space(spacing.space_before(sentence.misc[0]))
        spaces = _spaces(sentence) if is_spaced else spacing.by_rule(sentence.words)
        between = _between(sentence, following, has_paragraphs=has_paragraphs)
        places = assembly.sentence(sentence.words, spaces, after=between)
        owned = [places[owner] for owner in sentence.owners]
        for wanted, layer in ((keys, None), ((_EVENT_KEY,), Layer.EVENT)):
            found = [_value(misc, wanted) for misc in sentence.word_misc]
            if any(found):
                is_ours = any(_value(misc, ("ne",)) for misc in sentence.word_misc)
                entity = Layer.ENTITY if is_ours and layer is None else layer
                assembly.add(owned, tags.decode(found), entity)
        for misc, place in zip(sentence.word_misc, owned, strict=True):
            opened.take(_value(misc, ("entity",)), place)
    assembly.spans += opened.spans()
    losses = [Loss(LossCode.DISCONTINUOUS, source, document.line, "Entity", opened.pieces)] * bool(
        opened.pieces
    )
    meta = dict(document.meta)
    facts = {name: meta.pop(name, "") for name in _FACTS}
    return Record(
        text=assembly.text,
        id=document.id,
        title=facts["title"],
        source=facts["source"],
        date=facts["date"],
        meta=tuple(sorted(meta.items())),
        spans=tuple(assembly.spans),
        chains=tuple(opened.chains()),
        line=document.line,
        losses=tuple(losses),
    )


def _value(misc: Sequence[str], keys: Sequence[str]) -> str:
    for part in misc:
        name, found, value = part.partition("=")
        if found and name.lower() in keys:
            return value
    return ""


def _spaces(sentence: _Sentence) -> list[str]:
    found = [spacing.space_after(misc) for misc in sentence.misc]
    spaces = [" " if space is None else space for space in found]
    spaces[-1] = ""
    return spaces


def _between(
    sentence: _Sentence, following: _Sentence | None, *, has_paragraphs: bool
) -> str | None:
    """White space behind a sentence; `None` for a line feed if another one follows."""
    for part in sentence.misc[-1]:
        if part.startswith("SpacesAfter="):
            return spacing.space_after([part])
    if following is None or following.begins_paragraph or not has_paragraphs:
        return None
    return " "


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write one file, UTF-8, with `# newdoc` before each article."""
    scheme = log.choices.get("scheme") or "iob2"
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            for line in _written(record, scheme, log):
                stream.write(f"{line}\n")


def _written(record: Record, scheme: str, log: WriteLog) -> Iterator[str]:
    tagged = tagged_layers(record, log)
    labels = _labels(record, log)
    written = [
        tags.encode(
            len(tagged.words),
            [tags.Chunk(item.first, item.last, labels[item.label]) for item in made],
            scheme=scheme,
        )
        for made in tagged.chunks
    ]
    yield f"# newdoc id = {_line(record.id)}"
    for name in _FACTS:
        if value := _line(str(getattr(record, name))):
            yield f"# {_META}{name} = {value}"
    for name, value in record.meta:
        yield f"# {_META}{_line(name).replace(' ', '_')} = {_line(value)}"
    words = tagged.words
    whole = [item for made in tagged.chunks for item in made]
    for number, sentence in enumerate(sentences(record.text, words, whole), 1):
        yield f"# sent_id = {number}"
        text = record.text[words[sentence[0]].start : words[sentence[-1]].end]
        yield f"# text = {_line(text)}"
        for position, index in enumerate(sentence, 1):
            misc = _misc(record.text, words, index, is_last=index == sentence[-1])
            misc += [
                f"{key}={tagged_as[index]}"
                for key, tagged_as in (("NE", written[0]), ("Event", written[1]))
                if tagged_as[index] != "O"
            ]
            word = record.text[words[index].start : words[index].end]
            yield "\t".join([str(position), word, *["_"] * 7, "|".join(sorted(misc)) or "_"])
        yield ""


def _misc(text: str, words: Sequence[Word], index: int, *, is_last: bool) -> list[str]:
    """What MISC says of white space; at the end of a sentence always in full."""
    word = words[index]
    misc: list[str] = []
    if index == 0 and word.start:
        misc.append(f"SpacesBefore={spacing.escape(text[: word.start])}")
    gap = text[word.end : word.next_start]
    if is_last and gap:
        misc.append(f"SpacesAfter={spacing.escape(gap)}")
    elif note := spacing.after_note(gap):
        misc.append(note)
    return misc


def _labels(record: Record, log: WriteLog) -> Mapping[str, str]:
    """Labels as MISC can hold them; the changed ones are noted."""
    found: dict[str, str] = {}
    for span in record.spans:
        name = _UNWRITABLE.sub("_", span.label)
        if name != span.label:
            log.rename(span.label, name)
        found[span.label] = name
    return found


def _line(value: str) -> str:
    return " ".join(value.split())
