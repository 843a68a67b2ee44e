"""Where a project lies: network drives, folders that a tool synchronises, copies in conflict.

SQLite keeps its promises on a disk of the machine. On a network drive locks and the shared memory
of the log may not hold (sqlite.org/wal.html, section 1); a synchronised folder may be changed by
another machine while the project is open. Neither can be mended from here, so it is said.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afpfs|9p|ceph|glusterfs|lustre|davfs2?|fuse\.(sshfs|rclone|davfs2|s3fs|gvfsd-fuse)"
)
_MARKERS = (
    (".dropbox.cache", "Dropbox"),
    (".dropbox", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".seafile-data", "Seafile"),
)
"""Names that synchronising tools leave in the folder that they look after."""
_FOLDERS = re.compile(
    r"(Dropbox|OneDrive|Google ?Drive|Nextcloud|ownCloud|Mobile Documents|iCloud ?Drive|Box Sync)"
    r"\b.*"
)
_CONFLICT = re.compile(
    r"conflicted copy|conflict(ed)?[ _-]?copy|\.sync-conflict-\d|_conf\(|\(case conflict|"
    r"in Konflikt|en conflit",
    re.IGNORECASE,
)


def network_kind(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of network drive that the file lies on; empty for a disk of the machine."""
    if sys.platform == "win32":
        return "SMB" if str(path.resolve()).startswith("\\\\") else ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    target = path.resolve()
    best, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        # Spaces and the like are written as octal numbers.
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[1]))
        if target.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), parts[2]
    return kind if _NETWORK.fullmatch(kind) else ""


def synchronised_by(path: Path) -> str:
    """The tool that synchronises the folder of the file, as far as it can be told; else empty."""
    for folder in path.resolve().parents:
        for marker, tool in _MARKERS:
            if (folder / marker).exists():
                return tool
        if found := _FOLDERS.fullmatch(folder.name):
            return found[1]
    return ""


def conflict_copies(path: Path) -> list[str]:
    """Names beside the file that a synchronising tool gave to versions it could not reconcile."""
    try:
        names = [item.name for item in path.parent.iterdir()]
    except OSError:
        return []
    stem = path.stem
    return sorted(
        name
        for name in names
        if name.startswith(stem) and name != path.name and _CONFLICT.search(name[len(stem) :])
    )
