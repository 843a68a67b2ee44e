"""The notices of an export report in words, for `report.json`, the command line and the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

_TEXTS: Final[Mapping[str, str]] = {
    "few_examples": (
        "{count} training examples: spaCy asks for at least {minimum}, and `spacy debug data` "
        "reports fewer as an error. Finish more articles."
    ),
    "sentences": (
        "The training articles have fewer than {minimum} paragraphs, so each sentence is one "
        "training example."
    ),
    "rare_labels": (
        "These labels have {threshold} training spans or fewer, which spaCy calls too few: "
        "{labels}."
    ),
    "unseen_labels": "No training article has these labels, though dev or test has: {labels}.",
    "empty_dev": (
        "There is no article for the dev side, so config.cfg scores on the training articles: the "
        "scores say nothing about new text. Finish another article."
    ),
    "empty_test": "No article is on the test side yet.",
    "pinned": (
        "{count} articles were put on another side than their place gave, so that train and dev "
        "are not empty. They stay there."
    ),
    "pinned_train": (
        "{count} articles were put on the train side, which would be empty without them. They "
        "stay there."
    ),
    "unaligned": (
        "{count} spans do not begin and end with tokens and are not in the export; see `unaligned`."
    ),
    "overlapping": (
        "{count} entities overlap longer ones. They are in the span group {group}, and `ner` does "
        "not learn them."
    ),
    "long_spans": (
        "The longest span has {longest} tokens. Sizes up to {size} would reach {share:.1%} of the "
        "spans and train faster: lower max_size in config.cfg."
    ),
    "languages": "The tokenizer is that of {language}; {count} articles are in: {others}.",
    "unfinished": (
        "{count} articles are not finished. For `ner`, what is not marked in them is unknown; "
        "the span categorizer knows no unknown, and learns from their marked paragraphs only."
    ),
    "complete": (
        "{count} unfinished articles have regions that are marked complete. There, what is not "
        "marked is known to be none; the span categorizer learns from {parts} stretches that are "
        "complete for all that it learns, and from nothing else of them."
    ),
    "held_back": (
        "{count} spans lie outside of the complete regions of their unfinished articles, and the "
        "span categorizer does not learn them: mark the paragraphs complete once they are."
    ),
    "unfinished_scores": (
        "{count} unfinished articles are on the dev or test side, where unmarked events count "
        "as wrong."
    ),
    "shared_labels": (
        "These labels are in both layers and cannot be told apart in the span group {group}: "
        "{labels}."
    ),
    "nothing_to_learn": "No training article has {layer} spans, so config.cfg learns none.",
    "own_tokenizer": (
        "The tokenizer of this language has no rules that could travel with the export; training "
        "uses the language's own."
    ),
}

_ONE: Final[Mapping[str, str]] = {
    "pinned": (
        "1 article was put on another side than its place gave, so that train and dev are not "
        "empty. It stays there."
    ),
    "pinned_train": (
        "1 article was put on the train side, which would be empty without it. It stays there."
    ),
    "unaligned": (
        "1 span does not begin and end with tokens and is not in the export; see `unaligned`."
    ),
    "overlapping": (
        "1 entity overlaps a longer one. It is in the span group {group}, and `ner` does not "
        "learn it."
    ),
    "languages": "The tokenizer is that of {language}; 1 article is in: {others}.",
    "unfinished": (
        "1 article is not finished. For `ner`, what is not marked in it is unknown; the span "
        "categorizer knows no unknown, and learns from its marked paragraphs only."
    ),
    "complete": (
        "1 unfinished article has regions that are marked complete. There, what is not marked is "
        "known to be none; the span categorizer learns from {parts} stretches that are complete "
        "for all that it learns, and from nothing else of it."
    ),
    "held_back": (
        "1 span lies outside of the complete regions of its unfinished article, and the span "
        "categorizer does not learn it: mark the paragraph complete once it is."
    ),
    "unfinished_scores": (
        "1 unfinished article is on the dev or test side, where unmarked events count as wrong."
    ),
}
"""The same of one thing."""


Translate = Callable[[str], str]
"""A sentence in the language of the window, before it is filled in."""

_LAYERS: Final = ("entity", "event")
"""Values that are words themselves."""


def advise(code: str, fields: Mapping[str, Any], *, tr: Translate = str) -> str:
    """The notice `code` as a sentence; lists and tables of labels are written out."""
    if code == "pinned" and fields.get("dev") == 0:
        code = "pinned_train"
    text = _ONE[code] if code in _ONE and fields.get("count") == 1 else _TEXTS[code]
    return filled(tr(text), fields, tr=tr)


def filled(text: str, fields: Mapping[str, Any], *, tr: Translate = str) -> str:
    """A sentence with its values."""
    values = {
        name: tr(value) if value in _LAYERS else readable(value) for name, value in fields.items()
    }
    return text.format(**values)


def readable(value: object) -> object:
    """Lists and tables of labels written out; anything else as it is."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} ({count})" for name, count in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return value
