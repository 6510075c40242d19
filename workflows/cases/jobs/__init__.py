"""What is done outside a command's transaction for a case: each file one kind of job, found by being there."""
