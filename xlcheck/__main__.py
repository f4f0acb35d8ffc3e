"""`python -m xlcheck` is the command `xlcheck`."""

import sys

from xlcheck.cli import main

sys.exit(main())
