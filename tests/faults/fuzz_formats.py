"""Ugly files for each format that is read: what goes in is whole, what does not says why.

Each input is a good file of the format with some bytes, lines or values changed; archives and
compressed files are changed inside as well as outside. A tenth of what is settled goes into a real
project, which must be whole afterwards.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from annotate.articles import ArticleState
from annotate.errors import AnnotateError
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import FORMATS, find_format
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.loss_sentences import loss_sentence
from annotate.exchange.losses import Loss
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.messages import sentence
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, require_inside
from annotate.transfers import import_paths

MENDED: tuple[tuple[str, str, bytes], ...] = ()
"""What fuzzing found: the format, the name of the file, and the file that was no refusal."""

_TEXT = "Envoys of the EU 🇪🇺 met in Óslo & Bonn.\nThey met again, said Ann O'Neill.\n"


def articles() -> list[Record]:
    """Two articles with everything that a format may carry."""
    spans = (
        RecordSpan(14, 16, "ORG", Layer.ENTITY, f"{1:016x}"),
        RecordSpan(20, 23, "MEET", Layer.EVENT, f"{2:016x}"),
        RecordSpan(27, 31, "GPE", Layer.ENTITY, f"{3:016x}"),
        RecordSpan(27, 38, "LOC", Layer.ENTITY, f"{4:016x}"),
        RecordSpan(40, 44, "ORG", Layer.ENTITY, f"{5:016x}"),
        RecordSpan(45, 48, "MEET", Layer.EVENT, f"{6:016x}"),
    )
    first = Record(
        _TEXT,
        id="one",
        title="Talks",
        source="The Paper",
        date="2024-03-01",
        language="en",
        meta=(("desk", "foreign"),),
        state=ArticleState.DONE,
        spans=spans,
        frames=(
            RecordFrame(spans[1].id, (("Place", spans[2].id),), (("tense", "past"),), f"{7:016x}"),
            RecordFrame(spans[5].id, (("Agent", spans[4].id), ("Topic", spans[1].id))),
        ),
        chains=(RecordChain((spans[0].id, spans[4].id)), RecordChain((spans[1].id, spans[5].id))),
        suggestions=(RecordSpan(61, 64, "PERSON", Layer.ENTITY, "", 0.5, "rules", "a name"),),
        rejected=(RecordSpan(0, 6, "PERSON", Layer.ENTITY, "", 0.4, "rules"),),
    )
    second = Record("Nothing else — «тихо».", id="two", state=ArticleState.IN_PROGRESS)
    return [first, second]


_GATE = (
    "<?xml version='1.0' encoding='utf-8'?>\n<GateDocument version=\"3\">\n<GateDocumentFeatures>"
    '<Feature><Name className="java.lang.String">title</Name><Value>T</Value></Feature>'
    '</GateDocumentFeatures>\n<TextWithNodes><Node id="0" />😀 <Node id="3" />Ann<Node id="6" />'
    ' &amp; <Node id="9" />Lee<Node id="12" />.</TextWithNodes>\n<AnnotationSet>'
    '<Annotation Id="1" Type="Person" StartNode="3" EndNode="6">\n<Feature><Name>kind</Name>'
    '<Value>name</Value></Feature></Annotation></AnnotationSet><AnnotationSet Name="Key">'
    '<Annotation Id="2" Type="Person" StartNode="9" EndNode="12"></Annotation></AnnotationSet>'
    "</GateDocument>\n"
)
_OTHERS: dict[str, dict[str, str]] = {
    "gate": {"story.xml": _GATE},
    "conll": {"story.conll": "-DOCSTART- -X- O O\n\nAnn B-PER\nLee I-PER\nfell O\n. O\n\n"},
    "conllu": {
        "story.conllu": "# newdoc id = d\n# text = Ann fell.\n"
        "1\tAnn\tAnn\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=(1-person-1)\n"
        "2-3\tfell\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tfe\tf\tVERB\t_\t_\t0\troot\t_\tNE=O\n"
        "3\tll\tl\tPART\t_\t_\t2\tdep\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    },
    "brat": {
        "a.txt": "Rebels hit Goma. They left.\n",
        "a.ann": "T1\tORG 0 6\tRebels\nT2\tATTACK 7 10\thit\nT3\tGPE 11 15\tGoma\n"
        "T4\tORG 17 21;22 26\tThey left\nE1\tATTACK:T2 Agent:T1 Place:T3\nA1\tNegation E1\n"
        "*\tEquiv T1 T4\nR1\tNear Arg1:T1 Arg2:T3\nN1\tReference T3 W:Q1\tGoma\n#1\tNote T1\tx\n",
        "annotation.conf": "[entities]\nORG\nGPE\n[events]\nATTACK Agent:ORG, Place?:GPE\n",
    },
    "plover": {
        "p.jsonl": '{"id": 1, "text": "Rebels hit Goma.", "event_type": "ASSAULT", "event_mode": '
        '"aerial", "actor": [{"text": "Rebels", "start": 0, "end": 6}], "date": "2024-01-02"}\n'
    },
    "label-studio": {
        "t.json": json.dumps(
            [
                {
                    "data": {"text": "Ann met Lee."},
                    "annotations": [
                        {
                            "result": [
                                {
                                    "id": "r1",
                                    "type": "labels",
                                    "from_name": "l",
                                    "to_name": "t",
                                    "value": {"start": 0, "end": 3, "text": "Ann", "labels": ["P"]},
                                },
                                {"type": "relation", "from_id": "r1", "to_id": "r1"},
                            ]
                        }
                    ],
                }
            ]
        )
    },
    "doccano": {"d.jsonl": '{"id": 1, "text": "Ann met.", "label": [[0, 3, "PERSON"]]}\n'},
    "prodigy": {
        "p.jsonl": '{"text": "Ann met.", "spans": [{"start": 0, "end": 3, "label": "PERSON"}], '
        '"answer": "accept", "_input_hash": 1, "_task_hash": 2, "tokens": [{"text": "Ann", '
        '"start": 0, "end": 3, "id": 0}]}\n'
    },
    "spacy-json": {"s.json": '[["Ann met.", {"entities": [[0, 3, "PERSON"]]}]]'},
}


@lru_cache(maxsize=64)
def _good(name: str, root: Path) -> tuple[dict[str, bytes], ...]:
    """Good files of a format, by path: what we write, and what others do."""
    found: list[dict[str, bytes]] = []
    item = find_format(name)
    assert item is not None
    if item.can_export:
        target = root / f"good-{name}{item.suffix}"
        export_records(articles(), name, target)
        found.append(
            {
                path.relative_to(root).as_posix(): path.read_bytes()
                for path in ([target] if target.is_file() else sorted(target.rglob("*")))
                if path.is_file()
            }
        )
    if name in _OTHERS:
        found.append({path: text.encode() for path, text in _OTHERS[name].items()})
    if name == "inception":
        found.append({"trial.zip": _inception(root)})
    if name in {"brat", "uima-xmi"}:
        found.append({"all.zip": _zipped(found[0])})
    return tuple(found)


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return stream.getvalue()


def _inception(root: Path) -> bytes:
    """A small exported project: one curated document."""
    (layers,) = _good("uima-xmi", root)[:1]
    inner = {Path(path).name: data for path, data in layers.items()}
    xmi = next(data for path, data in inner.items() if path.endswith(".xmi"))
    types = next((data for path, data in inner.items() if "typesystem" in path.lower()), b"")
    described = {
        "name": "trial",
        "source_documents": [{"name": "a.txt", "format": "text", "state": "CURATION_FINISHED"}],
        "annotation_documents": [{"name": "a.txt", "user": "ann", "state": "FINISHED"}],
    }
    files = {
        "exportedproject1.json": json.dumps(described).encode(),
        "source/a.txt": _TEXT.encode(),
        "curation/a.txt/CURATION_USER.zip": _zipped({"a.xmi": xmi, "TypeSystem.xml": types}),
    }
    return _zipped(files)


# -- harm ------------------------------------------------------------------------------------------

_NUMBER = re.compile(rb"-?\d+")
_NUMBERS = (b"-1", b"0", b"1", b"7", b"100000", b"9" * 30, b"1e999", b"2147483648", b"0.5")
_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 3.5, 10**20, "", "x", "\ud800", "a\u0000b", [], {}, [[]], {"a": 1}),
)
_PIECES = (
    *(b"\0", b"\xff\xfe", b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"<", b">", b"&#x0;", b"\n\n"),
    *(b"\t", b"\r", b"\\", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"B-", b"|", b"*[", b";"),
    *(
        "\u2028".encode(),
        "é".encode(),
        b"\xef\xbb\xbf",
        b"\xc3",
        b"PK\x03\x04",
        b"=1+1",
        b"#",
        b"_",
    ),
)


def harmed(data: bytes, chance: random.Random) -> bytes:
    """`data` with some things changed; what is compressed is changed inside most of the time."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _harmed_zip(data, chance)
    if data[:2] in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda") and chance.random() < 0.8:
        return zlib.compress(_bytes(zlib.decompress(data), chance))
    if data[:1] in b"[{" and data and chance.random() < 0.5:
        return _harmed_json(data, chance)
    return _bytes(data, chance)


