"""Triggers are matched as the lexicon's description says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.spans import Layer
from annotate.suggesters import create
from annotate.suggesters.lexicon import LexiconSuggester, load_lexicon
from annotate.suggesters.lexicon_file import LexiconError, parse_lexicon
from tests.annotate.suggesters.marked import article, mark, unmark

SMALL = """
format = 1
window = 3
gap = 3
ignore = ["heart attack/n", "strike a balance"]
[classes]
weapon = ["missile*", "drone", "drones"]
[triggers]
ATTACK = [
  { noun = "attack", score = 0.9 },
  { noun = "strike", score = 0.8, before = ["<weapon>", "air"], after = ["on"] },
  { verb = "fire", score = 0.6, not_after = ["worker*"], not_before = ["was"] },
  { verb = "march", capital = false, score = 0.5 },
  { phrase = "open/v fire", score = 0.9 },
  { phrase = "launch/v .. [attack/n]", score = 0.95 },
  { phrase = "counter attack/n", score = 0.9 },
  { verb = "hit", score = 0.7, prev = ["<capital>"], next = ["<digit>"] },
]
CEASEFIRE = [
  { noun = "ceasefire", score = 0.98 },
  { phrase = "cease/v fire", score = 0.97 },
]
POSITION = [
  { phrase = "step/v down", score = 0.9 },
  { verb = "fire", score = 0.5, after = ["worker*"] },
]
SANCTION = [{ phrase = "impose|lift/v .. [sanction/n]", score = 0.95, gap = 2 }]
DIE = [{ word = "dead", score = 0.8 }, { phrase = "shot dead", score = 0.9 }]
INJURE = [{ word = "dead", score = 0.3 }]
[irregular.verb]
hit = ["hits", "hitting"]
step = ["steps", "stepped", "stepping"]
"""
SUGGESTER = LexiconSuggester(parse_lexicon(SMALL, source="small"))

SENTENCES = [
    "Two [[attacks|ATTACK]] and one [[Attack|ATTACK]].",
    "A [[ceasefire|CEASEFIRE]] began: they [[ceased fire|CEASEFIRE]].",
    "The [[cease-fire|CEASEFIRE]] held.",
    # context before and after, in a window of three words
    "a missile [[strike|ATTACK]]; the air force’s [[strikes|ATTACK]]",
    "a [[strike|ATTACK]] on the port, a strike of miners",
    "drones made small [[strike|ATTACK]]",
    "a drone and then another strike",
    # a full stop, a colon and a line break end the window
    "It was a drone. Strike he did not.",
    "the drone\nstrike",
    # commas, hyphens, quotation marks and possessives do not count
    "the drone’s, or “drone’s”, [[strike|ATTACK]]",
    # not_before and not_after
    "They [[fired|ATTACK]] at night.",
    "He was fired at night.",
    "The plant [[fired|POSITION]] two workers.",
    # capitals
    "Rebels [[march|ATTACK]] in March.",
    # phrases
    "They [[opened fire|ATTACK]] and opened the door.",
    "They launched a new [[attack|ATTACK]].",
    "A [[counter-attack|ATTACK]] or [[counter attack|ATTACK]]",
    "It imposed tough new [[sanctions|SANCTION]].",
    "It imposed some very tough new sanctions.",
    "He [[stepped down|POSITION]].",
    "He [[stepped, down|POSITION]].",  # signs between words are passed over
    "He stepped. Down",
    # ignored phrases
    "He died of a heart attack.",
    "They strike a balance on paper.",
    # the longer match stays
    "They were [[shot dead|DIE]].",
    # next to it
    "shells hit it and [[hit|ATTACK]] 12 houses. Shells [[hit|ATTACK]] it.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text, _ = unmark(marked)
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for each in SUGGESTER.suggest(article(text)):
        key = (each.start, each.end)
        best[key] = max(best.get(key, (0.0, "")), (each.score, each.label))

    assert mark(text, [(*key, label) for key, (_, label) in best.items()]) == marked


def test_the_same_stretch_under_two_labels_is_proposed_twice() -> None:
    proposals = SUGGESTER.suggest(article("Nine were dead."))

    assert [(each.label, each.score) for each in proposals] == [("DIE", 0.8), ("INJURE", 0.3)]


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("a ceasefire", "trigger lexicon: *ceasefire* → CEASEFIRE"),
        ("two Ceasefires", "trigger lexicon: *ceasefire* → CEASEFIRE"),
        ("she stepped down", "trigger lexicon: *step down* → POSITION"),
        ("lifting all its sanctions", "trigger lexicon: *lift … sanction* → SANCTION"),
    ],
)
def test_explanations_name_the_entry(text: str, explanation: str) -> None:
    (proposal,) = SUGGESTER.suggest(article(text))

    assert proposal.explanation == explanation
    assert proposal.layer is Layer.EVENT


def test_other_languages_have_no_triggers() -> None:
    assert SUGGESTER.suggest(article("Der attack, das ceasefire", language="de")) == []


def test_the_shipped_lexicon_finds_the_events_of_a_plain_story() -> None:
    text = (
        "Rebels attacked a convoy and killed four drivers. The minister condemned the raid, "
        "and both sides agreed to a ceasefire."
    )
    found = {
        text[each.start : each.end]: each.label for each in create("lexicon").suggest(article(text))
    }

    assert found["attacked"] == "ATTACK"
    assert found["killed"] == "DIE"
    assert found["ceasefire"] == "CEASEFIRE"


@pytest.mark.parametrize("word", ["counter-offensive", "counter-attack", "counteroffensive"])
def test_a_trigger_is_the_whole_of_a_hyphenated_word(word: str) -> None:
    text = f"Rebels launched a {word} near the town."
    found = [text[each.start : each.end] for each in create("lexicon").suggest(article(text))]
    assert word in found
    assert not {"offensive", "attack"} & set(found)


def test_an_own_file_is_read_and_its_version_follows_its_content(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SMALL, encoding="utf-8")
    one = create(f"lexicon:{file}")
    file.write_text(SMALL + "# another edition\n", encoding="utf-8")
    two = load_lexicon(file)

    assert one.name == two.name == f"lexicon:{file}"
    assert one.version != two.version
    assert one.suggest(article("an attack"))[0].label == "ATTACK"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path / "none.toml")

    assert "none.toml" in str(caught.value.fields["source"])


WORDS = "attack fire opened launch a an drone strike . , - ’s \n “ ceasefire dead shot on Hit 12"
words = st.sampled_from(WORDS.split(" "))


@given(st.lists(words, max_size=40).map(" ".join))
def test_spans_are_words_of_the_text_and_overlap_only_when_equal(text: str) -> None:
    spans = {(each.start, each.end) for each in SUGGESTER.suggest(article(text))}

    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
    ordered = sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(ordered))
