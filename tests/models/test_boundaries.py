"""Where names and triggers begin and end in headlines, quotes, compounds and possessives.

In each text the marked spans must be suggested exactly so; other suggestions may stand beside them
but may not overlap them.
"""

from __future__ import annotations

import pytest

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggestions import hide_suggestions, merge_proposals
from tests.annotate.suggesters.marked import mark, unmark

TEXTS = [
    # headlines
    "[[PUTIN|PERSON]] SAYS [[RUSSIA|GPE]] WILL [[WITHDRAW|WITHDRAW]] TROOPS FROM [[SYRIA|GPE]]",
    "[[Merkel|PERSON]] Flies to [[Ankara|GPE]] as [[EU|ORG]] Weighs [[Sanctions|SANCTION]]",
    "Live: [[Israel|GPE]] [[strikes|ATTACK]] [[Gaza|GPE]]\n\n[[Gaza|GPE]] — It ended.",
    "[[Kyiv|GPE]]\n[[Angela Merkel|PERSON]] visited [[Kyiv|GPE]] on [[Friday|DATE]].",
    # lines that point elsewhere
    "Read more: [[Zelensky|PERSON]] [[meets|MEET]] [[Erdogan|PERSON]] in [[Istanbul|GPE]]",
    "READ MORE: [[France|GPE]] [[arrests|ARREST_JAIL]] [[two|CARDINAL]] over [[Lyon|GPE]] attack",
    "Also read: [[Sudan|GPE]] army [[attacks|ATTACK]] [[Khartoum|GPE]] market",
    # quotes, straight and curly
    "“[[Ukraine|GPE]] is not alone,” [[said|STATEMENT]] [[Ursula von der Leyen|PERSON]].",
    "\"[[Germany|GPE]]\" and '[[France|GPE]]' were the words on the banner.",
    "‘[[Hamas|ORG]]’ was painted on a wall in [[Gaza City|GPE]].",
    "He told “[[Reuters|ORG]]” that [[three|CARDINAL]] people were [[killed|DIE]].",
    # hyphens
    "[[U.S.|GPE]]-[[Ukraine|GPE]] talks began in [[Geneva|GPE]].",
    "the [[Russian|NORP]]-backed forces in [[Donetsk|GPE]]",
    "an [[Iran|GPE]]-backed group and a [[Saudi|NORP]]-led coalition in [[Yemen|GPE]]",
    "the [[Israel|GPE]]–[[Hamas|ORG]] war",
    "pro-[[Russian|NORP]] rebels and anti-[[Taliban|ORG]] fighters",
    "the [[London|GPE]]-based paper",
    "[[Jean-Luc Mélenchon|PERSON]] spoke in [[Port-au-Prince|GPE]].",
    # possessives
    "[[Ukraine|GPE]]'s army and [[Ukraine|GPE]]’s farmers",
    "[[Angela Merkel|PERSON]]'s visit, [[Emmanuel Macron|PERSON]]’s speech",
    "the [[United States|GPE]]' allies and the [[United Nations|ORG]]’ envoy",
    "[[Reuters|ORG]]' reporter and [[Hezbollah|ORG]]'s leader",
    "[[Moscow|GPE]]’s forces [[shelled|ATTACK]] [[Kharkiv|GPE]]’s suburbs.",
    # names without titles, articles and what stands around them
    "President [[Joe Biden|PERSON]] met Prime Minister [[Rishi Sunak|PERSON]] in [[Belfast|GPE]].",
    "Gen. [[Mark Milley|PERSON]] and Foreign Minister [[Sergei Lavrov|PERSON]]",
    "the [[European Union|ORG]], [[Hezbollah|ORG]] and the [[Netherlands|GPE]]",
    "([[NATO|ORG]]), [[UNICEF|ORG]] and [[WHO|ORG]]: they agreed.",
    "the [[Taliban|ORG]]’s leader and [[Zelenskyy|PERSON]]’s office",
    "the [[Democratic Party|ORG]]'s nominee and the [[Lord’s Resistance Army|ORG]]",
    # more hyphens and a dash
    "[[U.S.|GPE]]–[[Ukraine|GPE]] ties, an [[EU|ORG]]-[[Russia|GPE]] border",
    "[[Moscow|GPE]]-backed, [[Hamas|ORG]]-run, [[Chinese|NORP]]-built, [[US|GPE]]-made",
    "Pro-[[Iranian|NORP]] militias, non-[[EU|ORG]] states and ex-[[Soviet|NORP]] republics",
    "[[mid-March|DATE]] in [[Guinea-Bissau|GPE]] and [[Bosnia-Herzegovina|GPE]]",
    (
        "President-elect [[Donald Trump|PERSON]] and then-Prime Minister [[Boris "
        "Johnson|PERSON]] spoke."
    ),
    # quotes of every form
    "the “[[Wagner|ORG]]” group, the '[[Wagner|ORG]]' group and «[[Gazprom|ORG]]»",
    "He said: ‘[[Russia|GPE]] must go.’ “[[Ukraine|GPE]],” he said, “will win.”",
    "‘“[[Gaza|GPE]] is hungry,” a medic [[told|STATEMENT]] [[Reuters|ORG]].’",
    (
        "“Go,” [[said|STATEMENT]] [[Amina|PERSON]].\n"
        "\n“They [[killed|DIE]] my brother.\n\n“On to [[Chad|GPE]].”"
    ),
    # datelines and bylines
    "[[GOMA|GPE]], [[DR Congo|GPE]] (Agency) — Rebels [[seized|SEIZE]] it on [[Tuesday|DATE]].",
    "[[GOMA|GPE]] (Agency) — Rebels [[seized|SEIZE]] the airport.",
    "[[VRANTZ|GPE]], [[Ukraine|GPE]] — Rebels [[seized|SEIZE]] the airport.",
    "[[SEOUL|GPE]]/[[TOKYO|GPE]] ([[Reuters|ORG]]) - [[North Korea|GPE]] fired a missile.",
    "[[PARIS|GPE]], [[March 3|DATE]] ([[Xinhua|ORG]]) -- It rained.",
    (
        "By [[JOHN SMITH|PERSON]], [[Associated Press|ORG]]\n"
        "[[WASHINGTON|GPE]] ([[AP|ORG]]) — It rained."
    ),
    "By [[Jane Doe|PERSON]], Foreign Correspondent | [[Jan. 5, 2024|DATE]]",
    "(Reporting by [[Jane Doe|PERSON]]; editing by [[John Roe|PERSON]])",
    # captions, lists, tables, headlines in capitals
    "Photo: an [[Israeli|NORP]] [[air strike|ATTACK]]. ([[AP|ORG]] Photo/[[Fatima Shbair|PERSON]])",
    "Credit: [[Sergey Bobok|PERSON]]/[[AFP|ORG]]/[[Getty Images|ORG]]",
    (
        "- [[Ukraine|GPE]]: [[12|CARDINAL]] [[killed|DIE]]\n"
        "• [[Israel|GPE]] [[strikes|ATTACK]] [[Beirut|GPE]]"
    ),
    "1. [[Poland|GPE]] closed its border with [[Belarus|GPE]]\n2) [[Israel|GPE]] waits",
    (
        "Country | [[Killed|DIE]] | [[Injured|INJURE]]\n"
        "[[Ukraine|GPE]] | [[12|CARDINAL]] | [[40|CARDINAL]]"
    ),
    "[[12 March 2024|DATE]]\t[[Gaza City|GPE]]\t[[104|CARDINAL]]",
    (
        "[[RUSSIAN|NORP]]-BACKED FORCES SHELL [[UKRAINE|GPE]]'S EAST, [[KILLING|DIE]] "
        "[[THREE|CARDINAL]]"
    ),
    "[[IRAN|GPE]]'S PRESIDENT [[RAISI|PERSON]] [[KILLED|DIE]] IN [[HELICOPTER CRASH|DISASTER]]",
    "RELATED ARTICLE: Why Did [[Russia|GPE]] [[Invade|ATTACK]] [[Ukraine|GPE]]?",
    # triggers of several words
    "They held a [[phone call|CONTACT]] before the [[peace talks|MEET]].",
    "An [[air strike|ATTACK]] ended the [[ceasefire agreement|CEASEFIRE]].",
    "A [[telephone call|CONTACT]] and an [[air raid|ATTACK]] in [[Aleppo|GPE]]",
    "Troops [[pulled out|WITHDRAW]] of [[Kherson|GPE]]; he [[stepped down|POSITION]].",
    "The sides signed a [[peace agreement|CEASEFIRE]] in [[Juba|GPE]].",
]


