"""Addresses of desks and budgets."""

from django.urls import path

from yusuan.web.budgeting import compare_views, grid_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("budgets/<int:pk>/", views.overview, name="budget"),
    path("budgets/<int:pk>/step/", views.step, name="step"),
    path("budgets/<int:pk>/history/", views.history, name="history"),
    path("budgets/<int:pk>/compare/", compare_views.compare, name="compare"),
    path("budgets/<int:pk>/workbook/", views.workbook, name="workbook"),
    path("budgets/<int:pk>/upload/", views.upload, name="upload"),
    path("budgets/<int:pk>/preview/", views.preview, name="preview"),
    path("budgets/<int:pk>/disclosure/", views.disclosure, name="disclosure"),
    path("budgets/<int:pk>/lists/<slug:list_>/", grid_views.page, name="list"),
    path("budgets/<int:pk>/rows/<slug:list_>/", grid_views.rows, name="rows"),
    path("budgets/<int:pk>/cells/", grid_views.cells, name="cells"),
    path("budgets/<int:pk>/changes/", grid_views.changes, name="changes"),
    path("budgets/<int:pk>/live/", grid_views.live, name="live"),
    path("budgets/<int:pk>/parts/", grid_views.parts, name="parts"),
    path("budgets/<int:pk>/trial/", grid_views.trial, name="trial"),
    path("codes/<slug:system>/", grid_views.offer_codes, name="codes"),
]
