"""What an item brings forth, what it costs, and what may be done against it."""

from dataclasses import dataclass

from workflows.law.label import Label


@dataclass(frozen=True)
class Fee:
    """What the applicant pays: nothing without a law that says so (行政许可法 58-59)."""

    is_charged: bool
    text: Label
    basis: str
    amount_fen: int = 0


@dataclass(frozen=True)
class Rights:
    """Where somebody may turn who does not accept a decision."""

    reconsideration_body: Label
    reconsideration_days: int
    reconsideration_channel: Label
    """Where to ask for it online (行政复议法 22(2))."""
    court: Label
    litigation_months: int

    @property
    def text(self) -> Label:
        """The paragraph that every adverse document carries."""
        body, channel, court = self.reconsideration_body, self.reconsideration_channel, self.court
        days, months = self.reconsideration_days, self.litigation_months
        return Label(
            f"如不服本决定，可以自知道本决定之日起{days}日内向{body.zh}申请行政复议（《中华人民共和国行政复议法》第二十条），"
            f"也可以在线提出申请：{channel.zh}；或者自知道或者应当知道本决定之日起{months}个月内依法向{court.zh}提起行政诉讼"
            "（《中华人民共和国行政诉讼法》第四十六条）。",
            f"If you do not accept this decision, you may apply to {body.en} for administrative reconsideration "
            f"within {days} days of learning of it (Administrative Reconsideration Law, Article 20), also online: "
            f"{channel.en}; "
            f"or bring an action before {court.en} within {months} months of the day on which you knew or should have "
            "known of it (Administrative Litigation Law, Article 46).",
        )


@dataclass(frozen=True)
class ResultSpec:
    """What a grant brings forth."""

    code: str
    label: Label
    template: str
    """Name of the document in `documents`."""
    validity_years: int | None = None
    """None where it holds without end."""
    elicence_type: str = ""
    """The 21 characters of the licence's type in its identifier (GB/T 36904)."""
    is_public: bool = True
    """Whether the grant is published (行政许可法 40)."""
    fields: tuple[tuple[Label, str], ...] = ()
    """What stands on it: the label, and the code of the form field."""
