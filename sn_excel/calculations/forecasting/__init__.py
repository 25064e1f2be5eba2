"""The year's end: rules, adjustments, intervals, and how forecasts turned out."""
