"""Tests of the room outside."""
