#!/usr/bin/env python3
"""Makes tests/core/synth/golden/*.txt: what ObsPy says of travel times in layered crusts and of Peterson's noise models.

Run it with a Python that has obspy: python tests/golden/core_synth.py
Flat layers of constant velocity become a sphere whose velocity is linear in radius (earth flattening backwards), which TauP's
layers hold exactly, but for a gradient of 5e-5 per km about each layer's middle: without it rays circle the sphere for ever.
Head waves are left out: TauP wants a real gradient for them.
"""
import math
import pathlib
import tempfile

import numpy as np
import obspy.taup
from obspy.signal.spectral_estimation import get_nhnm, get_nlnm
from obspy.taup import TauPyModel
from obspy.taup.taup_create import build_taup_model

HERE = pathlib.Path(__file__).resolve().parent.parent / "core" / "synth" / "golden"
RADIUS = 6371.0
# Tops in km, Vp and Vs in km/s; the last is the mantle.
CRUSTS = {
    "plain": [(0, 5.0, 2.89), (3, 6.0, 3.46), (18, 6.7, 3.87), (33, 8.0, 4.5)],
    "cover": [(0, 2.2, 0.9), (0.8, 4.6, 2.6), (4, 5.9, 3.4), (14, 6.3, 3.65), (26, 6.9, 3.95), (41, 8.1, 4.6)],
    "thin": [(0, 5.6, 3.2), (10, 6.5, 3.75), (24, 7.8, 4.4)],
}
SOURCES = [(5.0, 8.0), (9.0, 35.0), (12.0, 90.0), (6.0, 170.0), (15.0, 260.0), (21.0, 330.0)]  # depth, distance in km


def sphere(flat_km):
    """Depth in the sphere of a depth in the flat model."""
    return RADIUS * (1 - math.exp(-flat_km / RADIUS))


def model(layers, folder, name):
    lines = []

    def point(flat_km, vp, vs):
        shrink = math.exp(-flat_km / RADIUS)
        lines.append("%.9f %.9f %.9f 3.0" % (sphere(flat_km), vp * shrink, vs * shrink))

    for (top, vp, vs), (bottom, _, _) in zip(layers, layers[1:]):
        slight = 2.5e-5 * (bottom - top)
        point(top, vp * (1 - slight), vs * (1 - slight))
        point(bottom, vp * (1 + slight), vs * (1 + slight))
    top, vp, vs = layers[-1]
    lines.append("mantle")
    point(top, vp, vs)
    # Below, iasp91 as ObsPy has it; no ray of ours goes there.
    deep = [row.split() for row in (pathlib.Path(obspy.taup.__file__).parent / "data" / "iasp91.tvel").read_text().splitlines()[2:]]
    deep = [row for row in deep if float(row[0]) >= 210]
    for before, row in zip([None] + deep, deep):
        if before and before[0] == row[0] and float(row[0]) in (2889, 5153.9):
            lines.append("outer-core" if float(row[0]) == 2889 else "inner-core")
        lines.append(" ".join(row[:4]))
    path = pathlib.Path(folder) / (name + ".nd")
    path.write_text("\n".join(lines) + "\n")
    build_taup_model(str(path), output_folder=folder, verbose=False)
    return TauPyModel(str(pathlib.Path(folder) / (name + ".npz")))


def travel_times():
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for name, layers in CRUSTS.items():
            taup = model(layers, folder, name)
            out.append("crust %s" % " ".join("%g %g %g" % layer for layer in layers))
            for depth, distance in SOURCES:
                for wave in "PS":
                    # direct up; reflected at every boundary below the source
                    wanted = [("direct", wave.lower())]
                    for top, _, _ in layers:
                        if top > depth:
                            wanted.append(("reflected %g" % top, "%sv%s%s" % (wave, "m" if top == layers[-1][0] else "%.9f" % sphere(top), wave)))
                    for label, phase in wanted:
                        arrivals = taup.get_travel_times(sphere(depth), math.degrees(distance / RADIUS), [phase])
                        if arrivals:
                            out.append("%s %g %g %s %.4f" % (wave, depth, distance, label, min(a.time for a in arrivals)))
    (HERE / "travel_times.txt").write_text("\n".join(out) + "\n")


def noise_models():
    out = []
    for name, (periods, db) in (("low", get_nlnm()), ("high", get_nhnm())):
        for period in np.geomspace(0.11, 9000, 40):
            out.append("%s %.5g %.3f" % (name, period, np.interp(math.log10(period), np.log10(periods)[np.argsort(periods)], db[np.argsort(periods)])))
    (HERE / "noise_models.txt").write_text("\n".join(out) + "\n")


HERE.mkdir(exist_ok=True)
travel_times()
noise_models()
