"""Places in datelines, whether they are listed or not, and lines that only look like one."""

from __future__ import annotations

import pytest

from annotate.suggesters.datelines import find_datelines
from annotate.suggesters.gazetteer import load_gazetteer
from annotate.suggesters.rules import RuleSuggester
from tests.annotate.suggesters.marked import article, mark, unmark


@pytest.mark.parametrize(
    "marked",
    [
        "[[GOMA|GPE]], DR Congo (Agency) — Rebels came.",
        "[[GOMA|GPE]] (Agency) — Rebels came.",
        "[[GOMA|GPE]] ([[AP|ORG]]) -- Rebels came.",
        "[[VRANTZ|GPE]] ([[Reuters|ORG]]) - Rebels came.",
        "[[VRANTZ|GPE]], Jan 27 ([[Reuters|ORG]]) - Rebels came.",
        "[[VRANTZ|GPE]], Jan. 27 – Rebels came.",
        "[[NEW VRANTZ|GPE]], Ukraine — Rebels came.",
        "[[VRANTZ|GPE]], Ill. — Snow fell.",
        "[[SAINT-VRANTZ|GPE]], France ([[AFP|ORG]]) — Snow fell.",
        "[[VRANTZ|GPE]]/[[KÖLN|GPE]] ([[Reuters|ORG]]) - Snow fell.",
        "Snow in the north\n\n[[VRANTZ|GPE]], Ukraine — Snow fell.",
        "By Ada Lund\n  [[VRANTZ|GPE]] (Agency) — Snow fell.",
    ],
)
def test_the_place_alone_is_found(marked: str) -> None:
    text, spans = unmark(marked)
    found = [(f.start, f.end, f.label) for f in find_datelines(text, load_gazetteer())]
    assert found == spans, mark(text, found)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING — Rebels came.",
        "EXCLUSIVE (Agency) — Rebels came.",
        "UPDATE, Jan 27 — Rebels came.",
        "NATO (Agency) — Envoys met.",
        "HAMAS (Agency) — Envoys met.",
        "HIV (human immunodeficiency virus) - a virus",
        "WHO (OMS) - a body",
        "VRANTZ — Rebels came.",
        "VRANTZ, the rebel leader — Rebels came.",
        "VRANTZ, Ukraine Rebels came.",
        "Vrantz, Ukraine — Rebels came.",
        "Rebels came to VRANTZ (Agency) — and left.",
        "A (Agency) — Rebels came.",
        "10 (Agency) — Rebels came.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert list(find_datelines(text, load_gazetteer())) == []


def test_the_rules_propose_it_with_its_reason() -> None:
    text = "VRANTZ, Ukraine (Agency) — Rebels came."
    first, second = RuleSuggester().suggest(article(text))
    assert (first.start, first.end, first.label, first.explanation) == (0, 6, "GPE", "dateline")
    assert text[second.start : second.end] == "Ukraine"


def test_a_long_line_of_capitals_takes_no_time_that_grows_with_its_square() -> None:
    text = "AB CD-EF/GH " * 20_000
    assert list(find_datelines(text, load_gazetteer())) == []


def test_nationalities_in_capitals_are_known() -> None:
    text = "RUSSIAN-BACKED FORCES ENTER VRANTZ"
    (found,) = RuleSuggester().suggest(article(text))
    assert (text[found.start : found.end], found.label) == ("RUSSIAN", "NORP")
