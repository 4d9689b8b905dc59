"""The steps from one version of the archive to the next; each is complete in itself and never changes again."""
