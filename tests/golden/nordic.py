#!/usr/bin/env python3
"""Golden numbers for the Nordic reader, from ObsPy.

    python3 tests/golden/nordic.py tests/golden

Writes nordic_old.out and nordic_new.out, three made-up earthquakes in either format as ObsPy writes them, and nordic.csv with
what ObsPy reads from them and from the S-files it is tested with ("obspy/..."; found again in the same installation). One row per
event and per phase reading; amplitudes, durations and back-azimuths, which ObsPy also calls picks, are left out.
"""
import csv
import io
import pathlib
import sys
import warnings

import numpy as np
import obspy
from obspy import UTCDateTime
from obspy.core import event as ev
from obspy.io.nordic import core as nordic

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(4)


def made_up():
    catalog = ev.Catalog()
    for day, hour in (("2023-02-28", 23), ("2023-12-31", 12), ("2024-02-28", 23)):
        time = UTCDateTime(f"{day}T{hour}:59:41.3")
        origin = ev.Origin(time=time, latitude=-41.235, longitude=174.125, depth=12300.0, creation_info=ev.CreationInfo(agency_id="TST"))
        e = ev.Event(origins=[origin], event_descriptions=[ev.EventDescription(text="LQ")])
        e.magnitudes = [ev.Magnitude(mag=2.4, magnitude_type="ML", creation_info=ev.CreationInfo(agency_id="TST"), origin_id=origin.resource_id)]
        for k, station in enumerate(("ABC", "WELL", "LONGN", "QQ")):
            for phase, delay in (("P", 4.0 + 6 * k), ("S", 7.0 + 10 * k)):
                pick = ev.Pick(time=time + delay + round(float(rng.uniform()), 2), phase_hint=phase + ("g" if k == 1 else ""),
                               waveform_id=ev.WaveformStreamID(network_code="NZ", station_code=station, location_code="10",
                                                               channel_code="HHZ" if phase == "P" else "HHN"),
                               onset=("impulsive", "emergent", None)[k % 3], evaluation_mode="automatic" if k == 3 else "manual",
                               polarity=("positive", "negative", None)[(k + len(phase)) % 3] if phase == "P" else None)
                e.picks.append(pick)
                origin.arrivals.append(ev.Arrival(phase=pick.phase_hint, pick_id=pick.resource_id, time_residual=0.12, time_weight=0.9, distance=0.3 * (k + 1), azimuth=40 + k))
        catalog.append(e)
    return catalog


for name, version in (("nordic_old.out", "OLD"), ("nordic_new.out", "NEW")):
    made_up().write(str(folder / name), format="NORDIC", userid="TEST", evtype="L", wavefiles=["none"] * 3, high_accuracy=False, nordic_format=version)

out = csv.writer(open(folder / "nordic.csv", "w", newline=""), lineterminator="\n")
out.writerow(["file", "event", "station", "channel", "phase", "time_ns", "polarity", "onset", "mode", "weight", "latitude", "longitude", "depth_m", "magnitudes"])
obspy_data = pathlib.Path(nordic.__file__).parent / "tests" / "data"
sources = [("nordic_old.out", folder / "nordic_old.out"), ("nordic_new.out", folder / "nordic_new.out")]
sources += [("obspy/" + p.name, p) for p in sorted(obspy_data.iterdir()) if p.is_file() and p.suffix != ".png"]
for name, path in sources:
    try:
        catalog = obspy.read_events(str(path), format="NORDIC")
    except Exception:
        continue
    for number, event in enumerate(catalog):
        origin = event.origins[0]
        out.writerow([name, number, "", "", "", origin.time.ns, "", "", event.event_type or "", "", "" if origin.latitude is None else origin.latitude,
                      "" if origin.longitude is None else origin.longitude, "" if origin.depth is None else round(origin.depth, 3),
                      " ".join(f"{m.mag}{m.magnitude_type}" for m in event.magnitudes)])
        for pick in event.picks:
            phase = pick.phase_hint
            if not phase or phase == "END" or phase.startswith(("BAZ", "A", "V", "IA", "IV")):
                continue
            weight = pick.extra["nordic_pick_weight"]["value"] if hasattr(pick, "extra") and "nordic_pick_weight" in pick.extra else ""
            out.writerow([name, number, pick.waveform_id.station_code, (pick.waveform_id.channel_code or "").replace(" ", ""), phase, pick.time.ns,
                          pick.polarity if pick.polarity in ("positive", "negative") else "", pick.onset or "", pick.evaluation_mode, weight, "", "", "", ""])
