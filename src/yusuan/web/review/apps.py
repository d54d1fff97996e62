"""The application's name and label; and what it adds to the workflow and to the worker."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """yusuan.web.review."""

    name = "yusuan.web.review"
    label = "review"

    def ready(self) -> None:
        """Its gates, what it tells of steps, its messages, the words for what it does."""
        from django.utils.translation import gettext_lazy as _

        from yusuan.web.budgeting.gates import GATES
        from yusuan.web.budgeting.moving import stepped
        from yusuan.web.budgeting.telling import ACTIONS
        from yusuan.web.review import controls, notices, outbox, remarks, targets
        from yusuan.web.work import loop

        GATES["controls"] = controls.issued
        GATES["within"] = controls.within
        GATES["remarks"] = remarks.settled
        GATES["targets"] = targets.passed
        stepped.connect(notices.on_step, dispatch_uid="review.notices")
        loop.CHORES.append(outbox.deliver_due)
        ACTIONS.update(
            controls=_("改控制数"),
            controls_proposed=_("提建议控制数"),
            remark=_("提意见"),
            reply=_("答复意见"),
            resolve=_("办结意见"),
            reopen=_("重新打开意见"),
            withdraw=_("撤回意见"),
            cut=_("核减"),
            uncut=_("撤回核减"),
            apply=_("按审核数修改草稿"),
            targets=_("审核绩效目标"),
            dates=_("改日程"),
            notice=_("发通知"),
            chase=_("催办"),
        )
