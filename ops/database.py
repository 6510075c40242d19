"""PostgreSQL as a part: the private cluster with the portal's database in it."""

from collections.abc import Mapping

from ops.layout import Layout
from ops.postgres import Cluster, url
from ops.processes import Process


class Database:
    """The embedded PostgreSQL; whoever is started later finds it in DATABASE_URL."""

    name = "postgres"

    def __init__(self, layout: Layout, environment: Mapping[str, str], database: str = "onedoor") -> None:
        self.cluster = Cluster(layout.var / "postgres", environment, layout.log / "postgres.log")
        self.database = database

    @property
    def process(self) -> Process | None:
        return self.cluster.process

    def start(self, environment: Mapping[str, str]) -> None:
        self.cluster.start()
        self.cluster.create(self.database)

    def gives(self) -> dict[str, str]:
        return {"DATABASE_URL": url(self.cluster.socket_folder, self.database)}

    def prepared_with(self) -> str:
        """What `prepare` noted last; it stands in the database, so that a restored one tells of itself."""
        if self.cluster.ask(self.database, "select to_regclass('ops_prepared')") == "":
            return ""
        return self.cluster.ask(self.database, "select digest from ops_prepared")

    def note_prepared(self, digest: str) -> None:
        """Note the hexadecimal digest of what has prepared this database."""
        table = "drop table if exists ops_prepared; create table ops_prepared (digest text not null)"
        self.cluster.ask(self.database, f"{table}; insert into ops_prepared values ('{digest}')")

    def ready(self) -> bool:
        return True

    def tick(self) -> None:
        return

    def stop(self) -> None:
        self.cluster.stop()
