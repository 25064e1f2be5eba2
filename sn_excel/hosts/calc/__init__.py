"""LibreOffice as a host: the menu and the cell functions in Calc."""
