"""Legal states, limits and calendars; never a route, a person or a page."""
