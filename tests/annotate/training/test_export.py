"""The export as a whole: files read back with spaCy, reports, replacement, cancel, failure."""

from __future__ import annotations

import json
import pickle
import shlex
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc, DocBin
from spacy.training import offsets_to_biluo_tags

from annotate.articles import ArticleState
from annotate.errors import ExportError, JobCancelled
from annotate.pipeline import blank
from annotate.spans import Layer
from annotate.training.dataset import AnnotatedArticle
from annotate.training.export import FILES, ExportOptions, export_spacy
from annotate.training.report import ExportReport
from annotate.training.splits import Side, SplitRule
from annotate.training.summary import export_lines
from tests.annotate.training.sample import SCHEMA, annotated, entity, event, made_article

ALL_IN_TRAIN = SplitRule(100, 0, 0)


def export(
    articles: list[AnnotatedArticle], out: Path, options: ExportOptions | None = None
) -> ExportReport:
    return export_spacy(articles, out, options=options or ExportOptions(), schema=SCHEMA)


def docs_of(out: Path, side: Side) -> list[Doc]:
    return list(DocBin().from_disk(out / f"{side}.spacy").get_docs(blank("en").vocab))


def all_docs(out: Path) -> dict[str, tuple[Side, Doc]]:
    return {
        doc.user_data["spandesk"]["article_id"]: (side, doc)
        for side in Side
        for doc in docs_of(out, side)
    }


def report_of(out: Path) -> dict[str, Any]:
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[AnnotatedArticle]]:
    out = tmp_path_factory.mktemp("export") / "out"
    articles = [made_article(number) for number in range(30)]
    export(articles, out)
    return out, articles


def test_every_span_comes_back_with_its_text_label_and_id(
    exported: tuple[Path, list[AnnotatedArticle]],
) -> None:
    out, articles = exported
    docs = all_docs(out)
    assert docs.keys() == {item.article.id for item in articles}
    for item in articles:
        _, doc = docs[item.article.id]
        assert doc.text == item.article.text
        found = {
            (span.id_, span.start_char, span.end_char, span.label_, span.text)
            for span in (*doc.ents, *doc.spans["events"])
        }
        assert found == {
            (s.id, s.start, s.end, s.label, item.article.text[s.start : s.end]) for s in item.spans
        }


def test_frames_come_back(exported: tuple[Path, list[AnnotatedArticle]]) -> None:
    out, articles = exported
    docs = all_docs(out)
    with_frames = [item for item in articles if item.frames]
    assert with_frames
    for item in with_frames:
        _, doc = docs[item.article.id]
        frames = doc.user_data["._.", "events", None, None]
        assert [frame["id"] for frame in frames] == [frame.id for frame in item.frames]
        trigger = frames[0]["trigger"]
        assert doc[trigger["start_token"] : trigger["end_token"]].text == trigger["text"]


def test_every_file_is_there_and_no_other(
    exported: tuple[Path, list[AnnotatedArticle]],
) -> None:
    out, _ = exported
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    assert sorted(report_of(out)["files"]) == sorted(FILES)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_report_counts_what_is_in_the_files(
    exported: tuple[Path, list[AnnotatedArticle]],
) -> None:
    out, articles = exported
    report = report_of(out)
    for side in Side:
        docs = docs_of(out, side)
        figures = report["spans"]["by_side"][side]
        assert report["articles"][side] == len(docs)
        assert figures["entities"] == Counter(ent.label_ for doc in docs for ent in doc.ents)
        assert figures["events"] == Counter(s.label_ for doc in docs for s in doc.spans["events"])
        assert figures["tokens"] == sum(map(len, docs))
        assert figures["total"] == sum(len(d.ents) + len(d.spans["events"]) for d in docs)
    assert report["articles"]["total"] == 30
    assert report["spans"]["total"] == sum(len(item.spans) for item in articles)
    assert report["verified_spans"] == report["spans"]["total"]
    assert report["command"].startswith("python -m spacy train config.cfg --code functions.py")


def test_labels_are_listed_in_the_order_of_the_palette(
    exported: tuple[Path, list[AnnotatedArticle]],
) -> None:
    out, _ = exported
    labels = json.loads((out / "labels.json").read_text(encoding="utf-8"))
    assert [row["label"] for row in labels["entities"]] == ["PERSON", "GPE", "ORG"]
    assert [row["label"] for row in labels["events"]] == ["ATTACK", "MEET"]
    assert labels["entities"][0]["guideline"] == "Named people."
    by_side = report_of(out)["spans"]["by_side"]
    for row in labels["entities"]:
        assert row["spans"] == {side: by_side[side]["entities"][row["label"]] for side in Side}


