"""The rulebook: what is true about a tailings assessment on paper, with no computer in sight.

Frozen dataclasses and pure functions live here; clocks, files, databases, windows and sentences for people never enter.
Every room may call in; the rulebook itself calls nobody but the standard library and ``tmfcheck.errors``.
Across this door go ids, numbers (exact fractions), texts of the pack and aware times; problems leave as error codes.
"""
