"""Gold on its way into an export, what a pipeline found, and what a run keeps of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import srsly
from hypothesis import given
from hypothesis import strategies as st
from weasel.schemas import ProjectConfigSchema, validate

from annotate.articles import Article
from annotate.spans import Layer, Span
from annotate.training.card import card_text
from annotate.training.dataset import AnnotatedArticle
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.judging import FOUND, GoldKeeper, evaluation_of, scores_of
from annotate.training.runs import GOLD, Figures, Run, best_pipeline
from tests.annotate.training.sample import SCHEMA, annotated, entity, event

TEXT = "Ana Petrova met envoys in Varna."


def _annotated(number: int, *, end: int = 11) -> AnnotatedArticle:
    article = Article(f"a{number}", f"{TEXT} {number}", title=f"Story {number}")
    spans = (
        Span(f"s{number}", 0, end, "PERSON", Layer.ENTITY),
        Span(f"m{number}", 12, 15, "MEET", Layer.EVENT),
    )
    return AnnotatedArticle(article, spans)


def _fingerprint(articles: list[AnnotatedArticle]) -> str:
    keeper = GoldKeeper()
    assert list(keeper.watch(articles)) == articles, "they pass unchanged"
    return keeper.fingerprint


@given(st.permutations([_annotated(number) for number in range(4)]))
def test_the_fingerprint_does_not_depend_on_the_order(articles: list[AnnotatedArticle]) -> None:
    assert _fingerprint(articles) == _fingerprint([_annotated(number) for number in range(4)])


def test_the_fingerprint_tells_every_change_of_gold() -> None:
    same = _fingerprint([_annotated(0), _annotated(1)])
    assert _fingerprint([_annotated(0), _annotated(1, end=3)]) != same
    assert _fingerprint([_annotated(0)]) != same
    assert _fingerprint([_annotated(0), _annotated(2)]) != same


def _judge(folder: Path, found: Sequence[Sequence[object]], layers: list[str]) -> None:
    keeper = GoldKeeper()
    list(keeper.watch([_annotated(0), _annotated(1)]))
    keeper.write(folder, {"dev": ["a0"], "test": []})
    table = {"layers": layers, "found": {"dev": {"a0": found}, "test": {}}}
    (folder / FOUND).write_text(json.dumps(table))


def test_what_was_found_is_compared_with_the_gold_of_its_side(tmp_path: Path) -> None:
    found = [["entity", 0, 11, "PERSON", 0.9], ["event", 12, 15, "ATTACK", 0.7]]
    _judge(tmp_path, found, ["entity", "event"])
    evaluation = evaluation_of(tmp_path, "dev")
    assert evaluation is not None
    scores = scores_of(evaluation)
    assert scores["entity"] == Figures(1.0, 1.0, 1.0, 1)
    assert scores["event"] == Figures(0.0, 0.0, 0.0, 1)
    assert scores["event MEET"].gold == 1
    assert evaluation.cells[Layer.EVENT, "MEET", "ATTACK"] == 1
    (article,) = evaluation.articles
    assert (article.article_id, article.title) == ("a0", "Story 0")
    assert evaluation_of(tmp_path, "test") is None, "there are no articles"


def test_a_layer_that_was_not_learned_does_not_count(tmp_path: Path) -> None:
    _judge(tmp_path, [["entity", 0, 11, "PERSON", 0.9]], ["entity"])
    evaluation = evaluation_of(tmp_path, "dev")
    assert evaluation is not None
    assert evaluation.layers == [Layer.ENTITY]


def test_a_run_that_is_not_judged_has_no_evaluation(tmp_path: Path) -> None:
    assert evaluation_of(tmp_path, "dev") is None
    _judge(tmp_path, [], ["entity"])
    (tmp_path / GOLD).write_text("{")
    assert evaluation_of(tmp_path, "dev") is None


def test_the_card_says_what_it_learned_from_and_how_well() -> None:
    run = Run(
        "r", 2, "2026-02-03T10:00:00.000Z", "f", components=("ner",), steps=40, best_step=30,
        articles={"train": 8, "dev": 1, "test": 0}, spans={"train": 90, "dev": 7},
        scores={"dev": {"entity": Figures(0.5, 0.25, 0.3333, 40),
                        "entity GPE": Figures(0.5, 0.25, 0.3333, 4)}},
        fingerprint="ab" * 32, origin=f"spacy:{best_pipeline(Path('place', '20260101-00abcd'))}",
    )  # fmt: skip
    meta = {"lang": "en", "name": "harbour", "version": "0.2.0", "spacy_version": ">=3.8"}
    card = card_text(run, meta, train={"GPE": 90})
    assert card.startswith("# en_harbour\n")
    assert 'spacy.load("en_harbour")' in card
    assert "| Began from | 20260101-00abcd |" in card
    assert "| train | 8 | 90 |" in card
    assert "| `GPE` | 90 |" in card
    assert "| **entity** | 50.0 | 25.0 | 33.3 | 40 |" in card
    assert "fewer than 20 gold spans say little" in card
    assert "There were none." in card, "no test articles"
    assert "doc.ents" in card
    assert "doc.spans" not in card, "it has no span categorizer"


def test_the_project_file_is_one_that_spacy_reads(tmp_path: Path) -> None:
    text = "Ana met envoys."
    gold = (entity(text, "Ana", "PERSON"), event(text, "met", "MEET"))
    articles = [annotated(text, *gold)]
    export_spacy(articles, tmp_path / "out", options=ExportOptions(), schema=SCHEMA)
    config: Any = srsly.read_yaml(tmp_path / "out" / "project.yml")
    assert validate(ProjectConfigSchema, config) == []
    commands = {command["name"]: command for command in config["commands"]}
    assert set(config["workflows"]["all"]) <= set(commands)
    assert commands["train"]["script"][0].startswith("python -m spacy train config.cfg")
    for command in commands.values():
        for name in command["deps"]:
            assert name == "model/model-best" or (tmp_path / "out" / name).is_file()
