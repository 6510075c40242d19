"""The specification of OneDoor, as tests."""
