"""Addresses of the check desk."""

from django.urls import path

from yusuan.web.checking import views

urlpatterns = [
    path("check/", views.index, name="inspections"),
    path("check/<int:pk>/", views.inspection, name="inspection"),
    path("check/<int:pk>/progress/", views.progress, name="inspection-progress"),
    path("check/<int:pk>/reports/<int:number>/", views.report, name="inspection-report"),
    path("check/<int:pk>/save/", views.save, name="inspection-save"),
    path("check/<int:pk>/drop/", views.drop, name="inspection-drop"),
    path("check/<int:pk>/<str:name>", views.data, name="inspection-data"),
]
