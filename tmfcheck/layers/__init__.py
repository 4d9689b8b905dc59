"""The light table: a user's own map layers in, plain geometry or single tiles out; everything from outside is hostile.

GeoJSON, GeoPackage and MBTiles, their coordinate systems and their limits live here; archives, windows, paper and the
method never enter. ``tmfcheck.services`` calls in.
Across the door go paths inwards, ``domain.map_layers`` and the bytes of tiles outwards; what cannot be read leaves as
LayerError, and no file is ever written.
"""
