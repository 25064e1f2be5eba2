"""`python -m sn_excel`: the command line, also where scripts are not on the path."""

from sn_excel.hosts.cli import main

if __name__ == "__main__":
    main()
