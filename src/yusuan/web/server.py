"""Running the application: the database made ready, then a server for production."""

from __future__ import annotations

import os
from pathlib import Path


def ready(data: Path | None = None) -> None:
    """Set Django up on a data folder and bring the database to the present schema."""
    if data is not None:
        os.environ["YUSUAN_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yusuan.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def serve(host: str, port: int, threads: int) -> None:
    """Serve until interrupted; only after ``ready``."""
    import waitress

    from yusuan.web.wsgi import application

    waitress.serve(
        application,
        host=host,
        port=port,
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
