from __future__ import annotations

import math
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import Article
from annotate.errors import PipelineMissingError
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import ENTITY_TYPES, EVENT_TYPES
from annotate.suggesters.news_model import Calibration, Found, NewsModel, shipped_folder
from annotate.suggestions import Proposal

ARTICLE = """Ceasefire talks resume in Geneva

President Amira Haddad met Foreign Minister Jonas Lindqvist in Geneva on Tuesday. The United \
Nations said the Swedish envoy would visit Aleppo next week.

“We condemn the attack,” Haddad told Reuters. At least twelve people were killed and dozens were \
injured when rebels shelled a market near Homs. Police arrested two suspects.
"""


@pytest.fixture(scope="module")
def model() -> NewsModel:
    return NewsModel(shipped_folder())


def said(found: list[Found], text: str, layer: Layer = Layer.ENTITY) -> set[tuple[str, str]]:
    return {(text[f.start : f.end], f.label) for f in found if f.layer is layer}


def test_names_and_dates_of_an_article_are_found(model: NewsModel) -> None:
    found = said(model.read(ARTICLE), ARTICLE)
    assert found >= {
        ("Geneva", "GPE"),
        ("United Nations", "ORG"),
        ("Swedish", "NORP"),
        ("Aleppo", "GPE"),
        ("Homs", "GPE"),
        ("Reuters", "ORG"),
        ("Haddad", "PERSON"),
    }
    assert any(label == "DATE" and "Tuesday" in text for text, label in found)


def test_events_of_an_article_are_found(model: NewsModel) -> None:
    found = said(model.read(ARTICLE), ARTICLE, Layer.EVENT)
    assert found >= {
        ("told", "STATEMENT"),
        ("attack", "ATTACK"),
        ("killed", "DIE"),
        ("injured", "INJURE"),
        ("arrested", "ARREST_JAIL"),
    }


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Ukraine’s army held the town of Pokrovsk.", "Ukraine", "GPE"),
        ("The U.S. envoy left Ukraine, officials said.", "U.S.", "GPE"),
        ("Germany's chancellor flew to Paris.", "Germany", "GPE"),
        ("“Turkey will not wait,” she said in Ankara.", "Turkey", "GPE"),
        ("Talks in Cairo\nRead more: Egypt opens the crossing", "Egypt", "GPE"),
    ],
)
def test_a_span_is_exactly_the_name(model: NewsModel, text: str, name: str, label: str) -> None:
    assert (name, label) in said(model.read(text), text)


def test_case_is_seen_though_the_encoder_ignores_it(model: NewsModel) -> None:
    lower, proper = "he will march in may", "Theresa May will march"
    assert not said(model.read(lower), lower) & {("may", "PERSON"), ("march", "PERSON")}
    assert ("Theresa May", "PERSON") in said(model.read(proper), proper)


def test_scores_are_chances_and_spans_of_a_layer_never_overlap(model: NewsModel) -> None:
    found = model.read(ARTICLE)
    for layer in Layer:
        end = 0
        for item in (f for f in found if f.layer is layer):
            assert end <= item.start < item.end <= len(ARTICLE)
            assert model.floors[layer] <= item.score < 1.0
            assert item.label in (ENTITY_TYPES if layer is Layer.ENTITY else EVENT_TYPES)
            end = item.end


def test_reading_together_is_reading_alone(model: NewsModel) -> None:
    texts = [ARTICLE, "", "Nothing here.", ARTICLE.upper(), "Haddad left Geneva."]
    together = model.read_all(texts)
    for text, found in zip(texts, together, strict=True):
        alone = {(f.start, f.end, f.label): f.score for f in model.read(text)}
        both = {(f.start, f.end, f.label): f.score for f in found}
        # int8 rounds by batch, so a score differs a little, and unsure spans may come and go.
        for span in both.keys() | alone.keys():
            assert both.get(span, 0.3) == pytest.approx(alone.get(span, 0.3), abs=0.2)


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_text_is_read(model: NewsModel, text: str) -> None:
    for found in model.read(text):
        assert 0 <= found.start < found.end <= len(text)


def test_half_a_surrogate_pair_moves_no_offset(model: NewsModel) -> None:
    text = "\ud83d broken, but Angela Merkel visited Berlin"
    assert ("Angela Merkel", "PERSON") in said(model.read(text), text)


def test_a_sentence_longer_than_the_network_can_read_is_read(model: NewsModel) -> None:
    text = "and then " * 600 + "Angela Merkel flew to Berlin"
    assert ("Berlin", "GPE") in said(model.read(text), text)


def test_everything_is_kept_when_asked(model: NewsModel) -> None:
    everything = NewsModel(shipped_folder(), keeps_all=True).read(ARTICLE)
    kept = {(f.start, f.end, f.layer) for f in model.read(ARTICLE)}
    assert {(f.start, f.end, f.layer) for f in everything} >= kept


