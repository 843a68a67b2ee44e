"""Names of the files that an export writes for each article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.exporting import export_records
from annotate.exchange.file_names import FileNames, slug_of
from annotate.exchange.records import Record

ID = "0123456789abcdef"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Shelling resumes near the port", "shelling-resumes-near-the-port"),
        ("Zürich’s mayor: “No, never!”", "zurichs-mayor-no-never"),
        ("Łódź / São_Paulo .. and..", "łodz-sao-paulo-and"),
        ("Переговоры в Варне", "переговоры-в-варне"),
        ("a" * 80, "a" * 60),
        (" ".join(["word"] * 20), "-".join(["word"] * 12)),
        ("../../etc/passwd", "etc-passwd"),
        ("?!…", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_words_that_a_file_may_be_called(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_an_id_that_we_made_stands_behind_the_title_and_another_alone() -> None:
    names = FileNames()
    assert names.name(ID, "Talks in Varna") == "talks-in-varna-01234567"
    assert names.name(ID[:8] + "f" * 8, "Talks in Varna") == "talks-in-varna-01234567-2"
    assert names.name("f" * 16, "Talks in Varna") == "talks-in-varna-ffffffff"
    assert names.name("reuters_17", "Talks in Varna") == "reuters_17"
    assert names.name(ID, "?!") == ID
    assert names.name("COM1", "") == "COM1_"


@given(st.lists(st.tuples(st.sampled_from([ID, "a", "../x", "CON"]), st.text(max_size=90))))
def test_no_two_articles_get_one_name_and_each_can_be_one(given_: list[tuple[str, str]]) -> None:
    names = FileNames()
    made = [names.name(article_id, title) for article_id, title in given_]
    assert len({name.casefold() for name in made}) == len(made)
    assert all(re.fullmatch(r"[\w.-]{1,90}", name) and name[0] not in ".-" for name in made)
    # The same articles in the same order are called the same.
    again = FileNames()
    assert made == [again.name(article_id, title) for article_id, title in given_]


def test_brat_calls_its_files_by_the_titles(tmp_path: Path) -> None:
    records = [
        Record(text="Envoys met.", id=ID, title="Envoys meet again"),
        Record(text="Nothing else.", id="own_7", title="Quiet day"),
    ]
    export_records(records, "brat", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {
        "envoys-meet-again-01234567.txt", "envoys-meet-again-01234567.ann",
        "own_7.txt", "own_7.ann",
    }  # fmt: skip
