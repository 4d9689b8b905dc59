"""The side door: the whole chain without a window, for people at a terminal and for other programs.

Arguments, exit codes and printing live here; windows, databases and rules never enter.
``tmfcheck.__main__`` calls in; the room calls services and speaks through ``tmfcheck.messages``.
Across the door go argument lists inwards, text or UTF-8 JSON on stdout and an exit code outwards.
"""
