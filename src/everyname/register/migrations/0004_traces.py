"""A trace of the other words of its record beside every key; those written before have none until the next rebuild."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the column; ``everyname rebuild`` fills it for what was indexed before."""

    dependencies = [("register", "0003_lookup")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE register_lookupkey ADD COLUMN trace bigint NOT NULL DEFAULT 0",
            "ALTER TABLE register_lookupkey DROP COLUMN trace",
        )
    ]
