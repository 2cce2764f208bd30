"""`python -m armstrail` is `armstrail`."""

from armstrail.cli import main

if __name__ == "__main__":
    main()
