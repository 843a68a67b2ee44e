"""JSON files cut into records, whatever the borders of the chunks are."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.json_stream import RawRecord, as_utf8, read_lines, read_values

VALUES = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(), VALUES, max_size=4), max_size=6)


class Drip(io.BytesIO):
    """Gives a few bytes at a time, so that every border is met."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or self._step, self._step))


def values(data: bytes, *, step: int = 7, limit: int = 10_000) -> list[RawRecord]:
    return list(read_values(Drip(data, step), limit=limit))


def parsed(records: list[RawRecord]) -> list[Any]:
    return [json.loads(record.data or b"") for record in records]


@given(OBJECTS, st.integers(1, 30), st.sampled_from([None, 2]), st.booleans())
def test_lists_are_cut_at_any_step(
    objects: list[Any], step: int, indent: int | None, is_ascii: bool
) -> None:
    data = json.dumps(objects, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "replace")
    assert parsed(values(data, step=step)) == json.loads(data)


@given(OBJECTS, st.integers(1, 30), st.sampled_from([None, 2]))
def test_objects_without_a_list_are_cut(objects: list[Any], step: int, indent: int | None) -> None:
    data = "\n".join(json.dumps(item, indent=indent) for item in objects).encode()
    assert parsed(values(data, step=step)) == objects


@given(OBJECTS, st.integers(1, 30))
def test_lines_of_records_are_the_lines_of_the_file(objects: list[Any], step: int) -> None:
    data = json.dumps(objects, indent=1).encode()
    lines = data.split(b"\n")
    for record in values(data, step=step):
        assert record.data is not None
        assert lines[record.line - 1].strip().startswith(record.data[:1])
        assert record.size >= len(record.data)
    assert len({record.line for record in values(data)}) == len(objects)


@pytest.mark.parametrize("step", [1, 5, 1000])
def test_a_broken_record_does_not_take_the_next_with_it(step: int) -> None:
    data = b'[\n{"text": "one",},\n{"text": two},\n{"text": "three"},\n]'
    records = values(data, step=step)
    assert [record.line for record in records] == [2, 3, 4]
    assert json.loads(records[2].data or b"") == {"text": "three"}


def test_a_cut_file_gives_its_last_piece() -> None:
    records = values(b'[{"text": "one"},\n {"text": "tw')
    assert [record.data for record in records] == [b'{"text": "one"}', b'{"text": "tw']


@pytest.mark.parametrize("step", [3, 64, 5000])
def test_a_huge_element_is_dropped_and_counted(step: int) -> None:
    huge = b'{"text":"' + b"x\n" * 1000 + b'"}'
    records = values(b"[" + huge + b',\n{"a":1}]', step=step, limit=100)
    assert [(record.line, record.data) for record in records] == [(1, None), (1002, b'{"a":1}')]
    assert records[0].size >= len(huge)


def test_lines_skip_blanks_and_count_them() -> None:
    stream = io.BytesIO(b'{"a":1}\r\n\n  \n{"b":2}')
    records = list(read_lines(stream, limit=100))
    assert [(record.line, record.data) for record in records] == [(1, b'{"a":1}'), (4, b'{"b":2}')]


def test_a_huge_line_is_skipped_and_counted() -> None:
    seen: list[int] = []
    data = b"a\n" + b"x" * 600_000 + b"\nb\n" + b"y" * 101
    records = list(read_lines(io.BytesIO(data), limit=100, on_bytes=seen.append))
    assert [(record.line, record.data) for record in records] == [
        (1, b"a"),
        (2, None),
        (3, b"b"),
        (4, None),
    ]
    assert records[1].size == 600_001
    assert records[3].size == 101
    assert sum(seen) == len(data)


def test_progress_counts_every_byte_of_a_list() -> None:
    seen: list[int] = []
    data = json.dumps([{"text": "word " * 50}] * 40).encode()
    list(read_values(Drip(data, 100), limit=10_000, on_bytes=seen.append))
    assert sum(seen) == len(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read_as_utf8(encoding: str) -> None:
    text = '{"text":"Zürich 🎉"}\n{"text":"two"}\n'
    records = list(read_lines(as_utf8(io.BytesIO(text.encode(encoding))), limit=100))
    assert [record.data for record in records] == text.encode().splitlines()
    again = list(read_values(as_utf8(io.BytesIO(text.encode(encoding))), limit=100))
    assert [record.data for record in again] == text.encode().splitlines()
