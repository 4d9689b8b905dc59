"""Measurements for people, each beside a floor measured in the same run. Not tests: nothing here passes or fails."""
