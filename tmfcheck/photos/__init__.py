"""Dark room: pictures and files from outside in, checked and read; original bytes, facts and smaller copies out.

Never enters: archive, window, paper. Called by services alone. What crosses the door is bytes and frozen dataclasses;
Pillow's and HEIC's decoders live here and nowhere else, because every file is hostile until this room has looked at it.
"""
