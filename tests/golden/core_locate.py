#!/usr/bin/env python3
"""Makes tests/core/locate/golden/*.txt: what ObsPy says of travel times and of geodesics.

Run it with a Python that has obspy: python tests/golden/core_locate.py
travel_times.txt: model, phase, depth (km), distance (degrees), seconds, slowness (s/degree), take-off (degrees from down).
geodesics.txt: latitude, longitude of two points, distance (km), azimuth of the second from the first.
"""
import pathlib

import numpy as np
from obspy.geodetics import gps2dist_azimuth
from obspy.taup import TauPyModel

HERE = pathlib.Path(__file__).resolve().parent.parent / "core" / "locate" / "golden"
# Our name: TauP's names, the earliest counts. TauP calls the ray that leaves upwards p, and turns Pg anywhere above the Moho.
LOCAL = {"P": ["p", "P", "Pn", "Pg"], "S": ["s", "S", "Sn", "Sg"], "Pn": ["Pn", "P"], "PmP": ["Pv35P"], "SmS": ["Sv35S"]}
FAR = {"P": ["P", "Pdiff"], "S": ["S", "Sdiff"], "PKP": ["PKP", "PKIKP"], "PKIKP": ["PKIKP"], "SKS": ["SKS", "SKIKS"], "PcP": ["PcP"], "ScS": ["ScS"],
       "pP": ["pP"], "sP": ["sP"], "sS": ["sS"]}
LOCAL_DEPTHS = [0.0, 3.3, 10.0, 18.7, 26.0, 36.5, 60.0, 151.0, 333.0, 605.0, 690.0]
LOCAL_DISTANCES = [0.013, 0.077, 0.251, 0.553, 0.998, 1.347, 1.931, 2.777, 4.113, 6.37, 8.222, 9.871]
FAR_DEPTHS = [0.0, 33.3, 120.0, 411.0, 650.0]
FAR_DISTANCES = [13.1, 17.3, 19.9, 22.6, 27.4, 35.7, 48.3, 61.2, 77.7, 88.8, 95.6, 103.3, 118.1, 131.4, 142.3, 152.2, 166.6, 178.8]


def rows(name, phases, depths, distances):
    model = TauPyModel(name)
    for depth in depths:
        for distance in distances:
            for phase, theirs in phases.items():
                if (phase == "Pn" and depth > 35) or (phase in ("PmP", "SmS") and (depth > 35 or distance > 7)):
                    continue
                found = model.get_travel_times(depth, distance, theirs)
                if phase == "PKIKP":
                    found = [a for a in found if a.purist_name == "PKIKP"]
                found = [a for a in found if a.purist_distance < 180 and (a.name not in ("Pdiff", "Sdiff") or distance <= 120)]
                if phase == "Pn":  # a refraction in the mantle's top 175 km, head wave or turning
                    found = [a for a in found if a.name == "Pn" or 13.2 < a.ray_param_sec_degree < 13.9]
                if phase in ("pP", "sP", "sS"):
                    # TauP wants the last leg to turn below the source, which matters where there are several.
                    found = [a for a in found if 0 < depth <= 120 or distance > 30]
                if found:
                    first = min(found, key=lambda a: a.time)
                    yield "%s %s %g %g %.4f %.5f %.3f" % (name, phase, depth, distance, first.time, first.ray_param_sec_degree, first.takeoff_angle)


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    lines = []
    for name in ("iasp91", "ak135"):
        lines += rows(name, LOCAL, LOCAL_DEPTHS, LOCAL_DISTANCES)
        lines += rows(name, FAR, FAR_DEPTHS, FAR_DISTANCES)
    (HERE / "travel_times.txt").write_text("\n".join(lines) + "\n")
    random = np.random.default_rng(1)
    lines = []
    for reach in (0.05, 0.5, 3.0, 9.0, 60.0):
        for _ in range(12):
            a = (random.uniform(-70, 70), random.uniform(-180, 180))
            b = (np.clip(a[0] + random.uniform(-reach, reach), -89, 89), a[1] + random.uniform(-reach, reach))
            metres, azimuth, _ = gps2dist_azimuth(*a, b[0], (b[1] + 180) % 360 - 180)
            lines.append("%.6f %.6f %.6f %.6f %.6f %.5f" % (*a, *b, metres / 1e3, azimuth))
    (HERE / "geodesics.txt").write_text("\n".join(lines) + "\n")


main()
