"""Pictures of event frames in the article, for `tests.screenshots`: ten that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotate.articles import Article
from annotate.edits import EditGroup, PutFrame, PutSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.spans import Layer, Span, new_id
from gui.frames.showing import WAYS
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
KINDS = ("all", "open", "filling", "focused")
TITLE = "Rebels shell Port Sella hours after talks on a truce"
TEXT = (
    "On Monday rebels shelled the northern quarter of Port Sella with rockets and killed at least "
    "27 villagers, the governor told reporters in Velmora, hours after envoys of the Harbour Union "
    "had met Ana Petrova, the foreign minister, to discuss a truce that both armies were to sign "
    "on Friday; instead the garrison withdrew to the coast, a bridge was blown up near Dalmora, "
    "and the Union said it would send no more mediators.\n"
    "The governor denied on Tuesday that his troops had fired first. Aid workers reached the town "
    "by sea with water and medicine for the wounded.\n"
    "Nobody has counted the houses that burned. The harbour, which had been open all through the "
    "winter, is closed, and the last ferry left half empty for the islands."
)
SPANS = {
    "monday": ("On Monday", "DATE"),
    "rebels": ("rebels", "ORG"),
    "shelled": ("shelled", "ATTACK"),
    "quarter": ("the northern quarter", "LOC"),
    "sella": ("Port Sella", "GPE"),
    "rockets": ("rockets", "PRODUCT"),
    "killed": ("killed", "DIE"),
    "many": ("at least 27", "CARDINAL"),
    "villagers": ("villagers", "PERSON"),
    "governor": ("the governor", "PERSON"),
    "told": ("told", "STATEMENT"),
    "reporters": ("reporters", "PERSON"),
    "velmora": ("Velmora", "GPE"),
    "envoys": ("envoys of the Harbour Union", "PERSON"),
    "harbour": ("Harbour Union", "ORG"),
    "met": ("met", "MEET"),
    "ana": ("Ana Petrova", "PERSON"),
    "discuss": ("discuss", "MEET"),
    "truce": ("truce", "CEASEFIRE"),
    "armies": ("both armies", "ORG"),
    "sign": ("sign", "AGREE"),
    "friday": ("Friday", "DATE"),
    "garrison": ("the garrison", "ORG"),
    "withdrew": ("withdrew", "WITHDRAW"),
    "coast": ("the coast", "LOC"),
    "bridge": ("a bridge", "FAC"),
    "blown": ("blown up", "DESTROY"),
    "dalmora": ("Dalmora", "GPE"),
    "union": ("the Union", "ORG"),
    "said": ("said", "STATEMENT"),
    "denied": ("denied", "STATEMENT"),
    "tuesday": ("Tuesday", "DATE"),
    "troops": ("his troops", "ORG"),
    "fired": ("fired", "ATTACK"),
    "aid": ("Aid workers", "ORG"),
    "town": ("the town", "GPE"),
}
FRAMES = {
    "shelled": "Agent rebels, Patient quarter, Instrument rockets, Place sella, Time monday",
    "killed": "Agent rebels, Patient villagers, Killed many, Place sella, Time monday",
    "told": "Agent governor, Recipient reporters, Place velmora, Topic killed",
    "met": "Agent envoys, Patient ana, Topic truce",
    "discuss": "Agent envoys, Topic truce",
    "truce": "Agent armies, Time friday",
    "sign": "Agent armies, Topic truce, Time friday",
    "withdrew": "Agent garrison, Place coast",
    "blown": "Patient bridge, Place dalmora, Time friday",
    "said": "Agent union, Topic sign",
    "denied": "Agent governor, Topic fired, Time tuesday",
    "fired": "Agent troops",
}
ATTRIBUTES = {"sign": ("realis", "planned"), "denied": ("polarity", "negative")}


def take(studio: Studio) -> None:
    """Show an article with ten frames in its first paragraph in both themes and sizes."""
    names = {
        (theme, size, kind): f"frames-{kind}-{theme}-{size[0]}x{size[1]}"
        for theme in THEMES
        for size in SIZES
        for kind in KINDS
    }
    if not any(studio.wants(name) for name in names.values()):
        return
    ids = lay_out(studio)
    for (theme, size, kind), name in names.items():
        if not studio.wants(name):
            continue
        studio.application.appearance.set_choice(theme)
        studio.resize(size)
        _turn_to(studio, ids, kind)
        QApplication.processEvents()
        studio.shoot(name)
    _turn_to(studio, ids, "all")
    studio.window.frame_view.show(WAYS[0])
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SIZES[0])


def lay_out(studio: Studio) -> dict[str, str]:
    """Open the article with its spans and frames; the ids of the frames by their triggers."""
    project = studio.session.project
    assert project is not None
    article = Article(new_id(), TEXT, title=TITLE, source="The Velmora Herald", date="2031-03-24")
    project.add_articles([article]).result()
    studio.session.article_list_changed.emit()
    studio.open(article.id)
    spans = {name: _span(*words) for name, words in SPANS.items()}
    frames = {
        name: EventFrame(
            new_id(),
            spans[name].id,
            tuple(
                Argument(role, spans[filler].id)
                for role, filler in (part.split() for part in parts.split(", "))
            ),
            (ATTRIBUTES[name],) if name in ATTRIBUTES else (),
        )
        for name, parts in FRAMES.items()
    }
    edits = [*(PutSpan(None, span) for span in spans.values())]
    studio.session.push(EditGroup(tuple(edits), "spans"), "spans")
    edits_of_frames = tuple(PutFrame(None, frame) for frame in frames.values())
    studio.session.push(EditGroup(edits_of_frames, "frames"), "frames")
    studio.settle()
    return {name: frame.id for name, frame in frames.items()}


def _span(words: str, label: str) -> Span:
    start = TEXT.index(words)
    layer = Layer.EVENT if words in _TRIGGERS else Layer.ENTITY
    return Span(new_id(), start, start + len(words), label, layer)


_TRIGGERS = {SPANS[name][0] for name in FRAMES}


def _turn_to(studio: Studio, ids: dict[str, str], kind: str) -> None:
    """All frames, one open, one with a role being filled, or only the one in focus."""
    session = studio.session
    studio.window.frame_view.show("focused" if kind == "focused" else "all")
    session.frame_focus.close()
    if kind == "all":
        session.focus(None)
        return
    name = {"open": "killed", "filling": "said", "focused": "sign"}[kind]
    desk = session.desk
    assert desk is not None
    session.focus(desk.annotations.frames[ids[name]].trigger_id)
    if kind != "focused":
        session.frame_focus.open(ids[name])
    if kind == "filling":
        words = {desk.surface(span): span.id for span in desk.spans}
        candidates = [
            words[word] for word in ("reporters", "Velmora", "Ana Petrova", "the governor")
        ]
        session.frame_focus.fill_role("Recipient", candidates)
