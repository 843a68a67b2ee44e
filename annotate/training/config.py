"""The training configuration of an export, filled and checked by the installed spaCy itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from annotate.training.docs import INCORRECT, Overlap

TRAIN_COMMAND: Final = "python -m spacy train config.cfg --code functions.py --output model"
"""Run in the export directory, it trains on the export."""
DEBUG_COMMAND: Final = "python -m spacy debug data config.cfg --code functions.py"
"""Run in the export directory, it checks the export."""

_SMALL_WORDS: Final = 50_000
_BASE: Final = """
[paths]
train = "train.spacy"
dev = "dev.spacy"
test = "test.spacy"
vectors = null
init_tok2vec = null

[system]
gpu_allocator = null
seed = 0

[nlp]
lang = "en"
pipeline = ["tok2vec"]
batch_size = 64

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${components.tok2vec.model.encode.width}
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3

[corpora]

[corpora.train]
@readers = "spandesk.Corpus.v1"
path = ${paths.train}
unit = "paragraph"

[corpora.dev]
@readers = "spandesk.Corpus.v1"
path = ${paths.dev}
unit = "article"

[training]
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
seed = ${system.seed}
gpu_allocator = ${system.gpu_allocator}
dropout = 0.1
patience = 1600
max_epochs = 0
max_steps = 20000
eval_frequency = 200

[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2

[training.batcher.size]
@schedules = "compounding.v1"
start = 100
stop = 1000
compound = 1.001

[initialize]
vectors = ${paths.vectors}
init_tok2vec = ${paths.init_tok2vec}

[initialize.before_init]
@callbacks = "spandesk.tokenizer.v1"
"""
_LISTENER: Final = {
    "@architectures": "spacy.Tok2VecListener.v1",
    "width": "${components.tok2vec.model.encode.width}",
    "upstream": "*",
}
_NER: Final[dict[str, Any]] = {
    "factory": "ner",
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": _LISTENER,
    },
}


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What the data asks of the configuration; lengths are in tokens.

    `spans_key` is the span group that the span categorizer learns, empty when there is none to
    learn; `unit` what one training example is; `words` the size of the training data; `max_steps`
    how many steps were asked for, 0 for as many as the data wants.
    """

    language: str
    has_entities: bool
    spans_key: str
    shortest: int
    longest: int
    unit: str
    words: int
    seed: int
    overlap: Overlap = Overlap.NONE
    has_rejected: bool = False
    is_dev_empty: bool = False
    max_steps: int = 0

    @property
    def components(self) -> tuple[str, ...]:
        """Names of the components that learn something."""
        return ("ner",) * self.has_entities + ("spancat",) * bool(self.spans_key)

    @property
    def span_categorizer(self) -> str:
        """The kind of span categorizer, empty without one.

        One label for each stretch is much the easier to learn: on 2,900 sentences with 24 event
        labels it had an F of 71 after 1,200 steps, the other 54. It cannot put two labels on one
        stretch, so where somebody did, the other kind is taken. The component is named "spancat"
        either way.
        """
        if not self.spans_key:
            return ""
        return "spancat" if self.overlap is Overlap.SAME_PLACE else "spancat_singlelabel"


def make_config(plan: TrainingPlan) -> str:
    """The text of `config.cfg`, complete and valid for the installed spaCy."""
    from spacy.util import load_model_from_config
    from thinc.api import Config

    config = Config().from_str(_BASE, interpolate=False)
    config["system"]["seed"] = plan.seed
    config["nlp"]["lang"] = plan.language
    config["nlp"]["pipeline"] = ["tok2vec", *plan.components]
    config["corpora"]["train"]["unit"] = plan.unit
    config["training"].update(_schedule(plan.words, plan.max_steps))
    if plan.is_dev_empty:
        config["paths"]["dev"] = "train.spacy"
    if plan.has_entities:
        config["components"]["ner"] = {
            **_NER,
            "incorrect_spans_key": INCORRECT if plan.has_rejected else None,
        }
    if plan.spans_key:
        config["components"]["spancat"] = _span_categorizer(plan)
    config["training"]["score_weights"] = _score_weights(plan)
    filled = load_model_from_config(config, auto_fill=True).config
    filled["training"]["score_weights"] = _score_weights(plan)
    return str(filled.to_str())


def with_steps(text: str, max_steps: int) -> str:
    """The configuration `text` with another number of steps at most."""
    from thinc.api import Config

    config = Config().from_str(text, interpolate=False)
    config["training"].update(_schedule(0, max_steps))
    return str(config.to_str())


def _span_categorizer(plan: TrainingPlan) -> dict[str, Any]:
    is_single = plan.span_categorizer == "spancat_singlelabel"
    scorer = "Softmax.v2" if is_single else "spacy.LinearLogistic.v1"
    own: dict[str, Any] = {"threshold": 0.5, "max_positive": None}
    if is_single:
        own = {"negative_weight": 1.0, "allow_overlap": plan.overlap is not Overlap.NONE}
    return {
        "factory": plan.span_categorizer,
        "spans_key": plan.spans_key,
        **own,
        "model": {
            "@architectures": "spacy.SpanCategorizer.v1",
            "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 128},
            "scorer": {"@layers": scorer, "nO": None, "nI": None},
            "tok2vec": _LISTENER,
        },
        "suggester": {
            "@misc": "spacy.ngram_range_suggester.v1",
            "min_size": plan.shortest,
            "max_size": plan.longest,
        },
    }


def _schedule(words: int, max_steps: int) -> dict[str, int]:
    """Steps for this much data: a small project must not wait for 20,000.

    A training of few steps is still scored about ten times.
    """
    schedule = {"max_steps": 20000, "patience": 1600, "eval_frequency": 200}
    if words < _SMALL_WORDS:
        schedule = {"max_steps": 4000, "patience": 1000, "eval_frequency": 100}
    if max_steps:
        schedule["max_steps"] = max_steps
        schedule["eval_frequency"] = min(schedule["eval_frequency"], max(1, max_steps // 10))
    return schedule


def _score_weights(plan: TrainingPlan) -> dict[str, float | None]:
    share = 1.0 / len(plan.components)
    weights: dict[str, float | None] = {}
    if plan.has_entities:
        weights |= {"ents_f": share, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None}
    if plan.spans_key:
        name = f"spans_{plan.spans_key}"
        weights |= {f"{name}_f": share, f"{name}_p": 0.0, f"{name}_r": 0.0}
        if plan.spans_key != "sc":
            weights |= {"spans_sc_f": None, "spans_sc_p": None, "spans_sc_r": None}
    return weights
