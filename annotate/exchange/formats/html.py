"""Annotated articles as web pages for readers: a folder with an index and a page for each article.

Each page stands by itself: no script, nothing from elsewhere, everything escaped. Entities are
underlined, events dashed, overlapping spans side by side; labels stand in front of their spans, so
that colour is never the only sign. Pages follow the reader's light or dark scheme and print with
their marks. Written only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import Probe, WriteLog
from annotate.exchange.html_lanes import hue, paragraphs
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.titles import opening_words
from annotate.spans import Layer

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light dark;--bg:#fcfbf9;--ink:#1d1d1f;--soft:#5a5a60;--line:#d9d6d0;
--s:65%;--v:42%;--pill-s:60%;--pill-v:93%;--pill-ink:24%}
@media (prefers-color-scheme:dark){:root{--bg:#17181a;--ink:#e9e8e5;--soft:#a5a5aa;--line:#3a3b3f;
--s:70%;--v:68%;--pill-s:30%;--pill-v:24%;--pill-ink:86%}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:46rem;background:var(--bg);color:var(--ink);
font:1.05rem/1.5 Georgia,"Times New Roman",serif;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem}
h2{font:600 .95rem/1.4 system-ui,sans-serif;margin:2rem 0 .6rem;border-bottom:1px solid var(--line)}
a{color:inherit}
.facts,.count,th,caption,nav{font:.85rem/1.5 system-ui,sans-serif;color:var(--soft)}
p.t{margin:0 0 .9rem;line-height:calc(1.8em + var(--lanes)*4px);overflow-wrap:anywhere}
mark{color:inherit;background:none}
u{text-decoration:none;padding-bottom:calc(var(--k)*4px);
border-bottom:3px solid hsl(var(--h) var(--s) var(--v));
box-decoration-break:clone;-webkit-box-decoration-break:clone}
u.ev{border-bottom-style:dashed}
.l{font:600 .62rem/1 system-ui,sans-serif;letter-spacing:.03em;white-space:nowrap;
padding:.15em .4em;margin:0 .2em 0 .1em;border-radius:.3em;vertical-align:.12em;
background:hsl(var(--h) var(--pill-s) var(--pill-v));color:hsl(var(--h) 60% var(--pill-ink));
border:1px solid hsl(var(--h) var(--s) var(--v))}
.l.ev{border-style:dashed;border-radius:.9em}
.legend{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;
border-top:1px solid var(--line)}
.scroll{overflow-x:auto}
.role{font:.85rem/1.5 system-ui,sans-serif;color:var(--soft)}
ol.articles{padding-inline-start:1.4rem}
ol.articles li{margin:0 0 .6rem}
@media print{:root{--bg:#fff;--ink:#000;--soft:#444;--line:#999;--s:65%;--v:38%;--pill-s:55%;
--pill-v:94%;--pill-ink:20%}body{max-width:none;padding:0;font-size:11pt}nav{display:none}
h1,h2{break-after:avoid}tr,li{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the index says of one article."""

    file: str
    title: str
    facts: str
    spans: int
    events: int


