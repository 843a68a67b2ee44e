"""Which pipelines may run: none that a project file alone asks for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate.settings import Settings
from annotate.trust import _digest, fingerprint, is_trusted, pipeline_path, trust


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pipeline folder in the present directory."""
    folder = tmp_path / "en_model"
    folder.mkdir()
    (folder / "meta.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    "name", ["spacy:en_model", "spacy:./en_model", "spacy:.", "spacy:..", "spacy:", "spacy:a b"]
)
def test_no_folder_runs_unasked_whatever_it_is_called(folder: Path, name: str) -> None:
    assert pipeline_path(name) is not None
    assert not is_trusted(name, Settings())


@pytest.mark.parametrize("name", ["rules", "news", "spacy:en_core_web_sm", "other"])
def test_what_is_installed_runs(folder: Path, name: str) -> None:
    assert pipeline_path(name) is None
    assert is_trusted(name, Settings())


def test_an_allowed_folder_runs_until_it_changes(folder: Path) -> None:
    settings = Settings()
    trust("spacy:en_model", settings)
    assert is_trusted("spacy:en_model", Settings())
    assert is_trusted(f"spacy:{folder}", Settings())
    (folder / "code.py").write_text("print('changed')", encoding="utf-8")
    assert not is_trusted("spacy:en_model", Settings())


def test_an_untouched_folder_is_read_once(folder: Path) -> None:
    (folder / "code.py").write_text("print('one')", encoding="utf-8")
    first = fingerprint(folder)
    before = _digest.cache_info().hits
    assert fingerprint(folder) == first
    assert _digest.cache_info().hits == before + 1


def test_a_file_of_the_same_size_is_another_one(folder: Path) -> None:
    code = folder / "code.py"
    code.write_text("print('one')", encoding="utf-8")
    first = fingerprint(folder)
    other = folder / "other.py"
    other.write_text("print('two')", encoding="utf-8")
    os.utime(other, ns=(code.stat().st_atime_ns, code.stat().st_mtime_ns))
    other.replace(code)
    assert fingerprint(folder) != first


def test_a_link_to_nowhere_stops_nothing(folder: Path) -> None:
    (folder / "lost").symlink_to(folder / "nothing")
    assert fingerprint(folder)
