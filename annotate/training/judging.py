"""What a trained pipeline finds in the dev and test articles of its run, against their gold.

Gold is taken down when the data is exported (`gold.json`) and what the pipeline finds once it is
trained (`found.json`), so a run can be looked at for ever without loading spaCy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from annotate.articles import Article
from annotate.complete.marks import LabelName, Stretch, is_within, known_regions
from annotate.evaluation.evaluate import Evaluation, evaluate
from annotate.evaluation.marks import Found, Mark, Reference, Scope, mark_of
from annotate.evaluation.scores import Tally
from annotate.spans import Layer
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docs import ARTICLE_KEY
from annotate.training.runs import GOLD, KEPT, Figures

FOUND: Final = "found.json"
JUDGED: Final = ("dev", "test")


class GoldKeeper:
    """Takes down the gold that passes on its way into an export, and its fingerprint."""

    def __init__(self, labels: Iterable[LabelName] = ()) -> None:
        """Nothing has passed; `labels` are those that the data has, for complete regions."""
        self._labels = frozenset(labels)
        self._marks: dict[str, tuple[str, list[Mark]]] = {}
        self._known: dict[str, dict[str, list[Stretch]]] = {}
        self._digests: list[bytes] = []

    def watch(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The same articles; each is taken down as it is taken."""
        for annotated in articles:
            article = annotated.article
            marks = sorted(mark_of(span) for span in annotated.spans)
            self._marks[article.id] = (article.title, marks)
            if annotated.complete and not annotated.is_finished:
                self._known[article.id] = self._known_of(annotated)
            known = self._known.get(article.id)
            said = json.dumps(
                [article.text, marks, *([known] if known else ())], ensure_ascii=False
            )
            self._digests.append(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest())
            yield annotated

    def _known_of(self, annotated: AnnotatedArticle) -> dict[str, list[Stretch]]:
        """By layer, where everything of the article is marked that there is."""
        labels = {layer: [each for each in self._labels if each[0] is layer] for layer in Layer}
        return {str(layer): known_regions(annotated.complete, labels[layer]) for layer in Layer}

    @property
    def fingerprint(self) -> str:
        """SHA-256 over texts and gold, whatever the order of the articles."""
        return hashlib.sha256(b"".join(sorted(self._digests))).hexdigest()

    def write(self, folder: Path, sides: Mapping[str, Sequence[str]]) -> None:
        """Write the gold of the article ids of each side; raises `OSError`."""
        table = {
            side: [self._row(each) for each in ids if each in self._marks]
            for side, ids in sides.items()
        }
        (folder / GOLD).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")

    def _row(self, article_id: str) -> dict[str, Any]:
        title, marks = self._marks[article_id]
        row: dict[str, Any] = {"id": article_id, "title": title, "gold": marks}
        if article_id in self._known:
            row["known"] = self._known[article_id]
        return row


def articles_of(path: Path) -> Iterator[Article]:
    """The articles in a `.spacy` file of an export, as they were exported; loads spaCy."""
    from annotate.pipeline import blank, import_spacy

    import_spacy()
    from spacy.tokens import DocBin

    vocab = blank().vocab
    for doc in DocBin().from_disk(path).get_docs(vocab):
        about: dict[str, Any] = doc.user_data[ARTICLE_KEY]
        yield Article(
            id=about["article_id"], text=doc.text, title=about["title"], language=about["language"]
        )


def look_for(pipeline: Path, data: Path, folder: Path, *, layers: Sequence[Layer]) -> None:
    """Let the pipeline read dev and test, and write what it finds; loads spaCy.

    Of labels that the gold never has, nothing is said to be right or wrong: they are left out
    there. What was kept apart to be compared with the origin of the training is read whole.
    """
    from annotate.suggesters.pipelines import PipelineSuggester

    suggester = PipelineSuggester(str(pipeline))
    known = {name for _, name in gold_labels(data)}
    table = {
        side: {
            article.id: [
                [*mark_of(item), round(item.score, 4)]
                for item in suggester.suggest(article)
                if item.layer in layers and (side == KEPT or item.label in known)
            ]
            for article in articles_of(data / f"{side}.spacy")
        }
        for side in (*JUDGED, KEPT)
        if side in JUDGED or (data / f"{KEPT}.spacy").is_file()
    }
    found = {"layers": [str(layer) for layer in layers], "found": table}
    (folder / FOUND).write_text(json.dumps(found), encoding="utf-8")


def gold_labels(data: Path) -> frozenset[LabelName]:
    """Labels that the gold of an export has on any side; raises `OSError`."""
    table: Any = json.loads((data / "labels.json").read_text(encoding="utf-8"))
    layers = {Layer.ENTITY: table["entities"], Layer.EVENT: table["events"]}
    return frozenset(
        (layer, str(row["label"]))
        for layer, rows in layers.items()
        for row in rows
        if any(row["spans"].values())
    )


def evaluation_of(folder: Path, side: str) -> Evaluation | None:
    """What the run in `folder` is worth on a side; none without articles there, or unfinished.

    Only labels of the layers that it was to learn count, and of an article that was not finished
    only what lies in its complete regions, if it has any.
    """
    try:
        gold: Any = json.loads((folder / GOLD).read_text(encoding="utf-8"))
        found: Any = json.loads((folder / FOUND).read_text(encoding="utf-8"))
        layers = frozenset(Layer(name) for name in found["layers"])
        pairs = [_pair(row, layers, found["found"][side][row["id"]]) for row in gold[side]]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return evaluate(pairs, Scope()) if pairs else None


def scores_of(evaluation: Evaluation) -> dict[str, Figures]:
    """The figures that a run keeps: by layer, and by layer and label."""
    table = {str(layer): _figures(evaluation.of_layer(layer).strict) for layer in evaluation.layers}
    for (layer, label), scores in evaluation.labels.items():
        table[f"{layer} {label}"] = _figures(scores.strict)
    return table


def _figures(tally: Tally) -> Figures:
    return Figures(
        precision=round(tally.precision, 4),
        recall=round(tally.recall, 4),
        f1=round(tally.f1, 4),
        gold=tally.gold,
    )


def _pair(
    row: Mapping[str, Any], layers: frozenset[Layer], found: Sequence[Sequence[Any]]
) -> tuple[Reference, list[Found]]:
    known: Mapping[str, Sequence[Sequence[int]]] | None = row.get("known")

    def counts(mark: Mark) -> bool:
        if known is None:
            return True
        regions = [(start, end) for start, end in known[str(mark.layer)]]
        return is_within((mark.start, mark.end), regions)

    marks = (_mark(each) for each in row["gold"])
    reference = Reference(
        article_id=row["id"],
        marks=frozenset(mark for mark in marks if mark.layer in layers and counts(mark)),
        title=row["title"],
    )
    return reference, [each for each in map(_found, found) if counts(each.mark)]


def _found(row: Sequence[Any]) -> Found:
    return Found(_mark(row[:4]), float(row[4]))


def _mark(row: Sequence[Any]) -> Mark:
    return Mark(Layer(row[0]), int(row[1]), int(row[2]), str(row[3]))
