"""Other words that people type into the command palette for an action, by its id."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.action_table import MARK

SEARCH_WORDS = {
    "project.open": MARK("SearchWords", "load database"),
    "project.close": MARK("SearchWords", "leave project"),
    "project.import_files": MARK("SearchWords", "add load articles upload data"),
    "project.import_folder": MARK("SearchWords", "add load directory corpus"),
    "project.paste": MARK("SearchWords", "add new article clipboard"),
    "project.export": MARK("SearchWords", "export spacy save docbin write corpus"),
    "project.export_format": MARK("SearchWords", "save as convert json download"),
    "project.readiness": MARK("SearchWords", "quality problems validate check data"),
    "schema.edit": MARK("SearchWords", "edit add rename new label colour tag set ontology"),
    "project.statistics": MARK("SearchWords", "count progress numbers overview"),
    "project.backup": MARK("SearchWords", "save copy"),
    "project.backups": MARK("SearchWords", "restore recover version earlier go back"),
    "project.check": MARK("SearchWords", "repair verify damaged corrupt integrity"),
    "app.keys": MARK("SearchWords", "shortcut shortcuts hotkey key bindings"),
    "app.preferences": MARK("SearchWords", "settings options configuration font language theme"),
    "app.quit": MARK("SearchWords", "exit close window"),
    "edit.undo": MARK("SearchWords", "revert back mistake"),
    "edit.redo": MARK("SearchWords", "repeat again"),
    "edit.saved": MARK("SearchWords", "save"),
    "edit.history": MARK("SearchWords", "log restore earlier changes versions"),
    "edit.find": MARK("SearchWords", "search text"),
    "article.goto": MARK("SearchWords", "open jump article"),
    "article.filter": MARK("SearchWords", "search articles list"),
    "article.finish": MARK("SearchWords", "complete submit save finish"),
    "article.skip": MARK("SearchWords", "exclude ignore article leave out"),
    "article.details": MARK("SearchWords", "rename edit title date source metadata properties"),
    "article.remove": MARK("SearchWords", "delete drop article document throw away trash"),
    "article.bring_back": MARK("SearchWords", "restore undelete recover article"),
    "article.removed": MARK("SearchWords", "trash bin deleted articles restore"),
    "article.reopen": MARK("SearchWords", "open again not done"),
    "span.accept": MARK("SearchWords", "confirm yes correct"),
    "span.reject": MARK("SearchWords", "dismiss no wrong"),
    "span.label": MARK("SearchWords", "change relabel tag type"),
    "span.propagate": MARK("SearchWords", "all occurrences everywhere bulk same"),
    "span.propagate_project": MARK("SearchWords", "all occurrences everywhere bulk same"),
    "span.delete": MARK("SearchWords", "remove annotation unlabel"),
    "event.open": MARK("SearchWords", "frame roles arguments"),
    "event.merge": MARK("SearchWords", "merge combine join frames"),
    "chain.link": MARK("SearchWords", "coreference merge same entity join"),
    "chain.unlink": MARK("SearchWords", "coreference separate"),
    "suggest.choose": MARK("SearchWords", "model pipeline spacy settings"),
    "suggest.lists": MARK("SearchWords", "gazetteer dictionary lexicon terms"),
    "suggest.hide_weak": MARK("SearchWords", "threshold score confidence"),
    "suggest.evaluate": MARK("SearchWords", "agreement accuracy precision recall f1 score"),
    "suggest.train": MARK("SearchWords", "model learn fit spacy"),
    "view.theme": MARK("SearchWords", "dark light contrast mode"),
    "view.zoom_in": MARK("SearchWords", "bigger font size"),
    "view.zoom_out": MARK("SearchWords", "smaller font size"),
    "help.shortcuts": MARK("SearchWords", "shortcut shortcuts help cheat sheet"),
    "help.guidelines": MARK("SearchWords", "manual instructions"),
    "help.about": MARK("SearchWords", "version licence"),
}


def search_words(action_id: str) -> str:
    """The words in the language of the window; empty for an action without any."""
    words = SEARCH_WORDS.get(action_id, "")
    return QCoreApplication.translate("SearchWords", words) if words else ""
