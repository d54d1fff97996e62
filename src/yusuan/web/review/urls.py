"""Addresses of the bureau desk, below /review/."""

from django.urls import path

from yusuan.web.review import board_views, control_views

urlpatterns = [
    path("", board_views.first, name="boards"),
    path("years/<int:pk>/", board_views.page, name="board"),
    path("<int:pk>/tally/", board_views.tally, name="tally"),
    path("<int:pk>/controls/", control_views.page, name="controls"),
    path("<int:pk>/controls/save/", control_views.save, name="controls-save"),
    path("years/<int:pk>/controls.xlsx", control_views.workbook, name="controls-workbook"),
    path("years/<int:pk>/controls/load/", control_views.load, name="controls-load"),
]
