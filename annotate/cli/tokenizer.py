"""The command `tokenizer`: rules that cut the tokens of a project further."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotate.cli.command_line import (
    complain,
    counted,
    file_to_read,
    file_to_write,
    open_project,
    project_path,
    say,
    write_text,
)
from annotate.errors import ImportFormatError
from annotate.tokenizer.rules import (
    SETTING,
    RuleKind,
    TokenizerRule,
    as_setting,
    is_sound,
    rules_from,
    with_rules,
)

if TYPE_CHECKING:
    from annotate.project import Project

_ACTIONS = ("list", "add", "remove", "show", "import", "export")
_NEEDS_FILE = frozenset({"import", "export"})
_CUT = "|"


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "tokenizer",
        tokenizer,
        "Rules that cut the tokens of a project further: show, add, remove, import, export.",
    )
    made.add_argument("action", metavar="ACTION", choices=_ACTIONS, help=", ".join(_ACTIONS))
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "items", metavar="ITEM", nargs="*",
        help="words with a | where they are cut, or signs; texts to show; a file",
    )  # fmt: skip
    made.add_argument(
        "--sign", action="store_true", help="the items are signs at which every word is cut"
    )
    made.add_argument("--dry-run", action="store_true", help="say what would change, and no more")
    made.add_argument("--json", action="store_true", help="print JSON")


def tokenizer(given: argparse.Namespace) -> int:
    """Do one action; 1 when an item was refused."""
    items: Sequence[str] = given.items
    if given.action in _NEEDS_FILE and len(items) != 1:
        given.parser.error(f"{given.action} takes one file")
    if given.action in {"add", "remove", "show"} and not items:
        given.parser.error(f"{given.action} takes at least one item")
    is_reading = given.action in {"list", "show", "export"} or given.dry_run
    with open_project(given.project, read_only=is_reading) as opened:
        known = rules_from(opened.setting(SETTING))
        match given.action:
            case "list":
                return _list(known, as_json=given.json)
            case "show":
                return _show(opened, items, known, as_json=given.json)
            case "export":
                return _export(file_to_write(items[0], given), known, as_json=given.json)
            case "import":
                return _change(
                    opened, known, with_rules(known, _read(file_to_read(items[0], given))), given
                )
            case "add":
                return _add(opened, known, given)
            case _:
                return _remove(opened, known, given)


def _list(known: Sequence[TokenizerRule], *, as_json: bool) -> int:
    if as_json:
        say(as_setting(known))
        return 0
    for rule in known:
        say(_words(rule))
    say(counted(len(known), "rule", "rules"))
    return 0


def _words(rule: TokenizerRule) -> str:
    if rule.kind is RuleKind.SIGN:
        return f"every word is cut at {rule.text}"
    return f"{rule.text} is cut into {f' {_CUT} '.join(rule.pieces)}"


def _show(
    project: Project, texts: Sequence[str], known: tuple[TokenizerRule, ...], *, as_json: bool
) -> int:
    from annotate.pipeline import tokens_of

    first = next(iter(project.article_ids()), None)
    language = project.article(first).language if first is not None else "en"
    for text in texts:
        pieces = [text[start:end] for start, end in tokens_of(text, language, known)]
        say(json.dumps(pieces, ensure_ascii=False) if as_json else f" {_CUT} ".join(pieces))
    return 0


def _add(project: Project, known: tuple[TokenizerRule, ...], given: argparse.Namespace) -> int:
    made: list[TokenizerRule] = []
    status = 0
    for item in given.items:
        kind = RuleKind.SIGN if given.sign else RuleKind.WORD
        pieces = (item,) if given.sign else tuple(item.split(_CUT))
        rule = TokenizerRule(kind, pieces)
        if is_sound(rule):
            made.append(rule)
        else:
            complain(f"“{item}” is no rule: {_WANTED[kind]}")
            status = 1
    if made:
        _change(project, known, with_rules(known, made), given)
    return status


_WANTED = {
    RuleKind.WORD: "a word without blanks is wanted, with a | where it is cut, as in Covid|-19.",
    RuleKind.SIGN: "a sign without blanks is wanted, at which words are cut.",
}


def _remove(project: Project, known: tuple[TokenizerRule, ...], given: argparse.Namespace) -> int:
    wanted = {item.replace(_CUT, "") for item in given.items}
    found = {rule.text for rule in known}
    for item in sorted(wanted - found):
        complain(f"There is no rule for “{item}”.")
    left = tuple(rule for rule in known if rule.text not in wanted)
    if left != known:
        _change(project, known, left, given)
    return 1 if wanted - found else 0


def _change(
    project: Project,
    before: tuple[TokenizerRule, ...],
    after: tuple[TokenizerRule, ...],
    given: argparse.Namespace,
) -> int:
    """Say what changes, and keep it unless it is only a trial."""
    from annotate.tokenizer.preview import preview

    found = preview(project, before, after)
    if not given.dry_run:
        project.set_setting(SETTING, as_setting(after)).result()
    if given.json:
        rules: Any = json.loads(as_setting(after))
        data = {
            "rules": rules,
            "places": found.places,
            "articles": found.articles,
            "fitting": found.fitting,
            "broken": found.broken,
            "words": [[word, list(pieces), count] for word, pieces, count in found.words],
        }
        say(json.dumps(data, ensure_ascii=False))
        return 0
    for word, pieces, count in found.words:
        say(f"{' '.join(word.split())} → {f' {_CUT} '.join(pieces)} × {count}")
    verb = "would change" if given.dry_run else "changed"
    say(
        f"{counted(found.places, 'place', 'places')} in "
        f"{counted(found.articles, 'article', 'articles')} {verb}; "
        f"{counted(found.fitting, 'gold span begins', 'gold spans begin')} to fit the tokens, "
        f"{found.broken} cease to"
    )
    return 0


def _export(path: Path, known: Sequence[TokenizerRule], *, as_json: bool) -> int:
    """Our rules, and the same in the words of spaCy's `Tokenizer`."""
    rules: Any = json.loads(as_setting(known))
    data = {
        "rules": rules,
        "special_cases": {
            rule.text: [{"ORTH": piece} for piece in rule.pieces]
            for rule in known
            if rule.kind is RuleKind.WORD
        },
        "infixes": [pattern for rule in known for pattern in rule.patterns],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_text(path, text, is_own=lambda head: head.startswith(b"{") and b'"rules":' in head)
    if as_json:
        say(json.dumps({"rules": len(known), "path": str(path)}, ensure_ascii=False))
    else:
        say(f"{counted(len(known), 'rule', 'rules')} written to {path}")
    return 0


def _read(path: Path) -> tuple[TokenizerRule, ...]:
    """Rules of a file that `export` wrote, a list of them, or special cases of spaCy.

    Raises `ImportFormatError` and `OSError`.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ImportFormatError(
            file=str(path), line=None, found=str(error), expected=_EXPECTED
        ) from error
    listed: Any = cast("dict[str, Any]", data).get("rules") if isinstance(data, dict) else data
    cases: Any = data.get("special_cases", data) if isinstance(data, dict) else {}
    found = rules_from(json.dumps(listed)) if listed else _from_cases(cases)
    if not found:
        raise ImportFormatError(file=str(path), line=None, found="no rule", expected=_EXPECTED)
    return found


_EXPECTED = "tokenizer rules as JSON, or special cases of spaCy's tokenizer"


def _from_cases(cases: object) -> tuple[TokenizerRule, ...]:
    """Special cases of spaCy that cut a word: {"word": [{"ORTH": piece}, …]}; others are left."""
    if not isinstance(cases, dict):
        return ()
    found: list[TokenizerRule] = []
    for word, tokens in cast("dict[Any, Any]", cases).items():
        pieces = map(_piece, cast("list[object]", tokens)) if isinstance(tokens, list) else ()
        rule = TokenizerRule(RuleKind.WORD, tuple(pieces))
        if rule.text == word and is_sound(rule):
            found.append(rule)
    return tuple(found)


def _piece(token: object) -> str:
    """The text of a token of a special case; nothing where there is none, as no rule may have."""
    match token:
        case {"ORTH": str() as text}:
            return text
        case _:
            return ""
