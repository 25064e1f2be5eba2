"""The follow-up of a Swedish social-services board: workbooks filled, recomputed, checked and explained."""

__version__ = "0.1.0"
