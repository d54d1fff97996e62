"""Addresses of the bureau desk, below /review/."""

from django.urls import path

from yusuan.web.review import (
    board_views,
    control_views,
    date_views,
    letter_views,
    notice_views,
    review_views,
    target_views,
    total_views,
)

urlpatterns = [
    path("", board_views.first, name="boards"),
    path("years/<int:pk>/", board_views.page, name="board"),
    path("years/<int:pk>/totals/", total_views.page, name="totals"),
    path("years/<int:pk>/totals.xlsx", total_views.workbook, name="totals-workbook"),
    path("years/<int:pk>/dates/", date_views.page, name="dates"),
    path("years/<int:pk>/dates/save/", date_views.save, name="dates-save"),
    path("notices/", notice_views.own, name="inbox"),
    path("notices/read/", notice_views.read, name="notice-read"),
    path("years/<int:pk>/notices/", notice_views.page, name="notices"),
    path("years/<int:pk>/notices/send/", notice_views.send, name="notice-send"),
    path("years/<int:pk>/notices/<int:number>/", notice_views.readers, name="readers"),
    path("years/<int:pk>/notices/<int:number>/chase/", notice_views.chase, name="notice-chase"),
    path("<int:pk>/targets/", target_views.page, name="targets"),
    path("<int:pk>/targets/save/", target_views.save, name="targets-save"),
    path("<int:pk>/letter.docx", letter_views.letter, name="letter"),
    path("<int:pk>/tally/", board_views.tally, name="tally"),
    path("<int:pk>/", review_views.page, name="review"),
    path("<int:pk>/checks.xlsx", review_views.workbook, name="check-workbook"),
    path("<int:pk>/lists/<slug:list_>/", review_views.listed, name="review-list"),
    path("<int:pk>/remarks/", review_views.said, name="remarks"),
    path("<int:pk>/remarks/say/", review_views.say, name="say"),
    path("<int:pk>/remarks/<int:number>/", review_views.answer, name="remark"),
    path("<int:pk>/amounts/", review_views.amounts, name="amounts"),
    path("<int:pk>/cuts/", review_views.cut, name="cut"),
    path("<int:pk>/cuts/<int:number>/", review_views.change, name="cut-change"),
    path("<int:pk>/controls/", control_views.page, name="controls"),
    path("<int:pk>/controls/save/", control_views.save, name="controls-save"),
    path("years/<int:pk>/controls.xlsx", control_views.workbook, name="controls-workbook"),
    path("years/<int:pk>/controls/load/", control_views.load, name="controls-load"),
]
