"""Articles as they should not be: ugly, any text at all, and far too large."""

from __future__ import annotations

import json
import random
import unicodedata
import zipfile
from pathlib import Path

from annotate.project import Project
from annotate.text import normalise_text
from tests.faults.plan import Tally, Workshop, fault, make_project, whole

UGLY = {
    "one line": "word " * 200_000,
    "combining": "a" + "\u0301" * 100_000,
    "nul bytes": "Before\0after\0the end.",
    "right to left": "שלום עולם " * 2_000 + "\u202e\u2066 " * 500,
    "astral": "🇺🇦👩‍👩‍👧‍👦 " * 5_000,
    "line ends": "a\r\nb\rc\u2028d\u2029e" * 1_000,
    "markup": "<b>bold</b> <img src=file:///etc/passwd> " * 500,
    "long word": "x" * 500_000,
    "white space": " \t\n" * 100 + "word" + "\u3000" * 1_000,
    "replacement": "\ufffd\ufeff\u200b text",
}
SURROGATES = "lone \ud800 and \udfff"
MOST = 50_000_000
"""Bytes of the longest article that is taken."""


@fault(
    "ugly-articles", "ugly articles: kept code point by code point or refused in words", "F11 F12"
)
def ugly_articles(shop: Workshop) -> Tally:
    """Import ugly articles, compare them, open each in the window, label in it, go on, check."""
    tally = Tally()
    folder = shop.path("ugly")
    folder.mkdir()
    given = {f"{number} {name}.txt": text for number, (name, text) in enumerate(UGLY.items())}
    if not shop.is_quick:
        given["one line of 10 MB.txt"] = "word " * 2_000_000
        line = "A sentence of a very long article.\n"
        given["as long as may be.txt"] = line * (MOST // len(line))
    for name, text in given.items():
        (folder / name).write_bytes(text.encode())
    given["surrogates.jsonl"] = SURROGATES
    (folder / "surrogates.jsonl").write_text(json.dumps({"text": SURROGATES}) + "\n")
    (folder / "invalid.txt").write_bytes(b"Z\xfcrich \xff\xfe\x80 text" * 20)
    path = make_project(shop.path("ugly.spandesk"), articles=1)
    done = shop.run("import", str(path), str(folder), timeout=300)
    problems = [done.stderr[-300:]] if "Traceback" in done.stderr else []
    with Project.open(path, read_only=True) as project:
        ids = project.article_ids()
        stored = [project.article(item).text for item in ids[1:]]
    wanted = {normalise_text(text).text: name for name, text in given.items()}
    problems += [f"{wanted[text]} is not as it was" for text in wanted.keys() - set(stored)]
    problems += ["an article that nobody gave"] if set(stored) - wanted.keys() else []
    if "invalid.txt is not clear" not in (done.stdout + done.stderr).replace("\n", " "):
        problems.append("nothing is said of invalid.txt")
    tally.round(problems)
    tally.notes.append(f"{len(stored)} of {len(given) + 1} files taken")
    keys = ["End", "Shift+Home", "1", "PgDown", "N", "Right", "Shift+Right", "2", "Del", "Ctrl+Z"]
    child = shop.spawn("through_all", str(path), keys)
    end = child.wait_for("articles", 600)
    problems = [] if end["articles"] == len(ids) else [f"{end['articles']} of {len(ids)} shown"]
    child.wait_for("end", 60)
    tally.round(problems + end["failures"][:3] + whole(path))
    return tally


# Letters come often: a span begins and ends with one, so nothing of it may be trimmed.
_ALPHABET = (
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
    *" \n\t.,-\u00a0\u3000\u200b\u00ad",
    *("\r", "\n", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1b"),
    *("\0", "\ufeff", "\ufffe", "\ufdd0", "\U0001ffff", "\ud800", "\udc00", "\udfff"),
    *("\u0301", "\u0327", "\u202e", "\u2066", "ש", "ا", "न", "ै", "한", "文"),
    *("\U0001f600", "\U0001f1fa\U0001f1e6", "\U0001f469\u200d\U0001f467", "\U00010348"),
)


@fault(
    "any-text",
    "texts of any code points: each comes in as it was, and every span is on its words",
    "F12",
)
def any_text(shop: Workshop) -> Tally:
    """Import 10,000 (quick: 200) random texts with spans, and compare text and surfaces."""
    tally = Tally()
    chance = random.Random(shop.seed)
    count = 200 if shop.is_quick else 10_000
    source = shop.path("any.jsonl")
    wanted: dict[str, list[str]] = {}
    with source.open("w") as file:
        for number in range(count):
            raw, spans = _random_text(chance, number)
            record = {
                "text": raw,
                "answer": "accept",
                "spans": [{"start": a, "end": b, "label": "PERSON"} for a, b in spans],
            }
            file.write(json.dumps(record) + "\n")
            # The letter ahead keeps a mark of byte order where it stands in the text.
            surfaces = {normalise_text("x" + raw[a:b]).text[1:] for a, b in spans}
            wanted[normalise_text(raw).text] = sorted(surfaces)
    path = make_project(shop.path("any.spandesk"), articles=1)
    done = shop.run("import", str(path), str(source), "--format", "prodigy", timeout=600)
    problems = [] if done.returncode == 0 else [done.stderr[-300:]]
    found: dict[str, list[str]] = {}
    with Project.open(path, read_only=True) as project:
        for article_id in project.article_ids()[1:]:
            text = project.article(article_id).text
            spans = project.annotations(article_id).spans
            found[text] = sorted({text[span.start : span.end] for span in spans})
        problems += [f"{item.kind}: {item.what}" for item in project.check()]
    missing = wanted.keys() - found.keys()
    others = [text for text in wanted.keys() & found.keys() if wanted[text] != found[text]]
    problems += [f"{text!r} is not there as it was" for text in sorted(missing)[:2]]
    problems += [f"{text!r}: {wanted[text]} became {found[text]}" for text in sorted(others)[:2]]
    tally.round(problems)
    tally.notes.append(
        f"{len(found)} of {count} texts, {sum(map(len, found.values()))} spans on their words"
    )
    return tally


def _random_text(chance: random.Random, number: int) -> tuple[str, list[tuple[int, int]]]:
    """A text that no other has, and stretches of it that begin and end with a letter."""
    raw = "".join(chance.choices(_ALPHABET, k=chance.randrange(4, 120))) + f" Ana{number}z."
    # Two surrogates that make a pair are one character by the time they are written.
    raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    begins = [at for at, char in enumerate(raw) if char.isascii() and char.isalpha()]
    # A span that cuts a mark off its letter is refused.
    ends = [at + 1 for at in begins if not unicodedata.category(raw[at + 1]).startswith("M")]
    spans: set[tuple[int, int]] = set()
    for _ in range(chance.randrange(1, 4)):
        start = chance.choice(begins)
        spans.add((start, chance.choice([end for end in ends if end > start])))
    return raw, sorted(spans)


_MOST_GROWTH = 500
"""MB that an import may take more than it has at its start."""


@fault(
    "too-large", "files of gigabytes, bombs, papers: refused in words, without taking memory", "F11"
)
def too_large(shop: Workshop) -> Tally:
    """Import what is far too large or no text at all; what goes in, what is said, what it takes."""
    tally = Tally()
    folder = shop.path("large")
    folder.mkdir()
    names = ["sparse.txt", "sparse.html"]
    # The one line of this file is read to its end, for others could come behind it.
    names += [] if shop.is_quick else ["sparse.jsonl", "sparse.conll"]
    for name in names:
        with (folder / name).open("wb") as file:
            file.truncate(5 << 30)
    _bomb(folder / "bomb.docx", megabytes=20 if shop.is_quick else 406)
    if not shop.is_quick:
        (folder / "bomb.zip").write_bytes((folder / "bomb.docx").read_bytes())
    paper = _paper(80)
    (folder / "paper.pdf").write_bytes(paper)
    (folder / "paper.txt").write_bytes(paper)
    (folder / "too long.txt").write_text("A word too many. " * (MOST // 17 + 1))
    (folder / "good.txt").write_text("Ana met envoys in Lisbon.")
    for name in sorted(item.name for item in folder.iterdir()):
        path = make_project(shop.path("large.spandesk"), articles=1)
        child = shop.spawn("command", "import", str(path), str(folder / name))
        status = child.wait_for("end", 300)["end"]
        said = child.log.read_text()
        growth = child.wait_for("growth")["growth"]
        problems = []
        if "Traceback" in said or "not be found out" in said:
            problems.append(said[-300:])
        with Project.open(path, read_only=True) as project:
            count = len(project.article_ids()) - 1
        if count != (name == "good.txt") or bool(status) is (name == "good.txt"):
            problems.append(f"status {status}, {count} articles: {said[-200:]}")
        if name not in said and name != "good.txt":
            problems.append(f"it is not named: {said[-200:]}")
        if growth > _MOST_GROWTH:
            problems.append(f"it took {growth:.0f} MB")
        tally.round([f"{name}: {text}" for text in problems])
        tally.notes.append(f"{name}: {growth:.0f} MB, {said.strip().splitlines()[-1][-110:]}")
    return tally


def _bomb(path: Path, *, megabytes: int) -> None:
    """A small archive, as a word processor makes them, of which much comes out."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as file:
            for _ in range(megabytes):
                file.write(b"<w:t>" + b"a" * ((1 << 20) - 5))


def _paper(pages: int) -> bytes:
    """A paper of so many pages in PDF, as far as its head and its objects."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    for number in range(1, pages + 1):
        stream = f"BT /F1 12 Tf 72 720 Td (Page {number} of the paper.) Tj ET".encode()
        parts.append(
            b"%d 0 obj <</Length %d>> stream\n%s\nendstream endobj\n"
            % (number, len(stream), stream)
        )
    return b"".join([*parts, b"trailer <</Size %d>>\n%%%%EOF\n" % pages])
