"""From the world to reports: files, folders, pages on the web, standard input, passage files. The only network code.

for found in gather(["saved/", "https://example.org/story", "passages.jsonl"]):
    print(found if isinstance(found, Failure) else found.title)
"""

from armstrail.gathering.archive import Archive, ArchiveError, Fault
from armstrail.gathering.gather import Gathered, gather, gather_originals
from armstrail.gathering.settings import Failure, Settings

__all__ = ["Archive", "ArchiveError", "Failure", "Fault", "Gathered", "Settings", "gather", "gather_originals"]
