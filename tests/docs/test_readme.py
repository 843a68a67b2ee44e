"""The six commands of the README do what it says, on articles of our own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.sample import sample_articles
from tests.docs.pages import ROOT, code_blocks


def readme_commands() -> list[str]:
    """The lines of the block that goes from articles to a trained pipeline."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [block for language, block in code_blocks(text) if language == "sh"]
    return next(block for block in blocks if "spandesk new" in block).splitlines()


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = command.split()
    program = (
        [sys.executable, str(ROOT / "main.py")] if words[0] == "spandesk" else [sys.executable]
    )
    return subprocess.run(
        [*program, *words[1:]], cwd=folder, capture_output=True, text=True, check=False
    )


def test_there_are_six() -> None:
    commands = readme_commands()
    assert len(commands) == 6
    verbs = [line.split()[1] for line in commands[:5]]
    assert verbs == ["new", "import", "suggest", "accept", "export"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_they_lead_from_articles_to_a_pipeline_that_loads(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for item in sample_articles():
        path = tmp_path / "articles" / f"{item.id}.txt"
        path.write_text(f"{item.title}\n\n{item.text}\n", encoding="utf-8")
    *commands, training = readme_commands()
    printed = ""
    for command in commands:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        printed = done.stdout
    folder, _, train = training.removeprefix("cd ").partition(" && ")
    assert f"cd {folder} && {train}" in printed
    check = re.search(r"python -m spacy debug data[^\n`]*", printed)
    assert check is not None
    assert run(check[0], tmp_path / folder).returncode == 0
    done = run(f"{train} --training.max_steps 4 --training.eval_frequency 2", tmp_path / folder)
    assert done.returncode == 0, done.stderr + done.stdout
    import spacy

    nlp = spacy.load(tmp_path / folder / "model" / "model-last")
    assert "ner" in nlp.pipe_names
    assert any(name.startswith("spancat") for name in nlp.pipe_names)
