"""What leaves the product as a file: a writer per format behind one interface."""
