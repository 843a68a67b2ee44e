"""An evaluation as lines to read and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotate.evaluation.calibration import Calibration
from annotate.evaluation.confusion import Pair
from annotate.evaluation.evaluate import ArticleResult, Evaluation
from annotate.evaluation.marks import Mark
from annotate.evaluation.scores import Scores, Tally
from annotate.spans import Layer

_MOST_CONFUSIONS = 15
_MOST_ARTICLES = 10
_NOTHING_COUNTS = (
    "nothing to compare: neither gold nor a suggestion has a label that counts; --all-labels "
    "counts all that are suggested, --label names those that shall count"
)


def report_lines(evaluation: Evaluation, *, suggesters: Sequence[str]) -> list[str]:
    """The evaluation as a person reads it in a terminal; figures in per cent."""
    every = evaluation.scores.strict
    names = ", ".join(suggesters)
    counts = ", ".join(
        (
            _counted(len(evaluation.articles), "article"),
            _counted(every.gold, "gold span"),
            _counted(every.found, "suggestion"),
        )
    )
    lines = [f"{counts} of {names}"]
    if evaluation.failed:
        left_out = _counted(evaluation.failed, "article")
        lines.append(f"{left_out} left out, because a suggester failed there")
    if not evaluation.labels:
        lines += ["", _NOTHING_COUNTS]
    lines += ["", *_score_lines(evaluation)]
    if evaluation.uncounted:
        ranked = evaluation.uncounted.most_common()
        left_out = ", ".join(f"{label} {count}" for (_, label), count in ranked)
        lines += ["", f"suggestions whose label does not count: {left_out}"]
    lines += ["", *_confusion_lines(evaluation)]
    for layer in evaluation.layers:
        lines += ["", *_calibration_lines(layer, evaluation.calibration(layer))]
    lines += ["", *_article_lines(evaluation.worst(_MOST_ARTICLES))]
    return lines


def report_data(evaluation: Evaluation, *, suggesters: Sequence[str]) -> dict[str, Any]:
    """The evaluation as JSON can hold it; shares from 0 to 1, offsets in code points."""
    return {
        "suggesters": list(suggesters),
        "articles": len(evaluation.articles),
        "failed_articles": evaluation.failed,
        "layers": {
            str(layer): {
                **_scores(evaluation.of_layer(layer)),
                "macro_f1": round(evaluation.macro_f1(layer), 4),
                "f1_interval": _interval(evaluation, layer),
                "labels": {
                    label: _scores(scores)
                    for (of, label), scores in evaluation.labels.items()
                    if of is layer
                },
                "confusion": [
                    {"gold": gold or None, "suggested": found or None, "count": count}
                    for (of, gold, found), count in evaluation.cells.most_common()
                    if of is layer
                ],
                "calibration": _calibration(evaluation.calibration(layer)),
            }
            for layer in evaluation.layers
        },
        "uncounted": [
            {"layer": str(layer), "label": label, "count": count}
            for (layer, label), count in evaluation.uncounted.most_common()
        ],
        "worst_articles": [_article(item) for item in evaluation.worst(_MOST_ARTICLES)],
    }


# -- lines -----------------------------------------------------------------------------------------


def _score_lines(evaluation: Evaluation) -> Iterator[str]:
    width = max((len(label) for _, label in evaluation.labels), default=0)
    width = max(width + 2, 10)
    yield f"{'':<{width}}  strict                 relaxed"
    yield f"{'':<{width}}  {'P':>5} {'R':>6} {'F1':>6}   {'P':>5} {'R':>6} {'F1':>6}   gold  found"
    for layer in evaluation.layers:
        yield _row(str(layer), evaluation.of_layer(layer), width)
        for (of, label), scores in evaluation.labels.items():
            if of is layer:
                yield _row(f"  {label}", scores, width)
        yield _summary(evaluation, layer)


def _summary(evaluation: Evaluation, layer: Layer) -> str:
    words = f"  mean F1 of the labels {100 * evaluation.macro_f1(layer):.1f}"
    interval = evaluation.interval(layer)
    if interval is not None:
        words += f"; F1 of such articles lies in {_percent(interval.low)} to "
        words += f"{_percent(interval.high)} in 95 of 100 draws"
    return words


def _row(name: str, scores: Scores, width: int) -> str:
    figures = "   ".join(
        f"{_percent(tally.precision):>5} {_percent(tally.recall):>6} {_percent(tally.f1):>6}"
        for tally in (scores.strict, scores.relaxed)
    )
    return f"{name:<{width}}  {figures}  {scores.strict.gold:>5}  {scores.strict.found:>5}"


def _confusion_lines(evaluation: Evaluation) -> Iterator[str]:
    wrong = [
        (count, layer, gold, found)
        for (layer, gold, found), count in evaluation.cells.items()
        if gold != found
    ]
    yield "confusion (gold → suggested), the most frequent first"
    for count, layer, gold, found in sorted(wrong, key=lambda item: (-item[0], *item[1:]))[
        :_MOST_CONFUSIONS
    ]:
        yield f"  {count:>5}  {layer}  {gold or 'spurious'} → {found or 'missed'}"
    boundaries = sum(pair.is_boundary for item in evaluation.articles for pair in item.wrong)
    yield f"  {boundaries:>5}  with the right label and other boundaries"


def _calibration_lines(layer: Layer, calibration: Calibration) -> Iterator[str]:
    yield (
        f"calibration, {layer}: expected calibration error {_percent(calibration.error)} "
        f"of {calibration.count}"
    )
    for each in calibration.bins:
        if each.count:
            yield (
                f"  score {each.low:.1f} to {each.high:.1f}  {each.count:>6} suggestions, mean "
                f"score {each.mean_score:.2f}, right {each.share_right:.2f}"
            )


def _article_lines(worst: Sequence[ArticleResult]) -> Iterator[str]:
    yield "worst articles"
    for item in worst:
        tally = item.scores.strict
        yield (
            f"  F1 {_percent(tally.f1):>5}  {tally.missed:>3} missed  {tally.spurious:>3} spurious"
            f"  {item.article_id}  {item.title}"
        )
    if not worst:
        yield "  none: every suggestion is right and nothing was missed"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


# -- data ------------------------------------------------------------------------------------------


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "gold": scores.strict.gold,
        "found": scores.strict.found,
        "strict": _tally(scores.strict),
        "relaxed": _tally(scores.relaxed),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "right": tally.right,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }


def _interval(evaluation: Evaluation, layer: Layer) -> list[float] | None:
    interval = evaluation.interval(layer)
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]


def _calibration(calibration: Calibration) -> dict[str, Any]:
    return {
        "expected_calibration_error": round(calibration.error, 4),
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "count": each.count,
                "right": each.right,
                "mean_score": round(each.mean_score, 4),
            }
            for each in calibration.bins
        ],
    }


def _article(item: ArticleResult) -> dict[str, Any]:
    return {
        "id": item.article_id,
        "title": item.title,
        **_tally(item.scores.strict),
        "missed": item.scores.strict.missed,
        "spurious": item.scores.strict.spurious,
        "wrong": [_pair(pair) for pair in item.wrong],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {"gold": _mark(pair.gold), "suggested": _mark(pair.found)}


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"layer": str(mark.layer), "start": mark.start, "end": mark.end, "label": mark.label}
