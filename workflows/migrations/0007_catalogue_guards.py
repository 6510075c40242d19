"""Refuses every change to a published pack: a case stays for ever on the version that it began with."""

from django.db import migrations

TABLES = ("workflows_packversion", "workflows_packarchive")
CREATE = """
CREATE FUNCTION workflows_pack_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published pack is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER pack_is_immutable BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION workflows_pack_is_immutable();
"""
    for table in TABLES
)
DROP = "".join(f"DROP TRIGGER pack_is_immutable ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION workflows_pack_is_immutable();"
)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0006_catalogue")]
    operations = [migrations.RunSQL(CREATE, DROP)]
