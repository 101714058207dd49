"""What came in: settings adopted, sources, batches, reports, their captures, and rows that could not be read."""

from __future__ import annotations

from django.db import models

from everyname.domain.words import SourceKind


class Setting(models.Model):
    """A text that an event adopted: the rules, the publication policy, the mapping of a source."""

    name = models.CharField(max_length=60, primary_key=True)
    version = models.CharField(max_length=64)
    text = models.TextField()
    seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Source(models.Model):
    """Who publishes, what its reports can prove, and with whom it is not independent."""

    no = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=300)  # as files name it
    title = models.CharField(max_length=300, blank=True)  # as readers see it
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in SourceKind])
    proves = models.JSONField(default=list)
    group = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    public = models.BooleanField(default=True)
    lang = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """The title, or the name where there is none."""
        return self.title or self.name


class Batch(models.Model):
    """One import of one file."""

    seq = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    file_name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, db_index=True)
    at = models.CharField(max_length=24)
    counts = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.seq} {self.file_name}"


class Report(models.Model):
    """One thing that came in. ``listed`` is false once the source no longer carries it."""

    uid = models.CharField(max_length=32, primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="reports")
    external_id = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    published = models.CharField(max_length=40, blank=True)
    lang = models.CharField(max_length=10, blank=True)
    author = models.CharField(max_length=300, blank=True)
    repost_of = models.CharField(max_length=500, blank=True)
    listed = models.BooleanField(default=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="reports")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="one_report_an_id"),)

    def __str__(self) -> str:
        return f"{self.source_id}:{self.external_id}"


class Capture(models.Model):
    """The bytes of a report at a moment. ``container`` is the vault object they lie in, ``row`` where in it."""

    uid = models.CharField(max_length=32, primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="captures")
    sha256 = models.CharField(max_length=64)
    container = models.CharField(max_length=64)
    row = models.IntegerField()
    text = models.TextField(blank=True)
    cells = models.JSONField(default=list)
    current = models.BooleanField(default=True)
    seq = models.BigIntegerField(db_index=True)
    read_by = models.CharField(max_length=100, blank=True)
    reading = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.uid


class Medium(models.Model):
    """A photograph or film of a capture. ``digest``: SHA-256 of what the collector calls it, an address or a hash."""

    uid = models.CharField(max_length=40, primary_key=True)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="media")
    digest = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.uid


class Quarantined(models.Model):
    """A row or cell that could not be read; nothing of it is lost."""

    uid = models.CharField(max_length=40, primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="quarantined")
    file_name = models.CharField(max_length=500)
    row = models.IntegerField()
    column = models.CharField(max_length=300, blank=True)
    value = models.TextField(blank=True)
    code = models.CharField(max_length=60)
    reason = models.TextField()
    raw = models.TextField(blank=True)
    corrected_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.file_name}:{self.row} {self.code}"
