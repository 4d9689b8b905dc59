"""Drawing over photos: the marks as data, their ink, the board they are drawn on, and the viewer around it."""
