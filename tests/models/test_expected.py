"""What to expect of suggestions was measured with the model that is shipped."""

from __future__ import annotations

import json

from annotate.evaluation.expected import SCORES, curves_from, shipped
from annotate.spans import Layer
from annotate.suggesters.news_model import shipped_folder
from resources.models.build.evaluate import Outcome, Trial
from resources.models.build.expected import COMMAND, digest_of, table_of

FILE = shipped_folder() / "expected.json"


def test_the_figures_are_of_the_model_that_is_shipped() -> None:
    made = json.loads(FILE.read_text(encoding="utf-8"))
    assert made["made_by"] == COMMAND
    assert made["made_with"] == digest_of(shipped_folder()), f"run {COMMAND}"
    assert shipped().curves == curves_from(made["curves"])


def test_the_curves_are_possible_ones() -> None:
    for (layer, name), curve in shipped().curves.items():
        assert curve.gold >= 20, (layer, name)
        assert len(curve.precision) == len(curve.recall) == len(SCORES)
        assert all(0 <= share <= 1 for share in (*curve.precision, *curve.recall))
        assert list(curve.recall) == sorted(curve.recall, reverse=True)


def test_a_table_is_made_of_what_the_build_counts() -> None:
    outcome = Outcome(Trial("a trial", (("ewt", "dev"),)), {Layer.ENTITY: 0.4, Layer.EVENT: 0.4})
    for label, found in (("GPE", 2), ("ORG", 1), ("DATE", 9)):
        for number in range(found):
            outcome.examples.append((label, 0.9 - 0.4 * number, number == 0))
    outcome.result.expect("GPE/LOC", 20)
    outcome.result.expect("ORG", 19)
    outcome.result.expect("DATE", 90)
    table = table_of([outcome])
    assert set(table["entity"]) == {"GPE", "LOC"}, "few gold spans and dates stay out"
    curve = curves_from(table)[Layer.ENTITY, "LOC"]
    assert (curve.precision[0], curve.precision[-2]) == (0.5, 1.0)
    assert curve.recall[0] == 0.05
