"""Which addresses of a network nobody may make us ask: those that only we can reach.

An article's address comes from strangers. Without this a feed could have us read a router's page, a cloud's
metadata service or the desk's own Label Studio, and store what they say as an article.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from annotate.core.errors import Refused, UsageError

Place = tuple[str, int]
"""A host as an address names it, in lower case, and a port."""

_MORE = tuple(
    ip_network(one)
    for one in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16",
                "64:ff9b:1::/48", "fec0::/10")
)  # fmt: skip
"""What the ipaddress of a Python of 2023 takes for public: Azure's metadata service, which is, Oracle's at
192.0.0.192, and what IANA's registries of special addresses hold beside."""
_TRANSLATED = ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last four bytes are the address that is reached."""


class Private(Refused):
    """It leads where nobody may send us."""


def refuse_private(address: str) -> None:
    """Refuses loopback, link-local, private, shared, multicast and reserved addresses, and metadata services.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as that IPv4 address.

    Raises:
        Private: with the address.
    """
    ip = ip_address(address.partition("%")[0])
    for one in _inside(ip) or [ip]:
        if not one.is_global or one.is_multicast or one.is_reserved or any(one in net for net in _MORE):
            raise Private(f"it leads to {address}, a private or reserved address")


def allowed(setting: str) -> frozenset[Place]:
    """`HOST:PORT,…` as the setting has it.

    Raises:
        UsageError: when an entry is no host with a port.
    """
    return frozenset(_place(entry.strip()) for entry in setting.split(",") if entry.strip())


def _place(entry: str) -> Place:
    host, _, port = entry.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"ANNOTATE_INTAKE_ALLOW: {entry!r} is not HOST:PORT", "for example 127.0.0.1:8000")
    return host.strip("[]").lower(), int(port)


def _inside(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(ip, IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED:
        found.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
