"""The shop window: everything a person sees and presses, and the only room that knows PySide6.

Screens, widgets and presenters live here; a rule of the method, a database statement or a page of paper never enters.
Only the hallway (``tmfcheck.app``) calls in; this room calls services and reads domain types, never storage or reports.
Across this door go a desk, settings and user actions; errors arrive as codes and leave as sentences.
"""