def _harmed_zip(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(files))
    roll = chance.random()
    if roll < 0.1:
        del files[name]
    elif roll < 0.2:
        files[chance.choice(["../x", "/x", "a\\b", "x" * 300, name.upper()])] = files.pop(name)
    else:
        files[name] = harmed(files[name], chance)
    return _zipped(files)


def _harmed_json(data: bytes, chance: random.Random) -> bytes:
    """A value of one of the lines, or of the whole, replaced, doubled or taken out."""
    lines = data.split(b"\n") if data[:1] == b"{" else [data]
    at = chance.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except ValueError:
        return _bytes(data, chance)
    for _ in range(chance.randrange(1, 4)):
        _harm_value(value, chance)
    lines[at] = json.dumps(value).encode()
    return b"\n".join(lines)


def _harm_value(value: object, chance: random.Random) -> None:
    """Walk down to a random place and change what is there."""
    while True:
        keys: list[Any]
        if isinstance(value, dict) and value:
            keys = sorted(cast("dict[str, Any]", value))
        elif isinstance(value, list) and value:
            keys = list(range(len(cast("list[Any]", value))))
        else:
            return
        holder = cast("dict[Any, Any]", value)
        key = chance.choice(keys)
        if chance.random() < 0.35:
            roll = chance.random()
            if roll < 0.2:
                del holder[key]
            elif roll < 0.4:
                holder[key] = deepcopy(holder[chance.choice(keys)])
            elif isinstance(holder[key], int) and roll < 0.7:
                holder[key] += chance.choice([-1000, -2, -1, 1, 2, 1000])
            else:
                holder[key] = deepcopy(chance.choice(_VALUES))
            return
        value = holder[key]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randrange(1, 7)):
        place = chance.randrange(len(made) + 1)
        match chance.randrange(8):
            case 0:
                del made[place : place + chance.randrange(1, 40)]
            case 1 if place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            case 2:
                made[place:place] = chance.choice(_PIECES)
            case 3:
                made[place:place] = made[place : place + chance.randrange(1, 60)]
            case 4 if numbers := list(_NUMBER.finditer(made)):
                found = chance.choice(numbers)
                made[found.start() : found.end()] = chance.choice(_NUMBERS)
            case 5:
                lines = bytes(made).split(b"\n")
                line = chance.randrange(len(lines))
                lines[line : line + 1] = [lines[line]] * chance.choice((0, 0, 2, 3))
                made = bytearray(b"\n".join(lines))
            case 6:
                lines = bytes(made).split(b"\n")
                chance.shuffle(lines)
                made = bytearray(b"\n".join(lines))
            case _:
                del made[place + chance.randrange(200) :]
    return bytes(made)


