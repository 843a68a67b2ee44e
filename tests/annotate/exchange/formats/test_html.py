from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from annotate.exchange.html_lanes import lay
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import ALPHABET, records, write_to

EVIL = "<script>alert(1)</script>&\"'><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """What a browser would make of a page: elements, attributes, text of marks and paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.paragraphs: list[str] = []
        self.marks: list[str] = []
        self.pills: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "br"):
            self._open.append(tag)
        if tag == "p":
            self.paragraphs.append("")
        if tag == "mark":
            self.marks.append("")
        if tag == "b":
            self.pills.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "b" in self._open:
            self.pills[-1] += data
        elif "p" in self._open:
            self.paragraphs[-1] += data
            if "mark" in self._open:
                self.marks[-1] += data

    def closed(self) -> bool:
        return not self._open


def page(path: Path) -> Page:
    found = Page()
    found.feed(path.read_text(encoding="utf-8"))
    found.close()
    assert found.closed()
    return found


STORY = Record(
    text="Ann of Kyiv sang.\n\nBob <b>left</b>.",
    id="story",
    title="A story",
    source="paper.example",
    date="2024-05-01",
    language="en",
    spans=(
        RecordSpan(0, 3, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(0, 11, "GROUP", Layer.ENTITY, "g"),
        RecordSpan(7, 16, "SING", Layer.EVENT, "s"),
        RecordSpan(19, 22, "PERSON", Layer.ENTITY, "b"),
    ),
    frames=(RecordFrame("s", (("singer", "a"),), (("realis", "actual"),)),),
)


def test_a_page_shows_text_labels_and_events(tmp_path: Path) -> None:
    write_to("html", [STORY], tmp_path)
    found = page(tmp_path / "story.html")
    assert found.paragraphs == ["Ann of Kyiv sang.", "Bob <b>left</b>."]
    assert found.marks == ["Ann", " of ", "Kyiv", " sang", "Bob"]
    # The legend, then each span in front of its text, then the table.
    assert found.pills == [
        *("GROUP", "PERSON", "SING"),
        *("GROUP", "PERSON", "SING", "PERSON"),
        "SING",
    ]
    content = (tmp_path / "story.html").read_text(encoding="utf-8")
    for wanted in ("A story", "paper.example · 2024-05-01", "singer", "realis", "actual"):
        assert wanted in content


def test_a_page_needs_nothing_else(tmp_path: Path) -> None:
    write_to("html", [STORY], tmp_path)
    for path in tmp_path.iterdir():
        found = page(path)
        assert not {"script", "link", "img", "iframe", "object", "form"} & set(found.tags)
        links = [value for name, value in found.attributes if name in {"href", "src"}]
        assert all(re.fullmatch(r"[\w%.-]+\.html", link) for link in links)
        assert ("http-equiv", "Content-Security-Policy") in found.attributes
        content = path.read_text(encoding="utf-8")
        assert "prefers-color-scheme:dark" in content
        assert "@media print" in content
        assert "url(" not in content


def test_everything_is_escaped(tmp_path: Path) -> None:
    record = Record(
        text=f"{EVIL} sang",
        id=EVIL,
        title=EVIL,
        source=EVIL,
        date=EVIL,
        language=EVIL,
        spans=(
            RecordSpan(0, len(EVIL), EVIL, Layer.ENTITY, "a"),
            RecordSpan(len(EVIL) + 1, len(EVIL) + 5, EVIL, Layer.EVENT, "s"),
        ),
        frames=(RecordFrame("s", ((EVIL, "a"),), ((EVIL, EVIL),)),),
    )
    write_to("html", [record], tmp_path)
    for path in tmp_path.iterdir():
        found = page(path)
        assert not {"script", "img"} & set(found.tags)
        assert not any(name.startswith("on") for name, _ in found.attributes)
    (own,) = [path for path in tmp_path.iterdir() if path.name != "index.html"]
    assert page(own).paragraphs == [record.text]


def test_the_index_leads_to_every_article(tmp_path: Path) -> None:
    records_made = [
        STORY,
        Record(text="Untitled text here.", id="index"),
        Record(text="x", id="index"),
    ]
    write_to("html", records_made, tmp_path)
    found = page(tmp_path / "index.html")
    links = [value for name, value in found.attributes if name == "href"]
    assert links == ["story.html", "index-2.html", "index-3.html"]
    assert all((tmp_path / link).is_file() for link in links)
    assert "3 entities, 1 events" in (tmp_path / "index.html").read_text(encoding="utf-8")


@given(record=records(frames=False))
def test_spans_on_one_lane_never_overlap(record: Record) -> None:
    laid = lay(record.spans)
    assert len(laid) == len(record.spans)
    for first in laid:
        for second in laid:
            if first is not second and first.lane == second.lane:
                assert first.span.end <= second.span.start or second.span.end <= first.span.start


@given(record=records(alphabet=ALPHABET + "<>&\"'", trimmed=False))
def test_no_character_is_lost(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    folder = tmp_path_factory.mktemp("html")
    write_to("html", [record], folder)
    found = page(folder / "article-1.html")
    assert found.paragraphs == [line for line in record.text.split("\n") if line]
    covered = {i for span in record.spans for i in range(span.start, span.end)}
    wanted = "".join(char for i, char in enumerate(record.text) if i in covered and char != "\n")
    assert "".join(found.marks) == wanted