def test_the_readme_names_the_command(exported: tuple[Path, list[AnnotatedArticle]]) -> None:
    out, _ = exported
    readme = (out / "README.txt").read_text(encoding="utf-8")
    assert report_of(out)["command"] in readme
    assert all(name in readme for name in FILES if name != "README.txt")


@pytest.mark.parametrize(("count", "file"), [(1, "train"), (2, "dev"), (30, "test")])
def test_the_readme_scores_on_a_file_that_is_not_empty(
    tmp_path: Path, count: int, file: str
) -> None:
    export([made_article(number, lines=3) for number in range(count)], tmp_path / "out")
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert f"benchmark accuracy model/model-best {file}.spacy" in readme


def test_the_report_pickles(tmp_path: Path) -> None:
    report = export([made_article(1)], tmp_path / "out")
    assert pickle.loads(pickle.dumps(report)) == report


def test_what_does_not_fit_is_listed_with_its_text(tmp_path: Path) -> None:
    text = "The frontrunner visited Bank of New York in Kyiv."
    item = annotated(
        text,
        entity(text, "runner", "PERSON"),
        entity(text, "Bank of New York", "ORG"),
        entity(text, "New York", "GPE"),
        event(text, "visit", "MEET"),
    )
    report = export([item], tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN))
    data = report_of(tmp_path / "out")
    assert [row["text"] for row in data["unaligned"]] == ["runner", "visit"]
    assert data["unaligned"][0]["expand"]["text"] == "frontrunner"
    assert [row["text"] for row in data["overlapping_entities"]] == ["New York"]
    assert data["spans"]["by_side"]["train"]["overlapping_entities"] == {"GPE": 1}
    assert data["spans"]["by_side"]["train"]["missing_tokens"] == 1
    assert {"unaligned", "overlapping"} <= {notice.code for notice in report.notices}
    assert all(row["text"] for row in data["notices"])
    assert report.spans == 2


def test_labels_and_texts_of_any_script_survive(tmp_path: Path) -> None:
    text = "Зустріч у Львові 🎉 після візиту 李明 до U.S.-backed сил.\n\nКінець 🇺🇦."
    item = annotated(
        text,
        entity(text, "Львові", "МІСТО"),
        entity(text, "李明", "人物"),
        entity(text, "🎉", "🎉"),
        entity(text, "U.S.", "ORG"),
        event(text, "Зустріч", "ЗУСТРІЧ"),
    )
    export([item], tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN))
    [doc] = docs_of(tmp_path / "out", Side.TRAIN)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Львові", "МІСТО"),
        ("🎉", "🎉"),
        ("李明", "人物"),
        ("U.S.", "ORG"),
    ]
    assert [(s.text, s.label_) for s in doc.spans["events"]] == [("Зустріч", "ЗУСТРІЧ")]
    labels = json.loads((tmp_path / "out/labels.json").read_text(encoding="utf-8"))
    assert "МІСТО" in [row["label"] for row in labels["entities"]]


# -- which articles --------------------------------------------------------------------------------


def states() -> list[AnnotatedArticle]:
    found = []
    for number, state in enumerate(ArticleState):
        text = f"Kyiv {number}."
        found.append(annotated(text, entity(text, "Kyiv", "GPE"), number=number, state=state))
    return [*found, annotated("Nothing yet.", number=9, state=ArticleState.NEW)]


def test_only_finished_articles_are_exported_unless_asked(tmp_path: Path) -> None:
    report = export(states(), tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN))
    [doc] = docs_of(tmp_path / "out", Side.TRAIN)
    assert doc.user_data["spandesk"]["article_id"] == "a2"
    assert report.left_out == {"new": 2, "in_progress": 1, "skipped": 1, "removed": 1}


def test_unfinished_articles_with_spans_when_asked(tmp_path: Path) -> None:
    report = export(
        states(), tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN, include_unfinished=True)
    )
    docs = docs_of(tmp_path / "out", Side.TRAIN)
    assert [doc.user_data["spandesk"]["article_id"] for doc in docs] == ["a0", "a1", "a2"]
    assert [[token.ent_iob_ for token in doc] for doc in docs] == [
        ["B", "", ""],
        ["B", "", ""],
        ["B", "O", "O"],
    ]
    assert report.left_out == {"skipped": 1, "removed": 1, "without_spans": 1}
    assert report.sides[Side.TRAIN].missing_tokens == 4
    assert "unfinished" in {notice.code for notice in report.notices}


@pytest.mark.parametrize("articles", [[], [annotated("Kyiv.", state=ArticleState.NEW)]])
def test_without_a_finished_article_there_is_no_export(
    tmp_path: Path, articles: list[AnnotatedArticle]
) -> None:
    with pytest.raises(ExportError) as caught:
        export(articles, tmp_path / "out")
    assert caught.value.fields["reason"] == "nothing_done"
    assert list(tmp_path.iterdir()) == []


