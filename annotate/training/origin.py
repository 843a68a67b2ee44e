"""A training that begins from a pipeline that is there, without forgetting what that one knows.

New labels alone make a pipeline forget its old ones (spaCy's issue 6843). Against it, two things
are done. Texts that nobody has annotated are given to the origin, and what it says of them is
learned again beside the gold (pseudo-rehearsal: Robins 1995). And in the gold articles, what the
origin says of labels that the project has not is put beside the gold. A spaCy pipeline also lends
its `ner` with all its weights; anything else that suggests is a teacher only.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.articles import Article, ArticleState
from annotate.complete.marks import LabelName
from annotate.errors import JobCancelled
from annotate.spans import Layer, Span
from annotate.suggesters import SPACY_PREFIX
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docbin import DocBinWriter
from annotate.training.docs import INCORRECT, build_doc
from annotate.training.judging import gold_labels
from annotate.training.runs import GOLD, KEPT

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotate.suggestions import Proposal, Suggester
    from annotate.training.export import ExportOptions

REHEARSAL: Final = "rehearsal.spacy"
"""File of an export with what the origin says of texts that nobody has annotated."""
ORIGIN: Final = "origin"
"""Folder of an export with the components that the origin lends."""
ABOUT: Final = "origin.json"
"""File of an export with the labels that the lent components are to learn."""
_LEAST_SCORE: Final = 0.5
_MOST_ARTICLES: Final = 2000
_HELD_OUT: Final = 6
"""One of so many of the articles is kept apart, to see what was forgotten."""
_MOST_HELD_OUT: Final = 50
_LISTENER: Final = "Tok2VecListener"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the origin gave: articles to rehearse, and articles kept apart."""

    rehearsed: int
    kept: int


