"""Shipped files are found and read through the `resources` package."""

from __future__ import annotations

import subprocess
import sys

import pytest

import resources


def test_path_points_at_files_and_folders() -> None:
    assert resources.path("schemas").is_dir()
    assert resources.path("schemas", "news.toml").is_file()
    assert resources.path().joinpath("patterns", "triggers.toml").is_file()


def test_text_is_read_as_utf_8() -> None:
    assert "“Sessizlik!”" in resources.read_text("samples", "articles.jsonl")


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_text("schemas", "no-such-schema.toml")


def test_the_package_loads_neither_qt_nor_heavy_libraries() -> None:
    code = (
        "import sys, resources; resources.path('schemas'); "
        "print(*(sys.modules.keys() & {'PySide6', 'spacy', 'numpy', 'sqlite_utils'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not done.stdout.strip()
