"""Tests of ocr/extract."""
