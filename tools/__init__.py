"""What makes the documents in examples/ and the reference in docs/; not part of the package."""
