"""Names in stories whose every entity is marked, and properties of what the rules propose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.spans import Layer
from annotate.suggesters import create
from annotate.suggesters.rules import RuleSuggester
from annotate.suggestions import Proposal
from tests.annotate.suggesters.marked import article, mark, unmark

RULES = create("rules")

STORIES = [
    # titles stay outside, the surname is known later
    (
        "President [[Elena Marchetti|PERSON]] met Foreign Minister [[Jonas Wrede|PERSON]]. "
        "[[Marchetti|PERSON]] thanked [[Wrede|PERSON]]."
    ),
    "Lt. Gen. [[Oskar Dahl|PERSON]] and Dr. [[Miriam Okoye|PERSON]] resigned.",
    "[[U.S.|GPE]] Secretary of State [[Laura Finch|PERSON]] flew to [[Kyiv|GPE]].",
    "Prime Minister-designate is no title, but Mayor [[Petrov|PERSON]] is.",
    # first names, particles, initials, suffixes
    (
        "[[Maria van der Berg|PERSON]] and [[Ahmed al-Rashidi|PERSON]] spoke; "
        "[[al-Rashidi|PERSON]] left, [[van der Berg|PERSON]] stayed."
    ),
    "[[Jean-Claude Morel|PERSON]] wrote to [[Thomas B. Reed Jr.|PERSON]] [[yesterday|DATE]].",
    "[[Lee Cheuk-yan|PERSON]] was released.",
    # a token that ends with the full stop of its sentence is marked whole
    "It gave [[$10m.|MONEY]] [[Kenya|GPE]] wept.",
    # roles and speech
    "The spokesman [[Hodor Vrantz|PERSON]] said no.",
    "[[Zorvan Quill|PERSON]], [[Ukraine|GPE]]’s foreign minister, said no.",
    "[[Brantley Osk|PERSON]] told reporters that it was over.",
    # possessives, quotes, hyphens
    "[[Ukraine|GPE]]’s army and [[Russia|GPE]]'s fleet, “[[Poland|GPE]]” said",
    "[[U.S.|GPE]]-led talks, [[Russian|NORP]]-backed rebels, the [[Kyiv|GPE]]–[[Moscow|GPE]] line",
    "pro-[[Russian|NORP]] groups, anti-[[German|NORP]] plans",
    "The foreign minister, [[Zorvan Quill|PERSON]], and the driver, [[Brantley Osk|PERSON]].",
    "[[Rodrigo Salcedo Quispe|PERSON]] lost. [[Salcedo|PERSON]] wept, [[Quispe|PERSON]] too.",
    "[[Roman Vrantz|PERSON]] and [[Christian Okoye|PERSON]] are no [[Romans|NORP]].",
    "Congressman [[Tony Hall|PERSON]] sat beside Biologist [[Nick Bos|PERSON]].",
    "[[Stacey Abrams|PERSON]] rose. [[Abrams|PERSON]] won.",
    # organisations
    "The [[Bank of Latvia|ORG]] and the [[Ministry of Foreign Affairs and Trade|ORG]] agreed.",
    "He joined the [[National Unity Front|ORG]] and left the [[Social Democratic Party|ORG]].",
    "The [[Organization for Maritime Safety|ORG]] ([[OMS|ORG]]) met. The [[OMS|ORG]] voted.",
    "The [[University of Oslo|ORG]], [[NATO|ORG]], the [[UN|ORG]] and [[Reuters|ORG]]",
    "The [[Law and Justice Party|ORG]] won.",
    # places
    "Trucks left the [[Kharkiv region|GPE]] for the [[Rafah crossing|FAC]].",
    "Ships crossed the [[Black Sea|LOC]] near the [[Gulf of Tarent|LOC]] and [[Lake Mirow|LOC]].",
    "A flight from [[Larkin Airport|FAC]] to [[10 Downing Street|FAC]]",
    "in northern [[Syria|GPE]] and [[North Korea|GPE]], in [[Odesa|GPE]], [[Ukraine|GPE]]",
    "The [[Kremlin|FAC]] and the [[White House|FAC]] were silent.",
    # groups and languages
    "[[Sunni|NORP]] clerics and [[French|NORP]] [[Republicans|NORP]] walked out.",
    "They wrote in [[Greek|LANGUAGE]] and in [[Turkish|LANGUAGE]].",
    "She speaks [[Ukrainian|LANGUAGE]] and answered in [[French|LANGUAGE]].",
    "[[Ukrainian|LANGUAGE]]-speaking [[Poles|NORP]]",
    "Treasury Cabinet Secretary [[Ruth Vrantz|PERSON]] said no.",
    # datelines, towns as first names, telephones
    "[[NEW DELHI|GPE]], [[March 14|DATE]] — In [[May|DATE]] General [[Salem Bouhadi|PERSON]] left.",
    "Call [[Maria Vrantz|PERSON]], +32 2 555 01 42 or (020) 7946 0958.",
    "The [[Committee on Economic and Monetary Affairs|ORG]] sat on [[the 20th|DATE]].",
    "The [[Film Association of America|ORG]], the [[Consumer Association|ORG]] and others agreed.",
    # laws, events, works, products
    "Under [[Article 5|LAW]] and the [[Clean Rivers Act|LAW]], after [[Hurricane Ines|EVENT]]",
    "the [[Minsk agreements|LAW]] and [[UN Security Council Resolution 1701|LAW]]",
    "the [[2020 Olympics|EVENT]] and the [[Second World War|EVENT]]",
    "the [[2019 Canadian federal election|EVENT]]",
    "They sent [[Leopard 2|PRODUCT]] tanks and an [[F-16|PRODUCT]] to [[Ukraine|GPE]].",
    "The [[F-16s|PRODUCT]] and a [[Su-25|PRODUCT]] fell.",
    "She won the [[Nobel Peace Prize|WORK_OF_ART]].",
    # headlines say little by their capitals
    "Crowds Gather As Leaders Discuss Peace Deal In Capital",
]
NOTHING = [
    "The President said that the Minister and the General agreed.",
    "Read More: See also our Photo Gallery",
    "They march; May they? Will he? Mark my words.",
    "He read the Reading list and was Nice to Mobile users.",
    "I think so. And You? Not Me.",
    "",
    " \n\n ",
]


def entities(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    found = RULES.suggest(article(text, language=language))
    return [(each.start, each.end, each.label) for each in found]


@pytest.mark.parametrize("marked", STORIES)
def test_stories(marked: str) -> None:
    text, _ = unmark(marked)

    assert mark(text, entities(text)) == marked


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text: str) -> None:
    assert mark(text, entities(text)) == text


def test_scraped_lines_are_read_like_others() -> None:
    marked = (
        "You're reading: [[Marchetti|PERSON]] meets [[Wrede|PERSON]] in [[Vienna|GPE]]\n\n"
        "President [[Elena Marchetti|PERSON]] and [[Jonas Wrede|PERSON]] met.\n\n"
        "Read More: Crowds gather in [[Vienna|GPE]]"
    )
    text, _ = unmark(marked)

    assert mark(text, entities(text)) == marked


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("in 2014", "date rule: year"),
        ("on 2 April", "date rule"),
        ("at noon", "time rule"),
        ("paid $5", "money rule"),
        ("in Ukraine", "gazetteer: countries → GPE"),
        ("Kurds", "gazetteer: peoples → NORP"),
        ("President Vrantz left", "title + name: President"),
        ("said Maria Vrantz", "first name: Maria"),
        ("the National Unity Front", "head word: Front"),
    ],
)
def test_explanations(text: str, explanation: str) -> None:
    (proposal,) = RULES.suggest(article(text))

    assert proposal.explanation == explanation
    assert proposal.layer is Layer.ENTITY
    assert proposal.suggester == "rules"


def test_the_version_names_code_and_lists() -> None:
    code, _, lists = RULES.version.partition(".")

    assert code.isdigit()
    assert len(lists) == 8
    assert RuleSuggester().version == RULES.version


def test_the_surname_says_whose_it_is() -> None:
    *_, last = RULES.suggest(article("Maria Vrantz left. Then Vrantz returned."))

    assert last.explanation == "surname of Maria Vrantz"


def test_one_name_has_one_label_in_an_article() -> None:
    text = "The town of Kirovsk Bay Park lies there. Maria Kirovsk spoke. Kirovsk smiled."
    labels = {text[start:end]: label for start, end, label in entities(text)}

    assert labels["Kirovsk"] == "PERSON"


def test_a_name_in_capitals_is_found_in_a_headline_too() -> None:
    assert [label for *_, label in entities("NATO AND THE EU")] == ["ORG", "ORG"]


def _is_sound(proposals: list[Proposal], text: str) -> None:
    last = 0
    for each in proposals:
        assert last <= each.start < each.end <= len(text)
        surface = text[each.start : each.end]
        assert surface == surface.strip()
        assert 0 < each.score <= 1
        assert each.explanation
        last = each.end


@given(st.text(max_size=300))
def test_any_text_gives_sound_spans(text: str) -> None:
    _is_sound(RULES.suggest(article(text)), text)


PIECES = (
    "President Maria al - Rashidi Vrantz , . ’s “ ” \n\n The the Bank of Latvia and & Party Lake "
    "2014 $5 percent million Ukraine Russian 🇺🇦 Київ مرحبا U.S. ( NATO ) Mr. Jr. J. said In "
    "Street 5th May 12 km Kharkiv region election 2020 presidential Canadian from between to at "
    "a.m. 10:30 一二 \u200b é"
)
pieces = st.sampled_from(PIECES.split(" "))


@given(st.lists(pieces, max_size=60), st.sampled_from([" ", "", "\u00a0"]))
def test_any_mixture_of_names_and_signs_gives_sound_spans(words: list[str], gap: str) -> None:
    text = gap.join(words)

    _is_sound(RULES.suggest(article(text)), text)


@given(st.lists(pieces, max_size=30))
def test_the_same_text_gives_the_same_proposals(words: list[str]) -> None:
    text = " ".join(words)

    assert RULES.suggest(article(text)) == RuleSuggester().suggest(article(text))


@pytest.mark.slow
def test_a_text_of_more_than_a_million_characters() -> None:
    story, spans = unmark(
        "President [[Elena Marchetti|PERSON]] paid [[$5|MONEY]] in [[Kyiv|GPE]].\n"
    )
    times = 1_050_000 // len(story)
    found = entities(story * times)

    assert len(found) == len(spans) * times
    last = len(story) * (times - 1)
    assert found[-3:] == [(last + start, last + end, label) for start, end, label in spans]


def test_other_languages_have_listed_names_only() -> None:
    text = "Der Minister Weber sprach in Kyiv mit der Partei."

    assert mark(text, entities(text, "de")) == text.replace("Kyiv", "[[Kyiv|GPE]]")


@pytest.mark.parametrize("language", ["de", "uk", "zh", "ar", "xx", "", "no-such-language"])
def test_other_languages_do_not_fail(language: str) -> None:
    _is_sound(
        RULES.suggest(article("Київ 2014. 北京 2014 年。 القاهرة", language=language)), "x" * 40
    )
