"""Tests of the pages of filing."""
