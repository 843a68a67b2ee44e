"""Rows that no span can be, and inputs made to stop a reader: bombs of all kinds."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

from annotate.edits import PutSpan
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.project import Project, Why
from annotate.spans import Layer, Span
from annotate.store.sqlite import Error, connect
from tests.faults.plan import Tally, Workshop, fault, make_project, whole

_OFFSETS = (
    *(0, 1, 2, 3, 7, 40, -1, -7, 10**9, 2**63, -(2**70), True),
    *(1.0, 1.5, -0.0, float("nan"), float("inf"), "3", "zzz", "", "0x3", None, b"\1", b""),
)
_LABELS = (("PERSON", "entity"), ("ATTACK", "event"), ("GPE", "entity"))
_WRONG = (
    ("PERSON", "event"),
    ("NONE", "entity"),
    ("", "entity"),
    (None, None),
    (7, 7),
    ("GPE", ""),
)
_IDS = ("", None, "x", 5)
_INSERT = (
    'INSERT INTO span (id, article_id, start, "end", label, layer, surface, annotator,'
    " origin, created_at) VALUES (?, ?, ?, ?, ?, ?, 's', 't', ?, '')"
)
_GOOD = (
    "typeof(start) = 'integer' AND typeof(\"end\") = 'integer' AND start >= 0 AND \"end\" > start"
    " AND typeof(id) = 'text' AND length(id) > 0 AND origin IN ('manual', 'import')"
    " AND article_id IN (SELECT id FROM article)"
    " AND EXISTS (SELECT 1 FROM label WHERE label.layer = span.layer AND name = span.label)"
)


@fault(
    "bad-rows", "rows and steps that no span can be: refused by tables and by the project", "F16"
)
def bad_rows(shop: Workshop) -> Tally:
    """Offer 100,000 (quick: 2,000) random rows to the tables, and a tenth as many steps."""
    tally = Tally()
    chance = random.Random(shop.seed)
    path = make_project(shop.path("rows.spandesk"), articles=3)
    connection = connect(path)
    connection.execute("BEGIN")
    refused = 0
    count = 2_000 if shop.is_quick else 100_000
    for number in range(count):
        try:
            connection.execute(_INSERT, _random_row(chance, number))
        except (Error, OverflowError):
            refused += 1
    (kept,) = connection.execute("SELECT count(*) FROM span").fetchone()
    (bad,) = connection.execute(f"SELECT count(*) FROM span WHERE NOT ({_GOOD})").fetchone()
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.execute("ROLLBACK")
    connection.close()
    problems = [f"{bad} bad rows of {kept}"] if bad else []
    if broken or kept + refused != count or not kept:
        problems.append(f"{kept} kept, {refused} refused, {len(broken)} refer to nothing")
    tally.round(problems + whole(path))
    tally.notes.append(f"{refused} of {count} rows refused, {kept} good ones among them")
    tally.round(_bad_steps(path, chance, count // 10, tally) + whole(path))
    return tally


def _random_row(chance: random.Random, number: int) -> tuple[object, ...]:
    start: object = chance.choice((chance.randrange(200), chance.choice(_OFFSETS)))
    end: object = chance.choice((chance.randrange(200), chance.choice(_OFFSETS)))
    label, layer = chance.choice(_LABELS if chance.random() < 0.6 else _WRONG)
    name = f"r{number}" if chance.random() < 0.7 else chance.choice(_IDS)
    article = chance.choice(("a0", "a0", "a1", "a2", "nowhere", None))
    return (name, article, start, end, label, layer, chance.choice(("manual", "import", "x", None)))


def _bad_steps(path: Path, chance: random.Random, count: int, tally: Tally) -> list[str]:
    """Offer steps with random spans to the project, as the window does; what is wrong then."""
    problems: list[str] = []
    refused = 0
    with Project.open(path) as project:
        article = project.article("a1")
        length = len(article.text)
        for number in range(count):
            start, end = (chance.randrange(-20, length + 20) for _ in range(2))
            label, layer = chance.choice((*_LABELS, *_WRONG[:3]))
            try:
                span = Span(f"s{number}", start, end, str(label), Layer(str(layer)))
                edit = PutSpan(None, span)
                project.write_edit(article, edit, why=Why.HAND, title="x").result()
            except AnnotateError as error:
                refused += 1
                project.resume()
                if not sentence(error).endswith("."):
                    problems.append(repr(error))
                continue
            if not (0 <= start < end <= length) or (label, layer) not in _LABELS:
                problems.append(f"taken: {span}")
        problems += [f"{item.kind}: {item.what}" for item in project.check()]
        kept = len(project.annotations("a1").spans)
    if kept + refused != count or not kept:
        problems.append(f"{kept} kept, {refused} refused of {count}")
    tally.notes.append(f"{refused} of {count} steps refused, each in words")
    return problems


_ELSEWHERE = "the-secret-of-another-file"
_PATTERNS = (
    r"(a+)+$",
    r"(a|a)*b$",
    r"(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5z",
    r"(?:a?){60}a{60}b",
    "(" * 3_000,
    r"a{1,65535}{1,65535}",
)


@fault(
    "bombs",
    "entities, nesting, archives, patterns made to stop a reader: refused or stopped, none read",
    "F21",
)
def bombs(shop: Workshop) -> Tally:
    """Import bombs and files that point elsewhere; search and list with patterns that explode."""
    tally = Tally()
    folder = shop.path("bombs")
    folder.mkdir()
    secret = shop.path("secret.txt")
    secret.write_text(_ELSEWHERE)
    for name, data in _bombs(secret, depth=20_000 if shop.is_quick else 100_000).items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "climbs.zip", "w") as archive:
        archive.writestr("../../climbed.txt", "Ana met envoys in Lisbon.")
        archive.writestr("/climbed.txt", "Ana met envoys in Varna.")
    path = make_project(shop.path("bombs.spandesk"), articles=1)
    child = shop.spawn("command", "import", str(path), str(folder))
    child.wait_for("end", 300)
    said = child.log.read_text()
    problems = ["a reader broke"] if "Traceback" in said else []
    with Project.open(path, read_only=True) as project:
        texts = [project.article(item).text for item in project.article_ids()]
        problems += [f"{item.kind}: {item.what}" for item in project.check()]
    if any(_ELSEWHERE in text for text in texts) or _ELSEWHERE in said:
        problems.append("another file was read")
    if list(shop.folder.rglob("climbed.txt")):
        problems.append("a file was written outside")
    growth = child.wait_for("growth")["growth"]
    if growth > 500:
        problems.append(f"it took {growth:.0f} MB")
    tally.round(problems)
    told = next((line for line in said.splitlines() if " refused" in line), "")
    tally.notes.append(f"{told}, {growth:.0f} MB")
    tally.round(_listed(shop))
    child = shop.spawn("search_for", str(path), list(_PATTERNS))
    end = child.wait_for("longest", 120)
    child.wait_for("end", 60)
    problems = [] if len(end["counts"]) == len(_PATTERNS) else [f"searched {end['counts']}"]
    tally.round(problems)
    tally.notes.append(f"the longest search took {end['longest']:.0f} ms, {end['counts']}")
    return tally


def _bombs(secret: Path, *, depth: int) -> dict[str, bytes]:
    """Files that grow when they are read, or point at another file."""
    entities = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'
    outside = f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{secret.as_uri()}">]>'
    xmi = (
        '<?xml version="1.0"?>{0}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        ' xmlns:cas="http:///uima/cas.ecore"><cas:Sofa xmi:id="1" sofaNum="1" mimeType="text"'
        ' sofaID="_InitialView" sofaString="a"/><x>&l9;</x></xmi:XMI>'
    )
    gate = (
        '<?xml version="1.0"?>{0}<GateDocument version="3"><TextWithNodes>'
        '<Node id="0" />&l9;<Node id="2" /></TextWithNodes></GateDocument>'
    )
    return {
        **{f"laughs{suffix}": text.format(laughs).encode() for suffix, text in
           ((".xmi", xmi), (".xml", gate))},
        **{f"outside{suffix}": text.format(outside).encode() for suffix, text in
           ((".xmi", xmi), (".xml", gate))},
        "image.html": (
            f"<html><body><article><p>Ana met envoys.</p><img src='{secret.as_uri()}'>"
            f"<iframe src='{secret.as_uri()}'></iframe><p>{'They left. ' * 40}</p></article>"
        ).encode(),
        "nested.html": b"<html><body>" + b"<div>" * depth + b"Ana met envoys.",
        "nested.json": b"[" * depth + b"1" + b"]" * depth,
        "nested.jsonl": b'{"text": "Ana met.", "meta": ' + b'{"a":' * depth + b"1" + b"}" * depth,
        "digits.jsonl": b'{"text": "Ana met.", "id": ' + b"9" * 5_000 + b"}\n",
        "infinite.jsonl": b'{"text": "Ana met.", "score": 1e999, "x": NaN, "y": -Infinity}\n',
        "twice.jsonl": b'{"text": "Ana met.", "text": "Jo left."}\n',
        "span.jsonl": b'{"text": "Ana.", "spans": [{"start": -9e99, "end": 1e99, "label": "A"}]}\n',
        "table.csv": b"text,label\n" + b'"' * depth,
        "columns.conll": b"Ana" + b"\tB-PER" * depth + b"\n",
    }  # fmt: skip


def _listed(shop: Workshop) -> list[str]:
    """Token patterns that take spaCy's matcher minutes, in an own list, and some to be refused."""
    path = make_project(shop.path("listed.spandesk"), articles=1)
    stars = json.dumps([{"LOWER": "near"}, *[{"OP": "*"}] * 40, {"LOWER": "lisbon"}])
    problems: list[str] = []
    for entry, is_taken in (
        (stars, True),
        (json.dumps([{"OP": "*"}] * 10), False),
        (json.dumps([{"TEXT": {"REGEX": "(a+)+$"}}]), False),
        (json.dumps([{"LOWER": "a", "OP": "{1,9999}"}]), False),
        ("[" * 100_000, False),
    ):
        call = ("lists", "add", str(path), entry, "--label", "GPE", "--form", "tokens")
        done = shop.run(*call)
        if "Traceback" in done.stderr or done.returncode != (0 if is_taken else 1):
            problems.append(f"{entry[:40]}: {done.returncode} {done.stderr[-200:]}")
    if not shop.is_quick:
        done = shop.run("suggest", str(path), "--suggester", "lists")
        if done.returncode:
            problems.append(done.stderr[-200:])
    return problems + whole(path)
