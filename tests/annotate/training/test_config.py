"""The configuration: valid for the installed spaCy, and able to learn these very spans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spacy import registry
from spacy.util import load_config_from_str, load_model_from_config
from thinc.api import Config

from annotate.pipeline import blank
from annotate.training.config import TrainingPlan, make_config
from annotate.training.docs import Overlap
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.exported import functions
from annotate.training.splits import Side, SplitRule
from tests.annotate.training.sample import SCHEMA, annotated, entity, event

PLAN = TrainingPlan(
    language="en",
    has_entities=True,
    spans_key="events",
    shortest=1,
    longest=7,
    unit="paragraph",
    words=10_000,
    seed=3,
)


def config_of(plan: TrainingPlan) -> Config:
    return load_config_from_str(make_config(plan))


def score_weights(plan: TrainingPlan) -> dict[str, Any]:
    weights = config_of(plan)["training"]["score_weights"]
    return {name: weight for name, weight in weights.items() if weight}


def test_the_configuration_is_complete() -> None:
    config = config_of(PLAN)
    filled = load_model_from_config(config, auto_fill=False, validate=True).config
    assert filled["components"].keys() == {"tok2vec", "ner", "spancat"}
    assert config.interpolate()["training"]["seed"] == 3


def test_the_suggester_reaches_every_length_of_the_data() -> None:
    suggester = config_of(PLAN)["components"]["spancat"]["suggester"]
    assert suggester == {
        "@misc": "spacy.ngram_range_suggester.v1",
        "min_size": 1,
        "max_size": 7,
    }
    doc = blank("en")("One two three four five six seven eight.")
    spans = registry.resolve({"suggester": suggester})["suggester"]([doc])
    assert {end - start for start, end in spans.data} == set(range(1, 8))


@pytest.mark.parametrize(
    ("plan", "weights"),
    [
        (PLAN, {"ents_f": 0.5, "spans_events_f": 0.5}),
        (replace(PLAN, spans_key=""), {"ents_f": 1.0}),
        (replace(PLAN, has_entities=False), {"spans_events_f": 1.0}),
        (replace(PLAN, spans_key="sc"), {"ents_f": 0.5, "spans_sc_f": 0.5}),
    ],
)
def test_the_score_is_that_of_what_is_learned(
    plan: TrainingPlan, weights: dict[str, float]
) -> None:
    assert score_weights(plan) == weights
    # What spaCy itself fills in when it trains must not add the default group "sc".
    trained = load_model_from_config(config_of(plan), auto_fill=True).config
    found = trained["training"]["score_weights"]
    assert {name: weight for name, weight in found.items() if weight} == weights


@pytest.mark.parametrize(
    ("overlap", "factory", "allows_overlap"),
    [
        (Overlap.NONE, "spancat_singlelabel", False),
        (Overlap.PARTIAL, "spancat_singlelabel", True),
        (Overlap.SAME_PLACE, "spancat", None),
    ],
)
def test_the_span_categorizer_can_say_what_the_gold_says(
    overlap: Overlap, factory: str, allows_overlap: bool | None
) -> None:
    plan = replace(PLAN, overlap=overlap)
    settings = config_of(plan)["components"]["spancat"]
    assert plan.span_categorizer == settings["factory"] == factory
    assert settings.get("allow_overlap") is allows_overlap
    nlp = load_model_from_config(config_of(plan), auto_fill=False, validate=True)
    assert nlp.get_pipe_meta("spancat").factory == factory


def test_components_without_data_are_left_out() -> None:
    assert config_of(replace(PLAN, has_entities=False))["nlp"]["pipeline"] == ["tok2vec", "spancat"]
    assert config_of(replace(PLAN, spans_key=""))["nlp"]["pipeline"] == ["tok2vec", "ner"]


def test_paths_are_relative_to_the_export() -> None:
    config = config_of(PLAN)
    assert config["paths"]["train"] == "train.spacy"
    assert config["paths"]["dev"] == "dev.spacy"
    assert config_of(replace(PLAN, is_dev_empty=True))["paths"]["dev"] == "train.spacy"


def test_small_data_trains_for_fewer_steps() -> None:
    small, large = config_of(PLAN)["training"], config_of(replace(PLAN, words=10**6))["training"]
    assert small["max_steps"] < large["max_steps"]
    assert small["patience"] < large["patience"]
    assert small["patience"] % small["eval_frequency"] == 0


def test_rejected_spans_are_named_only_where_there_are_some() -> None:
    assert config_of(PLAN)["components"]["ner"]["incorrect_spans_key"] is None
    with_rejected = config_of(replace(PLAN, has_rejected=True))
    assert with_rejected["components"]["ner"]["incorrect_spans_key"] == "incorrect_spans"


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("zh", "王毅访问基辅。", "基辅"),
        ("uk", "У Львові тихо.", "Львові"),
        ("fr", "L’armée quitte Kyiv.", "armée"),
        ("xx", "In Kyiv.", "Kyiv"),
        ("ja", "In Kyiv.", "Kyiv"),
    ],
)
def test_every_language_trains_with_the_tokenizer_of_its_export(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    text: str,
    surface: str,
) -> None:
    item = annotated(text, entity(text, surface, "GPE"), event(text, surface, "X"))
    report = export_spacy(
        [item],
        tmp_path / "out",
        options=ExportOptions(split=SplitRule(100, 0, 0), language=language),
        schema=SCHEMA,
    )
    assert report.unaligned == ()
    monkeypatch.setattr(functions, "TOKENIZER_FILE", tmp_path / "out" / "tokenizer.json")
    config = load_config_from_str((tmp_path / "out" / "config.cfg").read_text(encoding="utf-8"))
    nlp = load_model_from_config(config, auto_fill=True)
    functions.create_tokenizer_callback()(nlp)
    [example] = functions.create_corpus(tmp_path / "out" / "train.spacy", "article")(nlp)
    assert [token.text for token in example.predicted] == [t.text for t in example.reference]
    assert [ent.text for ent in example.reference.ents] == [surface]
    assert report.sides[Side.TRAIN].entities == {"GPE": 1}
    is_own = "own_tokenizer" in {notice.code for notice in report.notices}
    assert is_own == (language == "zh")
