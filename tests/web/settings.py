"""The settings of the application, on a data folder of their own that is gone afterwards."""

import atexit
import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="yusuan-test-")
atexit.register(_folder.cleanup)
os.environ["YUSUAN_DATA"] = _folder.name
os.environ.pop("DATABASE_URL", None)

from yusuan.web.settings import *  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; nothing is secret here
AXES_ENABLED = False  # tests that need it turn it on
DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/test.sqlite3"}  # threads share a file
