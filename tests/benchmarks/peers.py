"""The Python environment with the programs that SeisDesk is measured beside: made once in build/peers (about 6 GB)."""
import subprocess
import sys

PACKAGES = ["torch==2.11.0", "seisbench==0.12.6", "obspy==1.5.1", "adloc==1.0.5", "numba", "scikit-learn", "pyproj", "pandas"]


def peer_python(build):
    folder = build.resolve().parent / "peers"
    if not (folder / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=True)
        (folder / "complete").touch()
    return folder / "bin/python"
