"""Evidence in the window: taking files in, thumbnails, a question's strip, and the parts of the evidence screen."""
