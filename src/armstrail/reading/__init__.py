"""Reads a report and gives its claims: pure, deterministic, one module a field."""

from armstrail.reading.reader import FrameReader, Reader, load_reader

__all__ = ["FrameReader", "Reader", "load_reader"]
