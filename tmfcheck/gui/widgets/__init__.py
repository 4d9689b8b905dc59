"""Widgets: the controls screens are made of; they show what they are given and emit what a user did.

Showing never emits; only a user's own click or key does.
"""
