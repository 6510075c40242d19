"""Tests of ocr/intake."""
