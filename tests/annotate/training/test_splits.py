"""The side of an article: stable under additions, near the shares, never empty without need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ExportError
from annotate.training.splits import (
    Side,
    SideAssigner,
    SplitMemory,
    SplitRule,
    missing_pins,
    remembered,
    split_key,
)

KEYS = st.lists(st.text(min_size=1, max_size=6), unique=True, min_size=1, max_size=40)
RULES = st.builds(
    lambda train, dev, seed: SplitRule(
        train, min(dev, 100 - train), max(0, 100 - train - dev), seed
    ),
    st.integers(1, 100),
    st.integers(0, 99),
    st.integers(0, 5),
)


def sides_of(
    rule: SplitRule, keys: list[str], memory: SplitMemory | None = None
) -> tuple[dict[str, Side], SplitMemory]:
    assigner = SideAssigner[str](rule, lambda key: key, memory)
    sides = {key: side for side, key in assigner.assign(keys)}
    return sides, assigner.memory


@given(RULES, KEYS, KEYS)
def test_an_article_never_changes_side_when_others_come(
    rule: SplitRule, first: list[str], more: list[str]
) -> None:
    before, memory = sides_of(rule, first)
    after, _ = sides_of(rule, list(dict.fromkeys([*more, *first])), memory)
    assert {key: after[key] for key in first} == before


@given(RULES, st.lists(KEYS, min_size=2, max_size=6))
def test_sides_hold_through_any_chain_of_exports(rule: SplitRule, exports: list[list[str]]) -> None:
    memory = SplitMemory()
    known: dict[str, Side] = {}
    for keys in exports:
        found, memory = sides_of(rule, keys, remembered(memory.as_data(rule), rule))
        assert all(found[key] is known.setdefault(key, found[key]) for key in found)


@given(RULES, KEYS)
def test_train_and_dev_are_not_empty_when_they_need_not_be(
    rule: SplitRule, keys: list[str]
) -> None:
    found = set(sides_of(rule, keys)[0].values())
    assert Side.TRAIN in found
    if len(keys) > 1 and rule.dev:
        assert Side.DEV in found


@given(RULES, KEYS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(
    rule: SplitRule, keys: list[str], random: object
) -> None:
    shuffled = list(keys)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sides_of(rule, keys) == sides_of(rule, shuffled)


@given(RULES, KEYS)
def test_only_pins_depart_from_the_rule(rule: SplitRule, keys: list[str]) -> None:
    found, memory = sides_of(rule, keys)
    assert len(memory.pinned) <= 2
    assert all(found[key] is memory.pinned.get(key, rule.side(key)) for key in keys)


def test_a_settled_split_pins_no_more() -> None:
    rule = SplitRule(80, 10, 10)
    dev = next(key for key in map(str, range(500)) if rule.side(key) is Side.DEV)
    train = next(key for key in map(str, range(500)) if rule.side(key) is Side.TRAIN)
    _, memory = sides_of(rule, [dev, train])
    assert memory == SplitMemory({}, is_settled=True)
    assert sides_of(rule, [dev], memory)[0] == {dev: Side.DEV}


def test_memory_of_another_rule_is_forgotten() -> None:
    memory = SplitMemory({"a": Side.DEV}, is_settled=True)
    data = memory.as_data(SplitRule(seed=1))
    assert remembered(data, SplitRule(seed=1)) == memory
    assert remembered(data, SplitRule(seed=2)) == SplitMemory()
    assert remembered(None, SplitRule()) == SplitMemory()
    assert remembered({**data, "pinned": ["a"]}, SplitRule(seed=1)).pinned == {}
    assert remembered({**data, "pinned": {"a": "left"}}, SplitRule(seed=1)).pinned == {}


def test_items_come_in_the_order_given() -> None:
    keys = [str(number) for number in range(200)]
    assigner = SideAssigner[str](SplitRule(), lambda key: key)
    assert [key for _, key in assigner.assign(keys)] == keys


def test_the_shares_are_met_by_many_articles() -> None:
    rule = SplitRule(70, 20, 10, seed=3)
    sides = [rule.side(split_key(f"article {number}")) for number in range(5000)]
    assert abs(sides.count(Side.TRAIN) / 5000 - 0.7) < 0.03
    assert abs(sides.count(Side.DEV) / 5000 - 0.2) < 0.03
    assert abs(sides.count(Side.TEST) / 5000 - 0.1) < 0.03


def test_another_seed_gives_another_split() -> None:
    keys = [str(number) for number in range(100)]
    assert [SplitRule(seed=1).side(key) for key in keys] != [
        SplitRule(seed=2).side(key) for key in keys
    ]


def test_the_position_is_the_same_on_every_machine_and_day() -> None:
    assert SplitRule(seed=0).position(split_key("Kyiv")) == 0.29878541645020373


def test_one_article_goes_to_train_wherever_its_place_is() -> None:
    rule = SplitRule(1, 98, 1)
    assert sides_of(rule, ["only"])[0] == {"only": Side.TRAIN}


def test_a_pin_is_the_free_key_nearest_to_the_empty_side() -> None:
    rule = SplitRule(80, 10, 10)
    keys = [key for key in map(str, range(500)) if rule.side(key) is Side.TRAIN][:12]
    nearest = max(keys, key=rule.position)
    assert missing_pins(rule, keys, {}) == {nearest: Side.DEV}


def test_no_dev_is_asked_for_when_its_share_is_nothing() -> None:
    assert set(sides_of(SplitRule(100, 0, 0), list("abcdef"))[0].values()) == {Side.TRAIN}


@pytest.mark.parametrize("shares", [(80, 10, 20), (110, -10, 0), (0, 50, 50), (0, 0, 0)])
def test_shares_that_are_no_split_are_refused(shares: tuple[int, int, int]) -> None:
    with pytest.raises(ExportError) as caught:
        SplitRule(*shares)
    assert caught.value.fields["reason"] == "bad_split"


def test_equal_texts_are_on_one_side() -> None:
    assert split_key("One text.") == split_key("One text.")
    assert split_key("One text.") != split_key("Another text.")
