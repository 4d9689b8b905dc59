"""Presenters: what a screen knows and may ask for, without how it looks.

A presenter holds the present state, calls services and tells screens by signals; it never touches a widget.
"""
