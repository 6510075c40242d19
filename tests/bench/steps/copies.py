"""Many cases from one: what stands around a case that went to its reviews, copied in the database."""

FRESH = (
    "CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT gen_random_uuid() AS id FROM generate_series(1, %(count)s)"
)
# Columns that differ in each copy; the rest is taken from the model's rows.
OWN = {
    "workflows_case": {
        "id": "copied.id", "number": "'F' || replace(copied.id::text, '-', '')",
        "query_code": "left(replace(copied.id::text, '-', ''), 16)",
    },
    "workflows_task": {"id": "gen_random_uuid()", "case_id": "copied.id"},
    "workflows_fact": {"id": None, "case_id": "copied.id"},
    "workflows_event": {"id": None, "case_id": "copied.id", "entry": "gen_random_uuid()"},
    "workflows_clock": {"id": None, "case_id": "copied.id"},
    "workflows_submission": {"id": None, "case_id": "copied.id"},
    "workflows_notice": {"id": None, "case": "copied.id"},
}  # fmt: skip
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"


def copying(table: str, columns: list[str]) -> str:
    """The statement that copies the rows of `table` that belong to the model."""
    own = OWN[table]
    kept = [name for name in columns if own.get(name, "") is not None]
    values = ", ".join(own.get(name) or f'model."{name}"' for name in kept)
    of = "id" if table == "workflows_case" else "case_id" if "case_id" in own else "case"
    names = ", ".join(f'"{name}"' for name in kept)
    return f'INSERT INTO {table} ({names}) SELECT {values} FROM {table} model, copied WHERE model."{of}" = %(model)s'
