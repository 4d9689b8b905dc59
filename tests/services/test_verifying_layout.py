"""A file that different programs read differently is not what was written, though this one reads the right pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.services.desks_for_tests import desk_on
from tests.services.offices_for_tests import ALTERED, INTACT, SIGNED, Office, codes, sign
from tmfcheck.reports import embedding
from tmfcheck.reports.file_layout import is_plainly_laid_out
from tmfcheck.services.verifying import verify_bytes

WHITE = b"<< /Length 28 >>\nstream\n1 1 1 rg 0 0 600 900 re f    \nendstream"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with desk_on(tmp_path_factory.mktemp("office") / "a.tmfcheck") as desk:
        yield Office(desk)


class Raw:
    """The parts of a file: its objects by their numbers, and what an attacker writes behind them."""

    def __init__(self, content: bytes) -> None:
        self.table_at = int(re.findall(rb"startxref\n(\d+)", content)[-1])
        self.body, self.table = content[: self.table_at], content[self.table_at :]
        with pikepdf.open(io.BytesIO(content)) as document:
            self.page = document.pages[0].objgen[0]
            self.new = len(document.objects) + 1

    def add(self, number: int, content: bytes) -> int:
        """Write an object behind the others; returns its place."""
        place = len(self.body)
        self.body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        return place

    def other_page(self) -> bytes:
        """Page one with nothing on it."""
        found = re.search(rb"\n%d 0 obj\n(.*?)\nendobj\n" % self.page, self.body, re.DOTALL)
        assert found is not None
        return re.sub(rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % self.new, found[1])

    def file(self) -> bytes:
        """The file with its own digest computed anew, as everybody with the program's source can."""
        table = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(self.body), self.table)
        return embedding._with_own_digest(self.body + table)


def entry(place: int) -> bytes:
    return b"%010d 00000 n \n" % place


def named_twice(raw: Raw) -> None:
    white = raw.add(raw.new, WHITE)
    page = raw.add(raw.page, raw.other_page())
    more = b"%d 1\n%b%d 1\n%b" % (raw.new, entry(white), raw.page, entry(page))
    raw.table = raw.table.replace(b"trailer <<", more + b"trailer <<")


def pointing_to_a_second_table(raw: Raw) -> None:
    raw.add(raw.new, WHITE)
    page = raw.add(raw.page, raw.other_page())
    row = b"\x01" + page.to_bytes(4) + b"\x00"
    words = b"<< /Type /XRef /Size %d /W [1 4 1] /Index [%d 1] /Length 6 >>" % (raw.new + 2, raw.page)
    place = raw.add(raw.new + 1, words + b"\nstream\n" + row + b"\nendstream")
    raw.table = raw.table.replace(b"trailer <<", b"trailer << /XRefStm %d" % place)


def saying_a_key_twice(raw: Raw) -> None:
    at = raw.body.index(b"\n%d 0 obj\n" % raw.page) + 1
    more = b"/Contents 1 0 R "
    inside = raw.body.index(b"<< ", at) + 3
    raw.body = raw.body[:inside] + more + raw.body[inside:]

    def shifted(found: re.Match[bytes]) -> bytes:
        place = int(found[1])
        return entry(place + len(more) if place > at else place)

    raw.table = re.sub(rb"(\d{10}) 00000 n \n", shifted, raw.table)


def with_words_between(raw: Raw) -> None:
    raw.body += b"% seen by nobody\n"


ATTACKS = pytest.mark.parametrize(
    "attack", [named_twice, pointing_to_a_second_table, saying_a_key_twice, with_words_between]
)


def attacked(content: bytes, attack: Callable[[Raw], None]) -> bytes:
    raw = Raw(content)
    attack(raw)
    return raw.file()


def words_of_page_one(content: bytes) -> str:
    return str(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded())


@ATTACKS
def test_what_other_programs_may_read_differently_is_told(office: Office, attack: Callable[[Raw], None]) -> None:
    made = attacked(office.report, attack)
    verdict = verify_bytes(made, office.desk)
    assert (verdict.status, "FILE_CHANGED" in codes(verdict)) == (ALTERED, True)
    verdict = verify_bytes(sign(made), office.desk)
    assert (verdict.status, "FILE_CHANGED" in codes(verdict)) == (ALTERED, True)


def test_the_attack_is_real(office: Office) -> None:
    """The pages read here are the right ones, those a common viewer shows are not."""
    made = attacked(office.report, named_twice)
    with pikepdf.open(io.BytesIO(office.report)) as one, pikepdf.open(io.BytesIO(made)) as other:
        assert one.pages[0].Contents.read_bytes() == other.pages[0].Contents.read_bytes()
    assert words_of_page_one(office.report).strip()
    assert not words_of_page_one(made).strip()


def test_our_own_files_are_plain(office: Office) -> None:
    assert is_plainly_laid_out(office.report)
    assert verify_bytes(office.report, office.desk).status is INTACT
    assert verify_bytes(office.signed_twice).status is SIGNED


def test_what_is_no_file_is_not_plain() -> None:
    for content in (b"", b"%PDF-1.7", b"startxref\n0\n%%EOF\n", b"startxref\n9999999999\n%%EOF\n"):
        assert not is_plainly_laid_out(content)
