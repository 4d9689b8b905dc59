"""Item models and delegates: rows of domain facts for Qt's views; a model never asks a service."""
