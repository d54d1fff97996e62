from typing import Any

from django.core.management import call_command
from django.db import migrations


def _cache_table(_: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial")]
    operations = [migrations.RunPython(_cache_table, migrations.RunPython.noop, elidable=False)]
