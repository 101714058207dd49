"""The tables of the index of names: clustered by key, compared byte by byte whatever the database's language."""

from django.db import migrations

RECORD = """
CREATE TABLE register_lookuprecord (
  id {number} NOT NULL PRIMARY KEY, mention varchar(40) NOT NULL, words text NOT NULL, facts text NOT NULL)
"""
WORD = """
CREATE TABLE register_lookupword (
  form varchar(24){bytes} NOT NULL, stem varchar(24){bytes} NOT NULL, word bigint NOT NULL, count integer NOT NULL,
  PRIMARY KEY (form, stem)){clustered}
"""
STEM = "CREATE INDEX register_lookupword_word ON register_lookupword (word)"
KEY = """CREATE TABLE register_lookupkey (key bigint NOT NULL, target bigint NOT NULL, PRIMARY KEY (key, target)){clustered}"""

_SQLITE = {"bytes": "", "clustered": " WITHOUT ROWID", "number": "integer"}  # «integer» alone is the row's own number
_POSTGRES = {"bytes": ' COLLATE "C"', "clustered": "", "number": "bigint"}


def add(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    words = _SQLITE if sqlite else _POSTGRES
    for statement in (RECORD, WORD, STEM, KEY):
        schema_editor.execute(statement.format(**words))


def drop(apps, schema_editor):
    for table in ("record", "word", "key"):
        schema_editor.execute(f"DROP TABLE register_lookup{table}")


class Migration(migrations.Migration):
    dependencies = [("register", "0002_append_only")]
    operations = [migrations.RunPython(add, drop)]
