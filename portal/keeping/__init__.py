"""Pages for those who keep the system running and those who audit it: what stands, and how cases moved."""
