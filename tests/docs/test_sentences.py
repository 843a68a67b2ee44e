"""Every error has a sentence: what is the matter and what to do, with nothing left to fill in."""

from __future__ import annotations

import re

import pytest

from annotate import errors
from annotate.messages import sentence


def _subclasses(cls: type[errors.AnnotateError]) -> list[type[errors.AnnotateError]]:
    return [cls, *(found for child in cls.__subclasses__() for found in _subclasses(child))]


OURS = [cls for cls in _subclasses(errors.AnnotateError) if cls.__module__ == "annotate.errors"]


def _fields(cls: type[errors.AnnotateError]) -> dict[str, object]:
    """A value for each field that the class or one above it documents."""
    text = " ".join(parent.__doc__ or "" for parent in cls.__mro__ if parent in OURS)
    return {name: f"<{name}>" for name in re.findall(r"`([a-z_]+)`", text)}


@pytest.mark.parametrize("cls", OURS, ids=lambda cls: cls.__name__)
def test_each_error_reads_as_a_sentence(cls: type[errors.AnnotateError]) -> None:
    text = sentence(cls(**_fields(cls)))
    assert text.endswith(".")
    assert text[0].isupper() or not text[0].isalpha()
    assert "{" not in text
    assert "–" not in text, "a field that the class does not document"


@pytest.mark.parametrize("cls", OURS, ids=lambda cls: cls.__name__)
def test_an_error_without_fields_is_told_all_the_same(cls: type[errors.AnnotateError]) -> None:
    assert "{" not in sentence(cls())


def test_the_sentence_goes_through_the_translator_before_it_is_filled() -> None:
    error = errors.StoreMissingError(path="desk.spandesk")
    assert sentence(error, tr=lambda text: text.upper().replace("{PATH}", "{path}")).startswith(
        "THERE IS NO PROJECT AT desk.spandesk"
    )
