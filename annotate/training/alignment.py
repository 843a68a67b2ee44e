"""Spans on tokens: what fits the tokenizer is exported, the rest is listed with its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotate.articles import Article
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan


class Misfit(StrEnum):
    """Why a span cannot be exported as it stands."""

    OFF_TOKENS = "off_tokens"  # it begins or ends inside a token
    WHITE_SPACE = "white_space"  # it begins or ends with white space, which spaCy calls invalid
    OUTSIDE_TEXT = "outside_text"
    NO_LABEL = "no_label"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place where a span would fit: code points, half-open, with the text there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class UnalignedSpan:
    """A gold span that is not in the export, and the nearest stretches of whole tokens."""

    article_id: str
    article_title: str
    span_id: str
    layer: Layer
    label: str
    start: int
    end: int
    text: str
    reason: Misfit
    contract: Stretch | None = None
    expand: Stretch | None = None


@dataclass(slots=True)
class Alignment:
    """Spans of one article that fit, as (span, spaCy span) pairs, and those that do not.

    `unsure` are (start, end) token pairs that unaligned entities touch: nobody may learn that
    these tokens are outside.
    """

    aligned: list[tuple[Span, TokenSpan]]
    unaligned: list[UnalignedSpan]
    unsure: list[tuple[int, int]]


def align_spans(doc: Doc, article: Article, spans: Iterable[Span]) -> Alignment:
    """Put each span on the tokens of `doc`, which holds exactly the text of `article`."""
    result = Alignment([], [], [])
    text, length = article.text, len(article.text)
    for span in spans:
        start, end = span.start, span.end
        if 0 <= start < end <= length and span.label:
            found = doc.char_span(start, end, label=span.label, span_id=span.id)
            if found is not None and not (text[start].isspace() or text[end - 1].isspace()):
                result.aligned.append((span, found))
                continue
        result.unaligned.append(_describe(doc, article, span))
        touched = _expanded(doc, start, end)
        if span.layer is Layer.ENTITY and touched is not None:
            result.unsure.append((touched.start, touched.end))
    return result


def _describe(doc: Doc, article: Article, span: Span) -> UnalignedSpan:
    text = article.text
    contract, expand = _nearest(doc, text, span)
    return UnalignedSpan(
        article_id=article.id,
        article_title=article.title,
        span_id=span.id,
        layer=span.layer,
        label=span.label,
        start=span.start,
        end=span.end,
        text=text[max(span.start, 0) : max(span.end, 0)],
        reason=_reason(text, span),
        contract=contract,
        expand=expand,
    )


def _reason(text: str, span: Span) -> Misfit:
    if not 0 <= span.start < span.end <= len(text):
        return Misfit.OUTSIDE_TEXT
    if not span.label:
        return Misfit.NO_LABEL
    if text[span.start].isspace() or text[span.end - 1].isspace():
        return Misfit.WHITE_SPACE
    return Misfit.OFF_TOKENS


def _nearest(doc: Doc, text: str, span: Span) -> tuple[Stretch | None, Stretch | None]:
    """The whole tokens inside the span, and those that it touches, without white space."""
    start, end = max(span.start, 0), min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None, None
    inside = doc.char_span(start, end, alignment_mode="contract")
    touched = _expanded(doc, start, end)
    return _stretch(text, inside), _stretch(text, touched)


def _expanded(doc: Doc, start: int, end: int) -> TokenSpan | None:
    start, end = max(start, 0), min(end, len(doc.text))
    return doc.char_span(start, end, alignment_mode="expand") if start < end else None


def _stretch(text: str, found: TokenSpan | None) -> Stretch | None:
    if found is None:
        return None
    start, end = found.start_char, found.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end, text[start:end]) if start < end else None
