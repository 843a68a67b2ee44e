"""The one table of actions: id, menu, text, slot, keys, icon, needs, tip.

`slot` is "TARGET.METHOD"; the targets are handed to `gui.actions.ActionSet`. Ctrl+digit gives event
labels, so the zoom goes back to normal with Ctrl+Alt+0. Alt+Up and Alt+Down move the end of the
span in focus; without a focus they move the caret by a sentence. Some window managers keep Alt with
Shift for themselves, so boundaries move with U I (start) and J K (end) as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from annotate.articles import ArticleState


def MARK(_context: str, text: str) -> str:
    """Mark `text` for translation (lupdate: -tr-function-alias QT_TRANSLATE_NOOP=MARK)."""
    return text


class Need(Enum):
    """What must be there for an action to do anything."""

    PROJECT = auto()
    WRITABLE = auto()
    ARTICLE = auto()
    FOCUS = auto()
    SUGGESTION = auto()
    GOLD = auto()
    STRETCH = auto()  # a selection or a focus
    SELECTION = auto()
    OPEN_SUGGESTIONS = auto()
    UNDO = auto()
    REDO = auto()
    FINDING = auto()
    SUGGESTER = auto()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: what it is called, its keys (portable), where it stands and what it calls."""

    id: str
    menu: str
    text: str
    slot: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: frozenset[Need] = frozenset()
    tip: str = ""
    group: int = 0
    is_checkable: bool = False
    args: tuple[object, ...] = ()
    """What the slot is called with."""
    button: int = 0
    """Place in the tool bar from the left; 0 is none."""


MENUS = (
    MARK("Menus", "&File"),
    MARK("Menus", "&Edit"),
    MARK("Menus", "&Article"),
    MARK("Menus", "&Span"),
    MARK("Menus", "S&uggest"),
    MARK("Menus", "&View"),
    MARK("Menus", "&Help"),
)
FILE, EDIT, ARTICLE, SPAN, SUGGEST, VIEW, HELP = MENUS

_PROJECT = frozenset({Need.PROJECT})
_CHANGE = frozenset({Need.PROJECT, Need.WRITABLE})
_ARTICLE = frozenset({Need.PROJECT, Need.ARTICLE})
ANNOTATE = frozenset({Need.PROJECT, Need.ARTICLE, Need.WRITABLE})
_FOCUS = ANNOTATE | {Need.FOCUS}
_SUGGESTION = ANNOTATE | {Need.SUGGESTION}
_GOLD = ANNOTATE | {Need.GOLD}

# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    # --- File
    ActionSpec("project.new", FILE, MARK("Actions", "&New project…"), "flows.new_project",
        ("Ctrl+N",), "new", tip=MARK("Actions", "Make a project file and bring articles in")),
    ActionSpec("project.open", FILE, MARK("Actions", "&Open project…"), "flows.open_project",
        ("Ctrl+O",), "open", tip=MARK("Actions", "Open a .spandesk file"), button=1),
    ActionSpec("project.sample", FILE, MARK("Actions", "Open the &sample project"),
        "flows.open_sample", icon="sample",
        tip=MARK("Actions", "A few articles to try everything on")),
    ActionSpec("project.close", FILE, MARK("Actions", "&Close project"), "session.close_project",
        ("Ctrl+W",), "close", _PROJECT,
        MARK("Actions", "Back to the welcome page; everything is saved")),
    ActionSpec("project.import_files", FILE, MARK("Actions", "&Import files…"),
        "flows.import_files", ("Ctrl+I",), "import", _CHANGE,
        MARK("Actions", "Articles, and annotations from other tools, after a look at them"),
        group=1, button=2),
    ActionSpec("project.import_folder", FILE, MARK("Actions", "Import a &folder…"),
        "flows.import_folder", ("Ctrl+Shift+I",), "folder", _CHANGE,
        MARK("Actions", "Every readable file of a folder becomes an article"), group=1),
    ActionSpec("project.paste", FILE, MARK("Actions", "&Paste an article…"), "flows.paste_article",
        ("Ctrl+V",), "paste", _CHANGE,
        MARK("Actions", "Make an article of the text or page in the clipboard"), group=1),
    ActionSpec("project.export", FILE, MARK("Actions", "&Export spaCy training data…"),
        "flows.export_spacy", ("Ctrl+E",), "export", _PROJECT,
        MARK("Actions", "Write train, dev and test data with a config that trains"), group=2,
        button=3),
    ActionSpec("project.export_format", FILE, MARK("Actions", "Export in another for&mat…"),
        "exchange.export_format", ("Ctrl+Shift+E",), "export", _PROJECT,
        MARK("Actions", "Prodigy, Label Studio, doccano, brat, CoNLL, DocBin, CSV and others"),
        group=2),
    ActionSpec("project.readiness", FILE, MARK("Actions", "Rea&dy to train?…"),
        "guard.show_readiness", ("Ctrl+Alt+R",), "done", _PROJECT,
        MARK("Actions", "What an export would hold, and every span worth a look before"), group=2),
    ActionSpec("project.statistics", FILE, MARK("Actions", "Project s&tatistics…"),
        "flows.show_statistics", (), "statistics", _PROJECT,
        MARK("Actions", "Articles by state, spans by label"), group=2),
    ActionSpec("project.backup", FILE, MARK("Actions", "&Back up now"), "safety.back_up_now", (),
        "", _CHANGE, MARK("Actions", "Keep the project as it is now; it happens by itself as well"),
        group=2),
    ActionSpec("project.backups", FILE, MARK("Actions", "Back&ups…"), "safety.show_backups", (),
        "", _PROJECT, MARK("Actions", "See what each backup holds, and put one in place"),
        group=2),
    ActionSpec("project.check", FILE, MARK("Actions", "C&heck project…"), "safety.check", (), "",
        _PROJECT, MARK("Actions", "Look at every text, span and step; repair into a copy"),
        group=2),
    ActionSpec("app.keys", FILE, MARK("Actions", "&Keyboard shortcuts…"), "keys.edit",
        ("Ctrl+Alt+K",), "keyboard",
        tip=MARK("Actions", "Keys as in another tool, or of your own, with clashes shown"),
        group=3),
    ActionSpec("app.preferences", FILE, MARK("Actions", "P&references…"), "flows.show_preferences",
        ("Ctrl+,",), "settings", tip=MARK("Actions", "Theme, fonts, name of the annotator"),
        group=3),
    ActionSpec("app.quit", FILE, MARK("Actions", "&Quit"), "window.close", ("Ctrl+Q",), "quit",
        tip=MARK("Actions", "Leave; every correction is already saved"), group=3),
    # --- Edit
    ActionSpec("edit.undo", EDIT, MARK("Actions", "&Undo"), "session.undo", ("Ctrl+Z",), "undo",
        frozenset({Need.UNDO}), MARK("Actions", "Take the last correction back"), button=11),
    ActionSpec("edit.redo", EDIT, MARK("Actions", "&Redo"), "session.redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", frozenset({Need.REDO}),
        MARK("Actions", "Make the correction again"), button=12),
    ActionSpec("edit.saved", EDIT, MARK("Actions", "Is it &saved?"), "keys.say_saved", ("Ctrl+S",),
        "saved", _PROJECT, MARK("Actions", "Nothing is to be saved: says that all is on the disk")),
    ActionSpec("edit.history", EDIT, MARK("Actions", "&History…"), "safety.show_history",
        ("Ctrl+H",), "", _ARTICLE,
        MARK("Actions", "Every step on this article, and the way back to any")),
    ActionSpec("edit.copy", EDIT, MARK("Actions", "&Copy"), "pane.copy", ("Ctrl+C",), "copy",
        _ARTICLE, MARK("Actions", "Copy the selected text"), group=1),
    ActionSpec("edit.find", EDIT, MARK("Actions", "&Find in article"), "pane.open_find",
        ("Ctrl+F",), "search", _ARTICLE,
        MARK("Actions", "Mark every place of a word in the article"), group=2, button=41),
    ActionSpec("edit.find_next", EDIT, MARK("Actions", "Find &next"), "pane.find_next",
        ("Ctrl+G", "F3"), "down", frozenset({Need.FINDING}),
        MARK("Actions", "Go to the next place"), group=2),
    ActionSpec("edit.find_previous", EDIT, MARK("Actions", "Find &previous"), "pane.find_previous",
        ("Ctrl+Shift+G", "Shift+F3"), "up", frozenset({Need.FINDING}),
        MARK("Actions", "Go to the place before"), group=2),
    # --- Article
    ActionSpec("article.previous", ARTICLE, MARK("Actions", "&Previous article"),
        "session.previous_article", ("Shift+PgUp",), "previous", _PROJECT,
        MARK("Actions", "Open the article before this one"), button=21),
    ActionSpec("article.next", ARTICLE, MARK("Actions", "&Next article"), "session.next_article",
        ("Shift+PgDown",), "next", _PROJECT, MARK("Actions", "Open the article after this one"),
        button=22),
    ActionSpec("article.first", ARTICLE, MARK("Actions", "Fi&rst article"), "keys.go_to_end", (),
        "", _PROJECT, MARK("Actions", "Open the first article of the list"), args=(0,)),
    ActionSpec("article.last", ARTICLE, MARK("Actions", "&Last article"), "keys.go_to_end", (), "",
        _PROJECT, MARK("Actions", "Open the last article of the list"), args=(-1,)),
    ActionSpec("article.goto", ARTICLE, MARK("Actions", "&Go to article…"), "flows.go_to_article",
        ("Ctrl+L",), "goto", _PROJECT, MARK("Actions", "Find an article by number or title")),
    ActionSpec("article.filter", ARTICLE, MARK("Actions", "&Filter articles"),
        "window.filter_articles", ("Ctrl+Shift+F",), "search", _PROJECT,
        MARK("Actions", "Show only articles with some words; Down goes to the list")),
    ActionSpec("article.finish", ARTICLE, MARK("Actions", "&Done, next article"),
        "session.finish_and_next", ("Ctrl+Return", "Ctrl+Enter"), "done-next", ANNOTATE,
        MARK("Actions", "Mark this article done and open the next one that is not"), group=1,
        button=51),
    ActionSpec("article.done", ARTICLE, MARK("Actions", "&Mark as done"),
        "session.set_article_state", ("Ctrl+Shift+Return",), "done", ANNOTATE,
        MARK("Actions", "Mark this article done and stay"), group=1, args=(ArticleState.DONE,)),
    ActionSpec("article.skip", ARTICLE, MARK("Actions", "Mark as &skipped"),
        "session.set_article_state", (), "state-skipped", ANNOTATE,
        MARK("Actions", "Leave this article out"), group=1, args=(ArticleState.SKIPPED,)),
    ActionSpec("article.reopen", ARTICLE, MARK("Actions", "Mark as &in progress"),
        "session.set_article_state", (), "state-open", ANNOTATE,
        MARK("Actions", "Take done or skipped back"), group=1, args=(ArticleState.IN_PROGRESS,)),
    # --- Span
    ActionSpec("span.accept", SPAN, MARK("Actions", "&Accept suggestion"), "session.accept", ("A",),
        "accept", _SUGGESTION, MARK("Actions", "The suggestion in focus becomes gold")),
    ActionSpec("span.reject", SPAN, MARK("Actions", "Re&ject suggestion"), "session.reject", ("X",),
        "reject", _SUGGESTION,
        MARK("Actions", "The suggestion in focus is wrong; it will not come back")),
    ActionSpec("span.skip", SPAN, MARK("Actions", "S&kip suggestion"), "session.skip", ("Space",),
        "skip", _SUGGESTION, MARK("Actions", "Leave the suggestion in focus open and go on")),
    ActionSpec("span.next", SPAN, MARK("Actions", "&Next suggestion"), "keys.next_stop", ("Tab",),
        "down", _ARTICLE, MARK("Actions", "Focus the next open suggestion"), group=1),
    ActionSpec("span.previous", SPAN, MARK("Actions", "&Previous suggestion"), "keys.next_stop",
        ("Shift+Tab",), "up", _ARTICLE, MARK("Actions", "Focus the open suggestion before"),
        group=1, args=(-1,)),
    ActionSpec("span.stops", SPAN, MARK("Actions", "Tab stops at ever&y span"),
        "keys.toggle_stops", ("Ctrl+T",), "",
        tip=MARK("Actions", "Next and previous go to gold spans too, not only to suggestions"),
        group=1, is_checkable=True),
    ActionSpec("span.first", SPAN, MARK("Actions", "F&irst span or suggestion"),
        "keys.first_item", (), "", _ARTICLE,
        MARK("Actions", "Focus whatever comes first in the text, gold or not"), group=1),
    ActionSpec("span.next_any", SPAN, MARK("Actions", "Ne&xt span or suggestion"),
        "session.focus_next_item", ("N",), "", _ARTICLE,
        MARK("Actions", "Focus whatever comes next in the text, gold or not"), group=1),
    ActionSpec("span.previous_any", SPAN, MARK("Actions", "P&revious span or suggestion"),
        "session.focus_next_item", ("Shift+N",), "", _ARTICLE,
        MARK("Actions", "Focus whatever comes before in the text, gold or not"), group=1,
        args=(-1,)),
    ActionSpec("span.cycle", SPAN, MARK("Actions", "Next of &overlapping spans"),
        "keys.cycle", ("O",), "", _ARTICLE,
        MARK("Actions", "Focus the next of the spans that lie over each other here"), group=1),
    ActionSpec("span.create", SPAN, MARK("Actions", "&Create or confirm"), "session.confirm",
        ("Return", "Enter"), "create", ANNOTATE | {Need.STRETCH},
        MARK("Actions", "Make a span of the selection, or accept what is in focus"), group=2),
    ActionSpec("span.draw", SPAN, MARK("Actions", "Dra&g makes a span"), "drawing.toggle", ("D",),
        "pen", tip=MARK("Actions", "A drag over text makes a span at once, or only selects"),
        group=2, is_checkable=True, button=42),
    ActionSpec("span.label", SPAN, MARK("Actions", "Give a &label…"), "flows.search_label",
        ("/", "L"), "label", ANNOTATE | {Need.STRETCH},
        MARK("Actions", "Search a label by a few letters; shows its guideline"), group=2),
    ActionSpec("span.propagate", SPAN, MARK("Actions", "Label the same &words…"),
        "flows.propagate", ("P",), "label", _FOCUS,
        MARK("Actions", "Give this label wherever the same words stand in the article"), group=2),
    ActionSpec("span.propagate_project", SPAN, MARK("Actions", "Label them in the project…"),
        "flows.propagate", ("Shift+P",), "label", _FOCUS,
        MARK("Actions", "Give this label wherever the same words stand in the project"), group=2,
        args=(True,)),
    ActionSpec("span.repeat", SPAN, MARK("Actions", "Repea&t on the next same words"),
        "session.repeat", ("R",), "redo", ANNOTATE,
        MARK("Actions", "Do what was done last where the same words stand next"), group=2),
    ActionSpec("span.delete", SPAN, MARK("Actions", "&Delete span"), "session.delete", ("Del",),
        "delete", _FOCUS, MARK("Actions", "Remove the span in focus; a suggestion is rejected"),
        group=2),
    ActionSpec("span.delete_all", SPAN, MARK("Actions", "Delete all spans of this article"),
        "keys.delete_all", (), "", ANNOTATE,
        MARK("Actions", "Remove every gold span of the article; one undo"), group=2),
    ActionSpec("span.clear", SPAN, MARK("Actions", "Clear selection and &focus"), "pane.clear",
        ("Esc",), "focus", _ARTICLE, MARK("Actions", "Select and focus nothing"), group=2),
    ActionSpec("span.take_selection", SPAN, MARK("Actions", "&Move to the selection"),
        "keys.take_selection", ("B",), "", _FOCUS | {Need.SELECTION},
        MARK("Actions", "Give the span in focus the boundaries of the selection"), group=3),
    ActionSpec("span.snap_expand", SPAN, MARK("Actions", "Expand to whole tokens"), "guard.snap",
        ("W",), "", _GOLD,
        MARK("Actions", "Put a span that cuts through tokens on all that it touches"), group=3,
        args=("expand",)),
    ActionSpec("span.snap_contract", SPAN, MARK("Actions", "Contract to whole tokens"),
        "guard.snap", ("Shift+W",), "", _GOLD,
        MARK("Actions", "Put a span that cuts through tokens on those inside it"), group=3,
        args=("contract",)),
    ActionSpec("span.snap_all", SPAN, MARK("Actions", "Snap all spans to tokens"),
        "guard.snap_all", ("Ctrl+Alt+W",), "", ANNOTATE,
        MARK("Actions", "Expand every span of the article that cuts through a token; one undo"),
        group=3),
    ActionSpec("span.rules", SPAN, MARK("Actions", "Tokenizer rules…"), "guard.show_rules",
        ("Ctrl+Alt+X",), "", _CHANGE,
        MARK("Actions", "Cut words of this project further, so that a span fits the tokens"),
        group=3),
    ActionSpec("span.start_left", SPAN,
        MARK("Actions", "Start one token to the left"), "session.move_boundary",
        ("Alt+Left", "U"), "boundary-start", _FOCUS,
        MARK("Actions", "Move the start of the span in focus"), group=3,
        args=("start", -1, "token")),
    ActionSpec("span.start_right", SPAN,
        MARK("Actions", "Start one token to the right"), "session.move_boundary",
        ("Alt+Right", "I"), "", _FOCUS,
        MARK("Actions", "Move the start of the span in focus"), group=3,
        args=("start", 1, "token")),
    ActionSpec("span.end_left", SPAN,
        MARK("Actions", "End one token to the left"), "session.move_boundary",
        ("Alt+Up", "J"), "", _FOCUS,
        MARK("Actions", "Move the end of the span in focus"), group=3,
        args=("end", -1, "token")),
    ActionSpec("span.end_right", SPAN,
        MARK("Actions", "End one token to the right"), "session.move_boundary",
        ("Alt+Down", "K"), "boundary-end", _FOCUS,
        MARK("Actions", "Move the end of the span in focus"), group=3,
        args=("end", 1, "token")),
    ActionSpec("span.start_left_character", SPAN,
        MARK("Actions", "Start one character to the left"), "session.move_boundary",
        ("Alt+Shift+Left", "Shift+U"), "", _FOCUS,
        MARK("Actions", "Move the start of the span in focus"), group=4,
        args=("start", -1, "character")),
    ActionSpec("span.start_right_character", SPAN,
        MARK("Actions", "Start one character to the right"), "session.move_boundary",
        ("Alt+Shift+Right", "Shift+I"), "", _FOCUS,
        MARK("Actions", "Move the start of the span in focus"), group=4,
        args=("start", 1, "character")),
    ActionSpec("span.end_left_character", SPAN,
        MARK("Actions", "End one character to the left"), "session.move_boundary",
        ("Alt+Shift+Up", "Shift+J"), "", _FOCUS,
        MARK("Actions", "Move the end of the span in focus"), group=4,
        args=("end", -1, "character")),
    ActionSpec("span.end_right_character", SPAN,
        MARK("Actions", "End one character to the right"), "session.move_boundary",
        ("Alt+Shift+Down", "Shift+K"), "", _FOCUS,
        MARK("Actions", "Move the end of the span in focus"), group=4,
        args=("end", 1, "character")),
    # --- Suggest
    ActionSpec("suggest.current", SUGGEST, MARK("Actions", "&Suggest for this article"),
        "session.suggest_current", ("F5",), "suggest", ANNOTATE,
        MARK("Actions", "Run the suggesters on this article again")),
    ActionSpec("suggest.all", SUGGEST, MARK("Actions", "Suggest for &all articles"),
        "session.suggest_all", (), "suggest", _CHANGE,
        MARK("Actions", "Run the suggesters on every article that has none yet")),
    ActionSpec("suggest.choose", SUGGEST, MARK("Actions", "S&uggesters…"),
        "flows.choose_suggesters", (), "suggest", _CHANGE,
        MARK("Actions", "Choose what suggests in this project; add a spaCy pipeline")),
    ActionSpec("suggest.lists", SUGGEST, MARK("Actions", "&My lists…"), "suggest.show_lists",
        ("Ctrl+Alt+L",), "list", _CHANGE,
        MARK("Actions", "Names and triggers of your own, which suggest in this project")),
    ActionSpec("suggest.remember", SUGGEST, MARK("Actions", "A&dd to my lists…"),
        "suggest.add_to_lists", ("Ctrl+Alt+D",), "list", ANNOTATE | {Need.STRETCH},
        MARK("Actions", "Let the selected words, or those in focus, be suggested everywhere")),
    ActionSpec("suggest.hide_weak", SUGGEST, MARK("Actions", "&Hide weak suggestions…"),
        "suggest.hide_weak", (), "hidden", _CHANGE,
        MARK("Actions", "From which score on suggestions are shown, and what to expect of it")),
    ActionSpec("suggest.evaluate", SUGGEST, MARK("Actions", "&Evaluate suggestions…"),
        "suggest.evaluate", ("Ctrl+Alt+E",), "statistics", _PROJECT,
        MARK("Actions", "Compare suggestions with your done articles: scores, confusion, plots")),
    ActionSpec("suggest.train", SUGGEST, MARK("Actions", "&Train…"), "train.train",
        ("Ctrl+Shift+T",), "statistics", _CHANGE,
        MARK("Actions", "Train a pipeline on your done articles, see what it is worth, use it")),
    ActionSpec("suggest.accept_all", SUGGEST, MARK("Actions", "Accept a&ll of this article"),
        "flows.accept_all", ("Ctrl+Shift+A",), "accept-all", ANNOTATE | {Need.OPEN_SUGGESTIONS},
        MARK("Actions", "Every open suggestion of this article becomes gold; one undo"), group=1,
        button=31),
    ActionSpec("suggest.accept_above", SUGGEST, MARK("Actions", "Accept abo&ve a score…"),
        "flows.accept_above", ("Ctrl+Alt+A",), "accept-all", ANNOTATE | {Need.OPEN_SUGGESTIONS},
        MARK("Actions", "Choose the score; the count is shown before"), group=1),
    ActionSpec("suggest.restart", SUGGEST, MARK("Actions", "&Restart the suggester"),
        "flows.restart_suggester", (), "undo", _PROJECT,
        MARK("Actions", "Start the background process afresh when it broke down"), group=2),
    # --- View
    ActionSpec("view.palette", VIEW, MARK("Actions", "&Command palette…"), "flows.show_palette",
        ("Ctrl+K", "Ctrl+Shift+P"), "palette",
        tip=MARK("Actions", "Find any command by a few letters")),
    ActionSpec("view.text_only", VIEW, MARK("Actions", "&Text only"), "window.toggle_text_only",
        ("F11",), "full-text", tip=MARK("Actions", "Hide everything but the article"), group=1,
        is_checkable=True),
    ActionSpec("view.articles", VIEW, MARK("Actions", "&Articles panel"), "window.toggle_dock",
        ("F7",), "articles", tip=MARK("Actions", "Show or hide the list of articles"), group=1,
        is_checkable=True, args=("articles",)),
    ActionSpec("view.focus", VIEW, MARK("Actions", "&Focus panel"), "window.toggle_dock", ("F8",),
        "focus", tip=MARK("Actions", "Show or hide what is in focus"), group=1,
        is_checkable=True, args=("focus",)),
    ActionSpec("view.labels", VIEW, MARK("Actions", "&Labels panel"), "window.toggle_dock",
        ("F9",), "label", tip=MARK("Actions", "Show or hide the label palette"), group=1,
        is_checkable=True, args=("labels",)),
    ActionSpec("view.spans", VIEW, MARK("Actions", "&Spans panel"), "window.toggle_dock", ("F12",),
        "list", tip=MARK("Actions", "Show or hide the list of spans"), group=1,
        is_checkable=True, args=("spans",)),
    ActionSpec("view.next_pane", VIEW, MARK("Actions", "Next pa&ne"), "window.focus_next_pane",
        ("F6",), "",
        tip=MARK("Actions", "Move the keyboard to the next panel; Esc comes back to the text"),
        group=1),
    ActionSpec("view.zoom_in", VIEW, MARK("Actions", "Zoom text &in"), "pane.zoom_in",
        ("Ctrl+=", "Ctrl++"), "zoom-in", tip=MARK("Actions", "Larger article text"), group=2),
    ActionSpec("view.zoom_out", VIEW, MARK("Actions", "Zoom text &out"), "pane.zoom_out",
        ("Ctrl+-",), "zoom-out", tip=MARK("Actions", "Smaller article text"), group=2),
    ActionSpec("view.zoom_reset", VIEW, MARK("Actions", "Nor&mal text size"), "pane.zoom_reset",
        ("Ctrl+Alt+0",), "", tip=MARK("Actions", "Back to 100 %; Ctrl+0 is a label"), group=2),
    ActionSpec("view.theme", VIEW, MARK("Actions", "Change t&heme"), "flows.next_theme",
        ("Ctrl+Shift+L",), "contrast", tip=MARK("Actions", "Light, dark, high contrast"), group=3,
        button=61),
    # --- Help
    ActionSpec("help.shortcuts", HELP, MARK("Actions", "All &keys"), "flows.show_shortcuts",
        ("F1",), "keyboard", tip=MARK("Actions", "Every key on one sheet"), button=62),
    ActionSpec("help.guidelines", HELP, MARK("Actions", "Labels and &guidelines"),
        "flows.show_guidelines", ("H",), "guidelines", _PROJECT,
        MARK("Actions", "What each label means, with examples")),
    ActionSpec("help.about", HELP, MARK("Actions", "&About Spandesk"), "flows.show_about", (),
        "info", tip=MARK("Actions", "Version, licences, folders"), group=1),
)
# fmt: on
