#!/usr/bin/env python3
"""Reads QuakeML files with ObsPy: any warning or error is a failure. With --schema DIR also validates by the schema there.

    check_quakeml.py [--schema DIR] FILE...
"""
import argparse
import sys
import warnings

import obspy
from lxml import etree


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--schema", help="folder of QuakeML-1.2.xsd")
    arguments.add_argument("files", nargs="+")
    options = arguments.parse_args()
    schema = etree.XMLSchema(file=f"{options.schema}/QuakeML-1.2.xsd") if options.schema else None
    warnings.simplefilter("error")
    bad = 0
    for name in options.files:
        try:
            if schema is not None:
                schema.assertValid(etree.parse(name))
            catalogue = obspy.read_events(name, format="QUAKEML")
            counts = [sum(len(getattr(event, kind)) for event in catalogue)
                      for kind in ("picks", "origins", "magnitudes", "amplitudes", "focal_mechanisms")]
            arrivals = sum(len(origin.arrivals) for event in catalogue for origin in event.origins)
            print(f"{name}: ok, {len(catalogue)} events, {counts[0]} picks, {arrivals} arrivals, {counts[1]} origins, "
                  f"{counts[2]} magnitudes, {counts[3]} amplitudes, {counts[4]} mechanisms")
        except Exception as error:  # any warning raises here
            bad += 1
            print(f"{name}: {type(error).__name__}: {error}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
