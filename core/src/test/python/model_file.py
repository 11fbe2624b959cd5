"""Reads a model as docs/file-format.md has it, by Python's standard library alone.

    python3 model_file.py model.safetensors < rows.json

checks the hash, encodes the rows (an array of arrays of numbers) and prints mu and log sigma^2 of
q(z|x) of each as JSON. Models of tables are left out: their first layer is not given x itself.
"""

import array
import hashlib
import json
import math
import struct
import sys


class Model:
    def __init__(self, file):
        (length,) = struct.unpack("<Q", file[:8])
        entries = json.loads(file[8 : 8 + length])
        self.metadata = entries.pop("__metadata__")
        self.bytes = {}
        for name, entry in entries.items():
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            self.bytes[name] = file[begin:end]
        self.architecture = json.loads(self.metadata["elbo.model"])

    def check_hash(self):
        digest = hashlib.sha256()
        for key in sorted(self.metadata):
            if key.startswith("elbo.") and key != "elbo.sha256":
                digest.update(f"{key}\0{self.metadata[key]}\0".encode())
        for name in sorted(self.bytes):
            digest.update(name.encode() + b"\0" + self.bytes[name])
        if digest.hexdigest() != self.metadata["elbo.sha256"]:
            sys.exit("elbo.sha256 is of another content")

    def tensor(self, name):
        numbers = array.array("f", self.bytes[name])
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def linear(self, layer, x):
        weight = self.tensor(layer + ".weight")
        rows = (weight[i : i + len(x)] for i in range(0, len(weight), len(x)))
        return [
            bias + sum(w * value for w, value in zip(row, x))
            for row, bias in zip(rows, self.tensor(layer + ".bias"))
        ]

    def activation(self, a):
        kind = self.architecture["activation"]
        return {"tanh": math.tanh, "relu": lambda x: max(x, 0.0), "softplus": softplus}[kind](a)

    def encode(self, x):
        h = x
        for i in range(len(self.architecture["hidden"])):
            h = [self.activation(a) for a in self.linear(f"encoder.hidden.{i}", h)]
        bounds = self.architecture["encoder_log_variance"]
        return {
            "mean": self.linear("encoder.mean", h),
            "log_variance": [bounded(s, bounds) for s in self.linear("encoder.log_variance", h)],
        }


def softplus(a):
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def bounded(s, bounds):
    t = s
    if "lower" in bounds:
        t = bounds["lower"] + softplus(t - bounds["lower"])
    return bounds["upper"] - softplus(bounds["upper"] - t) if "upper" in bounds else t


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as stream:
        model = Model(stream.read())
    model.check_hash()
    print(json.dumps([model.encode(row) for row in json.load(sys.stdin)]))
