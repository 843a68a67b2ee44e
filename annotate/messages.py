"""Errors as sentences with advice: the only prose for errors, for window and command line alike.

Every sentence says what is the matter, where, and what to do. The window passes its own translator;
placeholders are the fields of the error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotate import errors

if TYPE_CHECKING:
    from annotate.exchange.drafts import Note
    from annotate.notices import Notice
    from annotate.schema.checks import SchemaFault

Translate = Callable[[str], str]

_TEMPLATES: Mapping[type[errors.AnnotateError], str] = {
    errors.StoreBusyError: (
        "{path} is open elsewhere{by_holder}. Close it there, then try again; or open it read-only."
    ),
    errors.StoreReadOnlyError: (
        "{path} cannot be written ({reason}). Nothing was changed. Check the permissions of the "
        "file and its folder, or copy the project to a place of your own."
    ),
    errors.StoreFullError: (
        "There is no room left on the disk of {path}. The last change was taken back and the "
        "project is whole. Free some space, then make the change again."
    ),
    errors.StoreForeignError: (
        "{path} holds something that Spandesk never makes and that may run when the file is read "
        "({part}). It was not opened and not touched. Ask who sent it; “spandesk check --repair” "
        "copies what it knows of it into a new file."
    ),
    errors.StoreCorruptError: (
        "{path} is damaged or no Spandesk project ({reason}). It was not touched. Open a backup "
        "of it; or, if it was a project, copy what can be read of it into a new file: “spandesk "
        "check --repair”."
    ),
    errors.StoreMissingError: "There is no project at {path}. Check the name, or make a new one.",
    errors.StoreExistsError: (
        "{path} is there already and was left alone. Choose another name, or open it."
    ),
    errors.StoreTooNewError: (
        "{path} was written by a newer Spandesk (file version {found}, this program knows up to "
        "{supported}). It was not touched. Update Spandesk to open it."
    ),
    errors.MigrationError: (
        "{path} could not be brought up to date ({migration}: {reason}). It is as it was, and a "
        "copy lies at {backup}. Please report this with the log."
    ),
    errors.StoreError: (
        "{path} could not be used ({reason}). The last change was not kept. Check that the disk "
        "is there and try again."
    ),
    errors.ArticleEmptyError: "{source} has no text. Give it some, or leave it out.",
    errors.ArticleDuplicateError: (
        "{source} has the same text as “{existing}”, which is in the project already. It was left "
        "out; there is nothing to do."
    ),
    errors.ArticleMissingError: (
        "There is no article {article_id} in this project. “spandesk articles PROJECT” lists those "
        "that there are, with their ids."
    ),
    errors.DetailsError: "“{found}” is no {reason} of an article. Write it otherwise.",
    errors.ArticleRemovedError: (
        "The article “{title}” is removed, so nothing is done to it. Bring it back first: choose "
        "Article, Bring this article back, or spandesk remove PROJECT {typed_id} --bring-back."
    ),
    errors.ArticleError: "{source} cannot be used ({reason}).",
    errors.UnknownLabelError: (
        "The schema has no {layer} label {label}. Add it to the schema, or choose another label."
    ),
    errors.SchemaChangeError: (
        "The schema cannot be changed so: {reason} ({key}). Nothing was changed. Choose another "
        "name, or look it up in the schema."
    ),
    errors.ForbiddenRoleError: "{label} has no role {role}. Choose a role of its own.",
    errors.SchemaError: (
        "The label schema {source} is wrong at {key}: {reason}. Mend the file and try again."
    ),
    errors.OutsideTextError: (
        "A span from {start} to {end} does not lie in the text, whose length is {length}. "
        "Select a stretch of the text."
    ),
    errors.OffTokensError: (
        "“{text}” ({start} to {end}) does not begin and end with tokens. Snap it to its tokens."
    ),
    errors.WordsNotThereError: (
        "“{words}” does not stand in this article, so it can be no part of the event. Type words "
        "as they stand there, or choose from the list."
    ),
    errors.AttributeTextError: (
        "“{text}” is no attribute. Write name=value, with a semicolon between two of them."
    ),
    errors.OverlapForbiddenError: (
        "This stretch has the label {label} already. Choose another label or other boundaries."
    ),
    errors.ChainLayerError: (
        "An entity and an event cannot name the same. Link entities with entities and events with "
        "events."
    ),
    errors.RelationHeadError: (
        "A relation does not begin at an event: what takes part in an event fills a role of it. "
        "Open the event and fill a role, or begin the relation at the other span."
    ),
    errors.SurfaceMismatchError: (
        "The span {start} to {end} reads “{found}” where “{expected}” was stored. Run “spandesk "
        "check” on the project."
    ),
    errors.SpanError: "The span {start} to {end} cannot be.",
    errors.EditConflictError: (
        "The article has changed in the meantime ({kind} {item_id}); the step was not made. Look "
        "at the article and make it again."
    ),
    errors.NoSuchMomentError: (
        "{moment} is no moment of this project. Give the number of a step (spandesk history), a "
        "time such as 2026-03-02T14:30, or a backup (spandesk backups)."
    ),
    errors.PipelineMissingError: (
        "There is no suggester {suggester}. “spandesk suggesters” lists those that there are."
    ),
    errors.PipelineLoadError: (
        "The suggester {suggester} does not load ({reason}). The others go on. Reinstall it, or "
        "switch it off."
    ),
    errors.PipelineFailedError: (
        "The suggester {suggester} failed on article {article_id} ({reason}). The others went on; "
        "nothing of yours is touched."
    ),
    errors.SuggesterError: (
        "The suggester {suggester} cannot do its work ({reason}). Mend that, or work without it."
    ),
    errors.ExportError: (
        "The export to {path} was not written ({reason}). What was there before is unharmed."
    ),
    errors.ImportFormatError: (
        "{file}{at_line}: {expected} was expected, {found} was found. Mend the line and import "
        "the file again; the good lines go in."
    ),
    errors.JobError: (
        "The background job {job} stopped ({reason}). The project is whole; try it again."
    ),
    errors.WorkerError: (
        "The worker process does not start ({reason}). You can annotate without suggestions; "
        "restart it from the Suggest menu."
    ),
    errors.ListEntryError: "The entry “{text}” cannot be used ({reason}).",
    errors.ListFileError: "{file}{at_line} cannot be used ({reason}).",
    errors.OwnListError: "The list “{title}” cannot be used ({reason}).",
    errors.EvaluationError: "There is nothing to evaluate against in {source} ({reason}).",
    errors.TrainingError: "The training cannot go on ({reason}).",
    errors.SettingsError: (
        "The settings file {path} is wrong{at_key} ({reason}). Mend it, or delete it to start "
        "afresh."
    ),
    errors.SystemRefusedError: (
        "{path} could not be used ({reason}). Check that it is there, that it may be read and "
        "written, and that its disk has room."
    ),
    errors.AnnotateError: "Something could not be done.",
}

_CORRUPT: Mapping[str, str] = {
    "empty_file": "{path} is empty, so it is no project. It was not touched. Open a backup of it, "
    "or delete it and make a new one.",
    "text_changed": "The text of “{article}” was changed from outside, so its spans may not lie on "
    "their words. Nothing was touched. Align its spans, or check the project ({path}): a repaired "
    "copy finds each span again or takes the text from a backup.",
    "not_a_project": "{path} is a database of another program. It was not touched. Choose a "
    "project file.",
}

_UNREADABLE: Mapping[str, str] = {
    "binary": "{source} is no text: it holds binary data. Export it as text or HTML first.",
    "encoding": "The encoding of {source} is not clear. Save it as UTF-8 and import it again.",
    "no_article": "No article was found in the page {source}. Paste its text instead.",
    "unknown_kind": "{source} is of a kind that Spandesk does not read. Text, Markdown, HTML, JSON "
    "Lines and the formats of “spandesk formats” are read.",
    "not_json": "{source}{at_line} is not JSON. Mend the line and import the file again; the good "
    "lines go in.",
    "asked_not_json": "{source}{at_line} is not JSON. Mend the line and ask again; the good lines "
    "are answered.",
    "asked_encoding": "{source}{at_line} is not UTF-8. Save it as UTF-8 and ask again; the good "
    "lines are answered.",
    "not_object": "{source}{at_line} is no JSON object. Write one object on each line.",
    "no_text": "{source}{at_line} has no field “text”. Name the field with the article “text”.",
    "text_not_string": "{source}{at_line} has a “text” that is no string. Put it in quotes.",
    "id_not_plain": "{source}{at_line} has an “id” that is neither text nor a number.",
    "too_large": "{source} is too large for one article. Split it into parts.",
    "missing": "{source} is not there. Check the name.",
    "is_folder": "{source} is a folder. Name a file to read.",
    "permission": "{source} may not be read. Check its permissions.",
    "not_a_file": "{source} is a device or a pipe. Save what it gives as a file first.",
    "no_annotations": "{source} has no annotations that can be read. Export the project from "
    "INCEpTION again, with UIMA CAS XMI as the secondary format.",
    "no_text_file": "{source} has no text: {needed} is not there. Put the text beside it, and "
    "import both.",
    "archive_damaged": "{source} is no zip archive, or a damaged one ({detail}). Fetch it again; "
    "if it is damaged there too, have it made anew.",
    "archive_bomb": "{source} would become far larger than it is when unpacked, so it was not "
    "read. Unpack it yourself if you trust it, and import the folder.",
    "archive_path": "{source} has a path that leads out of the archive, so it was not read. Look "
    "where the archive comes from.",
    "archive_link": "{source} is a link, not a file, so it was not read. Put the file itself in.",
    "archive_encrypted": "{source} is encrypted. Unpack it yourself, and import the folder.",
    "xml_entities": "{source}{at_line} declares entities, which can hide large or foreign content, "
    "so it was not read. Write the XML without a DOCTYPE that declares them.",
    "needs_pyarrow": "{source} is a Parquet file, which pyarrow reads. Install it with “pip "
    "install spandesk[parquet]”, or save the data as JSON Lines.",
    "cannot_read": "{source} cannot be read ({detail}). Check the file and the disk it lies on.",
}

_IMPORT_FORMAT: Mapping[str, str] = {
    "outside": "{file}{at_line}: the span {found} does not lie in the text, whose length is "
    "{length}. Mend its offsets, or import again and leave out such spans; the good articles go "
    "in.",
    "reversed": "{file}{at_line}: the span {found} ends before it begins. Mend its offsets, or "
    "import again and leave out such spans; the good articles go in.",
    "cuts_pair": "{file}{at_line}: the span {found} cuts a character in two, as its offsets count "
    "other units. Write offsets as the format asks, or import again and leave out such spans.",
    "cuts_mark": "{file}{at_line}: the span {found} cuts a mark off its letter. Mend its offsets, "
    "or import again and leave out such spans; the good articles go in.",
    "duplicate_id": "{file}{at_line}: two spans have the id {found}, and something refers to it. "
    "Give each its own id and import the file again; the good articles go in.",
    "whole": "{file}: {expected} was expected, {found} was found. Mend the file and import it "
    "again.",
    "cycle": "{file}{at_line}: an event is its own argument, by way of {found}. Break the circle "
    "and import the file again; the good articles go in.",
}

_DUPLICATE: Mapping[str, str] = {
    "unchanged": "{source}{at_line} is in the project already as {existing}, with everything that "
    "the file says. Nothing was changed.",
    "kept": "{source}{at_line} is in the project as {existing}, with annotations of its own, which "
    "stand. To compare them, import it as suggestions (“--as suggestions” on the command line), or "
    "into another project.",
    "removed": "{source}{at_line} has the text of “{existing}”, which was removed from this "
    "project, so it was left out. To have it again, bring it back: it stands under “Removed” in "
    "the list of articles; or spandesk remove PROJECT {typed_id} --bring-back.",
}

_DETAILS: Mapping[str, str] = {
    "date": "“{found}” is no date. Write it as 2026-03-12, 2026-03 or 2026, or leave it empty.",
    "date_order": "“{found}” has two meanings: the day or the month may come first. Write it as "
    "2026-03-12, or with the name of the month.",
    "language": "“{found}” is no code of a language. Write two or three letters, such as en.",
}

_NOT_ALLOWED = (
    "The project asks for the pipeline {suggester}, which you have not allowed to run, or which "
    "has changed since. Choose Suggest, Suggesters… to look at it."
)

_EXPORT: Mapping[str, str] = {
    "nothing_done": "No article is marked done, so there is nothing to export. Finish an article "
    "first, or include unfinished ones.",
    "no_spans": "The chosen articles have no spans, so there is nothing to learn. Annotate first.",
    "bad_split": "The shares of train, dev and test must add up to 100, with some to train on.",
    "bad_spans_key": "“{key}” cannot name a span group. Use a word such as sc.",
    "not_a_directory": "{path} is a file, not a folder. Choose another name.",
    "foreign_files": "{path} holds files that are no export of Spandesk, and they were left alone. "
    "Choose an empty or a new folder.",
    "disk_full": "There is no room for the export at {path}. Free some, or choose another disk.",
    "forbidden": "{path} may not be written ({detail}). Choose another folder.",
    "system": "The export to {path} was not written ({detail}). Check the disk it lies on.",
    "no_format": "There is no format {path} to export. “spandesk formats” lists those that there "
    "are.",
    "needs_pyarrow": "Parquet files need pyarrow. Install it with “pip install "
    "spandesk[parquet]”, or export JSON Lines.",
    "not_a_file": "{path} is a folder. Name a file to write.",
    "is_project": "{path} is a Spandesk project, and nothing is written over one. It was not "
    "touched. Choose another name.",
    "of_project": "{path} belongs to the project {project}, which could be lost with it. Nothing "
    "was written. Choose another name.",
    "is_input": "{path} is what is read here, so it cannot be written at the same time. It was not "
    "touched. Choose another name.",
    "no_plain_file": "{path} is a device or a pipe. Name a file to write.",
    "something_else": "{path} is there already and holds something else than what is written "
    "here. It was left alone. Choose another name, or move it away.",
    "read_back": "The export was not written: in {path}, article {article_id} did not come back as "
    "it is in the project. Please report this as a defect.",
}


_SUGGESTER: Mapping[str, str] = {
    "raised": "The suggester {suggester} failed{on_article} ({detail}). The others went on; "
    "nothing of yours is touched.",
    "timeout": "The suggester {suggester} took too long{on_article} and was stopped. The others "
    "went on; nothing of yours is touched.",
    "died": "The suggester {suggester} broke its process{on_article} ({detail}). The others went "
    "on; nothing of yours is touched.",
    "memory": "The suggester {suggester} asked for more memory than it may have{on_article}. The "
    "others went on; nothing of yours is touched.",
    "suspended": "The suggester {suggester} broke its process again and again and is left out. "
    "Switch it off, or restart the suggesters from the Suggest menu.",
}

_LIST_ENTRY: Mapping[str, str] = {
    "no_text": "An entry needs words to look for. Write them, or remove the line.",
    "too_long": "The entry “{text}…” is longer than {limit} characters. Shorten it.",
    "control": "The entry “{text}” holds a character that no article has. Write it anew.",
    "no_label": "The entry “{text}” has no label. Give it one.",
    "bad_label": "“{label}” cannot be a label, because it has blanks or is too long. Take one of "
    "the schema.",
    "unknown_label": "The schema has no {layer} label {label}, which “{text}” asks for. Add it to "
    "the schema, or give the entry another label.",
    "unclear_layer": "The label {label} of “{text}” is in no layer of the schema, or in both. Say "
    "entity or event in a column “layer”, or take a label of the schema.",
    "bad_score": "The score {found} of “{text}” is not above 0 and up to 1. Write 0.9, for "
    "example.",
    "bad_pattern": "The token pattern {text} is not understood: {found}. Mend it as the guide "
    "describes.",
    "needs_pipeline": "The token pattern {text} asks for {found}, which own lists do not know. Use "
    "TEXT, LOWER, SHAPE, LENGTH, LIKE_NUM or IS_…; the guide lists them.",
    "regex": "The token pattern {text} has a {found}, and own lists take no such expressions. "
    "Write the words in a list behind IN.",
    "duplicate": "“{text}” is in this list already with the same label. Change the one that is "
    "there.",
}

_LIST_FILE: Mapping[str, str] = {
    "encoding": "{file} is not UTF-8. Save it as UTF-8 and import it again.",
    "unknown_kind": "{file} is of a kind that lists are not read from. CSV, TSV, TXT, JSONL, JSON "
    "and TOML are.",
    "cannot_read": "{file} cannot be read ({found}). Check the file and the disk it lies on.",
    "too_large": "{file} is larger than {found} megabytes. Split it into parts.",
    "no_columns": "{file}{at_line} does not name the columns; “text” is needed. Write text,label "
    "on the first line.",
    "no_entries": "{file} holds no entries. Write one on each line.",
    "not_json": "{file}{at_line} is not JSON. Mend the line and import the file again; the good "
    "lines go in.",
    "not_object": "{file}{at_line} is no JSON object. Write one object on each line.",
    "no_text": "{file}{at_line} has neither “text” nor “pattern”. Add one, or delete the line.",
    "bad_value": "{file}{at_line}: “{found}” cannot be the {entry}. Write {expected}.",
    "bad_toml": "{file} is no TOML that a list can be made of: {found}. Mend it and import it "
    "again.",
}

_OWN_LIST: Mapping[str, str] = {
    "missing": "There is no list “{title}” in this project. “spandesk lists list” names those that "
    "there are.",
    "taken": "There is a list “{title}” already. Choose another name.",
    "no_title": "A list needs a name. Give it one.",
    "is_lexicon": "“{title}” is a lexicon and has no entries. Export it, change the TOML, and "
    "import it again.",
    "is_entries": "“{title}” is a list of entries, not a lexicon. Export it as CSV or JSONL.",
}

_EVALUATION: Mapping[str, str] = {
    "no_records": "{source} holds no gold record that can be used. Each line is a JSON object with "
    "id, text and spans.",
    "nothing_done": "No article of {source} is marked done, so there is no gold to compare with. "
    "Finish some articles first.",
    "no_frames": "No done article of {source} has an event frame, so there are no roles to compare "
    "with. Fill the roles of some events, and mark their articles done.",
}

_TRAINING: Mapping[str, str] = {
    "unknown_component": "There is no component {name} to train. Choose ner, spancat or both.",
    "nothing_chosen": "Choose what is to be trained: ner, spancat or both.",
    "nothing_to_learn": "The articles to train on have no spans for {names}, so there is nothing "
    "to learn. Annotate some, or choose another component.",
    "failed": "spaCy stopped the training ({detail}). The project is whole. The data of the run is "
    "in {path}, where “python -m spacy debug data” says more.",
    "folder_exists": "{path} is there already. Choose a folder that is not.",
    "forbidden": "{path} cannot be written ({detail}). Choose another folder.",
    "no_run": "There is no run {name} in this project. “spandesk train PROJECT --runs” lists them.",
    "no_runs": "Nothing has been trained in this project yet. “spandesk train PROJECT” does it.",
    "no_checkpoint": "The run {name} has left no pipeline in {path}, so it cannot be gone on with. "
    "Train afresh.",
    "no_pipeline": "There is no trained pipeline in {path}. Give a run of the project, or a folder "
    "with a meta.json.",
    "bad_name": "“{name}” cannot name a package. Use small letters, digits and single underscores.",
    "bad_version": "“{name}” is no version. Write it as in 1.0.0.",
    "package": "The package was not made ({detail}).",
}

_JOB: Mapping[str, str] = {
    "raised": "The background job {job} failed ({detail}). The project is whole; please report "
    "this with the log.",
    "timeout": "The background job {job} took too long and was stopped. The project is whole.",
    "died": "The process of the background job {job} ended ({detail}). The project is whole; try "
    "it again.",
    "memory": "The background job {job} needs more memory than it may have. The project is "
    "whole; do it in smaller parts.",
}


_EMPTY: Mapping[str, str] = {
    "no_articles": "{source} holds no article, as an exported side of the split does to which no "
    "article went. There is nothing to import from it.",
}

_BY_REASON: tuple[tuple[type[errors.AnnotateError], Mapping[str, str]], ...] = (
    (errors.StoreCorruptError, _CORRUPT),
    (errors.ArticleEmptyError, _EMPTY),
    (errors.DetailsError, _DETAILS),
    (errors.ExportError, _EXPORT),
    (errors.SuggesterError, _SUGGESTER),
    (errors.JobError, _JOB),
    (errors.ListEntryError, _LIST_ENTRY),
    (errors.ListFileError, _LIST_FILE),
    (
        errors.ListFileError,
        {reason: "{file}{at_line}: " + words for reason, words in _LIST_ENTRY.items()},
    ),
    (errors.OwnListError, _OWN_LIST),
    (errors.EvaluationError, _EVALUATION),
    (errors.TrainingError, _TRAINING),
)


def sentence(error: errors.AnnotateError, *, tr: Translate | None = None) -> str:
    """What `error` means and what to do about it, in plain text."""
    template = _template(error)
    return (tr or str)(template).format_map(_Fields(error.fields, tr or str))


_FAULTS: Mapping[str, str] = {
    "BAD_NAME": "“{found}” is no name: 1 to 64 characters without blanks, for roles and attributes "
    "also without colons and commas.",
    "UNKNOWN_PARENT": "{where} has the parent {found}, which is no event label.",
    "CYCLE": "{where} is its own ancestor by way of {found}.",
    "NOT_AN_EVENT": "{where} is an entity label and has {found}: only event labels have that.",
    "UNKNOWN_FILLER": "{where} takes {found}, which is no label of the schema.",
    "KEY_CLASH": "{where} has the key {found}, which {other} has already.",
    "LONG_KEY": "{where} has the key {found}: one letter or digit is wanted.",
    "UNKNOWN_ATTRIBUTE": "{where} names the attribute {found}, which is not there.",
    "UNKNOWN_FAMILY": "{where} is of the family {found}, which is not there.",
    "UNKNOWN_LABEL": "{where} has values for {found}, which is no event label.",
    "DARK_COLOUR": "{where} has the colour {found}, on which black text is hard to read.",
    "ALIKE": "{where} and {other} have colours that look alike.",
    "COMMAND_KEY": "{where} has the key {found}, which is that of “{other}”.",
}


def fault_sentence(fault: SchemaFault, *, tr: Translate | None = None) -> str:
    """What is wrong with a part of a schema, in plain text."""
    where = f"{fault.label}, {fault.part}" if fault.label and fault.part else fault.label
    return (tr or str)(_FAULTS[fault.kind.name]).format(
        where=where or fault.part, found=fault.found, other=fault.other
    )


_NOTES: Mapping[str, str] = {
    "bom": "a byte-order mark was dropped",
    "line_ends": "line ends made uniform: {value}",
    "replaced": "characters that cannot be stored, replaced by \ufffd: {value}",
    "encoding": "read as {value}, which is a guess: look whether its letters are right",
    "fresh_id": "the id {value} is taken by another text, so it was given a new one",
    "date": "the date “{value}” was not understood and is kept with the article's data",
    "not_carried": "left behind, because an article has no place for it: {value}",
}


def note_sentence(note: Note, *, tr: Translate | None = None) -> str:
    """What was changed or guessed while an article was read, in plain text."""
    return (tr or str)(_NOTES[note.code]).format(value=note.value)


_NOTICES: Mapping[str, str] = {
    "crashed": "Spandesk was not closed the last time. Every correction that was shown as saved is "
    "here.",
    "steps_missing": "The log beside the project was cut or taken away. Saved corrections that are "
    "missing: the last {count}. A backup may have them (File, Backups).",
    "log_aside": "The project file was replaced by another while steps of the old one lay beside "
    "it. They were not mixed: the steps are kept in {log}; this is the file as it was put here.",
    "older": "This file is older than the one that was open here before. Later steps that are not "
    "in it: {count}. If that is not what you want, a backup has them (File, Backups).",
    "changed": "This file was changed elsewhere since it was open here. It is being checked.",
    "damaged": "Things that are wrong in this project, as the check found: {count}. File, Check "
    "project lists them and can write a repaired copy.",
    "network": "This project lies on a network drive ({kind}), where SQLite cannot keep its "
    "promises. Keep it on a disk of this machine, and open it in one place at a time.",
    "synced": "This project lies in a folder that {tool} synchronises. Close it before you open it "
    "on another machine, and let the tool finish first.",
    "conflicts": "A synchronising tool has kept another version of this project beside it: "
    "{names}. Each has steps that the other lacks; open both and compare before you go on.",
}


def notice_sentence(notice: Notice, *, tr: Translate | None = None) -> str:
    """What is to be said of a project that was opened, in plain text."""
    return (tr or str)(_NOTICES[notice.code]).format_map(_Fields(notice.fields, tr or str))


def _template(error: errors.AnnotateError) -> str:
    reason = str(error.fields.get("reason", ""))
    if isinstance(error, errors.PipelineLoadError) and reason == "not_allowed":
        return _NOT_ALLOWED
    if isinstance(error, errors.ImportFormatError):
        reason = reason or ("" if error.fields.get("line") else "whole")
        return _IMPORT_FORMAT.get(reason) or _TEMPLATES[errors.ImportFormatError]
    if isinstance(error, errors.ArticleDuplicateError) and reason in _DUPLICATE:
        return _DUPLICATE[reason]
    if isinstance(error, errors.ArticleUnreadableError):
        return _UNREADABLE.get(reason, "{source}{at_line} cannot be read ({reason}).")
    for kind, templates in _BY_REASON:
        if isinstance(error, kind) and reason in templates:
            return templates[reason]
    if isinstance(error, errors.SettingsError) and reason == "no_format":
        return "There is no format {key} to import. “spandesk formats” lists those that there are."
    for cls in type(error).__mro__:
        if cls in _TEMPLATES:
            return _TEMPLATES[cls]
    return _TEMPLATES[errors.AnnotateError]


def _typed(word: object) -> str:
    from annotate.shells import as_typed  # for the few sentences with a command to copy

    return as_typed(word)


class _Fields(dict[str, object]):
    """Fields of an error, with the phrases made of them; a missing one reads as a dash."""

    def __init__(self, fields: Mapping[str, object], tr: Translate) -> None:
        super().__init__(fields)
        holder, line, key = fields.get("holder"), fields.get("line"), fields.get("key")
        article = fields.get("article_id")
        self["typed_id"] = _typed(article) if article else "ID"
        self["on_article"] = tr(" on article {id}").format(id=article) if article else ""
        self["by_holder"] = tr(", by {holder}").format(holder=holder) if holder else ""
        self["at_line"] = tr(", line {line}").format(line=line) if line else ""
        self["at_key"] = tr(" at {key}").format(key=key) if key else ""

    def __missing__(self, key: str) -> str:
        return "–"
