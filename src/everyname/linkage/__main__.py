"""``python -m everyname.linkage PEOPLE.csv --out-pairs P --out-clusters C``: the plain-file contract, alone."""

from __future__ import annotations

import argparse
import sys

from everyname.linkage.model import ModelError
from everyname.linkage.output import Call, link_file
from everyname.linkage.table import TableError


def main() -> int:
    """0 done, 2 the call or the input is wrong."""
    parser = argparse.ArgumentParser(prog="everyname.linkage", description=__doc__)
    parser.add_argument("people")
    parser.add_argument("--out-pairs", required=True)
    parser.add_argument("--out-clusters", required=True)
    parser.add_argument("--columns")
    parser.add_argument("--model")
    call = parser.parse_args()
    try:
        linked = link_file(call.people, call.out_pairs, call.out_clusters, Call(call.columns, call.model))
    except (TableError, ModelError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    kinds = ", ".join(f"{name} ({kind})" for name, kind in linked.table.mapping.items())
    count = linked.expected
    print(f"compared: {kinds}")
    print(f"{len(linked.table)} records, {len(set(linked.clusters.values()))} persons")
    print(f"expected {count.point:.0f} ({count.low:.0f} to {count.high:.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
