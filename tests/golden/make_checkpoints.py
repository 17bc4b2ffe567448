"""Small PyTorch, safetensors and Keras files for the checkpoint readers' tests: python3 make_checkpoints.py (torch, h5py)."""
import collections
import pathlib
import struct
import json

import torch

out = pathlib.Path(__file__).parent / "checkpoints"
out.mkdir(exist_ok=True)


class Outlaw:
    """Any class of the user's own: refused."""


a = torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4
plain = collections.OrderedDict(
    a=a,
    transposed=a.t(),  # strides (1, 3)
    slice=torch.arange(20, dtype=torch.float32)[5:15:3],  # offset 5, stride 3
    half=torch.tensor([1.5, -0.25, 65504.0, 6e-8], dtype=torch.float16),
    brain=torch.tensor([1.0, -3.0], dtype=torch.bfloat16),
    double=torch.tensor([0.1], dtype=torch.float64),
    count=torch.tensor(7),
    empty=torch.zeros(0, 4),
)
torch.save(plain, out / "plain.pth")
torch.save(dict(plain), out / "dict_protocol4.pth", pickle_protocol=4)
training = {
    "epoch": 3,
    "loss": 0.5,
    "use_ddp": True,
    "note": "made for tests",
    "model_dict": collections.OrderedDict(("module._orig_mod." + k, v) for k, v in plain.items()),
    "optimizer_dict": {"state": {0: {"step": torch.tensor(1.0)}}, "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.999), "params": [0]}]},
}
torch.save(training, out / "training.pth")
torch.save({"w": torch.nn.Parameter(a), "tied": a, "also_tied": a}, out / "parameter.pth")
torch.save(plain, out / "legacy.pth", _use_new_zipfile_serialization=False)
torch.save({"a": a, "evil": Outlaw()}, out / "outlaw.pth")
torch.save([1, 2, 3], out / "no_tensors.pth")
torch.jit.script(torch.nn.Linear(2, 2)).save(out / "script.pt")

header = {"__metadata__": {"made": "by hand"}, "b": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
          "a": {"dtype": "I64", "shape": [], "data_offsets": [8, 16]}}
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
(out / "small.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + struct.pack("<ffq", 1.5, -2.0, 9))
