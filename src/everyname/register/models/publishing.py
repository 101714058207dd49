"""What others say, events with their own counts, and what was published."""

from __future__ import annotations

from django.db import models


class Incident(models.Model):
    """An event with its own counts."""

    no = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=300)
    date = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Attribution(models.Model):
    """A mention attributed to an incident, with a probability (thousandths) and a reason; revocable."""

    seq = models.BigIntegerField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="attributions")
    mention = models.ForeignKey("Mention", on_delete=models.PROTECT, related_name="attributions")
    permille = models.IntegerField()
    reason = models.TextField(blank=True)
    actor = models.CharField(max_length=100)
    revoked = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.incident_id}:{self.mention_id}"


class StatedToll(models.Model):
    """A number somebody else said; ``value`` is ``domain.tolls.StatedToll`` as plain JSON."""

    no = models.IntegerField(primary_key=True)
    seq = models.BigIntegerField()
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="tolls")
    value = models.JSONField()

    def __str__(self) -> str:
        return f"{self.value['who']}: {self.value['value_low']}"


class TollProposal(models.Model):
    """A stated toll or incident claim read in a text, waiting for an analyst."""

    uid = models.CharField(max_length=40, primary_key=True)
    capture = models.ForeignKey("Capture", on_delete=models.PROTECT, related_name="tolls")
    value = models.JSONField()
    review = models.CharField(max_length=20, default="open")
    reviewed = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.uid


class Release(models.Model):
    """A published release."""

    number = models.IntegerField(primary_key=True)
    seq = models.BigIntegerField()
    at = models.CharField(max_length=24)
    size = models.BigIntegerField()
    manifest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"release {self.number}"
