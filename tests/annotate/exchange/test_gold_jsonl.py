"""Gold records: strict types, offsets inside the text, both ways."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.gold_jsonl import (
    GoldArgument,
    GoldEvent,
    GoldRecord,
    GoldSpan,
    read_gold,
    write_gold,
)

RECORD: dict[str, Any] = {
    "id": "r1",
    "text": "Rebels seized Varna.",
    "spans": [{"start": 14, "end": 19, "label": "place", "common": "GPE"}],
    "events": [
        {
            "trigger": {"start": 7, "end": 13, "label": "Taking", "common": None},
            "args": [{"start": 0, "end": 6, "role": "agent"}],
        }
    ],
    "meta": {"sents": [[0, 20]]},
}


def read_lines(tmp_path: Path, *lines: object) -> list[GoldRecord | Refusal]:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return list(read_gold(path))


def test_a_whole_record(tmp_path: Path) -> None:
    (record,) = read_lines(tmp_path, RECORD)
    assert isinstance(record, GoldRecord)
    assert record.spans == (GoldSpan(14, 19, "place", "GPE"),)
    assert record.spans[0].scheme_label == "GPE"
    assert record.events[0].trigger.scheme_label is None
    assert record.events[0].args == (GoldArgument(0, 6, "agent"),)
    assert record.meta == {"sents": [[0, 20]]}


def test_a_label_without_a_scheme_is_its_own() -> None:
    assert GoldSpan(0, 1, "GPE").scheme_label == "GPE"


def changed(**fields: object) -> dict[str, Any]:
    return {**RECORD, **fields}


@pytest.mark.parametrize(
    "record",
    [
        changed(id=[3]),
        changed(text=None),
        {"id": "x"},
        [1, 2],
        changed(spans=[{"start": 1.5, "end": 3, "label": "X"}]),
        changed(spans=[{"start": "1", "end": 3, "label": "X"}]),
        changed(spans=[{"start": 1, "end": 3}]),
        changed(spans=[{"start": 1, "end": 3, "label": ""}]),
        changed(spans=[{"start": 1, "end": 3, "label": " "}]),
        changed(spans=[{"start": 1, "end": 3, "label": "X", "common": ""}]),
        changed(spans=[{"start": -1, "end": 3, "label": "X"}]),
        changed(spans=[{"start": 3, "end": 3, "label": "X"}]),
        changed(spans=[{"start": 3, "end": 21, "label": "X"}]),
        changed(events=[{"trigger": {"start": 5, "end": 2, "label": "X"}}]),
        changed(
            events=[
                {
                    "trigger": {"start": 0, "end": 2, "label": "X"},
                    "args": [{"start": 0, "end": 99, "role": "agent"}],
                }
            ]
        ),
    ],
)
def test_bad_records_are_refused_by_line(tmp_path: Path, record: object) -> None:
    good, bad, after = read_lines(tmp_path, RECORD, record, RECORD)
    assert isinstance(good, GoldRecord)
    assert isinstance(after, GoldRecord)
    assert isinstance(bad, Refusal)
    assert isinstance(bad.error, ImportFormatError)
    assert bad.line == bad.error.fields["line"] == 2
    assert bad.error.fields["expected"]
    assert bad.error.fields["found"]


spans = st.builds(
    lambda start, length, label, common: GoldSpan(start, start + length, label, common),
    st.integers(0, 5),
    st.integers(1, 4),
    st.text(st.characters(exclude_categories=["Cs"])).map("L{}".format),
    st.none() | st.just("GPE"),
)
records = st.builds(
    GoldRecord,
    id=st.text(st.characters(exclude_categories=["Cs"])),
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=10),
    spans=st.lists(spans).map(tuple),
    events=st.lists(
        st.builds(
            GoldEvent,
            trigger=spans,
            args=st.lists(st.just(GoldArgument(0, 3, "agent"))).map(tuple),
        )
    ).map(tuple),
)


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
@given(written=st.lists(records, max_size=4))
def test_what_is_written_is_read(tmp_path: Path, name: str, written: list[GoldRecord]) -> None:
    path = tmp_path / name
    write_gold(written, path)
    assert list(read_gold(path)) == written


def test_a_damaged_or_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(json.dumps(RECORD).encode() * 50)[:-20])
    fake = tmp_path / "fake.jsonl.gz"
    fake.write_bytes(b"no gzip at all")
    for path, reason in ((cut, "cannot_read"), (fake, "cannot_read"), (tmp_path / "no", "missing")):
        *_, last = read_gold(path)
        assert isinstance(last, Refusal)
        assert isinstance(last.error, ArticleUnreadableError)
        assert last.error.fields["reason"] == reason
        assert last.source == str(path)
