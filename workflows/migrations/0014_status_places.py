"""Places in the public status lists, also for the certificates that were issued before there were any."""

import secrets

import django.db.models.deletion
from django.db import migrations, models

LENGTH = 131_072


def give_places(apps, editor):
    certificates = apps.get_model("workflows", "Certificate").objects.order_by("pk")
    places = apps.get_model("workflows", "StatusPlace").objects
    for index, certificate in enumerate(certificates.only("pk").iterator()):
        number = index // (LENGTH // 2) + 1
        while not places.get_or_create(
            number=number, place=secrets.randbelow(LENGTH), defaults={"certificate": certificate}
        )[1]:
            pass


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0013_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatusPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='list')),
                ('place', models.PositiveIntegerField(verbose_name='place')),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='place', to='workflows.certificate')),
            ],
            options={
                'verbose_name': 'place in a status list',
                'verbose_name_plural': 'places in status lists',
                'constraints': [models.UniqueConstraint(fields=('number', 'place'), name='one_certificate_a_place')],
            },
        ),
        migrations.RunPython(give_places, migrations.RunPython.noop),
        migrations.RunSQL(
            "CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON workflows_statusplace "
            "FOR EACH ROW EXECUTE FUNCTION workflows_written_once();",
            "DROP TRIGGER written_once ON workflows_statusplace;",
        ),
    ]
