"""Tests of ocr/management/commands."""
