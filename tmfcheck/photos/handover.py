"""The words between the program and the process in which it decodes a HEIC picture."""

READ_HEIC = "--read-heic"
"""How the front door is asked to be that process: this word, the file to read, the file to write, the longer edge."""

DONE, FAILED, TOO_LARGE = 0, 3, 4
"""How that process ends; any other exit code is a crash."""
