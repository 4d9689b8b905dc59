"""Dialogs: one question to the user at a time; they return what was decided and store nothing themselves."""
