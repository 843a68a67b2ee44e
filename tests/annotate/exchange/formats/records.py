"""Records for round trips: strategies, and the way through a file and back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from annotate.articles import ArticleState
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import Loss
from annotate.exchange.records import (
    Record,
    RecordChain,
    RecordFrame,
    RecordRelation,
    RecordSpan,
)
from annotate.exchange.settling import Settled
from annotate.spans import Layer

LABELS = {Layer.ENTITY: ("PERSON", "ORG", "GPE"), Layer.EVENT: ("ATTACK", "MEET")}
SCHEMA = [(layer, name) for layer, names in LABELS.items() for name in names]
WORDS = ("Rebels", "shelled", "Kyiv", "🇺🇦", "naïve", "=SUM(1)", "«Мир»", "it's", "U.S.", "|", '"q"')

_words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8)
_gaps = st.sampled_from([" ", "  ", "\n", " \t", "\u00a0"])


@st.composite
def texts(draw: st.DrawFn, number: int = 0) -> str:
    """A text of known words; the number makes it different from others."""
    parts = [word + draw(_gaps) for word in draw(_words)]
    return "".join(parts) + f"end{number}."


@st.composite
def records(draw: st.DrawFn, number: int = 0) -> Record:
    """An article with gold on whole words, events with arguments, suggestions and rejections."""
    text = draw(texts(number))
    places = [i for i in range(len(text)) if not text[i].isspace()]
    spans: dict[tuple[int, int, str, Layer], RecordSpan] = {}
    for _ in range(draw(st.integers(0, 5))):
        span = draw(_span(text, places, len(spans)))
        spans.setdefault((span.start, span.end, span.label, span.layer or Layer.ENTITY), span)
    gold = tuple(spans.values())
    triggers = [span for span in gold if span.layer is Layer.EVENT]
    frames: list[RecordFrame] = []
    for place, trigger in enumerate(triggers):
        if draw(st.booleans()):
            others = [span.id for span in gold if span.layer is Layer.ENTITY]
            fillers = (
                draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
            )
            roles = [(draw(st.sampled_from(["Place", "Attacker"])), filler) for filler in fillers]
            attributes = (("Realis", "actual"),) if draw(st.booleans()) else ()
            frames.append(RecordFrame(trigger.id, tuple(roles), attributes, f"{place:016x}"))
    chains: list[RecordChain] = []
    for place, layer in enumerate(Layer):
        same = [span.id for span in gold if span.layer is layer]
        if len(same) > 1 and draw(st.booleans()):
            linked = draw(st.lists(st.sampled_from(same), min_size=2, unique=True))
            chains.append(RecordChain(tuple(linked), f"{place + 5000:016x}"))
    things = [span.id for span in gold if span.layer is Layer.ENTITY]
    relations: dict[tuple[str, str, str], RecordRelation] = {}
    for place in range(draw(st.integers(0, 2)) if things and len(gold) > 1 else 0):
        head = draw(st.sampled_from(things))
        child = draw(st.sampled_from([span.id for span in gold if span.id != head]))
        label = draw(st.sampled_from(["near", "member_of"]))
        relation = RecordRelation(head, child, label, f"{place + 9000:016x}")
        relations.setdefault((head, child, label), relation)
    judged = {key[:3] for key in spans}
    open_ = [draw(_span(text, places, 50 + i)) for i in range(draw(st.integers(0, 2)))]
    said: dict[tuple[int, int, str], RecordSpan] = {}
    for span in open_:
        key = (span.start, span.end, span.label)
        if key not in judged:
            said.setdefault(key, span)
    suggestions = tuple(
        RecordSpan(s.start, s.end, s.label, s.layer, "", 0.5, "rules", "because")
        for s in said.values()
    )
    state = draw(st.sampled_from([ArticleState.DONE, ArticleState.IN_PROGRESS]))
    regions = draw(st.lists(st.tuples(st.sampled_from(places), st.integers(1, 9)), max_size=2))
    complete = {
        RecordSpan(start, min(start + length, places[-1] + 1), name, layer)
        for start, length in regions
        for layer, name in draw(st.sets(st.sampled_from(SCHEMA), min_size=1, max_size=3))
        if not text[min(start + length, places[-1] + 1) - 1].isspace()
    }
    return Record(
        text=text,
        id=f"article-{number}",
        title=draw(st.sampled_from(["", "A title", "=cmd"])),
        date=draw(st.sampled_from(["", "2024-03-01"])),
        language="en",
        meta=(("desk", "foreign"),) if draw(st.booleans()) else (),
        state=state,
        spans=gold,
        frames=tuple(frames),
        chains=tuple(chains),
        relations=tuple(relations.values()),
        suggestions=suggestions,
        complete=tuple(sorted(complete, key=lambda r: (r.start, -r.end, str(r.layer), r.label))),
    )


@st.composite
def _span(draw: st.DrawFn, text: str, places: list[int], number: int) -> RecordSpan:
    """A span that begins and ends with a character that is no blank, and cuts no mark."""
    start = draw(st.sampled_from(places))
    end = draw(st.sampled_from([i for i in places if i >= start][:12])) + 1
    layer = draw(st.sampled_from(list(Layer)))
    label = draw(st.sampled_from(LABELS[layer]))
    return RecordSpan(start, end, label, layer, f"{number + 1000:016x}")


@st.composite
def corpora(draw: st.DrawFn) -> list[Record]:
    """One to three different articles."""
    return [draw(records(number)) for number in range(draw(st.integers(1, 3)))]


def there_and_back(
    given: list[Record], name: str, folder: Path, suffix: str, **choices: str
) -> tuple[list[Settled], WriteLog]:
    """Write `given` in the format `name`, read it again without telling which it is."""
    target = folder / f"out{suffix}"
    log = export_records(given, name, target, choices=choices)
    return settled(target), log


def settled(path: Path, plan: ReadPlan | None = None) -> list[Settled]:
    """What `path` gives, where nothing may be refused or lost."""
    found = list(read_annotated([path], plan or ReadPlan(), labels=SCHEMA))
    assert not [item for item in found if isinstance(item, (Refusal, Loss))], found
    return [item for item in found if isinstance(item, Settled)]


def spans_of(item: Settled | Record) -> set[tuple[str, int, int, str]]:
    """Layer, offsets and label of every gold span."""
    return {(str(s.layer), s.start, s.end, s.label) for s in item.spans}


def frames_of(item: Settled | Record) -> set[tuple[object, ...]]:
    """Each event by places: its trigger, arguments and attributes."""
    place = {s.id: (s.start, s.end, s.label) for s in item.spans}
    if isinstance(item, Record):
        return {
            (place[f.trigger], tuple((r, place[s]) for r, s in f.arguments), f.attributes)
            for f in item.frames
        }
    return {
        (
            place[f.trigger_id],
            tuple((a.role, place[a.span_id]) for a in f.arguments),
            f.attributes,
        )
        for f in item.frames
    }


def chains_of(item: Settled | Record) -> set[frozenset[tuple[int, int, str]]]:
    """Each chain by the places of its spans."""
    place = {s.id: (s.start, s.end, s.label) for s in item.spans}
    return {frozenset(place[name] for name in chain.span_ids) for chain in item.chains}


def relations_of(item: Settled | Record) -> set[tuple[object, ...]]:
    """Each relation by its label and the places of its spans."""
    place = {s.id: (s.start, s.end, s.label) for s in item.spans}
    if isinstance(item, Record):
        return {(r.label, place[r.head], place[r.child]) for r in item.relations}
    return {(r.label, place[r.head_id], place[r.child_id]) for r in item.relations}


def complete_of(item: Settled | Record) -> set[tuple[int, int, str, str]]:
    """Each region with each label that it is complete for."""
    if isinstance(item, Record):
        return {(r.start, r.end, str(r.layer), r.label) for r in item.complete}
    return {(m.start, m.end, str(layer), name) for m in item.complete for layer, name in m.labels}


def suggested(item: Settled | Record) -> set[tuple[int, int, str, float]]:
    """Offsets, label and score of each suggestion."""
    given = item.suggestions if isinstance(item, Record) else item.proposals
    return {(s.start, s.end, s.label, s.score) for s in given}
