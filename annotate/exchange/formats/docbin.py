"""spaCy's DocBin: `.spacy` files, ours and anybody's.

`doc.ents` are entities; the span group `events` holds events, a group `coref_clusters_N` a chain,
other groups spans whose label decides. Our own files say in `user_data` what an article is called
and which events it has, and keep ids; rejected spans stand in `incorrect_spans`. Tokens must fit: a
span that does not begin and end with tokens is listed. Only `DocBin` is read, whose serialisation
runs no code.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.fitting import arc_of, mentions_of
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Layer, Span
from annotate.tokenizer.rules import TokenizerRule

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotate.training.docbin import DocBinPart, DocBinWriter

_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_DAMAGE = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError),
    *(AssertionError, zlib.error),
)
"""What spaCy and msgpack raise for a file that is none, or a damaged one."""
_MOST_UNPACKED = 4  # times the largest file
_REL = ("._.", "rel", None, None)
"""Where `doc._.rel` of spaCy's relation tutorial stands in `doc.user_data`."""


def detect(probe: Probe) -> float:
    """A compressed file by the name of `.spacy`."""
    return 1.0 if probe.head.startswith(_ZLIB) else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The docs of a file; raises `ImportFormatError` for one that is no DocBin."""
    from annotate.pipeline import import_spacy

    import_spacy()
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = _unpacked(source)
    vocab = Vocab()
    try:
        found: Any = DocBin(store_user_data=True).from_bytes(data)
        docs = found.get_docs(vocab)
        count = len(found)
    except _DAMAGE as error:
        raise _no_docbin(source, error) from error
    for number in range(1, count + 1):
        try:
            doc = next(docs)
        except StopIteration:
            return
        except _DAMAGE as error:
            raise _no_docbin(source, error, line=number) from error
        try:
            record = _Reading(doc, source, number).record()
        except _DAMAGE as error:  # spaCy looks at strings and offsets only when asked
            yield Refusal(source.name, number, _no_docbin(source, error, line=number))
        else:
            yield record


def _unpacked(source: Source) -> bytes:
    """The bytes of the file, after a look at how large they become."""
    data = source.path.read_bytes()
    source.on_bytes(len(data))
    limit = _MOST_UNPACKED * source.options.max_file_bytes
    size = 0
    unpacker = zlib.decompressobj()
    rest = data
    try:
        while rest:
            size += len(unpacker.decompress(rest, 1 << 24))
            rest = unpacker.unconsumed_tail
            if size > limit:
                raise ArticleUnreadableError(
                    source=source.name, reason="archive_bomb", size=size, limit=limit
                )
    except zlib.error as error:
        raise _no_docbin(source, error) from error
    if not unpacker.eof:
        raise _no_docbin(source, EOFError("cut short"))
    return data


def _no_docbin(source: Source, error: Exception, *, line: int | None = None) -> ImportFormatError:
    return ImportFormatError(
        file=source.name, line=line, found=clean_line(str(error)), expected="a DocBin of spaCy"
    )


class _Reading:
    """The work on one doc."""

    def __init__(self, doc: Doc, source: Source, number: int) -> None:
        from annotate.training.docs import ARTICLE_KEY

        self._doc = doc
        self._source = source
        self._number = number
        self._losses: list[Loss] = []
        about: Any = doc.user_data.get(ARTICLE_KEY)
        self._about: Mapping[str, Any] = about if isinstance(about, dict) else {}
        self._spans: dict[tuple[str, int, int, str], RecordSpan] = {}

    def record(self) -> Record:
        from annotate.training.docs import CHAINS, INCORRECT, INCORRECT_EVENTS

        doc, about = self._doc, self._about
        triggers = self._triggers()
        for ent in doc.ents:
            if (ent.start, ent.end, ent.label_) not in triggers:
                self._add(ent, Layer.ENTITY)
        rejected: list[RecordSpan] = []
        clusters: list[str] = []
        for name, layer in self._groups():
            if name.startswith(CHAINS):
                clusters.append(name)
                continue
            for span in doc.spans[name]:
                if name in {INCORRECT, INCORRECT_EVENTS}:
                    rejected.append(RecordSpan(span.start_char, span.end_char, span.label_, layer))
                else:
                    self._add(span, layer)
        frames = tuple(self._frames())
        relations = tuple(self._relations())
        chains = tuple(map(self._chain, clusters))
        for name, value in doc.cats.items():
            if value:
                self._lose(LossCode.DOCUMENT_LABEL, str(name))
        linguistic = [name for name in ("TAG", "DEP", "LEMMA") if doc.has_annotation(name)]
        if linguistic:
            self._lose(LossCode.ELEMENT, ", ".join(linguistic))
        meta: Any = about.get("meta")
        pairs = cast("dict[str, Any]", meta) if isinstance(meta, dict) else {}
        return Record(
            text=doc.text,
            id=str(about.get("article_id", "")),
            title=str(about.get("title", "")),
            source=str(about.get("source", "")),
            date=str(about.get("date", "")),
            language=str(about.get("language", "")),
            meta=tuple((str(name), str(value)) for name, value in pairs.items()),
            state=self._state(),
            spans=tuple(self._spans.values()),
            frames=frames,
            relations=relations,
            chains=chains,
            rejected=tuple(rejected),
            complete=tuple(self._complete()),
            line=self._number,
            losses=tuple(self._losses),
        )

    def _groups(self) -> Iterator[tuple[str, Layer | None]]:
        """Span groups with the layer they stand for, those that are sure first."""
        from annotate.training.docs import EVENTS, INCORRECT, INCORRECT_EVENTS, OVERLAPPING
        from annotate.training.event_spans import EVENT_ARGS

        layers = {
            EVENTS: Layer.EVENT,
            OVERLAPPING: Layer.ENTITY,
            INCORRECT: Layer.ENTITY,
            INCORRECT_EVENTS: Layer.EVENT,
        }
        there = set(self._doc.spans)
        if self._has_frames:
            there.discard(EVENT_ARGS)  # what the frames say, once more
        names = sorted(there, key=lambda name: (name not in layers, name))
        return ((name, layers.get(name)) for name in names)

    @property
    def _has_frames(self) -> bool:
        """Whether our export has told the events of the doc."""
        from annotate.training.docs import FRAMES_KEY

        data: Any = self._doc.user_data
        return isinstance(data.get(FRAMES_KEY), (list, tuple))

    def _triggers(self) -> set[tuple[int, int, str]]:
        """Triggers that stand among `doc.ents` for `doc._.rel`, by tokens and label."""
        from annotate.training.docs import EVENTS

        data: Any = self._doc.user_data
        if _REL not in data or EVENTS not in self._doc.spans:
            return set()
        return {(item.start, item.end, item.label_) for item in self._doc.spans[EVENTS]}

    def _add(self, span: Any, layer: Layer | None) -> None:  # noqa: ANN401 - a span of spaCy
        if span.kb_id_:
            self._lose(LossCode.ELEMENT, f"the link {span.kb_id_}")
        place = (span.start_char, span.end_char, span.label_)
        if layer is None and any((str(other), *place) in self._spans for other in Layer):
            return  # a group that repeats entities or events, for the span categorizer
        key = (str(layer or ""), *place)
        if key not in self._spans:
            number = span.id_ or f"#{len(self._spans)}"
            self._spans[key] = RecordSpan(*place, layer, number)

    def _chain(self, name: str) -> RecordChain:
        """A chain of the spans that stand where a cluster's do; the others are listed."""
        by_id = {span.id for span in self._spans.values()}
        by_place: dict[tuple[int, int], str] = {}
        for span in self._spans.values():
            by_place.setdefault((span.start, span.end), span.id)
        found: list[str] = []
        for item in self._doc.spans[name]:
            place = (item.start_char, item.end_char)
            span_id = item.id_ if item.id_ in by_id else by_place.get(place)
            if span_id is None:
                self._lose(LossCode.NO_LABEL, f"“{item.text}” of {name}")
            else:
                found.append(span_id)
        return RecordChain(tuple(dict.fromkeys(found)), name)

    def _frames(self) -> Iterator[RecordFrame]:
        """The events that our export keeps in `doc._.events`."""
        from annotate.training.docs import FRAMES_KEY

        data: Any = self._doc.user_data
        given = data.get(FRAMES_KEY)
        if not isinstance(given, (list, tuple)):
            return
        by_place = {(s.start, s.end, s.label): s.id for s in self._spans.values()}
        ids = set(by_place.values())

        def known(item: Mapping[str, Any]) -> str:
            number = str(item.get("span_id", ""))
            place = (item.get("start"), item.get("end"), item.get("label"))
            return number if number in ids else by_place.get(cast("Any", place), number)

        for item in cast("list[Any]", given):
            try:
                yield RecordFrame(
                    trigger=known(item["trigger"]),
                    arguments=tuple((str(a["role"]), known(a)) for a in item["arguments"]),
                    attributes=tuple(
                        sorted((str(k), str(v)) for k, v in dict(item["attributes"]).items())
                    ),
                    id=str(item.get("id", "")),
                )
            except (KeyError, TypeError, ValueError, AttributeError):
                self._lose(LossCode.FRAME, clean_line(str(item), limit=80))

    def _relations(self) -> Iterator[RecordRelation]:
        """`doc._.rel`: labels with a share of 1 by the first tokens of head and child.

        An export of ours says by ids what is related.
        """
        from annotate.training.docs import RELATIONS_KEY

        own = self._about.get(RELATIONS_KEY)
        if isinstance(own, (list, tuple)):
            yield from self._own_relations(cast("list[Any]", own))
            return
        data: Any = self._doc.user_data
        given = data.get(_REL)
        if not isinstance(given, dict) or self._has_frames:
            return  # the frames say the same, and tell two events of one trigger apart
        starts = {self._doc[ent.start].idx: "" for ent in self._doc.ents}
        for span in self._spans.values():
            if span.start in starts:
                starts[span.start] = span.id
        for pair, labels in cast("dict[Any, Any]", given).items():
            try:
                head, child = (starts[self._doc[int(token)].idx] for token in pair)
                sure = [str(name) for name, value in labels.items() if value >= 0.5]
            except (KeyError, TypeError, ValueError, IndexError, AttributeError):
                self._lose(LossCode.DANGLING, clean_line(str(pair), limit=80))
                continue
            for name in sure:
                yield RecordRelation(head, child, name)

    def _own_relations(self, given: list[Any]) -> Iterator[RecordRelation]:
        for item in given:
            try:
                ends = (str(item[name]) for name in ("head", "child", "label", "id"))
                yield RecordRelation(*ends)
            except (KeyError, TypeError, ValueError):
                self._lose(LossCode.RELATION, clean_line(str(item), limit=80))

    def _complete(self) -> Iterator[RecordSpan]:
        """The complete regions that our export keeps with the article."""
        given = self._about.get("complete")
        for item in cast("list[Any]", given) if isinstance(given, (list, tuple)) else ():
            try:
                labels = dict(item["labels"])
                for layer in Layer:
                    for name in labels.get(str(layer), ()):
                        yield RecordSpan(int(item["start"]), int(item["end"]), str(name), layer)
            except (KeyError, TypeError, ValueError):
                self._lose(LossCode.COMPLETE, clean_line(str(item), limit=80))

    def _state(self) -> ArticleState | None:
        state = self._about.get("state")
        if isinstance(state, str) and state in set(ArticleState):
            return ArticleState(state)
        finished = self._about.get("is_finished")
        if isinstance(finished, bool):
            return ArticleState.DONE if finished else ArticleState.IN_PROGRESS
        if not self._spans:
            # No entity at all is a statement only where somebody made it.
            return ArticleState.DONE if self._doc.has_annotation("ENT_IOB") else None
        is_partial = any(token.ent_iob == 0 for token in self._doc) and bool(self._doc.ents)
        return ArticleState.IN_PROGRESS if is_partial else None

    def _lose(self, code: LossCode, detail: str) -> None:
        self._losses.append(Loss(code, self._source.name, self._number, clean_line(detail)))


