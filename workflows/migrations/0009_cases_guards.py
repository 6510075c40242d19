"""The sequence of case numbers; facts, events and submissions are appended and never changed."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE workflows_case_serial;
CREATE FUNCTION workflows_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER workflows_event_append_only BEFORE UPDATE OR DELETE ON workflows_event
    FOR EACH ROW EXECUTE FUNCTION workflows_append_only();
CREATE TRIGGER workflows_fact_append_only BEFORE UPDATE OR DELETE ON workflows_fact
    FOR EACH ROW EXECUTE FUNCTION workflows_append_only();
CREATE TRIGGER workflows_submission_append_only BEFORE UPDATE OR DELETE ON workflows_submission
    FOR EACH ROW EXECUTE FUNCTION workflows_append_only();
"""
BACKWARD = """
DROP TRIGGER workflows_submission_append_only ON workflows_submission;
DROP TRIGGER workflows_fact_append_only ON workflows_fact;
DROP TRIGGER workflows_event_append_only ON workflows_event;
DROP FUNCTION workflows_append_only();
DROP SEQUENCE workflows_case_serial;
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0008_cases")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
