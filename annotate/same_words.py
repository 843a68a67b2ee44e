"""The same words in a whole project: where they stand, and the edits that label them.

Both run in the worker for long jobs, on a read-only connection; what they read may be older than
what the window shows, so the window looks after the article on its desk itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import verbs
from annotate.articles import ArticleState
from annotate.desk import Desk
from annotate.edits import Edit
from annotate.errors import ArticleMissingError
from annotate.project import Project, StepRef, Why
from annotate.propagation import Obstacle, Place, Standing, find_words, obstacle_of, standing_of
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.workers.jobs import JobContext

AROUND = 40
"""Code points of context on either side of a hit."""
MOST_HITS = 20_000
"""More are not looked for: nobody looks through them."""
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Search:
    """The words (exactly as they stand) and the label that they are to get."""

    words: str
    layer: Layer
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place with the text around it; `there` are the labels of gold that stands in the way.

    `obstacle` is what is in the way in words: that gold, or a suggestion that the label would cut.
    """

    place: Place
    before: str
    after: str
    there: tuple[str, ...] = ()
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """The hits of one article, in text order."""

    article_id: str
    title: str
    state: ArticleState
    hits: tuple[Hit, ...]

    @property
    def free(self) -> list[Hit]:
        """The hits that can take the label without harm to a longer suggestion."""
        return [hit for hit in self.hits if hit.place.standing is Standing.FREE]

    @property
    def cutting(self) -> list[Hit]:
        """The hits where the label would cut a longer suggestion."""
        return [hit for hit in self.hits if hit.place.standing is Standing.CUTS]


def hits_in(desk: Desk, search: Search) -> Iterator[Hit]:
    """Every place of the words in one article that begins and ends with tokens."""
    text = desk.article.text
    for start, end in find_words(text, desk.tokens, search.words):
        gold = [span for span in desk.spans.overlapping(start, end) if span.layer is search.layer]
        yield Hit(
            Place(start, end, standing_of(desk, start, end, search.label, search.layer)),
            before=" ".join(text[max(start - AROUND, 0) : start].split("\n")),
            after=" ".join(text[end : end + AROUND].split("\n")),
            there=tuple(dict.fromkeys(span.label for span in gold)),
            obstacle=obstacle_of(desk, start, end, search.layer),
        )


def search_in_worker(
    context: JobContext, project: str, search: Search, leave_out: Sequence[str] = ()
) -> bool:
    """Send `ArticleHits` in batches, in the order of the list; whether that is all of them."""
    left_out = set(leave_out)
    count = 0
    with Project.open(Path(project), read_only=True) as opened:
        batch: list[ArticleHits] = []
        total = len(opened.article_ids())
        for done, ids in opened.articles_with(search.words):
            context.progress(done, total)
            for article_id in ids:
                if article_id in left_out or count >= MOST_HITS:
                    continue
                if (found := _hits_of(opened, article_id, search)) is not None:
                    batch.append(found)
                    count += len(found.hits)
            if batch:
                context.emit(tuple(batch))
                batch = []
            if count >= MOST_HITS:
                break
    return count < MOST_HITS


def label_everywhere(
    project: Project,
    search: Search,
    *,
    hand: verbs.Hand,
    states: frozenset[ArticleState],
    title: str,
    is_trial: bool = False,
) -> list[ArticleHits]:
    """Label every free place in articles of these states in one transaction; where they were.

    With `is_trial` nothing is written. Raises `UnknownLabelError` and a `StoreError`.
    """
    project.schema.require(search.layer, search.label)
    found: list[ArticleHits] = []
    edits: dict[str, Edit] = {}
    for _, ids in project.articles_with(search.words):
        for article_id in ids:
            hits = _hits_of(project, article_id, search)
            if hits is None or hits.state not in states:
                continue
            found.append(hits)
            edit = verbs.propagate(
                project.open_article(article_id),
                [(hit.place.start, hit.place.end) for hit in hits.free],
                label=search.label,
                layer=search.layer,
                hand=hand,
                begins=False,
            )
            if edit is not None:
                edits[article_id] = edit
    if edits and not is_trial:
        steps = {article_id: StepRef() for article_id in edits}
        project.write_edits(edits, why=Why.COMMAND, title=title, steps=steps).result()
    return found


def _hits_of(project: Project, article_id: str, search: Search) -> ArticleHits | None:
    try:
        desk = project.open_article(article_id)
    except ArticleMissingError:
        return None
    hits = tuple(hits_in(desk, search))
    if not hits:
        return None
    return ArticleHits(article_id, desk.article.title, desk.annotations.state, hits)


def edits_in_worker(
    context: JobContext,
    project: str,
    search: Search,
    places: Mapping[str, Sequence[tuple[int, int]]],
    hand: verbs.Hand,
) -> int:
    """Send an edit for each article (by id) in batches; how many there were.

    Articles stay as new as they were: nobody has read them.
    """
    count = 0
    with Project.open(Path(project), read_only=True) as opened:
        batch: list[tuple[str, Edit]] = []
        for done, (article_id, stretches) in enumerate(places.items()):
            context.progress(done, len(places))
            edit = verbs.propagate(
                opened.open_article(article_id),
                stretches,
                label=search.label,
                layer=search.layer,
                hand=hand,
                begins=False,
            )
            if edit is not None:
                batch.append((article_id, edit))
                count += 1
            if len(batch) >= _BATCH:
                context.emit(tuple(batch))
                batch = []
        if batch:
            context.emit(tuple(batch))
    return count
