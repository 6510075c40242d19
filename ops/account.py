"""Under which user PostgreSQL runs: it refuses root, and its data may lie in a folder that others cannot enter."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.stop import Stop


@dataclass(frozen=True)
class Account:
    """The command that starts another as this user (empty: as oneself); `uid` owns the files, None: whoever runs."""

    identity: tuple[str, ...]
    uid: int | None = None
    gid: int | None = None

    def before(self) -> list[str]:
        """The words before a command."""
        return [*self.identity, "--"] if self.identity else []

    def own(self, folder: Path) -> None:
        """Make the folder this user's alone, and what is in it where another way of running left it to others."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        uid, gid = (os.geteuid(), os.getegid()) if self.uid is None or self.gid is None else (self.uid, self.gid)
        if folder.stat().st_uid == uid:
            return
        for file in (folder, *folder.rglob("*")):
            os.chown(file, uid, gid, follow_symlinks=False)

    def reaches(self, folder: Path) -> bool:
        """Whether a process of this user can write in `folder` through all the folders above it."""
        probe = folder / ".reached"
        # A real write: access(2), which `test -w` asks, leaves capabilities out of account.
        command = [*self.before(), "touch", str(probe)]
        reached = subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
        probe.unlink(missing_ok=True)
        return reached


def ways(user: pwd.struct_passwd) -> Iterator[Account]:
    """From the fewest powers to the most: none, reading any folder, writing any folder, a user namespace."""
    plain = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups")
    yield Account(plain, user.pw_uid, user.pw_gid)
    for power in ("dac_read_search", "dac_override"):
        powers = (f"--inh-caps=+{power}", f"--ambient-caps=+{power}")
        yield Account((*plain, *powers), user.pw_uid, user.pw_gid)
    yield Account(("unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}", "--", "setpriv"))


def choose(folder: Path) -> Account:
    """Oneself, or for root the user `postgres` in the first way that reaches `folder`; the folder becomes theirs."""
    if os.geteuid() != 0:
        account = Account(())
        account.own(folder)
        return account
    try:
        user = pwd.getpwnam("postgres")
    except KeyError as error:
        raise Stop(
            "PostgreSQL refuses to run as root and there is no user `postgres`: install postgresql-15.", 2
        ) from error
    for account in ways(user):
        account.own(folder)
        if account.reaches(folder):
            return account
    raise Stop(
        f"No way found to run PostgreSQL as `postgres` on {folder}; set DATABASE_URL to a server of your own.", 2
    )
