"""The page of the formats says of each what the registry says."""

from __future__ import annotations

from annotate.exchange.formats import FORMATS, load
from tests.docs.formats import PAGE, expected


def test_the_tables_are_those_of_the_registry() -> None:
    assert expected() in PAGE.read_text(encoding="utf-8"), "run: python -m tests.docs.formats"


def test_every_format_is_described() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not [item.name for item in FORMATS if f"**{item.title}**" not in text]


def test_every_format_has_the_functions_that_it_says_it_has() -> None:
    for item in FORMATS:
        module = load(item)
        assert not item.can_import or (callable(module.detect) and callable(module.read))
        assert not item.can_export or callable(module.write)
