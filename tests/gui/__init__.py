"""Window tests: real clicks, real screens, a real archive in a temporary folder."""
