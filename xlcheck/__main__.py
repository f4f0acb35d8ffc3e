"""`python -m xlcheck`, and the command `xlcheck`."""

from __future__ import annotations

import gc
import sys

from xlcheck.commands.signals import leave, listen, stopped


def main() -> int:
    """Run the command line; from its first moment on a signal ends it in one line."""
    listen()
    try:
        gc.set_threshold(100_000)  # as `xlcheck.cli.main` says, and for its imports too
        from xlcheck.cli import main as run  # these imports take most of the time until the first file is read

        return run()
    except BaseException:
        stop = stopped()
        if stop is None:
            raise
        leave()
        sys.stderr.write(f"{stop}\n")
        return stop.code


if __name__ == "__main__":
    sys.exit(main())
