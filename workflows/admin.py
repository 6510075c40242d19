"""Gathers what the rooms show in the administration; who may see or change it is the portal's to say."""

import workflows.cases.admin
import workflows.catalogue.admin
import workflows.law.admin
import workflows.outcomes.admin
import workflows.outside.admin
import workflows.people.admin  # noqa: F401 (found by autodiscovery through this module)
