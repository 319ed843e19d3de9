"""How hypothesis looks for counterexamples: the same ones each time, and without a stopwatch."""

from hypothesis import settings

settings.register_profile("newscrawl", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("newscrawl")
