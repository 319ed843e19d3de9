"""What reading loads once a process: models, tables, libraries. It is never garbage."""

import gc
from functools import cache


@cache
def keep_what_is_loaded() -> None:
    """
    Take all that the process holds from the work of the garbage collector; once, however often it
    is called. For commands that read many pages, after the first of them.

    Else each full collection walks the same models, tables and libraries again, a thirtieth of the
    time of reading. What is garbage by then is collected before.
    """
    gc.collect()
    gc.freeze()
