"""The commands: one thin module a verb. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_NO_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EFBIG)


def main() -> None:
    """Runs `armstrail` and leaves with its exit status; a pipe that closes early (`| head`) ends it quietly."""
    from armstrail.cli.app import app

    _open_closed_streams()
    if (reconfigure := getattr(sys.stdout, "reconfigure", None)) is not None:
        reconfigure(errors="backslashreplace")
    try:
        app(prog_name="armstrail")
    except SystemExit as leaving:
        status = leaving.code
    except OSError as error:
        if error.errno not in _NO_OUTPUT:
            raise
        print(f"armstrail: {error}", file=sys.stderr)
        status = 1
    else:
        status = 0
    sys.exit(status if _flushed() else 1)


def _open_closed_streams() -> None:
    """Gives output somewhere to go where the caller has closed it (`>&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - stays open till the end


def _flushed() -> bool:
    """Is everything written? If nobody reads any more, the rest is dropped, so that nothing complains later on."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    except OSError as error:
        print(f"armstrail: {error}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
