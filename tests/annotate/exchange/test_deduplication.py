"""The same text twice, and the same id twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleDuplicateError
from annotate.exchange.deduplication import Deduplicator
from annotate.exchange.drafts import ArticleDraft, Facts, Note, NoteCode, Refusal, draft_article
from annotate.text import fingerprint


def make(text: str, given_id: str = "", *, line: int | None = None) -> ArticleDraft:
    return draft_article(text, Facts(id=given_id), source="a.jsonl", line=line)


def admitted(outcome: ArticleDraft | Refusal) -> ArticleDraft:
    assert isinstance(outcome, ArticleDraft)
    return outcome


def test_a_text_of_the_project_is_refused_with_its_name() -> None:
    text = "The port was closed."
    door = Deduplicator(known={fingerprint(text): "Port closed"}, ids=["a"])
    outcome = door.admit(make(text, line=4))
    assert isinstance(outcome, Refusal)
    assert isinstance(outcome.error, ArticleDuplicateError)
    assert (outcome.source, outcome.line) == ("a.jsonl", 4)
    assert outcome.error.fields["existing"] == "Port closed"


def test_a_text_that_came_earlier_is_refused_even_if_it_was_written_otherwise() -> None:
    door = Deduplicator(known={}, ids=())
    admitted(door.admit(make("One.\nTwo.", "a")))
    assert isinstance(door.admit(make("\ufeffOne.\r\nTwo.", "b")), Refusal)
    admitted(door.admit(make("One.\nTwo. ", "c")))


def test_an_id_that_is_taken_gets_a_number_and_a_note() -> None:
    door = Deduplicator(known={}, ids=["a", "a-2"])
    first = admitted(door.admit(make("One.", "a")))
    second = admitted(door.admit(make("Two.", "a")))
    third = admitted(door.admit(make("Three.", "a-3")))
    assert [draft.article.id for draft in (first, second, third)] == ["a-3", "a-4", "a-3-2"]
    assert first.notes == (Note(NoteCode.FRESH_ID, "a"),)
    assert first.article.text == "One."


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["", "a", "b", "a-2"]))))
def test_ids_and_texts_are_unique_afterwards(rows: list[tuple[str, str]]) -> None:
    door = Deduplicator(known={fingerprint("a"): "old"}, ids=["a"])
    kept = [
        outcome
        for text, given_id in rows
        if isinstance(outcome := door.admit(make(text, given_id)), ArticleDraft)
    ]
    ids = [draft.article.id for draft in kept]
    assert len({*ids, "a"}) == len(ids) + 1
    assert {draft.article.text for draft in kept} == {text for text, _ in rows} - {"a"}
    assert len(kept) == len({draft.article.text for draft in kept})


def test_ten_thousand_times_the_same_id_takes_no_search() -> None:
    door = Deduplicator(known={}, ids=())
    ids = [admitted(door.admit(make(f"Text {number}", "x"))).article.id for number in range(10_000)]
    assert ids[-1] == "x-10000"
    assert len(set(ids)) == 10_000
