"""Details of articles put right: checked, undone, in the history, at any moment, in a repair."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState, Details
from annotate.cli.main import run
from annotate.correcting import cleaned, correction
from annotate.describing import describe_differences, describe_edit
from annotate.edits import EditGroup, PutDetails, PutState, apply, inverse
from annotate.errors import DetailsError, EditConflictError
from annotate.messages import sentence
from annotate.moments import differences, edit_between, rewound
from annotate.project import Project, Why
from annotate.safety import back_up, compare, repair, restore_moment
from annotate.store.backup import Rule
from annotate.store.history import dump_edit, load_edit
from annotate.store.sqlite import connect

WRONG = Details("Envoys meat", "Gazete", "2026-03-02")
RIGHT = Details("Envoys meet", "The Gazette", "2026-03-03", "de")
details = st.builds(
    Details,
    title=st.text(max_size=5),
    source=st.text(max_size=5),
    date=st.sampled_from(["", "2026", "2026-03-02"]),
    language=st.sampled_from(["en", "de"]),
)


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    article = Article("a1", "Envoys met.", WRONG.title, WRONG.source, WRONG.date)
    return make_project("one", articles=(article,))


def put_right(project: Project, wanted: Details = RIGHT) -> None:
    article, edit = project.article("a1"), correction(project, "a1", wanted)
    assert edit is not None
    project.write_edit(article, edit, why=Why.HAND, title="details").result()


@given(script=st.lists(details, max_size=6), begun=details)
def test_details_go_back_as_exactly_as_they_came(script: list[Details], begun: Details) -> None:
    annotations = AnnotationSet(article_id="a", length=3, details=begun)
    edits = []
    for wanted in script:
        edit = EditGroup((PutDetails(annotations.details, wanted),))
        assert load_edit(dump_edit(edit)) == edit
        assert apply(edit, annotations).is_details_changed
        edits.append(edit)
    assert rewound(annotations, edits).details == begun
    past = AnnotationSet(article_id="a", length=3, details=begun)
    back = edit_between(annotations, past, "back")
    assert (back is None) == (annotations.details == begun)
    if back is not None:
        apply(back, annotations)
        assert annotations.details == begun
        assert inverse(inverse(back)) == back


def test_an_edit_made_for_other_details_is_refused(project: Project) -> None:
    put_right(project)
    annotations = project.annotations("a1")
    with pytest.raises(EditConflictError):
        apply(PutDetails(WRONG, RIGHT), annotations)
    stale = PutDetails(WRONG, Details("Something else"))
    with pytest.raises(EditConflictError):
        project.write_edit(project.article("a1"), stale, why=Why.HAND, title="x").result()
    project.resume()
    assert project.article("a1").details == RIGHT


def test_what_is_put_right_is_everywhere(project: Project) -> None:
    backup = back_up(project, reason="hand", rule=Rule())
    assert backup is not None
    put_right(project)
    article = project.article("a1")
    assert (article.details, article.text, article.state) == (
        RIGHT, "Envoys met.", ArticleState.NEW,
    )  # fmt: skip
    (row,) = project.article_rows()
    assert (row.title, row.source, row.date) == (RIGHT.title, RIGHT.source, RIGHT.date)
    assert project.check() == []
    (differing,) = compare(project.path, backup.path).differing
    assert differing.article_id == "a1"
    assert correction(project, "a1", RIGHT) is None
    (entry,) = project.history("a1")
    assert describe_edit(entry.edit, article.text) == [
        "called the article “Envoys meet” instead of “Envoys meat”",
        "gave the article the source “The Gazette” instead of “Gazete”",
        "gave the article the date “2026-03-03” instead of “2026-03-02”",
        "gave the article the language “de” instead of “en”",
    ]


def test_any_moment_brings_its_details_back(project: Project) -> None:
    put_right(project)
    put_right(project, Details("Third"))
    past = project.past.article_at("a1", 1)
    assert past.details == RIGHT
    found = differences(past, project.annotations("a1"))
    assert describe_differences(found, "")[0].startswith("called the article “Third” instead of")
    for future in restore_moment(project, project.past.moment("#0")).values():
        future.result()
    assert project.article("a1").details == WRONG
    assert project.check() == []


def test_a_repair_follows_the_history(project: Project, tmp_path: Path) -> None:
    put_right(project)
    path = project.path
    project.close()
    with closing(connect(path)) as connection:
        connection.execute("UPDATE article SET title = 'Lost', source = ''")
    target = tmp_path / "mended.spandesk"
    repair(path, target, rule=Rule())
    with Project.open(target) as mended:
        assert mended.article("a1").details == RIGHT
        assert mended.check() == []


@pytest.mark.parametrize(
    ("given_date", "kept"),
    [
        ("12 March 2026", "2026-03-12"),
        ("12. März 2026", "2026-03-12"),
        (" 2026-03 ", "2026-03"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_dates_are_kept_as_iso(given_date: str, kept: str) -> None:
    assert cleaned(Details(" A \n title ", date=given_date)) == Details("A title", date=kept)


@pytest.mark.parametrize(
    "wrong", [Details(date="soon"), Details(date="2026-02-31"), Details(language="English!")]
)
def test_what_cannot_be_is_said(wrong: Details) -> None:
    with pytest.raises(DetailsError) as caught:
        cleaned(wrong)
    assert sentence(caught.value).endswith(".")
    assert "{" not in sentence(caught.value)


def test_the_command_puts_right_and_says(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(project.path)
    project.close()
    assert run(["set-details", path, "a1", "--title", "Envoys meet", "--date", "3 March 2026"]) == 0
    assert "title    Envoys meet\nsource   Gazete\ndate     2026-03-03" in capsys.readouterr().out
    assert run(["set-details", path, "a1", "--date", "soon"]) == 1
    assert "is no date" in capsys.readouterr().err
    assert run(["set-details", path, "a1", "--date", "3/4/2026"]) == 1
    assert "“3/4/2026” has two meanings" in capsys.readouterr().err
    assert run(["set-details", path, "a1", "--json"]) == 0
    assert '"date": "2026-03-03"' in capsys.readouterr().out
    assert run(["set-details", path, "nowhere"]) == 1
    with Project.open(Path(path), read_only=True) as opened:
        assert len(opened.history()) == 1


def test_a_removed_article_says_so(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    edit = PutState(ArticleState.NEW, ArticleState.REMOVED)
    project.write_edit(project.article("a1"), edit, why=Why.HAND, title="x").result()
    path = str(project.path)
    project.close()
    assert run(["set-details", path, "a1", "--title", "New"]) == 1
    assert "is removed" in capsys.readouterr().err
