"""Names of people: what begins, continues and ends one, and what is none."""

from __future__ import annotations

import pytest

from annotate.suggesters.capitals import read_capitals
from annotate.suggesters.gazetteer import load_gazetteer
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.people import find_people, later_names
from annotate.suggesters.words import read_words


def people(text: str) -> dict[str, tuple[float, str]]:
    """Names in the text with score and reason; of several findings of one stretch the best."""
    words, parts, gazetteer = read_words(text), load_name_parts(), load_gazetteer()
    capitals = read_capitals(words, parts)
    found = find_people(words, capitals, gazetteer.find(words), gazetteer, parts)
    found += later_names(words, capitals, found, gazetteer, parts)
    best: dict[str, tuple[float, str]] = {}
    for person in found:
        name = text[words.starts[person.first] : words.ends[person.end - 1]]
        best[name] = max(best.get(name, (0.0, "")), (person.score, person.reason))
    return best


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Ilse Vrantz left.", "Ilse Vrantz"),
        ("the U.S. President-elect Vrantz", "Vrantz"),
        ("Sen. Vrantz", "Vrantz"),
        ("Former President Ilse Vrantz", "Ilse Vrantz"),
        ("Secretary of State Ilse Vrantz on Monday", "Ilse Vrantz"),
        ("Mr Vrantz's house", "Vrantz"),
        ("Queen Ilse II spoke", "Ilse II"),
        ("Ayatollah Ali Vrantz", "Ali Vrantz"),
        ("Colonel Osk-Brantley", "Osk-Brantley"),
        ("Captain D'Arcy Vrantz", "D'Arcy Vrantz"),
        ("General Ludwig von Vrantz", "Ludwig von Vrantz"),
        ("Judge Sonia O’Brien", "Sonia O’Brien"),
        ("Dr. Vrantz, a physician", "Vrantz"),
        ("Rep. J. D. Osk", "J. D. Osk"),
    ],
)
def test_titles_lead_to_names_and_stay_outside(text: str, name: str) -> None:
    found = people(text)

    assert list(found) == [name]
    assert found[name][1].startswith("title + name")


@pytest.mark.parametrize(
    "text",
    [
        "General Motors",
        "the General Assembly",
        "the Chief Justice Office",
        "President on Monday",
        "the Prime Minister’s office",
        "Major League Baseball",
        "the Private Bank",
        "the Minister of Health",
        "Secretary General of the United Nations",
        "King County",
        "Mayor of London",
        "The General said no.",
    ],
)
def test_titles_without_a_name(text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("said Ilse Vrantz, 44, of Riga", ["Ilse Vrantz"]),
        ("Maria and Peter Osk", ["Maria", "Peter Osk"]),
        ("Olena Vrantz-Bondar’s book", ["Olena Vrantz-Bondar"]),
        ("Mary Jane Vrantz Osk smiled", ["Mary Jane Vrantz Osk"]),
        ("Ilse Vrantz Monday denied it", ["Ilse Vrantz"]),
        ("Ilse Vrantz\nPeter Osk", ["Ilse Vrantz", "Peter Osk"]),
        ("(Ilse Vrantz)", ["Ilse Vrantz"]),
        ("Carlos de la Vrantz wrote", ["Carlos de la Vrantz"]),
        ("Kim Vrantz-hee sang", ["Kim Vrantz-hee"]),
        ("Jack London wrote", ["Jack London"]),
    ],
)
def test_first_names_lead_to_names(text: str, names: list[str]) -> None:
    assert list(people(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "George Washington University",
        "Victoria Station",
        "Florence and Sydney",
        "Santiago de Chile",
        "in Georgia and Jordan",
        "Will they come? May I? Grant it.",
        "Christian churches and Roman law",
        "Mary",
    ][:-1],
)
def test_first_names_that_are_something_else(text: str) -> None:
    assert people(text) == {}


