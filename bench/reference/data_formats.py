"""Writes the fixtures of tests/Assay.Foundation.Tests/Fixtures: arrays as NumPy stores them, and a safetensors file.

    /usr/bin/python3 bench/reference/data_formats.py tests/Assay.Foundation.Tests/Fixtures

The package `safetensors` is not needed: its format (https://github.com/huggingface/safetensors, "Format") is written out by
hand below, so the file is an independent reading of that text, not the reference library's output.
"""
import json
import os
import struct
import sys

import numpy as np


def arrays():
    ramp = np.arange(24).reshape(2, 3, 4)
    return {
        "singles": (ramp / 7).astype("<f4"),
        "doubles_big": (ramp / 7).astype(">f8"),
        "ints_fortran": np.asfortranarray(ramp.astype("<i4") - 12),
        "longs_big": (ramp.astype(">i8") - 12) * 10**12,
        "bytes": ramp.astype("u1"),
        "truths": ramp % 3 == 0,
        "halves": np.array([0, 0.1, -65504, np.inf], "<f2"),
        "scalar": np.float64(2.5),
        "empty": np.zeros((0, 5), "<f4"),
    }


def safetensors(path):
    singles = np.array([[1.5, -2.25], [3.0, 1e-3]], "<f4")
    bf16 = (np.array([1.0, -3.140625, 65280.0], "<f4").view("<u4") >> 16).astype("<u2")
    tensors = [("layer.weight", "F32", singles), ("longs", "I64", np.array([-1, 2**40], "<i8")), ("brain", "BF16", bf16),
               ("half", "F16", np.array([0.5, 0.1], "<f2")), ("flags", "BOOL", np.array([True, False, True]))]
    header, place = {"__metadata__": {"format": "pt", "note": "gr\u00fc\u00df"}}, 0
    for name, kind, values in tensors:
        header[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": [place, place + values.nbytes]}
        place += values.nbytes
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(values.tobytes() for _, _, values in tensors))


def main(folder):
    os.makedirs(folder, exist_ok=True)
    values = arrays()
    np.savez_compressed(os.path.join(folder, "arrays.npz"), **values)
    np.save(os.path.join(folder, "fortran.npy"), values["ints_fortran"])
    safetensors(os.path.join(folder, "by-hand.safetensors"))
    print("numpy", np.__version__, sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)), "bytes")


main(sys.argv[1])
