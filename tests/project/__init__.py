"""Tests about the project itself: its sources, its documents and how both agree."""