def test_a_first_name_alone_is_weak() -> None:
    score, reason = people("They saw Maria there.")["Maria"]

    assert score < 0.6
    assert reason == "first name alone"


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("the analyst Zorvan Quill wrote", "Zorvan Quill", "role + name: analyst"),
        ("Zorvan Quill, the party’s leader, left", "Zorvan Quill", "name + role: leader"),
        ("The mayor, Zorvan Quill, left", "Zorvan Quill", "role + name: mayor"),
        ("yes, Zorvan Quill said", "Zorvan Quill", "name + said"),
        ("“Yes,” said Zorvan Quill", "Zorvan Quill", "said + name"),
        ("They met Zorvan B. Quill there", "Zorvan B. Quill", "name with an initial"),
        ("Zorvan Zelensky spoke", "Zorvan Zelensky", "name before a known surname: Zelensky"),
    ],
)
def test_unknown_names_need_a_neighbour(text: str, name: str, reason: str) -> None:
    assert people(text)[name][1] == reason


@pytest.mark.parametrize(
    "text",
    ["They saw Zorvan Quill there.", "Zorvan said no.", "Deep Purple played in Zorvan Quill."],
)
def test_unknown_names_without_a_neighbour_are_left_alone(text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Ilse Vrantz came. Vrantz left.", "Vrantz", "surname of Ilse Vrantz"),
        ("Vrantz left. Ilse Vrantz came.", "Vrantz", "surname of Ilse Vrantz"),
        ("Ilse van Vrantz came. Then van Vrantz left.", "van Vrantz", "surname of Ilse van Vrantz"),
        ("Ilse Vrantz Jr. came. Vrantz left.", "Vrantz", "surname of Ilse Vrantz"),
        ("Ilse Vrantz-Osk came. Vrantz-Osk left.", "Vrantz-Osk", "surname of Ilse Vrantz - Osk"),
        ("Kim Vrantz-un came. Kim left.", "Kim", "surname of Kim Vrantz - un"),
    ],
)
def test_later_the_surname_is_enough(text: str, name: str, reason: str) -> None:
    assert people(text)[name][1] == reason


def test_a_surname_that_is_a_country_is_doubtful() -> None:
    found = people("Ilse Chad came. Chad left.")

    assert found["Chad"][0] <= 0.6


def test_a_word_that_only_begins_a_sentence_is_no_surname() -> None:
    found = people("Peter Fire came. Fire broke out; the fire grew, and another fire.")

    assert list(found) == ["Peter Fire"]


def test_in_a_headline_names_are_short() -> None:
    found = people("Ilse Vrantz Meets Peter Osk Before Crucial Summit Opening")

    assert "Ilse Vrantz" in found
    assert not any(len(name.split()) > 2 for name in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Harriet Osk-Lane, Political Editor", "Harriet Osk-Lane"),
        ("(Reporting by Ada Brantley in Lima; Editing by Jan Osk-Lee)", "Jan Osk-Lee"),
        ('Christopher "Kit" Vrantz was fined', 'Christopher "Kit" Vrantz'),
        ("gang leader Jimmy “Barbecue” Vrantz fled", "Jimmy “Barbecue” Vrantz"),
        ('the boss Peter "El Mayo" de Vrantz fled', 'Peter "El Mayo" de Vrantz'),
        ("Cllr Ilse Vrantz said so", "Ilse Vrantz"),
        ("U.S. District Judge Ilse Vrantz ruled", "Ilse Vrantz"),
        ("Detective Inspector Vrantz said", "Vrantz"),
    ],
)
def test_hyphens_and_nicknames_belong_to_a_name(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        'Peter "was late" and Vrantz left',
        'Peter said "No" to Vrantz',
        'Peter "One Two Three Four" Vrantz',
        'He told Peter: "Vrantz left"',
    ],
)
def test_quotes_around_other_words_are_no_nickname(text: str) -> None:
    assert not any('"' in name for name in people(text))
