"""Losses for people: the same one once with its places, many of a kind as a list under a count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import main
from annotate.exchange import loss_groups
from annotate.exchange.loss_groups import loss_lines, loss_places, same_losses, sentence_of
from annotate.exchange.losses import Loss, LossCode, Losses


def losses(*items: Loss) -> Losses:
    made = Losses()
    made.extend(items)
    return made


def lines(*items: Loss, limit: int = 20) -> list[str]:
    return list(loss_lines(losses(*items), limit=limit))


def test_what_is_the_same_is_said_once_with_its_places() -> None:
    given_twice = [Loss(LossCode.FIELD, "a.jsonl", line, "versions") for line in range(1, 1500)]
    said = lines(*given_twice[:2])
    assert said == [
        "a.jsonl:1, 2: the field versions has no place in Spandesk; it stays in the file"
    ]
    (many, *rest) = lines(*given_twice)
    assert many.startswith("a.jsonl:1, 2, 3 and 997 more: the field versions")
    assert rest == ["… 499 more of this kind: field"]  # those beyond the first thousand


def test_few_different_things_have_a_sentence_each() -> None:
    said = lines(*(Loss(LossCode.FIELD, "a.jsonl", 1, name) for name in ("one", "two", "three")))
    assert [line.split(" has ")[0] for line in said] == [
        f"a.jsonl:1: the field {name}" for name in ("one", "two", "three")
    ]


def test_many_of_a_kind_are_a_list_under_one_sentence() -> None:
    off = [Loss(LossCode.TOKENS, f"story-{n}", None, f"PERSON “x{n}”") for n in range(30)]
    said = lines(*off, off[0], limit=4)
    assert said[0] == (
        "31 spans do not begin and end with tokens, so their articles were written without them; "
        "snap them to their tokens to have them there:"
    )
    assert said[1:] == [
        "    story-0: PERSON “x0”",
        "    story-1: PERSON “x1”",
        "    story-2: PERSON “x2”",
        "    story-3: PERSON “x3”",
        "… 26 more of this kind: tokens",
    ]


def test_counts_of_several_articles_are_added_up() -> None:
    given_counts = [Loss(LossCode.SUGGESTION, f"a{n}", None, "", n) for n in (2, 3, 4, 5)]
    (line,) = lines(*given_counts)
    assert line.startswith("a2, a3, a4 and 1 more: suggestions have no place in the format (14)")


def test_places_name_each_file_once_and_may_be_shortened() -> None:
    same = [Loss(LossCode.FIELD, f"in/{name}.json", line, "x") for name in "ab" for line in (1, 2)]
    assert loss_places(same) == "in/a.json:1, 2, in/b.json:1 and 1 more"
    assert loss_places(same, name=lambda path: Path(path).name).startswith("a.json:1, 2, b.json:1")
    assert loss_places([Loss(LossCode.FACT, "story"), Loss(LossCode.FACT, "story")]) == "story"


@pytest.mark.parametrize("code", LossCode)
def test_each_kind_has_a_sentence_for_many(code: LossCode) -> None:
    said = lines(*(Loss(code, "in.json", 1, f"“{n}”") for n in range(4)))
    assert len(said) == 5
    assert said[0].startswith("4 ")
    assert said[0].endswith(":")


@given(
    st.lists(
        st.builds(
            Loss,
            st.sampled_from(LossCode),
            st.sampled_from(["a", "b"]),
            st.one_of(st.none(), st.integers(1, 9)),
            st.sampled_from(["", "x", "y", "z", "v", "w"]),
            st.integers(1, 3),
        ),
        max_size=60,
    ),
    st.integers(1, 6),
)
def test_nothing_is_left_uncounted(items: list[Loss], limit: int) -> None:
    counted = losses(*items)
    said = list(loss_lines(counted, limit=limit))
    same = same_losses(items)
    assert sum(loss.count for group in same for loss in group) == counted.total
    hidden = sum(int(line.split()[1]) for line in said if line.startswith("… "))
    shown = [
        group
        for group in same
        if any(f": {group[0].detail or '–'}" in line or sentence_of(group) in line for line in said)
    ]
    assert counted.total - hidden <= sum(loss.count for group in shown for loss in group)


def test_losses_of_a_prodigy_file_read_well_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reviewed.jsonl"
    tasks = [
        {
            "text": f"Ana Petrova met envoy number {n}.",
            "spans": [{"start": 0, "end": 11, "label": "PER"}],
            "answer": "accept",
            "accept": [f"Q{n}"],
            "versions": [{"text": "…"}],
        }
        for n in range(9)
    ]
    path.write_text("\n".join(map(json.dumps, tasks)), encoding="utf-8")
    project = str(tmp_path / "p.spandesk")
    assert main.main(["new", project]) == 0
    assert main.main(["import", project, str(path)]) == 0
    said = capsys.readouterr().err
    assert said.count("the field versions") == 1
    assert "reviewed.jsonl:1, 2, 3 and 6 more: the field versions" in said
    assert "9 labels are about whole texts" in said
    assert said.count("about whole texts") == 1
    assert "reviewed.jsonl:9: Q8" in said


def test_the_plural_sentences_are_for_kinds_that_there_are() -> None:
    assert set(loss_groups._MANY) == set(LossCode)  # pyright: ignore[reportPrivateUsage]
