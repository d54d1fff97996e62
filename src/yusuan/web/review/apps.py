"""The application's name and label; its gates are hung into the workflow."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """yusuan.web.review."""

    name = "yusuan.web.review"
    label = "review"

    def ready(self) -> None:
        """Hang the gates of the bureau desk into the workflow's."""
        from yusuan.web.budgeting.gates import GATES
        from yusuan.web.budgeting.moving import stepped
        from yusuan.web.review import controls, notices, remarks, targets

        GATES["controls"] = controls.issued
        GATES["within"] = controls.within
        GATES["remarks"] = remarks.settled
        GATES["targets"] = targets.passed
        stepped.connect(notices.on_step, dispatch_uid="review.notices")
