"""The parts of the window in which people sign, and in which a report's file is verified."""
