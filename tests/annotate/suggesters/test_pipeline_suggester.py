"""Suggestions of real spaCy pipelines in a directory: entities, span groups, scores, long texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.errors import PipelineMissingError
from annotate.pipeline import blank
from annotate.spans import Layer
from annotate.suggesters import create
from tests.annotate.suggesters.marked import article


def save(folder: Path, *, meta: dict[str, Any] | None = None) -> str:
    """A pipeline that knows one person by rules and puts attacks into a span group."""
    nlp = blank("en")
    people: Any = nlp.add_pipe("entity_ruler")
    people.add_patterns([{"label": "PER", "pattern": "Elena Marchetti"}])
    events: Any = nlp.add_pipe("span_ruler", config={"spans_key": "events"})
    events.add_patterns([{"label": "ATTACK", "pattern": "shelled"}])
    others: Any = nlp.add_pipe("span_ruler", name="others", config={"spans_key": "sc"})
    others.add_patterns([{"label": "PLACE", "pattern": "Kyiv"}])
    nlp.to_disk(folder)
    if meta:
        file = folder / "meta.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | meta), encoding="utf-8")
    return f"spacy:{folder}"


def test_entities_and_span_groups_become_proposals(tmp_path: Path) -> None:
    name = save(tmp_path / "own")
    suggester = create(name)
    text = "Elena Marchetti said Kyiv was shelled."
    proposals = {text[each.start : each.end]: each for each in suggester.suggest(article(text))}

    assert suggester.name == name
    assert proposals["Elena Marchetti"].label == "PERSON"
    assert proposals["Elena Marchetti"].layer is Layer.ENTITY
    assert proposals["shelled"].layer is Layer.EVENT
    assert proposals["Kyiv"].layer is Layer.ENTITY
    assert all(0 < each.score <= 1 and each.suggester == name for each in proposals.values())
    assert "events" in proposals["shelled"].explanation


def test_a_pipeline_of_ours_says_which_labels_are_events(tmp_path: Path) -> None:
    suggester = create(save(tmp_path / "own", meta={"spandesk": {"event_labels": ["PLACE"]}}))
    (proposal,) = suggester.suggest(article("It rained in Kyiv."))

    assert proposal.layer is Layer.EVENT


def test_what_the_maker_measured_is_the_score(tmp_path: Path) -> None:
    measured = {"performance": {"ents_per_type": {"PER": {"p": 0.91, "r": 0.5, "f": 0.6}}}}
    suggester = create(save(tmp_path / "own", meta=measured))
    (proposal,) = suggester.suggest(article("Elena Marchetti left."))

    assert proposal.score == pytest.approx(0.91)
    assert "precision 0.91" in proposal.explanation


@pytest.mark.parametrize(
    "odd",
    [{"performance": None}, {"performance": {"ents_per_type": 3}}, {"labels": [1]}, {"version": 2}],
)
def test_odd_metadata_is_no_obstacle(odd: dict[str, Any], tmp_path: Path) -> None:
    suggester = create(save(tmp_path / "own", meta=odd))

    assert suggester.suggest(article("Elena Marchetti left."))


def test_a_text_longer_than_spacy_takes_keeps_its_offsets(tmp_path: Path) -> None:
    suggester = create(save(tmp_path / "own"))
    line = "Nothing happens here today. " * 20 + "\n"
    text = line * (1_020_000 // len(line)) + "Elena Marchetti left."
    (proposal,) = suggester.suggest(article(text))

    assert text[proposal.start : proposal.end] == "Elena Marchetti"


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineMissingError) as caught:
        create(f"spacy:{tmp_path / 'none'}")

    assert str(tmp_path) in str(caught.value.fields["suggester"])
