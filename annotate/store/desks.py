"""What lies on the desk for one article: text, tokens, gold and the suggestions to be shown.

Read with nothing but a connection, so that the window can paint the last article before anything
that only writes has been loaded (`annotate.glance`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotate.desk import Desk
from annotate.errors import StoreCorruptError
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.store import annotations, articles, suggestions
from annotate.store.sqlite import Connection, decodes
from annotate.suggestions import IMPORTED, HideRules, Proposal

MIN_SCORE = "suggestions.min_score"
"""Setting: suggestions below this score are hidden; empty: none."""

HIDDEN_LABELS = "suggestions.hidden_labels"
"""Setting: one line "LAYER NAME" for each label whose suggestions are hidden."""

LABEL_SCORES = "suggestions.label_scores"
"""Setting: one line "LAYER SCORE NAME" for each label with a threshold of its own."""

CHOSEN_SUGGESTERS = "suggesters"
"""Setting: the names of the chosen suggesters, one a line; none: the default ones."""


def read_desk(
    connection: Connection,
    article_id: str,
    *,
    schema: LabelSchema,
    settings: Mapping[str, str],
    path: str,
    is_checked: bool = False,
) -> Desk:
    """Everything about an article; raises `ArticleMissingError` or `StoreCorruptError`.

    `settings` are all of the project, `path` is its file, for the error. With `is_checked` the text
    is compared with its fingerprint, which takes a millisecond for 300,000 characters.
    """
    article = articles.read(connection, article_id)
    gold = annotations.read(connection, article_id)
    is_whole = gold.length == len(article.text)
    if not is_whole or (is_checked and not articles.is_as_imported(connection, article)):
        raise StoreCorruptError(
            path=path,
            reason="text_changed",
            article=article.title or article_id,
            article_id=article_id,
        )
    return Desk(
        article,
        gold,
        tokens=articles.read_tokens(connection, article_id),
        proposals=read_proposals(connection, article_id, settings=settings),
        rules=hide_rules(settings, schema),
    )


def read_proposals(
    connection: Connection, article_id: str, *, settings: Mapping[str, str]
) -> list[Proposal]:
    """What the chosen suggesters have proposed for an article, and what was imported, in order."""
    found = suggestions.read(connection, article_id)
    chosen = set(settings.get(CHOSEN_SUGGESTERS, "").splitlines())
    if not chosen:
        return found
    return [
        item for item in found if item.suggester in chosen or item.suggester.startswith(IMPORTED)
    ]


@decodes
def hide_rules(settings: Mapping[str, str], schema: LabelSchema) -> HideRules:
    """What hides suggestions in a project with these settings and labels."""
    threshold = settings.get(MIN_SCORE, "")
    return HideRules(
        min_score=float(threshold) if threshold else 0.0,
        labels=schema.offered - hidden_labels(settings, schema),
        label_scores={
            (layer, schema.aliases.get((layer, name), name)): score
            for (layer, name), score in label_scores(settings).items()
        },
        aliases=schema.aliases,
    )


@decodes
def hidden_labels(settings: Mapping[str, str], schema: LabelSchema) -> frozenset[tuple[Layer, str]]:
    """Labels whose suggestions are not shown, by the names of today; gold is always shown."""
    pairs = (line.split(" ", 1) for line in settings.get(HIDDEN_LABELS, "").splitlines())
    named = ((Layer(layer), name) for layer, name in pairs)
    return frozenset((pair[0], schema.aliases.get(pair, pair[1])) for pair in named)


@decodes
def label_scores(settings: Mapping[str, str]) -> dict[tuple[Layer, str], float]:
    """Thresholds of single labels."""
    lines = (line.split(" ", 2) for line in settings.get(LABEL_SCORES, "").splitlines())
    return {(Layer(layer), name): float(score) for layer, score, name in lines}


def hiding(
    min_score: float,
    labels: Iterable[tuple[Layer, str]],
    label_scores: Mapping[tuple[Layer, str], float] | None,
) -> dict[str, str]:
    """The settings that `hide_rules` reads back; `label_scores` of `None` are left as they are."""
    settings = {
        MIN_SCORE: f"{min_score:g}" if min_score > 0 else "",
        HIDDEN_LABELS: "\n".join(sorted(f"{layer} {name}" for layer, name in labels)),
    }
    if label_scores is not None:
        scores = (f"{of} {score:g} {name}" for (of, name), score in label_scores.items())
        settings[LABEL_SCORES] = "\n".join(sorted(scores))
    return settings
