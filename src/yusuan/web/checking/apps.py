"""The application's name and label, and its work."""

from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """yusuan.web.checking."""

    name = "yusuan.web.checking"
    label = "checking"

    def ready(self) -> None:
        """Checks are work; what nobody saved is put away now and then."""
        from yusuan.web.checking import desk
        from yusuan.web.checking.models import Inspection
        from yusuan.web.work import loop

        loop.KINDS.append(Inspection)
        loop.CHORES.append(desk.put_away)
