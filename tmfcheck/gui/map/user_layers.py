"""The user's own layers on the map: added, shown or hidden, moved up and down, remembered for the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from tmfcheck.domain.map_drawing import LAYER_TONES, Tone
from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.map_layers import DrawnLayer, VectorLayer
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.map.background import Errand
from tmfcheck.gui.map.layer_shape import LayerShape, shape_of
from tmfcheck.gui.map.layer_titles import distinct_titles
from tmfcheck.gui.map.map_colours import MapColours
from tmfcheck.gui.map.tile_cache import TileCache
from tmfcheck.gui.settings import Settings
from tmfcheck.services.map_layers import TileSet, open_layer

Content = LayerShape | TileCache
Loaded = LayerShape | TileSet | TmfCheckError


class UserLayer:
    """One entry of the list; ``content`` is None while it is read and where it could not be."""

    def __init__(self, path: Path, *, is_shown: bool, number: int) -> None:
        self.path = path
        self.is_shown = is_shown
        self.number = number
        self.content: Content | None = None
        self.problem: TmfCheckError | None = None

    @property
    def title(self) -> str:
        """What the layer calls itself, else the file's name."""
        if isinstance(self.content, LayerShape):
            return self.content.layer.title
        return self.content.info.title if isinstance(self.content, TileCache) else self.path.stem


class UserLayers(QObject):
    """The list, the uppermost first; ``paint`` and ``names`` serve the map's picture."""

    changed = Signal()
    """Something on the map or in the list is different."""
    refused = Signal(object)
    """A file just added cannot be shown (a TmfCheckError); it is not in the list."""

    def __init__(self, settings: Settings, colours: MapColours, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._colours = colours
        self._errands: list[Errand] = []
        self.layers: list[UserLayer] = []

    # ------------------------------------------------------------ the list

    def recall(self) -> None:
        """Read the layers of the last time; one that cannot be read stays in the list and says why."""
        for path, is_shown in self._settings.map_layers:
            layer = self._new(Path(path), is_shown=is_shown)
            self.layers.append(layer)
            self._read(layer, self._keep_with_problem)
        self.changed.emit()

    def add(self, path: Path) -> None:
        """Put a file on top of the others, unless it is there already or cannot be read."""
        present = next((each for each in self.layers if each.path == path), None)
        if present is not None:
            self.remove(present)
        layer = self._new(path, is_shown=True)
        self.layers.insert(0, layer)
        self._read(layer, self._refuse)
        self._tell()

    def show(self, layer: UserLayer, *, is_shown: bool) -> None:
        """Show or hide a layer."""
        layer.is_shown = is_shown
        self._tell()

    def move(self, layer: UserLayer, up: int) -> None:
        """Move a layer up, or down where negative."""
        place = self.layers.index(layer)
        target = max(0, min(len(self.layers) - 1, place - up))
        self.layers.insert(target, self.layers.pop(place))
        self._tell()

    def remove(self, layer: UserLayer) -> None:
        """Take a layer off the list; its file stays where it is."""
        self.layers.remove(layer)
        _let_go(layer)
        self._tell()

    def close(self) -> None:
        """Give up reading and let go of every file."""
        for errand in self._errands:
            errand.give_up()
        self._errands.clear()
        for layer in self.layers:
            _let_go(layer)

    def titles(self) -> list[str]:
        """What each layer of the list is called; no two alike."""
        return distinct_titles([(each.title, each.path) for each in self.layers])

    def _new(self, path: Path, *, is_shown: bool) -> UserLayer:
        taken = {each.number for each in self.layers}
        return UserLayer(path, is_shown=is_shown, number=next(n for n in range(len(taken) + 1) if n not in taken))

    def _tell(self) -> None:
        self._settings.map_layers = [(str(each.path), each.is_shown) for each in self.layers]
        self.changed.emit()

    # -------------------------------------------------------------- reading

    @property
    def is_busy(self) -> bool:
        """Whether a file or a tile is being read."""
        tiles = (each.content for each in self.layers if isinstance(each.content, TileCache))
        return bool(self._errands) or any(each.is_busy for each in tiles)

    def _read(self, layer: UserLayer, on_problem: Callable[[UserLayer, TmfCheckError], None]) -> None:
        path = layer.path

        def take(loaded: Loaded) -> None:
            self._errands.remove(errand)
            self._take(layer, loaded, on_problem)

        errand = Errand(self, lambda: _loaded(path), take)
        self._errands.append(errand)

    def _take(self, layer: UserLayer, loaded: Loaded, on_problem: Callable[[UserLayer, TmfCheckError], None]) -> None:
        if isinstance(loaded, TmfCheckError):
            on_problem(layer, loaded)
        elif layer not in self.layers:
            if isinstance(loaded, TileSet):
                loaded.close()
        elif isinstance(loaded, TileSet):
            cache = TileCache(loaded, self)
            cache.arrived.connect(self.changed)
            cache.failed.connect(lambda error: self._keep_with_problem(layer, error))
            layer.content = cache
        else:
            layer.content = loaded
        self.changed.emit()

    def _keep_with_problem(self, layer: UserLayer, error: TmfCheckError) -> None:
        layer.problem = error
        _let_go(layer)
        self.changed.emit()

    def _refuse(self, layer: UserLayer, error: TmfCheckError) -> None:
        if layer in self.layers:
            self.layers.remove(layer)
        self._tell()
        self.refused.emit(error)

    # -------------------------------------------------------------- the map

    def paint(self, painter: QPainter, frame: ScreenFrame) -> None:
        """Paint the shown layers, the lowest first."""
        for layer in reversed(self.layers):
            if not layer.is_shown:
                continue
            if isinstance(layer.content, TileCache):
                layer.content.paint(painter, frame)
            elif layer.content is not None:
                colour = self._colours.layer(layer.number)
                layer.content.paint(painter, frame, colour, self._colours[Tone.PAPER])

    def names(self, frame: ScreenFrame) -> Iterator[tuple[str, Position]]:
        """The names of the shown layers in view, the uppermost first."""
        for layer in self.layers:
            if layer.is_shown and isinstance(layer.content, LayerShape):
                yield from layer.content.names_in(frame)

    def sources(self) -> tuple[str, ...]:
        """What the shown picture layers say of their origin."""
        shown = (each.content for each in self.layers if each.is_shown and isinstance(each.content, TileCache))
        return tuple(dict.fromkeys(each.info.attribution for each in shown if each.info.attribution))

    def drawable(self) -> tuple[DrawnLayer, ...]:
        """The shown layers that can be drawn on paper, the lowest first."""
        titled = zip(self.layers, self.titles(), strict=True)
        return tuple(
            DrawnLayer(replace(each.content.layer, title=title), LAYER_TONES[each.number % len(LAYER_TONES)])
            for each, title in reversed([*titled])
            if each.is_shown and isinstance(each.content, LayerShape)
        )

    def has_pictures(self) -> bool:
        """Whether a picture layer is shown, which no paper carries."""
        return any(each.is_shown and isinstance(each.content, TileCache) for each in self.layers)


def _loaded(path: Path) -> Loaded:
    try:
        layer = open_layer(path)
    except TmfCheckError as error:
        return error
    return shape_of(layer) if isinstance(layer, VectorLayer) else layer


def _let_go(layer: UserLayer) -> None:
    if isinstance(layer.content, TileCache):
        layer.content.close()
        layer.content.deleteLater()
    layer.content = None
