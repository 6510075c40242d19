"""Tests of ocr/validators."""