def test_without_a_span_to_learn_there_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        export([annotated("Nothing here.")], tmp_path / "out")
    assert caught.value.fields["reason"] == "no_spans"
    assert list(tmp_path.iterdir()) == []


def test_articles_are_taken_one_at_a_time(tmp_path: Path) -> None:
    taken: list[int] = []
    done: list[int] = []

    def stream() -> Iterator[AnnotatedArticle]:
        for number in range(60):
            taken.append(number)
            yield made_article(number, lines=2)

    export_spacy(
        stream(),
        tmp_path / "out",
        options=ExportOptions(total=60),
        schema=SCHEMA,
        progress=lambda count, total: done.append(len(taken) - count) or total,
    )
    assert done == [0, 0, 0, 0]


# -- split -----------------------------------------------------------------------------------------


def sides_in(out: Path) -> dict[str, Side]:
    return {article_id: side for article_id, (side, _) in all_docs(out).items()}


def test_no_article_moves_when_the_project_grows(tmp_path: Path) -> None:
    out = tmp_path / "out"
    known: dict[str, Side] = {}
    for count in (1, 2, 5, 17, 40):
        export([made_article(number, lines=3) for number in range(count)], out)
        found = sides_in(out)
        assert all(found[article_id] is side for article_id, side in known.items())
        known = found
    assert set(known.values()) == set(Side)


def test_the_memory_goes_with_the_caller_to_another_directory(tmp_path: Path) -> None:
    first = export([made_article(0), made_article(1)], tmp_path / "one")
    second = export(
        [made_article(number) for number in range(30)],
        tmp_path / "two",
        ExportOptions(memory=first.memory),
    )
    before, after = sides_in(tmp_path / "one"), sides_in(tmp_path / "two")
    assert all(after[article_id] is side for article_id, side in before.items())
    assert second.memory["is_settled"] is True


def test_two_articles_give_a_train_and_a_dev_side(tmp_path: Path) -> None:
    export([made_article(0), made_article(1)], tmp_path / "out")
    assert sorted(sides_in(tmp_path / "out").values()) == [Side.DEV, Side.TRAIN]


# -- the directory ---------------------------------------------------------------------------------


def test_an_earlier_export_is_replaced_and_its_model_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export([made_article(number) for number in range(3)], out)
    (out / "model").mkdir()
    (out / "model" / "meta.json").write_text("{}")
    (out / "__pycache__").mkdir()
    export([made_article(number) for number in range(6)], out)
    assert len(all_docs(out)) == 6
    assert (out / "model" / "meta.json").read_text() == "{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("has_export", [False, True])
