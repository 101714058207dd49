"""Triggers: nothing changes or deletes an event; a payload row may only lose its salt and content."""

from django.db import migrations

TABLES = ("register_event", "register_payload")
SQLITE = {
    "event_update": "BEFORE UPDATE ON register_event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "event_delete": "BEFORE DELETE ON register_event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "payload_delete": "BEFORE DELETE ON register_payload BEGIN SELECT RAISE(ABORT, 'payload rows are kept'); END",
    "payload_update": (
        "BEFORE UPDATE ON register_payload WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL "
        "OR NEW.digest IS NOT OLD.digest OR NEW.event_id IS NOT OLD.event_id OR NEW.\"index\" IS NOT OLD.\"index\" "
        "BEGIN SELECT RAISE(ABORT, 'payload rows may only be erased'); END"
    ),
}
POSTGRES = """
CREATE FUNCTION everyname_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'events and payload rows are append-only'; END $$;
CREATE FUNCTION everyname_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.digest IS DISTINCT FROM OLD.digest
     OR NEW.event_id IS DISTINCT FROM OLD.event_id OR NEW.index IS DISTINCT FROM OLD.index THEN
    RAISE EXCEPTION 'payload rows may only be erased';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_fixed BEFORE UPDATE OR DELETE ON register_event FOR EACH ROW EXECUTE FUNCTION everyname_refuse();
CREATE TRIGGER event_kept BEFORE TRUNCATE ON register_event FOR EACH STATEMENT EXECUTE FUNCTION everyname_refuse();
CREATE TRIGGER payload_kept BEFORE DELETE ON register_payload FOR EACH ROW EXECUTE FUNCTION everyname_refuse();
CREATE TRIGGER payload_fixed BEFORE UPDATE ON register_payload FOR EACH ROW EXECUTE FUNCTION everyname_erase_only();
"""
POSTGRES_UNDO = """
DROP TRIGGER event_fixed ON register_event; DROP TRIGGER event_kept ON register_event;
DROP TRIGGER payload_kept ON register_payload; DROP TRIGGER payload_fixed ON register_payload;
DROP FUNCTION everyname_refuse(); DROP FUNCTION everyname_erase_only();
"""


def add(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES)
            return
        for name, body in SQLITE.items():
            cursor.execute(f"CREATE TRIGGER everyname_{name} {body}")


def drop(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_UNDO)
            return
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER everyname_{name}")


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
