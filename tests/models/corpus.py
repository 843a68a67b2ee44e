"""A tiny corpus in the form of the real ones, with sentences of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any


def span(text: str, mention: str, common: str | None, **more: object) -> dict[str, Any]:
    """A span record for the first occurrence of `mention`."""
    start = text.index(mention)
    return {
        "start": start,
        "end": start + len(mention),
        "label": more.pop("label", str(common)),
        "common": common,
        **more,
    }


def event(text: str, trigger: str, common: str | None) -> dict[str, Any]:
    """An event record for the first occurrence of `trigger`."""
    return {"trigger": span(text, trigger, common), "args": []}


def record(name: str, text: str, **parts: object) -> dict[str, Any]:
    """A record; `spans`, `events` and `meta` may be given."""
    return {"id": name, "text": text, "spans": [], "events": [], "meta": {}, **parts}


def write(folder: Path, name: str, file: str, records: list[dict[str, Any]]) -> None:
    """Write one gzipped file of a set."""
    path = folder / name / f"{file}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(entry) + "\n" for entry in records)
