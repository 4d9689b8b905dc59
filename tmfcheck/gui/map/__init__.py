"""The parts of the map in the window: ground, markers and names, the view one moves about in, and its neighbours."""
