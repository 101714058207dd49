"""The closed vocabularies of the house. A code is stable for ever; its label is translated elsewhere."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """Who publishes."""

    OFFICIAL = "official"
    LOCAL_MEDIA = "local_media"
    MEDIA = "media"
    RELATIVE = "relative"
    COMRADE = "comrade"
    COMMUNITY = "community"
    SCHOOL = "school"
    EMPLOYER = "employer"
    CEMETERY = "cemetery"
    MEMORIAL = "memorial"
    COURT = "court"
    REGISTRY = "registry"
    LEAKED_LIST = "leaked_list"
    OTHER_RECORDER = "other_recorder"
    TIP = "tip"


class Role(StrEnum):
    """What a mentioned person is in the text."""

    DEAD = "dead"
    DEAD_OTHER = "dead_other"  # of another war, or outside the scope: see the reason
    MISSING = "missing"
    PRISONER = "prisoner"
    LIVING = "living"
    OFFICIAL = "official"
    KIN = "kin"
    AUTHOR = "author"
    COMRADE = "comrade"
    UNCLEAR = "unclear"


class Occasion(StrEnum):
    """Why the text speaks of the person now. A later naming is evidence for a known man, never a second death."""

    ANNOUNCEMENT = "announcement"
    FUNERAL = "funeral"
    LIST = "list"
    AWARD = "award"
    PLAQUE = "plaque"
    ANNIVERSARY = "anniversary"
    REBURIAL = "reburial"
    COURT = "court"
    ARTICLE = "article"


class Property(StrEnum):
    """What a claim is about. ``ALIVE`` is the claim that the person was seen alive after the reported death."""

    FULL_NAME = "full_name"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    NOM_DE_GUERRE = "nom_de_guerre"
    SEX = "sex"
    BIRTH = "birth"
    AGE = "age"
    DEATH = "death"
    BURIAL = "burial"
    RANK = "rank"
    RANK_CLASS = "rank_class"
    UNIT = "unit"
    BRANCH = "branch"
    CATEGORY = "category"
    SETTLEMENT = "settlement"
    REGION = "region"
    DEATH_PLACE = "death_place"
    BURIAL_PLACE = "burial_place"
    AWARDS = "awards"
    STATUS = "status"
    ALIVE = "alive"
    EXTERNAL_KEY = "external_key"


class Category(StrEnum):
    """How a soldier entered service."""

    CONTRACT = "contract"
    VOLUNTEER = "volunteer"
    MOBILISED = "mobilised"
    CONSCRIPT = "conscript"
    INMATE = "inmate"
    PMC = "pmc"
    POLICE_GUARD = "police_guard"


class Status(StrEnum):
    """What the rule derives for a person. Always reversible."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    REPORTED = "reported"
    MISSING = "missing"
    PRISONER = "prisoner"
    COURT_DECLARED = "court_declared"
    WITHDRAWN = "withdrawn"
    FOUND_ALIVE = "found_alive"
    OUT_OF_SCOPE = "out_of_scope"


class Verdict(StrEnum):
    """What an analyst or a model says of two mentions, or of one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Review(StrEnum):
    """Where a mention stands between arrival and the register."""

    OPEN = "open"  # the backlog
    ACCEPTED = "accepted"
    NOT_A_DEATH = "not_a_death"
    SKIPPED = "skipped"
