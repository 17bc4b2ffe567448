#!/usr/bin/env python3
"""What ObsPy reads from StationXML files, as small numbers for tests/core/io/stationxml_read_test.cpp.

    stationxml.py SHARED_FOLDER > tests/golden/stationxml.json
"""
import json
import sys
import warnings
from pathlib import Path

import obspy
from obspy.core.inventory import response as r

FILES = [
    "data/formats/stationxml/F1_423_small.xml",
    "data/formats/stationxml/IRIS_single_channel_with_response.xml",
    "data/formats/stationxml/IRIS_single_channel_with_response_custom_tags.xml",
    "data/formats/stationxml/only_soh.xml",
    "data/formats/stationxml/stationxml_BK.CMB.__.LKS.xml",
    "data/formats/stationxml/stationxml_with_availability.xml",
    "data/ridgecrest_stationxml/CI.CLC.xml",
    "data/ridgecrest_stationxml/PB.B916.xml",
]


def expanded(stage):
    """All coefficients of a FIR stage."""
    c = [float(x) for x in stage.coefficients]
    if stage.symmetry == "ODD":
        return c + c[-2::-1]
    return c + c[::-1] if stage.symmetry == "EVEN" else c


def describe(stage):
    """Kind, gain, number of parameters and a sum that any slip in them changes."""
    weigh = lambda values: sum((i + 1) * v for i, v in enumerate(values))
    if isinstance(stage, r.PolesZerosResponseStage):
        roots = [complex(x) for x in stage.zeros + stage.poles]
        return ["PolesZeros", stage.stage_gain, len(roots), weigh([x.real + 2 * x.imag for x in roots])]
    if isinstance(stage, r.CoefficientsTypeResponseStage):
        values = [float(x) for x in list(stage.numerator) + list(stage.denominator)]
        return ["Coefficients", stage.stage_gain, len(values), weigh(values)]
    if isinstance(stage, r.FIRResponseStage):
        values = expanded(stage)
        return ["FIR", stage.stage_gain, len(values), weigh(values)]
    if isinstance(stage, r.PolynomialResponseStage):
        return ["Polynomial", None, len(stage.coefficients), weigh([float(x) for x in stage.coefficients])]
    return ["Gain", stage.stage_gain, 0, 0.0]


def main(shared):
    warnings.simplefilter("ignore")
    out = {}
    for name in FILES:
        channels = []
        for network in obspy.read_inventory(str(Path(shared) / name), format="STATIONXML"):
            for station in network:
                for channel in station:
                    response = channel.response
                    sensitivity = response.instrument_sensitivity if response else None
                    channels.append({
                        "id": f"{network.code}.{station.code}.{channel.location_code}.{channel.code}",
                        "start": channel.start_date.timestamp if channel.start_date else None,
                        "place": [channel.latitude, channel.longitude, channel.elevation, channel.depth],
                        "orientation": [channel.azimuth, channel.dip],
                        "rate": channel.sample_rate,
                        "sensitivity": [sensitivity.value, sensitivity.frequency] if sensitivity and sensitivity.value else None,
                        "stages": [describe(s) for s in (response.response_stages if response else [])],
                    })
        out[name] = channels
    json.dump(out, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main(sys.argv[1])
