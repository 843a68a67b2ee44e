"""Ugly files go the whole way by the command line: import, suggest, accept, export, spaCy.

The files are made here: every encoding, mark and line end, markup that is text, pages, bad records.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotate.project import Project
from annotate.spans import Layer

# One process makes the journey, and the tests look at what it left behind.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ugly_articles")]

ROOT = Path(__file__).parents[2]
TIMEOUT = 100

STORY = (
    "Storm closes harbour of Varna\n\n"
    "Soldiers attacked the harbour on Tuesday, killing 12 people, said Mr. Pavel Orlov. The "
    "ceasefire of 3 May 2021 collapsed and the two sides met in Geneva at 6.30\u00a0p.m.\n"
)
EMOJI = (
    "🇺🇦 Varna 🇧🇬 Geneva: talks held ☎️\n\n"
    "👩\u200d🚒 Crews rescued 12 people in Zürich (or Zu\u0308rich) on Friday 🎉. "
    "Soft\u00adhyphens and zero\u200bwidth blanks stay. "
    "Police arrested 👨🏽\u200d⚖️ four men on 4 May 2021.\n"
)
BIDI = "Envoys meet\n\nالوزير met השר in Geneva on Monday; “הסכם”, he said, before 4 June 2020.\n"
MARKUP = (
    '<b>Rebels attacked</b> <img src="file:///etc/hostname"> the port on Monday.\n\n'
    '=HYPERLINK("http://example.invalid") said %s {0} ${HOME} &lt;b&gt; \\u0041 NULL.\n'
)
WESTERN = "Minister resigns\n\n“My duty is done,” said José Peña—and 300 men left on Friday.\n"
FRENCH = "Près de 200 dockers ont manifesté à Sète le 4 juin 2019, a déclaré le syndicat du port."
LONG = " ".join(f"Shelling killed {number} soldiers on Monday." for number in range(2000))
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Ships wait - Daily</title>
<meta property="article:published_time" content="2021-04-02T18:04:00+00:00">
<meta property="og:site_name" content="The Daily"></head><body><nav><a href="/">Home</a></nav>
<div class="cookie-banner">We use cookies. Accept all</div><article><h1>Ships wait</h1>
<p>Twelve ships waited off Varna on Friday after rebels attacked the harbour, its master said.</p>
<p>Officials met in Geneva on 3 May 2021 and agreed on a ceasefire of ten days &amp; nights.</p>
</article><footer>&copy; 2021 The Daily. All rights reserved.</footer></body></html>"""
SIGN_IN = '<html><body><form><input type="password"><button>Sign in</button></form></body></html>'

RECORDS = [
    b'{"id":1,"text":"Sanctions hit two banks in March.","title":"Banks","date":"2021-03-04"}',
    b'{"id":2,"text":""}',
    b'{"id":3}',
    b'{"id":4,"text":"Cut off',
    b"",
    b'{"id":5,"text":"Police arrested ten men.","title":null}',
    b"[1,2]",
    b'{"id":5,"text":"Same id, other text: rebels seized the airport."}',
    b'{"id":6,"text":"Sanctions hit two banks in March."}',
    b'{"id":"nul","text":"The envoy\\u0000 left Geneva on Monday."}',
    b'{"id":"lone","text":"Talks \\ud83d ended on Monday."}',
    b'{"id":"pair","text":"Talks \\ud83d\\udc4d ended on Monday.\\r\\nRebels left."}',
]

GOOD = {
    "bom-crlf.txt": ("\ufeff" + STORY.replace("\n", "\r\n") + "At noon\u2028it ended.").encode(),
    "cp1252.txt": WESTERN.encode("cp1252"),
    "utf16.txt": ("Floods\n\n" + STORY).encode("utf-16"),
    "emoji.txt": EMOJI.encode(),
    "bidi.txt": BIDI.encode(),
    "markup.txt": MARKUP.encode(),
    "one-line.txt": LONG.encode(),
    "headline.txt": b"Ceasefire holds for second day\n",
    "page.html": PAGE.encode(),
    "latin1.html": (
        '<html lang="fr"><head><meta charset="iso-8859-1"><title>Grève à Sète</title></head>'
        f"<body><article><h1>Grève à Sète</h1><p>{FRENCH}</p></article></body></html>"
    ).encode("latin-1"),
    "notes.md": b"---\ntitle: Notes\n---\n# Notes\n\nRebels *attacked* [Varna](x) on Monday.\n",
}
BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (" \n\t\u00a0\n".encode(), "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "photo.png": (b"\x89PNG\r\n\x1a\n", "unknown_kind"),
    "signin.html": (SIGN_IN.encode(), "no_article"),
    "twin.txt": (STORY.encode() + b"At noon\nit ended.", "duplicate"),
}
TEXTS = {
    "bom-crlf.txt": STORY + "At noon\nit ended.",
    "cp1252.txt": WESTERN,
    "utf16.txt": "Floods\n\n" + STORY,
    "emoji.txt": EMOJI,
    "bidi.txt": BIDI,
    "markup.txt": MARKUP,
    "one-line.txt": LONG,
    "headline.txt": "Ceasefire holds for second day\n",
    "notes.md": "Notes\n\nRebels attacked Varna on Monday.\n",
}


