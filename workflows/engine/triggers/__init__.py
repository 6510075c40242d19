"""What events wait for and throw, one file each, found by being here: KIND reads, arms, disarms and throws."""
