"""Who looked at a case, appended and never changed."""

import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
CREATE TRIGGER workflows_look_append_only BEFORE UPDATE OR DELETE ON workflows_look
    FOR EACH ROW EXECUTE FUNCTION workflows_append_only();
"""
BACKWARD = "DROP TRIGGER workflows_look_append_only ON workflows_look;"


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0012_case_assisted_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('actor', models.CharField(help_text='The name under which the ledger knows the reader.', max_length=80, verbose_name='who')),
                ('person', models.UUIDField(null=True)),
                ('client', models.CharField(blank=True, max_length=80)),
                ('body', models.SlugField(max_length=40, verbose_name='body')),
                ('purpose', models.CharField(help_text='A step, or `counter` or `after`.', max_length=100, verbose_name='purpose')),
                ('entry', models.UUIDField(verbose_name='ledger entry')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='workflows.case')),
            ],
            options={
                'verbose_name': 'look at a case',
                'verbose_name_plural': 'looks at cases',
                'indexes': [models.Index(fields=['case', 'actor', 'purpose', 'at'], name='looks_of_an_actor')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
