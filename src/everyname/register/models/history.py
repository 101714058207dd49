"""The ledger's two tables. Triggers refuse UPDATE and DELETE; only ``record`` inserts."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One sealed event; ``data`` is its canonical bytes and ``leaf`` their hash in the tree."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=24)
    actor = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    data = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Payload(models.Model):
    """A private row beside an event. Erasure empties salt and content, the digest stays."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="payloads")
    index = models.IntegerField()
    digest = models.BinaryField()
    salt = models.BinaryField(null=True)
    content = models.BinaryField(null=True)

    class Meta:
        ordering = ("event_id", "index")
        constraints = (models.UniqueConstraint(fields=("event", "index"), name="one_payload_an_index"),)

    def __str__(self) -> str:
        return f"{self.event_id}/{self.index}"
