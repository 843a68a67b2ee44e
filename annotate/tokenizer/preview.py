"""What tokenizer rules would change in a project: places, words, and spans that begin to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotate.articles import Article, Tokens
from annotate.project import Project
from annotate.tokenizer.rules import TokenizerRule

if TYPE_CHECKING:
    from annotate.workers.jobs import JobContext

MOST_EXAMPLES: Final = 50
"""So many different words are shown."""


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What changes: `words` are (word, pieces, how often), the most frequent ones first.

    `fitting` and `broken` count gold spans that begin, or cease, to fit the tokens.
    """

    articles: int
    places: int
    words: tuple[tuple[str, tuple[str, ...], int], ...]
    fitting: int
    broken: int


def preview_in_worker(
    context: JobContext,
    project: str,
    before: tuple[TokenizerRule, ...],
    after: tuple[TokenizerRule, ...],
) -> RulePreview:
    """What the rules `after` would change in every article; raises `JobCancelled`."""
    with Project.open(Path(project), read_only=True) as opened, opened.steady():
        return preview(opened, before, after, progress=context.progress)


def preview(
    project: Project,
    before: tuple[TokenizerRule, ...],
    after: tuple[TokenizerRule, ...],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> RulePreview:
    """What the rules `after` would change in every article of the project; loads spaCy."""
    from annotate.pipeline import tokens_of

    strings = {rule.text for rule in set(before) ^ set(after)}
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    articles = fitting = broken = 0
    ids = project.article_ids()
    for done, article_id in enumerate(ids, start=1):
        progress(done, len(ids))
        article = project.article(article_id)
        if not any(string in article.text for string in strings):
            continue
        old = tokens_of(article.text, article.language, before)
        new = tokens_of(article.text, article.language, after)
        found = list(_changed(article, old, new))
        articles += bool(found)
        counts.update(found)
        for span in project.annotations(article_id).spans:
            was, is_now = (each.is_aligned(span.start, span.end) for each in (old, new))
            fitting += is_now and not was
            broken += was and not is_now
    words = tuple((*key, count) for key, count in counts.most_common(MOST_EXAMPLES))
    return RulePreview(articles, counts.total(), words, fitting, broken)


def _changed(article: Article, old: Tokens, new: Tokens) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each stretch between boundaries that both share, as one text and as the new pieces."""
    text = article.text
    shared_ends = set(old.ends) & set(new.ends)
    same = set(old) & set(new)
    pieces: list[tuple[int, int]] = []
    for start, end in new:
        if (start, end) in same:
            continue
        pieces.append((start, end))
        if end in shared_ends:
            yield text[pieces[0][0] : end], tuple(text[a:b] for a, b in pieces)
            pieces = []
