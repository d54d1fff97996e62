"""The entries of the audit log."""

from __future__ import annotations

from typing import Any

from django.db import models


class Unchangeable(TypeError):
    """An entry that somebody wanted to change or delete."""


class Entry(models.Model):
    """One thing that was done. Each entry's hash covers its content and the hash before it.

    ``chain`` is one budget's ("budget:12") or the system's ("system"); ``number`` counts in it.
    """

    chain = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    who = models.CharField(max_length=140)  # name and account, as they were
    user_id = models.BigIntegerField(null=True)  # kept when the person is gone
    action = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Each number once in its chain."""

        ordering = ("chain", "number")
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="entry_once"),)

    def save(self, *args: Any, **options: Any) -> None:
        """Add the entry; one that stands cannot be saved again."""
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002
        """Never."""
        raise Unchangeable

    def __str__(self) -> str:
        return f"{self.chain}#{self.number} {self.action}"