def detect(_probe: Probe) -> float:
    """Nothing is read in this format; pages of others are articles."""
    return 0.0


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with `index.html` and one page for each article."""
    del log
    target.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    names.name("index")
    listed: list[_Listed] = []
    labels: Counter[tuple[Layer, str]] = Counter()
    for record in records:
        file = f"{names.of(record)}.html"
        (target / file).write_bytes("\n".join(_page(record)).encode("utf-8"))
        counts = _counts(record)
        labels += counts
        events = sum(count for (layer, _), count in counts.items() if layer is Layer.EVENT)
        title = record.title or opening_words(record.text)
        listed.append(_Listed(file, title, _facts(record), len(record.spans), events))
    (target / "index.html").write_bytes("\n".join(_index(listed, labels)).encode("utf-8"))


def _head(title: str, language: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(language or "en")}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield "<body>"


def _page(record: Record) -> Iterator[str]:
    title = record.title or opening_words(record.text)
    yield from _head(title, record.language)
    yield '<nav><a href="index.html">All articles</a></nav>'
    yield f'<header><h1 dir="auto">{escape(title)}</h1>'
    if facts := _facts(record):
        yield f'<div class="facts">{escape(facts)}</div>'
    yield "</header>"
    if record.spans:
        yield "<h2>Labels</h2>"
        yield from _legend(_counts(record))
    yield "<main><h2>Text</h2>"
    yield from paragraphs(record.text, record.spans)
    yield "</main>"
    yield from _events(record)
    yield "</body></html>"


def _facts(record: Record) -> str:
    return " · ".join(part for part in (record.source, record.date) if part)


def _counts(record: Record) -> Counter[tuple[Layer, str]]:
    return Counter((span.layer or Layer.ENTITY, span.label) for span in record.spans)


def _legend(counts: Counter[tuple[Layer, str]]) -> Iterator[str]:
    """Every label with its look and how often it occurs; entities first."""
    yield '<ul class="legend">'
    for (layer, label), count in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1])):
        kind = "ev" if layer is Layer.EVENT else "en"
        pill = f'<b class="l {kind}" style="--h:{hue(label)}">{escape(label)}</b>'
        named = "event" if layer is Layer.EVENT else "entity"
        yield f'<li>{pill}<span class="count">{named}, {count}×</span></li>'
    yield "</ul>"


def _events(record: Record) -> Iterator[str]:
    """A table of the events with their arguments and attributes."""
    told = [frame for frame in record.frames if frame.arguments or frame.attributes]
    if not told:
        return
    spans = {span.id: span for span in record.spans}
    yield "<section><h2>Events</h2>"
    yield '<div class="scroll"><table><thead><tr><th scope="col">Event</th>'
    yield '<th scope="col">Arguments</th><th scope="col">Attributes</th></tr></thead><tbody>'
    for frame in sorted(told, key=lambda item: spans[item.trigger].start):
        yield _event_row(record, frame, spans)
    yield "</tbody></table></div></section>"


def _event_row(record: Record, frame: RecordFrame, spans: dict[str, RecordSpan]) -> str:
    trigger = spans[frame.trigger]
    arguments = "<br>".join(
        f'<span class="role">{escape(role)}</span> {_quoted(record, spans[span_id])}'
        for role, span_id in frame.arguments
    )
    attributes = "<br>".join(
        f'<span class="role">{escape(name)}</span> {escape(value)}'
        for name, value in frame.attributes
    )
    pill = f'<b class="l ev" style="--h:{hue(trigger.label)}">{escape(trigger.label)}</b>'
    event = f"{pill} {_quoted(record, trigger)}"
    return f"<tr><td>{event}</td><td>{arguments}</td><td>{attributes}</td></tr>"


def _quoted(record: Record, span: RecordSpan) -> str:
    return f"<bdi>{escape(' '.join(record.text[span.start : span.end].split()))}</bdi>"


def _index(listed: list[_Listed], labels: Counter[tuple[Layer, str]]) -> Iterator[str]:
    yield from _head("Annotated articles", "en")
    yield "<h1>Annotated articles</h1>"
    total = sum(item.spans for item in listed)
    yield f'<div class="facts">{len(listed):,} articles, {total:,} spans</div>'
    if labels:
        yield "<h2>Labels</h2>"
        yield from _legend(labels)
    yield '<h2>Articles</h2><ol class="articles">'
    for item in listed:
        counted = f"{item.spans - item.events:,} entities, {item.events:,} events"
        facts = " · ".join(part for part in (item.facts, counted) if part)
        yield (
            f'<li><a href="{quote(item.file)}" dir="auto">{escape(item.title)}</a>'
            f'<div class="facts">{escape(facts)}</div></li>'
        )
    yield "</ol></body></html>"
