"""The spaCy export against a bare loop that only tokenises, sets and serialises the same spans.

The loop does no split, no report, no groups, no frames and reads nothing back. Rates are articles
a second of process CPU, in the same run.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotate.articles import Article, ArticleState
from annotate.frames.event_frame import Argument, EventFrame
from annotate.pipeline import blank
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.training.dataset import AnnotatedArticle
from annotate.training.export import ExportOptions, export_spacy
from tests.benchmarks.rows import Row

ARTICLES = 10_000
CHARACTERS = 3_300
SPANS = 40
LEAST_SHARE = 0.7
ENTITIES = ("PERSON", "ORG", "GPE")
EVENTS = ("ATTACK",)
SCHEMA = LabelSchema(
    name="benchmark",
    labels=(
        *(Label(name, Layer.ENTITY) for name in ENTITIES),
        *(Label(name, Layer.EVENT) for name in EVENTS),
    ),
)
TEXT = (
    "the governor of Velmora said on Monday that soldiers from the north had shelled Port Sella "
    "with rockets and drones hurting at least twelve people near the river while officials of the "
    "U.S.-backed council met envoys about $2bn in aid and pro-union marchers filled the squares"
)
WORDS = TEXT.split()


def rows(count: int = ARTICLES) -> Iterator[Row]:
    """The rate of the whole export, guard included, against the bare loop."""
    articles = [make_article(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory)
        floor = count / _cpu(lambda: bare_loop(articles, out / "bare.spacy"))
        rate = count / _cpu(
            lambda: export_spacy(articles, out / "export", options=ExportOptions(), schema=SCHEMA)
        )
    yield Row(
        f"export {count:,} articles of {CHARACTERS:,} characters with {SPANS} spans",
        rate,
        "articles/s",
        floor,
        f">= {LEAST_SHARE:g} x floor",
        rate >= LEAST_SHARE * floor,
    )


def make_article(number: int) -> AnnotatedArticle:
    """A finished article of made-up words with spans of one word and a frame."""
    rng = random.Random(number)
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    while length < CHARACTERS:
        word = rng.choice(WORDS)
        if rng.random() < 0.08:
            word += str(rng.randint(0, 30_000))
        stop = "." if rng.random() < 0.06 else ""
        blank_space = "\n\n" if stop and rng.random() < 0.3 else " "
        places.append((length, length + len(word)))
        pieces.append(word + stop + blank_space)
        length += len(pieces[-1])
    spans = tuple(
        _span(f"{number:08x}{index:08x}", index, start, end)
        for index, (start, end) in enumerate(sorted(rng.sample(places, SPANS)))
    )
    frame = EventFrame(f"f{number}", spans[3].id, (Argument("target", spans[0].id),))
    article = Article(f"a{number}", "".join(pieces), state=ArticleState.DONE)
    return AnnotatedArticle(article, spans, (frame,))


def _span(span_id: str, index: int, start: int, end: int) -> Span:
    if index % 4 == 3:
        return Span(span_id, start, end, EVENTS[0], Layer.EVENT)
    return Span(span_id, start, end, ENTITIES[index % 4], Layer.ENTITY)


def bare_loop(articles: Sequence[AnnotatedArticle], path: Path) -> None:
    """The least that a `.spacy` file of these spans costs: all of them as entities."""
    from spacy.tokens import DocBin

    nlp = blank("en")
    docs = DocBin()
    for item in articles:
        doc = nlp.tokenizer(item.article.text)
        found = (doc.char_span(s.start, s.end, label=s.label) for s in item.spans)
        doc.set_ents([span for span in found if span is not None])
        docs.add(doc)
    path.write_bytes(docs.to_bytes())


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
