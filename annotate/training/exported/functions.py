"""What spaCy needs to train on this export: give it this file with `--code functions.py`.

It registers the tokenizer of the export and the reader of its training file, and declares
`doc._.events`. The trained pipeline carries the tokenizer itself and loads without this file.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from numpy import generic
from numpy.typing import NDArray
from spacy.attrs import ENT_ID, ENT_IOB, ENT_TYPE
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import registry

TOKENIZER_FILE = Path(__file__).with_name("tokenizer.json")
ORIGIN_FILE = Path(__file__).with_name("origin.json")
_ATTRS = [ENT_IOB, ENT_TYPE, ENT_ID]
_SENTENCE_END = re.compile(r"[.!?…。！？]+")
_WILD_RUN = re.compile(r"[^\w\s]{200}|\S{20000}")
_CLOSING = frozenset("\"'”’»)]")

if not Doc.has_extension("events"):
    Doc.set_extension("events", default=())


@registry.callbacks("spandesk.tokenizer.v1")
def create_tokenizer_callback() -> Callable[[Language], Language]:
    """Give the pipeline the tokenizer that made this export, before anything is read with it."""

    def set_tokenizer(nlp: Language) -> Language:
        rules = json.loads(TOKENIZER_FILE.read_text(encoding="utf-8"))
        nlp.max_length = sys.maxsize  # articles may be longer than a million characters
        if rules["kind"] == "rules" and isinstance(nlp.tokenizer, Tokenizer):
            _apply_rules(nlp.tokenizer, rules)
        return nlp

    return set_tokenizer


def _apply_rules(tokenizer: Tokenizer, rules: dict[str, Any]) -> None:
    def method(name: str, kind: str) -> Callable[..., Any] | None:
        pattern = rules[name]
        return None if pattern is None else getattr(re.compile(pattern), kind)

    tokenizer.rules = {}
    tokenizer.prefix_search = method("prefix_search", "search")
    tokenizer.suffix_search = method("suffix_search", "search")
    tokenizer.infix_finditer = method("infix_finditer", "finditer")
    tokenizer.token_match = method("token_match", "match")
    tokenizer.url_match = method("url_match", "match")
    tokenizer.faster_heuristics = rules["faster_heuristics"]
    tokenizer.rules = rules["exceptions"]


@registry.callbacks("spandesk.labels.v1")
def create_labels_callback() -> Callable[[Language], Language]:
    """Let the entity recogniser that the training begins from learn the labels of this export."""

    def add_labels(nlp: Language) -> Language:
        about = json.loads(ORIGIN_FILE.read_text(encoding="utf-8"))
        ner: Any = nlp.get_pipe("ner")
        for label in about["labels"]:
            ner.add_label(label)
        ner.cfg["incorrect_spans_key"] = about["incorrect_spans_key"]
        return nlp

    return add_labels


@registry.readers("spandesk.Corpus.v1")
def create_corpus(
    path: Path, unit: str = "paragraph", rehearsal: Path | None = None
) -> Callable[[Language], Iterable[Example]]:
    """Read a file of whole articles as examples of one `unit`: article, paragraph or sentence.

    `rehearsal` is a file of articles with what the pipeline says that the training begins from.

    No cut goes through a span. Of an article that was not finished when it was exported, parts of
    which nobody knows yet what is in them are left out: see `split_doc`.
    """

    def read(nlp: Language) -> Iterator[Example]:
        has_groups = any(
            nlp.get_pipe_meta(name).factory.startswith("spancat") for name in nlp.pipe_names
        )
        for file in filter(None, (path, rehearsal)):
            for doc in DocBin().from_disk(file).get_docs(nlp.vocab):
                for part in split_doc(doc, unit, has_groups=has_groups):
                    yield Example(_tokenised(nlp, part), part)

    return read


def _tokenised(nlp: Language, part: Doc) -> Doc:
    """The text of `part` cut into words anew, as the trained pipeline will do it.

    The tokenizer would take minutes for thousands of signs in a row; there the words stay.
    """
    if not _WILD_RUN.search(part.text):
        return nlp.make_doc(part.text)
    return Doc(
        nlp.vocab,
        words=[token.text for token in part],
        spaces=[bool(token.whitespace_) for token in part],
    )


def split_doc(doc: Doc, unit: str, *, has_groups: bool = True) -> Iterator[Doc]:
    """Yield the parts of `doc` that are examples, with their entities and span groups.

    A part of an unfinished article is one if it has a span. Where its annotator has marked regions
    as complete, these decide instead: the span categorizer (`has_groups`), which knows no missing
    value, gets the parts that are complete for all that it learns, and `ner` alone those of which
    it can learn anything.
    """
    about = doc.user_data.get("spandesk", {})
    is_finished = about.get("is_finished", True)
    known = None if is_finished else about.get("complete_tokens")
    if known is not None and unit == "article":
        unit = "paragraph"
    array = doc.to_array(_ATTRS)
    edges = [0, *_cuts(doc, unit), len(doc)]
    groups = {
        key: sorted((s.start, s.end, s.label, s.id) for s in group)
        for key, group in doc.spans.items()
    }
    for start, end in itertools.pairwise(edges):
        if all(token.is_space for token in doc[start:end]):
            continue
        part = _part_of(doc[start:end], array)
        is_marked = bool(part.ents)
        for key, items in groups.items():
            inside = [item for item in items if start <= item[0] and item[1] <= end]
            part.spans[key] = [
                Span(part, first - start, last - start, label=label, span_id=span_id)
                for first, last, label, span_id in inside
            ]
            is_marked = is_marked or bool(inside)
        if known is None:
            is_example = is_finished or is_marked
        elif has_groups:
            is_example = _is_inside(doc, start, end, known)
        else:
            is_example = is_marked or part.has_annotation("ENT_IOB")
        if is_example:
            yield part


def _is_inside(doc: Doc, start: int, end: int, runs: Iterable[Iterable[int]]) -> bool:
    """Whether the tokens from `start` to `end`, but for blank ones around them, lie in a run."""
    while doc[start].is_space:
        start += 1
    while doc[end - 1].is_space:
        end -= 1
    return any(first <= start and end <= last for first, last in runs)


def _part_of(span: Span, array: NDArray[generic]) -> Doc:
    # spaCy's type stubs lack the two arguments that spare it a copy of the whole article.
    as_doc: Callable[..., Doc] = span.as_doc
    return as_doc(array_head=_ATTRS, array=array)


def _cuts(doc: Doc, unit: str) -> list[int]:
    """Token indices at which a part begins."""
    if unit == "article":
        return []
    inside = {
        index
        for spans in (doc.ents, *doc.spans.values())
        for span in spans
        for index in range(span.start + 1, span.end)
    }
    return [
        index
        for index in range(1, len(doc))
        if index not in inside
        and (_begins_paragraph(doc, index) or (unit == "sentence" and _begins_sentence(doc, index)))
    ]


def _begins_paragraph(doc: Doc, index: int) -> bool:
    before = doc[index - 1]
    return before.is_space and "\n" in before.text and not doc[index].is_space


def _begins_sentence(doc: Doc, index: int) -> bool:
    """Whether a full stop and a blank stand before this token, which is no small letter."""
    if not doc[index - 1].whitespace_ or doc[index].text[:1].islower() or doc[index].is_space:
        return False
    last = index - 1
    while last > 0 and doc[last].text in _CLOSING:
        last -= 1
    return bool(_SENTENCE_END.fullmatch(doc[last].text))
