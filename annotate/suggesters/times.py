"""Rules for times: times of day and what is shorter than a day.

Following OntoNotes, "about", "shortly before", the time zone and "a.m." belong to the span.
Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.suggesters.dates import COUNT, END, NEAR, NUMBERED, RANGE, RANK, START, WEEKDAY
from annotate.suggesters.finding import Finding, matches_of, rule
from annotate.suggesters.numbers import BLANK, BOUND, DASH

_SHORT_UNIT = "hours?|minutes?|seconds?|hrs?|mins?|secs?"
_TIME_OF_DAY = "morning|afternoon|evening|night"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?"
_HALF_DAY = rf"{BLANK}?(?:[AaPp]\.{BLANK}?[Mm]\.?|[AaPp][Mm])(?![A-Za-z])"
_ZONES = r"(?:GMT|UTC|EST|EDT|CET|CEST|EET|EEST|BST|PST|PDT|MSK|ET|PT|CT|IST|JST)(?:[+-]\d\d?)?"
_ZONE = (
    rf"(?:{BLANK}(?:\({_ZONES}\)|{_ZONES}\b)|{BLANK}local{BLANK}time"
    rf"|{BLANK}(?:Eastern|Central|Pacific|Moscow|Kyiv|London)(?:{BLANK}(?:Standard|Daylight))?"
    rf"{BLANK}[Tt]ime)"
)
CLOCK_RULES = (
    rule(0.97, rf"{START}(?:{BOUND})?{_CLOCK}(?:{RANGE}{_CLOCK})?{_HALF_DAY}{_ZONE}?"),
    rule(0.97, rf"{START}(?:[01]?\d|2[0-4])[:.]?[0-5]\d(?:{BLANK}hours)?{_ZONE}"),
    rule(0.85, rf"{START}(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?{_ZONE}?{END}(?!{BLANK}?%)"),
    rule(
        0.97,
        rf"{START}(?:{COUNT})(?:{BLANK}o['’]clock)(?:{BLANK}in{BLANK}the{BLANK}",
        rf"(?:{_TIME_OF_DAY}))?{END}",
        needs=("clock",),
    ),
    # Tuesday night, yesterday evening, early Sunday morning
    rule(
        0.93,
        rf"{START}(?:(?:[Ee]arly|[Ll]ate|{NEAR}){BLANK})?",
        rf"(?:{WEEKDAY}|[Yy]esterday|[Tt]omorrow|[Tt]his|[Ll]ast|[Tt]hat)",
        rf"{BLANK}(?:(?:early|late){BLANK})?(?:{_TIME_OF_DAY}|lunchtime)s?{END}",
    ),
    rule(0.93, rf"{START}(?:[Ll]ate(?:r)?{BLANK}|[Ee]arlier{BLANK})?[Tt]onight{END}"),
    rule(
        0.85,
        rf"{START}(?:[Tt]he{BLANK})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id){DASH}?{BLANK}?)",
        rf"(?:{_TIME_OF_DAY})(?:{BLANK}hours)?{END}",
    ),
    rule(
        0.85,
        rf"(?:(?<=\b[Ii]n )|(?<=\b[Dd]uring )|(?<=\bof ))[Tt]he{BLANK}",
        rf"(?:{_TIME_OF_DAY}){END}",
    ),
    rule(
        0.93,
        rf"{START}(?:[Ss]hortly|[Jj]ust|[Ss]oon|[Rr]ight){BLANK}(?:before|after){BLANK}",
        rf"(?:noon|midnight|midday|dawn|dusk|sunrise|sunset|{_CLOCK}{_HALF_DAY}){_ZONE}?(?!\w)",
    ),
    rule(0.9, rf"{START}(?:[Nn]oon|[Mm]idnight|[Mm]idday){_ZONE}?{END}"),
    rule(
        0.75,
        r"(?:(?<=\b[Aa]t )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\b[Uu]ntil ))",
        rf"(?:dawn|dusk|sunrise|sunset|daybreak|nightfall){END}",
        needs=("dawn", "dusk", "sun", "break", "fall"),
    ),
    rule(
        0.92,
        rf"{START}(?:[Tt]he{BLANK})?(?:[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming",
        rf"|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal){BLANK}",
        rf"(?:{NUMBERED}{BLANK}(?:{_SHORT_UNIT})|hours?|minutes|seconds){END}",
    ),
    rule(
        0.93,
        rf"{START}(?:{BOUND})?(?:{COUNT}(?:{BLANK}and{BLANK}a{BLANK}half",
        rf"|{DASH}and{DASH}a{DASH}half)?|a{BLANK}few|several|many|a{BLANK}couple{BLANK}of",
        rf"|half{BLANK}an|dozens{BLANK}of)",
        rf"(?:{RANGE}{COUNT})?(?:{BLANK}|{DASH})(?:(?:full|consecutive",
        rf"|more|straight){BLANK})?(?:{_SHORT_UNIT})",
        rf"(?:{BLANK}(?:ago|earlier|later))?{END}",
    ),
    rule(0.7, rf"{START}an{BLANK}hour(?:{BLANK}(?:ago|earlier|later))?{END}(?!{BLANK}of)"),
    rule(
        0.85,
        rf"{START}(?:the{BLANK})?early{BLANK}hours(?:{BLANK}of{BLANK}",
        rf"(?:the{BLANK}morning|{WEEKDAY}(?:{BLANK}morning)?|yesterday",
        rf"|today))?{END}",
    ),
)


def find_times(text: str) -> Iterator[Finding]:
    """Findings of every time rule; they may overlap."""
    yield from matches_of(CLOCK_RULES, text, label="TIME", reason="time rule", rank=RANK)