def test_foreign_files_are_never_touched(tmp_path: Path, has_export: bool) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if has_export:
        export([made_article(0)], out)
    (out / "thesis.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(ExportError) as caught:
        export([made_article(number) for number in range(5)], out)
    assert caught.value.fields["reason"] == "foreign_files"
    assert caught.value.fields["files"] == ["thesis.txt"]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_report_of_another_program_is_no_export_of_ours(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"files": ["report.json"]}')
    with pytest.raises(ExportError) as caught:
        export([made_article(0)], tmp_path)
    assert caught.value.fields["files"] == ["report.json"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportError) as caught:
        export([made_article(0)], tmp_path / "out")
    assert caught.value.fields["reason"] == "not_a_directory"


def test_missing_parents_are_made(tmp_path: Path) -> None:
    export([made_article(0)], tmp_path / "a" / "b" / "out")
    assert (tmp_path / "a" / "b" / "out" / "train.spacy").is_file()


def test_cancelling_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export([made_article(0)], out)
    before = (out / "report.json").read_bytes()
    calls = iter(range(100))
    with pytest.raises(JobCancelled):
        export_spacy(
            [made_article(number) for number in range(10)],
            out,
            options=ExportOptions(),
            schema=SCHEMA,
            is_cancelled=lambda: next(calls) > 4,
        )
    assert (out / "report.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_source_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    def stream() -> Iterator[AnnotatedArticle]:
        yield made_article(0)
        raise ExportError(path="", reason="source")

    with pytest.raises(ExportError):
        export_spacy(stream(), tmp_path / "out", options=ExportOptions(), schema=SCHEMA)
    assert list(tmp_path.iterdir()) == []


# -- options and notices ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["events", "ents", "incorrect_spans", "a.b", "a b", "1", "ключ"])
def test_a_name_that_no_group_may_have_is_refused(key: str) -> None:
    with pytest.raises(ExportError) as caught:
        ExportOptions(spans_key=key)
    assert caught.value.fields["reason"] == "bad_spans_key"


def test_the_group_of_everything_holds_both_layers(tmp_path: Path) -> None:
    item = made_article(3)
    report = export([item], tmp_path / "out", ExportOptions(spans_key="sc", split=ALL_IN_TRAIN))
    [doc] = docs_of(tmp_path / "out", Side.TRAIN)
    assert {span.id_ for span in doc.spans["sc"]} == {span.id for span in item.spans}
    assert report.groups == ("events", "sc", "event_args")
    config = (tmp_path / "out" / "config.cfg").read_text()
    assert 'spans_key = "sc"' in config
    assert "spans_sc_f = 0.5" in config


def test_spacy_warnings_are_collected_not_shown(tmp_path: Path) -> None:
    def stream() -> Iterator[AnnotatedArticle]:
        for number in range(2):
            doc = blank("en")("Kyiv fell.")
            offsets_to_biluo_tags(doc, [(0, 2, "GPE")])  # warns: not aligned
            yield made_article(number)

    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        report = export_spacy(stream(), tmp_path / "out", options=ExportOptions(), schema=SCHEMA)
    assert shown == []
    [(text, count)] = report.warnings.items()
    assert text.startswith("[W030]")
    assert count == 2
    assert report_of(tmp_path / "out")["spacy_warnings"] == {text: 2}


def codes(report: ExportReport) -> set[str]:
    return {notice.code for notice in report.notices}


def test_a_tiny_project_is_told_what_it_lacks(tmp_path: Path) -> None:
    report = export([made_article(0, lines=3)], tmp_path / "out")
    assert {"empty_dev", "empty_test", "few_examples", "rare_labels", "sentences"} <= codes(report)
    assert 'dev = "train.spacy"' in (tmp_path / "out" / "config.cfg").read_text()


def test_a_layer_without_training_spans_is_not_learned(tmp_path: Path) -> None:
    text = "Kyiv."
    report = export([annotated(text, entity(text, "Kyiv", "GPE"))], tmp_path / "out")
    assert report.components == ("ner",)
    assert "nothing_to_learn" in codes(report)
    config = (tmp_path / "out" / "config.cfg").read_text()
    assert "spancat" not in config
    assert "ents_f = 1.0" in config


def test_a_label_in_both_layers_is_noticed_in_the_group_of_everything(tmp_path: Path) -> None:
    text = "Kyiv fell."
    item = annotated(text, entity(text, "Kyiv", "X"), event(text, "fell", "X"))
    assert "shared_labels" not in codes(export([item], tmp_path / "a"))
    assert "shared_labels" in codes(export([item], tmp_path / "b", ExportOptions(spans_key="sc")))


def test_articles_in_another_language_are_noticed(tmp_path: Path) -> None:
    report = export(
        [made_article(0), made_article(1)], tmp_path / "out", ExportOptions(language="de")
    )
    assert "languages" in codes(report)
    assert 'lang = "de"' in (tmp_path / "out" / "config.cfg").read_text()


def test_long_spans_are_reached_and_their_price_is_named(tmp_path: Path) -> None:
    text = "They " + "very " * 20 + "late met Bo."
    item = annotated(text, event(text, text[5:-8], "MEET"), event(text, "met", "MEET"))
    report = export([item], tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN))
    assert report.suggester_sizes == (1, 21)
    assert report.reach == {1: 0.5, 21: 1.0}
    [notice] = [notice for notice in report.notices if notice.code == "long_spans"]
    assert notice.fields == {"longest": 21, "size": 1, "share": 0.5}
    assert "max_size = 21" in (tmp_path / "out" / "config.cfg").read_text()


def test_rejected_entities_are_learned_from(tmp_path: Path) -> None:
    from annotate.training.dataset import RejectedSpan

    item = made_article(0)
    text = item.article.text
    rejected = RejectedSpan(0, 6, "ORG", Layer.ENTITY)
    assert text[:6] == "Report"
    with_rejected = AnnotatedArticle(item.article, item.spans, rejected=(rejected,))
    report = export([with_rejected], tmp_path / "out", ExportOptions(split=ALL_IN_TRAIN))
    config = (tmp_path / "out" / "config.cfg").read_text()
    assert 'incorrect_spans_key = "incorrect_spans"' in config
    assert report.sides[Side.TRAIN].rejected == 1


def test_the_commands_can_be_pasted_whatever_the_folder_is_called(tmp_path: Path) -> None:
    out = tmp_path / "it's a $HOME; folder"
    lines = list(export_lines(export([made_article(1)], out)))
    commands = [line.strip() for line in lines if line.startswith("  cd ")]
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(command)
        assert words[:3] == ["cd", str(out), "&&"]
        assert words[3:6] == ["python", "-m", "spacy"]
