"""What keeps a worker within bounds: memory, files, and on Linux no sockets and no programs.

The query guard refuses what reaches outside before it runs; these bounds hold even if it should miss something.
"""

from __future__ import annotations

import contextlib
import ctypes
import platform
import resource
import signal
import struct
import sys

_PDEATHSIG, _NO_NEW_PRIVS, _SET_SECCOMP, _MODE_FILTER = 1, 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with EACCES
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # classic BPF
# by machine: what the kernel calls it, and the numbers of socket, connect, execve, execveat, io_uring_setup, ptrace
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 425, 101)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 425, 117)),
}
"""From the kernel's ``audit.h`` and system call tables."""


def confine(writes: bool = False) -> bool:
    """Forbid this process sockets, programs, core dumps and, unless it ``writes``, files; it ends with its parent.

    Returns whether the kernel took the ban on sockets and programs (Linux on x86-64 or ARM64 with seccomp).
    """
    for what in (resource.RLIMIT_CORE,) if writes else (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return _forbid_calls(libc)


def bound_memory(megabytes: int) -> None:
    """Let this process take so much more address space than it has now; beyond, an allocation fails."""
    pages = _address_space()
    if pages is None:
        return
    limit = pages + megabytes * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _address_space() -> int | None:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - read before pathlib is needed
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return None


def _forbid_calls(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _CALLS:
        return False
    machine, calls = _CALLS[platform.machine()]
    rules = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE)]
    rules += [(_LOAD, 0, 0, 0), (_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE)]  # other call tables
    for call in calls:
        rules += [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, _REFUSE)]
    rules.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    program = Program(len(rules), ctypes.cast(code, ctypes.c_void_p))
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
