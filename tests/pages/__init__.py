"""
Pages and what is read from them, reviewed: ``<site>/<page>.html`` beside ``<site>/<page>.json``.

The pages are our own, written in the shapes that the sites use. ``python -m tests.pages.record``
adds one.
"""
