"""The shipped trigger lexicon: well formed, large enough, in order, right on plain sentences."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections import Counter
from typing import Any

import pytest

import resources
from annotate.articles import Article
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.suggesters.inflection import verb_forms
from annotate.suggesters.lexicon import LexiconSuggester, load_lexicon
from annotate.suggesters.lexicon_file import parse_lexicon

TEXT = resources.read_text("patterns", "triggers.toml")
LEXICON: dict[str, Any] = tomllib.loads(TEXT)
KINDS = ("verb", "noun", "word", "phrase")
CONTEXTS = tuple(
    f"{no}{side}" for no in ("", "not_") for side in ("before", "after", "prev", "next")
)
MARK = re.compile(r"[\[\]]|/[vn]")
ENTRIES: list[tuple[str, dict[str, Any]]] = [
    (label, entry) for label, entries in LEXICON["triggers"].items() for entry in entries
]


def kind_of(entry: dict[str, Any]) -> str:
    return next(kind for kind in KINDS if kind in entry)


def written(entry: dict[str, Any]) -> str:
    return entry[kind_of(entry)]


def name(label: str, entry: dict[str, Any]) -> str:
    return f"{label} {written(entry)}"


def context_items() -> list[str]:
    classes = itertools.chain.from_iterable(LEXICON["classes"].values())
    entries = (entry.get(key, []) for _, entry in ENTRIES for key in CONTEXTS)
    return [*classes, *itertools.chain.from_iterable(entries)]


def test_the_reader_accepts_it() -> None:
    lexicon = parse_lexicon(TEXT, source="triggers.toml")
    assert len(lexicon.entries) == len(ENTRIES)
    assert lexicon.language == "en"


def test_covers_the_thirty_labels_of_the_news_schema_and_no_other() -> None:
    events = [label.name for label in find_schema("news").in_layer(Layer.EVENT)]
    assert set(LEXICON["triggers"]) == set(events)


def test_has_more_than_500_distinct_lemmas() -> None:
    lemmas = {MARK.sub("", written(entry)) for _, entry in ENTRIES}
    assert len(lemmas) > 500
    assert len({written(entry) for _, entry in ENTRIES if "verb" in entry}) > 500


@pytest.mark.parametrize("label", LEXICON["triggers"])
def test_every_label_has_words_of_several_kinds(label: str) -> None:
    kinds = Counter(kind_of(entry) for entry in LEXICON["triggers"][label])
    assert sum(kinds.values()) >= 8
    assert kinds["noun"] >= 3
    assert kinds["phrase"] >= 3
    assert kinds["verb"] >= 2


def test_scores_are_neither_noise_nor_certainty() -> None:
    for label, entry in ENTRIES:
        assert 0.3 <= entry["score"] < 1, name(label, entry)


def test_no_entry_is_there_twice() -> None:
    seen = Counter(
        (label, *sorted((key, str(value)) for key, value in entry.items() if key != "score"))
        for label, entry in ENTRIES
    )
    assert [entry for entry, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("label", LEXICON["triggers"])
def test_entries_are_in_the_stated_order(label: str) -> None:
    order = [
        (KINDS.index(kind_of(entry)), MARK.sub("", written(entry)).replace(".. ", "").split())
        for entry in LEXICON["triggers"][label]
    ]
    assert order == sorted(order)


def test_every_entry_stands_on_a_line_of_its_own() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("  { ")]
    assert len(lines) == len(ENTRIES)
    assert all(line.endswith(" },") for line in lines)


def test_context_items_are_words_stems_or_known_classes() -> None:
    item = re.compile(
        rf"<(?:{'|'.join(['digit', 'capital', *LEXICON['classes']])})>"
        r"|[^\s<>*A-Z-]{3,}\*|[^\s<>*A-Z-]+"
    )
    assert [text for text in context_items() if not item.fullmatch(text)] == []


def test_context_lists_are_neither_empty_nor_repeat_an_item() -> None:
    for label, entry in ENTRIES:
        for key in (*CONTEXTS, "only"):
            items = entry.get(key, ["?"])
            assert items, name(label, entry)
            assert len(items) == len(set(items)), f"{name(label, entry)}: {key}"


def test_no_item_is_both_wanted_and_forbidden_in_the_same_place() -> None:
    for label, entry in ENTRIES:
        for side in ("before", "after", "prev", "next"):
            both = set(entry.get(side, [])) & set(entry.get(f"not_{side}", []))
            assert not both, name(label, entry)


def test_every_class_is_used() -> None:
    used = set(context_items())
    assert {f"<{each}>" for each in LEXICON["classes"]} <= used


def test_every_irregular_verb_is_used_and_irregular() -> None:
    verbs = {entry["verb"] for _, entry in ENTRIES if "verb" in entry}
    phrases = [written(entry) for _, entry in ENTRIES if "phrase" in entry] + LEXICON["ignore"]
    for words in re.findall(r"([^\s\[\]]+)/v", " ".join(phrases)):
        verbs |= set(words.split("|"))
    for verb, forms in LEXICON["irregular"]["verb"].items():
        assert verb in verbs
        assert {verb, *forms} != verb_forms(verb), verb


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("stab", "stabbed"), ("ban", "banning"), ("shoot", "shot"), ("withdraw", "withdrew"),
        ("flee", "fled"), ("quit", "quitting"), ("hijack", "hijacked"), ("overthrow", "overthrown"),
        ("slay", "slain"), ("cancel", "cancelled"), ("cancel", "canceled"), ("steal", "stole"),
        ("deter", "deterred"), ("plead", "pled"), ("admit", "admitted"), ("annul", "annulled"),
    ],
)  # fmt: skip
def test_irregular_forms_are_known(lemma: str, form: str) -> None:
    assert form in verb_forms(lemma, LEXICON["irregular"]["verb"])


AMBIGUOUS = [
    "fire",
    "charge",
    "strike",
    "call",
    "appeal",
    "deal",
    "order",
    "move",
    "leave",
    "hit",
    "shell",
    "march",
    "free",
    "release",
    "pass",
    "try",
    "drive",
    "run",
    "press",
    "block",
    "name",
    "head",
    "walk",
]


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_ambiguous_words_need_a_condition(word: str) -> None:
    for label, entry in ENTRIES:
        if written(entry) == word:
            conditions = {*CONTEXTS, "only", "capital"} & set(entry)
            assert conditions, name(label, entry)


def test_the_example_in_the_readme_is_a_lexicon() -> None:
    readme = resources.read_text("patterns", "README.md")
    (example,) = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    suggester = LexiconSuggester(parse_lexicon(example, source="README.md"))
    text = (
        "They launched a new attack with drone strikes; planes bombed a hospital. No heart attack."
    )
    assert found(suggester, text) == {"attack": "ATTACK", "strikes": "ATTACK", "bombed": "ATTACK"}
    assert found(suggester, "A hunger strike on Monday. The clinic treats heart attacks.") == {}


# Behaviour, through the real matcher.


@pytest.fixture(scope="module")
def suggester() -> LexiconSuggester:
    return load_lexicon()


def found(suggester: LexiconSuggester, text: str) -> dict[str, str]:
    """Covered text → label with the highest score."""
    article = Article(id="one", text=text)
    best: dict[str, str] = {}
    for proposal in suggester.suggest(article):
        best.setdefault(text[proposal.start : proposal.end], proposal.label)
    return best


TRIGGERS = [
    ("ATTACK", "Artillery shelled the port for an hour.", "shelled"),
    ("ATTACK", "Guards opened fire on the crowd.", "opened fire"),
    ("ATTACK", "The army launched a new ground offensive in the south.", "offensive"),
    ("ATTACK", "An overnight drone strike hit the depot.", "drone strike"),
    ("DIE", "Two fishermen drowned near the quay.", "drowned"),
    ("DIE", "The death toll rose to forty.", "death toll"),
    ("DIE", "The driver was shot dead at a checkpoint.", "shot dead"),
    ("INJURE", "A dozen people were seriously wounded.", "seriously wounded"),
    ("INJURE", "She suffered severe burns.", "burns"),
    ("DESTROY", "Rebels burned down the market.", "burned down"),
    ("DESTROY", "The storm flattened three villages.", "flattened"),
    ("SEIZE", "Gunmen took nine aid workers hostage.", "hostage"),
    ("SEIZE", "The blockade of the port goes on.", "blockade"),
    ("DEPLOY", "Troops massed at the border.", "massed"),
    ("DEPLOY", "The two navies began a live-fire drill.", "live-fire drill"),
    ("WITHDRAW", "The brigade pulled out of the town.", "pulled out"),
    ("WITHDRAW", "A phased troop withdrawal begins in May.", "troop withdrawal"),
    ("CEASEFIRE", "Both sides declared a three-day ceasefire.", "ceasefire"),
    ("CEASEFIRE", "They agreed on a cease-fire at dawn.", "cease-fire"),
    ("CEASEFIRE", "Fighters laid down their arms.", "arms"),
    ("MEET", "The ministers held talks in Vienna.", "talks"),
    ("MEET", "The summit opened on Monday.", "summit"),
    ("CONTACT", "He telephoned his counterpart.", "telephoned"),
    ("CONTACT", "They spoke by telephone for an hour.", "spoke by telephone"),
    ("AGREE", "The parties reached a last-minute deal.", "deal"),
    ("AGREE", "The company pledged to repair the dam.", "pledged"),
    ("REJECT", "The council turned down the plan.", "turned down"),
    ("REJECT", "She refused to comment further.", "refused to"),
    ("DEMAND", "Aid groups called for an inquiry.", "called for"),
    ("DEMAND", "The mayor urged patience.", "urged"),
    ("THREATEN", "The militia threatened to cut the road.", "threatened"),
    ("ACCUSE", "The envoy accused both sides.", "accused"),
    ("ACCUSE", "Critics slammed the decision.", "slammed"),
    ("SUPPORT", "The party endorsed her candidacy.", "endorsed"),
    ("AID", "A ship with humanitarian aid docked.", "humanitarian aid"),
    ("AID", "Crews rescued fourteen miners.", "rescued"),
    ("SANCTION", "The bloc imposed tough economic sanctions.", "economic sanctions"),
    ("SANCTION", "Norway expelled four diplomats.", "expelled"),
    ("STATEMENT", "“It is over,” he said.", "said"),
    ("STATEMENT", "A news conference is planned.", "news conference"),
    ("ELECT", "Voters went to the polls on Sunday.", "went to the polls"),
    ("ELECT", "The presidential election was close.", "presidential election"),
    ("POSITION", "The minister stepped down.", "stepped down"),
    ("POSITION", "Her cabinet was sworn in at noon.", "sworn in"),
    ("LEGISLATE", "Parliament ratified the convention.", "ratified"),
    ("LEGISLATE", "The senate passed the bill by two votes.", "passed"),
    ("DEMONSTRATE", "Thousands took to the streets.", "took to the streets"),
    ("DEMONSTRATE", "Nurses went on strike.", "went on strike"),
    ("ARREST_JAIL", "Police detained thirty people.", "detained"),
    ("ARREST_JAIL", "He was taken into custody.", "taken into custody"),
    ("JUSTICE", "She was charged with fraud.", "charged"),
    ("JUSTICE", "The editor pleaded guilty.", "pleaded guilty"),
    ("INVESTIGATE", "Prosecutors opened an investigation.", "investigation"),
    ("CRIME", "The clerk admitted money laundering.", "money laundering"),
    ("CRIME", "Thieves stole two paintings.", "stole"),
    ("MOVE", "Families fled across the river.", "fled"),
    ("MOVE", "The evacuation of the hospital began.", "evacuation"),
    ("TRANSACTION", "The state sold its shares.", "sold"),
    ("DISASTER", "An earthquake shook the island.", "earthquake"),
    ("DISASTER", "The ferry capsized in high waves.", "capsized"),
]


@pytest.mark.parametrize(("label", "sentence", "trigger"), TRIGGERS)
def test_finds(suggester: LexiconSuggester, label: str, sentence: str, trigger: str) -> None:
    assert found(suggester, sentence).get(trigger) == label


def test_the_sentences_above_cover_every_label() -> None:
    assert {label for label, _, _ in TRIGGERS} == set(LEXICON["triggers"])


SILENT = [
    "He is in charge of the kitchen.",
    "The hotel is left of the bridge.",
    "They deal with it every year.",
    "The chef is free of charge on Sundays.",
    "It was the shooting star of the season.",
    "The choir meets the highest standards.",
    "She suffered a heart attack in May.",
    "In order to save water, the garden stays dry.",
    "He won a penalty shootout.",
    "The flood of letters surprised the office.",
    "A fire engine stood in the yard.",
    "The last song is a smash hit.",
    "The far left has ten seats.",
    "In March the roses are cut.",
    "Human rights are on the agenda.",
    "The trade union has a new office.",
    "It is a clinical trial with mice.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_stays_silent_on(suggester: LexiconSuggester, sentence: str) -> None:
    assert found(suggester, sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("Two Russian missiles struck the depot.", "struck", "ATTACK"),
        ("A strong earthquake struck the coast.", "struck", "DISASTER"),
        ("The president dismissed his defence minister.", "dismissed", "POSITION"),
        ("The president dismissed the claim.", "dismissed", "REJECT"),
        ("She appealed for calm.", "appealed for", "DEMAND"),
        ("She will appeal against the verdict.", "appeal", "JUSTICE"),
        ("The governor fired his police chief.", "fired", "POSITION"),
        ("Soldiers fired at the car.", "fired", "ATTACK"),
        ("The jets shot down a drone.", "shot down", "DESTROY"),
        ("Rebels took over the airport.", "took over", "SEIZE"),
        ("Ida took over as mayor.", "took over", "POSITION"),
        ("The dock workers are on strike.", "on strike", "DEMONSTRATE"),
        ("The air strike lasted a minute.", "air strike", "ATTACK"),
    ],
)
def test_context_decides(
    suggester: LexiconSuggester, sentence: str, trigger: str, label: str
) -> None:
    assert found(suggester, sentence).get(trigger) == label


def test_samples_get_a_useful_number_of_suggestions(suggester: LexiconSuggester) -> None:
    labels: set[str] = set()
    for line in resources.read_text("samples", "articles.jsonl").splitlines():
        record = json.loads(line)
        article = Article(id=record["id"], title=record["title"], text=record["text"])
        proposals = suggester.suggest(article)
        spans = {(each.start, each.end) for each in proposals}
        assert 4 <= len(record["text"].split()) / len(spans) <= 25, record["id"]
        labels |= {each.label for each in proposals}
    assert labels == set(LEXICON["triggers"])
