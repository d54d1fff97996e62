"""Addresses of the administrator's desk."""

from django.urls import path

from yusuan.web.administration import views

_D = "administration/districts/<int:pk>/"
urlpatterns = [
    path("administration/", views.index, name="administration"),
    path("administration/districts/new/", views.district, name="new-district"),
    path(_D, views.district, name="district"),
    path(f"{_D}departments/", views.departments, name="departments"),
    path(f"{_D}departments/new/", views.department, name="new-department"),
    path(f"{_D}departments/<int:department_pk>/", views.department, name="department"),
    path(f"{_D}years/new/", views.year, name="new-year"),
    path(f"{_D}years/<int:year_pk>/", views.year, name="year"),
    path(f"{_D}years/<int:year_pk>/open/", views.open_year, name="open-year"),
    path(f"{_D}import/", views.take, name="import-people"),
    path("administration/people/new/", views.new_person, name="new-person"),
    path("administration/people/<int:pk>/", views.one, name="person"),
    path("administration/people/<int:pk>/act/", views.act, name="act-person"),
    path("account/data/", views.mine, name="my-data"),
]
