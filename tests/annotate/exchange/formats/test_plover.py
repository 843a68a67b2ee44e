from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.loose_json import read_objects
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    codes,
    read_from,
    read_records,
    records,
    said,
    told,
    write_to,
)

MARKED = (
    "Old (SRC/TAR: Ruritanian (RUR)) and (SRC/TAR: Syldavian) envoys (EVT: agreed) to "
    "(EVT: cooperate) in (LOC: Klow)."
)
# As the gold standard records stand: commas behind objects and behind last fields.
GOLD = """\
{
    "id": "GSR-1",
    "date": "2000-01-01",
    "source": [{"actorText": "Ruritania", "code": "RUR"}, {"actorText": "Syldavia", "code": ""}],
    "event": "AGREE",
    "eventText": "agreed cooperate",
    "context": "trade",
    "mode": "",
    "text": "Old Ruritanian (RUR) and Syldavian envoys agreed to cooperate in Klow.",
    "textInfo": {"markup": "MARKED"},
    "language": "en",
    "publication": "made up",
    "coder": "nobody",
    "comment": "Compound, {actor}",
},
{
    "id": "GSR-2",
    "source": [{"actorText": "Borduria"}],
    "target": [{"actorText": "Syldavia"}],
    "event": "THREATEN",
    "eventText": "threatened",
    "text": "Borduria threatened Syldavia, and Syldavia threatened back.",
    "textInfo": {"markup": "(SRC: Borduria) (EVT: threatened) (TAR: Syldavia), but no one cared."},
},
""".replace("MARKED", MARKED)


def lay(tmp_path: Path, content: str, name: str = "events.json") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def test_gold_standard_records_with_markup(tmp_path: Path) -> None:
    first, second = read_records("plover", lay(tmp_path, GOLD))
    assert (first.id, first.date, first.source, first.language) == (
        "GSR-1",
        "2000-01-01",
        "made up",
        "en",
    )
    text = first.text
    assert told(first) == [
        (
            (text.index("agreed"), text.index("agreed") + 6, "AGREE"),
            (
                ("location", (65, 69, "LOC")),
                ("source", (4, 20, "ACTOR")),
                ("source", (25, 34, "ACTOR")),
            ),
            (("context", "trade"),),
        )
    ]
    lost = [(loss.code, loss.detail) for loss in first.losses]
    assert (LossCode.ELEMENT, "AGREE “cooperate”") in lost
    assert (LossCode.FIELD, "comment, source.code") in lost
    # The markup of the second is of another text: the pieces are looked for in order.
    assert told(second) == [
        (
            (9, 19, "THREATEN"),
            (("recipient", (20, 28, "ACTOR")), ("source", (0, 8, "ACTOR"))),
            (),
        )
    ]


def test_texts_are_looked_for_where_there_is_no_markup(tmp_path: Path) -> None:
    record = {
        "id": "e1",
        "date": "2016-07-24",
        "source": [{"actor_text": "Ann"}],
        "recipient": [{"actor_text": "Bob"}, {"code": "CAN"}],
        "event": ["AGREE", "CONSULT"],
        "event_text": ["met"],
        "text": "Ann met Bob.",
    }
    other = record | {"id": "e2", "event": ["AID"], "event_text": ["helped"]}
    lines = "\n".join(json.dumps(item) for item in (record, other))
    (article,) = read_records("plover", lay(tmp_path, lines, "e.jsonl"))
    assert told(article) == [
        (
            (4, 7, "AGREE+CONSULT"),
            (("recipient", (8, 11, "ACTOR")), ("source", (0, 3, "ACTOR"))),
            (),
        )
    ]
    assert codes(article) == {LossCode.FIELD, LossCode.DANGLING}
    assert (LossCode.DANGLING, 2, "“helped”") in [
        (loss.code, loss.line, loss.detail) for loss in article.losses
    ]


def test_a_list_of_records_and_events_of_one_text_together(tmp_path: Path) -> None:
    base = {"source": [], "text": "A hit B. B hit A.", "event_text": "hit"}
    content = json.dumps(
        [base | {"id": str(n), "event": name} for n, name in enumerate("XY")], indent=1
    )
    (article,) = read_records("plover", lay(tmp_path, content))
    assert {span.label for span in article.spans} == {"X", "Y"}


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('{"id": "x", "event": }', 2),
        ('{"id": "x", "event": "A"}', 2),
        ('{"id": "x", "text": 5}', 2),
    ],
)
def test_a_broken_record_is_refused_by_line_and_the_others_taken(
    tmp_path: Path, broken: str, line: int
) -> None:
    good = json.dumps({"id": "g", "event": "AID", "event_text": "helped", "text": "They helped."})
    found = read_from("plover", lay(tmp_path, f"{good}\n{broken}\n{good}\n"))
    refusals = [item for item in found if isinstance(item, Refusal)]
    assert [item.line for item in refusals] == [line]
    assert f"line {line}" in sentence(refusals[0].error)
    assert len([item for item in found if isinstance(item, Record)]) == 1


