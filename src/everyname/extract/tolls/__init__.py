"""What others said: stated tolls and incidents read from running text and from tables.

Public face: ``read_tolls_in_text``, ``read_tolls``, ``compare``, ``incident_summary``, ``label``. Knows no database.
"""

from everyname.extract.tolls.comparison import ComparisonRow, IncidentSummary, compare, incident_summary
from everyname.extract.tolls.labels import label, labels, reason
from everyname.extract.tolls.proposals import TollProposal
from everyname.extract.tolls.reader import read_tolls_in_text
from everyname.extract.tolls.serial import as_json
from everyname.extract.tolls.table import QuarantinedRow, TableError, read_tolls

__all__ = [
    "ComparisonRow",
    "IncidentSummary",
    "QuarantinedRow",
    "TableError",
    "TollProposal",
    "as_json",
    "compare",
    "incident_summary",
    "label",
    "labels",
    "read_tolls",
    "read_tolls_in_text",
    "reason",
]
