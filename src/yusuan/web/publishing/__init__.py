"""Publication: versions of a disclosure, built in the background, published, corrected."""
