"""Goes through the articles of an export without writing it, and says what is worth a look."""

from __future__ import annotations

import itertools
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from annotate.complete.marks import is_within
from annotate.errors import JobCancelled
from annotate.pipeline import blank
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer, Span
from annotate.training.alignment import Misfit, UnalignedSpan
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docs import OVERLAPPING, BuiltDoc, build_doc
from annotate.training.export import ExportOptions, Progress, split_memory, wanted_articles
from annotate.training.figures import Figures, notices
from annotate.training.near_duplicates import NearDuplicates
from annotate.training.readiness import (
    DEFAULT_SIZE,
    ENOUGH_REACH,
    MOST_PLACES,
    RECOMMENDED_EXAMPLES,
    Finding,
    LabelRow,
    Place,
    Readiness,
    Undecided,
    Weight,
)
from annotate.training.report import FEW_DOCS, FEW_EXAMPLES, LONG_SPAN, suggester_reach
from annotate.training.splits import Side, SideAssigner, remembered, split_key
from annotate.training.tokenizer import tokenizer_as_data

if TYPE_CHECKING:
    from spacy.tokens import Doc

Label: TypeAlias = "tuple[Layer, str]"
Stretch: TypeAlias = "tuple[int, int, int]"
"""Number of the article, start and end: small, for there may be a million of them."""

_STEP: Final = 20
_OWN_ROWS: Final = frozenset(
    {"rare_labels", "unseen_labels", "unaligned", "overlapping", "held_back"}
)
"""Notices of the export that are rows with their spans here."""
_WARNINGS: Final = frozenset(
    {"few_examples", "empty_dev", "languages", "unfinished_scores", "shared_labels", "long_spans"}
)
_BELONGS: Final = frozenset("%‰°§#&@*")
"""Signs that Unicode calls punctuation and that belong to a name or a figure."""
_PAIRS: Final = {
    "(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'",
}  # fmt: skip


