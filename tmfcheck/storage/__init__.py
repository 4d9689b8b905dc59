"""The archive: one SQLite file of facilities, assessments, answers, decisions and their history, and its copies.

SQLAlchemy and Alembic live here and nowhere else; method rules, sentences for people, windows and reports never enter.
Only ``tmfcheck.services`` calls in, and through ``Archive`` and the functions of ``backup`` alone.
Across this door go frozen dataclasses of ``domain``, ids, bytes, paths and aware times; failures leave as
``ArchiveError``.
"""
