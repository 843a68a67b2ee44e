"""The table of a whole project: read page by page, filtered, written, and from the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.cli.main import run
from annotate.edits import EditGroup, PutChain, PutFrame, PutSpan, PutState
from annotate.event_table import reading
from annotate.event_table.columns import Column
from annotate.event_table.reading import project_rows, read_in_worker
from annotate.event_table.rows import rows_of, with_values
from annotate.event_table.writing import (
    TableForm,
    attribute_names,
    csv_header,
    write_csv,
    write_in_worker,
    write_table,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project, Why
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from tests.annotate.exchange.formats.records import settled

TEXT = "=Rebels shelled {place} last Tuesday, killing at least 40 people of Norland."


def annotate_(project: Project, article: Article, number: int) -> None:
    """One frame with four roles on an article, and a second one without any."""

    def span(name: str, words: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
        start = article.text.index(words)
        return Span(f"{name}{number:015x}", start, start + len(words), label, layer)

    place = article.text.split()[2]
    spans = (
        span("a", "=Rebels", "ORG"),
        span("b", "shelled", "ATTACK", Layer.EVENT),
        span("c", place, "GPE"),
        span("d", "last Tuesday", "DATE"),
        span("e", "at least 40", "CARDINAL"),
        span("f", "killing", "DIE", Layer.EVENT),
    )
    ids = {item.id[0]: item.id for item in spans}
    frames = (
        EventFrame(
            f"1{number:015x}",
            ids["b"],
            (
                Argument("Agent", ids["a"]),
                Argument("Place", ids["c"]),
                Argument("Time", ids["d"]),
                Argument("Killed", ids["e"]),
            ),
            (("polarity", "positive"),),
        ),
        EventFrame(f"0{number:015x}", ids["f"]),
    )
    edit = EditGroup(
        (
            *(PutSpan(None, item) for item in spans),
            *(PutFrame(None, item) for item in frames),
            PutState(ArticleState.NEW, ArticleState.DONE if number else ArticleState.IN_PROGRESS),
        ),
        "gold",
    )
    project.write_edit(article, edit, why=Why.IMPORT, title="gold").result()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    articles = [
        Article(f"a{n}", TEXT.format(place=place), title=f"Title {n}", date="2026-03-18")
        for n, place in enumerate(("Ukraine", "Goma", "Lisbon"))
    ]
    articles.append(Article("none", "Nothing happened here at all.", title="Quiet"))
    path = tmp_path / "events.spandesk"
    made = Project.create(path, find_schema("news"), annotator="tester", articles=articles)
    for number, article in enumerate(articles[:3]):
        annotate_(made, article, number)
    yield made
    made.close()


class Context:
    """A job context that keeps what it is told."""

    def __init__(self) -> None:
        self.batches: list[object] = []
        self.told: list[tuple[int, int]] = []
        self.is_cancelled = False

    def progress(self, done: int, total: int, note: str = "") -> None:
        self.told.append((done, total))

    def emit(self, batch: object) -> None:
        self.batches.append(batch)


# -- reading ---------------------------------------------------------------------------------------


def test_rows_of_the_project_are_those_of_its_articles(project: Project) -> None:
    article = project.article("a2")
    chain = Chain("c" * 16, Layer.ENTITY, (f"c{2:015x}", f"d{2:015x}"))
    project.write_edit(article, PutChain(None, chain), why=Why.HAND, title="link").result()
    expected = [
        with_values(row)
        for number, article_id in enumerate(project.article_ids(), start=1)
        for row in rows_of(
            project.article(article_id), project.annotations(article_id), number=number
        )
    ]
    assert list(project_rows(project)) == expected
    assert any(item.name for row in expected for item in row.arguments)
    assert list(project_rows(project, article_id="a1")) == expected[2:4]
    assert list(project_rows(project, article_id="none")) == []


@pytest.mark.parametrize("page", [1, 2, 4, 500])
def test_pages_are_whole_and_in_order(
    project: Project, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(reading, "PAGE", page)
    project.flush()
    context = Context()
    assert read_in_worker(context, str(project.path)) == 6
    rows = [row for batch in context.batches for row in batch]  # type: ignore[attr-defined]
    assert rows == list(project_rows(project))
    assert context.told[-1] == (6, 6)
    assert len(context.batches) == -(-6 // page)


# -- writing ---------------------------------------------------------------------------------------


def test_csv_has_a_value_behind_each_column_and_no_formula(project: Project) -> None:
    rows = list(project_rows(project))
    stream = io.StringIO(newline="")
    assert write_csv(rows, stream, attribute_names(rows)) == 6
    stream.seek(0)
    first, *_ = list(csv.DictReader(stream))
    assert list(first) == csv_header(["polarity"])
    assert first["who"] == first["who_name"] == "'=Rebels"
    assert (first["event"], first["trigger"]) == ("ATTACK", "shelled")
    assert (first["where"], first["where_value"]) == ("Ukraine", "UKR")
    assert (first["when"], first["when_value"]) == ("last Tuesday", "2026-03-17")
    assert (first["how_many"], first["how_many_value"]) == ("Killed: at least 40", "≥40")
    assert first["attribute_polarity"] == "positive"
    assert first["state"] == "in_progress"


def test_json_says_where_the_words_stand(project: Project, tmp_path: Path) -> None:
    rows = list(project_rows(project))
    assert write_table(project, rows, tmp_path / "x.json", TableForm.JSON) == 6
    found = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    text = project.article("a0").text
    (where,) = found[0]["where"]
    assert text[where["start"] : where["end"]] == where["text"] == "Ukraine"
    assert where["value"] == "UKR"
    assert found[0]["attributes"] == {"polarity": "positive"}
    assert found[1]["who"] == []


def test_plover_holds_exactly_the_chosen_frames_and_reads_back(
    project: Project, tmp_path: Path
) -> None:
    rows = [row for row in project_rows(project) if row.label == "ATTACK"][:2]
    assert write_table(project, rows, tmp_path / "x.jsonl", TableForm.PLOVER) == 2
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == [["ASSAULT"], ["ASSAULT"]]
    values = {item["role"]: item.get("value") for item in events[0]["text_info"]["arguments"]}
    assert values == {"Agent": None, "Place": "UKR", "Time": "2026-03-17", "Killed": "≥40"}
    assert [len(item.frames) for item in settled(tmp_path / "x.jsonl")] == [1, 1]


def test_a_job_writes_the_frames_in_the_order_of_the_table(
    project: Project, tmp_path: Path
) -> None:
    project.flush()
    ids = [row.frame_id for row in project_rows(project)][::-1][:4]
    target = tmp_path / "x.csv"
    count = write_in_worker(Context(), str(project.path), [*ids, "gone"], str(target), "csv")
    assert count == 4
    with target.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["frame"] for row in csv.DictReader(stream)] == ids


def test_nothing_at_all_is_written_as_an_empty_table(project: Project, tmp_path: Path) -> None:
    for form in TableForm:
        assert write_table(project, [], tmp_path / f"x{form.suffix}", form) == 0
    assert (tmp_path / "x.jsonl").read_text() == ""
    assert json.loads((tmp_path / "x.json").read_text()) == []


# -- the command line ------------------------------------------------------------------------------


def command(project: Project, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    project.flush()
    assert run(["events", str(project.path), *options]) == 0
    return capsys.readouterr().out


def test_lines_for_a_reader(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    first, *rest = command(project, capsys).splitlines()
    assert first == (
        "a0  ATTACK  “shelled” | who: =Rebels | where: Ukraine [UKR]"
        " | when: last Tuesday [2026-03-17] | how many: Killed: at least 40 [≥40]"
        " | polarity=positive"
    )
    assert len(rest) == 5


def test_where_there_is_none_it_is_said(
    project: Project, make_project: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(project, capsys, "--state", "new") == "No event passes.\n"
    assert json.loads(command(project, capsys, "--state", "new", "--json")) == []
    empty = make_project("empty", articles=(Article("a", "Nothing here."),))
    assert command(empty, capsys) == "There are no events yet.\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--label", "DIE"), 3),
        (("--label", "DIE", "--label", "ATTACK"), 6),
        (("--state", "done"), 4),
        (("--state", "new"), 0),
        (("--article", "a2"), 2),
        (("--find", "goma shelled"), 1),
        (("--find", "UKR"), 1),
        (("--article", "a2", "--label", "DIE"), 1),
    ],
)
def test_filters(
    project: Project, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], count: int
) -> None:
    assert len(json.loads(command(project, capsys, "--json", *options))) == count
    rows = list(csv.DictReader(io.StringIO(command(project, capsys, "--csv", *options))))
    assert len(rows) == count


def test_forms_and_files(
    project: Project, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    printed = command(project, capsys, "--plover", "--label", "ATTACK")
    assert len([json.loads(line) for line in printed.splitlines()]) == 3
    for suffix in (".csv", ".json", ".jsonl"):
        told = command(project, capsys, "--out", str(tmp_path / f"t{suffix}"))
        assert told.startswith("6 events")
        assert (tmp_path / f"t{suffix}").stat().st_size > 100
    assert run(["events", str(project.path), "--out", str(tmp_path / "t.txt")]) == 2
    assert "--csv" in capsys.readouterr().err
    assert run(["events", str(project.path), "--csv", "--json"]) == 2
    assert run(["events", str(tmp_path / "none.spandesk")]) == 1


def test_the_columns_are_those_of_the_window(project: Project) -> None:
    header = csv_header([])
    plain = [name for name in header if not name.endswith(("_value", "_name"))]
    assert plain[-6:] == [
        "who",
        "to_whom",
        "where",
        "when",
        "how_many",
        "other_roles",
    ]
    assert len(list(Column)) == 10
