"""Mentions, what they claim, what was judged of them, and the persons derived from both."""

from __future__ import annotations

from django.db import models

from everyname.domain.words import Review as ReviewState
from everyname.domain.words import Status


class Person(models.Model):
    """A cluster of accepted mentions. ``public_id`` is the founding mention's, so that un-merging restores it."""

    public_id = models.CharField(max_length=16, primary_key=True)
    founder = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=500)
    key = models.CharField(max_length=500, db_index=True)
    active = models.BooleanField(default=True)
    merged_into = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Status], db_index=True)
    rule = models.CharField(max_length=60)
    sentence = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    basis = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    groups = models.IntegerField(default=0)
    conflict = models.JSONField(default=list)
    since = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.public_id} {self.name}"


class Mention(models.Model):
    """One described person in one report; ``capture`` is the latest that carries him."""

    uid = models.CharField(max_length=40, primary_key=True)
    report = models.ForeignKey("Report", on_delete=models.PROTECT, related_name="mentions")
    capture = models.ForeignKey("Capture", on_delete=models.PROTECT, related_name="mentions")
    role = models.CharField(max_length=20)
    read_role = models.CharField(max_length=20)  # as read; ``role`` is the analyst's word where there is one
    occasion = models.CharField(max_length=20)
    confidence = models.IntegerField(default=1000)  # thousandths
    reasons = models.JSONField(default=list)
    name = models.CharField(max_length=500)
    key = models.CharField(max_length=500, db_index=True)
    listed = models.BooleanField(default=True)
    review = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in ReviewState], default=ReviewState.OPEN, db_index=True
    )
    reviewed = models.BigIntegerField(null=True)
    in_batch = models.BigIntegerField(null=True)  # the event that accepted it as one row of a reviewed list
    recheck = models.BooleanField(default=False)  # its source changed after it was accepted
    seq = models.BigIntegerField(db_index=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="mentions")

    def __str__(self) -> str:
        return f"{self.uid} {self.name}"


class Claim(models.Model):
    """A property of a mention, with the place it was read from. Never edited: superseded or retracted."""

    uid = models.CharField(max_length=60, primary_key=True)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="claims")
    capture = models.ForeignKey("Capture", on_delete=models.PROTECT, related_name="claims")
    property = models.CharField(max_length=30)
    value = models.TextField()
    original = models.TextField(blank=True)
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    column = models.CharField(max_length=300, blank=True)
    reader = models.CharField(max_length=100)
    confidence = models.IntegerField(default=1000)  # thousandths
    derived = models.BooleanField(default=False)
    seq = models.BigIntegerField()
    ended = models.BigIntegerField(null=True)  # the event that superseded or retracted it

    class Meta:
        indexes = (models.Index(fields=("property", "mention")),)

    def __str__(self) -> str:
        return f"{self.property}={self.value}"


class Review(models.Model):
    """What an analyst said of one mention. The latest that is not revoked holds."""

    seq = models.BigIntegerField(primary_key=True)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="reviews")
    review = models.CharField(max_length=20)
    role = models.CharField(max_length=20, blank=True)  # the analyst's word where it differs from the reader's
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    revoked = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.seq} {self.review}"


class Judgement(models.Model):
    """Same, different or unsure between two mentions, by a person or a model; revocable."""

    uid = models.CharField(max_length=30, primary_key=True)
    seq = models.BigIntegerField(db_index=True)
    a = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    permille = models.IntegerField(null=True)  # a model's probability, in thousandths
    revoked = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.verdict}"


class LinkProposal(models.Model):
    """A pair that a model thinks may be one person. ``weight`` is thousandths of a bit."""

    uid = models.CharField(max_length=90, primary_key=True)
    a = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    weight = models.IntegerField()
    permille = models.IntegerField()
    change = models.IntegerField(default=0)  # thousandths of a person: what an answer is expected to do to the count
    terms = models.JSONField(default=list)
    seq = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.uid


class StatusChange(models.Model):
    """Every status a person ever had, so that any past count can be asked for. ``merged`` and ``gone`` end one."""

    person = models.CharField(max_length=16)
    seq = models.BigIntegerField(db_index=True)
    at = models.CharField(max_length=24, db_index=True)
    status = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    death = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "seq"), name="one_status_an_event"),)

    def __str__(self) -> str:
        return f"{self.person} {self.status} @{self.seq}"
