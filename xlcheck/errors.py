"""What can go wrong, said for people. Each of these ends a run with exit code 2."""


class XlcheckError(Exception):
    """Something could not be checked; `str()` is the line to show, without the leading `xlcheck: `."""


class InputError(XlcheckError):
    """An article that cannot be read or holds nothing to check."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep the name the user gave, so that the line begins with it."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CapError(InputError):
    """An article that goes beyond a cap; the line names the cap and where it is set."""

    def __init__(self, path: str, reason: str, cap: str) -> None:
        """`cap` is the field of settings.Caps that was hit."""
        name = cap.replace("_", "-")
        super().__init__(path, f"{reason} (the cap {name}, set under [caps] in the configuration)")


class SettingsError(XlcheckError):
    """An option or a configuration file that makes no sense."""


class ModelError(XlcheckError):
    """An embedding model that is missing, damaged or not to be trusted."""
