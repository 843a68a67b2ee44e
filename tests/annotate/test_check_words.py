"""What the check finds, said in another language: each phrase is known, with its words kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate import check_words
from annotate.check_words import told
from annotate.store import check
from annotate.store.check import Problem


def mark(text: str) -> str:
    return f"✓{text}"


@pytest.mark.parametrize(
    ("where", "what", "said"),
    [
        ("article a, b", "its text is missing", "✓article a, b: ✓its text is missing"),
        (
            "article a, span s1",
            "3–7 reads 'Oslo', 'O, 2' was marked",
            "✓article a, span s1: ✓3–7 reads 'Oslo', 'O, 2' was marked",
        ),
        ("frame row 7", "no such span", "✓frame row 7: ✓no such span"),
        ("article a, chain c", "it has 1 spans", "✓article a, chain c: ✓it has 1 spans"),
        (
            "article a",
            "4 of spacy:en lie outside the text",
            "✓article a: ✓4 of spacy:en lie outside the text",
        ),
        ("file", "Page 7: never used", "✓file: Page 7: never used"),
        ("somewhere", "odd", "somewhere: odd"),
        (
            "article {id}",
            "it cannot be read (a {brace}\nand a line)",
            "✓article {id}: ✓it cannot be read (a {brace}\nand a line)",
        ),
    ],
)
def test_a_finding_is_said_again_with_its_own_words(where: str, what: str, said: str) -> None:
    assert told(Problem("kind", where, what), mark) == said
    assert told(Problem("kind", where, what)) == f"{where}: {what}"


def test_every_phrase_of_the_check_is_known() -> None:
    """The fixed words of each phrase stand in the code of the check as they do here."""
    code = Path(str(check.__file__)).read_text(encoding="utf-8")
    for template in (*check_words._WHERE, *check_words._WHAT):
        words = max(template.replace("}", "{").split("{")[::2], key=len)
        assert words.strip() in code, template
