"""Runs as the project keeps them, and what is asked of a training."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import TrainingError
from annotate.messages import sentence
from annotate.project import Project
from annotate.training.config import TrainingPlan, make_config, with_steps
from annotate.training.docs import Overlap
from annotate.training.learning import Learning, narrowed
from annotate.training.runs import (
    FINISH,
    PAUSE,
    POINTS,
    Figures,
    Point,
    Run,
    RunState,
    best_pipeline,
    find_run,
    finish,
    go_on,
    keep_run,
    new_run,
    pause,
    read_points,
    read_run,
    run_from,
    run_text,
    runs,
    runs_folder,
    write_run,
)

shares = st.floats(0, 1, allow_nan=False)
figures = st.builds(Figures, shares, shares, shares, st.integers(0, 9999))
words = st.text(min_size=1, max_size=12)
made_runs = st.builds(
    Run,
    id=words,
    number=st.integers(1, 99),
    at=words,
    folder=words,
    state=st.sampled_from(list(RunState)),
    components=st.lists(st.sampled_from(["ner", "spancat"]), max_size=2).map(tuple),
    scores=st.dictionaries(
        st.sampled_from(["dev", "test"]), st.dictionaries(words, figures, max_size=3)
    ),
    articles=st.dictionaries(words, st.integers(0, 99), max_size=3),
    best_score=shares,
)
RUN = Run("20260101-abc", 1, "2026-01-01T00:00:00.000Z", "x-training/20260101-abc")


@given(made_runs)
def test_a_run_comes_back_from_its_text(run: Run) -> None:
    assert run_from(run_text(run)) == run


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"id": 3}', '{"state": "lost"}'])
def test_a_damaged_text_is_no_run(text: str) -> None:
    assert run_from(text) is None


def test_what_a_later_version_adds_is_passed_over() -> None:
    later = {**json.loads(run_text(RUN)), "temperature": 3}
    assert run_from(json.dumps(later)) == RUN


def test_the_project_lists_its_runs_after_it_was_closed(project: Project) -> None:
    first = new_run(project, at="2026-01-01T10:00:00.000Z")
    assert first.number == 1
    assert first.path(project.path).parent == runs_folder(project.path)
    keep_run(project, first).result()
    second = new_run(project, at="2026-01-02T10:00:00.000Z")
    assert second.number == 2
    keep_run(project, replace(second, state=RunState.FINISHED)).result()
    project.close()
    with Project.open(project.path, read_only=True) as again:
        assert [run.number for run in runs(again)] == [1, 2]
        assert find_run(again, "").id == second.id
        assert find_run(again, "1").id == find_run(again, first.id).id == first.id
        with pytest.raises(TrainingError) as raised:
            find_run(again, "7")
    assert "no run 7" in sentence(raised.value)


def test_a_project_without_runs_says_so(project: Project) -> None:
    assert runs(project) == []
    with pytest.raises(TrainingError, match="no_runs"):
        find_run(project, "")


def test_a_folder_beside_the_project_is_found_too(project: Project) -> None:
    run = replace(new_run(project, at="2026-01-01"), state=RunState.CANCELLED)
    folder = run.path(project.path)
    folder.mkdir(parents=True)
    write_run(folder, run)
    assert read_run(folder) == run
    assert runs(project) == [run], "it was made while the project was open elsewhere"
    keep_run(project, replace(run, state=RunState.RUNNING)).result()
    assert runs(project) == [run], "it was broken off while the project was closed"
    finished = replace(run, state=RunState.FINISHED)
    keep_run(project, finished).result()
    assert runs(project) == [finished], "a copy of the project knows more than its folder"


def test_a_folder_with_files_is_refused(project: Project, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    assert new_run(project, at="2026", folder=taken).path(project.path) == taken
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(TrainingError, match="folder_exists"):
        new_run(project, at="2026", folder=taken)


def test_a_run_far_away_is_named_by_its_whole_path(
    make_project: Callable[..., Project], tmp_path_factory: pytest.TempPathFactory
) -> None:
    far = tmp_path_factory.mktemp("far") / "run"
    project = make_project()
    run = new_run(project, at="2026", folder=far)
    assert run.folder == str(far)
    assert run.path(project.path) == far


def test_points_that_were_cut_off_are_left_out(tmp_path: Path) -> None:
    assert read_points(tmp_path) == []
    good = '{"step": 3, "epoch": 0, "losses": {"ner": 2.5}, "seconds": 1.0, "score": 0.5}'
    (tmp_path / POINTS).write_text(f"{good}\n{good[:20]}\n")
    assert read_points(tmp_path) == [Point(3, 0, {"ner": 2.5}, 1.0, 0.5)]


def test_a_pause_is_a_file_and_to_finish_ends_it(tmp_path: Path) -> None:
    pause(tmp_path)
    assert (tmp_path / PAUSE).exists()
    go_on(tmp_path)
    go_on(tmp_path)
    assert not (tmp_path / PAUSE).exists()
    pause(tmp_path)
    finish(tmp_path)
    assert (tmp_path / FINISH).exists()
    assert not (tmp_path / PAUSE).exists()


# -- what is asked ---------------------------------------------------------------------------------

PLAN = TrainingPlan(
    language="en", has_entities=True, spans_key="events", shortest=1, longest=3, unit="paragraph",
    words=1000, seed=0,
)  # fmt: skip


def test_only_what_is_asked_for_learns() -> None:
    assert narrowed(PLAN, Learning()).components == ("ner", "spancat")
    assert narrowed(PLAN, Learning(("ner",))).components == ("ner",)
    assert narrowed(PLAN, Learning(("spancat",))).components == ("spancat",)
    text = make_config(narrowed(PLAN, Learning(("ner",), steps=30)))
    assert "spancat" not in text
    assert "max_steps = 30\n" in text
    assert "eval_frequency = 3\n" in text


def test_the_kind_of_span_categorizer_can_be_asked_for() -> None:
    kinds = {
        (overlap, spans): narrowed(replace(PLAN, overlap=overlap), Learning(spans=spans))
        for overlap in Overlap
        for spans in ("auto", "single", "overlapping")
    }
    found = {key: plan.span_categorizer for key, plan in kinds.items()}
    assert found[Overlap.NONE, "auto"] == "spancat_singlelabel"
    assert found[Overlap.SAME_PLACE, "auto"] == "spancat"
    assert {found[overlap, "single"] for overlap in Overlap} == {"spancat_singlelabel"}
    assert {found[overlap, "overlapping"] for overlap in Overlap} == {"spancat"}


def test_what_cannot_be_learned_is_refused() -> None:
    with pytest.raises(TrainingError, match="nothing_to_learn"):
        narrowed(replace(PLAN, has_entities=False), Learning(("ner",)))
    with pytest.raises(TrainingError, match="unknown_component"):
        Learning(("tagger",))
    with pytest.raises(TrainingError, match="nothing_chosen"):
        Learning(())


def test_another_number_of_steps_leaves_the_rest_alone() -> None:
    before = make_config(PLAN)
    after = with_steps(before, 70)
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), after.splitlines(), strict=True)
        if old != new
    ]
    assert changed == [
        ("max_steps = 4000", "max_steps = 70"), ("eval_frequency = 100", "eval_frequency = 7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("", ""),
        ("news", "news"),
        ("spacy:en_core_web_sm", "en_core_web_sm"),
        (f"spacy:{Path('place', 'harbour')}", "harbour"),
        (f"spacy:{best_pipeline(Path('place', '20260101-00abcd'))}", "20260101-00abcd"),
    ],
)
def test_what_a_run_began_from_is_named_without_its_place(origin: str, name: str) -> None:
    assert Run("r", 1, "2026-01-01", "f", origin=origin).origin_name == name
