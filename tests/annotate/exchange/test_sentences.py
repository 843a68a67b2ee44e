"""Every reason and every note that reading can give has a sentence of its own."""

from __future__ import annotations

import pytest

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Note, NoteCode
from annotate.messages import note_sentence, sentence

REASONS = [
    *("binary", "encoding", "no_article", "unknown_kind", "too_large", "not_json", "not_object"),
    *("no_text", "text_not_string", "id_not_plain", "missing", "permission", "not_a_file"),
    "cannot_read",
]


@pytest.mark.parametrize("reason", REASONS)
def test_reasons_are_explained(reason: str) -> None:
    error = ArticleUnreadableError(source="a.jsonl", reason=reason, line=3, detail="I/O error")
    said = sentence(error)
    assert "a.jsonl" in said
    assert f"({reason})" not in said, "the sentence for unknown reasons was used"
    assert "–" not in said, "a field is missing"
    assert said.endswith(".")


@pytest.mark.parametrize("code", NoteCode)
def test_notes_are_explained(code: NoteCode) -> None:
    said = note_sentence(Note(code, 3))
    assert said
    assert "{" not in said
