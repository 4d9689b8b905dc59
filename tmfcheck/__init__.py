"""TMFCheck: offline inspection of tailings management facilities, for inspectors and operators."""

__version__ = "0.1.0"
