"""Dates, times and numbers, in sentences whose every such span is marked."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotate.suggesters.finding import standing
from annotate.suggesters.ranges import ranges
from annotate.suggesters.rules import find_counted
from tests.annotate.suggesters.marked import mark, unmark

SENTENCES = [
    # calendar dates
    "The talks of [[2 April|DATE]] were held again on [[Tuesday, 6 April 2021|DATE]].",
    "It began on [[March 26|DATE]] and ended on [[July 27, 2020|DATE]].",
    "The [[Sept. 11, 2001|DATE]], attacks; the [[Feb. 24|DATE]] invasion",
    "They met in [[May|DATE]] and may meet in [[June|DATE]].",
    "We may march on [[14 March|DATE]].",
    "Wages fell in [[late March|DATE]] and rose in [[early 2019|DATE]].",
    "The law dates from [[1997|DATE]] and was changed in [[May 2021|DATE]].",
    "The file is of [[2021-04-02|DATE]].",
    "Between the wars, in [[the 1930s|DATE]], and in [[the late 1980s|DATE]]",
    "a castle of [[the early 19th century|DATE]] and a coin of [[44 BC|DATE]]",
    "On [[Mondays|DATE]] and [[last Friday|DATE]] it was closed.",
    "The [[2014-2018|DATE]] plan, the [[1939–45|DATE]] war",
    "They count on [[the second quarter of 2023|DATE]] and on [[Q3 2024|DATE]].",
    "in [[the summer of 2020|DATE]], [[last winter|DATE]] or [[this spring|DATE]]",
    # relative dates, durations, ages
    "[[Yesterday|DATE]] and [[today|DATE]] nothing moved.",
    "Prices doubled over [[the past three weeks|DATE]] and in [[recent years|DATE]].",
    "He left [[two weeks ago|DATE]] and came back [[a year later|DATE]].",
    "[[Earlier this month|DATE]] she won; [[later this year|DATE]] she will lose.",
    "The [[42-year-old|DATE]] mayor has been in office for [[nearly two decades|DATE]].",
    "A [[two-week|DATE]] truce will hold until [[the end of the year|DATE]].",
    "Olha Bondar, [[61|DATE]], is a nurse; her son is [[nine months old|DATE]].",
    "They waited for [[more than a decade|DATE]].",
    "It was done [[five or six years ago|DATE]].",
    "The deal covers [[between 2014 and 2018|DATE]].",
    # frequencies, rates, stretches without a number
    "He waits [[every two weeks|DATE]], [[each Monday|DATE]] and [[daily|DATE]].",
    "[[Forty hours|TIME]] [[a week|DATE]] at [[$9|MONEY]] [[an hour|TIME]]",
    "They waited for [[months|DATE]]; [[years later|DATE]] it was [[a day and a half|DATE]].",
    "It took [[a matter of weeks|DATE]] in [[most of 2021|DATE]].",
    "in [[the six months to March|DATE]], [[fiscal 2031|DATE]] and since [[the spring|DATE]]",
    "[[That year|DATE]] they met over [[the weekend|DATE]], and [[two years on|DATE]].",
    # ages
    "Her son, [[7|DATE]], and those [[under 18|DATE]] may stay; he is in his [[late 50s|DATE]].",
    "The pension age rises to [[67|DATE]]; the youngest was [[two|DATE]].",
    "men aged [[between 20 and 30|DATE]] or at the age of [[40|DATE]]",
    "It waited [[20 minutes|TIME]] after the crash and [[two minutes|TIME]] before the storm.",
    "[[Hours after|TIME]] the vote and just [[minutes before|TIME]] the game",
    "The rate stays at [[5.25%-5.50%|PERCENT]], or [[3–4%|PERCENT]] in Lima.",
    # times
    "[[Overnight|TIME]] and [[late on Sunday|TIME]], until [[nightfall|TIME]]",
    "on [[the night of 7 May|TIME]], from [[8 in the evening|TIME]] to [[half past ten|TIME]]",
    "after [[3 hours 12 minutes|TIME]], or [[a quarter of an hour|TIME]]",
    "The shop opened at [[9.30|TIME]] and sold [[9.30 litres|QUANTITY]].",
    "The [[45-minute|TIME]] call began at [[10:30 a.m. GMT|TIME]].",
    "Shells fell at [[6.30am|TIME]], at [[15:00|TIME]] and [[shortly after midnight|TIME]].",
    "It happened on [[Tuesday night|TIME]], not in [[the afternoon|TIME]].",
    "[[Last night|TIME]] and [[tonight|TIME]], for [[two hours|TIME]]",
    "In [[the past 24 hours|TIME]] it rained for [[half an hour|TIME]].",
    "Doors open at [[five o'clock|TIME]], or at [[10 p.m. local time|TIME]].",
    # money
    "The grant of [[$2.4 billion|MONEY]] is worth [[about 2.2 billion euros|MONEY]].",
    "It cost [[$2bn|MONEY]], [[€30m|MONEY]], [[£5|MONEY]] and [[US$7.5 million|MONEY]].",
    "A fine of [[300,000 hryvnias|MONEY]], [[billions of dollars|MONEY]], [[50 cents|MONEY]]",
    "It will take [[between €5m and €7m|MONEY]], or [[$10 million to $20 million|MONEY]].",
    "The price rose from [[$5|MONEY]] to [[$7|MONEY]].",
    "a [[$1.9-trillion|MONEY]] plan for [[more than a million dollars|MONEY]]",
    # percent
    "Inflation of [[7.4%|PERCENT]] hit [[more than 60 percent|PERCENT]] of voters.",
    "Up [[0.3 percentage points|PERCENT]], [[five per cent|PERCENT]] or [[5-10%|PERCENT]]",
    "It fell from [[12%|PERCENT]] to [[9%|PERCENT]].",
    "[[between 10 and 15 percent|PERCENT]] of the crop",
    # quantities
    "[[15 kilometres|QUANTITY]] away lay [[about 30,000 tonnes|QUANTITY]] of wheat.",
    "A [[155mm|QUANTITY]] shell, a [[40-mile|QUANTITY]] column, [[two million barrels|QUANTITY]]",
    "winds of [[190 km/h|QUANTITY]] at [[30 degrees Celsius|QUANTITY]]",
    "a forest of [[10 square kilometres|QUANTITY]]",
    # cardinals
    "[[At least 40|CARDINAL]] civilians and [[nearly 25|CARDINAL]] groups of [[28,000|CARDINAL]]",
    "[[Dozens|CARDINAL]] left, [[tens of thousands|CARDINAL]] stayed, [[two|CARDINAL]] died.",
    "[[Twenty-five|CARDINAL]] of [[two hundred and fifty|CARDINAL]] seats",
    "By [[312|CARDINAL]] votes they elected [[one|CARDINAL]] of the [[three|CARDINAL]].",
    "[[1,500|CARDINAL]] men, [[2000|CARDINAL]] troops and [[1 000|CARDINAL]] horses",
    "[[two thirds|CARDINAL]] of the [[10 to 15|CARDINAL]] guests",
    "Traffic fell by [[a third|CARDINAL]], to [[a quarter|CARDINAL]] of what it was.",
    "[[Feb. 20|DATE]] — [[Four|CARDINAL]] left.",
    "[[Three in five|CARDINAL]] and [[nine out of ten|CARDINAL]] agreed.",
    "[[Only three|CARDINAL]] came, [[barely 200|CARDINAL]] stayed.",
    "a [[250-pound|QUANTITY]] bomb, a [[250-pound|MONEY]] fine, [[minus 9 degrees|QUANTITY]]",
    # ordinals
    "its [[2,000th|ORDINAL]] day",
    "a [[third|ORDINAL]] round",
    "the [[third|ORDINAL]] round, the [[21st|ORDINAL]] package and her [[first|ORDINAL]] visit",
    "for the [[second|ORDINAL]] time",
]
NOTHING = [
    "COVID-19 and the F-16, the MiG-29 and Route66",
    "No one knows; they help one another.",
    "They may march in spring, said May.",
    "At first nobody spoke.",
    "A split second later the light went out.",
    "see note [2] and (3)",
]


def found(text: str) -> list[tuple[int, int, str]]:
    findings = list(find_counted(text))
    findings += ranges(standing(findings), text)
    return [(f.start, f.end, f.label) for f in standing(findings)]


@pytest.mark.parametrize("marked", SENTENCES)
def test_marked_spans_are_found_and_no_others(marked: str) -> None:
    text, _ = unmark(marked)

    assert mark(text, found(text)) == marked


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text: str) -> None:
    assert mark(text, found(text)) == text


@pytest.mark.parametrize("gap", ["\u00a0", "\u202f"])
def test_unbreakable_blanks_are_blanks(gap: str) -> None:
    text = f"on 2{gap}April he paid 3{gap}million{gap}euros"

    assert [text[start:end] for start, end, _ in found(text)] == [
        f"2{gap}April",
        f"3{gap}million{gap}euros",
    ]


def test_a_year_needs_no_preposition_but_a_round_number_does() -> None:
    assert [label for *_, label in found("the 2019 vote")] == ["DATE"]
    assert [label for *_, label in found("they counted 2000 votes")] == ["CARDINAL"]
    assert [label for *_, label in found("he came in 2000.")] == ["DATE"]


def test_long_runs_of_digits_and_signs_take_no_time() -> None:
    for text in ("9" * 30_000, "1," * 15_000, "$" * 30_000, "a " * 15_000, "one " * 8_000):
        found(text)
    for text in ("000 " * 8_000, "a hundred " * 4_000, "1-" * 15_000, "between 1 and " * 3_000):
        found(text)


def test_the_best_of_overlapping_findings_stands() -> None:
    text = "the first week of May 2021"
    spans = found(text)

    assert all(one_end <= two_start for (_, one_end, _), (two_start, *_) in pairwise(spans))