@dataclass(frozen=True)
class Journey:
    """Where everything lies after the commands have run, and what they said."""

    folder: Path
    project: Path
    report: dict[str, Any]
    said: dict[str, subprocess.CompletedProcess[str]]

    @property
    def export(self) -> Path:
        return self.folder / "out"


def spandesk(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "SPANDESK_CONFIG_DIR": str(home / "config"),
        "SPANDESK_DATA_DIR": str(home / "data"),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        env=environment,
        cwd=home,
        check=False,
    )


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    folder = tmp_path_factory.mktemp("ugly")
    articles = folder / "articles"
    articles.mkdir()
    for name, content in GOOD.items():
        (articles / name).write_bytes(content)
    for name, (content, _) in BAD.items():
        (articles / name).write_bytes(content)
    (articles / "mixed.jsonl").write_bytes(b"\n".join(RECORDS))
    project = folder / "ugly.spandesk"
    report = folder / "report.json"
    commands: dict[str, tuple[str | Path, ...]] = {
        "new": ("new", project),
        "import": ("import", project, articles, "--report", report),
        "suggest": ("suggest", project, "--suggester", "rules", "--suggester", "lexicon"),
        "accept": ("accept", project, "--done"),
        "export": ("export", project, folder / "out", "--split", "100,0,0"),
        "check": ("check", project),
        "stats": ("stats", project, "--json"),
    }
    said = {name: spandesk(*command, home=folder) for name, command in commands.items()}
    return Journey(folder, project, json.loads(report.read_text(encoding="utf-8")), said)


def test_every_command_is_content(journey: Journey) -> None:
    for name, done in journey.said.items():
        assert done.returncode == 0, f"{name}: {done.stderr}"
        assert "Traceback" not in done.stderr


def test_every_refusal_is_named_with_its_reason(journey: Journey) -> None:
    refused = {
        (Path(item["source"]).name, item["line"]): item["reason"]
        for item in journey.report["refusals"]
    }
    assert refused == {
        **{(name, None): reason for name, (_, reason) in BAD.items()},
        ("mixed.jsonl", 2): "empty",
        ("mixed.jsonl", 3): "no_text",
        ("mixed.jsonl", 4): "not_json",
        ("mixed.jsonl", 7): "not_object",
        ("mixed.jsonl", 9): "duplicate",
    }
    for name, line in refused:
        place = name if line is None else f"{name}:{line}"
        assert f"{place}: " in journey.said["import"].stderr
    assert all(item["message"] for item in journey.report["refusals"])


def test_the_rest_is_in_with_notes_on_what_was_changed(journey: Journey) -> None:
    added = {Path(item["source"]).name for item in journey.report["articles"]}
    assert added == {*GOOD, "mixed.jsonl"}
    assert journey.report["added"] == len(GOOD) + 6
    notes = {
        (Path(item["source"]).name, item["line"], note["code"])
        for item in journey.report["articles"]
        for note in item["notes"]
    }
    assert notes == {
        ("bom-crlf.txt", None, "bom"),
        ("bom-crlf.txt", None, "line_ends"),
        ("cp1252.txt", None, "encoding"),
        ("utf16.txt", None, "bom"),
        ("mixed.jsonl", 8, "fresh_id"),
        ("mixed.jsonl", 10, "replaced"),
        ("mixed.jsonl", 11, "replaced"),
        ("mixed.jsonl", 12, "line_ends"),
    }


