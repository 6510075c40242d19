"""What every pack that ships promises, each by being there."""
