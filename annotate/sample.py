"""The sample project: the shipped articles under the default schema, ready to be annotated."""

from __future__ import annotations

import json
from pathlib import Path

import resources
from annotate.articles import Article
from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.settings import data_dir
from annotate.text import normalise_text


def sample_path() -> Path:
    """Where the user's sample project is."""
    return data_dir() / "sample.spandesk"


def sample_articles() -> list[Article]:
    """The shipped articles."""
    lines = resources.read_text("samples", "articles.jsonl").splitlines()
    return [_article(json.loads(line)) for line in lines if line]


def make_sample(path: Path) -> None:
    """Make the sample project at `path`; raises a `StoreError`."""
    Project.create(path, find_schema(), articles=sample_articles()).close()


def _article(record: dict[str, str]) -> Article:
    return Article(
        id=record["id"],
        text=normalise_text(record["text"]).text,
        title=record["title"],
        source=record["source"],
        date=record["date"],
        language=record["language"],
    )
