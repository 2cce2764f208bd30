"""Armstrail turns reporting on arms transfers into a sourced register: claims, with the words that they rest on."""

__version__ = "0.1.0"
