"""The look before an export: each kind of finding is found, placed and counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import ArticleState
from annotate.errors import ExportError, JobCancelled
from annotate.training.checking import check_readiness
from annotate.training.dataset import AnnotatedArticle
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.readiness import Finding, Readiness, Weight, readiness_as_data
from annotate.training.readiness_words import readiness_lines
from annotate.training.splits import Side, SplitRule
from tests.annotate.training.sample import SCHEMA, annotated, entity, event, made_article


def look(articles: Sequence[AnnotatedArticle], **options: object) -> Readiness:
    states = {"done": len(articles)}
    chosen = ExportOptions(**options)  # type: ignore[arg-type]
    return check_readiness(articles, options=chosen, schema=SCHEMA, states=states)


def one(readiness: Readiness, code: str) -> Finding:
    (found,) = [item for item in readiness.findings if item.code == code]
    return found


def codes(readiness: Readiness, weight: Weight | None = None) -> set[str]:
    return {item.code for item in readiness.findings if weight in (None, item.weight)}


def test_it_says_what_the_export_then_writes(tmp_path: Path) -> None:
    articles = [made_article(number) for number in range(60)]
    found = look(articles)
    report = export_spacy(articles, tmp_path / "out", options=ExportOptions(), schema=SCHEMA)
    assert found.is_ready
    assert found.sides == {side: report.sides[side].articles for side in Side}
    assert found.spans == report.spans
    assert found.examples == report.examples
    assert found.reach == report.reach
    for row in found.labels:
        figures = {side: report.sides[side] for side in Side}
        counted = {s: figures[s].entities[row.label] + figures[s].events[row.label] for s in Side}
        assert row.counts == counted, row.label
    assert codes(found, Weight.GOOD) >= {"aligned", "clean_edges", "no_overlaps"}


def test_the_split_is_the_one_that_an_export_remembers(tmp_path: Path) -> None:
    articles = [made_article(number) for number in range(3)]
    out = tmp_path / "out"
    report = export_spacy(articles, out, options=ExportOptions(), schema=SCHEMA)
    more = [made_article(number) for number in range(12)]
    found = check_readiness(more, options=ExportOptions(), schema=SCHEMA, states={}, out=out)
    again = export_spacy(more, out, options=ExportOptions(memory=report.memory), schema=SCHEMA)
    assert found.sides == {side: again.sides[side].articles for side in Side}
    assert {path.name for path in out.iterdir()} == set(again.files), "nothing else was written"


def test_nothing_done_stops() -> None:
    open_ = made_article(1)
    open_ = replace(open_, article=replace(open_.article, state=ArticleState.IN_PROGRESS))
    found = look([open_])
    assert not found.is_ready
    assert codes(found) == {"nothing_done"}
    assert look([open_], include_unfinished=True).is_ready
    with pytest.raises(ExportError):
        export_spacy([open_], Path("never"), options=ExportOptions(), schema=SCHEMA)
    bare = look([annotated("Nothing is marked here.")])
    assert codes(bare, Weight.STOPS) == {"no_spans"}


def test_spans_off_the_tokens_and_their_remedies() -> None:
    text = "Covid-19 came to Kyiv and Lagos with Mira Osei."
    start = text.index("Kyiv")
    cut = replace(entity(text, "Covid", "ORG"), id="cut")
    blank = replace(entity(text, "Kyiv", "GPE"), id="blank", end=start + 5)
    beyond = replace(entity(text, "Lagos", "GPE"), id="beyond", end=4000)
    found = look([annotated(text, cut, blank, beyond, entity(text, "Mira Osei", "PERSON"))])
    off = one(found, "unaligned")
    assert off.count == 1
    assert (off.places[0].start, off.places[0].end, off.places[0].text) == (0, 5, "Covid")
    assert "“Covid-19”" in off.places[0].detail
    assert one(found, "white_space_edges").places[0].text == "Kyiv "
    assert one(found, "outside_text").count == 1
    assert "aligned" not in codes(found)


def test_punctuation_at_edges_but_not_what_belongs() -> None:
    text = 'He said: "Storm Eunice" hit (Lagos) and U.S. ships, then 20 % of Kyiv, Inc. failed.'
    spans = [
        entity(text, '"Storm Eunice"', "ORG"),
        entity(text, "(Lagos)", "GPE"),
        entity(text, "U.S.", "GPE"),
        entity(text, "20 %", "ORG"),
        entity(text, "Kyiv,", "GPE"),
        entity(text, ": ", "GPE"),
    ]
    found = look([annotated(text, *spans[:5])])
    edges = one(found, "punctuation_edges")
    assert [place.text for place in edges.places] == ["Kyiv,"]
    assert edges.places[0].detail == "“,” at its edge"


def test_overlaps_say_where_they_go() -> None:
    text = "The Bank of Lagos opened in Kyiv."
    spans = (entity(text, "Bank of Lagos", "ORG"), entity(text, "Lagos", "GPE"))
    overlap = one(look([annotated(text, *spans)]), "overlapping")
    assert [place.text for place in overlap.places] == ["Lagos"]
    assert "entities_overlapping" in overlap.words
    assert "“sc”" in one(look([annotated(text, *spans)], spans_key="sc"), "overlapping").words


def test_reach_names_the_long_spans() -> None:
    text = "They met. They held long and difficult talks."
    articles: list[AnnotatedArticle] = []
    for number in range(150):
        spans = [event(text, "met", "MEET")]
        if number == 0:
            spans.append(event(text, "held long and difficult talks", "MEET"))
        articles.append(annotated(f"{text} {number}", *spans, number=number))
    found = look(articles)
    reach = one(found, "reach")
    assert found.reach == {1: pytest.approx(0.9934), 5: 1.0}
    assert reach.words.startswith("Suggester sizes 1–1 reach 99.3 % of the 151 gold spans.")
    assert [place.text for place in reach.places] == ["held long and difficult talks"]
    few = one(look(articles[:9]), "reach")
    assert "sizes 1–5 reach 100 %" in few.words
    assert "1–3 90 %" in few.words


def test_one_string_with_two_labels() -> None:
    texts = ("Lagos voted.", "In Lagos it rained.", "Lagos  won.")
    articles = [
        annotated(texts[0], entity(texts[0], "Lagos", "GPE"), number=0),
        annotated(texts[1], entity(texts[1], "Lagos", "GPE"), number=1),
        annotated(texts[2], entity(texts[2], "Lagos", "ORG"), number=2),
    ]
    found = one(look(articles), "inconsistent")
    assert found.count == 1
    assert [place.label for place in found.places] == ["ORG", "GPE", "GPE"], "the rarer one first"
    assert found.places[0].article_id == "a2"
    assert found.places[0].detail == "GPE 2, ORG 1"
    assert "consistent" in codes(look(articles[:2]))


def test_the_same_text_on_two_sides_leaks() -> None:
    rule = SplitRule()
    base = made_article(0, lines=12)
    copies: list[AnnotatedArticle] = []
    for number in range(40):
        article = replace(
            base.article, id=f"c{number}", text=f"{base.article.text} {number}", title=f"C{number}"
        )
        copies.append(replace(base, article=article))
    found = look(copies, split=rule)
    leaks = one(found, "leaks")
    assert leaks.weight is Weight.WARNING
    assert leaks.count
    assert leaks.places[0].start == -1
    assert "% the same as" in leaks.places[0].detail
    assert one(found, "near_duplicates").weight is Weight.NOTE
    assert "no_duplicates" in codes(look([made_article(1), made_article(2)]))


def test_rare_and_unseen_labels_by_spacys_threshold() -> None:
    rows: list[AnnotatedArticle] = []
    for number in range(80):
        text = f"Kyiv and Lagos are towns, number {number}."
        spans = [entity(text, "Kyiv", "GPE")]
        if number < 3:
            spans.append(entity(text, "Lagos", "ORG"))
        rows.append(annotated(text, *spans, number=number))
    found = look(rows)
    rare = one(found, "rare_labels")
    assert rare.fields["threshold"] == 50
    assert "ORG" in rare.words
    assert "GPE" not in rare.fields["labels"]
    assert {place.text for place in rare.places} == {"Lagos"}
    assert set(one(found, "unused_labels").fields["labels"]) == {"PERSON", "ATTACK", "MEET"}
    table = {row.label: row for row in found.labels}
    assert table["GPE"].total == 80
    assert not table["GPE"].is_rare
    assert table["ORG"].is_rare


def test_the_report_is_plain_data_and_lines() -> None:
    found = look([made_article(number) for number in range(12)])
    data = json.loads(json.dumps(readiness_as_data(found)))
    assert data["is_ready"] is True
    assert data["articles"]["by_state"] == {"done": 12}
    assert {row["code"] for row in data["findings"]} == codes(found)
    for row in data["findings"]:
        assert row["text"]
        assert "{" not in row["text"]
    lines = list(readiness_lines(found))
    assert lines[0] == "articles done    12 of 12"
    assert lines[-1] == "ready to train"


def test_it_can_be_stopped_and_says_how_far_it_is() -> None:
    articles = [made_article(number) for number in range(45)]
    seen: list[int] = []
    check_readiness(
        articles, options=ExportOptions(total=45), schema=SCHEMA, states={},
        progress=lambda done, _: seen.append(done),
    )  # fmt: skip
    assert seen == [20, 40, 45]
    with pytest.raises(JobCancelled):
        check_readiness(
            articles, options=ExportOptions(), schema=SCHEMA, states={},
            is_cancelled=lambda: len(seen) > 2,
        )  # fmt: skip
