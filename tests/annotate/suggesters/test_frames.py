"""The suggester of frames with the shipped model, on sentences of our own."""

from __future__ import annotations

import pytest

from annotate.articles import Article
from annotate.errors import PipelineMissingError
from annotate.frames.suggested import FrameProposal
from annotate.suggesters.frames import FrameSuggester
from annotate.suggesters.news_model import NewsModel, shipped_folder
from annotate.suggesters.role_chain import chances_of_tags
from annotate.suggesters.role_inputs import distances, entity_marks, event_mark, place_of
from annotate.suggesters.role_labels import (
    DISTANCES,
    EVENT_MARKS,
    FARTHEST,
    MOST_WORDS,
    UNKNOWN_MARK,
)
from annotate.suggesters.role_model import Mark, RoleModel, is_shipped
from tests.annotate.suggesters.marked import unmark

pytestmark = pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")


@pytest.fixture(scope="module")
def news() -> NewsModel:
    return NewsModel(shipped_folder())


@pytest.fixture(scope="module")
def suggester(news: NewsModel) -> FrameSuggester:
    return FrameSuggester(lambda: news)


AHEAD = "The council spoke about the new budget of the town, which it had debated for weeks."
EVENTS = frozenset(
    {"DESTROY", "ATTACK", "DIE", "INJURE", "MEET", "ARREST_JAIL", "TRANSACTION", "STATEMENT"}
)


def frames_of(suggester: FrameSuggester, marked: str) -> tuple[str, list[FrameProposal]]:
    text, spans = unmark(marked)
    triggers = [each for each in spans if each[2] in EVENTS]
    entities = [each for each in spans if each[2] not in EVENTS]
    return text, list(suggester.read(Article("a", text, language="en"), triggers, entities))


def said(text: str, frame: FrameProposal) -> dict[str, str]:
    return {each.role: text[each.start : each.end] for each in frame.arguments}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "Rebels [[destroyed|DESTROY]] the bridge on [[Monday|DATE]].",
            {"Agent": "Rebels", "Patient": "the bridge", "Time": "Monday"},
        ),
        (
            "The police [[arrested|ARREST_JAIL]] two bankers in [[Lisbon|GPE]].",
            {"Agent": "The police", "Patient": "two bankers"},
        ),
        (
            "[[Ana Petrova|PERSON]] [[said|STATEMENT]] that the bridge was safe.",
            {"Agent": "Ana Petrova", "Patient": "that the bridge was safe"},
        ),
        (
            "[[Twelve|CARDINAL]] miners were [[killed|DIE]].",
            {"Patient": "Twelve miners", "Killed": "Twelve"},
        ),
    ],
)
def test_who_did_what_to_whom(
    suggester: FrameSuggester, marked: str, wanted: dict[str, str]
) -> None:
    text, (frame,) = frames_of(suggester, f"{AHEAD} {marked}")
    found = said(text, frame)
    for role, words in wanted.items():
        assert words in found.get(role, ""), (role, found)
    assert all(0 < each.score < 1 and each.explanation for each in frame.arguments)


def test_a_sentence_lends_its_date_and_its_place(suggester: FrameSuggester) -> None:
    text, frames = frames_of(
        suggester,
        "On [[May 3|DATE]], [[nine|CARDINAL]] guards were [[killed|DIE]] and [[two|CARDINAL]]"
        " more [[injured|INJURE]] near the village of [[Orlov|GPE]] as gunmen [[attacked|ATTACK]] a"
        " camp.",
    )
    found = [said(text, frame) for frame in frames]
    assert [each.get("Time", "").removeprefix("On ") for each in found] == ["May 3"] * 3
    assert all("Orlov" in each.get("Place", "") for each in found)
    assert found[0]["Killed"] == "nine"
    assert found[1]["Injured"] == "two"


def test_how_long_a_talk_was_is_not_when_it_was(suggester: FrameSuggester) -> None:
    text, (frame,) = frames_of(suggester, "The [[45-minute|TIME]] [[talk|MEET]] was calm.")
    assert "Time" not in said(text, frame)


def test_attributes_come_with_the_frame(suggester: FrameSuggester) -> None:
    _, (frame,) = frames_of(suggester, "Rebels did not [[attack|ATTACK]] the port.")
    assert ("polarity", "negative", 0.93) in frame.attributes


