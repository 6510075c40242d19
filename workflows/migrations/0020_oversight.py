"""Tickets, irregular acts, recusals and declared relations."""

import django.db.models.deletion
from django.db import migrations, models


KEPT = ("workflows_breach", "workflows_recusal")
KEEP = "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION workflows_append_only();\n"
    for table in KEPT
)
LET_GO = "".join(f"DROP TRIGGER append_only ON {table};\n" for table in KEPT)


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0019_running_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuideTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(choices=[('paper', 'a paper outside the guide'), ('condition', 'a condition outside the guide'), ('fee', 'a fee that is not listed'), ('second_correction', 'a second correction notice')], max_length=20)),
                ('what', models.TextField()),
                ('why', models.TextField()),
                ('requested_by', models.UUIDField()),
                ('body', models.CharField(max_length=40)),
                ('requested_at', models.DateTimeField()),
                ('answered_by', models.UUIDField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('is_released', models.BooleanField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guide_tickets', to='workflows.case')),
            ],
            options={
                'verbose_name': 'governance ticket',
                'verbose_name_plural': 'governance tickets',
            },
        ),
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(choices=[('late', 'the legal limit passed without a decision'), ('outside_guide', 'something outside the guide was to be asked for'), ('unlisted_fee', 'a fee that is not listed was to be charged'), ('second_correction', 'a second correction notice'), ('unfounded_refusal', 'a refusal without reasons was tried')], max_length=20)),
                ('lamp', models.SlugField(max_length=6)),
                ('body', models.CharField(max_length=40)),
                ('person', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='workflows.case')),
                ('ticket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='workflows.guideticket')),
            ],
            options={
                'verbose_name': 'irregular act',
                'verbose_name_plural': 'irregular acts',
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='workflows.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.person')),
            ],
            options={
                'verbose_name': 'recusal',
                'verbose_name_plural': 'recusals',
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of relation')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('relative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.person', verbose_name='relative')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declared_relations', to='workflows.person', verbose_name='staff')),
            ],
            options={
                'verbose_name': 'declared relation',
                'verbose_name_plural': 'declared relations',
            },
        ),
        migrations.AddConstraint(
            model_name='guideticket',
            constraint=models.CheckConstraint(condition=models.Q(('what__regex', '\\S'), ('why__regex', '\\S')), name='a_ticket_says_what_is_wanted_and_why'),
        ),
        migrations.AddConstraint(
            model_name='guideticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('is_released', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('is_released__isnull', False), ('answer__regex', '\\S')), _connector='OR'), name='a_ticket_is_answered_whole'),
        ),
        migrations.AddConstraint(
            model_name='guideticket',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('requested_by')), _negated=True), _connector='OR'), name='nobody_releases_an_own_ticket'),
        ),
        migrations.AddConstraint(
            model_name='guideticket',
            constraint=models.CheckConstraint(condition=models.Q(('used_at', None), ('is_released', True), _connector='OR'), name='only_a_released_ticket_is_used'),
        ),
        migrations.AddIndex(
            model_name='breach',
            index=models.Index(fields=['body', '-at'], name='breaches_of_a_body'),
        ),
        migrations.AddConstraint(
            model_name='breach',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['yellow', 'red'])), name='a_breach_is_yellow_or_red'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('case', 'person'), name='one_recusal_a_person'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('reasons__regex', '\\S')), name='a_recusal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('staff', 'relative'), name='one_relation_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('staff', models.F('relative')), _negated=True), name='nobody_is_near_to_self'),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
