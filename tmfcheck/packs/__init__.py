"""The reading room: method packs come in as files and leave as the rulebook's ``Pack``, with every problem collected.

Parsing, checking and caching of packs live here; databases, windows, paper and sentences for people never enter.
Services call in; the room knows the domain and nobody else.
Across the door go folders and bytes inwards, ``LoadedPack`` and ``Problem`` outwards.
"""
