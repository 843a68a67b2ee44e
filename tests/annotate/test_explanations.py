"""Explanations: every clause of the built-in suggesters can be said in another language."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import resources
from annotate import explanations
from annotate.articles import Article
from annotate.explanations import SEPARATOR, retold
from annotate.suggesters import LEXICON, NEWS, RULES, create

_TEXTS = (
    """President Ana Petrova met envoys in Lisbon on 3 March 2026. Petrova said talks would go on.
    The Ministry of Defence bought 40 tonnes of grain for $3 million, up 4 percent.""",
    """The Varna Relief Organisation (VRO) sent help. The VRO thanked Germany, a third of donors.
    Shelling went on near the Rafah crossing at 9 a.m. and a ceasefire was signed.""",
    """John Kerry, the foreign minister, spoke Arabic. Kerry, 52, won the 2024 general election.
    Maria Sousa Pinto said so twice; J. B. Alder denied it first. NATO agreed.""",
    """The Gulf of Aden, the Treaty of Lisbon and Operation Barkhane were named. The Sunni villages
    near Gaza City asked the Washington Post, Oxford University and Microsoft in 1999.""",
    """VRANTZ, Ukraine (AP) — A Kh-777 and the Aurora-2 probe flew over the USS Aurelia. In
    Chesapeake, Va., the United Relief Front (URF) ran Android 21 in 2024. It was the 6th
    Infantry Division.""",
)


@pytest.mark.parametrize("name", [RULES, LEXICON, NEWS])
def test_each_built_in_suggester_explains_itself_in_known_clauses(name: str) -> None:
    suggester = create(name)
    texts = [*_TEXTS, *_sample_texts()]
    said = {
        proposal.explanation
        for number, text in enumerate(texts)
        for proposal in suggester.suggest(Article(str(number), text))
    }
    assert len(said) > 10
    assert not sorted(text for text in said if text and not is_known(text))


def is_known(explanation: str) -> bool:
    """Whether each clause of it goes through the translation."""
    told = retold(explanation, lambda text: f"✓{text}")
    return all(clause.startswith("✓") for clause in told.split(SEPARATOR))


def _sample_texts() -> list[str]:
    path = Path(str(resources.path("samples"))) / "articles.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line]


def test_the_lists_that_come_with_the_program_are_those_that_are_translated() -> None:
    titles: set[str] = set()
    for path in Path(str(resources.path("patterns"))).glob("*.toml"):
        if path.stem in {"triggers", "name_parts"}:
            continue
        titles |= set(_titles(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert titles == set(explanations._LISTS)


def _titles(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["title"]] if isinstance(value.get("title"), str) else []
        return own + [title for inner in value.values() for title in _titles(inner)]
    if isinstance(value, list):
        return [title for inner in value for title in _titles(inner)]
    return []


@pytest.mark.parametrize(
    ("explanation", "expected"),
    [
        ("trigger lexicon: *ceasefire* → CEASEFIRE", "<trigger lexicon: *ceasefire* → CEASEFIRE>"),
        ("news model 92%; first name: Ana", "<news model 92%>; <first name: Ana>"),
        ("gazetteer: cities → GPE", "<gazetteer: <cities> → GPE>"),
        ("gazetteer: harbours of mine → GPE", "<gazetteer: harbours of mine → GPE>"),
        ("my list “Boats”: Sea Cloud → PRODUCT", "<my list “Boats”: Sea Cloud → PRODUCT>"),
        ("pipeline en_x: spans, precision 0.81", "<pipeline en_x: spans, precision 0.81>"),
        ("said + name", "<said + name>"),
        ("because I say so", "because I say so"),
        ("", ""),
    ],
)
def test_clauses_are_translated_and_their_words_kept(explanation: str, expected: str) -> None:
    names = set(explanations._LISTS) | set(explanations._CLAUSES)

    def tr(text: str) -> str:
        assert text in names
        return f"<{text}>"

    assert retold(explanation, tr) == expected


@pytest.mark.parametrize("clause", explanations._CLAUSES)
def test_no_clause_is_read_as_another(clause: str) -> None:
    fields = {"percent": "92%", "label": "GPE", "number": "0.8", "list": "cities"}
    said = clause.format(**dict.fromkeys(("words", "title", "key"), "x y"), **fields)
    read: list[str] = []
    assert retold(said, lambda text: read.append(text) or text) == said
    assert clause in read
