"""What kills and outages do to a whole running installation."""
