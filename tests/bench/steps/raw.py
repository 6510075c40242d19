"""The measured case in five statements by hand: what a step costs when nothing but the step is written."""

import json
import uuid
from typing import Any

import psycopg
from worker import serve

TABLES = """
CREATE TABLE a_case (id uuid PRIMARY KEY, state text NOT NULL, data jsonb NOT NULL, version int NOT NULL);
CREATE TABLE a_task (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id uuid NOT NULL REFERENCES a_case,
    element text NOT NULL, role text NOT NULL, opened_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz, outcome text);
CREATE INDEX ON a_task (case_id);
CREATE INDEX ON a_task (role) WHERE done_at IS NULL;
CREATE TABLE a_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id uuid NOT NULL REFERENCES a_case,
    seq int NOT NULL, element text NOT NULL, actor text NOT NULL, outcome text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), UNIQUE (case_id, seq));
"""
REVIEWS = ("food", "fire", "city")
DATA = {"seats": 80, "scope": "cold", "shop_name": "云东区老罗面馆"}
OPEN = "INSERT INTO a_task (case_id, element, role) SELECT %s, unnest(%s::text[]), unnest(%s::text[])"


class ByHand:
    """Lock and load, close the task, open what follows, write history, write the case."""

    tables = ("a_case", "a_task", "a_history")

    def __init__(self, address: str) -> None:
        self.db = psycopg.connect(address)

    def prepare(self) -> None:
        self.db.execute(TABLES)
        self.db.commit()

    def fill(self, count: int) -> None:
        made = """WITH made AS (INSERT INTO a_case SELECT gen_random_uuid(), 'reviewed', %s::jsonb, 1
                  FROM generate_series(1, %s) RETURNING id),
                  opened AS (INSERT INTO a_task (case_id, element, role)
                      SELECT id, e, e FROM made, unnest(%s::text[]) e)
                  INSERT INTO a_history (case_id, seq, element, actor, outcome)
                      SELECT id, 1, 'accept', 'clerk', 'accept' FROM made"""
        self.db.execute(made, [json.dumps(DATA), count, list(REVIEWS)])
        self.db.commit()
        self._analyze()

    def _analyze(self) -> None:
        self.db.autocommit = True
        self.db.execute("VACUUM ANALYZE")
        self.db.autocommit = False

    def start(self) -> uuid.UUID:
        case = uuid.uuid4()
        self.db.execute("INSERT INTO a_case VALUES (%s, 'received', %s, 0)", [case, json.dumps(DATA)])
        self.db.execute(OPEN, [case, ["accept"], ["desk"]])
        self.db.commit()
        return case

    def drive(self, case: uuid.UUID) -> None:
        for element in ("accept", *REVIEWS, "issue"):
            self.complete(case, element)

    def complete(self, case: uuid.UUID, element: str) -> None:
        with self.db.transaction(), self.db.cursor() as cursor:
            cursor.execute(
                "SELECT c.state, c.data, c.version, (SELECT count(*) FROM a_task WHERE case_id = c.id AND done_at"
                " IS NULL) FROM a_case c WHERE id = %s FOR UPDATE",
                [case],
            )
            _, data, version, pending = cursor.fetchone() or ("", {}, 0, 0)
            cursor.execute(
                "UPDATE a_task SET done_at = now(), outcome = 'agree' WHERE case_id = %s AND element = %s"
                " AND done_at IS NULL",
                [case, element],
            )
            opened, state = self.route(element, data, pending)
            cursor.execute(OPEN, [case, opened, opened])
            cursor.execute(
                "INSERT INTO a_history (case_id, seq, element, actor, outcome) VALUES (%s, %s, %s, 'clerk', 'agree')",
                [case, version + 1, element],
            )
            cursor.execute("UPDATE a_case SET state = %s, version = version + 1 WHERE id = %s", [state, case])

    def route(self, element: str, data: dict[str, Any], pending: int) -> tuple[list[str], str]:
        """What opens next, and the state then."""
        if element == "accept":
            return list(REVIEWS), "reviewed"
        if element == "issue":
            return [], "ended"
        if pending > 1:
            return [], "reviewed"
        return (["issue"], "granted") if data["seats"] > 75 and data["scope"] == "cold" else (["decide"], "decided")

    def backend(self) -> int:
        return self.db.info.backend_pid

    def query(self, sql: str) -> Any:
        row = self.db.execute(sql).fetchone()  # type: ignore[arg-type]
        self.db.commit()
        return row[0] if row else None


if __name__ == "__main__":
    serve(ByHand)
