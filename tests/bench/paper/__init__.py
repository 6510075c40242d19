"""Figures of the reader: papers drawn with exact truth at four levels of hardship, read and counted."""

import os

import django

# Each process of the bench imports this package first, and what it measures wants Django's settings.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()
