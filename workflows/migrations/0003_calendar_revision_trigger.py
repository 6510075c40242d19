"""Renews the calendars' revision whenever a list, a day or office hours change, whoever changes them."""

from django.db import migrations

TABLES = ("workflows_calendarday", "workflows_calendaryear", "workflows_officehours")
CREATE = """
CREATE FUNCTION workflows_calendar_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO workflows_calendarrevision (id, revision) VALUES (true, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision;
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER calendar_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION workflows_calendar_changed();
"""
    for table in TABLES
)
DROP = "".join(f"DROP TRIGGER calendar_changed ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION workflows_calendar_changed();"
)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_law_calendars")]
    operations = [migrations.RunSQL(CREATE, DROP)]
