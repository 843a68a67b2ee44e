"""What to expect of the shipped model by label and score: `… build.expected --data DIR` makes it.

Measured on the development parts with model, rules and lexicon together, as the application has
them; GPE and LOC share their figures, since most sets cannot tell them apart. DATE and TIME are
left out: only GMB has them, and it cuts them otherwise than OntoNotes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from annotate.evaluation.calibration import Judged
from annotate.evaluation.expected import curves_as_table, curves_of
from annotate.evaluation.marks import Label
from annotate.spans import Layer
from annotate.suggesters.news_model import shipped_folder
from resources.models.build.evaluate import DEV_TESTS, Outcome, merged_label, run_test
from resources.models.build.merging import Together

COMMAND = "python -m resources.models.build.expected --data DIR"
_FEWEST = 20
_LEFT_OUT = frozenset({"DATE", "TIME"})


def table_of(outcomes: Iterable[Outcome]) -> dict[str, dict[str, dict[str, object]]]:
    """The curves of all outcomes together, labels of few gold spans left out."""
    judged: dict[Label, list[Judged]] = defaultdict(list)
    gold: Counter[Label] = Counter()
    for outcome in outcomes:
        layer = Layer.EVENT if outcome.test.events else Layer.ENTITY
        for label, score, is_right in outcome.examples:
            if label not in _LEFT_OUT and score >= outcome.floors[layer]:
                judged[layer, merged_label(label)].append((score, is_right))
        result = outcome.typed if outcome.typed is not None else outcome.result
        for label, tally in result.labels.items():
            if label not in _LEFT_OUT:
                gold[layer, label] += tally.gold
    curves = curves_of(judged, gold, fewest=_FEWEST)
    places = curves.pop((Layer.ENTITY, "GPE/LOC"), None)
    if places is not None:
        curves |= {(Layer.ENTITY, "GPE"): places, (Layer.ENTITY, "LOC"): places}
    return curves_as_table(curves)


def digest_of(folder: Path) -> str:
    """Digest of the model's files: with another one the figures would be others."""
    digest = hashlib.blake2b(digest_size=8)
    for name in ("news.json", "news.onnx"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m resources.models.build.expected")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", type=Path, default=shipped_folder(), help="its folder")
    options = parser.parse_args()
    model = Together(options.model)
    outcomes = [run_test(model, options.data, test) for test in DEV_TESTS]
    made = {
        "made_by": COMMAND,
        "made_with": digest_of(options.model),
        "parts": [outcome.test.name for outcome in outcomes],
        "curves": table_of(outcomes),
    }
    text = json.dumps(made, ensure_ascii=False)
    (options.model / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
