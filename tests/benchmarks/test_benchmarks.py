"""The measures measure what they say: corpora in their shape, rows, the command, one small run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotate.project import Project
from annotate.spans import Layer
from gui.text.paragraphs import is_right_to_left
from tests.benchmarks import __main__ as command
from tests.benchmarks import article, corpora, desks, frames, importing, texts, x11
from tests.benchmarks.measuring import Spent, SyncedFile, in_turn, timed
from tests.benchmarks.options import Options
from tests.benchmarks.rows import (
    Row,
    against_floor,
    at_least,
    at_most,
    at_most_above,
    reported,
)


def crossings(spans: list[list[int]]) -> int:
    return sum(
        one[0] < other[0] < one[1] < other[1]
        for place, one in enumerate(spans)
        for other in spans[place + 1 :]
    )


def test_small_articles_have_their_shape() -> None:
    records = list(islice(corpora.corpus("M"), 30))
    assert len({record["text"] for record in records}) == 30
    for record in records:
        text, spans = record["text"], record["spans"]
        assert 3_100 <= len(text) <= 3_450
        assert len(spans) == 40
        assert len({tuple(span) for span in spans}) == 40
        for start, end, label in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            assert label in (*corpora.ENTITIES, *corpora.EVENTS)
    assert sum(crossings(record["spans"]) for record in records) > 0
    assert records == list(islice(corpora.corpus("XL"), 30))


def test_the_long_article_has_its_shape() -> None:
    (record,) = corpora.corpus("L")
    assert len(record["text"]) == 1_000_000
    assert len({tuple(span) for span in record["spans"]}) == 15_000
    assert all(0 <= start < end <= 1_000_000 for start, end, _ in record["spans"])


def test_another_module_can_give_the_corpora(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text("def corpus(name):\n    yield {'id': name, 'text': 'x', 'spans': []}\n")
    assert list(corpora.load(path)("M")) == [{"id": "M", "text": "x", "spans": []}]
    assert corpora.load(None) is corpora.corpus


def test_a_project_of_a_corpus_is_whole(tmp_path: Path) -> None:
    records = list(islice(corpora.corpus("M"), 3))
    with desks.make_project(tmp_path / "p.spandesk", records, is_done=True) as project:
        assert project.check() == []
        assert sum(project.label_counts().values()) == 120
        desk = project.open_article(records[1]["id"])
        assert desk.tokens.tokenizer != "rough"
        assert {span.layer for span in desk.spans} == set(Layer)


def test_ratio_and_goals() -> None:
    row = against_floor("a", 3.0, 2.0, most=1.5)
    assert (row.ratio, row.met) == (1.5, True)
    assert against_floor("a", 3.1, 2.0, most=1.5).met is False
    assert at_most("a", 2.0, most=1.0).met is False
    assert at_least("a", 2.0, least=1.0, unit="s").met is True
    plain = reported("a", 2.0, unit="s")
    assert (plain.ratio, plain.met) == (None, None)
    assert set(plain.as_plain()) == {"name", "value", "unit", "floor", "ratio", "goal", "met"}


def test_medians_are_taken_in_turn() -> None:
    order: list[str] = []

    def work(name: str, values: Iterator[float]) -> Spent:
        order.append(name)
        value = next(values)
        return Spent(value, value * 2)

    ones, others = iter([9.0, 1.0, 5.0, 3.0]), iter([9.0, 10.0, 30.0, 20.0])
    one, other = in_turn(lambda: work("one", ones), lambda: work("other", others), times=3)
    assert order == ["one", "other"] * 4
    assert (one, other) == (Spent(3.0, 6.0), Spent(20.0, 40.0))


def test_the_clock_and_the_processor_go_on(tmp_path: Path) -> None:
    with timed() as spent:
        sum(range(200_000))
    assert spent.wall > 0
    assert spent.cpu > 0
    synced = SyncedFile(tmp_path, size=100)
    size = (tmp_path / "synced").stat().st_size
    assert synced.write().wall > 0
    synced.close()
    content = (tmp_path / "synced").read_bytes()
    assert len(content) == size > 100, "the file had its size beforehand"
    assert any(content[:100])
    assert not any(content[100:])


def test_the_importer_writes_the_very_rows_of_the_floor(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    corpora.write_jsonl(importing._short_articles(50), source)
    bare = importing._rows_of(tmp_path, source)
    assert len(bare.articles) == len(bare.texts) == 50
    target = tmp_path / "bare.spandesk"
    Project.create(target, desks.schema()).close()
    connection = importing.connect(target)
    bare.insert_into(connection)
    connection.close()
    with Project.open(target, read_only=True) as project:
        assert project.check() == []
        assert [row.title for row in project.article_rows()][:2] == ["Article 0", "Article 1"]


def test_the_command_prints_and_keeps_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(_: Options) -> Iterator[Row]:
        yield against_floor("import: a thing", 12.345, 10.0, most=2)
        yield at_most("import: another", 3.0, most=1.0)
        raise OSError("no disk")

    monkeypatch.setattr(importing, "rows", rows)
    # The command changes these; the test puts them back.
    for name in ("SPANDESK_CONFIG_DIR", "SPANDESK_DATA_DIR", "QT_LOGGING_RULES"):
        monkeypatch.setenv(name, str(tmp_path))
    out = tmp_path / "rows.json"
    table = tmp_path / "rows.md"
    given = ["import", "--json", str(out), "--table", str(table), "--quick"]
    assert command.main(given) == 1
    header, first, second, failure = capsys.readouterr().out.splitlines()
    assert header.split() == ["measure", "value", "unit", "floor", "ratio", "goal", "met"]
    assert first.split()[-7:] == ["10", "1.23", "<=", "2", "x", "floor", "yes"]
    assert second.endswith("NO")
    assert "no disk" in failure
    assert table.read_text().splitlines()[2:] == [
        "| import: a thing | 12.3 | ms | 10 | 1.23 | <= 2 x floor | yes |",
        "| import: another | 3 | ms |  |  | <= 1 ms | NO |",
    ]
    kept = json.loads(out.read_text())
    assert kept["is_quick"] is True
    assert [row["met"] for row in kept["rows"]] == [True, False]
    assert {row["group"] for row in kept["rows"]} == {"import"}


def test_an_unknown_group_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["nothing"])
    assert caught.value.code == 2


def test_texts_have_spans_emoji_and_both_directions() -> None:
    made = texts.made_article(20_000)
    assert len(made.text) == 20_000
    assert is_right_to_left(max(made.text.split("\n"), key=lambda line: line.count("ا")))
    assert any(character > "\U0001f000" for character in made.text)
    assert len(made.spans) + len(made.suggestions) > 20_000 // 70
    assert {span.layer for span in made.spans} == set(Layer)
    crowd = texts.made_article_of("crowd", made.text[:2_000], count=300)
    assert len(crowd.spans) == 200


def test_the_rows_of_a_screen_of_x11_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """A starter that ignores the screen and runs the command as it is."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        place = command.index("--json") + 1
        row = at_most("view: a thing", 2.0, most=1.0).as_plain()
        Path(command[place]).write_text(json.dumps({"rows": [row]}), encoding="utf-8")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(x11.shutil, "which", lambda _: "xvfb-run")
    monkeypatch.setattr(x11.subprocess, "run", run)
    (row,) = x11.rows("view", Options(is_quick=True))
    assert (row.name, row.value, row.met) == ("view, X11: a thing", 2.0, False)
    assert asked[0][0] == "xvfb-run"
    assert "--quick" in asked[0]
    monkeypatch.setattr(x11.shutil, "which", lambda _: None)
    (missing,) = x11.rows("view", Options())
    assert missing.met is None
    assert "missing" in missing.name


def test_a_film_notes_each_frame_that_the_window_paints(tmp_path: Path) -> None:
    path = tmp_path / "p.spandesk"
    desks.make_project(path, islice(corpora.corpus("M"), 2), is_suggested=False).close()
    window = article.Window(path)
    try:
        frames_left = iter(range(12))
        gap = frames.Film(window).during(lambda: next(frames_left, None) is None)
    finally:
        window.close()
    assert gap.clock > 0
    assert 0 < gap.own <= gap.clock + 0.1


def test_a_gap_may_be_a_frame_longer_than_when_idle() -> None:
    assert at_most_above("a", 40.0, 25.0, most=17).met is True
    row = at_most_above("a", 43.0, 25.0, most=17)
    assert (row.met, row.goal) == (False, "<= floor + 17 ms")