NOTHING = [
    ("Three earlier ceasefires have collapsed.", "collapsed"),
    ("The World Food Programme suspended aid to Tigray.", "suspended"),
    ("They want peace.", "peace"),
    ("Officers used tear gas.", "tear gas"),
    ("Clouds of tear gas filled the square.", "tear gas"),
    ("Air raid sirens sounded.", "raid"),
    ("EXCLUSIVE — Rebels came.", "EXCLUSIVE"),
    ("Reporting by Anna Schmidt in Berlin", "Reporting"),
]


@pytest.fixture(scope="module")
def news() -> NewsSuggester:
    return NewsSuggester()


def shown(news: NewsSuggester, text: str) -> list[tuple[int, int, str, Layer]]:
    proposals = merge_proposals(news.suggest(Article(id="1", text=text)))
    return [
        (each.start, each.end, each.label, each.layer)
        for each in hide_suggestions(proposals, gold=[], decisions={})
        if each.hidden is None
    ]


@pytest.mark.parametrize("marked", TEXTS)
def test_the_span_is_exactly_the_name_or_the_trigger(marked: str, news: NewsSuggester) -> None:
    text, spans = unmark(marked)
    found = shown(news, text)
    for start, end, label in spans:
        layer = Layer.EVENT if label in EVENT_TYPES else Layer.ENTITY
        here = [each for each in found if each[3] is layer and each[0] < end and start < each[1]]
        said = mark(text, [each[:3] for each in here])
        assert here == [(start, end, label, layer)], said


@pytest.mark.parametrize(("text", "words"), NOTHING)
def test_nothing_is_suggested_there(text: str, words: str, news: NewsSuggester) -> None:
    start = text.index(words)
    there = [each for each in shown(news, text) if each[0] < start + len(words) and start < each[1]]
    assert there == []
