"""Where the packaged program begins; people who run TMFCheck from its sources use `python -m tmfcheck`."""

import multiprocessing
import sys

from tmfcheck.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
