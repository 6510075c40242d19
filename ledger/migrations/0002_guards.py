"""Triggers: rows of the record are not changed, deleted or truncated; a new entry waits for its leaf."""

from django.db import migrations

KEPT = ("ledger_log", "ledger_entry", "ledger_leaf", "ledger_tile", "ledger_head")

FUNCTIONS = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the record is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('ledger.erasing', true) = OLD.public_id::text
        AND OLD.canonical IS NOT NULL AND NEW.canonical IS NULL AND NEW.salt IS NULL
        AND NEW.actor IN (OLD.actor, '') AND NEW.subject IN (OLD.subject, '')
        AND (NEW.id, NEW.public_id, NEW.at, NEW.verb, NEW.commitment)
            = (OLD.id, OLD.public_id, OLD.at, OLD.verb, OLD.commitment)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'UPDATE on ledger_entry is refused: the record is append-only'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_waiting (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_waits AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_waits();
"""


def guard(table: str) -> str:
    update = "ledger_entry_change" if table == "ledger_entry" else "ledger_refuse"
    return f"""
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {update}();
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""


def unguard(table: str) -> str:
    return "".join(f"DROP TRIGGER ledger_no_{verb} ON {table};" for verb in ("update", "delete", "truncate"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS + "".join(guard(table) for table in KEPT),
            "".join(unguard(table) for table in KEPT)
            + "DROP TRIGGER ledger_waits ON ledger_entry; DROP FUNCTION ledger_entry_waits, ledger_entry_change, ledger_refuse;",
        )
    ]
