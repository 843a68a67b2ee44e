"""A share of the training articles of an export, as an export that trains by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotate.training.docbin import DocBinWriter
from annotate.training.docs import ARTICLE_KEY, EVENTS, OVERLAPPING
from annotate.training.origin import ABOUT, ORIGIN, REHEARSAL
from annotate.training.splits import SplitRule

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ALONG: Final = frozenset(
    {"config.cfg", "functions.py", "tokenizer.json", "labels.json", "dev.spacy", "test.spacy"}
)
"""What an export needs besides its training file."""


def cut_share(data: Path, target: Path, *, share: int, seed: int) -> tuple[int, int]:
    """Write to `target` the export in `data` with `share` percent of its training articles.

    Smaller shares are parts of larger ones. Returns how many articles and spans there are; loads
    spaCy. Raises `OSError`.
    """
    from annotate.pipeline import blank, import_spacy

    import_spacy()
    from spacy.tokens import DocBin

    vocab = blank().vocab
    docs = list(DocBin().from_disk(data / "train.spacy").get_docs(vocab))
    order = SplitRule(seed=seed)
    docs.sort(key=lambda doc: order.position(doc.user_data[ARTICLE_KEY]["article_id"]))
    kept = docs[: max(round(len(docs) * share / 100), 1)]
    target.mkdir(parents=True, exist_ok=True)
    writer = DocBinWriter(vocab)
    for doc in kept:
        writer.add(doc)
    writer.write(target / "train.spacy")
    for name in _ALONG:
        shutil.copyfile(data / name, target / name)
    for name in (REHEARSAL, ABOUT):
        if (data / name).is_file():
            shutil.copyfile(data / name, target / name)
    if (data / ORIGIN).is_dir():
        shutil.copytree(data / ORIGIN, target / ORIGIN)
    return len(kept), sum(map(_spans, kept))


def _spans(doc: Doc) -> int:
    groups = (doc.spans[key] for key in (EVENTS, OVERLAPPING) if key in doc.spans)
    return len(doc.ents) + sum(map(len, groups))
