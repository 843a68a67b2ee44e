"""The model card of a trained pipeline: `README.md` in its folder, and in a package made of it.

The headings follow Mitchell and others, Model Cards for Model Reporting (2019), as far as Spandesk
knows something to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotate.training.runs import Figures, Run

_SIDES = {"dev": "Development articles", "test": "Test articles"}
_FEW = 20
_LIMITS = (
    "It finds what its annotators marked, in articles like theirs. On other kinds of text, and on "
    "labels with few examples below, expect less than the figures say."
)
_SCORED = (
    "A span is right when its start, its end and its label are. The best steps were chosen on the "
    "development articles, so their figures are rather too good; the test articles were not looked "
    "at while training."
)


def card_text(run: Run, meta: Mapping[str, Any], *, train: Mapping[str, int]) -> str:
    """The card in Markdown; `train` is how often each label occurs in the training data."""
    lang, name = meta.get("lang", ""), meta.get("name", "")
    lines = [
        f"# {lang}_{name}",
        "",
        str(meta.get("description", "")),
        "",
        *_table(
            ("", ""),
            [
                ("Version", str(meta.get("version", ""))),
                ("spaCy", str(meta.get("spacy_version", ""))),
                ("Components", ", ".join(run.components)),
                *([("Span categorizer", run.span_categorizer)] if run.span_categorizer else []),
                ("Trained", run.at[:10]),
                *([("Began from", run.origin_name)] if run.origin else []),
                ("Steps", f"{run.steps}, best at {run.best_step}"),
                ("Seed", str(run.seed)),
                ("Data (SHA-256)", f"`{run.fingerprint}`"),
            ],
        ),
        "",
        "## Use",
        "",
        "```python",
        "import spacy",
        "",
        f'nlp = spacy.load("{lang}_{name}")',
        *_use(run),
        "```",
        "",
        _LIMITS,
        "",
        "## Training data",
        "",
        *_table(
            ("", "articles", "spans"),
            [
                (side, str(count), str(run.spans.get(side, 0)))
                for side, count in run.articles.items()
            ],
        ),
        "",
        *_table(
            ("label", "training spans"),
            [(f"`{label}`", str(count)) for label, count in sorted(train.items())],
        ),
        "",
        "## Scores",
        "",
        _SCORED,
        "",
        *_scores(run),
    ]
    return "\n".join(lines)


def _use(run: Run) -> Iterator[str]:
    yield 'doc = nlp("…")'
    if "ner" in run.components:
        yield "entities = [(span.text, span.label_) for span in doc.ents]"
    if "spancat" in run.components:
        yield "groups = {key: list(group) for key, group in doc.spans.items()}"


def _scores(run: Run) -> Iterator[str]:
    for side, title in _SIDES.items():
        table = run.scores.get(side)
        yield f"### {title}"
        yield ""
        if not table:
            yield "There were none."
        else:
            yield from _table(
                ("", "precision", "recall", "F1", "gold spans"),
                [_row(key, figures) for key, figures in table.items()],
            )
            if any(item.gold < _FEW for item in table.values()):
                yield ""
                yield f"Figures of labels with fewer than {_FEW} gold spans say little."
        yield ""


def _row(key: str, figures: Figures) -> tuple[str, ...]:
    shares = (figures.precision, figures.recall, figures.f1)
    name = f"**{key}**" if " " not in key else f"`{key.partition(' ')[2]}`"
    return (name, *(f"{100 * share:.1f}" for share in shares), str(figures.gold))


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(heads) - 1)])} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