def test_a_missing_model_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(PipelineMissingError):
        NewsModel(tmp_path)


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_the_order_and_stays_a_chance(one: float, two: float) -> None:
    calibration = Calibration(slope=0.7, offset=-0.3, shifts={"ORG": 0.5})
    low, high = sorted((one, two))
    assert 0 < calibration.of(low, "ORG") <= calibration.of(high, "ORG") < 1
    assert calibration.of(one, "ORG") >= calibration.of(one, "GPE")


def test_calibration_by_default_changes_nothing() -> None:
    assert Calibration().of(0.8, "ORG") == pytest.approx(0.8)
    assert not math.isnan(Calibration().of(0.0, "ORG") + Calibration().of(1.0, "ORG"))


def article(text: str, language: str = "en") -> Article:
    return Article(id="a", text=text, language=language)


def test_the_suggester_says_who_stands_behind_a_proposal(model: NewsModel) -> None:
    suggester = NewsSuggester(model)
    proposals = suggester.suggest(article(ARTICLE))
    assert suggester.name == "news"
    assert suggester.version.startswith(model.version)
    assert suggester.layers == frozenset(Layer)
    assert {proposal.layer for proposal in proposals} == set(Layer)
    assert {proposal.suggester for proposal in proposals} == {"news"}
    assert any(proposal.explanation.startswith("news model ") for proposal in proposals)
    geneva = [p.explanation for p in proposals if ARTICLE[p.start : p.end] == "Geneva"]
    assert geneva
    assert all("; gazetteer" in explanation for explanation in geneva)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Russian-backed militia fled.", {("Russian", "NORP")}),
        ("The U.S.-Ukraine accord was signed.", {("U.S.", "GPE"), ("Ukraine", "GPE")}),
        ("President Emmanuel Macron met Gen. Mark Milley.", {
            ("Emmanuel Macron", "PERSON"), ("Mark Milley", "PERSON"),
        }),
    ],
)  # fmt: skip
def test_the_rules_help_where_the_model_is_weak(
    model: NewsModel, text: str, names: set[tuple[str, str]]
) -> None:
    proposals = NewsSuggester(model).suggest(article(text))
    said = {(text[p.start : p.end], p.label) for p in proposals if p.layer is Layer.ENTITY}
    assert said >= names


def test_the_suggester_leaves_other_languages_to_the_rules(model: NewsModel) -> None:
    proposals = NewsSuggester(model).suggest(article("Angela Merkel flog nach Berlin.", "de"))
    assert not any("news model" in proposal.explanation for proposal in proposals)


def test_the_suggester_passes_on_what_the_model_does_not_know(model: NewsModel) -> None:
    text = "The bank lent $3 million to Reuters."
    labels = {text[p.start : p.end]: p.label for p in NewsSuggester(model).suggest(article(text))}
    assert labels["$3 million"] == "MONEY"


def test_the_module_loads_no_network_before_it_is_asked() -> None:
    code = (
        "import sys; import annotate.suggesters.news as n; n.NewsSuggester();"
        "assert not {'onnxruntime', 'numpy', 'spacy'} & set(sys.modules), 'loaded at import'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.slow
def test_a_book_is_read_in_bounded_time(model: NewsModel) -> None:
    text = ARTICLE * 60
    began = time.perf_counter()
    found = model.read(text)
    assert time.perf_counter() - began < 60
    assert len(found) > 60 * 10


def test_a_people_in_a_compound_keeps_what_the_rules_say_of_it() -> None:
    text = "The Qatari-hosted meeting opened in Doha."
    found = {
        text[each.start : each.end]: each
        for each in NewsSuggester().suggest(Article("a", text))
        if each.layer is Layer.ENTITY
    }
    assert found["Qatari"].label == "NORP"
    assert found["Qatari"].score >= 0.9


def test_a_long_article_is_previewed_part_by_part_with_the_same_end(model: NewsModel) -> None:
    text = ARTICLE * 120
    suggester = NewsSuggester(model)
    told: list[tuple[list[Proposal], int, int]] = []
    found = suggester.suggest_partly(
        Article("a", text), lambda found, start, end: told.append((list(found), start, end))
    )
    assert found == suggester.suggest(Article("a", text))
    assert len(told) > 1
    assert told[0][1] == 0
    assert all(one[2] == two[1] for one, two in pairwise(told))
    key = {(each.layer, each.start, each.end, each.label) for each in found}
    previewed = {
        (each.layer, each.start, each.end, each.label) for part, _, _ in told for each in part
    }
    reached = told[-1][2]
    assert len(previewed ^ {each for each in key if each[1] < reached}) < len(key) / 50


def test_a_short_article_is_not_told_in_parts(model: NewsModel) -> None:
    told: list[object] = []
    NewsSuggester(model).suggest_partly(Article("a", ARTICLE), lambda *part: told.append(part))
    assert told == []
