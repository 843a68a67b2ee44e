r"""CoNLL-U with entities in the MISC column: `NE=B-PER`, or brackets `Entity=(1-person`.

Source: https://universaldependencies.org/format.html and
https://universaldependencies.org/misc.html; the brackets are those of GUM and CorefUD
(https://ufal.mff.cuni.cz/corefud). CoNLL-U Plus names its columns, among them one of entities
(https://universaldependencies.org/ext-format.html). White space is as `SpaceAfter=No` and
`SpacesAfter=…` say, else one space between words; a file that says nothing at all of it is spaced
as its `# text` is, else by the rule in `annotate.exchange.spacing`. Between sentences stands what
`SpacesAfter` says, else a line feed; a space inside a paragraph where a file marks paragraphs.

Written are `NE=` and `Event=` in the scheme that is asked for, `SpacesAfter`, and `# meta::` lines
for what is known of an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange import spacing, tags
from annotate.exchange.assembling import Assembly
from annotate.exchange.bracket_entities import Brackets, OpenBrackets
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
_BASIC = ("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc")
_DECLARED = "# global.columns"
_COREFERENCE = ("bridge", "splitante", "split")
"""Keys that tie one thing to others without being a chain."""
_COMMENT = re.compile(r"#\s*([\w:.-]+)(?:\s+id)?\s*(?:=\s*(.*))?")
_META = "meta::"
_FACTS = ("title", "source", "date")
_UNNAMEABLE = re.compile(r"[\s/]")
"""What no id of a sentence may hold, each of which is the only one in its file."""
_NUMBER = re.compile(r"[0-9]{1,9}")
"""The number of a word."""
_UNWRITABLE = re.compile(r"[|\s=]")


@dataclass(slots=True)
class _Sentence:
    line: int
    words: list[str] = field(default_factory=list[str])
    misc: list[list[str]] = field(default_factory=list[list[str]])
    owners: list[int] = field(default_factory=list[int])  # of each syntactic word, its surface word
    word_misc: list[list[str]] = field(default_factory=list[list[str]])
    empty: list[tuple[int, list[str]]] = field(default_factory=list[tuple[int, list[str]]])
    """What MISC says at empty nodes, with how many syntactic words stand before."""
    begins_paragraph: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a file by their names, and which of them are tags of entities."""

    names: tuple[str, ...] = _BASIC
    tags: tuple[int, ...] = ()

    @staticmethod
    def declared(value: str) -> _Columns:
        """Those of `# global.columns`; a name may say whose it is, as in `RELATE:NE`."""
        names = tuple(name.lower() for name in value.split())
        own = [index for index, name in enumerate(names) if name.rpartition(":")[2] in KEYS]
        return _Columns(names, tuple(own))

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The cell of a column; `_` where there is none."""
        return cells[self.names.index(name)] if name in self.names else "_"

    def misc(self, cells: Sequence[str]) -> list[str]:
        """What MISC says, and what the columns of tags say in its words."""
        value = self.cell(cells, "misc")
        found = [] if value == "_" else value.split("|")
        return found + [
            f"{self.names[index].rpartition(':')[2]}={cells[index]}"
            for index in self.tags
            if cells[index] not in ("_", "*")
        ]


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
    if any(line.startswith(_DECLARED) and " FORM" in line for line in lines[:20]):
        return 0.97
    rows = [line for line in lines[:200] if line.strip() and not line.startswith("#")][:50]
    if not rows:
        return 0.0
    good = sum(
        line.count("\t") == len(_BASIC) - 1 and line[0].isdigit()
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


@dataclass(slots=True)
class _Waiting:
    """What was read since the last sentence, and how rows are read."""

    brackets: Brackets
    columns: _Columns = field(default_factory=_Columns)
    rows: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    text: str = ""
    begins_paragraph: bool = False

    def hear(self, name: str, value: str, document: _Document) -> None:
        """Take a comment."""
        if name == "newpar":
            self.begins_paragraph = True
        elif name == "global.entity":
            self.brackets.declare(value)
        elif name == "global.columns":
            self.columns = _Columns.declared(value)
        elif name == "text":
            self.text = value
        elif name.startswith(_META):
            document.meta[name.removeprefix(_META)] = value

    def close(self, document: _Document, source: str) -> None:
        """Take the lines of a sentence, if there are any, into the document, or refuse them."""
        if self.rows:
            try:
                sentence = _sentence(self.rows, source, self.columns)
            except ImportFormatError as error:
                line = error.fields.get("line")
                refusal = Refusal(source, line if isinstance(line, int) else None, error)
                document.refusals.append(refusal)
            else:
                sentence.begins_paragraph, sentence.text = self.begins_paragraph, self.text
                if sentence.words:
                    document.sentences.append(sentence)
            self.begins_paragraph = False
        self.rows, self.text = [], ""


def _documents(source: Source, brackets: Brackets) -> Iterator[_Document]:
    document = _Document(1)
    waiting = _Waiting(brackets)
    for number, line in read_lines(source):
        if isinstance(line, AnnotateError):
            document.refusals.append(Refusal(source.name, number, line))
            waiting.rows = []
        elif line.startswith("#"):
            name, value = _comment(line)
            if name == "newdoc":
                waiting.close(document, source.name)
                yield from _whole(document)
                document = _Document(number, value)
            else:
                waiting.hear(name, value, document)
        elif line.strip():
            waiting.rows.append((number, line))
        else:
            waiting.close(document, source.name)
    waiting.close(document, source.name)
    yield from _whole(document)


def _comment(line: str) -> tuple[str, str]:
    """Name (small letters) and value of a comment `# name = value`."""
    match = _COMMENT.match(line)
    return (match[1].lower(), (match[2] or "").strip()) if match else ("", "")


def _whole(document: _Document) -> Iterator[_Document]:
    """The document, if there is anything in it."""
    if document.sentences or document.refusals:
        yield document


def _sentence(rows: Sequence[tuple[int, str]], name: str, columns: _Columns) -> _Sentence:
    """A sentence of its lines; raises `ImportFormatError`."""
    sentence = _Sentence(rows[0][0])
    joined_until = 0
    for position, (line, row) in enumerate(rows, 1):
        cells = row.split("\t")
        count = len(columns.names)
        number = cells[0] if "id" in columns.names else str(position)
        number, dash, last = number.partition("-")
        is_empty = "." in number  # an empty node: no word of the text
        is_sound = is_empty or all(map(_NUMBER.fullmatch, (number, last) if dash else (number,)))
        if (len(cells) != count and not is_empty) or not is_sound:
            raise ImportFormatError(
                file=name,
                line=line,
                found=f"{len(cells)} columns" if len(cells) != count else cells[0][:40],
                expected=f"a word in {count} columns that begins with its number",
            )
        misc = columns.misc(cells) if len(cells) == count else []
        if is_empty:
            sentence.empty.append((len(sentence.owners), misc))
            continue
        form = columns.cell(cells, "form")
        if dash:
            sentence.words.append(form)
            sentence.misc.append(misc)
            joined_until = int(last)
            continue
        if int(number) > joined_until:
            sentence.words.append(form)
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
        spaces = _spaces(sentence, is_spaced=is_spaced)
        between = _between(sentence, following, has_paragraphs=has_paragraphs)
        places = assembly.sentence(sentence.words, spaces, after=between)
        owned = [places[owner] for owner in sentence.owners]
        for wanted, layer in ((keys, None), ((_EVENT_KEY,), Layer.EVENT)):
            found = [_value(misc, wanted) for misc in sentence.word_misc]
            if any(found):
                is_ours = any(_value(misc, ("ne",)) for misc in sentence.word_misc)
                entity = Layer.ENTITY if is_ours and layer is None else layer
                assembly.add(owned, tags.decode(found), entity)
        _take_brackets(sentence, owned, opened, end=places[-1][1])
    assembly.spans += opened.spans()
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
        losses=tuple(_losses(document, opened, source)),
    )


def _take_brackets(
    sentence: _Sentence, owned: Sequence[tuple[int, int]], opened: OpenBrackets, *, end: int
) -> None:
    """The brackets of a sentence up to `end`; at an empty node they lie between its neighbours."""
    waiting = list(sentence.empty)
    for index in range(len(owned) + 1):
        while waiting and waiting[0][0] == index:
            after = owned[index][0] if index < len(owned) else end
            before = owned[index - 1][1] if index else after
            opened.take(_value(waiting.pop(0)[1], ("entity",)), (after, before))
        if index < len(owned):
            opened.take(_value(sentence.word_misc[index], ("entity",)), owned[index])


def _losses(document: _Document, opened: OpenBrackets, source: str) -> Iterator[Loss]:
    """What the brackets of a document say that has no place."""

    def lose(code: LossCode, detail: str, count: int = 1) -> Loss:
        return Loss(code, source, document.line, detail, count)

    if opened.pieces:
        yield lose(LossCode.DISCONTINUOUS, "Entity", opened.pieces)
    for bracket in (*opened.left_open(), *opened.alone):
        yield lose(LossCode.DANGLING, f"Entity={bracket[:80]}")
    for name, count in sorted(opened.further.items()):
        yield lose(LossCode.FIELD, name, count)
    ties: Counter[str] = Counter()
    for sentence in document.sentences:
        for misc in (*sentence.word_misc, *(misc for _, misc in sentence.empty)):
            for name, _, value in (part.partition("=") for part in misc):
                if name.lower() in _COREFERENCE:
                    ties[name] += value.count(",") + 1
    for name, count in sorted(ties.items()):
        yield lose(LossCode.ELEMENT, name, count)


def _value(misc: Sequence[str], keys: Sequence[str]) -> str:
    for part in misc:
        name, found, value = part.partition("=")
        if found and name.lower() in keys:
            return value
    return ""


def _spaces(sentence: _Sentence, *, is_spaced: bool) -> list[str]:
    if not is_spaced:
        said = spacing.by_text(sentence.words, sentence.text)
        return spacing.by_rule(sentence.words) if said is None else said
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
    return "" if spacing.space_after(sentence.misc[-1]) == "" else " "


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
    named = _line(record.id)
    yield f"# newdoc id = {named}"
    for name in _FACTS:
        if value := _line(str(getattr(record, name))):
            yield f"# {_META}{name} = {value}"
    for name, value in record.meta:
        yield f"# {_META}{_line(name).replace(' ', '_')} = {_line(value)}"
    words = tagged.words
    whole = [item for made in tagged.chunks for item in made]
    for number, sentence in enumerate(sentences(record.text, words, whole), 1):
        yield f"# sent_id = {_UNNAMEABLE.sub('_', named)}-{number}"
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
