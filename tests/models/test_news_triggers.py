"""Triggers that are none by where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.spans import Layer
from annotate.suggesters.news_triggers import (
    is_no_trigger,
    nouns_of_light_verbs,
    triggers_before_dates,
    triggers_otherwise,
    triggers_outside_names,
)
from annotate.suggestions import Proposal

FLOOR = 0.5


def proposal(text: str, word: str, label: str, score: float = 0.9) -> Proposal:
    start = text.index(word)
    layer = Layer.ENTITY if label in {"ORG", "EVENT", "PERSON", "FAC", "DATE"} else Layer.EVENT
    return Proposal(start, start + len(word), label, layer, score, "news", "")


@pytest.mark.parametrize(
    ("text", "word", "is_none"),
    [
        ("Troops will leave", "will", True),
        ("Troops Would leave", "Would", True),
        ("her will was read", "read", False),
        ("the president-elect spoke", "elect", True),
        ("They elect a mayor", "elect", False),
        ("the co-operation ended", "operation", True),
        ("the rescue operation ended", "operation", False),
        ("a drive-by shooting", "shooting", False),
        ("elect", "elect", False),
    ],
)
def test_auxiliaries_and_ends_of_words_are_no_triggers(
    text: str, word: str, *, is_none: bool
) -> None:
    assert is_no_trigger(text, proposal(text, word, "MEET")) is is_none
    assert not is_no_trigger(text, proposal(text, word, "ORG"))


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The vote comes as prices rise", "comes", "MOVE"),
        ("It came amid a row over fish", "came", "MOVE"),
        ("when it comes to saving money", "comes", "MOVE"),
        ("It came in response to a letter", "came", "MOVE"),
        ("The strike came to an end", "came", "MOVE"),
        ("The blaze left six people injured", "left", "MOVE"),
        ("The bank left its main rate unchanged", "left", "MOVE"),
        ("He leaves behind two sons", "leaves", "MOVE"),
        ("They carried out a raid", "carried out", "MOVE"),
        ("They carried out a raid", "carried", "MOVE"),
        ("Unions condemned the move", "move", "MOVE"),
        ("The council rejected a bid to build homes", "bid", "TRANSACTION"),
        ("The fire is treated as arson", "treated", "AID"),
        ("Norway’s latest move surprised all", "move", "MOVE"),
        ("She called the plan “a gamble”", "called", "CONTACT"),
        ('He called it "absurd"', "called", "CONTACT"),
        ("A lorry slammed into a wall", "slammed", "ACCUSE"),
        ("He committed serious crimes", "committed", "AGREE"),
        ("the abuses that were committed there", "committed", "AGREE"),
        ("She had 40 percent of the vote against 31", "vote against", "REJECT"),
        ("It rained.\n(Reporting by Ada Brandt)", "Reporting", "STATEMENT"),
        ("Reporting by Ada Brandt in Oslo", "Reporting", "STATEMENT"),
        ("It rained.\n(Additional reporting by Ada Brandt)", "reporting", "STATEMENT"),
        ("It did so in response to the floods", "response", "STATEMENT"),
        ("He ignored a request for comment", "request", "DEMAND"),
        ("He ignored requests for further comment", "comment", "STATEMENT"),
        ("the confirmed death toll", "confirmed", "STATEMENT"),
        ("Peru’s confirmed losses", "confirmed", "STATEMENT"),
        ("a vow not to leave Ukraine alone", "leave", "MOVE"),
        ("villages that the floods had left isolated", "left", "MOVE"),
        ("leaving 80 patients without medicine", "leaving", "MOVE"),
        ("The firm was left with debts", "left", "MOVE"),
        ("It will leave no doubt", "leave", "MOVE"),
        ("the deadliest clash in years", "deadliest", "DIE"),
        ("She called the killing a crime", "called", "DEMAND"),
        ("He dismissed the allegations", "dismissed", "POSITION"),
        ("She dismissed a newspaper’s report", "dismissed", "POSITION"),
        ("It was dismissed by critics as a sham", "dismissed", "POSITION"),
        ("an aide who asked not to be named", "named", "POSITION"),
        ("The tariffs will be reinstated", "reinstated", "POSITION"),
        ("The top prize went to a film from Chile", "went", "MOVE"),
        ("The threat will not go unanswered", "go", "MOVE"),
        ("The siege entered its third month", "entered", "MOVE"),
        ("rules that ban travel", "travel", "MOVE"),
        ("Both returned to the negotiating table", "returned", "MOVE"),
        ("The talks have collapsed", "collapsed", "DESTROY"),
        ("Three earlier ceasefires have all collapsed", "collapsed", "DESTROY"),
        ("Previous cease-fires quickly collapsed", "collapsed", "DESTROY"),
        ("before the bank’s collapse", "collapse", "DESTROY"),
        ("the collapse of the coalition", "collapse", "DESTROY"),
        ("Fighting erupted at dawn", "erupted", "DISASTER"),
        ("Riots have broken out; riots broke out", "broke out", "DISASTER"),
        ("Farmers blocked the main road", "blocked", "REJECT"),
        ("The bank will host the fund", "host", "MEET"),
        ("They captured both settlements", "settlements", "AGREE"),
        ("Two members withdrew their support", "withdrew", "WITHDRAW"),
        ("The charity suspended its operations", "suspended", "SANCTION"),
        ("Aid groups have suspended help to the region", "suspended", "SANCTION"),
        ("The Red Cross suspended all flights", "suspended", "SANCTION"),
        ("The army suspended food deliveries", "suspended", "SANCTION"),
        ("Convoys with flour were suspended", "suspended", "SANCTION"),
        ("They want peace", "peace", "CEASEFIRE"),
        ("Rescue teams came", "Rescue", "AID"),
        ("In return, two were freed", "return", "MOVE"),
        ("in return for grain", "return", "MOVE"),
        ("The firm released a report", "released", "JUSTICE"),
        ("The step is illegal", "illegal", "LEGISLATE"),
        ("She resigned in protest", "protest", "DEMONSTRATE"),
        ("a lunar probe", "probe", "INVESTIGATE"),
    ],
)
def test_fixed_phrases_hold_no_trigger_of_that_label(text: str, word: str, label: str) -> None:
    assert is_no_trigger(text, proposal(text, word, label))
    assert not is_no_trigger(text, proposal(text, word, "ATTACK"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nations strike a last-minute deal", "strike"),
        ("Dockworkers began a strike at the port", "strike"),
        ("a strike over wages", "strike"),
        ("He attacked the minister’s plan", "attacked"),
        ("a film that she shot in secret", "shot"),
        ("money in shell companies", "shell"),
        ("Air raid sirens sounded", "Air raid"),
        ("Varnesk beat Real Oster 3-1", "beat"),
        ("They fired 140 rockets", "rockets"),
        ("an air-raid shelter", "air-raid"),
        ("an air raid alert", "raid"),
    ],
)
def test_words_of_work_and_talk_are_no_attacks(text: str, word: str) -> None:
    assert is_no_trigger(text, proposal(text, word, "ATTACK"))
    assert not is_no_trigger(text, proposal(text, word, "AGREE"))


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The envoy came to Lima", "came", "MOVE"),
        ("Two others came as well", "came", "MOVE"),
        ("The trucks left the port", "left", "MOVE"),
        ("She left. Two men were found dead", "left", "MOVE"),
        ("They carried the wounded home", "carried", "MOVE"),
        ("The herds move north in May", "move", "MOVE"),
        ("the move of troops to the border", "move", "MOVE"),
        ("The firm rejected a bid to buy its shares", "bid", "TRANSACTION"),
        ("a hostile bid by a rival", "bid", "TRANSACTION"),
        ("Medics treated nine people", "treated", "AID"),
        ("He called her, and said “come home”", "called", "CONTACT"),
        ("The mayor slammed the company", "slammed", "ACCUSE"),
        ("Brussels committed 40 million euros", "committed", "AGREE"),
        ("Nine members vote against the plan", "vote against", "REJECT"),
        ("Reporting that two had died, he wept", "Reporting", "STATEMENT"),
        ("There was no response from the palace", "response", "STATEMENT"),
        ("A request for help was sent", "request", "DEMAND"),
        ("His comment drew laughter", "comment", "STATEMENT"),
        ("She confirmed the figures", "confirmed", "STATEMENT"),
        ("They will leave Kiel at noon", "leave", "MOVE"),
        ("She left the town. It is without water", "left", "MOVE"),
        ("a deadly clash", "deadly", "DIE"),
        ("He called again for a vote", "called", "DEMAND"),
        ("Rights groups called on her to act", "called", "DEMAND"),
        ("He dismissed the minister", "dismissed", "POSITION"),
        ("She was named ambassador", "named", "POSITION"),
        ("The judge was reinstated", "reinstated", "POSITION"),
        ("The envoy went to Oslo", "went", "MOVE"),
        ("Troops entered the city", "entered", "MOVE"),
        ("They travel by bus", "travel", "MOVE"),
        ("The roof collapsed", "collapsed", "DESTROY"),
        ("the collapse of a bridge", "collapse", "DESTROY"),
        ("The volcano erupted", "erupted", "DISASTER"),
        ("The upper house blocked the bill", "blocked", "REJECT"),
        ("Oslo will host the talks", "host", "MEET"),
        ("They reached a settlement", "settlement", "AGREE"),
        ("The army withdrew its tanks", "withdrew", "WITHDRAW"),
        ("The EU suspended trade talks", "suspended", "SANCTION"),
        ("Norway suspended military aid to Mali", "suspended", "SANCTION"),
        ("A floor of the bank’s tower collapsed", "collapsed", "DESTROY"),
        ("They made peace", "made peace", "CEASEFIRE"),
        ("The rescue took a day", "rescue", "AID"),
        ("They return for the harvest", "return", "MOVE"),
        ("A rocket attack", "rocket attack", "ATTACK"),
        ("Guards beat 3 of them", "beat", "ATTACK"),
        ("The air raid killed two", "air raid", "ATTACK"),
        ("The court released two men", "released", "JUSTICE"),
        ("A protest was held", "protest", "DEMONSTRATE"),
        ("a probe into bribes", "probe", "INVESTIGATE"),
        ("A drone strike killed two workers", "strike", "ATTACK"),
        ("They attacked a convoy near the plant", "attacked", "ATTACK"),
        ("A video shows the man who was shot", "shot", "ATTACK"),
    ],
)
def test_the_same_words_elsewhere_are_triggers(text: str, word: str, label: str) -> None:
    assert not is_no_trigger(text, proposal(text, word, label))


def test_a_word_of_a_name_that_is_shown_is_no_trigger() -> None:
    text = "The Harbour Rescue Service sent boats after the rescue"
    name = proposal(text, "Harbour Rescue Service", "ORG", 0.6)
    inside, outside = proposal(text, "Rescue", "AID"), proposal(text, "rescue", "AID")
    shown = [name, inside, outside]
    assert triggers_outside_names(text, shown, FLOOR) == [name, outside]
    weak = proposal(text, "Harbour Rescue Service", "ORG", 0.4)
    assert triggers_outside_names(text, [weak, inside], FLOOR) == [weak, inside]


def test_a_storm_is_both_a_name_and_a_trigger() -> None:
    text = "Cyclone Ines made landfall"
    shown = [proposal(text, "Cyclone Ines", "EVENT"), proposal(text, "Cyclone", "DISASTER")]
    assert triggers_outside_names(text, shown, FLOOR) == shown


@pytest.mark.parametrize(
    ("text", "trigger", "left"),
    [
        ("After the Ada Lund School shooting", "School shooting", "shooting"),
        ("After the Ada Lund School-shooting", "School-shooting", ""),
        ("After the Ada Lund School", "Ada Lund School", "Ada Lund School"),
    ],
)
def test_a_trigger_that_begins_in_a_name_begins_behind_it(
    text: str, trigger: str, left: str
) -> None:
    name = proposal(text, "Ada Lund School", "ORG")
    kept = triggers_outside_names(text, [name, proposal(text, trigger, "ATTACK")], FLOOR)
    assert [text[each.start : each.end] for each in kept[1:]] == ([left] if left else [])


def test_triggers_in_small_letters_stay_in_names() -> None:
    text = "Doctors for peace now"
    shown = [proposal(text, "Doctors for peace", "ORG"), proposal(text, "peace", "CEASEFIRE")]
    assert triggers_outside_names(text, shown, FLOOR) == shown


@pytest.mark.parametrize(
    ("text", "trigger", "date", "left"),
    [
        ("They agreed on Thursday", "agreed on", "Thursday", "agreed"),
        ("They agreed on a plan on Thursday", "agreed on", "Thursday", "agreed on"),
        ("They agreed Thursday", "agreed", "Thursday", "agreed"),
        ("They called for May elections", "called for", "May", "called for"),
    ],
)
def test_a_preposition_before_a_date_is_none_of_the_trigger(
    text: str, trigger: str, date: str, left: str
) -> None:
    event = proposal(text, trigger, "AGREE")
    cut, _ = triggers_before_dates(text, [event, proposal(text, date, "DATE")])
    assert text[cut.start : cut.end] == left


@pytest.mark.parametrize(
    ("text", "verb", "noun", "label", "is_light"),
    [
        ("Both sides declared another ceasefire", "declared", "ceasefire", "CEASEFIRE", True),
        ("They imposed tough new sanctions", "imposed", "sanctions", "SANCTION", True),
        ("Oslo offered further assistance", "offered", "assistance", "AID", True),
        ("It held the talks", "held", "talks", "MEET", True),
        ("She declared that a truce held", "declared", "truce", "CEASEFIRE", False),
        ("It declared its withdrawal", "declared", "withdrawal", "WITHDRAW", False),
        ("Oslo sent an invasion fleet", "sent", "invasion", "ATTACK", False),
        ("They signed a truce", "signed", "truce", "CEASEFIRE", False),
        ("They held hands. Talks went on", "held", "Talks", "MEET", False),
        ("They held a man after the raid", "held", "raid", "ATTACK", False),
    ],
)
def test_the_noun_is_marked_and_not_its_light_verb(
    text: str, verb: str, noun: str, label: str, *, is_light: bool
) -> None:
    first, second = proposal(text, verb, "STATEMENT"), proposal(text, noun, label)
    kept = nouns_of_light_verbs(text, [first, second], FLOOR)
    assert kept == ([second] if is_light else [first, second])


def test_a_light_verb_stays_where_its_noun_is_not_shown() -> None:
    text = "They imposed sanctions"
    verb, noun = proposal(text, "imposed", "SANCTION"), proposal(text, "sanctions", "SANCTION", 0.3)
    assert nouns_of_light_verbs(text, [verb, noun], FLOOR) == [verb, noun]
    name = replace(noun, layer=Layer.ENTITY, score=0.9)
    assert nouns_of_light_verbs(text, [verb, name], FLOOR) == [verb, name]


@pytest.mark.parametrize(
    ("text", "word", "label", "other"),
    [
        ("Peru’s Congress voted on Monday", "voted", "ELECT", "LEGISLATE"),
        ("MPs narrowly voted for it", "voted", "ELECT", "LEGISLATE"),
        ("The Senate votes today", "votes", "ELECT", "LEGISLATE"),
        ("Villagers voted on Monday", "voted", "ELECT", "ELECT"),
        ("Congress voted on Monday", "voted", "SUPPORT", "SUPPORT"),
        ("when a furnace exploded", "exploded", "ATTACK", "DISASTER"),
        ("when a bomb exploded", "exploded", "ATTACK", "ATTACK"),
    ],
)
def test_a_phrase_gives_another_label(text: str, word: str, label: str, other: str) -> None:
    given, name = proposal(text, word, label), proposal(text, text.split(maxsplit=1)[0], "ORG")
    assert triggers_otherwise(text, [given, name]) == [replace(given, label=other), name]
