"""Forecasts of a counter that only grows: readings in, predictive quantiles out; our model and the plain methods beside it, one file each."""
