"""Tests of ocr/pages."""
