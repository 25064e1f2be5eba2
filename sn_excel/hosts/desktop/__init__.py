"""Macros and cell functions shared by Excel and Calc."""
