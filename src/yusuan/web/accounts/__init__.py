"""People, the posts they hold, signing in and out."""
