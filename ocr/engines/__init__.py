"""Engines that turn a clean page into lines of text: one file each, found by being here; none knows a material."""
