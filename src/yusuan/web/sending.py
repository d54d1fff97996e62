"""A file that is made on the spot, sent to be kept."""

from __future__ import annotations

from django.http import HttpResponse

from yusuan.publish.media import media_type


def attachment(data: bytes, name: str) -> HttpResponse:
    """The answer that holds a file; its name is plain ASCII."""
    answer = HttpResponse(data, content_type=media_type(name))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
