"""Texts that a set labels in its own way, labelled anew as the application would: self-training.

Model, rules and lexicon together know names that none of them knows alone; where they are sure,
the next model learns it from them, and where they are not, the words say nothing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import ENTITY_TYPES
from annotate.suggesters.news_model import NewsModel
from annotate.suggestions import hide_suggestions, merge_proposals
from resources.models.build.corpora import SOURCES, Document, documents
from resources.models.build.prepare import MADE

_SURE: Final = 0.62
"""Score from which a suggestion is taught; what scores less says nothing."""
_LEAST: Final = 0.15


def label_again(folder: Path, data: Path, work: Path) -> None:
    """Write every set that is made from another one's training part, by the model in `folder`."""
    by_name = {source.name: source for source in SOURCES}
    suggester = NewsSuggester(NewsModel(folder, least=_LEAST))
    for source in SOURCES:
        if not source.made_from:
            continue
        file = work / MADE / source.name / "train.jsonl.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        with gzip.open(draft, "wt", encoding="utf-8") as stream:
            for document in documents(data, by_name[source.made_from], "train"):
                entry = _labelled(suggester, document)
                stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
        draft.replace(file)


def _labelled(suggester: NewsSuggester, document: Document) -> dict[str, Any]:
    return {
        "id": document.ids[0],
        "text": document.text,
        "spans": list(_spans(suggester, document.text)),
        "events": [],
        "meta": {"sents": document.sentences},
    }


def _spans(suggester: NewsSuggester, text: str) -> Iterator[dict[str, Any]]:
    proposals = suggester.suggest(Article(id="", text=text))
    for each in hide_suggestions(merge_proposals(proposals), gold=[], decisions={}):
        if each.hidden is not None or each.layer is not Layer.ENTITY:
            continue
        is_sure = each.score >= _SURE and each.label in ENTITY_TYPES
        yield {
            "start": each.start,
            "end": each.end,
            "label": each.label,
            "common": each.label if is_sure else None,
        }
