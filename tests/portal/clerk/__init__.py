"""Tests of the clerks' pages."""
