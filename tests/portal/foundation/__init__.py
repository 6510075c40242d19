"""Tests of the frame of the portal: errors, settings, languages, components."""
