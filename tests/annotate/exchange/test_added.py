"""Articles that went in, listed: all of them, in order, in a file beyond the first."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange import added
from annotate.exchange.added import AddedArticle, AddedArticles
from annotate.exchange.deduplication import Deduplicator
from annotate.exchange.drafts import ArticleDraft, Note, NoteCode, Refusal, draft_article
from annotate.exchange.report import ImportReport
from annotate.store import seen

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
notes = st.builds(Note, st.sampled_from(NoteCode), st.one_of(st.integers(), words))
articles = st.builds(
    AddedArticle,
    id=words,
    title=words,
    source=words,
    line=st.none() | st.integers(1),
    notes=st.lists(notes, max_size=2).map(tuple),
)


@given(st.lists(articles, max_size=12), st.integers(0, 6), st.integers(0, 12))
def test_they_come_as_they_went_in(items: list[AddedArticle], least: int, half: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(added, "_IN_MEMORY", least)
        made = AddedArticles()
        for number, item in enumerate(items):
            if number == half:
                assert list(made) == items[:half], "a look in between changes nothing"
            made.append(item)
        assert len(made) == len(items)
        assert list(made) == list(made) == items
        assert bool(made) == bool(items)


def test_it_grows_while_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(added, "_IN_MEMORY", 1)
    made = AddedArticles()
    for name in "abc":
        made.append(AddedArticle(name, name, name, 1, ()))
    names: list[str] = []
    for item in made:
        names.append(item.id)
        if item.id == "b":
            made.append(AddedArticle("d", "d", "d", 1, ()))
    assert names == list("abcd")


def test_hardly_anything_of_each_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of three thousand beyond the first is less than fifty bytes each."""
    monkeypatch.setattr(added, "_IN_MEMORY", 1_000)
    monkeypatch.setattr(seen, "_IN_MEMORY", 1_000)
    door, report = Deduplicator(known={}, ids=()), ImportReport()

    def take(numbers: range) -> None:
        for number in numbers:
            draft = draft_article(f"Article {number} of many, with words of its own.")
            admitted = door.admit(draft)
            assert isinstance(admitted, ArticleDraft)
            report.add(admitted)

    take(range(4_000))
    gc.collect()
    tracemalloc.start()
    try:
        take(range(4_000, 7_000))
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.added == 7_000
    assert isinstance(
        door.admit(draft_article("Article 12 of many, with words of its own.")), Refusal
    )
    assert kept < 150_000
