"""The pages of the window, one file each; the main window finds them in ``tmfcheck.gui.main_window``."""
