"""The desk: one function for each thing a user wants done, each a few steps: load, ask the rulebook, store, return.

Method rules, database tables, paper layout, window parts and sentences for people never enter.
The window and the command line call in, and reach packs, archive and reports through these functions alone.
Across this door go frozen dataclasses of ``domain``, ids, paths, bytes and aware times; failures leave as
``TmfCheckError``.
"""
