"""A folder that an export of training data wrote, given to the import again."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.exchange.drafts import Refusal
from annotate.exchange.files import TRAINING_FILES, FoundFile, find_files
from annotate.training.export import FILES


def names(folder: Path) -> list[str]:
    found = find_files([folder], is_foreign=lambda path, _is_folder: path.suffix == ".spacy")
    return [item.path.name if isinstance(item, FoundFile) else item.source for item in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_text("words", encoding="utf-8")
    return tmp_path


def test_what_lies_beside_the_data_is_no_article(folder: Path) -> None:
    assert names(folder) == ["dev.spacy", "test.spacy", "train.spacy"]


def test_what_somebody_laid_there_is_read(folder: Path) -> None:
    (folder / "story.txt").write_text("A story.", encoding="utf-8")

    assert "story.txt" in names(folder)


def test_a_readme_of_another_folder_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("words", encoding="utf-8")
    (tmp_path / "config.cfg").write_text("words", encoding="utf-8")

    found = list(find_files([tmp_path]))

    assert [item.path.name for item in found if isinstance(item, FoundFile)] == ["README.txt"]
    assert sum(isinstance(item, Refusal) for item in found) == 1


def test_the_names_are_those_of_the_export() -> None:
    assert {name for name in FILES if not name.endswith(".spacy")} == TRAINING_FILES
