"""Losses as sentences: what was left behind, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotate.exchange.losses import Loss, LossCode

Translate = Callable[[str], str]

_SENTENCES: Mapping[LossCode, str] = {
    LossCode.EMPTY_SPAN: "the span {detail} covers no character, so it was left out; nothing is "
    "to be done",
    LossCode.BAD_SPAN: "the span {detail} cannot lie in the text, so it was left out; mend its "
    "offsets and import again",
    LossCode.DISCONTINUOUS: "the span {detail} comes in pieces, so the whole stretch was taken; "
    "look whether that is meant",
    LossCode.DUPLICATE_SPAN: "{detail} is there twice and went in once; nothing is to be done",
    LossCode.DUPLICATE_ID: "two things have the id {detail}; nothing refers to it, so both went in",
    LossCode.DANGLING: "{detail} refers to something that is not there, so it was left out; mend "
    "the file and import again",
    LossCode.DOCUMENT_LABEL: "the label {detail} is about the whole text, for which Spandesk has "
    "no place; it stays in the file",
    LossCode.NO_LABEL: "{detail} has no label, so it was left out; give it one and import again",
    LossCode.LEFT_OUT: "{detail} was left out, as its label was to be",
    LossCode.TRIMMED: "{detail} lost the white space at its edges, which the format cannot hold",
    LossCode.SURFACE: "{detail}; the offsets were taken as they are, so look at the place",
    LossCode.MOVED: "{detail}, which is its only place, so it was taken there; look at it",
    LossCode.ELEMENT: "{detail} has no place in Spandesk; it stays in the file",
    LossCode.NOTE: "the note {detail} has no place in Spandesk; it stays in the file",
    LossCode.FIELD: "the field {detail} has no place in Spandesk; it stays in the file",
    LossCode.OVERLAP: "{detail} overlaps another span, which the format cannot hold; choose a "
    "format that can, such as JSONL",
    LossCode.OFF_TOKENS: "{detail} does not begin and end with tokens, which the format asks for; "
    "snap it to its tokens",
    LossCode.TOKENS: "{detail} does not begin and end with tokens, so the article was written "
    "without them; snap it to its tokens to have them there",
    LossCode.EVENT: "{detail} is an event, which the format cannot hold",
    LossCode.FRAME: "the event {detail} with its arguments has no place there; its spans went on",
    LossCode.CHAIN: "that {detail} name the same has no place there; the spans went on",
    LossCode.ARGUMENT: "the argument {detail} went with its span",
    LossCode.ATTRIBUTE: "the attribute {detail} has no place there, so it was left out",
    LossCode.SUGGESTION: "suggestions have no place in the format ({count}); accept first what is "
    "to be there",
    LossCode.REJECTED: "rejected spans have no place in the format ({count})",
    LossCode.COMPLETE: "which regions are complete has no place in the format ({count})",
    LossCode.CHARACTER: "the format cannot hold {detail}, so it was replaced",
    LossCode.FACT: "the format has no place for {detail}",
    LossCode.STATE: "that the article is {detail} has no place in the format",
    LossCode.RELATION: "the relation {detail} has no place there; its spans went on",
    LossCode.SELF_RELATION: "the relation {detail} ties a span to itself, so it was left out; mend "
    "the file and import again if another span was meant",
}


def loss_sentence(loss: Loss, *, tr: Translate | None = None) -> str:
    """What was left behind and what to do about it, in plain text."""
    return (tr or str)(_SENTENCES[loss.code]).format(detail=loss.detail or "–", count=loss.count)
