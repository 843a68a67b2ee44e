"""Rules for numbers: money, percent, quantities, ordinals, cardinals.

Following OntoNotes, a word that bounds a number belongs to it: "more than 300", "at least 22",
"nearly $2 billion". Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.finding import Finding

BLANK = r"[ \u00a0\u2009\u202f]"
DASH = r"[-\u2010-\u2015]"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALES = "hundred|thousand|million|billion|trillion"
WORD = rf"(?:(?:{_TENS})(?:{DASH}(?:{_ONES}))?|{_TEENS}|{_ONES})"
"""A number word below a hundred."""
WORDS = (
    rf"(?:(?:{WORD}|an?|several)(?:{BLANK}(?:{_SCALES})(?:{BLANK}and)?){{1,4}}(?:{BLANK}{WORD})?"
    rf"|(?:(?:an?|{WORD}){BLANK})?(?:half{BLANK})?dozen|{WORD}|zero)"
)
"""A number in words."""
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,3}(?: 000){1,4}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,4}"
    r"|\d+)(?:\.\d+)?"
)
"""A number in digits, with separators of thousands and decimals."""
_LETTER_SCALE = (
    rf"(?:{BLANK}?(?:million|billion|trillion|thousand|hundred|mln|bln|mn|bn|tn|trn|[mMkKbB])\b)"
)
_WORD_SCALE = rf"(?:(?:{BLANK}|{DASH})(?:hundred|thousand|million|billion|trillion)\b)"
NUMBER = rf"(?:{DIGITS}{_WORD_SCALE}?|{WORDS})"
"""A number in digits or words."""
_VAGUE = (
    rf"(?:(?:tens|hundreds){BLANK}of{BLANK}(?:thousands|millions|billions)"
    rf"|(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions))"
)
BOUND = (
    rf"(?i:(?:as{BLANK}(?:many|much|few|little){BLANK}as|(?:no{BLANK})?(?:more|less|fewer){BLANK}than"
    rf"|at{BLANK}(?:least|most)|up{BLANK}to|close{BLANK}to|(?:just|slightly|a{BLANK}little|well){BLANK}(?:over|under|more{BLANK}than|less{BLANK}than)"
    rf"|about|around|approximately|roughly|nearly|almost|some|over|under|an{BLANK}estimated|barely"
    rf"|hardly|only|merely|upwards{BLANK}of|in{BLANK}excess{BLANK}of|little{BLANK}more{BLANK}than)"
    rf"{BLANK})"
)
"""Words that bound or soften a number, with the blank behind them."""
# "to" is left to `ranges`, which tells "$5m to $7m" from "rose from $5m to $7m".
_RANGE = rf"(?:{DASH}|{BLANK}or{BLANK})"
_SIGN = r"(?:(?:US|AU|CA|NZ|HK|A|C|S|R)?\$|[€£¥₽₴₹₺₪₩₦₫])"
_CODES = "USD|EUR|GBP|UAH|RUB|JPY|CNY|CHF|INR|AUD|CAD"
_CURRENCIES = (
    "dollars?|euros?|pounds?(?: sterling)?|rubles?|roubles?|hryvnias?|hryvnya|yen|yuan|renminbi"
    "|rupees?|pesos?|francs?|kron(?:a|or|er|e)|zloty(?:s|ch)?|shekels?|liras?|lire|rials?|riyals?"
    "|soles|shillings?|kwacha|naira|cedis?|birr|taka|afghanis?|lari|lei|levs?|leva|ringgit|rupiah"
    "|korunas?|dong|dinars?|dirhams?|rand|won|forints?|tenge|baht|cents?|pence|bucks|bitcoins?"
    "|marks|reais"
)
_NATIONS = (
    "U\\.?S\\.?|American|Canadian|Australian|Singapore|Hong Kong|British|Swiss|Russian|Ukrainian"
    "|Turkish|Indian|Mexican|Norwegian|Swedish|Danish|Israeli|Iranian|Saudi|Chinese|Japanese"
)
_UNITS = (
    "kilomet(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|met(?:re|er)s?|km|cm|mm|miles?"
    "|yards?|feet|foot|inch(?:es)?|acres?|hectares?|tonnes?|tons?|kilotons?|megatons?|kilograms?"
    "|kilogrammes?|kilos?|kg|grams?|grammes?|pounds?|lbs?|ounces?|oz|lit(?:re|er)s?|gallons?"
    "|barrels?|bushels?|degrees?(?: (?:Celsius|Fahrenheit))?|°[CF]|knots?|mph|kph|km/h|megawatts?"
    "|gigawatts?|kilowatts?|MW|GW|kW|TWh|GWh|MWh|kWh|volts?|gigabytes?|megabytes?|terabytes?|GB|MB"
    "|TB|hertz|GHz|MHz|nautical miles?|light[- ]years?|calories|decibels?|kg|mg|ml|sq(?:uare)? ?ft"
)
_AREA = rf"(?:(?:square|cubic|metric|nautical){BLANK})?"
_PER = rf"(?:{BLANK}(?:per|an?){BLANK}(?:hour|second|minute)|{BLANK}?/h)?"
_ORDINAL_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINALS = (
    rf"(?:(?:{_TENS}){DASH}(?:{_ORDINAL_ONES})|{_ORDINAL_ONES}|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
    "|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|thousandth|millionth)"
)
_FRACTION = (
    rf"(?:(?:an?{BLANK})?half|(?:one|two|three|four|five|an?){DASH}?{BLANK}?"
    r"(?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?))"
)
_BEFORE = r"(?<![\w.,$€£#/:@&+-])(?<!\w[-\u2010-\u2014])"
_AFTER = r"(?![\w])(?![.,:/]\d)"

_MONEY = re.compile(
    rf"{_BEFORE}{BOUND}?(?:"
    rf"{_SIGN}{BLANK}?{DIGITS}{_LETTER_SCALE}?(?:{_RANGE}{_SIGN}?{DIGITS}{_LETTER_SCALE}?)?"
    rf"(?:{DASH}(?:million|billion|trillion)\b)?"
    rf"|(?:{_CODES}){BLANK}?{DIGITS}{_LETTER_SCALE}?"
    rf"|{DIGITS}{_LETTER_SCALE}?{BLANK}?(?:[€£₽₴₺]|(?:{_CODES})\b)"
    rf"|(?:{NUMBER}|{DIGITS}{_LETTER_SCALE})(?:{_RANGE}{NUMBER})?(?:{BLANK}|{DASH})"
    rf"(?:(?:{_NATIONS}){BLANK})?(?:{_CURRENCIES})\b"
    rf"|(?:{_VAGUE}|a{BLANK}few{BLANK}(?:hundred|thousand|million|billion)"
    rf"|several{BLANK}(?:hundred|thousand|million|billion))(?:{BLANK}of)?{BLANK}"
    rf"(?:(?:{_NATIONS}){BLANK})?(?:{_CURRENCIES})\b"
    rf"){_AFTER}",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"{_BEFORE}{BOUND}?(?:[+\u2212-]?{DIGITS}(?:{BLANK}?%?{_RANGE}{DIGITS})?{BLANK}?[%\u066a]"
    rf"|(?:{NUMBER}|half{BLANK}an?)(?:{_RANGE}{NUMBER})?(?:{BLANK}|{DASH})"
    rf"(?:per{BLANK}?cent|percent|pct|percentage{BLANK}points?)\b"
    rf"){_AFTER}",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    rf"{_BEFORE}{BOUND}?(?:(?:minus{BLANK}|[-\u2212])?(?:{NUMBER}|{DIGITS}{_LETTER_SCALE}|half{BLANK}an?|{_VAGUE}(?:{BLANK}of)?"
    rf"|several{BLANK}(?:hundred|thousand|million))"
    rf"(?:{_RANGE}{NUMBER})?(?:{BLANK}|{DASH})?(?<![a-z]){_AREA}"
    rf"|(?:{NUMBER}|{_VAGUE}(?:{BLANK}of)?|half{BLANK}an?)(?:{_RANGE}{NUMBER})?"
    rf"(?:{BLANK}|{DASH}){_AREA})(?:{_UNITS}){_PER}{_AFTER}"
)
_ORDINAL = re.compile(
    rf"{_BEFORE}(?:\d+(?:,\d{{3}})*(?:st|nd|rd|th)|{_ORDINALS}){_AFTER}", re.IGNORECASE
)
_CARDINAL = re.compile(
    rf"{_BEFORE}{BOUND}?(?:{_FRACTION}|(?:{DIGITS}(?:{_WORD_SCALE}|(?:mn|bn|tn|m|k)\b)?|{WORDS})"
    rf"(?:{_RANGE}(?:{NUMBER}))?|{_VAGUE}|(?:a{BLANK}few|several){BLANK}"
    rf"(?:hundred|thousand|million|billion|dozen)|a{BLANK}couple{BLANK}of{BLANK}"
    rf"(?:hundred|thousand|million|dozen)){_AFTER}",
    re.IGNORECASE,
)
# "cut by a third", not "a third round"
_SHARE = re.compile(
    rf"{_BEFORE}{BOUND}?(?:an?|one){DASH}?{BLANK}?(?:third|quarter|fifth|tenth|half)"
    rf"(?={BLANK}(?:of|in|from|since|to|and|or|for|on|by|this|last|more|less|as)\b|[.,;:!?)]|$)",
    re.IGNORECASE,
)
# "one in five", "nine out of ten", "two of every three"
_RATIO = re.compile(
    rf"{_BEFORE}{BOUND}?(?:{WORD}|\d\d?)(?:{BLANK}in(?:{BLANK}every)?|{BLANK}(?:out{BLANK})?of"
    rf"{BLANK}every|{BLANK}out{BLANK}of){BLANK}(?:{WORD}|\d\d{{0,2}}|a{BLANK}hundred|100)"
    rf"(?={BLANK}[a-z]|[.,;:!?)]|$)(?!{BLANK}(?:years|months|weeks|days|hours|minutes|seconds)\b)",
    re.IGNORECASE,
)
# "a 500-pound bomb", "it weighed 3 pounds", against "a 500-pound fine"
_WEIGHT = re.compile(
    rf"{_BEFORE}{DIGITS}{DASH}pound(?={BLANK}(?:bombs?|warheads?|shells?|bags?|weights?|charges?|"
    rf"devices?|loads?|explosives?|packages?|fish|man|men|woman|women|baby|babies|stones?|rocks?)\b)"
    rf"|(?<=weighed ){BOUND}?{NUMBER}{BLANK}pounds?\b|(?<=weighs ){BOUND}?{NUMBER}{BLANK}pounds?\b"
    rf"|(?<=weighing ){BOUND}?{NUMBER}{BLANK}pounds?\b",
)
_TELEPHONE = re.compile(r"(?:\+\d{1,3}|\(?0\d{1,4}\)?)(?:[ -]\(?\d{1,4}\)?){2,}")
_TELEPHONE_EDGE = re.compile(r"(?:^|[\d)])?[ -]\(?\d?|\+")
_BOUND_AT_START = re.compile(rf"^{BOUND}")
_WEAK_WORDS = {"one": 0.45, "half": 0.5, "a half": 0.5, "some one": 0.2}


def find_numbers(text: str) -> Iterator[Finding]:
    """Findings of every number rule; they may overlap."""
    yield from _found(_MONEY, text, "MONEY", 0.97, "money rule", 60)
    yield from _found(_PERCENT, text, "PERCENT", 0.98, "percent rule", 60)
    yield from _found(_WEIGHT, text, "QUANTITY", 0.9, "quantity rule: weight", 61)
    yield from _found(_RATIO, text, "CARDINAL", 0.85, "cardinal rule: ratio", 36)
    yield from _found(_QUANTITY, text, "QUANTITY", 0.93, "quantity rule", 55)
    for match in _ORDINAL.finditer(text):
        if _is_ordinal(match, text):
            word = match.group().lower()
            score = 0.75 if word == "first" else 0.7 if word == "second" else 0.9
            yield _finding(match, "ORDINAL", score, "ordinal rule", 30)
    yield from _found(_SHARE, text, "CARDINAL", 0.85, "cardinal rule: share", 35)
    for match in _CARDINAL.finditer(text):
        score = _cardinal_score(match, text)
        if score:
            yield _finding(match, "CARDINAL", score, "cardinal rule", 20)


def _found(
    pattern: re.Pattern[str], text: str, label: str, score: float, reason: str, rank: int
) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        yield _finding(match, label, score, reason, rank)


def _finding(match: re.Match[str], label: str, score: float, reason: str, rank: int) -> Finding:
    return Finding(match.start(), match.end(), label, score, reason, rank)


def _is_ordinal(match: re.Match[str], text: str) -> bool:
    word = match.group().lower()
    before = text[max(0, match.start() - 8) : match.start()]
    if word == "first":
        return not re.search(r"\b[Aa]t $|[Ff]irst and $", before)
    if word == "second":
        after = text[match.end() : match.end() + 8].lower()
        return not re.search(
            r"(?:split|per|every|\d)[ -]$", before, re.IGNORECASE
        ) and not after.startswith(("s ", " later"))
    return True


def _cardinal_score(match: re.Match[str], text: str) -> float:
    """How likely the number is one that annotators mark; 0 for none."""
    found = match.group()
    before = text[max(0, match.start() - 12) : match.start()]
    if found[0].isdigit():
        if _is_telephone(match, text):
            return 0.0
        if re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]\s", text[match.end() :][:2]):
            return 0.0  # the number of a list item
        if re.search(r"[\[(]$", before) and re.match(r"[\])]", text[match.end() :][:1]):
            return 0.0  # the number of a note
        return 0.9
    word = _BOUND_AT_START.sub("", found.lower())
    if (word == "a half" and before.endswith("and ")) or (
        word == "half" and before.lower().endswith(("first ", "second ", "other "))
    ):
        return 0.0  # "a mile and a half", "the second half"
    if word in _WEAK_WORDS:
        return _one_score(match, text) if word == "one" else _WEAK_WORDS[word]
    return 0.85


def _is_telephone(match: re.Match[str], text: str) -> bool:
    """Whether the digits are part of a row of groups, as in a telephone number."""
    around = text[max(0, match.start() - 20) : match.end() + 20]
    return bool(_TELEPHONE.search(around)) and bool(
        _TELEPHONE_EDGE.search(text[max(0, match.start() - 3) : match.start()])
        or _TELEPHONE_EDGE.match(text[match.end() : match.end() + 3])
    )


def _one_score(match: re.Match[str], text: str) -> float:
    """“one of the dead” is a number, “no one”, “one another”, “the one” are none."""
    before = text[max(0, match.start() - 10) : match.start()].lower()
    after = text[match.end() : match.end() + 12].lower()
    if re.search(r"\b(?:no|any|every|some|each|the|this|that|another|which)[ -]$", before):
        return 0.0
    if after.startswith((" another", " day", "'s ", "’s ", " or another", " thing")):
        return 0.0
    if after.startswith((" of ", " person", " man", " woman", " in ")):
        return 0.7
    return 0.45 if re.match(r" [a-z]{3}", after) else 0.0
