"""An installable package of a trained pipeline: spaCy's package folder, and a wheel made of it.

The folder is what `spacy package` makes (https://spacy.io/api/cli#package). The wheel is written
here after the binary distribution format (https://packaging.python.org/specifications/), so that
neither `build` nor a network is needed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.errors import TrainingError

if TYPE_CHECKING:
    from annotate.workers.jobs import JobContext

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_VERSION: Final = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")
_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""Of every file in a wheel: the same pipeline makes the same wheel."""


@dataclass(frozen=True, slots=True)
class Package:
    """What was made: the name to load it by, its version, the source folder and the wheel."""

    name: str
    version: str
    folder: str
    wheel: str


def package_in_worker(
    context: JobContext, pipeline: str, out: str, name: str = "", version: str = ""
) -> Package:
    """`make_package` as a job."""
    context.progress(0, 0)
    return make_package(Path(pipeline), Path(out), name=name, version=version)


def make_package(pipeline: Path, out: Path, *, name: str = "", version: str = "") -> Package:
    """Make a package of the pipeline folder in the folder `out`; loads spaCy.

    Name and version are those of its `meta.json` unless given. Raises `TrainingError`.
    """
    known_name, known_version = own_name(pipeline)
    name, version = name or known_name, version or known_version
    if not _NAME.fullmatch(name):
        raise TrainingError(reason="bad_name", name=name)
    if not _VERSION.fullmatch(version):
        raise TrainingError(reason="bad_version", name=version)
    lang = f"{_meta(pipeline)['lang']}_"
    module = name if name.startswith(lang) else lang + name
    folder = out / f"{module}-{version}"
    if folder.exists():
        raise TrainingError(reason="folder_exists", path=str(folder))
    try:
        out.mkdir(parents=True, exist_ok=True)
        _make_folder(pipeline, out, name, version)
        wheel = _make_wheel(folder, module, version)
    except OSError as error:
        detail = error.strerror or str(error)
        raise TrainingError(reason="forbidden", path=str(out), detail=detail) from error
    return Package(module, version, str(folder), str(wheel))


def own_name(pipeline: Path) -> tuple[str, str]:
    """Name and version that a pipeline folder gives itself; raises `TrainingError`."""
    meta = _meta(pipeline)
    return str(meta["name"]), str(meta["version"])


def _meta(pipeline: Path) -> Mapping[str, Any]:
    try:
        meta: Any = json.loads((pipeline / "meta.json").read_text(encoding="utf-8"))
        return {key: meta[key] for key in ("lang", "name", "version")}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise TrainingError(reason="no_pipeline", path=str(pipeline)) from error


def _make_folder(pipeline: Path, out: Path, name: str, version: str) -> None:
    from annotate.pipeline import import_spacy

    import_spacy()
    from spacy.cli.package import package

    try:
        package(pipeline, out, name=name, version=version, create_sdist=False, create_wheel=False)
    except SystemExit as stop:  # how spaCy's commands say that they cannot
        raise TrainingError(reason="package", detail=f"spacy package: {stop.code}") from stop


def _make_wheel(folder: Path, module: str, version: str) -> Path:
    """The wheel of spaCy's package folder, in its `dist`."""
    meta: Any = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    about = f"{module}-{version}.dist-info"
    wheel = folder / "dist" / f"{module}-{version}-py3-none-any.whl"
    wheel.parent.mkdir(exist_ok=True)
    # As spaCy's `setup.py` does: its module looks for the version there, and the pipeline has it.
    for place in (folder / module, folder / module / f"{module}-{version}"):
        shutil.copyfile(folder / "meta.json", place / "meta.json")
    records: list[str] = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
            records.append(f"{name},sha256={digest.decode()},{len(data)}")

        for path in sorted((folder / module).rglob("*")):
            if path.is_file():
                put(path.relative_to(folder).as_posix(), path.read_bytes())
        readme = (folder / "README.md").read_text(encoding="utf-8")
        put(f"{about}/METADATA", "\n".join(_metadata(module, version, meta, readme)).encode())
        put(f"{about}/WHEEL", _WHEEL.encode())
        put(f"{about}/entry_points.txt", f"[spacy_models]\n{module} = {module}\n".encode())
        records.append(f"{about}/RECORD,,")
        entry = zipfile.ZipInfo(f"{about}/RECORD", _TIME)
        archive.writestr(entry, "\n".join([*records, ""]))
    return wheel


_WHEEL: Final = (
    "Wheel-Version: 1.0\nGenerator: spandesk\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
)


def _metadata(module: str, version: str, meta: Mapping[str, Any], readme: str) -> Iterator[str]:
    yield "Metadata-Version: 2.1"
    yield f"Name: {module}"
    yield f"Version: {version}"
    yield f"Summary: {' '.join(str(meta.get('description', '')).split())}"
    for requirement in (f"spacy{meta['spacy_version']}", *meta.get("requirements", ())):
        yield f"Requires-Dist: {requirement}"
    yield "Description-Content-Type: text/markdown"
    yield ""
    yield readme
