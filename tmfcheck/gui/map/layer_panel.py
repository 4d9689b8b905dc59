"""The list of the user's own layers beside the map, with the buttons that change it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.layer_shape import LayerShape
from tmfcheck.gui.map.map_colours import MapColours
from tmfcheck.gui.map.user_layers import UserLayer, UserLayers
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import is_letter
from tmfcheck.i18n import N_

FILE_KINDS = N_("Map layers (GeoJSON, GeoPackage, MBTiles)")
PATTERNS = "*.geojson *.json *.gpkg *.mbtiles"


class LayerList(QListWidget):
    """Space shows and hides (as the tool kit has it), Delete removes."""

    def __init__(self, panel: LayerPanel) -> None:
        super().__init__()
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._panel.remove_button.click()
        elif is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LayerPanel(QWidget):
    """Shows what ``UserLayers`` holds; every change goes through it."""

    def __init__(self, context: GuiContext, layers: UserLayers, colours: MapColours) -> None:
        super().__init__()
        self._context = context
        self._layers = layers
        self._colours = colours
        self._is_showing = False
        gettext = context.texts.gettext
        self.empty_words = elements.text(
            gettext("Add your own layers, for example regions, catchments or a relief. They stay in their files."),
            "muted",
        )
        self.list = LayerList(self)
        self.list.setAccessibleName(gettext("Layers"))
        self.list.setProperty("kind", "bare")
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self.problem = elements.text("", "problem")
        column = elements.column(spacing=SPACE * 2)
        column.addWidget(self.empty_words)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addLayout(self._build_buttons())
        self.setLayout(column)
        layers.changed.connect(self.show_layers)
        self.show_layers()

    def _build_buttons(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.add_button = elements.button(gettext("Add layer"))
        elements.set_icon(self.add_button, "plus", self._context.theme)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.up_button = self._tool("arrow-up", gettext("Move the layer up"))
        self.down_button = self._tool("arrow-down", gettext("Move the layer down"))
        self.remove_button = self._tool("trash-2", gettext("Take the layer off the list"))
        self.up_button.clicked.connect(lambda: self._move(1))
        self.down_button.clicked.connect(lambda: self._move(-1))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.add_button, 1)
        for button in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(button)
        return row

    def _tool(self, picture: str, words: str) -> QToolButton:
        button = QToolButton()
        elements.set_icon(button, picture, self._context.theme)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    # ------------------------------------------------------- what is shown

    def show_layers(self) -> None:
        """Show the list as it is; emits nothing."""
        row = self.list.currentRow()
        self._is_showing = True
        self.list.clear()
        for layer, title in zip(self._layers.layers, self._layers.titles(), strict=True):
            self.list.addItem(self._item(layer, title))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._is_showing = False
        self.empty_words.setVisible(not self._layers.layers)
        self.list.setVisible(bool(self._layers.layers))
        self._allow()

    def _item(self, layer: UserLayer, title: str) -> QListWidgetItem:
        gettext = self._context.texts.gettext
        words = title
        if layer.problem is not None:
            words = gettext("{layer}: cannot be shown").format(layer=title)
        elif layer.content is None:
            words = gettext("{layer}: being read").format(layer=title)
        item = QListWidgetItem(self._mark(layer), words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if layer.is_shown else Qt.CheckState.Unchecked)
        item.setToolTip(elements.plain_tip(str(layer.path)))
        return item

    def _mark(self, layer: UserLayer) -> QIcon:
        """The colour of a drawn layer; nothing for pictures."""
        mark = QPixmap(18, 18)
        mark.fill(Qt.GlobalColor.transparent)
        if isinstance(layer.content, LayerShape):
            painter = QPainter(mark)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.layer(layer.number))
            painter.drawRoundedRect(QRectF(2, 2, 14, 14), 3, 3)
            painter.end()
        return QIcon(mark)

    def _allow(self) -> None:
        layer, row = self._current(), self.list.currentRow()
        self.up_button.setEnabled(layer is not None and row > 0)
        self.down_button.setEnabled(layer is not None and row < self.list.count() - 1)
        self.remove_button.setEnabled(layer is not None)
        problem = layer.problem if layer is not None else None
        self.problem.setText(problem_words(problem, self._context.texts) if problem is not None else "")
        self.problem.setVisible(problem is not None)

    def _current(self) -> UserLayer | None:
        row = self.list.currentRow()
        return self._layers.layers[row] if 0 <= row < len(self._layers.layers) else None

    # ------------------------------------------------------------ the user

    def add_files(self, paths: list[Path]) -> None:
        """Add files by their paths."""
        for path in paths:
            self._context.settings.layer_folder = path.parent
            self._layers.add(path)

    def _on_add_clicked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        gettext = self._context.texts.gettext
        folder = str(self._context.settings.layer_folder)
        kinds = f"{gettext(FILE_KINDS)} ({PATTERNS})"
        chosen, _kind = QFileDialog.getOpenFileNames(self, gettext("Add layer"), folder, kinds)
        self.add_files([Path(each) for each in chosen])

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self._is_showing:
            layer = self._layers.layers[self.list.row(item)]
            self._layers.show(layer, is_shown=item.checkState() == Qt.CheckState.Checked)

    def _move(self, up: int) -> None:
        layer = self._current()
        if layer is not None:
            self._layers.move(layer, up)
            self.list.setCurrentRow(self._layers.layers.index(layer))

    def _on_remove_clicked(self) -> None:
        layer = self._current()
        if layer is not None:
            self._layers.remove(layer)
