"""The lexicon file is read as its description says, and refused with the place of the mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.lexicon_file import Context, LexiconError, parse_lexicon

HEAD = "format = 1\n"


def lexicon(entry: str, head: str = "") -> str:
    return f"{HEAD}{head}[triggers]\nATTACK = [\n  {{ {entry} }},\n]\n"


def test_a_whole_file() -> None:
    read = parse_lexicon(
        """
        format = 1
        name = "mine"
        version = 7
        language = "en"
        window = 4
        gap = 2
        ignore = ["heart attack/n"]
        [classes]
        weapon = ["missile*", "bomb"]
        [triggers]
        ATTACK = [
          { verb = "shoot", score = 0.9, before = ["<weapon>", "<digit>"], not_next = ["down"] },
          { phrase = "launch/v .. [attack/n]", score = 1, gap = 5, window = 1, capital = false },
        ]
        MEET = [{ word = "en route", score = 0.5 }]
        [irregular.verb]
        shoot = ["shoots", "shot", "shooting"]
        """.replace('word = "en route"', 'word = "talks"'),
        source="mine.toml",
    )
    shoot, launch, _ = read.entries

    assert (read.name, read.version, read.language, read.gap) == ("mine", 7, "en", 2)
    assert read.labels == ("ATTACK", "MEET")
    assert shoot.phrase.elements[0] == {"shoot", "shoots", "shot", "shooting"}
    assert shoot.window == 4
    assert shoot.wanted[0] == Context(frozenset({"bomb"}), ("missile",), has_digit=True)
    assert shoot.forbidden[3].words == {"down"}
    assert (launch.gap, launch.window, launch.may_be_capital) == (5, 1, False)
    assert (launch.phrase.covered_from, launch.phrase.covered_to) == (2, 3)
    assert launch.phrase.elements[1] is None
    assert len(read.ignored) == 1


def test_only_replaces_the_forms() -> None:
    (entry,) = parse_lexicon(
        lexicon('noun = "strike", only = ["strikes"], score = 0.5'), source="x"
    ).entries

    assert entry.phrase.elements[0] == {"strikes"}


@pytest.mark.parametrize(
    ("toml", "reason", "key"),
    [
        ("format = 2\n[triggers]\n", "format 2, not 1", "format"),
        ("format = [", "", ""),
        (HEAD, "a table expected", "triggers"),
        (HEAD + "colour = 3\n[triggers]\n", "unknown key 'colour'", "colour"),
        (HEAD + "window = 0\n[triggers]\n", "a whole number from 1 expected", "window"),
        (HEAD + "[triggers]\nATTACK = 3\n", "no list of entries", "triggers ATTACK"),
        (lexicon('verb = "bomb"'), "score between 0 and 1 expected", "bomb"),
        (lexicon('verb = "bomb", score = 0'), "score between 0 and 1 expected", "bomb"),
        (lexicon('verb = "bomb", score = true'), "score between 0 and 1 expected", "bomb"),
        (lexicon('verb = "bomb", noun = "bomb", score = 1'), "exactly one", "bomb"),
        (lexicon("score = 1"), "exactly one", "ATTACK"),
        (lexicon('verb = "bomb", scores = 1'), "unknown key 'scores'", "bomb"),
        (lexicon('verb = "Bomb", score = 1'), "lower case", "Bomb"),
        (lexicon('verb = "car bomb", score = 1'), "lower case", "car bomb"),
        (lexicon('verb = "re-arm", score = 1'), "lower case", "re-arm"),
        (lexicon('word = "shot", only = ["shot"], score = 1'), "only goes with", "shot"),
        (lexicon('verb = "bomb", capital = 1, score = 1'), "true or false", "bomb"),
        (lexicon('verb = "bomb", before = ["<gun>"], score = 1'), "unknown class <gun>", "bomb"),
        (lexicon('verb = "bomb", before = ["ab*"], score = 1'), "three letters", "bomb"),
        (lexicon('verb = "bomb", before = "car", score = 1'), "a list expected", "before"),
        (lexicon('phrase = "fire", score = 1'), "at least two words", "fire"),
        (lexicon('phrase = "open ..", score = 1'), "at least two words", "open"),
        (lexicon('phrase = "open fire ..", score = 1'), "between words", "open"),
        (lexicon('phrase = "open .. .. fire", score = 1'), "between words", "open"),
        (lexicon('phrase = "[open .. fire", score = 1'), "brackets", "open"),
        (lexicon('phrase = "open] .. [fire", score = 1'), "brackets", "open"),
        (lexicon('phrase = "open/x fire", score = 1'), "only /v and /n", "open/x"),
        (lexicon('phrase = "open  fire", score = 1'), "lower case", "open"),
        (HEAD + '[classes]\na = ["<b>"]\n[triggers]\n', "unknown class <b>", "classes a"),
    ],
)
def test_mistakes_are_named_with_their_place(toml: str, reason: str, key: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_lexicon(toml, source="mine.toml")

    assert caught.value.fields["source"] == "mine.toml"
    assert reason in str(caught.value.fields["reason"])
    assert key in str(caught.value.fields["key"])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(toml: str) -> None:
    try:
        parse_lexicon(toml, source="x")
    except LexiconError:
        return
    raise AssertionError(toml)


def test_context_matches_by_word_beginning_and_shape() -> None:
    context = Context(frozenset({"on"}), ("missile",), has_digit=True, has_capital=True)

    assert context.matches("on", is_capital=False)
    assert context.matches("missiles", is_capital=False)
    assert context.matches("f16", is_capital=False)
    assert context.matches("kyiv", is_capital=True)
    assert not context.matches("kyiv", is_capital=False)
    assert not Context()
