"""The portal in the web application: the pages and the API over the published versions."""
