"""Rules for dates: calendar dates, relative dates, durations of a day or more, ages.

Following OntoNotes, words such as "early", "late", "the past" and "ago" belong to the span; what
is shorter than a day is TIME. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.finding import Finding, matches_of, rule
from annotate.suggesters.numbers import BLANK, BOUND, DASH, DIGITS, WORDS

RANK = 50
"""Dates and times stand above plain numbers and names."""

_MONTH_NAMES = "January|February|April|June|July|August|September|October|November|December"
_ANY_MONTH = (
    rf"(?:{_MONTH_NAMES}|March|May|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH = rf"(?:{_MONTH_NAMES})"
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?!\d|[,.]\d{3}|:\d|[.]\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?!\d|,\d|\.\d)"
_PART = (
    rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|the{BLANK}(?:beginning|start|middle|end){BLANK}of"
    rf"|(?:[Ll]ater|[Ee]arlier){BLANK}(?:in|on))(?:{BLANK}|{DASH}))"
)
_SPAN_PART = (
    rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he{BLANK}(?:beginning|start|middle|end){BLANK}of)"
    rf"(?:{BLANK}|{DASH}))"
)
RANGE = rf"(?:{BLANK}?{DASH}{BLANK}?|{BLANK}(?:to|until|through|and|or){BLANK})"
_ERA = rf"(?:{BLANK}(?:BC|AD|BCE|CE)\b)?"
_LONG_UNIT = (
    "days?|weeks?|months?|years?|decades?|centuries|century|fortnights?|quarters?|weekends?"
    "|generations?|millennia|seasons?|semesters?"
)
_SEASON = "spring|summer|autumn|fall|winter"
_NUMBER = (
    rf"(?:{DIGITS}|{WORDS}|a{BLANK}few|several|many|a{BLANK}(?:couple|number){BLANK}of"
    rf"|(?:dozens|hundreds|thousands){BLANK}of|a{BLANK}half|half{BLANK}an?|an?)"
)
COUNT = rf"(?:{DIGITS}|(?i:{WORDS}))"
NEAR = rf"[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Tt]his{BLANK}past|[Tt]his{BLANK}coming|[Cc]oming"
NUMBERED = rf"(?:{COUNT}|few|several|couple{BLANK}of|many)"
_HOLIDAYS = (
    "Christmas(?: Eve| Day)?|Easter(?: Sunday| Monday)?|Good Friday|Ramadan|Eid al-(?:Fitr|Adha)"
    "|Thanksgiving(?: Day)?|New Year(?:'|’)s (?:Eve|Day)|New Year|Independence Day|Labou?r Day"
    "|Memorial Day|Veterans Day|Hanukkah|Passover|Yom Kippur|Rosh Hashanah|Diwali|Halloween"
    "|Valentine(?:'|’)s Day|May Day|Victory Day|Boxing Day|Election Day|Ash Wednesday|Palm Sunday"
    "|Black Friday|Nowruz|Lunar New Year|Chinese New Year|Orthodox Easter|Inauguration Day"
    "|Bastille Day|Mother(?:'|’)s Day|Father(?:'|’)s Day|Armistice Day|Remembrance Day|Earth Day"
    "|Women(?:'|’)s Day|Columbus Day|Presidents(?:'|’) Day|Juneteenth|Holy Week"
)
DAY_OF_YEAR = (
    rf"(?:(?:{WEEKDAY},?{BLANK})?(?:(?:the{BLANK})?{_DAY}{BLANK}(?:of{BLANK})?{_ANY_MONTH}"
    rf"|{_ANY_MONTH}(?:{BLANK}{_DAY})?)(?:,?{BLANK}{YEAR})?)"
)
"""A calendar date or a month, with or without the year."""
START = r"(?<![\w$€£.,/:-])"
END = r"(?![\w])"

_CALENDAR = (
    # Tuesday, 2 April 2021 · the 2nd of April · 2-5 April
    rule(
        0.98,
        rf"{START}(?:(?:{WEEKDAY}|{_SHORT_DAY}),?{BLANK})?(?:[Tt]he{BLANK})?{_DAY}",
        rf"(?:{RANGE}{_DAY})?",
        rf"(?:{BLANK}|{DASH})(?:of{BLANK})?{_ANY_MONTH}(?:(?:,?{BLANK}",
        rf"|{DASH}){YEAR})?{END}",
    ),
    # Tuesday, April 2, 2021 · April 2-5 · April 2 to April 5 is two
    rule(
        0.98,
        rf"{START}(?:(?:{WEEKDAY}|{_SHORT_DAY}),?{BLANK})?{_ANY_MONTH}{BLANK}?",
        rf"(?<=[ .\u00a0\u202f]){_DAY}",
        rf"(?:{RANGE}{_DAY})?(?!{BLANK}(?:percent|million|people|troops|per{BLANK}cent))",
        rf"(?:,?{BLANK}{YEAR})?{END}",
    ),
    # early April 2021 · mid-2021 · March of 2022
    rule(0.98, rf"{START}{_SPAN_PART}?{_ANY_MONTH},?{BLANK}(?:of{BLANK})?{YEAR}{_ERA}{END}"),
    rule(0.97, rf"{START}{_SPAN_PART}{YEAR}{_ERA}{END}"),
    # early May, last March, this May
    rule(0.96, rf"{START}(?:{_SPAN_PART}|(?:{NEAR}){BLANK}){_ANY_MONTH}{END}"),
    rule(0.93, rf"{START}{_SURE_MONTH}(?:{RANGE}{_SURE_MONTH})?{END}"),
    rule(
        0.9,
        r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Dd]uring ))",
        rf"(?:March|May){END}(?!['’]s)",
    ),
    rule(
        0.85,
        r"(?:(?<=\bby )|(?<=\bof )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom )|(?<=\bfor ))",
        rf"(?:March|May){END}(?!{BLANK}[A-Z])(?!['’]s)",
    ),
    # on the 20th
    rule(0.85, rf"(?<=\b[Oo]n )the{BLANK}[0-3]?\d(?:st|nd|rd|th)(?!{BLANK}\w|{DASH}|\w)"),
    # 2021-04-02 · 02/04/2021 · 2.4.2021
    rule(
        0.97,
        rf"{START}(?:\d{{4}}-\d\d?-\d\d?|\d\d?/\d\d?/(?:\d{{4}}|\d\d)",
        rf"|\d\d?\.\d\d?\.\d{{4}}){END}",
    ),
    # years: 2014, 2014-15, 2020/21, 44 BC
    rule(
        0.9,
        rf"{START}(?:{YEAR}(?:{BLANK}?[-\u2010-\u2015/]{BLANK}?(?:{YEAR}",
        rf"|\d\d(?!\d)))){END}",
    ),
    rule(0.95, rf"{START}(?:\d{{1,4}}{BLANK}(?:BC|BCE|AD|CE)|AD{BLANK}\d{{1,4}}){END}"),
    # decades and centuries
    rule(
        0.96,
        rf"{START}(?:[Tt]he{BLANK})?(?:{_SPAN_PART})?(?:(?:1[0-9]|20)\d0",
        rf"|['’]\d0)['’]?s{END}",
    ),
    rule(
        0.7,
        rf"{START}(?:[Tt]he{BLANK})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:{BLANK}|{DASH}))?",
        rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ties{END}",
    ),
    rule(
        0.95,
        rf"{START}(?:[Tt]he{BLANK})?{_SPAN_PART}?(?:\d\d?(?:st|nd|rd",
        r"|th)|[a-z]+(?:th|first|second|third))",
        rf"(?:{BLANK}|{DASH})(?:century|centuries){_ERA}{END}",
    ),
    # weekdays
    rule(
        0.97,
        rf"{START}(?:(?:{NEAR}|every|each){BLANK})?{WEEKDAY}s?",
        rf"(?:{RANGE}{WEEKDAY})?{END}",
    ),
    # seasons and quarters with a year
    rule(
        0.95,
        rf"{START}(?:[Tt]he{BLANK})?(?:{_SPAN_PART})?(?:{_SEASON}|[Ss]pring",
        r"|[Ss]ummer|[Aa]utumn|[Ww]inter)",
        rf"{BLANK}(?:of{BLANK})?{YEAR}{END}",
    ),
    rule(
        0.93,
        rf"{START}(?:[Tt]he{BLANK})?(?:first|second|third|fourth|last",
        rf"|previous|next|current){BLANK}",
        rf"(?:quarter|half|two{BLANK}quarters|trimester){BLANK}of{BLANK}",
        rf"(?:{YEAR}|the{BLANK}year|this{BLANK}year|last{BLANK}year",
        rf"|next{BLANK}year){END}",
    ),
    rule(0.8, rf"{START}(?:[Tt]he{BLANK})?(?:first|second|third|fourth){BLANK}quarter{END}"),
    rule(0.95, rf"{START}(?:Q[1-4]|H[12]){BLANK}{YEAR}{END}"),
    rule(0.88, rf"{START}(?:{_HOLIDAYS})(?:{BLANK}{YEAR})?{END}"),
)
_RELATIVE = (
    rule(0.95, rf"{START}(?:[Yy]esterday|[Tt]omorrow|[Tt]oday){END}"),
    rule(
        0.95,
        rf"{START}[Tt]he{BLANK}day{BLANK}(?:before{BLANK}yesterday|after{BLANK}tomorrow){END}",
    ),
    # early this year, later this month, the end of last week
    rule(
        0.95,
        rf"{START}(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Tt]he{BLANK}",
        rf"(?:end|beginning|start|middle){BLANK}of|mid){BLANK})?",
        rf"(?:{NEAR}){BLANK}(?:week|month|year|decade|century|weekend",
        rf"|quarter|fortnight|{_SEASON}){END}",
    ),
    # the past three weeks, the last few days, the next year, recent months
    rule(
        0.95,
        rf"{START}(?:[Tt]he{BLANK})?(?:[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming",
        rf"|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal){BLANK}",
        rf"{NUMBERED}(?:{RANGE}{NUMBERED})?{BLANK}(?:(?:calendar|full",
        rf"|consecutive){BLANK})?(?:{_LONG_UNIT}){END}",
    ),
    rule(
        0.88,
        rf"{START}(?:[Tt]he{BLANK})?(?:[Pp]ast|[Cc]oming|[Pp]revious",
        rf"|[Ff]ollowing|[Ss]ame|[Nn]ext){BLANK}",
        rf"(?:{_LONG_UNIT}){END}",
    ),
    rule(
        0.93,
        rf"{START}(?:[Rr]ecent|[Pp]ast|[Cc]oming){BLANK}",
        rf"(?:days|weeks|months|years|decades|centuries){END}",
    ),
    rule(
        0.7,
        rf"{START}(?:[Tt]he{BLANK})(?:day|week|month|year)s?{BLANK}",
        rf"(?:before|after|earlier){END}(?!{BLANK}\w)",
    ),
    rule(
        0.88,
        rf"{START}(?:[Tt]he{BLANK}(?:end|beginning|start|middle){BLANK}of{BLANK}the{BLANK}",
        r"(?:year|month|week|decade|century)",
        rf"|[Tt]he{BLANK}(?:turn{BLANK}of{BLANK}the{BLANK}century)|year{DASH}end",
        rf"|mid{DASH}year){END}",
    ),
    # two weeks ago, a year earlier, several days later
    rule(
        0.95,
        rf"{START}(?:{BOUND})?{_NUMBER}(?:{RANGE}{COUNT})?{BLANK}(?:{_LONG_UNIT}){BLANK}",
        rf"(?:ago|earlier|later|from{BLANK}now){END}",
    ),
    # 28-year-old, 42 years old, nine-month-old
    rule(
        0.95,
        rf"{START}{COUNT}(?:{BLANK}|{DASH})(?:years?|months?|weeks?",
        rf"|days?)(?:{BLANK}|{DASH})olds?{END}",
    ),
    rule(0.9, rf"{START}{COUNT}{BLANK}years{BLANK}of{BLANK}age{END}"),
    # more than a decade, three years, two-week
    rule(0.9, rf"{START}(?:{BOUND})(?:an?|half{BLANK}an?){BLANK}(?:{_LONG_UNIT}){END}"),
    rule(
        0.9,
        rf"{START}(?:{BOUND})?(?:{COUNT}(?:(?:{BLANK}and{BLANK})?{BLANK}a{BLANK}half",
        rf"|{DASH}and{DASH}a{DASH}half)?|a{BLANK}few|several|many|a{BLANK}couple{BLANK}of",
        rf"|dozens{BLANK}of|hundreds{BLANK}of|thousands{BLANK}of|half{BLANK}an?)",
        rf"(?:{RANGE}{COUNT})?(?:{BLANK}|{DASH})(?:(?:full|consecutive",
        rf"|straight|calendar|more|long|whole){BLANK})?(?:{_LONG_UNIT}){END}",
    ),
)
_PLAIN_YEAR = re.compile(r"(?<![\w$€£.,/:#-])(?:1[0-9]|20)\d\d(?![\w%]|[,.]\d|-?[a-z]|/\d)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|before|after|during|between|through|and|late|early"
    r"|mid|the|year|around|circa|than|for|as of)[ -]$|[(\u2013-]$",
    re.IGNORECASE,
)
# What is counted by a number that only looks like a year: "2000 troops", "1500 people".
_COUNTED = re.compile(
    r" (?:people|troops|men|women|children|civilians|miles|meters|metres|km|feet|times|units|votes"
    r"|workers|students|jobs|homes|police|dead|wounded|words|calories|more|other"
    r"|[a-z]+ (?:people|troops))\b"
)


def find_dates(text: str) -> Iterator[Finding]:
    """Findings of every date rule; they may overlap."""
    yield from matches_of(_CALENDAR + _RELATIVE, text, label="DATE", reason="date rule", rank=RANK)
    for match in _PLAIN_YEAR.finditer(text):
        score = _year_score(match, text)
        if score:
            yield Finding(*match.span(), "DATE", score, "date rule: year", RANK)


def _year_score(match: re.Match[str], text: str) -> float:
    year = int(match.group())
    if _COUNTED.match(text, match.end()):
        return 0.0
    led_by = bool(_YEAR_BEFORE.search(text[max(0, match.start() - 9) : match.start()]))
    if 1950 <= year <= 2040 and year != 2000:
        return 0.95 if led_by else 0.88
    return 0.9 if led_by and year % 500 else 0.6 if led_by else 0.0
