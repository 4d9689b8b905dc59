"""Other people's lists of facilities: tables in, drafts of facilities with every problem out; nothing is guessed here.

Encodings, number formats, units, coordinates and headings in four languages live here; archives, sentences for people
and the method's packs never enter. ``tmfcheck.services`` calls in.
Across the door go paths and maps inwards, frozen dataclasses outwards; a file that cannot be read leaves as InputError.
"""
