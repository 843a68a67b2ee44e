"""Out and in again: every format gives back what it says it carries, in a file known by itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotate.articles import ArticleState
from annotate.exchange.exporting import export_records
from annotate.exchange.fitting import fit
from annotate.exchange.formats import FORMATS, Carries, find_format
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record
from annotate.exchange.settling import Settled
from tests.annotate.exchange.formats.records import (
    chains_of,
    complete_of,
    corpora,
    frames_of,
    relations_of,
    settled,
    spans_of,
    suggested,
    there_and_back,
)

WAYS = [
    ("spandesk", ".jsonl", {}),
    ("docbin", ".spacy", {}),
    ("docbin", ".spacy", {"spans_key": "sc"}),
    ("spacy-json", ".json", {}),
    ("spacy-json", ".jsonl", {"form": "lines"}),
    ("prodigy", ".jsonl", {}),
    ("prodigy", ".jsonl", {"tokens": "no"}),
    ("label-studio", ".json", {}),
    ("doccano", ".jsonl", {}),
    ("doccano", ".jsonl", {"style": "labels"}),
    ("huggingface", "", {}),
    ("huggingface", "", {"file": "parquet"}),
    ("csv", "", {}),
    ("brat", "", {}),
]
ON_TOKENS = {"docbin"}
"""Formats that hold only spans on tokens; the others hold any."""


@pytest.mark.parametrize(("name", "suffix", "choices"), WAYS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(articles=corpora())
def test_what_a_format_carries_comes_back(
    articles: list[Record], name: str, suffix: str, choices: dict[str, str]
) -> None:
    if choices.get("file") == "parquet":
        pytest.importorskip("pyarrow")
    item = find_format(name)
    assert item is not None
    with tempfile.TemporaryDirectory() as folder:
        back, log = there_and_back(articles, name, Path(folder), suffix, **choices)
    lost = log.losses.counts
    by_text = {article.draft.article.text: article for article in back}
    assert by_text.keys() == {article.text for article in articles}
    for article in articles:
        found = by_text[article.text]
        gone = {code: lost[code] for code in (LossCode.OFF_TOKENS, LossCode.OVERLAP)}
        if name in ON_TOKENS:
            assert spans_of(found) <= spans_of(article)
        else:
            assert not any(gone.values())
            assert spans_of(found) == spans_of(article)
        if (
            Carries.FRAMES in item.carries
            and Carries.ATTRIBUTES in item.carries
            and not any(
                lost[code] for code in (LossCode.OFF_TOKENS, LossCode.FRAME, LossCode.ARGUMENT)
            )
        ):
            kept = frames_of(found)
            # A trigger alone is an event: a frame that says nothing about it may go.
            assert {frame for frame in frames_of(article) if frame[1] or frame[2]} <= kept
            assert kept <= frames_of(article)
        check_chains(article, found, log, is_carried=Carries.CHAINS in item.carries)
        check_relations(article, found, log, is_carried=Carries.RELATIONS in item.carries)
        if Carries.SUGGESTIONS in item.carries:
            # Nothing is exported unless it was asked for: `Selection.with_suggestions`.
            assert suggested(found) == suggested(article)
        if Carries.FACTS in item.carries and article.title:
            assert found.draft.article.title == article.title
        if Carries.FACTS in item.carries and name != "doccano":
            assert found.draft.article.date == article.date
    check_complete(articles, by_text, log, is_carried=Carries.COMPLETE in item.carries)
    if name in ON_TOKENS:
        missing = sum(len(a.spans) for a in articles) - sum(len(found.spans) for found in back)
        assert missing == lost[LossCode.OFF_TOKENS]


def check_complete(
    articles: list[Record], by_text: dict[str, Settled], log: WriteLog, *, is_carried: bool
) -> None:
    """Every complete region comes back; or none, and those of articles under way are counted."""
    for article in articles:
        expected = complete_of(article) if is_carried else set[object]()
        assert complete_of(by_text[article.text]) == expected
    told = sum(
        len({(r.start, r.end) for r in article.complete})
        for article in articles
        if article.state is not ArticleState.DONE
    )
    assert log.losses.counts[LossCode.COMPLETE] == (0 if is_carried else told)


def check_chains(article: Record, found: Settled, log: WriteLog, *, is_carried: bool) -> None:
    """Every chain comes back, less the spans that were lost; or none, where none can."""
    lost = log.losses.counts
    if not is_carried:
        assert not found.chains
    elif lost[LossCode.OFF_TOKENS]:
        assert len(found.chains) + lost[LossCode.CHAIN] >= len(article.chains)
    else:
        assert chains_of(found) == chains_of(article)


def check_relations(article: Record, found: Settled, log: WriteLog, *, is_carried: bool) -> None:
    """Every relation comes back, less those that were counted; or none, where none can."""
    lost = log.losses.counts[LossCode.RELATION]
    if not is_carried:
        assert not found.relations
        assert lost or not article.relations
    elif lost:
        assert relations_of(found) <= relations_of(article)
    else:
        assert relations_of(found) == relations_of(article)


@pytest.mark.parametrize(("name", "suffix", "choices"), WAYS)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(articles=corpora())
def test_a_second_trip_changes_nothing(
    articles: list[Record], name: str, suffix: str, choices: dict[str, str]
) -> None:
    if choices.get("file") == "parquet":
        pytest.importorskip("pyarrow")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        back, _ = there_and_back(articles, name, Path(one), suffix, **choices)
        again, _ = there_and_back(
            [_as_record(item) for item in back], name, Path(two), suffix, **choices
        )
    first = {item.draft.article.text: spans_of(item) for item in back}
    assert first == {item.draft.article.text: spans_of(item) for item in again}


def _as_record(item: object) -> Record:
    from annotate.annotations import AnnotationSet
    from annotate.exchange.project_records import record_of
    from annotate.exchange.settling import Settled

    assert isinstance(item, Settled)
    article = item.draft.article
    return record_of(
        article,
        AnnotationSet(
            article_id=article.id,
            length=len(article.text),
            spans=item.spans,
            frames=item.frames,
            chains=item.chains,
            relations=item.relations,
            state=item.state,
        ),
    )


@pytest.mark.parametrize("item", [f for f in FORMATS if f.can_export], ids=lambda f: f.name)
@settings(max_examples=10, deadline=None, derandomize=True)
@given(articles=corpora())
def test_what_a_format_cannot_carry_never_reaches_it_and_is_counted(
    articles: list[Record], item: object
) -> None:
    from annotate.exchange.formats import Format

    assert isinstance(item, Format)
    log = WriteLog()
    fitted = list(fit(articles, item, log))
    assert log.articles == len(articles)
    assert log.spans == sum(len(record.spans) for record in fitted)
    if Carries.SUGGESTIONS not in item.carries:
        assert log.losses.counts[LossCode.SUGGESTION] == sum(len(a.suggestions) for a in articles)
        assert not any(record.suggestions for record in fitted)
    if Carries.FRAMES not in item.carries:
        assert log.losses.counts[LossCode.FRAME] == sum(len(a.frames) for a in articles)
    chains = sum(len(record.chains) for record in fitted)
    assert chains + log.losses.counts[LossCode.CHAIN] == sum(len(a.chains) for a in articles)
    kept = sum(len(record.spans) for record in fitted)
    lost = log.losses.counts[LossCode.OVERLAP] + log.losses.counts[LossCode.EVENT]
    assert kept + lost == sum(len(article.spans) for article in articles)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("the last export")

    def broken() -> object:
        yield Record(text="One.", id="1")
        raise OSError(28, "No space left on device")

    from annotate.errors import ExportError

    with pytest.raises(ExportError) as caught:
        export_records(broken(), "spandesk", target)  # type: ignore[arg-type]
    assert caught.value.fields["reason"] == "disk_full"
    assert target.read_text() == "the last export"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_folder_is_replaced_only_if_an_export_wrote_all_of_it(tmp_path: Path) -> None:
    from annotate.errors import ExportError

    target = tmp_path / "tables"
    export_records([Record(text="One.", id="1")], "csv", target)
    export_records([Record(text="Two.", id="2")], "csv", target)
    assert [item.draft.article.text for item in settled(target)] == ["Two."]
    (target / "notes.txt").write_text("mine")
    with pytest.raises(ExportError) as caught:
        export_records([Record(text="Three.", id="3")], "csv", target)
    assert caught.value.fields["reason"] == "foreign_files"
    assert (target / "notes.txt").read_text() == "mine"
    assert "Two." in (target / "articles.csv").read_text(encoding="utf-8-sig")
