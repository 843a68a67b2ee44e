from __future__ import annotations

from pathlib import Path

import pytest

from annotate.spans import Layer
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.news_merge import Evidence, Merge
from annotate.suggesters.news_model import shipped_folder
from resources.models.build.corpora import SOURCES, documents
from resources.models.build.merging import Together, judge, knee_of_topics, knees_of
from tests.models.corpus import event, record, span, write

TEXT = "Angela Merkel flew to Berlin on Tuesday with $3 million for Reuters."
BY_NAME = {source.name: source for source in SOURCES}


@pytest.fixture(scope="module")
def together() -> Together:
    return Together(shipped_folder())


def test_model_and_rules_read_as_one(together: Together) -> None:
    (found,) = together.read_all([TEXT])
    said = {(TEXT[each.start : each.end], each.label) for each in found}
    assert said >= {
        ("Angela Merkel", "PERSON"),
        ("Berlin", "GPE"),
        ("Tuesday", "DATE"),
        ("$3 million", "MONEY"),
        ("flew", "MOVE"),
    }
    for layer in Layer:
        end = 0
        for each in (each for each in found if each.layer is layer):
            assert each.start >= end
            assert each.score >= together.floors[layer]
            end = each.end


def test_only_what_a_set_marks_is_judged(together: Together, tmp_path: Path) -> None:
    spans = [span(TEXT, "Angela Merkel", "PERSON"), span(TEXT, "Berlin", "GPE")]
    write(tmp_path, "ewt", "dev", [record("d", TEXT, spans=spans)])
    (document,) = documents(tmp_path, BY_NAME["ewt"], "dev")
    judged = {
        (TEXT[each.start : each.end], each.label): is_right
        for each, is_right in judge(together.suggester, document, Layer.ENTITY)
    }
    assert judged["Angela Merkel", "PERSON"]
    assert judged["Berlin", "GPE"]
    assert not judged["Reuters", "ORG"]
    assert not {label for _, label in judged} & {"DATE", "MONEY", "NORP"}


def test_events_are_judged_in_annotated_sentences(together: Together, tmp_path: Path) -> None:
    text = "Rebels attacked Homs . Police arrested two men ."
    entry = record(
        "e",
        text,
        events=[event(text, "attacked", "ATTACK"), event(text, "arrested", "ARREST_JAIL")],
        meta={"sents": [[0, 22], [23, 48]], "selected_sents": [1]},
    )
    write(tmp_path, "ecbplus", "dev", [entry])
    (document,) = documents(tmp_path, BY_NAME["ecbplus"], "dev")
    judged = {
        text[each.start : each.end]: is_right
        for each, is_right in judge(together.suggester, document, Layer.EVENT)
    }
    assert judged.get("arrested") is True
    assert "attacked" not in judged


def test_doubtful_triggers_are_judged_only_where_they_are_right(
    together: Together, tmp_path: Path
) -> None:
    text = "Police arrested two men ."
    maybe = event(text, "arrested", None)
    maybe["trigger"]["doubtful"] = True
    write(tmp_path, "ecbplus", "dev", [record("e", text, events=[maybe])])
    (document,) = documents(tmp_path, BY_NAME["ecbplus"], "dev")
    judged = judge(together.suggester, document, Layer.EVENT)
    assert "arrested" not in {text[each.start : each.end] for each, _ in judged}


def test_our_own_articles_have_marks_of_the_application(tmp_path: Path) -> None:
    own = list(documents(tmp_path, BY_NAME["own_news"], "dev"))
    triggers = [(document, each) for document in own for each in document.triggers]
    assert len(triggers) > 400
    for document, each in triggers:
        assert each.kind is None or each.kind in EVENT_TYPES
        mention = document.text[each.start : each.end]
        assert mention
        assert mention == mention.strip()
    assert not BY_NAME["own_news"].share


def test_a_topic_that_nobody_looked_at_tells_the_knee() -> None:
    def said(place: int, raw: float) -> Evidence:
        return Evidence(place, place + 3, "MEET", Layer.EVENT, raw, is_chosen=True)

    good = [(said(10 * n, 0.9999), True) for n in range(40)]
    good += [(said(400 + 10 * n, 0.2), False) for n in range(40)]
    assert knee_of_topics([good, list(good)], []) == 0.9
    # One topic is wrong where the others are sure: nothing is sure enough in it.
    bad = [(said(10 * n, 0.9999), n % 2 == 0) for n in range(20)]
    assert knee_of_topics([good, list(good), bad], []) == 0.98


def test_a_knee_is_the_score_from_which_enough_names_are_right() -> None:
    def said(place: int, label: str, raw: float) -> Evidence:
        return Evidence(place, place + 3, label, Layer.ENTITY, raw, is_chosen=True)

    judged = [(said(10 * n, "PERSON", 0.96), True) for n in range(48)]
    judged += [(said(480 + 10 * n, "PERSON", 0.9155), n > 4) for n in range(10)]
    judged += [(said(1000 + 10 * n, "ORG", 0.905), True) for n in range(30)]
    judged += [(said(2000 + 10 * n, "LOC", 0.99), False) for n in range(5)]
    judged += [(said(3000 + 10 * n, "GPE", 0.99), n > 0) for n in range(5)]
    weights = {"model": 1.0}
    # Places are wrong at any height, and most sets call both kinds alike.
    assert knees_of(weights, judged) == {
        **dict.fromkeys(("ORG", "NORP"), 0.9),
        "PERSON": 0.916,
        **dict.fromkeys(("GPE", "LOC"), 0.98),
    }
    merge = Merge(weights, knees_of(weights, judged))
    assert sum(merge.score(each) >= 0.9 for each, _ in judged if each.label == "PERSON") == 48


def test_what_is_shipped_has_its_knees(together: Together) -> None:
    knees = together.suggester.model.merge_knees
    assert knees
    assert all(0.9 <= knee <= 0.98 for knee in knees.values())


def test_a_trigger_that_the_network_does_not_see_is_never_sure(together: Together) -> None:
    (found,) = together.read_all(["Die Kanzlerin besuchte Paris."])
    assert all(each.score < 0.9 for each in found if each.layer is Layer.EVENT)
