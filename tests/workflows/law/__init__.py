"""What law promises: legal states, limits and the days that count."""
