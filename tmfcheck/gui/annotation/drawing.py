"""The drawings over one photo while they are edited: which is selected, and the way back and forth."""

from __future__ import annotations

from dataclasses import replace

from tmfcheck.domain.annotation_shapes import Point, moved, within
from tmfcheck.domain.evidence import Annotation, AnnotationKind

Marks = tuple[Annotation, ...]


class Drawing:
    """An undoable list of annotations; ``selected`` is a number in ``marks``, None where none is selected."""

    def __init__(self, marks: Marks = ()) -> None:
        self.marks = marks
        self.selected: int | None = None
        self._before: list[Marks] = []
        self._after: list[Marks] = []
        self._joins: tuple[str, int] | None = None

    @property
    def present(self) -> Annotation | None:
        """The selected annotation."""
        return None if self.selected is None else self.marks[self.selected]

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def add(self, mark: Annotation) -> None:
        """Put an annotation on top and select it."""
        self._take((*self.marks, mark))
        self.selected = len(self.marks) - 1

    def remove(self) -> None:
        """Take the selected annotation away."""
        if self.selected is not None:
            self._take(self.marks[: self.selected] + self.marks[self.selected + 1 :])
            self.selected = None

    def move(self, dx: float, dy: float, *, joins: str = "") -> None:
        """Move the selected annotation by shares of the picture; steps with the same ``joins`` are undone together."""
        mark = self.present
        if mark is not None:
            self._change(replace(mark, points=moved(mark.points, dx, dy)), joins)

    def move_point(self, number: int, point: Point, *, joins: str = "") -> None:
        """Put one point of the selected annotation elsewhere."""
        mark = self.present
        if mark is not None:
            points = list(mark.points)
            points[number] = within(point)
            self._change(replace(mark, points=tuple(points)), joins)

    def write(self, words: str) -> None:
        """Give the selected annotation other words."""
        mark = self.present
        if mark is not None and words != mark.words:
            self._change(replace(mark, words=words), "words")

    def settle(self) -> None:
        """What comes next is a step of its own."""
        self._joins = None

    def select(self, number: int | None) -> None:
        """Select an annotation or none; a text without words is gone when it is left."""
        if number == self.selected:
            return
        self.settle()
        left = self.present
        gone = self.selected if left is not None and _is_empty(left) else None
        if gone is not None:
            self._take(self.marks[:gone] + self.marks[gone + 1 :])
            number = number - 1 if number is not None and number > gone else number
        self.selected = number

    def select_next(self, step: int = 1) -> None:
        """Select the next annotation, after the last the first."""
        if self.marks:
            present = self.selected if self.selected is not None else (-1 if step > 0 else 0)
            self.select((present + step) % len(self.marks))

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        return self._go_back(self._before, self._after)

    def redo(self) -> bool:
        """Do again what was taken back; False where there is nothing."""
        return self._go_back(self._after, self._before)

    def _go_back(self, source: list[Marks], target: list[Marks]) -> bool:
        if not source:
            return False
        target.append(self.marks)
        self.marks = source.pop()
        self.selected = None
        self.settle()
        return True

    def _change(self, mark: Annotation, joins: str) -> None:
        if self.selected is None:
            return
        number = self.selected
        changed = (*self.marks[:number], mark, *self.marks[number + 1 :])
        if joins and self._joins == (joins, number):
            self.marks = changed
        else:
            self._take(changed)
        self._joins = (joins, number) if joins else None

    def _take(self, marks: Marks) -> None:
        self._before.append(self.marks)
        self._after.clear()
        self.marks = marks
        self.settle()


def _is_empty(mark: Annotation) -> bool:
    return mark.kind is AnnotationKind.TEXT and not mark.words.strip()


def without_empty(marks: Marks) -> Marks:
    """The annotations that show something; a text without words shows nothing."""
    return tuple(mark for mark in marks if not _is_empty(mark))
