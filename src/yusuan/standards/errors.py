"""What is said of a definition that does not hold together."""

from __future__ import annotations


class InvalidDefinition(Exception):
    """A definition file that cannot be used; the message names the file and the key."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"定义文件 {file} 的“{key}”有误：{reason}")
        self.file, self.key, self.reason = file, key, reason
