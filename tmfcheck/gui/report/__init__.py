"""The report on the screen: made in a worker, shown page by page, printed exactly as it is shown."""
