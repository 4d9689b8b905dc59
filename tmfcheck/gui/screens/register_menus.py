"""What the buttons over the register open: views, columns, lists; the screen only hands them over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.columns_dialog import ColumnsDialog
from tmfcheck.gui.dialogs.undo_import_dialog import UndoImportDialog
from tmfcheck.gui.dialogs.view_name_dialog import ViewNameDialog
from tmfcheck.services import views
from tmfcheck.services.register_view import RegisterView

if TYPE_CHECKING:
    from tmfcheck.gui.screens.register_screen import RegisterScreen


class RegisterMenus(QObject):
    """Fills the menus when they open and does what is chosen in them."""

    def __init__(self, screen: RegisterScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._context: GuiContext = screen.context
        bar = screen.bar
        bar.views_menu.aboutToShow.connect(lambda: self.fill_views(bar.views_menu))
        bar.list_menu.aboutToShow.connect(lambda: self.fill_lists(bar.list_menu))

    # --------------------------------------------------------------- views

    def fill_views(self, menu: QMenu) -> None:
        """The saved views, then the columns of the present one and what one can do with views."""
        gettext = self._context.texts.gettext
        menu.clear()
        menu.addAction(gettext("Usual view"), lambda: self._screen.presenter.use_view(RegisterView()))
        try:
            saved = views.list_views(self._context.desk)
        except TmfCheckError as error:
            self._context.report_problem(error)
            saved = ()
        for each in saved:
            menu.addAction(_shown(each.name), partial(self._screen.presenter.use_view, each.view))
        menu.addSeparator()
        menu.addAction(gettext("Columns…"), self.choose_columns)
        keep = menu.addAction(gettext("Keep this view under a name…"), self.keep_view)
        keep.setEnabled(not self._context.is_read_only)
        if saved and not self._context.is_read_only:
            self._add_submenu(menu, gettext("Rename"), saved, self.rename_view)
            self._add_submenu(menu, gettext("Remove"), saved, self.remove_view)

    def _add_submenu(
        self, menu: QMenu, words: str, saved: Sequence[views.NamedView], do: Callable[[str], None]
    ) -> None:
        submenu = menu.addMenu(words)
        for each in saved:
            submenu.addAction(_shown(each.name), partial(do, each.name))

    def keep_view(self) -> None:
        """Ask for a name and keep the present view under it."""
        gettext = self._context.texts.gettext
        self._ask_name(
            gettext("Keep this view"),
            gettext("Keep"),
            lambda name: views.keep_view(
                self._context.desk, name, self._screen.presenter.view, by=self._context.author
            ),
        )

    def rename_view(self, name: str) -> None:
        """Ask for another name of a view."""
        gettext, desk = self._context.texts.gettext, self._context.desk
        dialog = self._ask_name(
            gettext("Rename the view"),
            gettext("Rename"),
            lambda new: views.rename_view(desk, name, new, by=self._context.author),
        )
        dialog.name_field.setText(name)
        dialog.name_field.selectAll()

    def _ask_name(self, title: str, verb: str, keep: Callable[[str], object]) -> ViewNameDialog:
        dialog = ViewNameDialog(self._context, title, verb, keep, self._screen)
        dialog.accepted.connect(lambda: self._context.note_saved(self._context.desk.clock()))
        self._open(dialog)
        return dialog

    def remove_view(self, name: str) -> None:
        """Remove a view; it is made again as quickly, so nothing is asked."""
        try:
            views.remove_view(self._context.desk, name, by=self._context.author)
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        self._context.note_saved(self._context.desk.clock())

    # ------------------------------------------------------------- columns

    def choose_columns(self) -> None:
        """Ask which columns are shown."""
        presenter = self._screen.presenter
        dialog = ColumnsDialog(self._context, presenter.view.columns, self._screen)
        dialog.accepted.connect(lambda: presenter.use_view(replace(presenter.view, columns=dialog.columns())))
        self._open(dialog)

    # --------------------------------------------------------------- lists

    def fill_lists(self, menu: QMenu) -> None:
        """Lists come in, and the last one goes again."""
        from tmfcheck.gui.main_window import SCREENS

        gettext, is_writable = self._context.texts.gettext, not self._context.is_read_only
        menu.clear()
        take = menu.addAction(gettext("Take a list in"), lambda: self._context.go("import"))
        take.setEnabled(is_writable and "import" in SCREENS)
        undo = menu.addAction(gettext("Take the last import back…"), self.undo_import)
        undo.setEnabled(is_writable)

    def undo_import(self) -> None:
        """Say what goes away; the dialog takes the last import back."""
        from tmfcheck.services import register_import

        try:
            last = register_import.last_import(self._context.desk)
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        if last is None:
            self._screen.say(self._context.texts.gettext("There is no import that could be taken back."))
            return
        dialog = UndoImportDialog(self._context, last, self._screen)
        dialog.accepted.connect(self._on_undone)
        self._open(dialog)

    def _on_undone(self) -> None:
        self._context.note_saved(self._context.desk.clock())
        self._screen.show_place(None)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._screen.take_keyboard())
        dialog.open()


def _shown(name: str) -> str:
    """A name as a menu shows it: no letter of it becomes a key."""
    return name.replace("&", "&&")
