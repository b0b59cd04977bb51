"""The press as a whole: many articles read, their claims compared over outlets, and published as reviews."""