# -- out -------------------------------------------------------------------------------------------


_PIECE = 250
"""Records that one process builds at a time."""


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """One file with a doc for each record, tokenised and built as our training data is."""
    from annotate.training.docbin import DocBinWriter

    choices = log.choices
    language = choices.get("language", "en")
    if log.jobs <= 1:
        writer = DocBinWriter(_tokenizer(language, log.rules).vocab)
        _build(writer, records, log)
        writer.write(target)
        return
    import multiprocessing
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    writer = DocBinWriter(_tokenizer(language, log.rules).vocab)
    waiting: deque[Future[tuple[DocBinPart, WriteLog]]] = deque()
    context = multiprocessing.get_context("spawn")
    part_log = WriteLog(choices=choices, rules=log.rules, labels=log.labels)

    def take() -> None:
        part, told = waiting.popleft().result()
        writer.take_up(part)
        log.losses.take_up(told.losses)
        log.spans += told.spans  # less than none: those that could not be written

    with ProcessPoolExecutor(log.jobs, mp_context=context) as pool:
        try:
            rest = iter(records)
            while piece := list(islice(rest, _PIECE)):
                waiting.append(pool.submit(_build_part, piece, part_log))
                if len(waiting) > 2 * log.jobs:
                    take()
            while waiting:
                take()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    writer.write(target)


