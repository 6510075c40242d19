"""Keeps decisions, documents and status changes as they were written; of a certificate only its status may change."""

from django.db import migrations

WRITTEN_ONCE = ("workflows_decision", "workflows_issueddocument", "workflows_statuschange", "workflows_reservation")
CREATE = """
CREATE FUNCTION workflows_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION workflows_certificate_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' THEN
        RAISE EXCEPTION 'of a certificate only its status changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_kept BEFORE UPDATE OR DELETE ON workflows_certificate
FOR EACH ROW EXECUTE FUNCTION workflows_certificate_kept();
""" + "".join(
    f"""
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION workflows_written_once();
"""
    for table in WRITTEN_ONCE
)
DROP = "".join(f"DROP TRIGGER written_once ON {table};\n" for table in WRITTEN_ONCE) + """
DROP TRIGGER certificate_kept ON workflows_certificate;
DROP FUNCTION workflows_certificate_kept();
DROP FUNCTION workflows_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_outcomes")]
    operations = [migrations.RunSQL(CREATE, DROP)]
