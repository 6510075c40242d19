"""Acts in writing, reconsiderations, moved deadlines; every adverse act names its way to reconsideration online."""

import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models


TELL_ONLINE = "".join(
    f"""
ALTER TABLE {table} DISABLE TRIGGER written_once;
UPDATE {table} SET online = left(rights -> 0 ->> 'zh', 300) WHERE jsonb_array_length(rights) > 0;
ALTER TABLE {table} ENABLE TRIGGER written_once;
"""
    for table in ("workflows_decision", "workflows_statuschange")
)
KEPT = ("workflows_writtenact", "workflows_reconsideration", "workflows_clockmove", "workflows_creditnote")
KEEP = "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION workflows_append_only();\n"
    for table in KEPT
)
LET_GO = "".join(f"DROP TRIGGER append_only ON {table};\n" for table in KEPT)


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0016_facts_known'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(help_text='The verb, or `calendar` with its division and year.', max_length=60)),
                ('from_due_at', models.DateTimeField()),
                ('to_due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'moved deadline',
                'verbose_name_plural': 'moved deadlines',
            },
        ),
        migrations.CreateModel(
            name='Reconsideration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(help_text='The last moment at which it could be asked for.')),
                ('person', models.UUIDField(null=True)),
            ],
            options={
                'verbose_name': 'reconsideration',
                'verbose_name_plural': 'reconsiderations',
            },
        ),
        migrations.CreateModel(
            name='WrittenAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField(help_text='The place of its event in the history.')),
                ('verb', models.SlugField(max_length=40)),
                ('reasons', models.TextField()),
                ('bases', models.JSONField(default=list)),
                ('rights', models.JSONField(default=list)),
                ('online', models.CharField(blank=True, max_length=300)),
                ('params', models.JSONField(default=dict, help_text='What the act names: days, procedure, certificate.')),
                ('body', models.CharField(max_length=40)),
                ('person', models.UUIDField(null=True)),
                ('client', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'written act',
                'verbose_name_plural': 'written acts',
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='a_refusal_says_why_by_which_law_and_what_can_be_done',
        ),
        migrations.RemoveConstraint(
            model_name='statuschange',
            name='an_adverse_act_says_why_by_which_law_and_what_can_be_done',
        ),
        migrations.AddField(
            model_name='case',
            name='reopens',
            field=models.ForeignKey(help_text='The case that this one does again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reopened_by', to='workflows.case'),
        ),
        migrations.AddField(
            model_name='clock',
            name='body',
            field=models.CharField(blank=True, help_text="Whose limit it is; empty for the applicant's.", max_length=40),
        ),
        migrations.AddField(
            model_name='decision',
            name='online',
            field=models.CharField(blank=True, max_length=300, verbose_name='online reconsideration'),
        ),
        migrations.AddField(
            model_name='statuschange',
            name='online',
            field=models.CharField(blank=True, max_length=300, verbose_name='online reconsideration'),
        ),
        # Until now the way was told in the text of the rights; those rows are written once, so their trigger rests.
        migrations.RunSQL(TELL_ONLINE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('stopped_at', None)), fields=['body', 'red_at', 'yellow_at'], name='board_of_a_body'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('reasons__regex', '\\S'), ('online__regex', '\\S'), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('bases'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('bases'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0)), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('rights'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('rights'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0))), _connector='OR'), name='a_refusal_says_why_by_which_law_and_what_can_be_done'),
        ),
        migrations.AddConstraint(
            model_name='statuschange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('suspended', 'recalled', 'revoked', 'stripped')), _negated=True), models.Q(('reasons__regex', '\\S'), ('online__regex', '\\S'), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('bases'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('bases'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0)), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('rights'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('rights'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0))), _connector='OR'), name='an_adverse_act_says_why_by_which_law_and_what_can_be_done'),
        ),
        migrations.AddField(
            model_name='clockmove',
            name='clock',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='workflows.clock'),
        ),
        migrations.AddField(
            model_name='reconsideration',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reconsideration', to='workflows.case'),
        ),
        migrations.AddField(
            model_name='writtenact',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='written_acts', to='workflows.case'),
        ),
        migrations.AddConstraint(
            model_name='reconsideration',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='a_reconsideration_says_what_is_asked'),
        ),
        migrations.AddConstraint(
            model_name='reconsideration',
            constraint=models.CheckConstraint(condition=models.Q(('asked_at__lte', models.F('until_at'))), name='a_reconsideration_is_asked_in_time'),
        ),
        migrations.AddConstraint(
            model_name='writtenact',
            constraint=models.UniqueConstraint(fields=('case', 'seq'), name='one_written_act_a_place'),
        ),
        migrations.AddConstraint(
            model_name='writtenact',
            constraint=models.CheckConstraint(condition=models.Q(('reasons__regex', '\\S')), name='a_written_act_has_reasons'),
        ),
        migrations.AddConstraint(
            model_name='writtenact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verb__in', ('not_accept', 'lapse', 'terminate', 'suspend_licence', 'recall_licence', 'revoke_licence', 'strip_licence')), _negated=True), models.Q(('reasons__regex', '\\S'), ('online__regex', '\\S'), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('bases'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('bases'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0)), django.db.models.lookups.GreaterThan(models.Case(models.When(django.db.models.lookups.Exact(models.Func(models.F('rights'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), then=models.Func(models.F('rights'), function='jsonb_array_length', output_field=models.IntegerField())), default=models.Value(0)), models.Value(0))), _connector='OR'), name='an_end_against_the_applicant_is_founded'),
        ),
        migrations.AddConstraint(
            model_name='writtenact',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ('lapse', 'renew_by_silence')), ('person__isnull', False), models.Q(('client', ''), _negated=True), _connector='OR'), name='a_written_act_has_its_author'),
        ),
        migrations.CreateModel(
            name='CreditNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.UUIDField(db_index=True)),
                ('item_code', models.SlugField(max_length=60)),
                ('at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_notes', to='workflows.case')),
            ],
            options={
                'verbose_name': 'credit note',
                'verbose_name_plural': 'credit notes',
                'constraints': [models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('at'))), name='a_credit_note_ends_later')],
            },
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