def test_the_same_answer_alone_and_among_others(suggester: FrameSuggester) -> None:
    marked = (
        "[[Rebels|NORP]] [[attacked|ATTACK]] the port. The envoys [[met|MEET]] in [[Oslo|GPE]]."
    )
    text, spans = unmark(marked)
    article = Article("a", text)
    both = suggester.read(article, [each for each in spans if each[2] in EVENTS], spans[::3])
    for frame in both:
        (alone,) = suggester.read(article, [(frame.start, frame.end, frame.label)], spans[::3])
        assert [(each.role, each.start, each.end) for each in alone.arguments] == [
            (each.role, each.start, each.end) for each in frame.arguments
        ]


def test_other_languages_and_texts_without_triggers(suggester: FrameSuggester) -> None:
    text = "Rebels attacked the port."
    assert suggester.read(Article("a", text, language="de"), [(7, 15, "ATTACK")], []) == ()
    assert suggester.read(Article("a", text), [], []) == ()


def test_a_trigger_between_sentences_has_nothing(suggester: FrameSuggester) -> None:
    (frame,) = suggester.read(Article("a", "One came.\n\n\nTwo went."), [(10, 11, "MOVE")], [])
    assert frame.arguments == ()


def test_a_long_text_is_read_only_where_it_is_asked_about(news: NewsModel) -> None:
    sentence = "Rebels attacked the port on Monday. "
    text = sentence * 1_500
    low = len(sentence) * 900
    (first, *_) = news.states_of(text, [(low, low + 6, "")])
    assert first[0].starts[0] > 0
    short = "Rebels attacked the port."
    kept = news.states_of(short, [(0, 6, "")])
    assert news.states_of(short, [(7, 15, "")]) is kept


def test_without_its_files_it_says_so(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(PipelineMissingError):
        RoleModel(Path(str(tmp_path)))


# -- what the model is told ------------------------------------------------------------------------


def test_the_place_of_a_trigger() -> None:
    starts, ends = [0, 4, 9, 13], [3, 8, 12, 14]
    place = place_of(starts, ends, 4, 12)
    assert place is not None
    assert (place.first, place.last, place.low, place.high) == (1, 3, 0, 4)
    assert distances(place) == [FARTHEST - 1, DISTANCES - 1, DISTANCES - 1, FARTHEST + 1]
    assert place_of(starts, ends, 3, 4) is None


def test_only_words_around_the_trigger_are_read() -> None:
    starts = list(range(0, 1_000, 2))
    ends = [start + 1 for start in starts]
    for first in (0, 100, 499):
        place = place_of(starts, ends, starts[first], ends[first])
        assert place is not None
        assert place.high - place.low == MOST_WORDS
        assert place.low <= place.first < place.last <= place.high
        assert max(distances(place)) < DISTANCES


def test_marks_of_entities_and_events() -> None:
    marks: list[Mark] = [(0, 7, "PERSON"), (8, 9, "NOBODY")]
    assert entity_marks([0, 4, 8], [3, 7, 9], marks) == [1, 2, 0]
    assert event_mark("ATTACK") == 0
    assert event_mark("MINE") == UNKNOWN_MARK < EVENT_MARKS


def test_the_chain_counts_every_sequence() -> None:
    import itertools

    import numpy as np

    rng = np.random.default_rng(4)
    scores = rng.normal(size=(2, 4, 3)).astype(np.float32)
    weights = rng.normal(size=(4, 3)).astype(np.float32)
    weights[0, 2] = weights[3, 2] = -1e4
    real = np.array([[1, 1, 1, 1], [1, 1, 0, 0]], dtype=np.bool_)
    chances = np.exp(chances_of_tags(scores, weights, real))
    for row, words in ((0, 4), (1, 2)):
        wanted = np.zeros((words, 3))
        for tags in itertools.product(range(3), repeat=words):
            odds = weights[3, tags[0]] + sum(scores[row, i, tag] for i, tag in enumerate(tags))
            odds += sum(weights[tags[i - 1], tags[i]] for i in range(1, words))
            for i, tag in enumerate(tags):
                wanted[i, tag] += np.exp(odds)
        wanted /= wanted.sum(axis=1, keepdims=True)
        assert np.allclose(chances[row, :words], wanted, atol=1e-5)
