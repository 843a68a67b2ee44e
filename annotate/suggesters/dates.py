"""Rules for dates and times: calendar dates, relative dates, durations, ages, times of day.

Following OntoNotes, dates and durations of a day or more are DATE, shorter ones TIME; words such
as "early", "late", "the past" and "ago" belong to the span. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.finding import Finding
from annotate.suggesters.numbers import BLANK, BOUND, DASH, DIGITS, WORDS

_MONTH_NAMES = "January|February|April|June|July|August|September|October|November|December"
_ANY_MONTH = (
    rf"(?:{_MONTH_NAMES}|March|May|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH = rf"(?:{_MONTH_NAMES})"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?!\d|[,.]\d{3}|:\d|[.]\d)"
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d|,\d|\.\d)"
_PART = rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|the{BLANK}(?:beginning|start|middle|end){BLANK}of|[Ll]ater{BLANK}(?:in|on)|[Ee]arlier{BLANK}(?:in|on))(?:{BLANK}|{DASH}))"
_SPAN_PART = rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he{BLANK}(?:beginning|start|middle|end){BLANK}of)(?:{BLANK}|{DASH}))"
_RANGE = rf"(?:{BLANK}?{DASH}{BLANK}?|{BLANK}(?:to|until|through|and){BLANK})"
_ERA = rf"(?:{BLANK}(?:BC|AD|BCE|CE)\b)?"
_TIME_OF_DAY = "morning|afternoon|evening|night"
_LONG_UNIT = "days?|weeks?|months?|years?|decades?|centuries|century|fortnights?|quarters?|weekends?|generations?|millennia|seasons?|semesters?"
_SHORT_UNIT = "hours?|minutes?|seconds?|hrs?|mins?|secs?"
_SEASON = "spring|summer|autumn|fall|winter"
_NUMBER = rf"(?:{DIGITS}|{WORDS}|a{BLANK}few|several|many|a{BLANK}couple{BLANK}of|a{BLANK}number{BLANK}of|dozens{BLANK}of|hundreds{BLANK}of|thousands{BLANK}of|a{BLANK}half|half{BLANK}an?|an?)"
_COUNT = rf"(?:{DIGITS}|{WORDS})"
_NEAR = "[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Tt]his{0}past|[Tt]his{0}coming|[Cc]oming".format(BLANK)
_NUMBERED = rf"(?:{_COUNT}|few|several|couple{BLANK}of|many)"
_HOLIDAYS = (
    "Christmas(?: Eve| Day)?|Easter(?: Sunday| Monday)?|Good Friday|Ramadan|Eid al-(?:Fitr|Adha)"
    "|Thanksgiving(?: Day)?|New Year(?:'|’)s (?:Eve|Day)|New Year|Independence Day|Labou?r Day"
    "|Memorial Day|Veterans Day|Hanukkah|Passover|Yom Kippur|Rosh Hashanah|Diwali|Halloween"
    "|Valentine(?:'|’)s Day|May Day|Victory Day|Boxing Day|Election Day|Ash Wednesday|Palm Sunday"
    "|Black Friday|Nowruz|Lunar New Year|Chinese New Year|Orthodox Easter|Inauguration Day"
    "|Bastille Day|Mother(?:'|’)s Day|Father(?:'|’)s Day|Armistice Day|Remembrance Day|Earth Day"
    "|Women(?:'|’)s Day|Columbus Day|Presidents(?:'|’) Day|Juneteenth|Holy Week"
)
_START = r"(?<![\w$€£.,/:-])"
_END = r"(?![\w])"

_CALENDAR = (
    # Tuesday, 2 April 2021 · the 2nd of April · 2-5 April
    (
        rf"{_START}(?:(?:{_WEEKDAY}|{_SHORT_DAY}),?{BLANK})?(?:[Tt]he{BLANK})?{_DAY}(?:{_RANGE}{_DAY})?"
        rf"(?:{BLANK}|{DASH})(?:of{BLANK})?{_ANY_MONTH}(?:(?:,?{BLANK}|{DASH}){_YEAR})?{_END}",
        0.98,
    ),
    # Tuesday, April 2, 2021 · April 2-5 · April 2 to April 5 is two
    (
        rf"{_START}(?:(?:{_WEEKDAY}|{_SHORT_DAY}),?{BLANK})?{_ANY_MONTH}{BLANK}?(?<=[ .\u00a0\u202f]){_DAY}"
        rf"(?:{_RANGE}{_DAY})?(?!{BLANK}(?:percent|million|people|troops|per{BLANK}cent))"
        rf"(?:,?{BLANK}{_YEAR})?{_END}",
        0.98,
    ),
    # early April 2021 · mid-2021 · March of 2022
    (rf"{_START}{_SPAN_PART}?{_ANY_MONTH},?{BLANK}(?:of{BLANK})?{_YEAR}{_ERA}{_END}", 0.98),
    (rf"{_START}{_SPAN_PART}{_YEAR}{_ERA}{_END}", 0.97),
    # early May, last March, this May
    (rf"{_START}(?:{_SPAN_PART}|(?:{_NEAR}){BLANK}){_ANY_MONTH}{_END}", 0.96),
    (rf"{_START}{_SURE_MONTH}(?:{_RANGE}{_SURE_MONTH})?{_END}", 0.93),
    (
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bduring )|(?<=\bof )"
        rf"|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom )|(?<=\bfor ))(?:March|May){_END}"
        rf"(?!{BLANK}[A-Z])(?!['’]s)",
        0.9,
    ),
    # 2021-04-02 · 02/04/2021 · 2.4.2021
    (
        rf"{_START}(?:\d{{4}}-\d\d?-\d\d?|\d\d?/\d\d?/(?:\d{{4}}|\d\d)|\d\d?\.\d\d?\.\d{{4}}){_END}",
        0.97,
    ),
    # years: 2014, 2014-15, 2020/21, 44 BC
    (rf"{_START}(?:{_YEAR}(?:{BLANK}?[-\u2010-\u2015/]{BLANK}?(?:{_YEAR}|\d\d(?!\d)))){_END}", 0.9),
    (rf"{_START}(?:\d{{1,4}}{BLANK}(?:BC|BCE|AD|CE)|AD{BLANK}\d{{1,4}}){_END}", 0.95),
    # decades and centuries
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:{_SPAN_PART})?(?:(?:1[0-9]|20)\d0|['’]\d0)['’]?s{_END}",
        0.96,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:{BLANK}|{DASH}))?"
        rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ties{_END}",
        0.7,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})?{_SPAN_PART}?(?:\d\d?(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third))"
        rf"(?:{BLANK}|{DASH})(?:century|centuries){_ERA}{_END}",
        0.95,
    ),
    # weekdays
    (
        rf"{_START}(?:(?:{_NEAR}|[Ee]arly|[Ll]ate|every|each|{_PART}){BLANK})?{_WEEKDAY}s?"
        rf"(?:{_RANGE}{_WEEKDAY})?{_END}",
        0.97,
    ),
    # seasons and quarters with a year
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:{_SPAN_PART})?(?:{_SEASON}|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
        rf"{BLANK}(?:of{BLANK})?{_YEAR}{_END}",
        0.95,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:first|second|third|fourth|last|previous|next|current){BLANK}"
        rf"(?:quarter|half|two{BLANK}quarters|trimester){BLANK}of{BLANK}(?:{_YEAR}|the{BLANK}year|this{BLANK}year|last{BLANK}year|next{BLANK}year){_END}",
        0.93,
    ),
    (rf"{_START}(?:[Tt]he{BLANK})?(?:first|second|third|fourth){BLANK}quarter{_END}", 0.8),
    (rf"{_START}(?:Q[1-4]|H[12]){BLANK}{_YEAR}{_END}", 0.95),
    (rf"{_START}(?:{_HOLIDAYS})(?:{BLANK}{_YEAR})?{_END}", 0.88),
)
_RELATIVE = (
    (rf"{_START}(?:[Yy]esterday|[Tt]omorrow|[Tt]oday){_END}", 0.95),
    (
        rf"{_START}[Tt]he{BLANK}day{BLANK}(?:before{BLANK}yesterday|after{BLANK}tomorrow){_END}",
        0.95,
    ),
    # early this year, later this month, the end of last week
    (
        rf"{_START}(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Tt]he{BLANK}(?:end|beginning|start|middle){BLANK}of|mid){BLANK})?"
        rf"(?:{_NEAR}){BLANK}(?:week|month|year|decade|century|weekend|quarter|fortnight|{_SEASON}){_END}",
        0.95,
    ),
    # the past three weeks, the last few days, the next year, recent months
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal){BLANK}"
        rf"{_NUMBERED}(?:{_RANGE}{_NUMBERED})?{BLANK}(?:(?:calendar|full|consecutive){BLANK})?(?:{_LONG_UNIT}){_END}",
        0.95,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ss]ame|[Nn]ext){BLANK}"
        rf"(?:{_LONG_UNIT}){_END}",
        0.88,
    ),
    (
        rf"{_START}(?:[Rr]ecent|[Pp]ast|[Cc]oming){BLANK}"
        rf"(?:days|weeks|months|years|decades|centuries){_END}",
        0.93,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})(?:day|week|month|year)s?{BLANK}(?:before|after|earlier){_END}",
        0.7,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK}(?:end|beginning|start|middle){BLANK}of{BLANK}the{BLANK}(?:year|month|week|decade|century)"
        rf"|[Tt]he{BLANK}(?:turn{BLANK}of{BLANK}the{BLANK}century)|year{DASH}end|mid{DASH}year){_END}",
        0.88,
    ),
    # two weeks ago, a year earlier, several days later
    (
        rf"{_START}(?:{BOUND})?{_NUMBER}(?:{_RANGE}{_COUNT})?{BLANK}(?:{_LONG_UNIT}){BLANK}"
        rf"(?:ago|earlier|later|from{BLANK}now){_END}",
        0.95,
    ),
    # 28-year-old, 42 years old, nine-month-old
    (
        rf"{_START}{_COUNT}(?:{BLANK}|{DASH})(?:years?|months?|weeks?|days?)(?:{BLANK}|{DASH})olds?{_END}",
        0.95,
    ),
    (rf"{_START}{_COUNT}{BLANK}years{BLANK}of{BLANK}age{_END}", 0.9),
    # more than a decade, three years, two-week
    (rf"{_START}(?:{BOUND})(?:an?|half{BLANK}an?){BLANK}(?:{_LONG_UNIT}){_END}", 0.9),
    (
        rf"{_START}(?:{BOUND})?(?:{_COUNT}(?:(?:{BLANK}and{BLANK})?{BLANK}a{BLANK}half|{DASH}and{DASH}a{DASH}half)?|a{BLANK}few|several|many|a{BLANK}couple{BLANK}of|dozens{BLANK}of|hundreds{BLANK}of|thousands{BLANK}of|half{BLANK}an?)"
        rf"(?:{_RANGE}{_COUNT})?(?:{BLANK}|{DASH})(?:(?:full|consecutive|straight|calendar|more|long|whole){BLANK})?(?:{_LONG_UNIT}){_END}",
        0.9,
    ),
)
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?"
_HALF_DAY = rf"{BLANK}?(?:[AaPp]\.{BLANK}?[Mm]\.?|[AaPp][Mm])(?![A-Za-z])"
_ZONE = (
    rf"(?:{BLANK}\(?(?:GMT|UTC|EST|EDT|CET|CEST|EET|EEST|BST|PST|PDT|MSK|ET|PT|CT|IST|JST)\b"
    rf"(?:[+-]\d\d?)?\)?|{BLANK}local{BLANK}time|{BLANK}(?:Eastern|Central|Pacific|Moscow|Kyiv|London)(?:{BLANK}(?:Standard|Daylight))?{BLANK}[Tt]ime)"
)
_TIMES = (
    (
        rf"{_START}(?:{BOUND})?{_CLOCK}(?:{_RANGE}{_CLOCK})?{_HALF_DAY}{_ZONE}?",
        0.97,
    ),
    (rf"{_START}(?:[01]?\d|2[0-4])[:.]?[0-5]\d(?:{BLANK}hours)?{_ZONE}", 0.97),
    (rf"{_START}(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?{_ZONE}?{_END}(?!{BLANK}?%)", 0.85),
    (
        rf"{_START}(?:{_COUNT})(?:{BLANK}o['’]clock)(?:{BLANK}in{BLANK}the{BLANK}(?:{_TIME_OF_DAY}))?{_END}",
        0.97,
    ),
    # Tuesday night, yesterday evening, early Sunday morning
    (
        rf"{_START}(?:(?:[Ee]arly|[Ll]ate|{_NEAR}){BLANK})?(?:on{BLANK})?(?:{_WEEKDAY}|[Yy]esterday|[Tt]omorrow|[Tt]his|[Ll]ast|[Tt]hat)"
        rf"{BLANK}(?:(?:early|late){BLANK})?(?:{_TIME_OF_DAY}|lunchtime)s?{_END}",
        0.93,
    ),
    (rf"{_START}(?:[Ll]ate(?:r)?{BLANK}|[Ee]arlier{BLANK})?[Tt]onight{_END}", 0.93),
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id){DASH}?{BLANK}?)(?:{_TIME_OF_DAY})(?:{BLANK}hours)?{_END}",
        0.85,
    ),
    (rf"(?:(?<=\b[Ii]n )|(?<=\b[Dd]uring )|(?<=\bof ))[Tt]he{BLANK}(?:{_TIME_OF_DAY}){_END}", 0.85),
    (rf"{_START}(?:[Nn]oon|[Mm]idnight|[Mm]idday){_ZONE}?{_END}", 0.9),
    (
        rf"(?:(?<=\b[Aa]t )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\b[Uu]ntil ))(?:dawn|dusk|sunrise|sunset|daybreak|nightfall){_END}",
        0.75,
    ),
    (
        rf"{_START}(?:[Tt]he{BLANK})?(?:[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal){BLANK}"
        rf"(?:{_NUMBERED}{BLANK})?(?:{_SHORT_UNIT}){_END}",
        0.92,
    ),
    (
        rf"{_START}(?:{BOUND})?(?:{_COUNT}(?:{BLANK}and{BLANK}a{BLANK}half|{DASH}and{DASH}a{DASH}half)?|a{BLANK}few|several|many|a{BLANK}couple{BLANK}of|half{BLANK}an|dozens{BLANK}of)"
        rf"(?:{_RANGE}{_COUNT})?(?:{BLANK}|{DASH})(?:(?:full|consecutive|more|straight){BLANK})?(?:{_SHORT_UNIT})"
        rf"(?:{BLANK}(?:ago|earlier|later))?{_END}",
        0.93,
    ),
    (rf"{_START}an{BLANK}hour(?:{BLANK}(?:ago|earlier|later))?{_END}(?!{BLANK}of)", 0.7),
    (
        rf"{_START}(?:the{BLANK})?early{BLANK}hours(?:{BLANK}of{BLANK}(?:the{BLANK}morning|{_WEEKDAY}(?:{BLANK}morning)?|yesterday|today))?{_END}",
        0.85,
    ),
)


def _compiled(patterns: tuple[tuple[str, float], ...]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), score) for pattern, score in patterns if score)


_DATE_PATTERNS = _compiled(_CALENDAR + _RELATIVE)
_TIME_PATTERNS = _compiled(_TIMES)
_PLAIN_YEAR = re.compile(rf"(?<![\w$€£.,/:#-])(?:1[0-9]|20)\d\d(?![\w%]|[,.]\d|-?[a-z]|/\d)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|before|after|during|between|through|and|late|early"
    r"|mid|the|year|around|circa|than|for|as of)[ -]$|[(\u2013-]$",
    re.IGNORECASE,
)
# What is counted by a number that only looks like a year: "2000 troops", "1500 people".
_COUNTED = re.compile(
    r" (?:people|troops|men|women|children|civilians|miles|meters|metres|km|feet|times|units|votes"
    r"|workers|students|jobs|homes|police|dead|wounded|words|calories|more|other|[a-z]+ (?:people|troops))\b"
)
_AGE = re.compile(rf"(?<=[^\W\d_], )\d\d(?=,{BLANK})|(?<=\baged )\d\d?(?:{_RANGE}\d\d?)?\b")


def find_dates(text: str) -> Iterator[Finding]:
    """Findings of every date and time rule; they may overlap."""
    for pattern, score in _DATE_PATTERNS:
        for match in pattern.finditer(text):
            yield _finding(match, "DATE", score, "date rule")
    for pattern, score in _TIME_PATTERNS:
        for match in pattern.finditer(text):
            yield _finding(match, "TIME", score, "time rule")
    for match in _PLAIN_YEAR.finditer(text):
        score = _year_score(match, text)
        if score:
            yield _finding(match, "DATE", score, "date rule: year")
    for match in _AGE.finditer(text):
        yield _finding(match, "DATE", 0.75, "date rule: age")


def _finding(match: re.Match[str], label: str, score: float, reason: str) -> Finding:
    start, end = match.span()
    found = match.group()
    start += len(found) - len(found.lstrip())
    # "more than in April": a preposition that only helped to find it stays outside.
    return Finding(start, end, label, score, reason, 50)


def _year_score(match: re.Match[str], text: str) -> float:
    year = int(match.group())
    if _COUNTED.match(text, match.end()):
        return 0.0
    led_by = bool(_YEAR_BEFORE.search(text[max(0, match.start() - 9) : match.start()]))
    if 1950 <= year <= 2040 and year != 2000:
        return 0.95 if led_by else 0.88
    return 0.9 if led_by and year % 500 else 0.6 if led_by else 0.0
