"""The account of a case: `build.build` works it out once, `write.write` prints it in any format."""
