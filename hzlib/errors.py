"""The one error that users are meant to read."""


class HzError(Exception):
    """Something that a user can mend.

    Parameters
    ----------
    what : str
        What went wrong, with the name of the file or the value at fault.
    remedy : str, optional
        What to do about it.

    Examples
    --------
    >>> str(HzError("report.txt: the file is empty", "give a file with text"))
    'report.txt: the file is empty; give a file with text'
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what}; {remedy}" if remedy else what)
        self.what = what
        self.remedy = remedy