def begin_from(
    name: str,
    data: Path,
    folder: Path,
    raw: Iterable[Article],
    *,
    options: ExportOptions,
    words: int,
    has_rejected: bool,
    progress: Callable[[int, int], object],
    is_cancelled: Callable[[], bool],
) -> Begun:
    """Make the export in `data` one that begins from the suggester `name`; loads spaCy.

    `raw` are articles that nobody has annotated, `words` the tokens of the training side: about so
    many are rehearsed. Raises `PipelineMissingError`, `PipelineLoadError` and `JobCancelled`.
    """
    from annotate.pipeline import blank
    from annotate.suggesters import create

    teacher = create(name)
    config = _config(data)
    nlp = blank(config["nlp"]["lang"], options.rules)
    job = _Rehearsal(nlp, teacher, options, gold_labels(data))
    job.read(raw, words=words, progress=progress, is_cancelled=is_cancelled)
    job.write(data, folder)
    if not is_cancelled():
        job.add_foreign(data / "train.spacy")
    if "ner" in config["components"] and _lend(name, data, config):
        about = {
            "labels": sorted(_entity_labels(data, nlp)),
            "incorrect_spans_key": INCORRECT if has_rejected else None,
        }
        (data / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    if job.rehearsed:
        config["paths"]["rehearsal"] = REHEARSAL
        config["corpora"]["train"]["rehearsal"] = "${paths.rehearsal}"
    config.to_disk(data / "config.cfg")
    return Begun(job.rehearsed, job.kept)


class _Rehearsal:
    """What a teacher says of texts, as docs."""

    def __init__(
        self,
        nlp: Language,
        teacher: Suggester,
        options: ExportOptions,
        labels: frozenset[LabelName],
    ) -> None:
        self._nlp = nlp
        self._teacher = teacher
        self._options = options
        self._labels = labels
        self._events = frozenset(name for layer, name in labels if layer is Layer.EVENT)
        self._writer = DocBinWriter(nlp.vocab)
        self._apart = DocBinWriter(nlp.vocab)
        self._gold: list[dict[str, Any]] = []
        self.rehearsed = self.kept = 0

    def read(
        self,
        raw: Iterable[Article],
        *,
        words: int,
        progress: Callable[[int, int], object],
        is_cancelled: Callable[[], bool],
    ) -> None:
        """Let the teacher read articles, in an order that has to do with nothing."""
        tokens = 0
        for number, article in enumerate(sorted(raw, key=self._place), start=1):
            if is_cancelled():
                raise JobCancelled
            if tokens >= words or number > _MOST_ARTICLES:
                return
            told = self._told(article)
            built = build_doc(self._nlp, told, label_order={}, spans_key=self._options.spans_key)
            if number % _HELD_OUT == 0 and self.kept < _MOST_HELD_OUT:
                self._keep_apart(told, built.doc)
                continue
            tokens += len(built.doc)
            self._writer.add(built.doc)
            self.rehearsed += 1
            progress(min(tokens, words), words)

    def write(self, data: Path, folder: Path) -> None:
        """Write what is rehearsed, and what is kept apart with what the teacher says of it."""
        if self.rehearsed:
            self._writer.write(data / REHEARSAL)
        if self.kept:
            self._apart.write(data / f"{KEPT}.spacy")
            table: Any = json.loads((folder / GOLD).read_text(encoding="utf-8"))
            table[KEPT] = self._gold
            (folder / GOLD).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")

    def add_foreign(self, path: Path) -> None:
        """Put what the teacher says of labels that the gold has not beside it, where it is free."""
        from spacy.tokens import DocBin

        writer = DocBinWriter(self._nlp.vocab)
        for doc in DocBin().from_disk(path).get_docs(self._nlp.vocab):
            self._add_to(doc)
            writer.add(doc)
        writer.write(path)

    def _add_to(self, doc: Doc) -> None:
        found: list[Any] = []
        taken = {token.i for token in doc if token.ent_iob in (0, 1, 3)}
        article = Article("", doc.text, language=self._nlp.lang or "")
        for item in self._proposals(article):
            if self._layer(item) is Layer.EVENT or (Layer.ENTITY, item.label) in self._labels:
                continue
            span = doc.char_span(item.start, item.end, label=item.label)
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                found.append(span)
        if found:
            doc.set_ents(found, default="unmodified")

    def _keep_apart(self, told: AnnotatedArticle, doc: Doc) -> None:
        self._apart.add(doc)
        self.kept += 1
        marks = sorted((str(s.layer), s.start, s.end, s.label) for s in told.spans)
        article = told.article
        self._gold.append({"id": article.id, "title": article.title, "gold": marks})

    def _told(self, article: Article) -> AnnotatedArticle:
        spans = tuple(
            Span(f"{number:016x}", item.start, item.end, item.label, self._layer(item))
            for number, item in enumerate(self._proposals(article))
        )
        done = Article(
            article.id, article.text, title=article.title, language=article.language,
            state=ArticleState.DONE,
        )  # fmt: skip
        return AnnotatedArticle(done, spans)

    def _proposals(self, article: Article) -> Iterator[Proposal]:
        """One for each stretch of a layer, the surest, of those that are rather right than not."""
        best: dict[tuple[Layer, int, int], Proposal] = {}
        for item in self._teacher.suggest(article):
            key = (self._layer(item), item.start, item.end)
            if item.score >= _LEAST_SCORE and (key not in best or item.score > best[key].score):
                best[key] = item
        return iter(best.values())

    def _layer(self, item: Proposal) -> Layer:
        return Layer.EVENT if item.label in self._events else item.layer

    def _place(self, article: Article) -> str:
        said = f"{self._options.split.seed}/{article.id}"
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _entity_labels(data: Path, nlp: Language) -> set[str]:
    """Labels of `doc.ents` in what is trained on."""
    from spacy.tokens import DocBin

    names = [name for name in ("train.spacy", REHEARSAL) if (data / name).is_file()]
    return {
        span.label_
        for name in names
        for doc in DocBin().from_disk(data / name).get_docs(nlp.vocab)
        for span in doc.ents
    }


def _config(data: Path) -> Any:  # noqa: ANN401 - thinc's Config
    from thinc.api import Config

    return Config().from_disk(data / "config.cfg", interpolate=False)


def _lend(name: str, data: Path, config: Any) -> bool:  # noqa: ANN401 - thinc's Config
    """Let the `ner` of a spaCy pipeline be trained on, where it has one that can stand alone."""
    if not name.startswith(SPACY_PREFIX):
        return False
    from annotate.pipeline import load_pipeline

    nlp = load_pipeline(name.removeprefix(SPACY_PREFIX)).nlp
    if not _can_lend(nlp):
        return False
    keep = {"ner", "tok2vec"} if _listens(nlp) else {"ner"}
    for other in [each for each in nlp.component_names if each not in keep]:
        nlp.remove_pipe(other)
    shutil.rmtree(data / ORIGIN, ignore_errors=True)
    nlp.to_disk(data / ORIGIN)
    ner: dict[str, Any] = {"source": ORIGIN}
    if _listens(nlp):
        ner["replace_listeners"] = ["model.tok2vec"]
    config["components"]["ner"] = ner
    if nlp.vocab.vectors_length:
        config["paths"]["vectors"] = ORIGIN
    if "spancat" not in config["components"]:
        # It has its own: nobody listens to ours.
        config["nlp"]["pipeline"] = ["ner"]
        config["components"].pop("tok2vec", None)
    config["initialize"]["after_init"] = {"@callbacks": "spandesk.labels.v1"}
    return True


def _can_lend(nlp: Language) -> bool:
    if "ner" not in nlp.component_names or nlp.get_pipe_meta("ner").factory != "ner":
        return False
    architecture = _tok2vec_of(nlp)
    return "Transformer" not in architecture and (
        not _listens(nlp) or "tok2vec" in nlp.component_names
    )


def _listens(nlp: Language) -> bool:
    return _LISTENER in _tok2vec_of(nlp)


def _tok2vec_of(nlp: Language) -> str:
    model: Any = nlp.get_pipe_config("ner").get("model", {})
    return str(model.get("tok2vec", {}).get("@architectures", ""))
