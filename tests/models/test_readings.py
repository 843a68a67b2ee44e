"""The table of the model card is made from the shipped files, by every reading."""

from __future__ import annotations

import pytest

from annotate.suggesters.news_model import shipped_folder
from resources.models.build.evaluate import Outcome, Trial
from resources.models.build.readings import (
    MODEL,
    OWN,
    READINGS,
    TOGETHER,
    reading_lines,
    run_readings,
)
from tests.models.corpus import event, record, span, write

NAMES = "President Angela Merkel met Reuters in Berlin."
EVENTS = "Rebels attacked Homs . Police arrested two men ."


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Outcome]]:
    folder = tmp_path_factory.mktemp("corpora")
    spans = [span(NAMES, "President Angela Merkel", "PERSON"), span(NAMES, "Berlin", "GPE")]
    for name, file in (("ewt", "test"), ("re3d", "ukgov"), ("re3d", "usstate")):
        some = [record(name, NAMES, spans=spans)] if file != "usstate" else []
        write(folder, name, file, some)
    entry = record(
        "e",
        EVENTS,
        events=[event(EVENTS, "arrested", "ARREST_JAIL")],
        meta={"sents": [[0, 22], [23, 48]], "selected_sents": [1]},
    )
    write(folder, "ecbplus", "test", [entry])
    tests = [
        Trial("web", (("ewt", "test"),), target=78),
        Trial("envoys", (("re3d", "test"),)),
        Trial("events", (("ecbplus", "test"),), events=True, target=82, typed_target=74),
    ]
    return run_readings(shipped_folder(), folder, tests)


def test_every_set_is_read_in_every_way(table: dict[str, list[Outcome]]) -> None:
    assert tuple(table) == READINGS
    assert {len(outcomes) for outcomes in table.values()} == {3}
    assert [each.is_ours for each in table[TOGETHER]] == [True] * 3
    assert not any(each.is_ours for each in (*table[MODEL], *table[OWN]))


def test_a_set_that_the_model_is_shipped_for_is_read_once(table: dict[str, list[Outcome]]) -> None:
    assert table[OWN][0] is table[MODEL][0]
    assert table[OWN][1] is not table[MODEL][1]


def test_what_the_annotator_sees_is_measured_by_our_guideline(
    table: dict[str, list[Outcome]],
) -> None:
    person = table[TOGETHER][0].result.labels["PERSON"]
    assert (person.right, person.gold) == (1, 1)


def test_the_lines_tell_set_goal_and_readings(table: dict[str, list[Outcome]]) -> None:
    head, _, web, envoys, events, typed, blank, *sure = reading_lines(table)
    assert head == "| set | to reach | model | own guideline | together |"
    assert web.startswith("| web | 78 | ")
    assert envoys.startswith("| envoys |  | ")
    assert events.startswith("| events | 82 | ")
    assert events.endswith(" |  |"), "no trigger without a type is shown"
    assert typed.startswith("| events, typed | 74 | ")
    assert blank == ""
    assert [line.partition(":")[0] for line in sure] == list(READINGS)
