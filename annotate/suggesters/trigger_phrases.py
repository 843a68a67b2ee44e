"""Fixed phrases in which a word is no trigger with a label that it has elsewhere.

What stands before and behind the word decides: "[left] the city", but "left the city in ruins".
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in which `words` are no trigger with `label`; what stands before, and behind."""

    label: str
    words: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


def _phrase(label: str, words: str, *, before: str = "", after: str = "") -> Phrase:
    return Phrase(
        label,
        re.compile(words, re.IGNORECASE),
        re.compile(rf"(?:{before})$", re.IGNORECASE | re.DOTALL),
        re.compile(after, re.IGNORECASE | re.DOTALL),
    )


_CRIMES = (
    r"(?:(?:war )?crimes?|offences?|offenses?|abuses|atrocit(?:y|ies)|violations?|murders?"
    r"|massacres?|suicide|fraud|perjury|treason|genocide)"
)
_TAKEOVER = (
    r"\b(?:takeover|buy|acqui|share|stake|[mb]illion|bn|merg|hostile|offer|auction|tender|[$£€])"
)
_LEFT_SO = (
    r"dead|injured|wounded|homeless|unchanged|missing|stranded|devastated|hospitali[sz]ed|paraly[sz]ed"
    r"|alone|isolated|without|open|intact|vulnerable|exposed|unanswered|unresolved|trapped|powerless"
    r"|jobless|destitute|unable|unclear|untouched|destroyed|damaged|undefended|unprotected|orphaned"
    r"|bankrupt"
    r"|in (?:ruins|tatters|doubt|limbo|debt|shock|darkness|place|charge|critical condition)"
)
"""What somebody or something is after it has been left so: nobody goes away."""
_SAID_OF_SOMEBODY = (
    r"(?:allegations?|accusations?|claims?|reports?|charges?|concerns?|fears?|criticisms?|ideas?"
    r"|suggestions?|warnings?|calls?|threats?|rumou?rs|notions?|complaints?|lawsuits?|cases?|appeals?"
    r"|comparisons?|talk|speculation)"
)
_OWNERS = r"(?:(?!(?:in|on|at|near|with|after|before|as|and|by|for)\b)[^\s.;:,]+\s+){0,5}?"
"""A few words of one phrase: whose plan, which report."""
_POLICY = (
    r"(?:plans?|polic(?:y|ies)|record|decisions?|proposals?|handling|budget|ideas?|ruling|deal)"
)
_LABOUR = (
    r"\b(?:\w*workers|unions?|wages?|pay|employers?|picket\w*|teachers|nurses|doctors|pilots|drivers"
    r"|crews|staff|miners|walk(?:ed|s|ing)? (?:out|off)|on)\b"
)
_WEAPONS = r"\b(?:air|missiles?|drones?|rockets?|artillery|military|kill\w*|bomb\w*|targets?)\b"
_UNREST = (
    r"\b(?:fighting|violence|clashes|protests?|riots?|war|gunfire|gun battles?|battles?|unrest|row"
    r"|scandal|controversy|demonstrations?|debate|conflict|anger|dispute)\s+(?:(?:ha[sd]|have|\w+ly)\s+)*"
)
_RAN_DOWN = (
    r"(?:truces?|cease-?fires?|talks|negotiations?|deals?|agreements?|pacts?|accords?|banks?|lenders?"
    r"|governments?|coalitions?|econom(?:y|ies)|markets?|prices?|currenc(?:y|ies)|regimes?"
    r"|compan(?:y|ies)|firms?|alliances?|process|trials?|cases?|bids?|plans?|efforts?)"
)
_HELPERS = (
    r"(?:(?:[Aa]id|[Rr]elief|[Hh]umanitarian|UN|U\.N\.) (?:agenc(?:y|ies)|groups?"
    r"|organi[sz]ations?)|charit(?:y|ies)|NGOs?|Red Cross|Red Crescent|Food Programme"
    r"|UNICEF|UNRWA|UNHCR|WFP|MSF|Without Borders|hospitals?|clinics?|aid workers)"
)
_DELIVERIES = r"(?:deliver(?:y|ies)|convoys?|distributions?|airdrops?|evacuations?)"
_CHAMBER = (
    r"(?:[Cc]ongress|[Pp]arliament|Senate|House|Knesset|Duma|Bundestag|[Aa]ssembly|[Cc]ouncil|chamber"
    r"|committee|lawmakers|legislators|senators|MPs|deputies|councillors)"
)
_MACHINE = r"(?:furnace|boiler|stove|transformer|tyre|tire|engine|oven|cylinder|canister|gas main)"
_RULES = r"(?:embargo|tariffs?|bans?|laws?|rules?|sanctions|polic(?:y|ies)|measures?|curbs|penalty)"
PHRASES = (
    # "it came as", "when it comes to", "came in response to": nobody moves
    _phrase(
        "MOVE",
        r"com(?:e|es|ing)|came",
        after=r"\s+[\"“]?(?:as(?! well)|amid|after|before|when|while|despite|under|hours|days|weeks"
        r"|months|less than|just|at a time|in response|into (?:force|effect)|to \w+ing"
        r"|to an? (?:end|halt|head|close|standstill|agreement|conclusion|decision))\b",
    ),
    # "left 19 dead", "left rates unchanged"
    _phrase(
        "MOVE",
        r"le(?:ft|ave|aves|aving)",
        after=r"\s+behind\b|\s+(?:no|little|room|nothing|open|it (?:up|to|open))\b"
        rf"|(?:\s+[^\s.;:,]+){{0,7}}?\s+(?:{_LEFT_SO})\b",
    ),
    # "their fight to leave no doubt", "was left with debts"
    _phrase("MOVE", r"left", before=r"\b(?:is|are|was|were|be|been|being)\s+", after=r"\s+with\b"),
    _phrase("MOVE", r"carr(?:y|ies|ied|ying) out"),
    _phrase("MOVE", r"carr(?:y|ies|ied|ying)", after=r"\s+out\b"),
    _phrase(
        "MOVE",
        r"moves?",
        before=r"\b(?:(?<!on )the|a|this|that|such|any|his|her|its|their|latest|surprise)\s+"
        r"|[\w]['’]s\s+",
        after=r"(?!\s+(?:of|by|from|into)\b)",
    ),
    # "called the plan “a mistake”", "slammed into a wall", "crimes committed by"
    _phrase("CONTACT", r"call(?:s|ed|ing)?", after=r"\s+(?:[^\s,.;:]+\s+){1,6}[\"“‘']\w"),
    _phrase("ACCUSE", r"slam(?:s|med|ming)?", after=r"\s+(?:into|against|shut|on the brakes)\b"),
    _phrase("AGREE", r"commit(?:s|ted|ting)?", after=rf"\s+(?:[\w-]+\s+){{0,2}}{_CRIMES}\b"),
    _phrase("AGREE", r"committed", before=rf"\b{_CRIMES}\s+(?:\w+\s+){{0,3}}"),
    _phrase("AID", r"treat(?:s|ed|ing)?", after=r"\s+(?:it |them |him |her |\w+ \w+ )?as\b"),
    _phrase(
        "TRANSACTION",
        r"bids?",
        before=rf"^(?!.*{_TAKEOVER}).*",
        after=rf"(?=\s+(?:to|by)\b)(?!.*{_TAKEOVER})",
    ),
    _phrase("REJECT", r"votes? against", before=r"\bthe\s+", after=r"\s+\d"),
    # a byline, "in response to", "a request for comment", "the confirmed toll"
    _phrase(
        "STATEMENT",
        r"reporting|editing|writing",
        before=r"(?:\A|[(;\n])\s*(?:Additional )?",
        after=r"\s+by\s",
    ),
    _phrase("STATEMENT", r"response", before=r"\bin\s+", after=r"\s+to\b"),
    _phrase("DEMAND", r"requests?", after=r"\s+for\s+(?:further\s+)?comments?\b"),
    _phrase("STATEMENT", r"comments?", before=r"\brequests?\s+for\s+(?:further\s+)?"),
    _phrase("STATEMENT", r"confirmed", before=r"(?:\b(?:the|of|all|total|first|new)|['’]s|\d)\s+"),
    # "dealt a blow", "struck a deal": no blow falls
    _phrase(
        "ATTACK",
        r"str(?:ike|ikes|iking|uck)",
        after=r"\s+(?:(?!on\b|at\b|after\b|as\b)[\w-]+\s+){0,3}?"
        r"(?:deals?|agreements?|accords?|bargains?|balance|tone|chord|pacts?|compromise)\b",
    ),
    # a strike of workers
    _phrase(
        "ATTACK",
        r"strikes?",
        before=rf"^(?!.*{_WEAPONS})(?=.*{_LABOUR}).*",
        after=rf"(?!.*{_WEAPONS})",
    ),
    _phrase(
        "ATTACK",
        r"strikes?",
        before=rf"^(?!.*{_WEAPONS}).*",
        after=rf"(?!.*{_WEAPONS})(?=[^.]*{_LABOUR.replace('|on)', ')')})",
    ),
    # "attacked the minister's plan", "a film that he shot", "shell companies"
    _phrase("ATTACK", r"attack(?:s|ed|ing)?", after=rf"\s+{_OWNERS}{_POLICY}\b"),
    _phrase(
        "ATTACK",
        r"shot|shoots?|shooting",
        before=r"\b(?:films?|movies?|thriller|documentary|comedy)\s+(?:that|which)?\s*(?:he|she|they|was|were)\s+",
    ),
    _phrase(
        "ATTACK", r"shells?", after=r"\s+(?:compan(?:y|ies)|firms?|corporations?|entity|entities)\b"
    ),
    # "called the killing a crime": nothing is demanded
    _phrase(
        "DEMAND",
        r"call(?:ed|ing)",
        after=r"(?!(?:\s+[\w-]+){0,3}?\s+(?:for|on|upon|to)\b)",
    ),
    # "dismissed the claims as absurd", "who asked not to be named"
    _phrase(
        "POSITION",
        r"dismiss(?:es|ed|ing)?",
        after=rf"\s+(?:as\b|{_OWNERS}{_SAID_OF_SOMEBODY}\b|[^.;:]{{0,40}}?\bas\b)",
    ),
    _phrase(
        "POSITION",
        r"named?",
        before=r"\bnot (?:to )?(?:be|been)\s+|\b(?:declined|refused) to be\s+",
    ),
    _phrase(
        "POSITION",
        r"fir(?:e|es|ed|ing)",
        before=r"\b(?:missiles?|rockets?|shells?|shots?|bullets?|rounds?|torpedo(?:es)?|drones?)\s+"
        r"(?:(?:was|were|been|being)\s+)?",
    ),
    _phrase(
        "POSITION",
        r"fir(?:e|es|ed|ing)",
        after=r"\s+(?:[\w-]+\s+){0,2}?(?:on|at|into|missiles?|rockets?|shells?|shots?|gas|bullets?)\b",
    ),
    _phrase("POSITION", r"reinstat\w+", before=rf"\b{_RULES}\b[^.]*"),
    # "the prize went to", "go unpunished", "entered its fourth month"
    _phrase(
        "MOVE",
        r"go(?:es|ing|ne)?|went",
        after=r"\s+(?:un\w+ed|ahead|wrong|bankrupt|viral|public)\b",
    ),
    _phrase(
        "MOVE",
        r"go(?:es|ing|ne)?|went",
        before=r"\b(?:prizes?|prix|awards?|medals?|titles?|contracts?|credit|votes?|seats?|money)\s+",
        after=r"\s+to\b",
    ),
    _phrase(
        "MOVE",
        r"enter(?:s|ed|ing)?",
        after=r"\s+(?:(?:its|their|the|his|her|a|into)\s+)?(?:[\w-]+\s+)?(?:days?|weeks?|months?|years?"
        r"|decades?|stages?|phases?|periods?|rounds?|force|race|politics|talks|negotiations|pleas?)\b",
    ),
    _phrase("MOVE", r"travel", before=r"\b(?:bans?|banned|banning)\s+(?:\w+\s+){0,2}"),
    # nobody goes anywhere who comes back to the table
    _phrase(
        "MOVE",
        r"return(?:s|ed|ing)?",
        after=r"\s+to (?:the (?:negotiating )?table|normal|power|office)\b",
    ),
    # "the talks collapsed", "fighting erupted", "blocked a road", "host a website"
    _phrase(
        "DESTROY",
        r"collapse[sd]?|collapsing",
        before=rf"\b{_RAN_DOWN}(?:['’]s?)?\s+"
        r"(?:(?:ha[sd]|have|will|would|could|may|all|both|also|then|since|soon|\w+ly)\s+)*",
    ),
    _phrase("DESTROY", r"collapse", after=rf"\s+(?:of|in)\s+(?:[\w-]+\s+){{0,3}}?{_RAN_DOWN}\b"),
    _phrase("DISASTER", r"erupt(?:s|ed|ing)?|brok(?:e|en) out|break(?:s|ing)? out", before=_UNREST),
    _phrase(
        "REJECT",
        r"block(?:s|ed|ing)?",
        after=r"\s+(?:[\w-]+\s+){0,3}?(?:roads?|bridges?|streets?|highways?|motorways?|traffic"
        r"|entrances?|railways?|tracks|crossings?|intersections?)\b",
    ),
    _phrase(
        "MEET",
        r"host(?:s|ed|ing)?",
        after=r"\s+(?:[\w-]+\s+){0,3}?(?:funds?|websites?|servers?|data|bases?|show|podcast|programme)\b",
    ),
    # "captured both settlements", "an Israeli settlement"
    _phrase(
        "AGREE",
        r"settlements?",
        before=r"\b(?:Israeli|Jewish|illegal|rural|coastal|urban|informal|human|captur\w+|seiz\w+|took|in"
        r"|near|outside|from|around)\s+(?:[\w-]+\s+){0,2}",
    ),
    # "withdrew their support", "suspended its operations", "released a report"
    _phrase(
        "WITHDRAW",
        r"withdr(?:aw|aws|ew|awn|awing)",
        after=r"\s+(?:[\w'’-]+\s+){0,3}?(?:support|bids?|offers?|remarks?|comments?|candidacy|nomination"
        r"|complaints?|charges?|applications?|consent|cash|money|funds|name|proposals?|objections?"
        r"|invitations?|bills?|motions?|amendments?|lawsuits?|statements?)\b",
    ),
    _phrase(
        "SANCTION",
        r"suspend(?:s|ed|ing)?",
        after=r"\s+(?:[\w-]+\s+){0,3}?(?:operations?|work|campaigns?|production|services?|classes|play"
        r"|sentences?|search(?:es)?|missions?|activity|activities|hearings?|trial)\b",
    ),
    # an agency that stops its work puts nobody under pressure, nor does who stops deliveries
    _phrase(
        "SANCTION",
        r"suspend(?:s|ed|ing)?",
        before=rf"\b{_HELPERS}\s+(?:(?:has|had|have|also|\w+ly)\s+)*",
    ),
    _phrase(
        "SANCTION",
        r"suspend(?:s|ed|ing)?",
        after=rf"\s+(?:[\w-]+\s+){{0,3}}?{_DELIVERIES}\b",
    ),
    _phrase(
        "SANCTION",
        r"suspended",
        before=rf"\b{_DELIVERIES}\s+(?:[\w-]+\s+){{0,3}}?(?:was|were|been|being)\s+(?:\w+ly\s+)?",
    ),
    # peace is no stop of the fighting: of 41 in the training and development parts none is marked
    _phrase("CEASEFIRE", r"peace"),
    # a weapon is no act; "in return" nobody comes back
    _phrase("ATTACK", r"rockets?|missiles?"),
    _phrase("MOVE", r"return", before=r"\b[Ii]n\s+", after=r"\s*(?:,|for\b)"),
    # who beats a team scores
    _phrase("ATTACK", r"beat(?:s|en|ing)?", after=r"\s+(?:[\w'’.-]+\s+){1,4}?\d+\s?[-–]\s?\d+\b"),
    # sirens warn of a raid; a rescue worker is somebody, and rescues perhaps nobody
    _phrase(
        "ATTACK",
        r"(?:air[ -])?(?:raids?|strikes?)",
        after=r"\s+(?:sirens?|alerts?|alarms?|shelters?)\b",
    ),
    _phrase(
        "AID",
        r"rescue",
        after=r"\s+(?:workers?|teams?|crews?|services?|personnel|officials?|boats?|dogs?|helicopters?)\b",
    ),
    _phrase(
        "JUSTICE",
        r"release(?:s|d)?|releasing",
        after=r"\s+(?:(?:a|an|the|its|their|new|more|of|that)\s+){0,3}(?:[\w-]+\s+)?(?:fix|reports?|data"
        r"|figures|statements?|videos?|albums?|films?|movies?|results|details|photos?|photographs?"
        r"|footage|versions?|updates?|images?|documents|songs?|funds|singles?|list|transcripts?)\b",
    ),
    # a superlative compares; being lawful is no act; a probe in space looks into no crime
    _phrase("DIE", r"deadliest|bloodiest"),
    _phrase("LEGISLATE", r"(?:il)?legal|(?:un)?lawful|(?:un)?constitutional|rules"),
    _phrase("DEMONSTRATE", r"protest", before=r"\bin\s+"),
    _phrase(
        "INVESTIGATE",
        r"probes?",
        before=r"\b(?:space|lunar|solar|Mars|Moon|unmanned|robotic|\w+-\d+)\s+",
    ),
)
OTHERWISE = (
    # a vote in parliament, by our guideline
    (
        _phrase(
            "ELECT",
            r"vot(?:e|es|ed|ing)",
            before=rf"\b{_CHAMBER}\s+(?:(?:has|had|have|\w+ly)\s+)?",
        ),
        "LEGISLATE",
    ),
    # what bursts by itself is an accident
    (
        _phrase(
            "ATTACK",
            r"explod(?:e|es|ed|ing)",
            before=rf"\b{_MACHINE}\s+(?:(?:has|had|have|\w+ly)\s+)?",
        ),
        "DISASTER",
    ),
)
"""Phrases in which the word is a trigger with another label."""
