"""A numbered, signed, immutable release: built from frozen content, compared with the last, verified by strangers.

Public face: ``ReleaseContent`` and its records, ``build``, ``diff``, ``verify``, ``Report``, ``Release``, ``pack``.
"""

from everyname.releases.build import build, diff
from everyname.releases.content import (
    BacklogRecord,
    EvidenceRecord,
    IncidentRecord,
    PersonRecord,
    ReleaseContent,
    ReleaseError,
    SourceRecord,
    StatedTollRecord,
    TallyInfo,
)
from everyname.releases.folder import ReleaseFolderError, pack
from everyname.releases.release import Release
from everyname.releases.verify import Report, verify

__all__ = [
    "BacklogRecord",
    "EvidenceRecord",
    "IncidentRecord",
    "PersonRecord",
    "Release",
    "ReleaseContent",
    "ReleaseError",
    "ReleaseFolderError",
    "Report",
    "SourceRecord",
    "StatedTollRecord",
    "TallyInfo",
    "build",
    "diff",
    "pack",
    "verify",
]
