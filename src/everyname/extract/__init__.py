"""Text in, persons with grounded proposals out. Knows no database and no framework.

Public face: ``read`` (one text), ``Reading``, ``PersonReading``, ``Proposal``; ``batch.read_file`` for files of posts.
"""

from everyname.extract.reader import read
from everyname.extract.reading import PersonReading, Proposal, Reading

__all__ = ["PersonReading", "Proposal", "Reading", "read"]
