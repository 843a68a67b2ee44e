"""Event frames for the pictures: ten that overlap in a paragraph, and some from right to left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotate.annotations import AnnotationSet
from annotate.articles import Article, Tokens
from annotate.desk import Desk
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from gui.text.frames.content import FrameContent
from gui.text.frames.layer import FrameLayer, Showing
from gui.text.frames.stage import Candidate, Stage
from gui.text.view import ArticleView


def _role(name: str, colour: str, cardinality: str = "*", *fillers: str) -> Role:
    return Role(name, cardinality=Cardinality.parse(cardinality), fillers=fillers, colour=colour)


AGENT = _role("Agent", "#4a86d8", "1")
PATIENT = _role("Patient", "#c8602b")
RECIPIENT = _role("Recipient", "#2a94a8")
INSTRUMENT = _role("Instrument", "#8a5fd0")
TOPIC = _role("Topic", "#c04f8f", "*", "event")
PLACE = _role("Place", "#2f9d6b", "?", "entity:GPE", "entity:LOC")
TIME = _role("Time", "#b8860b", "?")
KILLED = _role("Killed", "#b03a3a", "?")
_ENTITIES = {
    "PERSON": "#6fa0f7",
    "ORG": "#cbbcfb",
    "GPE": "#12b796",
    "LOC": "#8fd07a",
    "DATE": "#de880d",
    "CARDINAL": "#c8b400",
}
_EVENTS = {
    "ATTACK": ("#f0805f", (AGENT, PATIENT, INSTRUMENT, PLACE, TIME)),
    "DIE": ("#d05080", (PATIENT, AGENT, KILLED, PLACE, TIME)),
    "STATEMENT": ("#7f7fe0", (AGENT, TOPIC, RECIPIENT, PLACE, TIME)),
    "MEET": ("#6f9bff", (AGENT, RECIPIENT, TOPIC, PLACE, TIME)),
    "TRUCE": ("#b09050", (AGENT, PLACE, TIME)),
    "MOVE": ("#8fd07a", (AGENT, PLACE, TIME)),
}
SCHEMA = LabelSchema(
    name="frames",
    labels=(
        *(Label(name, Layer.ENTITY, colour=colour) for name, colour in _ENTITIES.items()),
        *(
            Label(name, Layer.EVENT, colour=colour, roles=roles)
            for name, (colour, roles) in _EVENTS.items()
        ),
    ),
    attributes=(
        Attribute("polarity", values=("positive", "negative"), default="positive"),
        Attribute("realis", values=("actual", "planned"), default="actual"),
    ),
)

NEWS = (
    "On Monday rebels shelled the northern quarter of Port Sella with rockets and killed at least "
    "27 villagers, the governor told reporters in Velmora, hours after envoys of the Harbour Union "
    "had met Ana Petrova, the foreign minister, to discuss a truce that both armies were to sign "
    "on Friday; instead the garrison withdrew to the coast, a bridge was blown up near Dalmora, "
    "and the Union said it would send no more mediators.\n"
    "The governor denied on Tuesday that his troops had fired first."
)
NEWS_SPANS = {
    "On Monday": "DATE",
    "rebels": "ORG",
    "shelled": "ATTACK",
    "the northern quarter": "LOC",
    "Port Sella": "GPE",
    "rockets": "ORG",
    "killed": "DIE",
    "at least 27": "CARDINAL",
    "villagers": "PERSON",
    "the governor": "PERSON",
    "told": "STATEMENT",
    "reporters": "PERSON",
    "Velmora": "GPE",
    "envoys of the Harbour Union": "PERSON",
    "Harbour Union": "ORG",
    "met": "MEET",
    "Ana Petrova": "PERSON",
    "discuss": "MEET",
    "truce": "TRUCE",
    "both armies": "ORG",
    "sign": "MEET",
    "Friday": "DATE",
    "the garrison": "ORG",
    "withdrew": "MOVE",
    "the coast": "LOC",
    "a bridge": "ORG",
    "blown up": "ATTACK",
    "Dalmora": "GPE",
    "the Union": "ORG",
    "said": "STATEMENT",
    "send": "MOVE",
    "The governor": "PERSON",
    "denied": "STATEMENT",
    "Tuesday": "DATE",
    "his troops": "ORG",
    "fired": "ATTACK",
}
NEWS_FRAMES = {
    "shelled": (
        ("Agent", "rebels"),
        ("Patient", "the northern quarter"),
        ("Instrument", "rockets"),
        ("Place", "Port Sella"),
        ("Time", "On Monday"),
    ),
    "killed": (
        ("Agent", "rebels"),
        ("Patient", "villagers"),
        ("Killed", "at least 27"),
        ("Place", "Port Sella"),
        ("Time", "On Monday"),
    ),
    "told": (
        ("Agent", "the governor"),
        ("Recipient", "reporters"),
        ("Place", "Velmora"),
        ("Topic", "killed"),
    ),
    "met": (("Agent", "envoys of the Harbour Union"), ("Recipient", "Ana Petrova")),
    "discuss": (("Agent", "envoys of the Harbour Union"), ("Topic", "truce")),
    "truce": (("Agent", "both armies"), ("Time", "Friday")),
    "sign": (("Agent", "both armies"), ("Topic", "truce"), ("Time", "Friday")),
    "withdrew": (("Agent", "the garrison"), ("Place", "the coast")),
    "blown up": (("Patient", "a bridge"), ("Place", "Dalmora"), ("Time", "the coast")),
    "said": (("Agent", "the Union"), ("Topic", "send")),
    "send": (("Agent", "the Union"), ("Place", "Ana Petrova")),
    "denied": (("Agent", "the governor"), ("Topic", "fired"), ("Time", "Tuesday")),
}
ATTRIBUTES = {"sign": (("realis", "planned"),), "send": (("polarity", "negative"),)}
RTL = (
    "قصف المتمردون يوم الجمعة مدينة حلب بالمدافع وقتلوا سبعة وعشرين قرويا ثم التقى الوزير أحمد "
    "منصور مبعوثي United Nations في بيروت.\n"
    "ראש הממשלה דנה לוי אמרה בירושלים כי שיחות יתחדשו ב-3 במאי."
)
RTL_SPANS = {
    "قصف": "ATTACK",
    "المتمردون": "ORG",
    "يوم الجمعة": "DATE",
    "حلب": "GPE",
    "وقتلوا": "DIE",
    "سبعة وعشرين": "CARDINAL",
    "قرويا": "PERSON",
    "التقى": "MEET",
    "الوزير أحمد منصور": "PERSON",
    "مبعوثي United Nations": "ORG",
    "بيروت": "GPE",
    "ראש הממשלה דנה לוי": "PERSON",
    "אמרה": "STATEMENT",
    "בירושלים": "GPE",
    "שיחות": "MEET",
}
RTL_FRAMES = {
    "قصف": (("Agent", "المتمردون"), ("Place", "حلب"), ("Time", "يوم الجمعة")),
    "وقتلوا": (("Agent", "المتمردون"), ("Patient", "قرويا"), ("Killed", "سبعة وعشرين")),
    "التقى": (
        ("Agent", "الوزير أحمد منصور"),
        ("Recipient", "مبعوثي United Nations"),
        ("Place", "بيروت"),
    ),
    "אמרה": (("Agent", "ראש הממשלה דנה לוי"), ("Place", "בירושלים"), ("Topic", "שיחות")),
}
Frames = Mapping[str, Sequence[tuple[str, str]]]
SIZE = (720, 620)


def shown(
    opened: str = "",
    *,
    showing: Showing = Showing.ALL,
    is_open: bool = True,
    sought: Sequence[str] = (),
    suggested: str = "",
    scrolled: str = "",
) -> Callable[[ArticleView], None]:
    """Lay the frames on the view of a scene, with the one of this trigger on the stage.

    `sought` are the words that may fill the role Recipient, the first of them the candidate;
    `suggested` is the trigger whose frame is only suggested; `scrolled` is at the top.
    """

    def adjust(view: ArticleView) -> None:
        is_news = view.text == NEWS
        desk = _desk(
            view.text, *((NEWS_SPANS, NEWS_FRAMES) if is_news else (RTL_SPANS, RTL_FRAMES))
        )
        if suggested:
            _suggest(desk, suggested)
        view.set_schema(SCHEMA)
        view.set_article(desk.article, tokens=Tokens.rough(view.text))
        view.set_content(desk.spans, desk.suggestions)
        layer = FrameLayer(FrameContent(SCHEMA, desk), showing)
        candidates = tuple(_candidate(view.text, words) for words in sought)
        layer.stage = Stage(
            frame_id=_id_of(layer, view.text.index(opened)) if opened else "",
            is_open=is_open,
            sought="Recipient" if sought else "",
            shade=RECIPIENT.colour,
            candidates=candidates,
            candidate=candidates[0].id if candidates else "",
        )
        view.set_frames(layer)
        if scrolled:
            view.restore_place(view.text.index(scrolled), 20.0)

    return adjust


def _id_of(layer: FrameLayer, offset: int) -> str:
    found = layer.content.overlapping(offset, offset + 1)
    return next(frame.id for frame in found if frame.start == offset)


def _candidate(text: str, words: str) -> Candidate:
    start = text.index(words)
    return Candidate(words, start, start + len(words))


def _desk(text: str, spans: Mapping[str, str], frames: Frames) -> Desk:
    events = {label.name for label in SCHEMA.in_layer(Layer.EVENT)}
    return Desk(
        Article(id="frames", text=text),
        AnnotationSet(
            article_id="frames",
            length=len(text),
            spans=[
                Span(
                    words,
                    text.index(words),
                    text.index(words) + len(words),
                    label,
                    Layer.EVENT if label in events else Layer.ENTITY,
                )
                for words, label in spans.items()
            ],
            frames=[
                EventFrame(
                    trigger,
                    trigger,
                    tuple(Argument(role, words) for role, words in fillers),
                    ATTRIBUTES.get(trigger, ()),
                )
                for trigger, fillers in frames.items()
            ],
        ),
    )


def _suggest(desk: Desk, trigger: str) -> None:
    """Let a frame of the desk be suggested only, its trigger as well."""
    gold = desk.annotations.frames.pop(trigger)
    span = desk.spans.get(trigger)
    assert span is not None
    desk.spans.remove(trigger)
    desk.set_proposals([Proposal(span.start, span.end, span.label, span.layer, 0.9, "rules")])
    (item,) = desk.suggestions
    fillers = [(argument.role, desk.spans.get(argument.span_id)) for argument in gold.arguments]
    arguments = tuple(
        SuggestedArgument(role, filler.start, filler.end, filler.layer, filler.label, 0.8)
        for role, filler in fillers
        if filler is not None
    )
    frame = SuggestedFrame(item.id, span.start, span.end, span.label, arguments)
    desk.set_suggested_frames([frame])