def _build_part(records: list[Record], log: WriteLog) -> tuple[DocBinPart, WriteLog]:
    """The work of one process: docs of some records, and what was lost of them."""
    from annotate.training.docbin import DocBinWriter

    writer = DocBinWriter(_tokenizer(log.choices.get("language", "en"), log.rules).vocab)
    _build(writer, records, log)
    return writer.part(), log


def _build(writer: DocBinWriter, records: Iterable[Record], log: WriteLog) -> None:
    from annotate.training.docs import ARTICLE_KEY, build_doc
    from annotate.training.known import Needed

    nlp = _tokenizer(log.choices.get("language", "en"), log.rules)
    key = log.choices.get("spans_key", "")
    with_relations = log.choices.get("relations", "no") == "yes"
    needed = Needed.of(log.labels, spans_key=key)
    for record in records:
        built = build_doc(
            nlp,
            annotated_of(record),
            label_order={},
            spans_key=key,
            with_relations=with_relations,
            needed=needed,
        )
        for span in built.unaligned:
            surface = clean_line(span.text, limit=40)
            log.drop(LossCode.OFF_TOKENS, record, f"{span.label} “{surface}”")
        gone = {span.span_id for span in built.unaligned}
        _count_frames(record, gone, log)
        for frame, item in built.unrelated:
            if not {frame.trigger_id, item.span_id} & gone:
                log.lose(LossCode.ARGUMENT, record, f"{item.role} (doc._.rel)")
        _count_chains(record, gone, log)
        for relation in record.relations:
            if gone & {relation.head, relation.child}:
                log.lose(LossCode.RELATION, record, arc_of(record, relation))
        if record.state is not None:
            about: Any = built.doc.user_data[ARTICLE_KEY]
            about["state"] = str(record.state)
        writer.add(built.doc)


