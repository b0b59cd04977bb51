"""Figures in running text: value, unit or counted noun, bound, goal."""
