"""Tests of the pages for administrators and auditors."""
