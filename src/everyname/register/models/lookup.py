"""The index of names. Its tables are made by hand (migration 0003): what Django would make is twice the size."""

from __future__ import annotations

from django.db import models


class LookupRecord(models.Model):
    """What the index keeps of one mention; ``id`` is a hash of its uid (see ``linkage.lookup.Entry``)."""

    id = models.BigIntegerField(primary_key=True)
    mention = models.CharField(max_length=40)
    words = models.TextField()
    facts = models.TextField()

    class Meta:
        managed = False
        db_table = "register_lookuprecord"

    def __str__(self) -> str:
        return f"{self.mention} {self.words}"


class LookupWord(models.Model):
    """One word of mentions' names and places: as written, its stem, the stem's hash, how many mentions hold it."""

    pk = models.CompositePrimaryKey("form", "stem")
    form = models.CharField(max_length=24)
    stem = models.CharField(max_length=24)
    word = models.BigIntegerField()
    count = models.IntegerField()

    class Meta:
        managed = False
        db_table = "register_lookupword"

    def __str__(self) -> str:
        return f"{self.form} {self.count}"


class LookupKey(models.Model):
    """A key and what it leads to: a record, with a trace of its other words, or a word."""

    pk = models.CompositePrimaryKey("key", "target")
    key = models.BigIntegerField()
    target = models.BigIntegerField()
    trace = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "register_lookupkey"

    def __str__(self) -> str:
        return f"{self.key} {self.target}"
