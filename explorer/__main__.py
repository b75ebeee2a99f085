"""`python -m explorer` is `oc-explorer`."""

from explorer.cli import main

main()
