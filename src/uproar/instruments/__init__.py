"""The instruments: one folder a family of measurements, one file a measurement."""