def test_texts_are_stored_code_point_by_code_point(journey: Journey) -> None:
    with Project.open(journey.project, read_only=True) as project:
        articles = [project.article(article_id) for article_id in project.article_ids()]
    by_source = {article.source: article for article in articles}
    for name, text in TEXTS.items():
        assert by_source[name].text == text
    page = by_source["The Daily"]
    assert (page.title, page.date) == ("Ships wait", "2021-04-02")
    assert "ten days & nights" in page.text
    assert "cookies" not in page.text
    assert "rights reserved" not in page.text
    french = by_source["latin1.html"]
    assert FRENCH in french.text
    assert french.language == "fr"
    by_id = {article.id: article.text for article in articles}
    assert by_id["nul"] == "The envoy\ufffd left Geneva on Monday."
    assert by_id["lone"] == "Talks \ufffd ended on Monday."
    assert by_id["pair"] == "Talks 👍 ended on Monday.\nRebels left."
    assert by_id["5"] != by_id["5-2"]


def test_every_gold_span_leaves_as_it_was_seen(journey: Journey) -> None:
    import spacy
    from spacy.tokens import DocBin

    with Project.open(journey.project, read_only=True) as project:
        gold = Counter(
            (article_id, str(span.layer), span.label, text[span.start : span.end])
            for article_id in project.article_ids()
            for text in [project.article(article_id).text]
            for span in project.annotations(article_id).spans
        )
    exported: Counter[tuple[str, str, str, str]] = Counter()
    vocab = spacy.blank("en").vocab
    for side in ("train", "dev", "test"):
        docs = DocBin(store_user_data=True).from_disk(journey.export / f"{side}.spacy")
        for doc in docs.get_docs(vocab):
            article_id = doc.user_data["spandesk"]["article_id"]
            for span in doc.ents:
                exported[article_id, str(Layer.ENTITY), span.label_, span.text] += 1
            for span in doc.spans["events"]:
                exported[article_id, str(Layer.EVENT), span.label_, span.text] += 1
    report = json.loads((journey.export / "report.json").read_text(encoding="utf-8"))
    listed = len(report["unaligned"]) + len(report["overlapping_entities"])
    assert gold
    assert not exported - gold
    assert (gold - exported).total() == listed
    texts = {text for _, _, _, text in exported}
    assert {"attacked", "3 May 2021", "12"} <= texts


def test_the_figures_agree(journey: Journey) -> None:
    stats = json.loads(journey.said["stats"].stdout)
    assert stats["articles"]["total"] == journey.report["added"]
    assert stats["articles"]["done"] == journey.report["added"]
    assert stats["spans"]["total"] > 100


def test_a_second_import_adds_nothing(journey: Journey) -> None:
    report = journey.folder / "again.json"
    names = ("emoji.txt", "page.html", "twin.txt")
    paths = [journey.folder / "articles" / name for name in names]
    done = spandesk("import", journey.project, *paths, "--report", report, home=journey.folder)
    again = json.loads(report.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    assert again["added"] == 0
    assert again["refused_by_reason"] == {"duplicate": 3}


def test_nothing_good_is_a_failure_that_is_reported(journey: Journey) -> None:
    done = spandesk(
        "import", journey.project, journey.folder / "articles/binary.txt", home=journey.folder
    )
    assert done.returncode == 1
    assert "binary.txt" in done.stderr


def test_the_stateless_form_answers_about_the_text_as_given(journey: Journey) -> None:
    given = {
        "crlf": "\ufeffRebels attacked Varna.\r\n\r\n🎉 On 3 May 2021 they left.\r\n",
        "lone": "Talks \ud83d ended on 3 May 2021.",
        "empty": "",
    }
    source, target = journey.folder / "in.jsonl", journey.folder / "out.jsonl"
    lines = [json.dumps({"id": key, "text": text}) for key, text in given.items()]
    source.write_text("\n".join([lines[0], '{"id": "cut', *lines[1:]]), encoding="utf-8")
    done = spandesk(
        "suggest",
        "--in",
        source,
        "--out",
        target,
        "--suggester",
        "rules",
        "--suggester",
        "lexicon",
        home=journey.folder,
    )
    assert done.returncode == 0, done.stderr
    assert "in.jsonl:2: " in done.stderr
    answers = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert [(answer["id"], answer["text"]) for answer in answers] == list(given.items())
    found = {
        answer["id"]: {answer["text"][span["start"] : span["end"]] for span in answer["spans"]}
        for answer in answers
    }
    assert {"attacked", "3 May 2021"} <= found["crlf"]
    assert "3 May 2021" in found["lone"]
    assert not found["empty"]
