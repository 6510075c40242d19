"""The rows of the ledger: entries, leaves, tiles and heads that are never changed, and the anchors that follow them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Log(models.Model):
    """One tree with one key and one name; the newest row is the one that grows."""

    origin = models.TextField(unique=True)
    algorithm = models.TextField()
    year = models.IntegerField()
    public_key = models.BinaryField()
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("log")
        verbose_name_plural = _("logs")

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """One recorded act. `canonical` and `salt` are null once erased; `commitment` stays."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    subject = models.TextField()
    canonical = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField()

    # The columns of entry.Stored, in its order.
    STORED = ("id", "public_id", "at", "actor", "verb", "subject", "canonical", "salt", "commitment")

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.public_id}"


class Waiting(models.Model):
    """An entry without a leaf. A trigger on Entry adds the row, so that it commits with its entry or not at all."""

    # Without the foreign key's own check: the trigger copies the id of the very row, and every record() would pay.
    entry = models.OneToOneField(Entry, models.DO_NOTHING, primary_key=True, db_constraint=False)

    class Meta:
        verbose_name = _("waiting entry")
        verbose_name_plural = _("waiting entries")


class Leaf(models.Model):
    """The place of an entry in a tree; both unique constraints make a second sequencer harmless."""

    # Without the foreign keys' own checks: they would lock, and so write again, every entry that gets its leaf.
    entry = models.OneToOneField(Entry, models.DO_NOTHING, primary_key=True, db_constraint=False)
    log = models.ForeignKey(Log, models.DO_NOTHING, db_index=False, db_constraint=False)
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        verbose_name = _("leaf")
        verbose_name_plural = _("leaves")
        constraints = (models.UniqueConstraint(fields=["log", "index"], name="ledger_leaf_place"),)


class Tile(models.Model):
    """256 complete hashes of tree level 8 * `level`, joined, and the root over them."""

    log = models.ForeignKey(Log, models.DO_NOTHING, db_index=False)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        verbose_name = _("tile")
        verbose_name_plural = _("tiles")
        constraints = (models.UniqueConstraint(fields=["log", "level", "index"], name="ledger_tile_place"),)


class Head(models.Model):
    """A signed tree head; `note` is its C2SP checkpoint."""

    log = models.ForeignKey(Log, models.DO_NOTHING, db_index=False)
    size = models.BigIntegerField()
    root = models.BinaryField()
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        verbose_name = _("signed tree head")
        verbose_name_plural = _("signed tree heads")
        constraints = (models.UniqueConstraint(fields=["log", "size"], name="ledger_head_size"),)

    def __str__(self) -> str:
        return f"{self.log.origin} at {self.size}"


class Cosignature(models.Model):
    """A witness's signature line over a head; `witness` is its name."""

    head = models.ForeignKey(Head, models.DO_NOTHING)
    witness = models.TextField()
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("cosignature")
        verbose_name_plural = _("cosignatures")
        constraints = (models.UniqueConstraint(fields=["head", "witness"], name="ledger_cosignature_once"),)

    def __str__(self) -> str:
        return f"{self.witness} on {self.head}"


class Chain(models.Model):
    """A contract on a chain that takes the heads of one log.

    `code_sha256` is of the deployed code; `final_size` is what the contract held at `depth` when last looked at.
    """

    class Status(models.TextChoices):
        OK = "ok"
        WAITING = "waiting"
        STOPPED = "stopped"

    log = models.ForeignKey(Log, models.DO_NOTHING)
    name = models.TextField()
    chain_id = models.BigIntegerField()
    contract = models.TextField()
    code_sha256 = models.TextField()
    depth = models.IntegerField(default=0)
    deployed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    status = models.TextField(choices=Status, default=Status.OK)
    note = models.TextField(default="")
    looked_at = models.DateTimeField(null=True)
    final_size = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("chain")
        verbose_name_plural = _("chains")
        constraints = (
            models.UniqueConstraint(
                fields=["log", "name"], condition=Q(retired_at=None), name="ledger_chain_one_contract"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.chain_id}) {self.contract}"


class Anchor(models.Model):
    """One transaction that carries a head to a chain; `raw` is committed before the first send and sent unchanged.

    `base` is the size its consistency proof starts from. `gone_at`: the chain can no longer take it, or lost it;
    cleared where the chain shows it after all. `raw` and `tx_hash` are empty where the chain held the head already.
    """

    chain = models.ForeignKey(Chain, models.DO_NOTHING)
    head = models.ForeignKey(Head, models.DO_NOTHING)
    base = models.BigIntegerField()
    nonce = models.BigIntegerField()
    gas_price_wei = models.BigIntegerField(default=0)
    raw = models.BinaryField()
    tx_hash = models.BinaryField()
    signed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        constraints = (
            models.UniqueConstraint(
                fields=["chain"], condition=Q(final_at=None, gone_at=None), name="ledger_anchor_one_in_flight"
            ),
        )


class Alarm(models.Model):
    """Something that must not be; stays open until a later look finds it right again."""

    kind = models.TextField()
    about = models.TextField()
    detail = models.TextField()
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(cleared_at=None), name="ledger_alarm_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
