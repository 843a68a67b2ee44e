"""Which keys each command, each movement of the caret and each label has. No widgets.

Three layers: the keys that Spandesk is made with, those of a preset, and a user's own. What a
higher layer gives to one id is taken from every other id below. Imported only when a preset or a
key of one's own is chosen, or when somebody looks at the keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

import resources
from annotate.schema.label_schema import Label, LabelSchema
from gui.action_table import ACTIONS, MARK, ActionSpec
from gui.label_keys import schema_keys
from gui.text.keys import Motion, MotionKeys, Step, default_motions

DEFAULT_PRESET = "spandesk"
PRESETS: Mapping[str, str] = {
    DEFAULT_PRESET: "Spandesk",
    "prodigy": "Prodigy",
    "brat": "brat",
    "label-studio": "Label Studio",
    "inception": "INCEpTION",
    "doccano": "doccano",
}
"""Name of the file in `resources/keys` and what the tool calls itself."""

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_BOUNDARY = "session.move_boundary"
# What Shift makes of the digits where most keyboards are alike; Qt takes either for the other.
_SHIFTED = {sign: f"Shift+{digit}" for sign, digit in zip("!@#$%^&*()", "1234567890", strict=True)}


def canonical(key: str) -> str:
    """A key as Qt writes it for files ("ctrl+return" is "Ctrl+Return"); empty when it is none."""
    return QKeySequence(key).toString(_PORTABLE)


def label_id(label: Label) -> str:
    """The id under which a label has keys; the same as that of its action."""
    return f"label.{label.layer}.{label.name}"


@dataclass(frozen=True, slots=True)
class Preset:
    """The keys of another tool: by id, for labels by place, and what Spandesk has nothing for."""

    name: str = DEFAULT_PRESET
    title: str = PRESETS[DEFAULT_PRESET]
    note: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    labels: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    """(keys, what they do there)."""


def load_preset(name: str) -> Preset:
    """One of `PRESETS`; an unknown name gives the keys that Spandesk is made with."""
    if name == DEFAULT_PRESET or name not in PRESETS:
        return Preset()
    table: dict[str, Any] = tomllib.loads(resources.read_text("keys", f"{name}.toml"))
    return Preset(
        name=name,
        title=PRESETS[name],
        note=str(table.get("note", "")),
        keys={
            item_id: tuple(map(canonical, keys)) for item_id, keys in table.get("keys", {}).items()
        },
        labels=tuple(map(canonical, table.get("labels", ()))),
        missing=tuple((str(row["keys"]), str(row["what"])) for row in table.get("missing", ())),
    )


class Kind(StrEnum):
    """What has a key."""

    ACTION = "action"
    MOTION = "motion"
    LABEL = "label"
    DIGIT = "digit"  # nothing here, but a label of another project may want it


@dataclass(frozen=True, slots=True)
class Clash:
    """Who has a key that is to be given to another; `text` names it in the window's language."""

    kind: Kind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Every key as it holds, from a preset and a user's own keys (by id; empty takes away)."""

    preset: Preset = field(default_factory=Preset)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    schema: LabelSchema | None = None
    _keys: dict[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]], compare=False
    )

    def __post_init__(self) -> None:
        """Lay the layers over each other."""
        self._keys.clear()
        self._keys.update(_laid_out(self.preset, self.own, self.schema))

    def keys(self, item_id: str) -> tuple[str, ...]:
        """The keys (portable) of an action, a motion or a label; none for an unknown id."""
        return self._keys.get(item_id, ())

    def usual_keys(self, item_id: str) -> tuple[str, ...]:
        """The keys without a user's own."""
        return _laid_out(self.preset, {}, self.schema).get(item_id, ())

    @property
    def motion_keys(self) -> MotionKeys:
        """What the text view asks."""
        return MotionKeys({motion: self.keys(motion.id) for motion in default_motions()})

    def with_schema(self, schema: LabelSchema | None) -> KeyMap:
        """The same keys for the labels of another project."""
        return replace(self, schema=schema, _keys={})

    def with_preset(self, preset: Preset) -> KeyMap:
        """Another preset, without any key of one's own."""
        return KeyMap(preset, {}, self.schema)

    def with_keys(self, item_id: str, keys: Iterable[str]) -> KeyMap:
        """These keys for one id, taken from whoever has them."""
        wanted = tuple(dict.fromkeys(filter(None, map(canonical, keys))))
        return self._tidy({**self._own_without(item_id, wanted), item_id: wanted})

    def without(self, item_id: str) -> KeyMap:
        """The usual keys for this id, taken back from whoever has them now."""
        return self._tidy(self._own_without(item_id, self.usual_keys(item_id)))

    def _own_without(self, item_id: str, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """A user's own keys of the other ids, less those that `item_id` is to have.

        What the layers below give to others is taken when the layers are laid over each other.
        """
        taken = set(keys)
        return {
            other: held if _may_share(other, item_id) else tuple(k for k in held if k not in taken)
            for other, held in self.own.items()
            if other != item_id
        }

    def clashes(self, key: str, item_id: str) -> list[Clash]:
        """Who has this key already, apart from `item_id` and from whom it can be shared with."""
        wanted = canonical(key)
        same = {wanted, _SHIFTED.get(wanted, wanted)}
        found = [
            Clash(kind_of(other), other, text_of(other))
            for other, keys in self._keys.items()
            if other != item_id and same & set(keys) and not _may_share(other, item_id)
        ]
        is_digit = wanted.rpartition("+")[2].isdigit() and "Alt" not in wanted
        if is_digit and not found and kind_of(item_id) is not Kind.LABEL:
            found.append(Clash(Kind.DIGIT, "", ""))
        return found

    def _tidy(self, own: Mapping[str, tuple[str, ...]]) -> KeyMap:
        """Keep as a user's own only what differs from the preset."""
        usual = _laid_out(self.preset, {}, self.schema)
        kept = {
            item_id: keys
            for item_id, keys in own.items()
            # A label of another project has no usual keys here: its line stays.
            if item_id not in usual or keys != usual[item_id]
        }
        return KeyMap(self.preset, kept, self.schema)


def dump_own(own: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A user's own keys as lines "ID KEY"; an id that has lost its keys stands alone."""
    return [
        line
        for item_id, keys in sorted(own.items())
        for line in ([f"{item_id} {key}" for key in keys] or [item_id])
    ]


def load_own(lines: object) -> dict[str, tuple[str, ...]]:
    """What `dump_own` wrote; what is no line is passed over: a hand may have been in the file."""
    own: dict[str, tuple[str, ...]] = {}
    for line in lines if isinstance(lines, list) else ():
        item_id, _, key = str(line).strip().partition(" ")
        if item_id:
            own[item_id] = own.get(item_id, ()) + tuple(filter(None, [canonical(key)]))
    return own


def kind_of(item_id: str) -> Kind:
    """What an id stands for."""
    if item_id.startswith("label."):
        return Kind.LABEL
    return Kind.MOTION if item_id.startswith("caret.") else Kind.ACTION


_SPECS: dict[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}


def text_of(item_id: str) -> str:
    """What an id is called in the window's language."""
    from gui.actions import plain_text

    kind = kind_of(item_id)
    if kind is Kind.LABEL:
        return item_id.split(".", 2)[2]
    if kind is Kind.MOTION:
        motion = next((item for item in default_motions() if item.id == item_id), None)
        return motion_text(motion) if motion else item_id
    spec = _SPECS.get(item_id)
    return plain_text(QCoreApplication.translate("Actions", spec.text)) if spec else item_id


_STEP_WORDS = {
    Step.CHARACTER: MARK("Motions", "character"),
    Step.TOKEN: MARK("Motions", "token"),
    Step.LINE: MARK("Motions", "line"),
    Step.SENTENCE: MARK("Motions", "sentence"),
    Step.PARAGRAPH: MARK("Motions", "paragraph"),
    Step.PAGE: MARK("Motions", "page"),
}
_EDGES = {
    (Step.LINE_EDGE, 1): MARK("Motions", "end of the line"),
    (Step.LINE_EDGE, -1): MARK("Motions", "start of the line"),
    (Step.ARTICLE, 1): MARK("Motions", "end of the article"),
    (Step.ARTICLE, -1): MARK("Motions", "start of the article"),
}
_SIDES = {
    (True, 1): MARK("Motions", "{verb} a {step} to the right"),
    (True, -1): MARK("Motions", "{verb} a {step} to the left"),
    (False, 1): MARK("Motions", "{verb} a {step} down"),
    (False, -1): MARK("Motions", "{verb} a {step} up"),
}


def motion_text(motion: Motion) -> str:
    """What a movement of the caret is called."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Motions", text)

    verb = tr(MARK("Motions", "Select")) if motion.extends else tr(MARK("Motions", "Go"))
    edge = _EDGES.get((motion.step, motion.direction))
    if edge is not None:
        return tr(MARK("Motions", "{verb} to the {edge}")).format(verb=verb, edge=tr(edge))
    text = tr(_SIDES[motion.is_sideways, motion.direction])
    return text.format(verb=verb, step=tr(_STEP_WORDS[motion.step]))


def _may_share(one: str, other: str) -> bool:
    """Whether two ids may have the same key.

    What moves a boundary leaves its key to the caret while nothing is in focus.
    """
    kinds = {kind_of(one), kind_of(other)}
    if kinds != {Kind.ACTION, Kind.MOTION}:
        return False
    spec = _SPECS.get(one) or _SPECS.get(other)
    return spec is not None and spec.slot == _BOUNDARY


def _laid_out(
    preset: Preset, own: Mapping[str, tuple[str, ...]], schema: LabelSchema | None
) -> dict[str, tuple[str, ...]]:
    keys = {spec.id: tuple(map(canonical, spec.keys)) for spec in ACTIONS}
    motions = {motion.id: texts for motion, texts in default_motions().items()}
    _give(motions, keys)
    keys = motions | keys
    every = schema.labels if schema is not None else ()
    labels = [label for label in every if not label.is_retired]
    if preset.labels:
        by_place = dict(zip(map(label_id, labels), ((key,) for key in preset.labels), strict=False))
    else:
        by_place = {}
    known = {item_id: texts for item_id, texts in preset.keys.items() if item_id in keys}
    _give(keys, known)
    taken = {key for texts in keys.values() for key in texts} | {
        key for texts in by_place.values() for key in texts
    }
    by_schema = {
        label_id(label): (canonical(key),)
        for label, key in zip(labels, schema_keys(labels), strict=True)
        if key and label_id(label) not in by_place
    }
    _give(keys, by_place)
    for item_id, (key,) in by_schema.items():
        keys[item_id] = (key,) if key and key not in taken else ()
        taken.add(key)
    for label in labels:
        keys.setdefault(label_id(label), ())
    # A label of another project takes nothing away here.
    here = {item_id: texts for item_id, texts in own.items() if item_id in keys}
    _give(keys, here)
    return keys


def _give(keys: dict[str, tuple[str, ...]], given: Mapping[str, tuple[str, ...]]) -> None:
    """Lay `given` over `keys`; every other id loses what is given away."""
    takers: dict[str, list[str]] = {}
    for item_id, texts in given.items():
        for key in texts:
            for same in {key, _SHIFTED.get(key, key)}:
                takers.setdefault(same, []).append(item_id)
    for item_id, texts in keys.items():
        if item_id in given:
            continue
        left = tuple(
            key for key in texts if all(_may_share(item_id, taker) for taker in takers.get(key, ()))
        )
        if left != texts:
            keys[item_id] = left
    keys.update(given)
