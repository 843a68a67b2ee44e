"""Each fault of the plan in few rounds: what CI runs, and what the guide's sentences stand on."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import GUIDE
from tests.faults import collection
from tests.faults.__main__ import main
from tests.faults.fuzz import CORPUS, TARGETS
from tests.faults.plan import FAULTS, Tally, Workshop, is_alive, make_project, workshop
from tests.faults.running import row

collection.load()
SLOW = {"soak", "fuzz"}


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """One zygote for all faults of this module."""
    with workshop(is_quick=True) as made:
        yield made


@pytest.mark.xdist_group("faults")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", [name for name in FAULTS if name not in SLOW])
def test_the_goal_is_met(shop: Workshop, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SPANDESK_CONFIG_DIR", "SPANDESK_DATA_DIR"):
        monkeypatch.setenv(variable, shop.environment[variable])
    tally = FAULTS[name].do(shop)
    if tally.skipped:
        pytest.skip(tally.skipped)
    assert tally.is_met, "\n".join(tally.notes)
    assert tally.tried


@pytest.mark.parametrize("name", CORPUS)
def test_the_corpus_of_the_fuzzer_gives_results_or_refusals(name: str, tmp_path: Path) -> None:
    for seed in CORPUS[name]:
        TARGETS[name](tmp_path, random.Random(seed))


def test_a_fault_that_is_not_survived_is_not_met() -> None:
    tally = Tally()
    assert not tally.is_met, "nothing was tried"
    tally.round([])
    assert tally.is_met
    tally.round([], lost=1)
    assert not tally.is_met, "something was lost"
    tally = Tally()
    tally.round(["torn"])
    assert (tally.tried, tally.survived, tally.is_met) == (1, 0, False)
    assert not Tally(tried=1, survived=1, skipped="no root").is_met


def test_a_row_says_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["older-file", "--quick", "--json", str(tmp_path / "rows.json")]) == 0
    (found,) = json.loads((tmp_path / "rows.json").read_text())
    assert {"name", "tried", "survived", "lost", "goal", "met"} <= found.keys()
    assert found["met"] is True
    assert "older-file" in capsys.readouterr().out
    assert row(FAULTS["older-file"], Tally(), 0.0)["met"] is False


def test_several_at_a_time_come_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["kill-bulk", "two-writers", "older-file"]
    file = tmp_path / "rows.json"
    assert main([*names, "--quick", "--jobs", "2", "--json", str(file)]) == 0
    found = json.loads(file.read_text())
    assert [item["name"] for item in found] == names
    assert all(item["met"] for item in found)
    printed = [text.split()[0] for text in capsys.readouterr().out.splitlines()]
    assert [name for name in printed if name in FAULTS] == names


def test_an_unknown_fault_is_wrong_use() -> None:
    with pytest.raises(SystemExit):
        main(["no-such-fault"])


def test_every_fault_can_be_named_alone() -> None:
    assert set(collection.STANDARD) == set(FAULTS) - {"soak", "fuzz"}
    assert len(FAULTS) >= 25


def test_each_sentence_of_the_guide_stands_on_a_fault_or_a_test() -> None:
    """Behind every sentence of the page stands in brackets what proves it, and it is there."""
    page = (GUIDE / "safety.md").read_text(encoding="utf-8")
    body = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    tests = {
        name
        for path in Path(__file__).parents[1].rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    named = re.findall(r"`\[([\w-]+)\]`", body)
    assert len(named) > 40
    for name in named:
        assert name in FAULTS or name in tests, name
    _, *sections = re.split(r"^## ", body, flags=re.MULTILINE)
    titles = [section.splitlines()[0] for section in sections]
    assert titles[-2:] == ["What was not tried", "Longer runs"]
    for section in sections[:-2]:
        _, _, text = section.partition("\n")
        for item in items(text):
            assert re.search(r"(`\[[\w-]+\]`\s*)+( \|)?$", item), item
            # One sentence each: what stands ahead of the brackets ends once.
            said = re.sub(r"`\[[\w-]+\]`", "", item)
            assert len(re.findall(r"[.!?](?=\s+[A-Z])", said)) == 0, item
    for item in items(sections[-1]):
        assert not item.startswith("| `") or re.search(r"`\[[\w-]+\]`", item), item


def items(text: str) -> list[str]:
    """Bullets, rows of tables but for their heads, and paragraphs, each on one line."""
    joined = re.sub(r"\n  +", " ", text.strip())
    joined = re.sub(r"^(?![-|])(.+)\n(?![-|\n])", r"\1 ", joined, flags=re.MULTILINE)
    heads = ("| what", "| ---", "| preference")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith(heads)]


def test_a_child_that_a_broken_fault_left_alone_does_not_go_on() -> None:
    with workshop(is_quick=True) as made:
        path = make_project(made.path("left.spandesk"), articles=1)
        child = made.spawn("window", str(path), 1, module="framing")
        child.wait_for("ready")
        assert is_alive(child.pid)
    assert not is_alive(child.pid)
