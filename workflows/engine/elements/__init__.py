"""BPMN elements, one file each, found by being here: KIND says the tag, reads it and moves tokens over it."""