def test_cuts_and_wrong_encodings(tmp_path: Path) -> None:
    for size in range(0, len(GOLD), 29):
        found = read_from("plover", lay(tmp_path, GOLD[:size]))
        assert all(isinstance(item, (Record, Refusal)) for item in found)
    path = tmp_path / "x.json"
    path.write_bytes(b'{"event": "A",\n"text": "Z\xfcrich"}')
    with pytest.raises(ArticleUnreadableError) as caught:
        read_from("plover", path)
    assert caught.value.fields["line"] == 2


def test_loose_json_keeps_commas_and_brackets_inside_texts() -> None:
    content = '[{"a": "x,}", "b": [1, 2,],},\n {"c": "{\\"}"}]'
    assert list(read_objects(content)) == [(1, {"a": "x,}", "b": [1, 2]}), (2, {"c": '{"}'})]


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("gsr.txt", GOLD, "plover"),
        ("e.jsonl", '{"has_event": true, "source": [], "event": ["A"]}', "plover"),
        ("notes.txt", "An “event” and its source.", None),
    ],
)
def test_detection(name: str, head: str, expected: str | None) -> None:
    found = detect(Probe(Path(name), head=head.encode()))
    assert (found.format.name if found and found.score > 0.3 else None) == expected


STORY = Record(
    text="Ann attacked Bob in Kyiv.",
    id="a1",
    title="A story",
    date="2024-05-01",
    source="paper.example",
    language="en",
    meta=(("section", "World"),),
    spans=(
        RecordSpan(0, 3, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(4, 12, "ATTACK", Layer.EVENT, "h"),
        RecordSpan(13, 16, "PERSON", Layer.ENTITY, "b"),
        RecordSpan(20, 24, "GPE", Layer.ENTITY, "k"),
    ),
    frames=(
        RecordFrame(
            "h",
            (("attacker", "a"), ("victim", "b"), ("place", "k")),
            (("mode", "armed"), ("realis", "actual")),
            "f",
        ),
    ),
)


def test_the_fields_of_the_specification(tmp_path: Path) -> None:
    log = write_to("plover", [STORY], tmp_path / "o.jsonl")
    (line,) = (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    event = json.loads(line)
    assert event["id"] == "a1-1"
    assert event["date"] == "2024-05-01"
    assert [actor["actor_text"] for actor in event["source"]] == ["Ann"]
    assert [actor["actor_text"] for actor in event["recipient"]] == ["Bob"]
    assert (event["event"], event["quad_code"]) == (["ASSAULT"], 4)
    assert event["event_text"] == ["attacked"]
    assert event["event_loc"] == {"name": "Kyiv"}
    assert event["mode"] == "armed"
    assert event["cite_info"]["title"] == "A story"
    assert list(log.renamed) == [("ATTACK", "ASSAULT")]
    assert not log.losses
    (back,) = read_records("plover", tmp_path / "o.jsonl")
    assert said(back) == said(STORY)
    assert told(back) == told(STORY)
    assert (back.id, back.title, back.date, back.source, back.language, back.meta) == (
        STORY.id,
        STORY.title,
        STORY.date,
        STORY.source,
        STORY.language,
        STORY.meta,
    )


def test_several_modes_are_a_list_as_the_specification_allows(tmp_path: Path) -> None:
    frame = replace(STORY.frames[0], attributes=(("mode", "firearms, explosives"),))
    record = replace(STORY, frames=(frame,))
    write_to("plover", [record], tmp_path / "o.jsonl")
    (line,) = (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["mode"] == ["firearms", "explosives"]
    (back,) = read_records("plover", tmp_path / "o.jsonl")
    assert told(back) == told(record)


def test_the_text_of_a_long_article_is_written_once(tmp_path: Path) -> None:
    text = "They met. " * 3000
    spans = tuple(
        RecordSpan(n * 10 + 5, n * 10 + 8, "MEET", Layer.EVENT, f"e{n}") for n in range(0, 3000, 50)
    )
    record = Record(text=text, id="long", spans=spans)
    write_to("plover", [record, STORY], tmp_path / "o.jsonl")
    assert (tmp_path / "o.jsonl").stat().st_size < 4 * len(text)
    back, story = read_records("plover", tmp_path / "o.jsonl")
    assert said(back) == said(record)
    assert said(story) == said(STORY)
    # Without the first record the others have no text.
    lines = (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "o.jsonl").write_text("\n".join(lines[1:]), encoding="utf-8")
    found = read_from("plover", tmp_path / "o.jsonl")
    assert sum(isinstance(item, Refusal) for item in found) == len(spans) - 1


@given(record=records())
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    path = tmp_path_factory.mktemp("p") / "o.jsonl"
    write_to("plover", [record], path)
    (back,) = read_records("plover", path)
    assert back.text == record.text
    assert said(back) == said(record)
    assert told(back) == told(record)
