"""The one layout of the files this program writes, which every reader of PDF understands in the same way.

A table that names an object twice, or points back to an older table, is read differently by different programs: one
shows what was printed, another something else. Where nothing but the plain layout passes, all see the same pages.

The layout belongs to the format of our reports: where a later library writes another, both must be known here.
"""

from __future__ import annotations

import re
from itertools import pairwise

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_TABLE = re.compile(
    rb"xref\n0 (?P<size>\d+)\n0000000000 65535 f \n(?P<places>(?:\d{10} 00000 n \n)+)"
    rb"trailer << /Info \d+ 0 R /Root 1 0 R /Size (?P=size) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>\n"
    rb"startxref\n\d+\n%%EOF\n"
)
_ENTRY = 20
"""The bytes of a line of the table."""


def is_plainly_laid_out(content: bytes) -> bool:
    """Whether a file is a header, its objects one behind the other, one table of their places, and nothing else."""
    end = _END.search(content, max(0, len(content) - 50))
    if end is None:
        return False
    start = int(end[1])
    table = _TABLE.fullmatch(content, start) if start < len(content) else None
    if table is None:
        return False
    lines = table["places"]
    places = [int(lines[each : each + 10]) for each in range(0, len(lines), _ENTRY)]
    if int(table["size"]) != len(places) + 1 or content[: places[0]] != _HEADER:
        return False
    return all(
        content.startswith(b"%d 0 obj\n" % number, begin) and content[begin:behind].endswith(b"\nendobj\n")
        for number, (begin, behind) in enumerate(pairwise([*places, start]), 1)
    )
