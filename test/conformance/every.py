"""All mutants, in the order in which they are shown."""

import claim_envelope  # noqa: F401
import claim_segments  # noqa: F401
import claim_elements  # noqa: F401
import claim_meaning  # noqa: F401
import remittances  # noqa: F401
import answers  # noqa: F401
