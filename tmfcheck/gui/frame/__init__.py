"""What stands around every screen: sidebar, header, banner and key line."""
