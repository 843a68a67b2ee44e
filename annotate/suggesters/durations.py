"""Rules for loose stretches of time: frequencies, rates, what has no number, nights with a date.

"Every two weeks", "60 hours a week", "for months", "a matter of hours", "the night of 7 May". What
is shorter than a day is TIME, the rest DATE. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.suggesters.dates import COUNT, DAY_OF_YEAR, END, RANK, START, WEEKDAY, YEAR
from annotate.suggesters.finding import Finding, matches_of, rule
from annotate.suggesters.numbers import BLANK, BOUND, DASH

_LONG = "days|weeks|months|years|decades|centuries|generations|fortnights"
_LONG_ONE = "day|week|month|year|decade|century|fortnight|quarter|season|generation"
_SHORT = "hours|minutes|seconds"
_SHORT_ONE = "hour|minute|second"
_PART_OF_DAY = "morning|afternoon|evening|night"
_HOUR = "noon|midday|midnight|dawn|dusk|sunrise|sunset|daybreak|nightfall|sundown|first light"
_HOURS = tuple(_HOUR.split("|"))
_SEASONS = ("spring", "summer", "autumn", "winter")
_AT_NUMBERS = tuple(f" at {digit}" for digit in range(10))
_LED = (
    r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bover )|(?<=\bwaited )"
    r"|(?<=\btake )|(?<=\btook )|(?<=\bfor about )|(?<=\bthroughout ))"
)
_WHOLE = (
    rf"(?:[Tt]he{BLANK}(?:whole|rest|remainder|bulk|better{BLANK}part|best{BLANK}part|latter"
    rf"{BLANK}part)|[Mm]uch|[Mm]ost|[Aa]ll|[Pp]art){BLANK}of"
)
# "Hours after the vote" is a time, and in "20 minutes after the vote" it is the number's.
_UNCOUNTED = r"(?<!\d[ \u00a0])" + "".join(
    f"(?<!{word} )"
    for word in (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
        *("fifteen", "twenty", "thirty", "forty", "few", "several", "many", "couple of"),
    )
)
DATE_RULES = (
    # daily, every two weeks, each Monday, every other year
    rule(0.75, rf"{START}(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually){END}"),
    rule(
        0.9,
        rf"{START}(?:[Ee]very|[Ee]ach)(?:{BLANK}(?:other|single|{COUNT}|few))?{BLANK}",
        rf"(?:{_LONG_ONE}|{_LONG}|spring|summer|autumn|winter|{WEEKDAY}){END}",
    ),
    # 60 hours a week, $50 per month, twice a year
    rule(0.85, rf"(?<=[a-z0-9%$.]{BLANK})(?:an?|per|each){BLANK}(?:week|month|year|decade){END}"),
    rule(
        0.85,
        r"(?:(?<=s )|(?<=\d )|(?<=twice )|(?<=once )|(?<=million )|(?<=billion )|(?<=less than )",
        rf"|(?<=in )|(?<=within ))(?:a|per|each){BLANK}(?:single{BLANK})?day{END}",
    ),
    rule(0.85, rf"{START}a{BLANK}single{BLANK}(?:{_LONG_ONE}){END}"),
    # for months, years later, decades-long
    rule(0.8, rf"{_LED}(?:{_LONG}){END}(?!{BLANK}(?:old|ago|later|earlier))"),
    rule(
        0.92,
        rf"{START}(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies){BLANK}",
        rf"(?:ago|earlier|later|beforehand|afterwards){END}",
    ),
    rule(0.85, rf"{START}(?:{_LONG}|{_LONG_ONE}){DASH}(?:long|old){END}"),
    # a week on, two years on
    rule(0.85, rf"{START}(?:an?|{COUNT}){BLANK}(?:{_LONG_ONE}|{_LONG}){BLANK}on(?=[.,;:!?)]|$)"),
    # a day and a half, a matter of weeks, the better part of a week, most of 2020
    rule(0.93, rf"{START}an?{BLANK}(?:{_LONG_ONE}){BLANK}and{BLANK}a{BLANK}half{END}"),
    rule(0.9, rf"{START}a{BLANK}(?:matter|number|couple|handful){BLANK}of{BLANK}(?:{_LONG}){END}"),
    rule(
        0.88,
        rf"{START}{_WHOLE}{BLANK}(?:an?{BLANK}(?:{_LONG_ONE})|(?:the|this|last|next|that){BLANK}",
        rf"(?:{_LONG_ONE}|weekend|spring|summer|autumn|winter)|{YEAR}){END}",
    ),
    rule(0.85, rf"{START}as{BLANK}many{BLANK}(?:{_LONG}){END}"),
    # that year, the same week, the year before last, the month before
    rule(
        0.85,
        rf"{START}(?:That{BLANK}(?:same{BLANK})?(?:{_LONG_ONE}|spring|summer|autumn|winter){END}",
        rf"|that{BLANK}(?:same{BLANK})?(?:{_LONG_ONE}|spring|summer|autumn|winter){END}",
        rf"(?!{BLANK}(?:the|a|an|he|she|they|we|you|it)\b))",
    ),
    rule(0.9, rf"{START}[Tt]he{BLANK}(?:{_LONG_ONE}){BLANK}(?:before{BLANK}last|after{BLANK}next)"),
    # since the summer, in early spring, over the weekend
    rule(
        0.8,
        r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bover )|(?<=\bduring )",
        r"|(?<=\bbefore )|(?<=\bafter )|(?<=\bthroughout )|(?<=\bof )|(?<=\bfor )|(?<=\bthis ))",
        rf"the{BLANK}(?:spring|summer|autumn|winter){END}(?!{BLANK}(?:[A-Z]|of{BLANK}\d))",
        needs=_SEASONS,
    ),
    rule(
        0.8,
        rf"{START}(?:[Ee]arly|[Ll]ate|[Mm]id)(?:{BLANK}|{DASH})(?:spring|summer|autumn|winter)",
        rf"{END}(?!{BLANK}(?:of{BLANK})?\d)",
    ),
    rule(
        0.88,
        r"(?:(?<=\bover )|(?<=\bat )|(?<=\bon )|(?<=\bduring )|(?<=\bfor )|(?<=\bof ))",
        rf"the{BLANK}(?:long{BLANK}|past{BLANK})?weekend{END}",
        needs=("weekend",),
    ),
    # the three months to September, fiscal 2024, the 2022-23 season
    rule(
        0.93,
        rf"{START}[Tt]he{BLANK}(?:{COUNT}{BLANK}(?:days|weeks|months|years)|year|quarter|half|week)",
        rf"{BLANK}(?:to|ending|ended|through|until|up{BLANK}to)(?:{BLANK}in)?{BLANK}",
        rf"(?:the{BLANK}end{BLANK}of{BLANK})?(?:{DAY_OF_YEAR}|{YEAR}){END}",
    ),
    rule(
        0.92,
        rf"{START}(?:[Tt]he{BLANK})?(?:[Ff]iscal|[Ff]inancial|[Tt]ax|[Aa]cademic|[Ss]chool|[Cc]alendar)",
        rf"{BLANK}(?:year{BLANK})?{YEAR}(?:{DASH}\d\d(?:\d\d)?)?{END}",
    ),
    rule(
        0.85,
        rf"{START}(?:[Tt]he|[Tt]his|[Ll]ast|[Nn]ext|[Tt]he{BLANK}(?:current|last|next|previous|new))",
        rf"{BLANK}(?:fiscal|financial|tax|academic|school|calendar|election){BLANK}year{END}",
    ),
    rule(
        0.85,
        rf"{START}(?:[Tt]he{BLANK})?(?:end|start|beginning|middle|close|turn|eve|first{BLANK}half",
        rf"|second{BLANK}half|latter{BLANK}half|final{BLANK}days){BLANK}of{BLANK}(?:the{BLANK}|last",
        rf"{BLANK}|next{BLANK}|this{BLANK})?(?:year|week|month|decade|century|season|summer|spring",
        rf"|autumn|winter|{DAY_OF_YEAR}|{YEAR}){END}",
    ),
    rule(
        0.8,
        r"(?:(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=\bthe ))(?:Q[1-4]|H[12])\b",
        needs=("Q1", "Q2", "Q3", "Q4", "H1", "H2"),
    ),
)
TIME_RULES = (
    rule(0.85, rf"{START}(?:[Oo]vernight|[Hh]ourly|[Nn]ightly){END}"),
    rule(
        0.9,
        rf"{START}(?:[Ee]very|[Ee]ach)(?:{BLANK}(?:other|single|{COUNT}|few))?{BLANK}",
        rf"(?:{_SHORT_ONE}|{_SHORT}|{_PART_OF_DAY}){END}",
    ),
    rule(0.85, rf"(?<=[a-z0-9%$.]{BLANK})(?:an|per|each){BLANK}hour{END}"),
    rule(0.8, rf"{_LED}(?:hours|minutes){END}(?!{BLANK}(?:ago|later|earlier))"),
    rule(
        0.92,
        rf"{START}{_UNCOUNTED}(?:[Hh]ours|[Mm]inutes|[Ss]econds|[Mm]oments){BLANK}",
        rf"(?:ago|earlier|later|beforehand|afterwards|before|after){END}",
    ),
    rule(0.85, rf"{START}(?:{_SHORT_ONE}|night|{_SHORT}){DASH}long{END}"),
    rule(0.9, rf"{START}a{BLANK}(?:matter|number|couple|handful){BLANK}of{BLANK}(?:{_SHORT}){END}"),
    rule(
        0.95,
        rf"{START}(?:{BOUND})?(?:{COUNT}|an?){BLANK}hours?,?(?:{BLANK}and)?{BLANK}{COUNT}{BLANK}",
        rf"minutes?(?:,?(?:{BLANK}and)?{BLANK}{COUNT}{BLANK}seconds?)?{END}",
        needs=("minute",),
    ),
    rule(
        0.95,
        rf"{START}{COUNT}{BLANK}minutes?,?(?:{BLANK}and)?{BLANK}{COUNT}{BLANK}seconds?{END}",
        needs=("second",),
    ),
    rule(
        0.95,
        rf"{START}(?:{BOUND})?(?:an?{BLANK}(?:hour|minute){BLANK}and{BLANK}a{BLANK}(?:half|quarter)",
        rf"|(?:an?|{COUNT}){BLANK}quarters?{BLANK}of{BLANK}an{BLANK}hour|half{DASH}hour",
        rf"|{COUNT}{BLANK}and{BLANK}a{BLANK}(?:half|quarter){BLANK}hours){END}",
        needs=("hour", "minute"),
    ),
    rule(0.95, rf"{START}half{DASH}(?:an{DASH})?hour{END}"),
    rule(
        0.9,
        rf"{START}(?:{BOUND})?(?:{COUNT}){BLANK}(?:days{BLANK}and{BLANK})?nights{END}",
        needs=("nights",),
    ),
    # the night of 7 February, dawn on Monday, late on Sunday, the following morning
    rule(
        0.94,
        rf"{START}(?:[Tt]he{BLANK})?(?:early{BLANK}|late{BLANK})?(?:{_PART_OF_DAY}|early{BLANK}hours)",
        rf"{BLANK}of{BLANK}(?:the{BLANK})?(?:{DAY_OF_YEAR}|{WEEKDAY}){END}",
    ),
    rule(
        0.93,
        rf"{START}(?:{_HOUR}){BLANK}(?:on{BLANK})?(?:{WEEKDAY}|{DAY_OF_YEAR}){END}",
    ),
    rule(
        0.93,
        rf"{START}(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater){BLANK}(?:on{BLANK})?{WEEKDAY}",
        rf"(?:{BLANK}(?:{_PART_OF_DAY}))?{END}",
    ),
    rule(
        0.9, rf"{START}[Tt]he{BLANK}(?:next|following|previous|same){BLANK}(?:{_PART_OF_DAY}){END}"
    ),
    rule(0.88, rf"{START}[Mm]id-?(?:morning|afternoon|evening|day){END}"),
    rule(
        0.85,
        r"(?:(?<=\b[Aa]t )|(?<=\b[Bb]y )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\b[Uu]ntil )",
        r"|(?<=\b[Ff]rom )|(?<=\b[Ss]ince )|(?<=\b[Tt]o )|(?<=\b[Aa]round ))",
        rf"(?:{_HOUR}){END}",
        needs=_HOURS,
    ),
    rule(0.85, rf"{START}(?:[Aa]round|[Aa]bout|[Nn]ear){BLANK}(?:{_HOUR}){END}"),
    # 8 in the evening, half past six, a train at 5.30
    rule(
        0.95,
        rf"{START}(?:{COUNT}|\d\d?[:.][0-5]\d)(?:{BLANK}o['’]clock)?{BLANK}(?:in{BLANK}the{BLANK}",
        rf"(?:morning|afternoon|evening)|at{BLANK}night){END}",
        needs=("morning", "afternoon", "evening", "night"),
    ),
    rule(
        0.93,
        rf"{START}(?:half{BLANK}past|(?:a{BLANK})?quarter{BLANK}(?:past|to)){BLANK}",
        rf"(?:{COUNT}|noon|midnight){END}",
    ),
    rule(
        0.8,
        r"(?:(?<=\bleft at )|(?<=\bleaves at )|(?<=\bleave at )|(?<=\bbegan at )|(?<=\bbegins at )",
        r"|(?<=\bbegin at )|(?<=\bstarted at )|(?<=\bstarts at )|(?<=\bstart at )|(?<=\bopens at )",
        r"|(?<=\bopened at )|(?<=\bended at )|(?<=\bends at )|(?<=\bcloses at )|(?<=\bclosed at )",
        r"|(?<=\barrived at )|(?<=\barrives at )|(?<=\bmet at )|(?<=\bmeet at ))",
        r"(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%]| (?:per|percent|million|billion))",
        needs=_AT_NUMBERS,
    ),
)


def find_durations(text: str) -> Iterator[Finding]:
    """Findings of every rule of this module; they may overlap."""
    yield from matches_of(DATE_RULES, text, label="DATE", reason="date rule", rank=RANK)
    yield from matches_of(TIME_RULES, text, label="TIME", reason="time rule", rank=RANK)
