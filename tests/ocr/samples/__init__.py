"""Tests of ocr/samples."""
