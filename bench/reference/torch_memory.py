#!/usr/bin/env python3
"""Peak resident memory of PyTorch's training steps above a warm process: what `Assay.Benchmarks memory` measures, in the same manner. Linux only.

usage: torch_memory.py [part of a workload's name] [seconds, default 2]
Each workload in a fresh process with two threads. Baseline: the process after `import torch` and after a small model of the same layers has been trained for 3 s and was let
go, its memory given back. Then the kernel's peak is reset, the model is made and stepped, and the peak is read. The inputs are counted: PyTorch computes with them in place.
One line a workload: name, MiB above the baseline, MiB above the process before `import torch`.
"""
import ctypes
import gc
import os
import subprocess
import sys
import time


def status(key):
    with open("/proc/self/status") as lines:
        return 1024 * int(next(line for line in lines if line.startswith(key + ":")).split()[1])


def repeat(step, seconds):
    began, count = time.perf_counter(), 0
    while count < 3 or time.perf_counter() - began < seconds:
        step()
        count += 1


def small(steps, name):
    if name.startswith("a."):
        return steps.perceptron(64, 128, 64, 18)
    if name.startswith("c."):
        return steps.modular(13, 64, 128, 64)
    if name.startswith("d."):
        return steps.autoencoder(64, 32, 64)
    if "patch" in name:
        return steps.patches(2, 96, 1, 2 if "d512" in name else 8, "mix" in name)
    tokens = 128 if name.startswith("e.") else 80
    return steps.sequences(2, tokens, 32, 96, 1, 2 if "d512" in name else 8, 2, "causal" in name)


def measure(name, seconds):
    start = status("VmRSS")
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.argv = [sys.argv[0], name, "2", "1"]
    import torch_steps as steps

    step = small(steps, name)
    repeat(step, 3)
    del step
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    baseline = status("VmRSS")
    repeat(steps.WORKLOADS[name](), seconds)
    peak = status("VmHWM")
    print(f"{name}|{(peak - baseline) / 1048576:.2f}|{(peak - start) / 1048576:.1f}", flush=True)


if len(sys.argv) > 3 and sys.argv[1] == "--one":
    measure(sys.argv[2], float(sys.argv[3]))
else:
    part, seconds = (sys.argv[1:] + ["", "2"][len(sys.argv) - 1:])[:2]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "torch_steps.py")) as source:
        names = [line.split('"')[1] for line in source if line.startswith('    "') and ("lambda" in line or "modular" in line)]
    for name in names:
        if part in name:
            subprocess.run([sys.executable, os.path.abspath(__file__), "--one", name, seconds], check=True, env={**os.environ, "OMP_WAIT_POLICY": "passive"})
