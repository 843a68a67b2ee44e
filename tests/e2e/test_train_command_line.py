"""By command: the sample project trained to a suggester; runs listed, trained on and packed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.project import Project
from annotate.sample import make_sample
from annotate.tasks import accept_article, suggest_project
from annotate.training.judging import evaluation_of
from tests.annotate.training.drilled import fill
from tests.e2e.test_command_line import MAIN, spandesk


@pytest.mark.slow
def test_the_sample_trains_to_a_working_suggester(tmp_path: Path) -> None:
    path = tmp_path / "sample.spandesk"
    make_sample(path)
    with Project.open(path) as project:
        _, errors = suggest_project(project, suggesters=("news",))
        assert not errors
        for article_id in project.article_ids():
            accept_article(project, article_id, is_done=True)
        project.require_durable()
    done = spandesk("train", path, "--steps", 120, "--split", "70,15,15", "--json")
    run = json.loads(done.stdout)
    assert (run["state"], run["steps"]) == ("finished", 120)
    assert run["components"] == ["ner", "spancat"]
    assert run["scores"]["dev"]["entity"]["f1"] > 0.1
    folder = Path(run["folder"])
    evaluation = evaluation_of(folder, "dev")
    assert evaluation is not None
    assert evaluation.worst(), "it is not perfect after so few steps"

    pipeline = f"spacy:{folder / 'model' / 'model-best'}"
    lines = tmp_path / "in.jsonl"
    text = "President Ana Petrova arrived in Berlin on Monday. China and France will hold talks."
    lines.write_text(json.dumps({"id": "1", "text": text}) + "\n")
    out = tmp_path / "out.jsonl"
    spandesk("suggest", "--suggester", pipeline, "--in", lines, "--out", out)
    (answer,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert answer["spans"], "it suggests"


@pytest.mark.slow
def test_runs_are_listed_trained_on_and_packed(tmp_path: Path) -> None:
    path = tmp_path / "drilled.spandesk"
    spandesk("new", path)
    with Project.open(path) as project:
        fill(project, 16)
    said = spandesk("train", path, "--steps", 8, "--components", "ner").stdout
    assert "step      8" in said
    assert "run 1 (" in said
    assert "ner, 8 steps" in said
    said = spandesk("train", path, "--resume", "1", "--steps", 4, "--out", tmp_path / "on").stdout
    assert "run 2 (" in said
    assert (tmp_path / "on" / "model" / "model-best" / "meta.json").is_file()
    table = spandesk("train", path, "--runs").stdout.splitlines()
    assert [line.split()[0] for line in table] == ["run", "1", "2"]
    runs = json.loads(spandesk("train", path, "--runs", "--json").stdout)
    assert runs[1]["continues"] == runs[0]["id"]
    assert runs[0]["fingerprint"] == runs[1]["fingerprint"]
    said = spandesk("package", path, tmp_path / "packages", "--run", "1").stdout
    assert "en_drilled 0.1.0" in said
    assert list((tmp_path / "packages" / "en_drilled-0.1.0" / "dist").glob("*.whl"))
    again = spandesk("package", tmp_path / "on", tmp_path / "packages", "--name", "other")
    assert "en_other 0.2.0" in again.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as a signal")
def test_ctrl_c_stops_and_leaves_what_can_be_trained_on(tmp_path: Path) -> None:
    path, out = tmp_path / "drilled.spandesk", tmp_path / "run"
    spandesk("new", path)
    with Project.open(path) as project:
        fill(project, 16)
    command = [sys.executable, str(MAIN), "train", str(path), "--steps", "4000", "--out", str(out)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell in the background has its children ignore Ctrl+C; no thread holds a lock here.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as training:
        assert training.stdout is not None
        assert training.stdout.readline().startswith(b"step "), "it has begun"
        training.send_signal(signal.SIGINT)
        _, said = training.communicate(timeout=60)
    assert (training.returncode, said) == (1, b"Stopped.\n")
    assert (out / "model" / "model-last" / "meta.json").is_file()
    (run,) = json.loads(spandesk("train", path, "--runs", "--json").stdout)
    assert run["state"] == "cancelled"


def test_what_cannot_be_trained_says_why(tmp_path: Path) -> None:
    path = tmp_path / "empty.spandesk"
    spandesk("new", path)
    assert "No article is marked done" in spandesk("train", path, status=1).stderr
    assert not path.with_name(f"{path.stem}-training").exists()
    assert not path.with_name("empty-training").exists() or not list(
        path.with_name("empty-training").iterdir()
    )
    assert "Nothing has been trained" in spandesk("train", path, "--runs").stdout
    for origin in ("nonsense", "spacy:nonsense", tmp_path / "nowhere"):
        assert "to begin from" in spandesk("train", path, "--from", origin, status=2).stderr
    assert "not 'tagger'" in spandesk("train", path, "--components", "tagger", status=2).stderr
    assert "not '0'" in spandesk("train", path, "--steps", "0", status=2).stderr
    assert "Nothing has been" in spandesk("train", path, "--resume", "9", status=1).stderr
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    refused = spandesk("train", path, "--out", tmp_path / "taken", status=1)
    assert "is there already" in refused.stderr
    assert "no trained pipeline" in spandesk("package", tmp_path, tmp_path / "o", status=1).stderr
    assert (tmp_path / "taken" / "mine.txt").read_text() == "mine"
