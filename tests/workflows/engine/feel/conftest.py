"""Properties are about values: a busy machine must not fail them by the clock."""

from hypothesis import settings

settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")
