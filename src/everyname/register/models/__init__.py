"""The tables. ``Event`` and ``Payload`` are the truth; every other table is a projection that can be rebuilt."""

from everyname.register.models.history import Event, Payload
from everyname.register.models.intake import Batch, Capture, Medium, Quarantined, Report, Setting, Source
from everyname.register.models.lookup import LookupKey, LookupRecord, LookupWord
from everyname.register.models.people import (
    Claim,
    Judgement,
    LinkProposal,
    Mention,
    Person,
    Review,
    StatusChange,
)
from everyname.register.models.publishing import Attribution, Incident, Release, StatedToll, TollProposal

PROJECTIONS = (
    Setting, Source, Batch, Report, Capture, Medium, Quarantined, Person, Mention, Claim, Review, Judgement,
    LinkProposal, LookupRecord, LookupWord, LookupKey, StatusChange, Incident, Attribution, StatedToll, TollProposal,
    Release,
)  # fmt: skip

__all__ = [
    "PROJECTIONS", "Attribution", "Batch", "Capture", "Claim", "Event", "Incident", "Judgement", "LinkProposal",
    "LookupKey", "LookupRecord", "LookupWord", "Medium", "Mention", "Payload", "Person", "Quarantined", "Release",
    "Report", "Review", "Setting", "Source", "StatedToll", "StatusChange", "TollProposal",
]  # fmt: skip
