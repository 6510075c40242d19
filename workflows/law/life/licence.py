"""A licence once it is issued: five ways to lose it, which are five different legal acts (行政许可法 8, 50, 69, 70)."""

from workflows.law.life import Life, table

IN_FORCE = "valid|suspended"

KIND = Life(
    code="licence",
    begins="valid",
    moves=table(
        "valid",
        {
            # 变更, 更正: a new version of the certificate takes the old one's place.
            "valid -change": "valid",
            "valid -correct": "valid",
            # 延续: asked for in time; silence at expiry renews (50).
            "valid -renew": "valid",
            "valid -renew_by_silence": "valid",
            "valid -suspend": "suspended",
            "suspended -resume": "valid",
            "valid|suspended -expire": "expired",
            # 撤回: lawful once, but law or facts have changed (8); the holder is compensated.
            f"{IN_FORCE} -recall": "recalled",
            # 撤销: was never lawful (69); also after it has expired, for what was done under it.
            f"{IN_FORCE}|expired -revoke": "revoked",
            # 吊销: a penalty for what the holder did (行政处罚法 9).
            f"{IN_FORCE} -strip": "stripped",
            # 注销: only enters into the register that it is over (70).
            "valid|suspended|expired|recalled|revoked|stripped -cancel": "cancelled",
        },
    ),
    decided=frozenset({"recalled", "revoked", "stripped", "cancelled"}),
)
