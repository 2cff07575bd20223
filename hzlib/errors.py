"""The one error that users are meant to read."""

import errno
from typing import Any

from hzlib.messages import Message, told

_REASONS = {
    errno.ENOENT: Message("there is no such file or folder"),
    errno.EACCES: Message("not permitted"),
    errno.EPERM: Message("not permitted"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("part of its path is no folder"),
    errno.EEXIST: Message("a file of that name is in the way"),
}


class HzError(Exception):
    """Something that a user can mend.

    Parameters
    ----------
    what : str or Message
        What went wrong, with the name of the file or the value at fault: an English template
        whose Chinese is in ``messages.csv``.
    remedy : str or Message, optional
        What to do about it, likewise.
    **fields
        What stands in the two.

    Examples
    --------
    >>> error = HzError("{path}: the file is empty", "give one report a file", path="report.txt")
    >>> str(error)
    'report.txt: 文件是空的；请一份报告一个文件'
    """

    def __init__(self, what: str | Message, remedy: str | Message = "", /, **fields: Any) -> None:
        # The arguments stay as they were given: pickling and copying make the error of them anew.
        super().__init__(what, remedy)
        self.fields = fields

    def __str__(self) -> str:
        if not self.remedy:
            return self.what
        return told("{what}; {remedy}", what=self.what, remedy=self.remedy)

    def _render_traceback_(self) -> list[str]:
        # In a notebook the message is all; whose code raised it is of no use to who reads it.
        return [f"（{self}）"]

    @property
    def what(self) -> str:
        """What went wrong, in the language in use."""
        return self._worded(self.args[0])

    @property
    def remedy(self) -> str:
        """What to do about it, in the language in use."""
        return self._worded(self.args[1])

    def _worded(self, part: str | Message) -> str:
        return str(part) if isinstance(part, Message) else told(part, **self.fields)


def reason(error: OSError) -> Message | str:
    """Return why the system refused, for a message; as the system says it if that is rare.

    Examples
    --------
    >>> str(reason(FileNotFoundError(2, "No such file or directory")))
    '没有这个文件或文件夹'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
