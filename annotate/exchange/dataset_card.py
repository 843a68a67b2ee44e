"""The card of a Hugging Face data set: what is in it, for people and for `datasets`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

_MOST_BYTES = 10_000_000
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
)
_ABOUT = (
    "Annotated with Spandesk. Say here where the articles come from, who annotated them by which "
    "guidelines, and under which licence they may be used."
)
_COLUMNS = """\
| column | holds |
| --- | --- |
| `id`, `text`, `title`, `source`, `date`, `language`, `state`, `meta` | the article |
| `entities` | spans: `id`, `start`, `end` (code points of `text`, half-open), `label` |
| `triggers` | spans that name an event, in the same form |
| `events` | a `trigger` by its id, `arguments` with `role` and `span` id, `attributes` |
| `relations` | arcs between spans by their ids |
| `chains` | `spans` that name the same thing, or the same event, by their ids |
"""


def card(
    files: Mapping[str, str],
    *,
    rows: Mapping[str, int],
    labels: Mapping[tuple[str, str], int],
    languages: Mapping[str, int],
) -> str:
    """The text of `README.md`: `files` and `rows` by split, spans by layer and label."""
    total = sum(rows.values())
    size = next((name for limit, name in _SIZES if total < limit), "n>1M")
    head = [
        "---",
        "language:",
        *(f"- {name}" for name in sorted(languages)),
        "license: unknown",
        "task_categories:",
        "- token-classification",
        "tags:",
        "- named-entity-recognition",
        "- event-extraction",
        "- news",
        "size_categories:",
        f"- {size}",
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for split, path in files.items():
        head += [f"  - split: {split}", f"    path: {path}"]
    head.append("---")
    body = [
        "# Articles with entities and events",
        "",
        _ABOUT,
        "",
        "| split | articles |",
        "| --- | ---: |",
        *(f"| {split} | {rows[split]} |" for split in files),
        "",
        _COLUMNS,
        "| layer | label | spans |",
        "| --- | --- | ---: |",
        *(
            f"| {layer} | `{label.replace('|', '∣')}` | {count} |"
            for (layer, label), count in sorted(labels.items())
        ),
    ]
    return "\n".join([*head, "", *body, ""])


def read_tag_names(path: Path) -> dict[str, list[str]]:
    """Names of numbered tags by column, as the head of a card lists them; empty without any."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        return {}
    import srsly

    try:
        head: Any = srsly.yaml_loads(parts[1])
    except ValueError:
        return {}
    infos = head.get("dataset_info", {}) if isinstance(head, dict) else {}
    found: dict[str, list[str]] = {}
    for info in cast("list[Any]", infos) if isinstance(infos, list) else [infos]:
        features = info.get("features", []) if isinstance(info, dict) else []
        for feature in cast("list[Any]", features) if isinstance(features, list) else []:
            names = _class_names(feature)
            if names:
                found[str(feature.get("name"))] = names
    return found


def names_beside(path: Path) -> dict[str, list[str]]:
    """Names of numbered tags for the file or folder `path`: of a card, or as `datasets` saves them.

    Looked at are `README.md`, `dataset_info.json` and `dataset_infos.json` there and one folder up.
    """
    folder = path if path.is_dir() else path.parent
    for place in (folder, folder.parent):
        names = read_tag_names(place / "README.md")
        for name in ("dataset_info.json", "dataset_infos.json"):
            names = names or _saved_names(place / name)
        if names:
            return names
    return {}


def _saved_names(path: Path) -> dict[str, list[str]]:
    """Names by column, as `datasets` saves what it knows; for the first configuration."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        about: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    infos = cast("dict[str, Any]", about) if isinstance(about, dict) else {}
    for info in (infos, *infos.values()):
        features = cast("dict[str, Any]", info).get("features") if isinstance(info, dict) else None
        if isinstance(features, dict) and (
            found := feature_names(cast("dict[str, Any]", features))
        ):
            return found
    return {}


def feature_names(features: Mapping[str, Any]) -> dict[str, list[str]]:
    """Names by column of features that are class labels, or lists of these."""
    found: dict[str, list[str]] = {}
    for name, feature in features.items():
        inner: Any = feature.get("feature", feature) if isinstance(feature, dict) else {}
        names: Any = inner.get("names") if isinstance(inner, dict) else None
        if isinstance(names, list):
            found[name] = list(map(str, cast("list[Any]", names)))
    return found


def _class_names(feature: object) -> list[str]:
    """The names of a feature that is a class label, or a list of these."""
    table: Any = feature
    for key in ("sequence", "list", "dtype"):
        if isinstance(table, dict) and isinstance(table.get(key), dict):
            table = cast("dict[str, Any]", table)[key]
    if not isinstance(table, dict):
        return []
    label: Any = cast("dict[str, Any]", table).get("class_label")
    names: Any = label.get("names") if isinstance(label, dict) else None
    if isinstance(names, dict):
        pairs = cast("dict[Any, Any]", names).items()
        return [str(name) for _, name in sorted(pairs, key=lambda pair: int(pair[0]))]
    return list(map(str, cast("list[Any]", names))) if isinstance(names, list) else []
