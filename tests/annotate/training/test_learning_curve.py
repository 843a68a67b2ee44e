"""Learning curves: the estimate of what more would bring, and shares that train by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from annotate.pipeline import blank
from annotate.training.docs import ARTICLE_KEY
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.learning_curve import (
    Outlook,
    curve_of,
    fields,
    outlook,
    outlook_words,
)
from annotate.training.runs import CurvePoint, Figures, Run, run_from, run_text
from annotate.training.shares import cut_share
from tests.annotate.training.sample import SCHEMA, made_article

SHARES = (25, 50, 75, 100)


def power(scale: float, rate: float, articles: int) -> float:
    return 1.0 - scale * articles**-rate


def curve(scale: float, rate: float, whole: int) -> list[tuple[int, int, float]]:
    counts = [max(round(whole * share / 100), 1) for share in SHARES]
    return [
        (share, count, power(scale, rate, count))
        for share, count in zip(SHARES, counts, strict=True)
    ]


@given(st.floats(0.3, 0.95), st.floats(0.05, 0.8), st.integers(40, 5000))
def test_a_power_law_is_followed_exactly(scale: float, rate: float, whole: int) -> None:
    found = outlook(curve(scale, rate, whole))
    assert found is not None
    assert found.articles == whole
    assert found.now == pytest.approx(power(scale, rate, whole))
    if 1 - found.now > 0.002:
        assert found.doubled == pytest.approx(power(scale, rate, 2 * whole), abs=1e-3)
        assert found.high - found.low < 1e-3, "every point says the same"
    if found.more is not None:
        assert power(scale, rate, whole + found.more) >= found.now + 0.0099
        assert power(scale, rate, whole + max(found.more - 2, 0)) <= found.now + 0.0101


scores = st.floats(0, 1, allow_nan=False)


@given(st.lists(scores, min_size=4, max_size=4), st.integers(4, 10_000))
def test_any_curve_gives_scores_that_can_be(found: list[float], whole: int) -> None:
    counts = [max(round(whole * share / 100), 1) for share in SHARES]
    made = outlook(list(zip(SHARES, counts, found, strict=True)))
    if len(set(counts)) < 3:
        assert made is None
        return
    assert made is not None
    assert 0 <= made.now <= made.low <= made.doubled <= made.high <= 1
    assert made.more is None or made.more > 0
    assert "{" not in outlook_words(made).format(**fields(made))


def test_what_does_not_rise_is_said_to_be_flat_and_one_point_more_costs_what_it_costs() -> None:
    flat = outlook([(25, 10, 0.7), (50, 20, 0.7), (75, 30, 0.7), (100, 40, 0.7)])
    assert flat is not None
    assert flat.gain == 0
    assert flat.more is None
    assert "The curve is flat" in outlook_words(flat)
    falling = outlook([(25, 10, 0.8), (50, 20, 0.7), (75, 30, 0.6), (100, 40, 0.5)])
    assert falling is not None
    assert falling.doubled == falling.now
    rising = outlook(curve(0.9, 0.3, 100))
    assert rising is not None
    words = outlook_words(rising).format(**fields(rising))
    assert "F1 77.4 with 100 articles" in words
    assert "about 81.6" in words
    assert "about 17 further articles" in words


def test_too_few_points_say_nothing() -> None:
    assert outlook([]) is None
    assert "Too few articles" in outlook_words(None).format(**fields(None))
    assert outlook([(50, 10, 0.5), (100, 20, 0.6)]) is None
    assert outlook([(25, 1, 0.5), (50, 1, 0.5), (75, 1, 0.6), (100, 2, 0.6)]) is None


def figures(f1: float) -> dict[str, dict[str, Figures]]:
    return {"dev": {"entity": Figures(f1, f1, f1, 9), "entity PERSON": Figures(f1, f1, f1, 4)}}


def test_the_curve_of_a_run_is_its_shares_and_the_whole() -> None:
    run = Run(
        "id", 1, "2026-01-01", "x",
        articles={"train": 40},
        scores=figures(0.8),
        curve=(CurvePoint(50, 20, 90, figures(0.7)), CurvePoint(25, 10, 40, figures(0.6))),
    )  # fmt: skip
    wanted = [(25, 10, 0.6), (50, 20, 0.7), (100, 40, 0.8)]
    assert curve_of(run, "dev", "entity") == wanted
    assert curve_of(run, "dev", "entity PERSON") == wanted
    assert curve_of(run, "test", "entity") == []
    assert curve_of(Run("id", 1, "", "x", scores=figures(0.8)), "dev", "entity") == []
    assert run_from(run_text(run)) == run
    assert isinstance(outlook(curve_of(run, "dev", "entity")), Outlook)


def ids(path: Path) -> list[str]:
    docs = DocBin().from_disk(path).get_docs(blank().vocab)
    return [str(doc.user_data[ARTICLE_KEY]["article_id"]) for doc in docs]


def test_shares_are_nested_exports_that_train_by_themselves(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = [made_article(number) for number in range(30)]
    report = export_spacy(articles, data, options=ExportOptions(), schema=SCHEMA)
    whole = ids(data / "train.spacy")
    before: set[str] = set()
    for share in (10, 25, 50, 75, 100):
        target = tmp_path / str(share)
        count, spans = cut_share(data, target, share=share, seed=3)
        found = ids(target / "train.spacy")
        assert len(found) == count == max(round(len(whole) * share / 100), 1)
        assert before <= set(found) <= set(whole)
        before = set(found)
        for name in ("config.cfg", "functions.py", "tokenizer.json", "dev.spacy"):
            assert (target / name).read_bytes() == (data / name).read_bytes()
    assert spans == next(iter(report.sides.values())).spans, "all of them at last"
    cut_share(data, tmp_path / "other", share=50, seed=4)
    assert set(ids(tmp_path / "other" / "train.spacy")) != set(ids(tmp_path / "50" / "train.spacy"))