def _count_frames(record: Record, gone: set[str], log: WriteLog) -> None:
    """Count the events and arguments whose spans are not on tokens."""
    for frame in record.frames if gone else ():
        if frame.trigger in gone:
            log.lose(LossCode.FRAME, record, frame.id)
            continue
        for role, filler in frame.arguments:
            if filler in gone:
                log.lose(LossCode.ARGUMENT, record, role)


def _count_chains(record: Record, gone: set[str], log: WriteLog) -> None:
    """Count the chains of which too few spans are on tokens."""
    for chain in record.chains:
        if len(set(chain.span_ids) - gone) < 2:
            log.lose(LossCode.CHAIN, record, mentions_of(record, chain))


@lru_cache(maxsize=2)
def _tokenizer(language: str, rules: tuple[TokenizerRule, ...]) -> Language:
    from annotate.pipeline import blank

    return blank(language, rules)


def _marks(regions: Iterable[RecordSpan]) -> tuple[CompleteMark, ...]:
    labels: dict[tuple[int, int], set[tuple[Layer, str]]] = {}
    for region in regions:
        name = (region.layer or Layer.ENTITY, region.label)
        labels.setdefault((region.start, region.end), set()).add(name)
    return tuple(CompleteMark(*place, tuple(sorted(said))) for place, said in labels.items())


def annotated_of(record: Record) -> Any:  # noqa: ANN401 - the class loads with the training room
    """A record as what our training data is made of."""
    from annotate.training.dataset import AnnotatedArticle, RejectedSpan

    layers = {span.id: span.layer or Layer.ENTITY for span in record.spans}
    return AnnotatedArticle(
        article=Article(
            id=record.id,
            text=record.text,
            title=record.title,
            source=record.source,
            date=record.date,
            language=record.language or "en",
            state=record.state or ArticleState.DONE,
            meta=record.meta,
        ),
        spans=tuple(
            Span(span.id, span.start, span.end, span.label, span.layer or Layer.ENTITY)
            for span in record.spans
        ),
        frames=tuple(
            EventFrame(
                id=frame.id,
                trigger_id=frame.trigger,
                arguments=tuple(Argument(role, filler) for role, filler in frame.arguments),
                attributes=frame.attributes,
            )
            for frame in record.frames
        ),
        relations=tuple(
            Relation(item.id, item.label, item.head, item.child) for item in record.relations
        ),
        chains=tuple(
            Chain(chain.id, layers[chain.span_ids[0]], chain.span_ids) for chain in record.chains
        ),
        complete=_marks(record.complete),
        rejected=tuple(
            RejectedSpan(span.start, span.end, span.label, span.layer or Layer.ENTITY)
            for span in record.rejected
        ),
    )
