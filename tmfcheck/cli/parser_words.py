"""The words argparse says by itself, so that help and refusals of the command line are in the reader's language."""

from __future__ import annotations

import gettext
import os

from tmfcheck.i18n import N_
from tmfcheck.paths import resources_folder

PARSER_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""Marked here, and looked up by argparse itself."""


def let_the_parser_speak(language: str) -> None:
    """Have argparse look its words up in the program's catalogue; it takes the language from the environment only."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("tmfcheck", str(resources_folder() / "translations"))
    gettext.textdomain("tmfcheck")
