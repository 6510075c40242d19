"""Tests that drive Chromium over a live portal."""
