"""The findings of a readiness report in words, for the command line and the window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from annotate.shortening import shortened
from annotate.training.advice import Translate, advise, filled

if TYPE_CHECKING:
    from annotate.training.readiness import Place, Readiness

_TEXTS: Final[Mapping[str, str]] = {
    "nothing_done": "No article is marked done, so there is nothing to export. Finish one first.",
    "no_spans": "No training article has a span, so there is nothing to learn. Annotate first.",
    "low_examples": (
        "{examples} training examples. spaCy recommends {recommended}; fewer train, and more make "
        "a better pipeline."
    ),
    "enough_examples": "{examples} training examples, as many as spaCy recommends or more.",
    "rare_labels": (
        "{count} labels have {threshold} training spans or fewer, which spaCy calls too few: "
        "{labels}."
    ),
    "unseen_labels": "{count} labels are on the dev or test side and never in training: {labels}.",
    "unused_labels": "Labels of the schema without a span: {labels}.",
    "labels_enough": "Every label in use has more than {threshold} training spans.",
    "leaks": (
        "{count} pairs of articles on different sides are nearly the same text: scores would be "
        "too good."
    ),
    "near_duplicates": "{count} pairs of articles on one side are nearly the same text.",
    "no_duplicates": "No two articles are nearly the same text.",
    "unaligned": (
        "{count} spans begin or end inside a token and would be left out. Snap them to tokens."
    ),
    "aligned": "Every span begins and ends with tokens.",
    "outside_text": "{count} spans have no label or are not in their text and would be left out.",
    "white_space_edges": (
        "{count} spans begin or end with white space, which spaCy calls invalid; they would be "
        "left out."
    ),
    "punctuation_edges": "{count} spans begin or end with punctuation.",
    "clean_edges": "No span begins or ends with white space or punctuation.",
    "overlapping": (
        "{count} entities lie on longer ones, which doc.ents cannot hold. They go to "
        "doc.spans[“{group}”]; ner does not learn them."
    ),
    "overlapping_also": (
        "{count} entities lie on longer ones, which doc.ents cannot hold. They go to "
        "doc.spans[“{group}”] and doc.spans[“{key}”]; ner does not learn them."
    ),
    "no_overlaps": "No entity lies on another: doc.ents holds them all.",
    "reach": (
        "Suggester sizes {shortest}–{size} reach {share} of the {count} gold spans. The export "
        "takes {shortest}–{longest} and reaches all."
    ),
    "reach_default": (
        "Suggester sizes {shortest}–{size} reach {share} of the {count} gold spans; spaCy's own "
        "1–{default} {default_share}. The export takes {shortest}–{longest} and reaches all."
    ),
    "complete_left_out": (
        "{count} articles that are not done have paragraphs that are marked complete. They go in "
        "when unfinished articles do."
    ),
    "undecided": (
        "{count} suggestions in done articles are undecided. They train as no spans: accept those "
        "that are right."
    ),
    "inconsistent": "{count} strings have more than one label.",
    "consistent": "Every string has one label wherever it is marked.",
}

_ONE: Final[Mapping[str, str]] = {
    "rare_labels": (
        "1 label has {threshold} training spans or fewer, which spaCy calls too few: {labels}."
    ),
    "unseen_labels": "1 label is on the dev or test side and never in training: {labels}.",
    "leaks": (
        "1 pair of articles on different sides is nearly the same text: scores would be too good."
    ),
    "near_duplicates": "1 pair of articles on one side is nearly the same text.",
    "unaligned": "1 span begins or ends inside a token and would be left out. Snap it to tokens.",
    "outside_text": "1 span has no label or is not in its text and would be left out.",
    "white_space_edges": (
        "1 span begins or ends with white space, which spaCy calls invalid; it would be left out."
    ),
    "punctuation_edges": "1 span begins or ends with punctuation.",
    "overlapping": (
        "1 entity lies on a longer one, which doc.ents cannot hold. It goes to "
        "doc.spans[“{group}”]; ner does not learn it."
    ),
    "overlapping_also": (
        "1 entity lies on a longer one, which doc.ents cannot hold. It goes to "
        "doc.spans[“{group}”] and doc.spans[“{key}”]; ner does not learn it."
    ),
    "complete_left_out": (
        "1 article that is not done has paragraphs that are marked complete. It goes in when "
        "unfinished articles do."
    ),
    "undecided": (
        "1 suggestion in a done article is undecided. It trains as no span: accept it if it is "
        "right."
    ),
    "inconsistent": "1 string has more than one label.",
}
"""The same of one thing."""

_SHOWN: Final = 5


LONGER: Final = {
    "overlapping": ("key", "overlapping_also"),
    "reach": ("default_share", "reach_default"),
}
"""Findings that have more to say where they have a field."""

_DETAILS: Final[Mapping[str, str]] = {
    "tokens": "{length} tokens",
    "edge": "“{signs}” at its edge",
    "score": "suggested with {score}",
    "nearest": "whole tokens: {near}",
    "similar": "{side}; {share} the same as “{twin}” ({other})",
}
"""What there is to say of one place."""


def describe(code: str, fields: Mapping[str, Any], *, tr: Translate = str) -> str:
    """A finding as a sentence; those that an export says too are in its words."""
    if code not in _TEXTS:
        return advise(code, fields, tr=tr)
    field, longer = LONGER.get(code, ("", code))
    code = longer if field in fields else code
    texts = _ONE if fields.get("count") == 1 and code in _ONE else _TEXTS
    return filled(tr(texts[code]), fields, tr=tr)


def detail_words(place: Place, *, tr: Translate = str) -> str:
    """What there is to say of a place; nothing of most."""
    if place.why == "labels":
        return str(place.values["labels"])
    return filled(tr(_DETAILS[place.why]), place.values, tr=tr) if place.why else ""


def place_words(place: Place, *, tr: Translate = str) -> str:
    """A place in one line: what stands there, its label, and what there is to say of it."""
    if place.start < 0:
        words = f"“{place.article_title or place.article_id}”"
    else:
        shown = " ".join(place.text.split())
        words = f"{place.label} “{shortened(shown, 60)}”"
    detail = detail_words(place, tr=tr)
    return f"{words} – {detail}" if detail else words


def readiness_lines(readiness: Readiness) -> Iterator[str]:
    """The report for a terminal: figures, labels by side, findings with their first places."""
    total = sum(readiness.states.values())
    yield f"articles done    {readiness.states.get('done', 0)} of {total}"
    sides = "  ".join(f"{side} {count}" for side, count in readiness.sides.items())
    yield f"would be written {sides}  ({readiness.spans} spans)"
    if readiness.labels:
        heads = "".join(f"{side:>8}" for side in readiness.sides)
        yield f"{'label':<24} {heads}"
    for row in readiness.labels:
        counts = "".join(f"{count:>8}" for count in row.counts.values())
        yield f"{row.label:<24} {counts}{'  too rare' if row.is_rare else ''}"
    for finding in readiness.findings:
        yield f"{finding.weight:<8} {finding.words}"
        for place in finding.places[:_SHOWN]:
            where = f" {place.start}–{place.end}" if place.start >= 0 else ""
            yield f"         {place_words(place)} ({place.article_id}{where})"
        if len(finding.places) > _SHOWN:
            yield f"         and {len(finding.places) - _SHOWN} more"
    yield "ready to train" if readiness.is_ready else "not ready: an export would be refused"
