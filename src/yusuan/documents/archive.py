"""The members of a zip file, unpacked within bounds; what it declares is not believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from yusuan.documents import limits
from yusuan.documents.model import UnreadableDocument

DAMAGED: Final = "文件不完整或已损坏，无法打开，请重新下载或用原软件打开后另存再试。"
ENCRYPTED: Final = "文件已加密，无法读取，请先去掉密码保护再试。"
TOO_MUCH: Final = "文件解开后过大或过多（疑似压缩炸弹），为安全起见没有读取。"
DECLARED: Final = "文件的 XML 里带有文档类型或实体声明，为安全起见没有读取，请用原软件另存再试。"

_CHUNK: Final = 1 << 20
_FLAG_ENCRYPTED: Final = 0x1
_DECLARATIONS: Final = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Archive:
    """A zip file opened with care: bounded in members, in size, and in how far they expand."""

    def __init__(self, data: bytes) -> None:
        """Open the archive; raises UnreadableDocument for one that is damaged or a bomb."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except limits.DAMAGE as error:
            raise UnreadableDocument(DAMAGED) from error
        self._members = {_plain(each.filename): each for each in self._zip.infolist()}
        self._left = limits.EXPANDED_BYTES
        self._seen: dict[str, bytes] = {}
        _refuse_bombs(self._zip.infolist())

    @property
    def names(self) -> Mapping[str, object]:
        """The names of the members, with forward slashes."""
        return self._members

    @property
    def is_encrypted(self) -> bool:
        """Whether any member needs a password."""
        return any(each.flag_bits & _FLAG_ENCRYPTED for each in self._zip.infolist())

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises UnreadableDocument, also where it is missing."""
        if name not in self._seen:
            self._seen[name] = self._unpack(name)
        return self._seen[name]

    def root(self, name: str) -> etree._Element:
        """The root of an XML member, parsed without entities, network or document types."""
        return parse_xml(self.read(name))

    def matching(self, prefix: str, suffix: str = ".xml") -> Iterator[str]:
        """The names that start and end so, in the order of the archive."""
        return (each for each in self._members if each.startswith(prefix) and each.endswith(suffix))

    def _unpack(self, name: str) -> bytes:
        member = self._members.get(name)
        if member is None:
            raise UnreadableDocument(DAMAGED)
        if member.flag_bits & _FLAG_ENCRYPTED:
            raise UnreadableDocument(ENCRYPTED)
        ceiling = min(self._left, _ceiling(member))
        data = self._bounded(member, ceiling)
        self._left -= len(data)
        return data

    def _bounded(self, member: zipfile.ZipInfo, ceiling: int) -> bytes:
        """What the member really holds, counted while it is unpacked."""
        parts = bytearray()
        try:
            with self._zip.open(member) as stream:
                while part := stream.read(_CHUNK):
                    parts += part
                    if len(parts) > ceiling:
                        raise UnreadableDocument(TOO_MUCH)
        except limits.DAMAGE as error:
            raise UnreadableDocument(DAMAGED) from error
        return bytes(parts)


def parse_xml(data: bytes) -> etree._Element:
    """The root of a piece of XML; raises UnreadableDocument for damage and for declarations."""
    refuse_declarations(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except limits.DAMAGE as error:
        raise UnreadableDocument(DAMAGED) from error


def refuse_declarations(data: bytes) -> None:
    """Refuse XML that declares a document type or entities; office files never need to."""
    if any(mark in data for mark in _DECLARATIONS):
        raise UnreadableDocument(DECLARED)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _ceiling(member: zipfile.ZipInfo) -> int:
    return max(limits.SMALL_MEMBER, member.compress_size * limits.EXPANSION)


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by what is declared; what is not declared is caught while unpacking."""
    declared = sum(each.file_size for each in members)
    swollen = any(each.file_size > _ceiling(each) for each in members)
    if len(members) > limits.MEMBERS or declared > limits.EXPANDED_BYTES or swollen:
        raise UnreadableDocument(TOO_MUCH)