# -- targets ---------------------------------------------------------------------------------------


def importer(name: str) -> Target:
    """A target that reads ugly files of one format."""

    def read(folder: Path, chance: random.Random) -> str:
        shared = folder / "good"
        shared.mkdir(exist_ok=True)
        files = dict(chance.choice(_good(name, shared)))
        victim = chance.choice(sorted(files))
        files[victim] = harmed(files[victim], chance)
        return look(lay(folder / "ugly", files), name, chance)

    return read


def lay(root: Path, files: dict[str, bytes]) -> Path:
    """Write the files into an empty folder: the file, or the innermost folder of several."""
    if root.exists():
        for path in sorted(root.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    tops = {Path(path).parts[0] for path in files}
    inner = root / tops.pop() if len(tops) == 1 else root
    return root / next(iter(files)) if len(files) == 1 else inner


def look(path: Path, name: str, chance: random.Random) -> str:
    """Read as the format that is found out, and as the one that it was; then as a project."""
    found: list[object] = []
    for forced in ("", name):
        for outcome in read_annotated([path], ReadPlan(format=forced)):
            require_whole(outcome)
            found.append(outcome)
    if chance.random() < 0.1:
        _into_project(path, name)
    return named(found)


def named(outcomes: Iterable[object]) -> str:
    """What came of an input, in short: kinds of refusals and losses, and whether a text came in."""
    kinds: set[str] = set()
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            kinds.add(type(outcome.error).__name__)
        elif isinstance(outcome, Loss):
            kinds.add(outcome.code)
        elif isinstance(outcome, Settled):
            kinds.add("article")
            kinds.update(loss.code for loss in outcome.losses)
            kinds.update("spans" for _ in outcome.spans[:1])
            kinds.update("frames" for _ in outcome.frames[:1])
            kinds.update("chains" for _ in outcome.chains[:1])
        else:
            kinds.add(type(outcome).__name__)
    return " ".join(sorted(kinds))


Target = Callable[[Path, random.Random], str]
"""Makes an input, feeds it, and says in short what came of it."""


def require_whole(outcome: Settled | Refusal | Loss) -> None:
    """What went in can be, and what did not says why in a sentence."""
    if isinstance(outcome, Refusal):
        assert sentence(outcome.error).strip(), outcome
        return
    if isinstance(outcome, Loss):
        assert loss_sentence(outcome)
        return
    text = outcome.draft.article.text
    ids = {span.id: span for span in outcome.spans}
    assert len(ids) == len(outcome.spans)
    for span in outcome.spans:
        require_inside(span.start, span.end, len(text))
        assert span.label.strip()
    for frame in outcome.frames:
        assert ids[frame.trigger_id].layer is Layer.EVENT
        assert set(frame.span_ids) <= ids.keys()
    linked = [item for chain in outcome.chains for item in chain.span_ids]
    assert len(set(linked)) == len(linked)
    for chain in outcome.chains:
        assert len(chain.span_ids) > 1
        assert all(ids[item].layer is chain.kind for item in chain.span_ids)
    assert all(loss_sentence(loss) for loss in outcome.losses)


def _into_project(path: Path, name: str) -> None:
    target = path.parent / "fuzz.spandesk" if path.is_file() else path.with_suffix(".spandesk")
    for item in target.parent.glob(f"{target.name}*"):
        item.unlink()
    labels = (Label("ORG", Layer.ENTITY), Label("MEET", Layer.EVENT))
    said = "told"
    with Project.create(target, LabelSchema("small", labels), annotator="tester") as project:
        try:
            import_paths(project, [path], plan=ReadPlan(format=name))
        except AnnotateError as error:
            said = sentence(error).strip()
        assert said
        project.resume()
        assert project.check() == []
    for item in target.parent.glob(f"{target.name}*"):
        item.unlink()


FORMAT_TARGETS: dict[str, Target] = {
    f"import {item.name}": importer(item.name) for item in FORMATS if item.can_import
}
