"""Leaves without the foreign keys' own checks: the sequencer has just read the very rows, which nothing may delete."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_names")]
    operations = [
        migrations.AlterField(
            model_name="leaf",
            name="entry",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                primary_key=True,
                serialize=False,
                to="ledger.entry",
            ),
        ),
        migrations.AlterField(
            model_name="leaf",
            name="log",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="ledger.log",
            ),
        ),
    ]
