"""Gold arguments as the role model learns and is measured by them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotate.frames.role_names import FRAMENET_NAMES
from annotate.frames.suggested import PART_ROLES
from annotate.suggesters.news_model import shipped_folder
from resources.models.build.prepare import hash_of_ids
from resources.models.build.roles_gold import ANY, GoldEvent, part_of_text, role_documents
from tests.models.corpus import record, write

TEXT = "Guards shot two men in Varna on Monday with rifles"

FILES = {
    "ewt": ("train", "dev", "test"),
    "geneva": ("train", "val", "test"),
    "plover_gsr": ("all",),
}


def argument(words: str, role: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "role": role}


def event(frame: str, *arguments: dict[str, Any], common: str | None = None) -> dict[str, Any]:
    start = TEXT.index("shot")
    trigger = {"start": start, "end": start + 4, "label": frame, "common": common}
    return {"trigger": trigger, "args": list(arguments)}


def read(folder: Path, name: str, file: str, part: str, *events: dict[str, Any]) -> GoldEvent:
    for other, files in FILES.items():
        for each in files:
            write(folder, other, each, [])
    write(folder, name, file, [record("r", TEXT, events=list(events))])
    (document,) = role_documents(folder, part)
    return document.events[0]


def roles(found: GoldEvent) -> dict[str, tuple[str, ...]]:
    return {TEXT[each.start : each.end]: each.roles for each in found.arguments}


def test_numbered_arguments(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "ewt",
        "train",
        "train",
        event(
            "shoot.02",
            argument("Guards", "ARG0"),
            argument("two men", "ARG1"),
            argument("in Varna", "ARGM-LOC"),
            argument("on Monday", "ARGM-TMP"),
            argument("with rifles", "ARG2"),
            argument("rifles", "C-ARG1"),
            argument("with", "ARGM-ADV"),
        ),
    )
    said = roles(found)
    assert said["Guards"] == ("Agent",)
    assert said["two men"] == ("Patient",)
    assert said["in Varna"] == ("Place",)
    assert said["on Monday"] == ("Time",)
    assert {"Instrument", "Recipient"} < set(said["with rifles"])
    assert said["rifles"] == (ANY,)
    assert "with" not in said
    assert found.label == ""


def test_frame_elements(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "geneva",
        "train",
        "train",
        event(
            "Killing",
            argument("Guards", "Killer"),
            argument("two men", "Victim"),
            argument("in Varna", "Path"),
            argument("with rifles", "Instrument"),
            common="DIE",
        ),
    )
    assert roles(found) == {
        "Guards": ("Agent",),
        "two men": ("Patient",),
        "in Varna": ("other",),
        "with rifles": ("Instrument",),
    }
    assert found.label == "DIE"


def test_what_is_used_is_the_patient_of_using(tmp_path: Path) -> None:
    found = read(
        tmp_path, "geneva", "train", "train", event("Using", argument("rifles", "Instrument"))
    )
    assert roles(found) == {"rifles": ("Patient",)}


def test_source_and_target(tmp_path: Path) -> None:
    part = part_of_text(TEXT)
    found = read(
        tmp_path,
        "plover_gsr",
        "all",
        part,
        event("ASSAULT", argument("Guards", "SRC/TAR"), argument("two men", "TAR")),
    )
    assert roles(found) == {"Guards": ("Agent", "Patient"), "two men": ("Patient",)}
    for other in {"train", "dev", "test"} - {part}:
        assert not list(role_documents(tmp_path, other))


def test_no_name_has_two_roles() -> None:
    names = [name for names in FRAMENET_NAMES.values() for name in names.split()]
    assert len(names) == len(set(names))
    assert set(FRAMENET_NAMES) <= set(PART_ROLES)


def test_the_shipped_role_model_names_what_it_was_trained_on() -> None:
    trained = json.loads((shipped_folder() / "roles_trained_on.json").read_text("utf-8"))["files"]
    assert set(trained) == {"ewt/train", "geneva/train", "plover_gsr/all"}
    assert trained["plover_gsr/all"]["records"] < 322, "half of it is kept for the test"


@pytest.mark.skipif("SPANDESK_CORPORA" not in os.environ, reason="the corpora are not at hand")
def test_by_their_ids_no_record_is_both_learned_and_measured() -> None:
    data = Path(os.environ["SPANDESK_CORPORA"])
    trained = json.loads((shipped_folder() / "roles_trained_on.json").read_text("utf-8"))["files"]
    parts = {part: list(role_documents(data, part)) for part in ("train", "dev", "test")}
    learned = {(each.source, each.id) for each in parts["train"]}
    for part in ("dev", "test"):
        assert not learned & {(each.source, each.id) for each in parts[part]}
    texts = {each.text for each in parts["train"] if each.source == "plover_gsr"}
    assert not texts & {each.text for each in parts["test"]}
    for name, said in trained.items():
        ids = [each.id for each in parts["train"] if f"{each.source}/{each.file}" == name]
        assert said == {"records": len(ids), "sha256": hash_of_ids(ids)}
