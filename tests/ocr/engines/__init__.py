"""Tests of ocr/engines."""