def check_readiness(
    articles: Iterable[AnnotatedArticle],
    *,
    options: ExportOptions,
    schema: LabelSchema,
    states: Mapping[str, int],
    marked: int = 0,
    undecided: Undecided | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Readiness:
    """What an export with these options would hold; raises `JobCancelled`.

    `states` are the articles of the project by state, `marked` those under way that have complete
    regions; `undecided` are suggestions in done articles; `out` is where it would go, for the split
    that an export there remembers.
    """
    checking = _Checking(options, schema, out, marked=marked, undecided=undecided)
    checking.collect(articles, progress, is_cancelled or (lambda: False))
    return checking.readiness(states)


class _Checking:
    """One look at the whole data."""

    def __init__(
        self,
        options: ExportOptions,
        schema: LabelSchema,
        out: Path | None,
        *,
        marked: int,
        undecided: Undecided | None,
    ) -> None:
        self._marked = marked
        self._undecided = undecided or Undecided()
        self._started = time.perf_counter()
        self._options = options
        self._schema = schema
        self._figures = Figures()
        self._left_out: Counter[str] = Counter()
        memory = split_memory(out, options) if out else remembered(options.memory, options.split)
        self._assigner = SideAssigner[AnnotatedArticle](
            options.split, lambda item: split_key(item.article.text), memory
        )
        self._articles: list[tuple[str, str]] = []
        self._texts: dict[str, str] = {}
        self._sides: dict[str, Side] = {}
        self._labels: defaultdict[Label, list[Stretch]] = defaultdict(list)
        self._counts: defaultdict[Label, Counter[Side]] = defaultdict(Counter)
        self._surfaces: defaultdict[tuple[Layer, str], dict[str, list[Stretch]]] = defaultdict(dict)
        self._edges: list[Place] = []
        self._held_back: list[Place] = []
        self._edge_count = 0
        self._long: list[tuple[int, Place]] = []
        self._similar = NearDuplicates()
        self._language = options.language
        self._is_rule_based = True

    # -- looking -----------------------------------------------------------------------------------

    def collect(
        self,
        articles: Iterable[AnnotatedArticle],
        progress: Progress | None,
        is_cancelled: Callable[[], bool],
    ) -> None:
        nlp: Any = None
        order = {
            label.name: index for index, label in enumerate(self._schema.in_layer(Layer.ENTITY))
        }
        wanted = wanted_articles(
            articles,
            include_unfinished=self._options.include_unfinished,
            left_out=self._left_out,
        )
        done = 0
        for done, (side, annotated) in enumerate(self._assigner.assign(wanted), start=1):
            if is_cancelled():
                raise JobCancelled
            if nlp is None:
                nlp = blank(self._language or annotated.article.language, self._options.rules)
                nlp.vocab.lex_attr_getters = {}  # as in the export: no rule asks for them
                self._language = nlp.lang or ""
                self._is_rule_based = tokenizer_as_data(nlp.tokenizer)["kind"] == "rules"
            built = build_doc(
                nlp,
                annotated,
                label_order=order,
                spans_key=self._options.spans_key,
                needed=self._options.needed,
            )
            self._figures.add(side, annotated, built)
            self._note(side, annotated, built)
            if progress is not None and done % _STEP == 0:
                progress(done, self._options.total)
        if progress is not None:
            progress(done, self._options.total)

    def _note(self, side: Side, annotated: AnnotatedArticle, built: BuiltDoc) -> None:
        article = annotated.article
        number = len(self._articles)
        self._articles.append((article.id, article.title))
        self._texts[article.id] = article.text
        self._sides[article.id] = side
        self._similar.add(article.id, article.text)
        unaligned = {item.span_id for item in built.unaligned}
        for span in annotated.spans:
            stretch = (number, span.start, span.end)
            surface = " ".join(article.text[span.start : span.end].split())
            self._surfaces[span.layer, surface].setdefault(span.label, []).append(stretch)
            if span.id not in unaligned:
                self._counts[span.layer, span.label][side] += 1
                self._labels[span.layer, span.label].append(stretch)
        self._note_tokens(annotated, built)

    def _note_tokens(self, annotated: AnnotatedArticle, built: BuiltDoc) -> None:
        by_id = {span.id: span for span in annotated.spans}
        doc = built.doc
        known = built.known
        seen: set[str] = set()
        for group in (doc.ents, *doc.spans.values()):
            for found in group:
                span = by_id.get(found.id_)
                if span is None or span.id in seen:
                    continue
                seen.add(span.id)
                if known is not None and self._is_learned(span):
                    self._note_held_back(annotated, span, (found.start, found.end), known)
                length = found.end - found.start
                if length > DEFAULT_SIZE and self._is_learned(span):
                    place = self._place(annotated, span, "tokens", {"length": length})
                    self._long.append((length, place))
                if signs := _edge_signs(doc, found.start, found.end):
                    self._edge_count += 1
                    if len(self._edges) < MOST_PLACES:
                        place = self._place(annotated, span, "edge", {"signs": signs})
                        self._edges.append(place)

    def _note_held_back(
        self,
        annotated: AnnotatedArticle,
        span: Span,
        tokens: tuple[int, int],
        known: Sequence[tuple[int, int]],
    ) -> None:
        if len(self._held_back) < MOST_PLACES and not is_within(tokens, known):
            self._held_back.append(self._place(annotated, span))

    def _is_learned(self, span: Span) -> bool:
        return bool(self._options.spans_key) or span.layer is Layer.EVENT

    def _place(
        self,
        annotated: AnnotatedArticle,
        span: Span,
        why: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> Place:
        article = annotated.article
        return Place(
            article.id, article.title, span.start, span.end, span.layer, span.label,
            article.text[span.start : span.end], why, values or {},
        )  # fmt: skip

    # -- telling -----------------------------------------------------------------------------------

    def readiness(self, states: Mapping[str, int]) -> Readiness:
        figures = self._figures
        sides = {side: figures.sides[side].articles for side in Side}
        reach = suggester_reach(figures.lengths)
        findings = [
            *self._about_articles(),
            *self._about_labels(),
            *self._about_spans(),
            *self._about_reach(reach),
            *self._about_duplicates(),
            *self._from_notices(),
        ]
        weights = list(Weight)
        findings.sort(key=lambda item: weights.index(item.weight))
        return Readiness(
            states=states,
            sides=sides,
            labels=tuple(self._label_rows()),
            reach=reach,
            examples=figures.examples,
            unit=figures.unit,
            spans=sum(side.spans for side in figures.sides.values()),
            findings=tuple(findings),
            tokenizer=self._language,
            seconds=time.perf_counter() - self._started,
        )

    def _label_rows(self) -> Iterator[LabelRow]:
        known = [(label.layer, label.name) for label in self._schema.labels]
        for key in [*known, *sorted(self._counts.keys() - set(known))]:
            if key not in self._counts:
                continue
            counts = {side: self._counts[key][side] for side in Side}
            is_rare = counts[Side.TRAIN] <= FEW_EXAMPLES
            yield LabelRow(*key, counts, is_rare, self._places(key, self._labels[key]))

    def _about_articles(self) -> Iterator[Finding]:
        figures = self._figures
        train = figures.sides[Side.TRAIN]
        if self._marked and not self._options.include_unfinished:
            yield Finding("complete_left_out", Weight.NOTE, count=self._marked)
        if not self._articles:
            yield Finding("nothing_done", Weight.STOPS, dict(self._left_out))
            return
        if not train.entities and not train.events:
            yield Finding("no_spans", Weight.STOPS)
        if self._undecided.count:
            places, count = tuple(self._undecided.places), self._undecided.count
            fields = {"articles": self._undecided.articles}
            yield Finding("undecided", Weight.NOTE, fields, places, count)
        fields = {"examples": figures.examples, "recommended": RECOMMENDED_EXAMPLES}
        if figures.examples >= RECOMMENDED_EXAMPLES:
            yield Finding("enough_examples", Weight.GOOD, fields)
        elif figures.examples >= FEW_DOCS:
            yield Finding("low_examples", Weight.NOTE, fields)

    def _about_labels(self) -> Iterator[Finding]:
        rows = list(self._label_rows())
        unseen = [row for row in rows if not row.counts[Side.TRAIN]]
        rare = [row for row in rows if row.is_rare and row.counts[Side.TRAIN]]
        for code, found in (("unseen_labels", unseen), ("rare_labels", rare)):
            if found:
                found.sort(key=lambda row: row.counts[Side.TRAIN])
                labels = {row.label: row.counts[Side.TRAIN] or row.total for row in found}
                places = tuple(itertools.chain.from_iterable(row.places for row in found))
                fields = {"labels": labels, "threshold": FEW_EXAMPLES}
                yield Finding(code, Weight.WARNING, fields, places[:MOST_PLACES], len(found))
        if rows and not unseen and not rare:
            yield Finding("labels_enough", Weight.GOOD, {"threshold": FEW_EXAMPLES})
        unused = [
            label.name
            for label in self._schema.labels
            if (label.layer, label.name) not in self._counts
        ]
        if unused and self._counts:
            yield Finding("unused_labels", Weight.NOTE, {"labels": unused})
        yield from self._about_consistency()

    def _about_consistency(self) -> Iterator[Finding]:
        """Strings with several labels in one layer; the rarer label is the likelier mistake."""
        places: list[Place] = []
        count = 0
        for (layer, _), by_label in self._surfaces.items():
            if len(by_label) < 2:
                continue
            count += 1
            ranked = sorted(by_label.items(), key=lambda item: (len(item[1]), item[0]))
            detail = ", ".join(f"{label} {len(found)}" for label, found in reversed(ranked))
            for label, found in ranked:
                room = MOST_PLACES - len(places)
                places.extend(self._places((layer, label), found[: max(room, 0)], detail))
        if count:
            yield Finding("inconsistent", Weight.WARNING, {}, tuple(places), count)
        elif self._surfaces:
            yield Finding("consistent", Weight.GOOD)

    def _about_spans(self) -> Iterator[Finding]:
        figures = self._figures
        by_reason: defaultdict[Misfit, list[UnalignedSpan]] = defaultdict(list)
        for item in figures.unaligned:
            by_reason[item.reason].append(item)
        off = by_reason[Misfit.OFF_TOKENS]
        blank_edges = by_reason[Misfit.WHITE_SPACE]
        impossible = by_reason[Misfit.OUTSIDE_TEXT] + by_reason[Misfit.NO_LABEL]
        for code, items in (
            ("unaligned", off), ("white_space_edges", blank_edges), ("outside_text", impossible),
        ):  # fmt: skip
            if items:
                places = tuple(_unaligned_place(item) for item in items[:MOST_PLACES])
                yield Finding(code, Weight.WARNING, {}, places, len(items))
        if not off and self._surfaces:
            yield Finding("aligned", Weight.GOOD)
        if self._edge_count:
            places = tuple(self._edges)
            yield Finding("punctuation_edges", Weight.WARNING, {}, places, self._edge_count)
        elif not blank_edges and self._surfaces:
            yield Finding("clean_edges", Weight.GOOD)
        if figures.held_back:
            places = tuple(self._held_back)
            yield Finding("held_back", Weight.WARNING, {}, places, figures.held_back)
        yield from self._about_overlaps()

    def _about_overlaps(self) -> Iterator[Finding]:
        overlapping = self._figures.overlapping
        if not overlapping:
            if self._surfaces:
                yield Finding("no_overlaps", Weight.GOOD)
            return
        titles = dict(self._articles)
        places = tuple(
            Place(
                item.article_id, titles[item.article_id], item.start, item.end, Layer.ENTITY,
                item.label, item.text,
            )
            for item in overlapping[:MOST_PLACES]
        )  # fmt: skip
        key = self._options.spans_key
        fields = {"group": OVERLAPPING, "key": key} if key else {"group": OVERLAPPING}
        yield Finding("overlapping", Weight.NOTE, fields, places, len(overlapping))

    def _about_reach(self, reach: Mapping[int, float]) -> Iterator[Finding]:
        if not reach:
            return
        lengths = self._figures.lengths
        shortest, longest = min(reach), max(reach)
        size = next(size for size, share in reach.items() if share >= ENOUGH_REACH)
        more = dict[str, object]()
        if size > DEFAULT_SIZE:
            short = sum(count for length, count in lengths.items() if length <= DEFAULT_SIZE)
            share = _percent(short / lengths.total())
            more = {"default": DEFAULT_SIZE, "default_share": share}
        beyond = min(size, DEFAULT_SIZE)
        self._long.sort(key=lambda item: -item[0])
        places = tuple(place for length, place in self._long if length > beyond)[:MOST_PLACES]
        fields = {
            "shortest": shortest, "longest": longest, "size": size,
            "share": _percent(reach[size]), **more,
        }  # fmt: skip
        weight = Weight.NOTE if longest <= LONG_SPAN else Weight.WARNING
        yield Finding("reach", weight, fields, places, lengths.total())

    def _about_duplicates(self) -> Iterator[Finding]:
        titles = dict(self._articles)
        across: list[Place] = []
        within: list[Place] = []
        for pair in self._similar.pairs(self._texts):
            one, other = self._sides[pair.first], self._sides[pair.second]
            rows = across if one is not other else within
            for key, twin in ((pair.first, pair.second), (pair.second, pair.first)):
                values = {
                    "side": str(self._sides[key]),
                    "share": _percent(pair.similarity),
                    "twin": titles[twin] or twin,
                    "other": str(self._sides[twin]),
                }
                rows.append(Place(key, titles[key], why="similar", values=values))
        if across:
            places = tuple(across[:MOST_PLACES])
            yield Finding("leaks", Weight.WARNING, {}, places, len(across) // 2)
        if within:
            places = tuple(within[:MOST_PLACES])
            yield Finding("near_duplicates", Weight.NOTE, {}, places, len(within) // 2)
        if self._articles and not across and not within:
            yield Finding("no_duplicates", Weight.GOOD)

    def _from_notices(self) -> Iterator[Finding]:
        if not self._articles:
            return
        found = notices(
            self._figures,
            language=self._language,
            spans_key=self._options.spans_key,
            pinned=self._assigner.moved,
            is_rule_based=self._is_rule_based,
        )
        for item in found:
            if item.code not in _OWN_ROWS:
                weight = Weight.WARNING if item.code in _WARNINGS else Weight.NOTE
                yield Finding(item.code, weight, item.fields, count=item.fields.get("count", 0))

    def _places(
        self, key: Label, stretches: Sequence[Stretch], detail: str = ""
    ) -> tuple[Place, ...]:
        layer, label = key
        made: list[Place] = []
        for number, start, end in stretches[:MOST_PLACES]:
            article_id, title = self._articles[number]
            text = self._texts[article_id][max(start, 0) : max(end, 0)]
            said = ("labels", {"labels": detail}) if detail else ("", {})
            made.append(Place(article_id, title, start, end, layer, label, text, *said))
        return tuple(made)


def _unaligned_place(item: UnalignedSpan) -> Place:
    near = " / ".join(f"“{each.text}”" for each in (item.contract, item.expand) if each)
    return Place(
        item.article_id, item.article_title, item.start, item.end, item.layer, item.label,
        item.text, *(("nearest", {"near": near}) if near else ("", {})),
    )  # fmt: skip


def _edge_signs(doc: Doc, start: int, end: int) -> str:
    """The punctuation tokens that a span begins or ends with, and that have no fellow inside."""
    if end - start < 2:
        return ""
    signs = [doc[index].text for index in (start, end - 1)]
    first, last = signs
    if _PAIRS.get(first) == last:
        return ""
    inner = doc[start:end].text
    if any(inner.count(a) and inner.count(b) and last == b for a, b in _PAIRS.items() if a != b):
        last = ""
    if first in _PAIRS and inner.count(_PAIRS[first]) > (first == _PAIRS[first]):
        first = ""
    return " ".join(sign for sign in (first, last) if _is_punctuation(sign))


def _is_punctuation(token: str) -> bool:
    """Whether spaCy's `is_punct` holds for the token, and it is no part of a figure."""
    return bool(token) and all(
        unicodedata.category(char).startswith("P") and char not in _BELONGS for char in token
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".0 %", " %")
