"""What every test stands on: built assets, plain static files, and translated sentences."""
