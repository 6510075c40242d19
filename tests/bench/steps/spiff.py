"""The measured case in SpiffWorkflow: one row a case, its state as JSON, the drawing's part stored once."""

import json
from typing import Any

import psycopg
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from worker import serve

REVIEWS = ("food", "fire", "city")
DATA = {"seats": 80, "scope": "cold", "shop_name": "云东区老罗面馆"}
FLOWS = [
    ("s", "accept"), ("accept", "fork"), *(("fork", each) for each in REVIEWS), *((each, "join") for each in REVIEWS),
    ("join", "gate"), ("issue", "ended"), ("decide", "decided"),
]  # fmt: skip
ELEMENTS = {
    "startEvent": ("s",), "userTask": ("accept", *REVIEWS, "issue", "decide"), "parallelGateway": ("fork", "join"),
    "endEvent": ("ended", "decided"),
}  # fmt: skip
SHARED = ("spec", "subprocess_specs")


def drawing() -> bytes:
    """The measured case with a Python condition, as this engine wants it."""
    nodes = [f'<{tag} id="{id}"/>' for tag, ids in ELEMENTS.items() for id in ids]
    flows = [f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in FLOWS]
    gate = """<exclusiveGateway id="gate" default="gate_decide"/>
    <sequenceFlow id="gate_decide" sourceRef="gate" targetRef="decide"/>
    <sequenceFlow id="gate_issue" sourceRef="gate" targetRef="issue">
    <conditionExpression>seats &gt; 75 and scope == "cold"</conditionExpression></sequenceFlow>"""
    inside = "".join([*nodes, *flows, gate])
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        f'<process id="measured" isExecutable="true">{inside}</process></definitions>'
    ).encode()


class Spiff:
    """Two statements a step: read the state under a lock, write it back."""

    tables = ("s_case",)

    def __init__(self, address: str) -> None:
        self.db = psycopg.connect(address)
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        parser = BpmnParser()
        parser.add_bpmn_str(drawing())
        self.spec = parser.get_spec("measured")
        whole = self.serializer.to_dict(BpmnWorkflow(self.spec))
        self.shared = {name: whole[name] for name in SHARED}

    def prepare(self) -> None:
        # text, not jsonb: this engine's joins lose data when the order of keys changes.
        self.db.execute("CREATE TABLE s_case (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL)")
        self.db.commit()

    def dump(self, workflow: BpmnWorkflow) -> str:
        whole = self.serializer.to_dict(workflow)
        return json.dumps({name: value for name, value in whole.items() if name not in SHARED})

    def load(self, text: str) -> BpmnWorkflow:
        return self.serializer.from_dict({**json.loads(text), **self.shared})

    def begun(self) -> BpmnWorkflow:
        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        return workflow

    def fill(self, count: int) -> None:
        workflow = self.begun()
        self.finish(workflow, "accept")
        insert = "INSERT INTO s_case (state) SELECT %s FROM generate_series(1, %s)"
        self.db.execute(insert, [self.dump(workflow), count])
        self.db.commit()
        self.db.autocommit = True
        self.db.execute("VACUUM ANALYZE")
        self.db.autocommit = False

    def start(self) -> int:
        sql = "INSERT INTO s_case (state) VALUES (%s) RETURNING id"
        row = self.db.execute(sql, [self.dump(self.begun())]).fetchone()
        self.db.commit()
        return int(row[0]) if row else 0

    def finish(self, workflow: BpmnWorkflow, element: str) -> None:
        ready = workflow.get_tasks(state=TaskState.READY, manual=True)
        task = next(each for each in ready if each.task_spec.bpmn_id == element)
        task.data.update(DATA if element == "accept" else {f"{element}_outcome": "agree"})
        task.run()
        workflow.do_engine_steps()

    def drive(self, case: int) -> None:
        for element in ("accept", *REVIEWS, "issue"):
            with self.db.transaction(), self.db.cursor() as cursor:
                cursor.execute("SELECT state FROM s_case WHERE id = %s FOR UPDATE", [case])
                workflow = self.load((cursor.fetchone() or [""])[0])
                self.finish(workflow, element)
                cursor.execute("UPDATE s_case SET state = %s WHERE id = %s", [self.dump(workflow), case])
        if not workflow.is_completed():
            raise RuntimeError("the case has not ended")

    def backend(self) -> int:
        return self.db.info.backend_pid

    def query(self, sql: str) -> Any:
        row = self.db.execute(sql).fetchone()  # type: ignore[arg-type]
        self.db.commit()
        return row[0] if row else None


if __name__ == "__main__":
    serve(Spiff)
