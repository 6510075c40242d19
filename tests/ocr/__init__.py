"""Tests of ocr."""
