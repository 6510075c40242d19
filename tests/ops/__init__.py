"""Tests of the installer and the supervisor."""
